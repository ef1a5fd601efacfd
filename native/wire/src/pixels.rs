//! Pixels in a block: never the pixels themselves, only where they are and how they are laid out.

use crate::{Reader, WireError, Writer};
use std::fmt;

/// Most dimensions that an array may have.
pub const MAX_NDIM: usize = 16;

/// Element type, shape and strides of an array. Kept inline: one is read for each image of each call.
#[derive(Clone, Copy)]
pub struct PixelHeader {
    /// `DRUA_ARRAY_*` bits.
    pub flags: u8,
    /// Code of the element type (`DruaDtype`).
    pub dtype: u8,
    ndim: u8,
    shape: [u64; MAX_NDIM],
    strides: [i64; MAX_NDIM],
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
    /// A header; shape and strides (in bytes) are in the same order, the slowest axis first.
    ///
    /// # Errors
    /// [`WireError::BadPixels`] where they differ in length or have more than [`MAX_NDIM`] axes.
    pub fn new(flags: u8, dtype: u8, shape: &[u64], strides: &[i64]) -> Result<Self, WireError> {
        let ndim = u8::try_from(shape.len()).unwrap_or(u8::MAX);
        let mut header = Self::without_axes(flags, dtype, ndim)?;
        if shape.len() != strides.len() {
            return Err(WireError::BadPixels { ndim, dtype });
        }
        header.shape[..shape.len()].copy_from_slice(shape);
        header.strides[..strides.len()].copy_from_slice(strides);
        Ok(header)
    }

    fn without_axes(flags: u8, dtype: u8, ndim: u8) -> Result<Self, WireError> {
        if usize::from(ndim) > MAX_NDIM {
            return Err(WireError::BadPixels { ndim, dtype });
        }
        Ok(Self {
            flags,
            dtype,
            ndim,
            shape: [0; MAX_NDIM],
            strides: [0; MAX_NDIM],
        })
    }

    /// Lengths, slowest axis first.
    #[must_use]
    pub fn shape(&self) -> &[u64] {
        &self.shape[..usize::from(self.ndim)]
    }

    /// Steps in bytes, in the order of the shape.
    #[must_use]
    pub fn strides(&self) -> &[i64] {
        &self.strides[..usize::from(self.ndim)]
    }

    pub(crate) fn write_start(&self, writer: &mut Writer) {
        writer.raw(&[self.flags, self.dtype, self.ndim, 0]);
    }

    pub(crate) fn write_layout(&self, writer: &mut Writer) {
        for length in self.shape() {
            writer.raw(&length.to_le_bytes());
        }
        for stride in self.strides() {
            writer.raw(&stride.to_le_bytes());
        }
    }

    /// Reads `flags, dtype, ndim, zero`; the layout may follow later.
    pub(crate) fn read_start(reader: &mut Reader<'_>) -> Result<Self, WireError> {
        let start = reader.raw(4)?;
        Self::without_axes(start[0], start[1], start[2])
    }

    pub(crate) fn read_layout(&mut self, reader: &mut Reader<'_>) -> Result<(), WireError> {
        for axis in 0..usize::from(self.ndim) {
            self.shape[axis] = reader.u64()?;
        }
        for axis in 0..usize::from(self.ndim) {
            self.strides[axis] = reader.u64()? as i64;
        }
        Ok(())
    }
}

impl PartialEq for PixelHeader {
    fn eq(&self, other: &Self) -> bool {
        (self.flags, self.dtype, self.shape(), self.strides())
            == (other.flags, other.dtype, other.shape(), other.strides())
    }
}

impl Eq for PixelHeader {}

impl fmt::Debug for PixelHeader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PixelHeader")
            .field("flags", &self.flags)
            .field("dtype", &self.dtype)
            .field("shape", &self.shape())
            .field("strides", &self.strides())
            .finish()
    }
}
