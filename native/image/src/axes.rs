//! Names of the axes of an array.

use crate::ImageError;
use std::fmt;
use std::str::FromStr;

/// What one axis of an image counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// Time points (ImageJ: frames).
    T,
    /// Focal planes (ImageJ: slices).
    Z,
    /// Channels.
    C,
    /// Rows.
    Y,
    /// Columns.
    X,
    /// Samples of one pixel, as red, green and blue.
    S,
}

impl Axis {
    /// Every axis, in the order slowest first in which Drua passes whole images.
    pub const ALL: [Self; 6] = [Self::T, Self::Z, Self::C, Self::Y, Self::X, Self::S];

    /// Its letter.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::T => 'T',
            Self::Z => 'Z',
            Self::C => 'C',
            Self::Y => 'Y',
            Self::X => 'X',
            Self::S => 'S',
        }
    }

    /// The axis with this letter.
    #[must_use]
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.letter() == letter)
    }
}

/// The axes of an array, slowest first as in NumPy: "YX" is a plane whose rows follow each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Axes {
    /// The first `len` are in use; the others are `T`, so that equal axes are equal bytes.
    letters: [Axis; 6],
    len: u8,
}

impl Axes {
    /// One plane: "YX".
    pub const PLANE: Self = Self {
        letters: [Axis::Y, Axis::X, Axis::T, Axis::T, Axis::T, Axis::T],
        len: 2,
    };

    /// All axes of an ImageJ image, as NumPy sees its memory: "TZCYX".
    pub const HYPERSTACK: Self = Self {
        letters: [Axis::T, Axis::Z, Axis::C, Axis::Y, Axis::X, Axis::T],
        len: 5,
    };

    /// From axes, slowest first.
    ///
    /// # Errors
    /// [`ImageError::NoAxes`], [`ImageError::RepeatedAxis`].
    pub fn new(axes: &[Axis]) -> Result<Self, ImageError> {
        let mut result = Self {
            letters: [Axis::T; 6],
            len: 0,
        };
        for &axis in axes {
            if result.position(axis).is_some() {
                let text = axes.iter().map(|axis| axis.letter()).collect();
                return Err(ImageError::RepeatedAxis {
                    text,
                    letter: axis.letter(),
                });
            }
            // Six different axes at most: there is room for each.
            if let Some(place) = result.letters.get_mut(usize::from(result.len)) {
                *place = axis;
                result.len += 1;
            }
        }
        if result.len == 0 {
            Err(ImageError::NoAxes)
        } else {
            Ok(result)
        }
    }

    /// The axes, slowest first.
    #[must_use]
    pub fn as_slice(&self) -> &[Axis] {
        self.letters
            .get(..usize::from(self.len))
            .unwrap_or_default()
    }

    /// Number of axes; never 0.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "axes are never empty")]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Place of an axis, 0 for the slowest.
    #[must_use]
    pub fn position(&self, axis: Axis) -> Option<usize> {
        self.as_slice().iter().position(|known| *known == axis)
    }

    /// Whether the axis is among them.
    #[must_use]
    pub fn contains(&self, axis: Axis) -> bool {
        self.position(axis).is_some()
    }

    /// Checks that an array with `rank` dimensions can have these axes.
    ///
    /// # Errors
    /// [`ImageError::Rank`].
    pub const fn check_rank(&self, rank: usize) -> Result<(), ImageError> {
        if rank == self.len() {
            Ok(())
        } else {
            Err(ImageError::Rank {
                what: "dimensions",
                expected: self.len(),
                found: rank,
            })
        }
    }

    /// The axes of one piece when an array with these axes is fed piece by piece: `inner` are what a routine takes,
    /// the result are the axes to loop over, slowest first.
    ///
    /// # Errors
    /// [`ImageError::Rank`] where `inner` has an axis that these lack.
    pub fn loop_axes(&self, inner: Self) -> Result<Vec<Axis>, ImageError> {
        let shared = inner
            .as_slice()
            .iter()
            .filter(|axis| self.contains(**axis))
            .count();
        if shared != inner.len() {
            return Err(ImageError::Rank {
                what: "axes in common",
                expected: inner.len(),
                found: shared,
            });
        }
        Ok(self
            .as_slice()
            .iter()
            .copied()
            .filter(|axis| !inner.contains(*axis))
            .collect())
    }

    /// For each axis of these, its place in `other`: the permutation that `numpy.transpose` takes to turn an array
    /// with axes `other` into one with these.
    ///
    /// # Errors
    /// [`ImageError::Rank`] where the two don't hold the same axes.
    pub fn permutation_from(&self, other: Self) -> Result<Vec<usize>, ImageError> {
        let places: Vec<usize> = self
            .as_slice()
            .iter()
            .filter_map(|axis| other.position(*axis))
            .collect();
        if places.len() == self.len() && other.len() == self.len() {
            Ok(places)
        } else {
            Err(ImageError::Rank {
                what: "axes in common",
                expected: self.len().max(other.len()),
                found: places.len(),
            })
        }
    }

    /// Lengths along ImageJ's X, Y, C, Z, T (fastest first) of an array with these axes and this shape; 1 where an
    /// axis is missing.
    ///
    /// # Errors
    /// [`ImageError::Rank`], and [`ImageError::NotImageJ`] without Y or X, with samples, or where an axis is longer
    /// than ImageJ can count.
    pub fn imagej_dimensions(&self, shape: &[u64]) -> Result<[u64; 5], ImageError> {
        self.check_rank(shape.len())?;
        let refuse = |reason| {
            Err(ImageError::NotImageJ {
                axes: self.to_string(),
                reason,
            })
        };
        if !self.contains(Axis::Y) || !self.contains(Axis::X) {
            return refuse("it needs rows and columns");
        }
        if self.contains(Axis::S) {
            return refuse("samples have no axis there; they become RGB pixels or channels");
        }
        if shape.iter().any(|length| i32::try_from(*length).is_err()) {
            return refuse("an axis there has at most 2147483647 places");
        }
        let length = |axis| {
            self.position(axis)
                .and_then(|place| shape.get(place))
                .copied()
                .unwrap_or(1)
        };
        Ok([Axis::X, Axis::Y, Axis::C, Axis::Z, Axis::T].map(length))
    }
}

/// Number of a plane in an ImageJ stack, from 1, where channels are fastest, then Z, then T.
///
/// `dimensions` and `position` are in ImageJ's order X, Y, C, Z, T; positions count from 0, and X and Y don't matter.
///
/// # Errors
/// [`ImageError::Index`].
pub fn imagej_stack_index(dimensions: [u64; 5], position: [u64; 5]) -> Result<u64, ImageError> {
    let [_, _, channels, slices, frames] = dimensions;
    let [_, _, channel, slice, frame] = position;
    for (what, index, length) in [
        ("channels", channel, channels),
        ("slices", slice, slices),
        ("frames", frame, frames),
    ] {
        if index >= length {
            return Err(ImageError::Index {
                what,
                index,
                length,
            });
        }
    }
    Ok(1 + channel + channels * (slice + slices * frame))
}

impl FromStr for Axes {
    type Err = ImageError;

    fn from_str(text: &str) -> Result<Self, ImageError> {
        let mut axes = Vec::with_capacity(text.len());
        for letter in text.chars() {
            let unknown = || ImageError::UnknownAxis {
                text: text.to_owned(),
                letter,
            };
            axes.push(Axis::from_letter(letter).ok_or_else(unknown)?);
        }
        Self::new(&axes)
    }
}

impl fmt::Display for Axes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice()
            .iter()
            .try_for_each(|axis| write!(formatter, "{}", axis.letter()))
    }
}

impl fmt::Debug for Axes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Axes({self})")
    }
}

#[cfg(test)]
#[path = "axes_tests.rs"]
mod tests;
