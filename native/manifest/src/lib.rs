//! What routine files declare, so that menus are there before Python has started.
//!
//! Python describes a file once, as JSON ([`Manifest`]). It is checked here ([`Manifest::validate`]) and kept in a cache
//! by the file's content ([`store`]); [`scan`] gives what is known of every routine file of some folders without
//! running any of them.
//!
//! # Rationale
//! Importing a routine file costs seconds (NumPy, SciPy) and may fail. Neither may delay or break the start of the host.
//!
//! # Limitations
//! A manifest depends on more than its file: on what the file imports. A changed helper module is noticed when the
//! routine runs, not here.
#![forbid(unsafe_code)]

mod cache;
mod error;
mod folders;
mod index;
mod parameter;
mod scan;
mod schema;
#[cfg(test)]
mod testing;
mod validate;

pub use error::{Defect, ManifestError};
pub use scan::{Entry, Outcome, scan, store};
pub use schema::{
    FileError, Manifest, ParameterKind, ParameterManifest, Returns, RoutineManifest, SCHEMA, Usage,
};

/// Routine files are texts; one above this many bytes is refused.
pub const MAX_FILE_BYTES: u64 = 4 << 20;
