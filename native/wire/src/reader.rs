use crate::{ArrayItem, LentItem, PixelHeader, WireError};

/// The tags as patterns.
mod tag {
    use drua_abi::DruaTag;

    pub(super) const NULL: u8 = DruaTag::Null as u8;
    pub(super) const FALSE: u8 = DruaTag::False as u8;
    pub(super) const TRUE: u8 = DruaTag::True as u8;
    pub(super) const INT: u8 = DruaTag::Int as u8;
    pub(super) const FLOAT: u8 = DruaTag::Float as u8;
    pub(super) const TEXT: u8 = DruaTag::Text as u8;
    pub(super) const BYTES: u8 = DruaTag::Bytes as u8;
    pub(super) const LIST: u8 = DruaTag::List as u8;
    pub(super) const MAP: u8 = DruaTag::Map as u8;
    pub(super) const OBJECT: u8 = DruaTag::Object as u8;
    pub(super) const BIG_INT: u8 = DruaTag::BigInt as u8;
    pub(super) const LENT: u8 = DruaTag::Lent as u8;
    pub(super) const ARRAY: u8 = DruaTag::Array as u8;
    pub(super) const HOST_FUNCTION: u8 = DruaTag::HostFunction as u8;
    pub(super) const TYPED: u8 = DruaTag::Typed as u8;
    pub(super) const HOST_OBJECT: u8 = DruaTag::HostObject as u8;
}

/// One value, or the head of a container whose values follow.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'a> {
    /// `None`, `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number of 64 bits.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// So many values follow.
    List(u32),
    /// So many keys, each followed by its value.
    Map(u32),
    /// A handle of a Python object.
    Object(u64),
    /// Two's complement, most significant byte first.
    BigInt(&'a [u8]),
    /// Pixels lent by the host.
    ///
    /// What follows is read with [`Reader::lent`]: it is large, and values are read by the million.
    Lent,
    /// Pixels of a Python array.
    ///
    /// What follows is read with [`Reader::array_item`].
    Array,
    /// A function of the host.
    HostFunction {
        /// Its number.
        id: u64,
        /// What to show of it.
        name: &'a str,
    },
    /// The type name of the value that follows.
    Typed(&'a str),
    /// An object of the host.
    HostObject {
        /// Global reference.
        reference: u64,
        /// Number of its class.
        class: u64,
        /// Handle of what holds the reference; 0 for none.
        handle: u64,
    },
}

impl Item<'_> {
    /// What it is, for messages.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Int(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Object(_) => "a Python object",
            Self::BigInt(_) => "a large whole number",
            Self::Lent => "lent pixels",
            Self::Array => "an array",
            Self::HostFunction { .. } => "a host function",
            Self::Typed(_) => "a typed value",
            Self::HostObject { .. } => "an object of the host",
        }
    }
}

/// Reads a block value by value.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    block: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    #[must_use]
    pub fn new(block: &'a [u8]) -> Self {
        Self { block, at: 0 }
    }

    /// Whether every byte was read.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.at == self.block.len()
    }

    /// Complains about bytes behind the last value.
    #[inline]
    pub fn finish(&self) -> Result<(), WireError> {
        match self.block.len() - self.at {
            0 => Ok(()),
            count => Err(WireError::LeftOver { count }),
        }
    }

    /// The next `count` bytes.
    #[inline]
    pub fn raw(&mut self, count: usize) -> Result<&'a [u8], WireError> {
        let rest = self.block.len() - self.at;
        if count > rest {
            return Err(WireError::Truncated {
                at: self.at,
                missing: count - rest,
            });
        }
        let bytes = &self.block[self.at..self.at + count];
        self.at += count;
        Ok(bytes)
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(self.raw(N)?);
        Ok(bytes)
    }

    /// A bare `u32`, without a tag.
    #[inline]
    pub fn u32(&mut self) -> Result<u32, WireError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// A bare `u64`, without a tag.
    #[inline]
    pub fn u64(&mut self) -> Result<u64, WireError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// A bare text: `u32` length and UTF-8, without a tag.
    pub fn bare_text(&mut self) -> Result<&'a str, WireError> {
        let length = self.u32()? as usize;
        let at = self.at;
        std::str::from_utf8(self.raw(length)?).map_err(|_| WireError::NotUtf8 { at })
    }

    fn piece(&mut self) -> Result<&'a [u8], WireError> {
        let length = self.u32()? as usize;
        self.raw(length)
    }

    /// A container can't have more values than bytes are left: a wrong count must not make its reader reserve memory.
    fn count(&mut self) -> Result<u32, WireError> {
        let count = self.u32()?;
        let rest = self.block.len() - self.at;
        if count as usize > rest {
            return Err(WireError::Truncated {
                at: self.at,
                missing: count as usize - rest,
            });
        }
        Ok(count)
    }

    /// The next value, or the head of the next container.
    #[inline]
    pub fn item(&mut self) -> Result<Item<'a>, WireError> {
        let at = self.at;
        let item = match self.raw(1)?[0] {
            tag::NULL => Item::Null,
            tag::FALSE => Item::Bool(false),
            tag::TRUE => Item::Bool(true),
            tag::INT => Item::Int(i64::from_le_bytes(self.array()?)),
            tag::FLOAT => Item::Float(f64::from_le_bytes(self.array()?)),
            tag::TEXT => Item::Text(self.bare_text()?),
            tag::BYTES => Item::Bytes(self.piece()?),
            tag::LIST => Item::List(self.count()?),
            tag::MAP => Item::Map(self.count()?),
            tag::OBJECT => Item::Object(self.u64()?),
            tag::BIG_INT => Item::BigInt(self.piece()?),
            tag::LENT => Item::Lent,
            tag::ARRAY => Item::Array,
            tag::HOST_FUNCTION => Item::HostFunction {
                id: self.u64()?,
                name: self.bare_text()?,
            },
            tag::TYPED => Item::Typed(self.bare_text()?),
            tag::HOST_OBJECT => Item::HostObject {
                reference: self.u64()?,
                class: self.u64()?,
                handle: self.u64()?,
            },
            found => return Err(WireError::UnknownTag { at, found }),
        };
        Ok(item)
    }

    /// What follows [`Item::Lent`].
    pub fn lent(&mut self) -> Result<LentItem<'a>, WireError> {
        let mut header = PixelHeader::read_start(self)?;
        let span = self.u32()?;
        let offset = self.u64()?;
        header.read_layout(self)?;
        Ok(LentItem {
            header,
            span,
            offset,
            metadata: self.piece()?,
        })
    }

    /// What follows [`Item::Array`].
    pub fn array_item(&mut self) -> Result<ArrayItem<'a>, WireError> {
        let (handle, address, byte_len) = (self.u64()?, self.u64()?, self.u64()?);
        let mut header = PixelHeader::read_start(self)?;
        header.read_layout(self)?;
        Ok(ArrayItem {
            handle,
            address,
            byte_len,
            header,
            metadata: self.piece()?,
        })
    }

    /// The next value, which has to be a text.
    pub fn text(&mut self) -> Result<&'a str, WireError> {
        match self.item()? {
            Item::Text(text) => Ok(text),
            other => Err(WireError::Unexpected {
                expected: "a text",
                found: other.describe(),
            }),
        }
    }
}
