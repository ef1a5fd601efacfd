//! The Python side of Drua, and the only library that knows CPython and NumPy.
//!
//! It is opened by a host (under a JVM: the loader) after libpython, from which it takes its symbols; one binary
//! serves CPython 3.10 and newer. Its one exported symbol, `drua_core_open`, gives the table of entries that
//! `drua-abi` describes.
//!
//! # Rules that hold in every file
//! - No entry is called with the GIL held; the host pins and unpins outside of it.
//! - Nothing here calls the host while a pin is held on the thread, and no destructor ever does: what Python lets
//!   go of is queued ([`events`]), and what the host lets go of is dropped by whoever has the GIL next ([`janitor`]).
//! - No lock of ours is held while waiting for the GIL, but the one that lets a single thread open the core.

mod array;
mod call;
mod calls;
mod canceller;
mod escape;
mod events;
mod exceptions;
mod ffi;
mod from_python;
mod holders;
mod host_function;
mod interpreter;
mod janitor;
mod java;
mod large_stack;
mod module;
mod quick;
mod stack;
mod state;
mod threads;
mod to_python;
mod unread;
