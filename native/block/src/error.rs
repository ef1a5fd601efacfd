//! The errors of this crate.

use std::io;
use std::path::{Path, PathBuf};

/// Why there is no block, or why it could not be written to its file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BlockError {
    /// The system has less memory than asked for.
    #[error("no memory for a block of {bytes} bytes; {available} are available")]
    OutOfMemory {
        /// Size asked for.
        bytes: u64,
        /// What the system says it has.
        available: u64,
    },
    /// The system refused to give the memory or the addresses.
    #[error("the system refused a block of {bytes} bytes: {source}")]
    Refused {
        /// Size asked for.
        bytes: u64,
        /// What it said.
        source: io::Error,
    },
    /// No address space is that large.
    #[error("a block of {bytes} bytes is larger than memory can be addressed")]
    TooLarge {
        /// Size asked for.
        bytes: u64,
    },
    /// The disk, or the user's share of it, is full.
    #[error("no room for the {bytes} bytes of {}", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// What the system said.
        source: io::Error,
    },
    /// The file to be made is there.
    #[error("the file {} exists", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is shorter than what should be seen of it.
    #[error("{} has {length} bytes; bytes {offset} to {end} were asked for", path.display())]
    TooShort {
        /// The file.
        path: PathBuf,
        /// Its length.
        length: u64,
        /// First byte asked for.
        offset: u64,
        /// One past the last byte asked for.
        end: u128,
    },
    /// It is a folder, a pipe or a device.
    #[error("{} is no file", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// Opening, mapping or writing failed.
    #[error("{what} {} failed: {source}", path.display())]
    File {
        /// What was tried, as "opening".
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The part is not in the block.
    #[error("bytes {offset} to {end} are not in a block of {bytes} bytes")]
    OutOfBounds {
        /// First byte asked for.
        offset: u64,
        /// One past the last byte asked for.
        end: u128,
        /// Length of the block.
        bytes: u64,
    },
}

impl BlockError {
    /// The error for a failure that the system reported for a file, by its kind.
    pub(crate) fn of_file(what: &'static str, path: &Path, bytes: u64, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull {
                path,
                bytes,
                source,
            },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            _ => Self::File { what, path, source },
        }
    }

    /// A stable name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfMemory { .. } | Self::Refused { .. } | Self::TooLarge { .. } => {
                "out-of-memory"
            }
            Self::DiskFull { .. } => "disk-full",
            Self::Exists { .. } => "file-exists",
            Self::TooShort { .. } => "file-too-short",
            Self::NotAFile { .. } => "not-a-file",
            Self::File { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                "file-not-found"
            }
            Self::File { .. } => "file",
            Self::OutOfBounds { .. } => "out-of-bounds",
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::OutOfMemory { .. } | Self::Refused { .. } => {
                "close images, or give a file: then the disk holds what memory can't"
            }
            Self::TooLarge { .. } => "check the order and the lengths of the axes",
            Self::DiskFull { .. } => "free space, or give a file on another disk",
            Self::Exists { .. } => "give another name, or delete the file first",
            Self::TooShort { .. } => "check offset, shape and type against what wrote the file",
            Self::NotAFile { .. } => "give a regular file",
            Self::File { .. } => "check the path, and the permissions of file and folder",
            Self::OutOfBounds { .. } => "check offset and length against the block",
        }
    }

    /// The status code of the C interface that carries this error.
    #[must_use]
    pub fn status(&self) -> i32 {
        match self {
            Self::OutOfMemory { .. }
            | Self::Refused { .. }
            | Self::TooLarge { .. }
            | Self::DiskFull { .. } => drua_abi::DRUA_STATUS_OUT_OF_MEMORY,
            Self::OutOfBounds { .. } => drua_abi::DRUA_STATUS_BAD_FRAME,
            _ => drua_abi::DRUA_STATUS_HOST,
        }
    }
}
