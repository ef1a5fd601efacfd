//! The errors of this crate.

use crate::borrow::BorrowConflict;
use std::sync::Arc;

/// What can be wrong with a description of pixels, or with the memory behind it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageError {
    /// No element type has this code.
    #[error("unknown element type code {code}; known are 1 (bool) to 14 (float16)")]
    UnknownDtypeCode {
        /// The code that was found.
        code: u32,
    },
    /// No element type has this name.
    #[error("unknown element type {name:?}; known are {known}")]
    UnknownDtypeName {
        /// The name that was found.
        name: String,
        /// Every known name.
        known: String,
    },
    /// A text that should name axes holds another letter.
    #[error("axes {text:?} hold {letter:?}; expected letters of \"TZCYXS\", slowest first")]
    UnknownAxis {
        /// The whole text.
        text: String,
        /// The letter that names no axis.
        letter: char,
    },
    /// An axis was named twice.
    #[error("axes {text:?} name {letter} twice; expected each letter of \"TZCYXS\" at most once")]
    RepeatedAxis {
        /// The whole text.
        text: String,
        /// The axis.
        letter: char,
    },
    /// No axes at all.
    #[error(
        "axes are empty; expected letters of \"TZCYXS\", slowest first, such as \"YX\" or \"TZCYX\""
    )]
    NoAxes,
    /// Numbers of lengths and strides differ.
    #[error("expected {expected} {what}, found {found}")]
    Rank {
        /// What was counted.
        what: &'static str,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// More dimensions than a block has room for.
    #[error("{found} dimensions; at most {limit} can be passed")]
    TooManyDimensions {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The size in bytes or a distance in it doesn't fit 63 bits.
    #[error("an array of {dtype} with shape {shape:?} is larger than memory can be addressed")]
    TooLarge {
        /// Element type.
        dtype: &'static str,
        /// Lengths, slowest axis first.
        shape: Vec<u64>,
    },
    /// Elements would lie outside of the memory.
    #[error("the array needs bytes {first} to {end} of memory that has {available}")]
    OutOfBounds {
        /// First byte needed, relative to the memory.
        first: i128,
        /// One past the last byte needed.
        end: i128,
        /// Length of the memory in bytes.
        available: u64,
    },
    /// The allocator has no memory of that size.
    #[error("no memory for {bytes} bytes")]
    OutOfMemory {
        /// Size asked for.
        bytes: u64,
    },
    /// The handle was released before, or never given out.
    #[error("{what} {handle:#x} was released before, or never given out")]
    StaleHandle {
        /// What the handle stands for.
        what: &'static str,
        /// The handle.
        handle: u64,
    },
    /// Every handle of a table is in use.
    #[error("no more room for {what}: {limit} are in use")]
    TableFull {
        /// What the table holds.
        what: &'static str,
        /// How many it can hold.
        limit: u64,
    },
    /// Another borrow excludes this one.
    #[error("{0}")]
    BufferInUse(Arc<BorrowConflict>),
    /// A thread failed while it changed a table.
    #[error("the table of {what} was left unfinished by a thread that failed")]
    Poisoned {
        /// What the table holds.
        what: &'static str,
    },
}

impl ImageError {
    /// A stable name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownDtypeCode { .. } | Self::UnknownDtypeName { .. } => "unknown-dtype",
            Self::UnknownAxis { .. } | Self::RepeatedAxis { .. } | Self::NoAxes => "bad-axes",
            Self::Rank { .. } | Self::TooManyDimensions { .. } | Self::TooLarge { .. } => {
                "bad-shape"
            }
            Self::OutOfBounds { .. } => "out-of-bounds",
            Self::OutOfMemory { .. } => "out-of-memory",
            Self::StaleHandle { .. } => "stale-handle",
            Self::TableFull { .. } => "table-full",
            Self::BufferInUse(_) => "buffer-in-use",
            Self::Poisoned { .. } => "panic",
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::UnknownDtypeCode { .. } | Self::UnknownDtypeName { .. } => {
                "convert the array first, for example with astype('float32')"
            }
            Self::UnknownAxis { .. } | Self::RepeatedAxis { .. } | Self::NoAxes => {
                "write axes slowest first with letters of TZCYXS, for example axes=\"ZYX\""
            }
            Self::Rank { .. } => "give one length and one stride for each axis",
            Self::TooManyDimensions { .. } => "reshape the array to fewer dimensions",
            Self::TooLarge { .. } | Self::OutOfBounds { .. } => {
                "check shape, strides and offset against the memory that was lent"
            }
            Self::OutOfMemory { .. } => "close images or work on smaller pieces",
            Self::StaleHandle { .. } => "keep the object open until its last use",
            Self::TableFull { .. } => "close objects that are no longer needed",
            Self::BufferInUse(_) => {
                "wait for the other call to end, or declare the routine in_place=False so that both only read"
            }
            Self::Poisoned { .. } => "restart the application and report the error before this one",
        }
    }

    /// The status code of the C interface that carries this error.
    #[must_use]
    pub fn status(&self) -> i32 {
        match self {
            Self::UnknownDtypeCode { .. }
            | Self::UnknownDtypeName { .. }
            | Self::UnknownAxis { .. }
            | Self::RepeatedAxis { .. }
            | Self::NoAxes => drua_abi::DRUA_STATUS_CONVERSION,
            Self::Rank { .. }
            | Self::TooManyDimensions { .. }
            | Self::TooLarge { .. }
            | Self::OutOfBounds { .. } => drua_abi::DRUA_STATUS_BAD_FRAME,
            Self::OutOfMemory { .. } | Self::TableFull { .. } => {
                drua_abi::DRUA_STATUS_OUT_OF_MEMORY
            }
            Self::StaleHandle { .. } => drua_abi::DRUA_STATUS_STALE_HANDLE,
            Self::BufferInUse(_) => drua_abi::DRUA_STATUS_BUFFER_IN_USE,
            Self::Poisoned { .. } => drua_abi::DRUA_STATUS_PANIC,
        }
    }
}
