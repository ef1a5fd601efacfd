//! One block.

use crate::{BlockError, memory, reserve};
use memmap2::{MmapMut, MmapOptions, MmapRaw};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

/// What may be done with a file that is open as a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reading. A write to the memory is a bus error: whoever shows the block must not allow it.
    ReadOnly,
    /// Reading, and writing into the file.
    ReadWrite,
    /// Reading, and writing into pages of one's own (copy on write): the file stays as it is.
    Private,
}

/// Memory at a fixed address until it is dropped.
#[derive(Debug)]
pub struct Block {
    /// `None` for a block without bytes: such a mapping can't be made.
    mapping: Option<MmapRaw>,
    bytes: u64,
    /// The file, where writing reaches one.
    file: Option<PathBuf>,
}

impl Block {
    /// Memory of no file, all zero. The system gives pages as they are written.
    ///
    /// # Errors
    /// `OutOfMemory` if the system says that it has less, `Refused` if it won't give it, `TooLarge`.
    pub fn anonymous(bytes: u64) -> Result<Self, BlockError> {
        let length = addressable(bytes)?;
        if let Some(available) = memory::available()
            && bytes > available
        {
            return Err(BlockError::OutOfMemory { bytes, available });
        }
        let map = |length| MmapOptions::new().len(length).map_anon();
        let refused = |source| BlockError::Refused { bytes, source };
        Ok(Self {
            mapping: not_empty(length)
                .map(map)
                .transpose()
                .map_err(refused)?
                .map(MmapRaw::from),
            bytes,
            file: None,
        })
    }

    /// A new file of that length, all zero, whose space on the disk is taken at once. It stays when the block is
    /// dropped; a file that could not be made whole is deleted.
    ///
    /// # Errors
    /// `Exists`, `DiskFull`, `File`, `TooLarge`.
    pub fn create(path: &Path, bytes: u64) -> Result<Self, BlockError> {
        let length = addressable(bytes)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|source| BlockError::of_file("making", path, bytes, source))?;
        let made = reserve::reserve(&file, bytes)
            .map_err(|source| BlockError::of_file("making", path, bytes, source))
            .and_then(|()| map_file(&file, path, 0, length, Mode::ReadWrite));
        match made {
            Ok(mapping) => Ok(Self {
                mapping,
                bytes,
                file: Some(path.to_owned()),
            }),
            Err(error) => {
                drop(file);
                // The first error is what is told; a file that can't be deleted is there for the user to see.
                let _ = std::fs::remove_file(path);
                Err(error)
            }
        }
    }

    /// A part of a file that is there. The offset needs no alignment.
    ///
    /// # Errors
    /// `TooShort` if the part isn't in the file, `NotAFile`, `File`, `TooLarge`.
    pub fn open(path: &Path, offset: u64, bytes: u64, mode: Mode) -> Result<Self, BlockError> {
        let length = addressable(bytes)?;
        let failed = |source| BlockError::of_file("opening", path, bytes, source);
        // A pipe without a writer would hold the opening up.
        let found = std::fs::metadata(path).map_err(failed)?;
        if !found.is_file() {
            return Err(BlockError::NotAFile {
                path: path.to_owned(),
            });
        }
        let file = OpenOptions::new()
            .read(true)
            .write(mode == Mode::ReadWrite)
            .open(path)
            .map_err(failed)?;
        let found = file.metadata().map_err(failed)?.len();
        let end = u128::from(offset) + u128::from(bytes);
        if end > u128::from(found) {
            return Err(BlockError::TooShort {
                path: path.to_owned(),
                length: found,
                offset,
                end,
            });
        }
        Ok(Self {
            mapping: map_file(&file, path, offset, length, mode)?,
            bytes,
            file: (mode == Mode::ReadWrite).then(|| path.to_owned()),
        })
    }

    /// First byte as a number; 0 for a block without bytes.
    #[must_use]
    pub fn address(&self) -> u64 {
        self.mapping
            .as_ref()
            .map_or(0, |mapping| mapping.as_mut_ptr().expose_provenance() as u64)
    }

    /// Length in bytes.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Waits until a part is on the disk. Does nothing where writing reaches no file.
    ///
    /// # Errors
    /// `File` if the disk failed, `OutOfBounds`.
    pub fn flush(&self, offset: u64, bytes: u64) -> Result<(), BlockError> {
        let end = u128::from(offset) + u128::from(bytes);
        if end > u128::from(self.bytes) {
            return Err(BlockError::OutOfBounds {
                offset,
                end,
                bytes: self.bytes,
            });
        }
        match (&self.mapping, &self.file) {
            // Both numbers are below the length of a mapping, which is a `usize`.
            (Some(mapping), Some(path)) => mapping
                .flush_range(offset as usize, bytes as usize)
                .map_err(|source| BlockError::of_file("writing", path, bytes, source)),
            _ => Ok(()),
        }
    }
}

/// The length as the system counts; an address is no number above 2^63.
fn addressable(bytes: u64) -> Result<usize, BlockError> {
    usize::try_from(bytes)
        .ok()
        .filter(|length| *length <= isize::MAX as usize)
        .ok_or(BlockError::TooLarge { bytes })
}

fn not_empty(length: usize) -> Option<usize> {
    (length > 0).then_some(length)
}

fn map_file(
    file: &File,
    path: &Path,
    offset: u64,
    length: usize,
    mode: Mode,
) -> Result<Option<MmapRaw>, BlockError> {
    let Some(length) = not_empty(length) else {
        return Ok(None);
    };
    let mut options = MmapOptions::new();
    options.offset(offset).len(length);
    let mapped = match mode {
        Mode::ReadWrite => options.map_raw(file),
        // SAFETY: nobody makes a Rust reference of the memory: it is handed on as a number, and raw pointers may meet
        // changes that others make to the file.
        Mode::ReadOnly => unsafe { options.map_copy_read_only(file) }.map(MmapRaw::from),
        // SAFETY: as above.
        Mode::Private => unsafe { options.map_copy(file) }.map(|mapping: MmapMut| mapping.into()),
    };
    mapped
        .map(Some)
        .map_err(|source| BlockError::of_file("mapping", path, length as u64, source))
}

#[cfg(test)]
#[path = "block_tests.rs"]
mod tests;
