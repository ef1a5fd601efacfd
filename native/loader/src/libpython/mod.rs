//! Opens libpython in this process and starts it, so that every failure is an error value.
//!
//! # Rationale
//! `Py_Initialize` ends the process when it fails, which would take the host's unsaved images with it.
//! Only the configuration interfaces return a status: `PyConfig` up to 3.13, whose layout differs per
//! minor version (see `layout`), and `PyInitConfig` from 3.14 on (PEP 741). All functions are looked up at
//! run time: the loader links to no libpython.
//!
//! # Limitations
//! A start that failed half-way cannot be tried again in the same process; Python keeps what it had set up.

mod error;
mod init_config;
mod layout;
#[cfg(test)]
mod layout_tests;
mod library;
mod py_config;
mod start;
mod status;

pub use error::StartError;
pub use start::{StartOptions, Started, running, start};
