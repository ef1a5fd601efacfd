//! Pixels as memory: their element type, axes, layout, owner, and who may touch them now.
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
mod layout;
mod memory;
mod overlap;
mod owner;
mod planes;
mod pool;
mod slab;

pub use axes::{Axes, Axis, imagej_stack_index};
pub use borrow::{Access, Borrow, BorrowConflict, BorrowRequest, BorrowTable, Region};
pub use bounds::{byte_range, check_bounds};
pub use dtype::{Dtype, Kind};
pub use error::ImageError;
pub use layout::{Layout, MAX_DIMENSIONS};
pub use memory::{HostOwner, Memory, OwnerTable, ReleaseQueue};
pub use owner::{ALIGNMENT, Buffer};
pub use planes::Planes;
pub use pool::BufferPool;
pub use slab::Slab;
