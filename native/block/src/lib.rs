//! Blocks of memory that several programs' parts look at in place: anonymous memory, or a mapped file.
//!
//! A [`Block`] is made by [`Block::anonymous`], [`Block::create`] or [`Block::open`], and unmapped when it is dropped.
//! What can fail fails then, with an error, and not later by ending the process:
//! - The file behind a new block is *allocated*, not only made long: a write to a hole on a full disk is a bus error.
//! - Anonymous memory is compared with what the system says is available, because a system that overcommits would
//!   give any amount, and end the process when the pages are written.
//!
//! # Limitations
//! - The check of available memory is one look, when the block is made: others may take the memory meanwhile. macOS
//!   and Windows are asked less: there the size of the machine's memory, here the system's own promise (commit) decides.
//! - A file that another program makes *shorter* while it is mapped ends the process at the next touch of the missing
//!   pages (Windows refuses to shorten it). The length is checked when it is opened.
//! - What another program writes into a file that is open read-only or private may be seen, or not, page by page.
//! - Addresses are numbers to others; that nobody uses one after the block was dropped is the duty of who holds it.

mod block;
mod error;
mod memory;
mod reserve;

pub use block::{Block, Mode};
pub use error::BlockError;
