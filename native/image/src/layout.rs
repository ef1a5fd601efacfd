//! Where the elements of an array lie in a piece of memory.

use crate::bounds::{byte_range, check_bounds};
use crate::overlap::{self, Run};
use crate::{Dtype, ImageError};
use std::fmt;
use std::ops::Range;

/// Dimensions that an array passed between the languages may have.
pub const MAX_DIMENSIONS: usize = 16;

/// Element type, shape and strides of an array, and where in its memory the first element is.
///
/// Shapes are slowest axis first; strides and offset are in bytes, as in NumPy. Strides may be negative or 0.
#[derive(Clone, Copy)]
pub struct Layout {
    pub(crate) dtype: Dtype,
    pub(crate) rank: u8,
    pub(crate) shape: [u64; MAX_DIMENSIONS],
    pub(crate) strides: [i64; MAX_DIMENSIONS],
    pub(crate) offset: u64,
}

impl Layout {
    /// An array whose elements follow each other, the last axis fastest.
    ///
    /// # Errors
    /// [`ImageError::TooManyDimensions`], [`ImageError::TooLarge`].
    pub fn contiguous(dtype: Dtype, shape: &[u64]) -> Result<Self, ImageError> {
        let mut layout = Self::empty(dtype, shape.len())?;
        let too_large = || ImageError::TooLarge {
            dtype: dtype.name(),
            shape: shape.to_vec(),
        };
        let mut stride = dtype.size() as i64;
        for (axis, &length) in shape.iter().enumerate().rev() {
            layout.shape[axis] = length;
            layout.strides[axis] = stride;
            // As NumPy does: an axis of length 0 leaves the strides of the slower ones usable.
            let length = i64::try_from(length.max(1)).map_err(|_| too_large())?;
            stride = stride.checked_mul(length).ok_or_else(too_large)?;
        }
        Ok(layout)
    }

    /// An array with strides.
    ///
    /// # Errors
    /// [`ImageError::Rank`], [`ImageError::TooManyDimensions`]; [`ImageError::TooLarge`] where an element would lie
    /// further than 63 bits can tell.
    pub fn strided(
        dtype: Dtype,
        shape: &[u64],
        strides: &[i64],
        offset: u64,
    ) -> Result<Self, ImageError> {
        byte_range(dtype, shape, strides, offset)?;
        let mut layout = Self::empty(dtype, shape.len())?;
        layout.shape[..shape.len()].copy_from_slice(shape);
        layout.strides[..shape.len()].copy_from_slice(strides);
        layout.offset = offset;
        Ok(layout)
    }

    fn empty(dtype: Dtype, rank: usize) -> Result<Self, ImageError> {
        if rank > MAX_DIMENSIONS {
            return Err(ImageError::TooManyDimensions {
                found: rank,
                limit: MAX_DIMENSIONS,
            });
        }
        let (shape, strides) = ([0; MAX_DIMENSIONS], [0; MAX_DIMENSIONS]);
        Ok(Self {
            dtype,
            rank: rank as u8,
            shape,
            strides,
            offset: 0,
        })
    }

    /// The same array further on in memory.
    ///
    /// # Errors
    /// [`ImageError::TooLarge`].
    pub fn at(mut self, offset: u64) -> Result<Self, ImageError> {
        self.offset = offset;
        byte_range(self.dtype, self.shape(), self.strides(), offset)?;
        Ok(self)
    }

    /// Element type.
    #[must_use]
    pub const fn dtype(&self) -> Dtype {
        self.dtype
    }

    /// Number of dimensions.
    #[must_use]
    pub const fn rank(&self) -> usize {
        self.rank as usize
    }

    /// Lengths, slowest axis first.
    #[must_use]
    pub fn shape(&self) -> &[u64] {
        &self.shape[..self.rank()]
    }

    /// Distances in bytes between neighbours along each axis, slowest axis first.
    #[must_use]
    pub fn strides(&self) -> &[i64] {
        &self.strides[..self.rank()]
    }

    /// Distance in bytes from the start of the memory to the first element.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// Number of elements, which may be more than fit in memory where strides are 0.
    #[must_use]
    pub fn element_count(&self) -> u128 {
        if self.is_empty() {
            0
        } else {
            self.shape().iter().fold(1, |count: u128, &length| {
                count.saturating_mul(length.into())
            })
        }
    }

    /// Whether there are no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shape().contains(&0)
    }

    /// The bytes from the first in use to the last, relative to the memory; empty for an array without elements.
    ///
    /// # Errors
    /// [`ImageError::OutOfBounds`] where an element lies before the memory.
    pub fn byte_range(&self) -> Result<Range<u64>, ImageError> {
        let range = byte_range(self.dtype, self.shape(), self.strides(), self.offset)?;
        match (u64::try_from(range.start), u64::try_from(range.end)) {
            (Ok(start), Ok(end)) => Ok(start..end),
            _ => Err(ImageError::OutOfBounds {
                first: range.start,
                end: range.end,
                available: u64::MAX,
            }),
        }
    }

    /// Checks that every element lies in memory of `available` bytes.
    ///
    /// # Errors
    /// [`ImageError::OutOfBounds`].
    pub fn check_bounds(&self, available: u64) -> Result<(), ImageError> {
        check_bounds(
            self.dtype,
            self.shape(),
            self.strides(),
            self.offset,
            available,
        )
    }

    /// Whether the elements follow each other without gaps, the last axis fastest. Axes of length 1 don't matter; an
    /// array without elements is contiguous.
    #[must_use]
    pub fn is_c_contiguous(&self) -> bool {
        let mut expected = self.dtype.size() as i128;
        for (&length, &stride) in self.shape().iter().zip(self.strides()).rev() {
            if length != 1 && i128::from(stride) != expected && !self.is_empty() {
                return false;
            }
            expected = expected.saturating_mul(length.into());
        }
        true
    }

    /// Whether every element lies at a multiple of its alignment in memory that starts at `address`.
    #[must_use]
    pub fn is_aligned(&self, address: u64) -> bool {
        let alignment = self.dtype.alignment() as u64;
        let steps = self.shape().iter().zip(self.strides());
        address.wrapping_add(self.offset).is_multiple_of(alignment)
            && steps
                .filter(|(length, _)| **length > 1)
                .all(|(_, stride)| stride.unsigned_abs().is_multiple_of(alignment))
    }

    /// Whether the two arrays, each relative to an address, have a byte in common.
    ///
    /// Exact for arrays as slicing, transposing and reshaping make them. Where it would take long to find out (many
    /// axes with strides that don't divide each other) the answer is true.
    #[must_use]
    pub fn overlaps(&self, address: u64, other: &Self, other_address: u64) -> bool {
        overlap::share_a_byte(&self.runs(address), &other.runs(other_address))
    }

    fn runs(&self, address: u64) -> Option<Run> {
        if self.is_empty() {
            return None;
        }
        let mut run = Run::new(
            i128::from(address) + i128::from(self.offset),
            self.dtype.size() as u64,
        );
        for (&length, &stride) in self.shape().iter().zip(self.strides()) {
            run.repeat(length, stride);
        }
        Some(run)
    }
}

impl PartialEq for Layout {
    fn eq(&self, other: &Self) -> bool {
        self.dtype == other.dtype
            && self.offset == other.offset
            && self.shape() == other.shape()
            && self.strides() == other.strides()
    }
}

impl Eq for Layout {}

impl fmt::Debug for Layout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Layout")
            .field("dtype", &self.dtype)
            .field("shape", &self.shape())
            .field("strides", &self.strides())
            .field("offset", &self.offset)
            .finish()
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
