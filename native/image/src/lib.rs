//! Pixels as memory: their element type, axes, bounds, owner, and who may touch them now.
//!
//! Nothing here knows Java or Python. `core` describes what a host lends with these types, checks it, and asks
//! the borrow table before it makes an array of it.
//!
//! # Limitations
//! Addresses are numbers here. That the memory behind one is valid is the duty of its owner.

mod axes;
mod borrow;
mod bounds;
mod dtype;
mod error;
mod memory;
mod owner;
mod pool;
mod slab;

pub use axes::{Axes, Axis};
pub use borrow::{Access, Borrow, BorrowConflict, BorrowRequest, BorrowTable, Region};
pub use bounds::{MAX_DIMENSIONS, check_bounds, contiguous_strides};
pub use dtype::{Dtype, Kind};
pub use error::ImageError;
pub use memory::{HostOwner, Memory, OwnerTable, ReleaseQueue};
pub use owner::{ALIGNMENT, Buffer};
pub use pool::BufferPool;
pub use slab::Slab;
