//! The C interface of Drua: what a host and the Python side agree on, and nothing else.
//!
//! A *host* (the loader under a JVM, or any program that can call C) opens `core` with
//! [`DruaHost`], gets [`DruaCore`] back, and from then on hands over calls as [`DruaFrame`]s.
//! A frame is plain memory that the calling thread owns: the core reads the arguments from it
//! and writes the reply into it, so that a call needs no call-back into the host.
//!
//! # Rationale
//! Under a JVM each JNI call costs, and none is allowed while an array is pinned. Everything but
//! pixels therefore travels as one *block* (see `drua-wire`), taken before the pin.
//!
//! # Versions
//! [`ABI_VERSION`] changes when the meaning or the place of a field changes. Tables carry their own
//! `size`, and only grow at their end.
//!
//! # Limitations
//! This crate holds no logic. Whether an address is valid stays the duty of who wrote it.
#![no_std]

mod frame;
mod object;
mod status;
mod table;
mod tag;

pub use frame::*;
pub use object::*;
pub use status::*;
pub use table::*;
pub use tag::*;

/// Version of the frame, span and table layouts. Both sides refuse to work with another one.
pub const ABI_VERSION: u32 = 3;
