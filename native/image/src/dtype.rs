//! Element types.

use crate::ImageError;
use drua_abi::DruaDtype;
use std::fmt;
use std::str::FromStr;

/// The family of an element type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// True or false, in one byte.
    Bool,
    /// Integers from zero up.
    Unsigned,
    /// Integers in two's complement.
    Signed,
    /// IEEE 754 numbers.
    Float,
    /// Real and imaginary part.
    Complex,
}

/// Type of one element of an array, in the byte order of this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Dtype {
    /// One byte, 0 or 1.
    Bool = DruaDtype::Bool as u8,
    /// Unsigned 8 bit.
    UInt8 = DruaDtype::UInt8 as u8,
    /// Signed 8 bit.
    Int8 = DruaDtype::Int8 as u8,
    /// Unsigned 16 bit.
    UInt16 = DruaDtype::UInt16 as u8,
    /// Signed 16 bit.
    Int16 = DruaDtype::Int16 as u8,
    /// Unsigned 32 bit.
    UInt32 = DruaDtype::UInt32 as u8,
    /// Signed 32 bit.
    Int32 = DruaDtype::Int32 as u8,
    /// Unsigned 64 bit.
    UInt64 = DruaDtype::UInt64 as u8,
    /// Signed 64 bit.
    Int64 = DruaDtype::Int64 as u8,
    /// IEEE 754 binary32.
    Float32 = DruaDtype::Float32 as u8,
    /// IEEE 754 binary64.
    Float64 = DruaDtype::Float64 as u8,
    /// Two binary32.
    Complex64 = DruaDtype::Complex64 as u8,
    /// Two binary64.
    Complex128 = DruaDtype::Complex128 as u8,
    /// IEEE 754 binary16.
    Float16 = DruaDtype::Float16 as u8,
}

impl Dtype {
    /// Every element type, by ascending code.
    pub const ALL: [Self; 14] = [
        Self::Bool,
        Self::UInt8,
        Self::Int8,
        Self::UInt16,
        Self::Int16,
        Self::UInt32,
        Self::Int32,
        Self::UInt64,
        Self::Int64,
        Self::Float32,
        Self::Float64,
        Self::Complex64,
        Self::Complex128,
        Self::Float16,
    ];

    /// The element type with this code of [`DruaDtype`].
    ///
    /// # Errors
    /// [`ImageError::UnknownDtypeCode`].
    pub fn from_code(code: u32) -> Result<Self, ImageError> {
        let index = (code as usize).wrapping_sub(1);
        Self::ALL
            .get(index)
            .copied()
            .ok_or(ImageError::UnknownDtypeCode { code })
    }

    /// Its code in blocks and spans.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Bytes of one element.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            Self::Bool | Self::UInt8 | Self::Int8 => 1,
            Self::UInt16 | Self::Int16 | Self::Float16 => 2,
            Self::UInt32 | Self::Int32 | Self::Float32 => 4,
            Self::UInt64 | Self::Int64 | Self::Float64 | Self::Complex64 => 8,
            Self::Complex128 => 16,
        }
    }

    /// Its family.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Bool => Kind::Bool,
            Self::UInt8 | Self::UInt16 | Self::UInt32 | Self::UInt64 => Kind::Unsigned,
            Self::Int8 | Self::Int16 | Self::Int32 | Self::Int64 => Kind::Signed,
            Self::Float16 | Self::Float32 | Self::Float64 => Kind::Float,
            Self::Complex64 | Self::Complex128 => Kind::Complex,
        }
    }

    /// Its name in NumPy.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::UInt8 => "uint8",
            Self::Int8 => "int8",
            Self::UInt16 => "uint16",
            Self::Int16 => "int16",
            Self::UInt32 => "uint32",
            Self::Int32 => "int32",
            Self::UInt64 => "uint64",
            Self::Int64 => "int64",
            Self::Float32 => "float32",
            Self::Float64 => "float64",
            Self::Complex64 => "complex64",
            Self::Complex128 => "complex128",
            Self::Float16 => "float16",
        }
    }

    /// The element type with this kind letter and item size of a NumPy dtype (`dtype.kind`, `dtype.itemsize`).
    /// `None` where Drua has none, as for text, dates, records and long double.
    #[must_use]
    pub fn from_numpy(kind: char, item_size: usize) -> Option<Self> {
        let kind = match kind {
            'b' => Kind::Bool,
            'u' => Kind::Unsigned,
            'i' => Kind::Signed,
            'f' => Kind::Float,
            'c' => Kind::Complex,
            _ => return None,
        };
        Self::ALL
            .into_iter()
            .find(|dtype| dtype.kind() == kind && dtype.size() == item_size)
    }
}

impl fmt::Display for Dtype {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Dtype {
    type Err = ImageError;

    fn from_str(name: &str) -> Result<Self, ImageError> {
        Self::ALL
            .into_iter()
            .find(|dtype| dtype.name() == name)
            .ok_or_else(|| ImageError::UnknownDtypeName {
                name: name.to_owned(),
                known: Self::ALL.map(Self::name).join(", "),
            })
    }
}

#[cfg(test)]
#[path = "dtype_tests.rs"]
mod tests;
