//! Pixels in a block: never the pixels themselves, only where they are and how they are laid out.

use crate::{Reader, WireError, Writer};

/// Most dimensions that an array may have, as in NumPy 1.
pub const MAX_NDIM: usize = 32;

/// Element type, shape and strides of an array.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PixelHeader {
    /// `DRUA_ARRAY_*` bits.
    pub flags: u8,
    /// Code of the element type (`DruaDtype`).
    pub dtype: u8,
    /// Lengths, slowest axis first.
    pub shape: Vec<u64>,
    /// Steps in bytes, in the order of `shape`.
    pub strides: Vec<i64>,
}

/// Pixels that the host lends with a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LentItem<'a> {
    /// Layout.
    pub header: PixelHeader,
    /// Index of the span in the frame.
    pub span: u32,
    /// First byte of the array in the span.
    pub offset: u64,
    /// One value: the metadata, not decoded. Empty for none.
    pub metadata: &'a [u8],
}

/// Pixels of a Python array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayItem<'a> {
    /// Handle that keeps the array alive.
    pub handle: u64,
    /// First byte.
    pub address: u64,
    /// Length in bytes.
    pub byte_len: u64,
    /// Layout.
    pub header: PixelHeader,
    /// One value: the metadata, not decoded. Empty for none.
    pub metadata: &'a [u8],
}

impl PixelHeader {
    pub(crate) fn write_start(&self, writer: &mut Writer) {
        writer.raw(&[self.flags, self.dtype, self.shape.len() as u8, 0]);
    }

    pub(crate) fn write_layout(&self, writer: &mut Writer) {
        for length in &self.shape {
            writer.raw(&length.to_le_bytes());
        }
        for stride in &self.strides {
            writer.raw(&stride.to_le_bytes());
        }
    }

    /// Reads `flags, dtype, ndim, zero`; gives the header and the number of dimensions.
    pub(crate) fn read_start(reader: &mut Reader<'_>) -> Result<(Self, usize), WireError> {
        let start = reader.raw(4)?;
        let (flags, dtype, ndim) = (start[0], start[1], start[2]);
        if usize::from(ndim) > MAX_NDIM {
            return Err(WireError::BadPixels { ndim, dtype });
        }
        let header = Self {
            flags,
            dtype,
            shape: Vec::new(),
            strides: Vec::new(),
        };
        Ok((header, usize::from(ndim)))
    }

    pub(crate) fn read_layout(
        &mut self,
        reader: &mut Reader<'_>,
        ndim: usize,
    ) -> Result<(), WireError> {
        for _ in 0..ndim {
            self.shape.push(reader.u64()?);
        }
        for _ in 0..ndim {
            self.strides.push(reader.u64()? as i64);
        }
        Ok(())
    }
}
