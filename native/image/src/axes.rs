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

    /// Place of an axis, 0 for the slowest.
    #[must_use]
    pub fn position(&self, axis: Axis) -> Option<usize> {
        self.as_slice().iter().position(|known| *known == axis)
    }
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
