//! What the JVM loads: it finds and starts Python, opens the core, and hands frames over, with arrays pinned or
//! copied around each call.
//!
//! It links to no libpython, so that one library serves every Python: [`libpython`] opens the user's own at run time,
//! and only then is the core opened, which takes its symbols from it.
//!
//! # Rules that hold in every file
//! - No thread here ever has the GIL while it calls the JVM.
//! - Arrays are pinned and unpinned without the GIL, and between the two nothing else of the JVM is called.
//! - Native code throws no Java exceptions: a frame carries the failure, and Java makes the exception. Panics stop in
//!   `entry`.

mod block;
mod dl;
mod entry;
mod exit;
mod host;
pub mod libpython;
mod objects;
mod pin;
mod query;
mod reply;
mod running;
