//! The block format: how Java, Rust and Python hand each other values without calling each other.
//!
//! A block is a row of tagged values ([`drua_abi::DruaTag`] says how each is laid out). It is written once on
//! one side, travels as plain bytes with a frame, and is read on the other side without JNI and, where nobody
//! asks for it, not at all: an image's metadata stays a block until Python touches it.
//!
//! [`Writer`] and [`Reader`] work value by value and never allocate per value. [`Value`] is the tree for the
//! places where speed does not matter: settings, manifests, errors.
//!
//! # Limitations
//! Text is UTF-8: a text with an unpaired surrogate has no block, and its writer has to say so. Containers nest
//! at most [`MAX_DEPTH`] deep.
#![forbid(unsafe_code)]

mod error;
mod failure;
mod pixels;
mod reader;
mod value;
mod writer;

pub use error::WireError;
pub use failure::{Failure, SourceFrame};
pub use pixels::{ArrayItem, LentItem, MAX_NDIM, PixelHeader};
pub use reader::{Item, Reader};
pub use value::Value;
pub use writer::Writer;

/// How deep containers may nest. Deeper ones are taken for cycles.
pub const MAX_DEPTH: usize = 200;
