//! Pieces of an array: one place of an axis, one plane.

use crate::{ImageError, Layout};

impl Layout {
    /// The array at one place of an axis, with that axis taken away.
    ///
    /// # Errors
    /// [`ImageError::Index`].
    pub fn select(&self, axis: usize, index: u64) -> Result<Self, ImageError> {
        let rank = self.rank();
        if axis >= rank {
            return Err(ImageError::Index {
                what: "axes",
                index: axis as u64,
                length: rank as u64,
            });
        }
        let length = self.shape[axis];
        if index >= length {
            return Err(ImageError::Index {
                what: "places along the axis",
                index,
                length,
            });
        }
        let mut piece = *self;
        piece.shape.copy_within(axis + 1..rank, axis);
        piece.strides.copy_within(axis + 1..rank, axis);
        piece.shape[rank - 1] = 0;
        piece.strides[rank - 1] = 0;
        piece.rank -= 1;
        let step = i128::from(index) * i128::from(self.strides[axis]);
        let too_large = || ImageError::TooLarge {
            dtype: self.dtype.name(),
            shape: self.shape().to_vec(),
        };
        piece.offset = u64::try_from(i128::from(self.offset) + step).map_err(|_| too_large())?;
        Ok(piece)
    }

    /// The planes of the last two axes, in the order of the memory of a contiguous array: the last of the other axes
    /// changes fastest.
    ///
    /// # Errors
    /// [`ImageError::Rank`] below two dimensions.
    pub fn planes(&self) -> Result<Planes, ImageError> {
        if self.rank() < 2 {
            return Err(ImageError::Rank {
                what: "dimensions or more",
                expected: 2,
                found: self.rank(),
            });
        }
        let count = if self.is_empty() {
            0
        } else {
            let outer = &self.shape()[..self.rank() - 2];
            let too_large = || ImageError::TooLarge {
                dtype: self.dtype.name(),
                shape: self.shape().to_vec(),
            };
            outer
                .iter()
                .try_fold(1_u64, |count, length| count.checked_mul(*length))
                .ok_or_else(too_large)?
        };
        Ok(Planes {
            whole: *self,
            next: 0,
            count,
        })
    }
}

/// Iterator over the planes of an array. See [`Layout::planes`].
#[derive(Clone, Debug)]
pub struct Planes {
    pub(crate) whole: Layout,
    next: u64,
    count: u64,
}

impl Planes {
    /// Number of planes altogether.
    #[must_use]
    pub const fn count_all(&self) -> u64 {
        self.count
    }

    /// Plane `index`, whatever the iterator has given so far.
    ///
    /// # Errors
    /// [`ImageError::Index`].
    pub fn plane(&self, index: u64) -> Result<Layout, ImageError> {
        if index >= self.count {
            return Err(ImageError::Index {
                what: "planes",
                index,
                length: self.count,
            });
        }
        let mut plane = self.whole;
        let mut rest = index;
        for axis in (0..self.whole.rank() - 2).rev() {
            let length = self.whole.shape[axis];
            plane = plane.select(axis, rest % length)?;
            rest /= length;
        }
        Ok(plane)
    }
}

impl Iterator for Planes {
    type Item = Layout;

    fn next(&mut self) -> Option<Layout> {
        let plane = self.plane(self.next).ok()?;
        self.next += 1;
        Some(plane)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dtype, Layout};

    #[test]
    fn planes_come_with_the_last_outer_axis_fastest() {
        let stack = Layout::contiguous(Dtype::UInt16, &[2, 3, 4, 5]).unwrap();
        let planes = stack.planes().unwrap();
        assert_eq!(planes.count_all(), 6);
        let offsets: Vec<u64> = planes.clone().map(|plane| plane.offset()).collect();
        assert_eq!(offsets, [0, 40, 80, 120, 160, 200]);
        assert!(
            planes
                .clone()
                .all(|plane| plane.shape() == [4, 5] && plane.is_c_contiguous())
        );
        assert_eq!(planes.plane(4).unwrap().offset(), 160);
        assert_eq!(planes.plane(6).unwrap_err().code(), "out-of-bounds");
    }

    #[test]
    fn a_reversed_axis_is_walked_downwards() {
        let stack = Layout::strided(Dtype::UInt8, &[3, 2, 2], &[-4, 2, 1], 8).unwrap();
        let offsets: Vec<u64> = stack
            .planes()
            .unwrap()
            .map(|plane| plane.offset())
            .collect();
        assert_eq!(offsets, [8, 4, 0]);
    }

    #[test]
    fn an_array_without_elements_has_no_planes() {
        let stack = Layout::contiguous(Dtype::UInt8, &[3, 0, 2]).unwrap();
        assert_eq!(stack.planes().unwrap().count(), 0);
        assert!(
            Layout::contiguous(Dtype::UInt8, &[3])
                .unwrap()
                .planes()
                .is_err()
        );
    }

    #[test]
    fn selecting_takes_the_axis_away() {
        let stack = Layout::contiguous(Dtype::Float32, &[2, 3, 4]).unwrap();
        let piece = stack.select(1, 2).unwrap();
        assert_eq!(
            (piece.shape(), piece.strides(), piece.offset()),
            (&[2, 4][..], &[48, 4][..], 32)
        );
        assert!(stack.select(1, 3).is_err());
        assert!(stack.select(3, 0).is_err());
        let scalar = stack
            .select(0, 1)
            .unwrap()
            .select(0, 1)
            .unwrap()
            .select(0, 1)
            .unwrap();
        assert_eq!(
            (scalar.rank(), scalar.offset(), scalar.element_count()),
            (0, 68, 1)
        );
    }
}
