//! Where the elements of an array lie, and which bytes they need.
//!
//! Shapes are slowest axis first; strides and offset are in bytes, as in NumPy. Strides may be negative or 0.

use crate::{Dtype, ImageError};
use std::ops::Range;

/// Dimensions that an array passed between the languages may have.
pub const MAX_DIMENSIONS: usize = 16;

/// Distances stay below this, with room for one element above.
const LARGEST: i128 = i64::MAX as i128 - 64;

/// The bytes from the first to the last that an array uses, relative to its memory; `offset..offset` without elements.
///
/// # Errors
/// [`ImageError::Rank`] where shape and strides differ in length; [`ImageError::TooLarge`] where a distance doesn't
/// fit 63 bits.
fn byte_range(
    dtype: Dtype,
    shape: &[u64],
    strides: &[i64],
    offset: u64,
) -> Result<Range<i128>, ImageError> {
    if shape.len() != strides.len() {
        return Err(ImageError::Rank {
            what: "strides",
            expected: shape.len(),
            found: strides.len(),
        });
    }
    let offset = i128::from(offset);
    let (mut first, mut last) = (offset, offset);
    if shape.contains(&0) {
        return Ok(offset..offset);
    }
    for (&length, &stride) in shape.iter().zip(strides) {
        // 64 by 63 bits: fits. The bound below keeps sums of many axes small.
        let reach = i128::from(length - 1) * i128::from(stride);
        if reach < 0 {
            first += reach
        } else {
            last += reach
        }
        if first < -LARGEST || last > LARGEST {
            return Err(ImageError::TooLarge {
                dtype: dtype.name(),
                shape: shape.to_vec(),
            });
        }
    }
    Ok(first..last + dtype.size() as i128)
}

/// Checks that every element of an array lies in memory of `available` bytes; without elements, that its offset does.
///
/// # Errors
/// As [`byte_range`], and [`ImageError::OutOfBounds`].
pub fn check_bounds(
    dtype: Dtype,
    shape: &[u64],
    strides: &[i64],
    offset: u64,
    available: u64,
) -> Result<(), ImageError> {
    let range = byte_range(dtype, shape, strides, offset)?;
    if range.start < 0 || range.end > i128::from(available) {
        return Err(ImageError::OutOfBounds {
            first: range.start,
            end: range.end,
            available,
        });
    }
    Ok(())
}

/// Strides of an array whose elements follow each other, the last axis fastest; as many as `shape` has lengths.
///
/// # Errors
/// [`ImageError::TooManyDimensions`], [`ImageError::TooLarge`].
pub fn contiguous_strides(
    dtype: Dtype,
    shape: &[u64],
) -> Result<[i64; MAX_DIMENSIONS], ImageError> {
    if shape.len() > MAX_DIMENSIONS {
        return Err(ImageError::TooManyDimensions {
            found: shape.len(),
            limit: MAX_DIMENSIONS,
        });
    }
    let too_large = || ImageError::TooLarge {
        dtype: dtype.name(),
        shape: shape.to_vec(),
    };
    let mut strides = [0; MAX_DIMENSIONS];
    let mut stride = dtype.size() as i64;
    for (axis, &length) in shape.iter().enumerate().rev() {
        strides[axis] = stride;
        // As NumPy does: an axis of length 0 leaves the strides of the slower ones usable.
        let length = i64::try_from(length.max(1)).map_err(|_| too_large())?;
        stride = stride.checked_mul(length).ok_or_else(too_large)?;
    }
    Ok(strides)
}

#[cfg(test)]
#[path = "bounds_tests.rs"]
mod tests;
