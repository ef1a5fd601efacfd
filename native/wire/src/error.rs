use thiserror::Error;

/// A block that can't be read or written.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum WireError {
    /// The block ends inside a value.
    #[error("the block ends at byte {at}, {missing} bytes too early")]
    Truncated {
        /// Where reading stood.
        at: usize,
        /// How many bytes are missing.
        missing: usize,
    },
    /// A byte that is no tag.
    #[error("byte {at} of the block is {found}, which is no tag of a value")]
    UnknownTag {
        /// Where.
        at: usize,
        /// The byte.
        found: u8,
    },
    /// Another value than the reader needs.
    #[error("expected {expected} in the block, found {found}")]
    Unexpected {
        /// What is needed.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// Text that is not UTF-8.
    #[error("the text at byte {at} of the block is not UTF-8")]
    NotUtf8 {
        /// Where.
        at: usize,
    },
    /// Containers nest too deep, or hold themselves.
    #[error("containers nest deeper than {limit} levels, or one holds itself")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Bytes behind the last value.
    #[error("{count} bytes are left over behind the last value of the block")]
    LeftOver {
        /// How many.
        count: usize,
    },
    /// A piece longer than the format's 32 bit lengths.
    #[error(
        "a piece of {length} bytes or items does not fit into a block; pass large data as an array"
    )]
    TooLong {
        /// Its length.
        length: usize,
    },
    /// A pixel header that contradicts itself.
    #[error("an array with {ndim} dimensions and element type {dtype} is not known")]
    BadPixels {
        /// Number of dimensions.
        ndim: u8,
        /// Element type code.
        dtype: u8,
    },
}

impl WireError {
    /// Stable text code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooDeep { .. } | Self::TooLong { .. } => "conversion",
            _ => "bad-frame",
        }
    }
}
