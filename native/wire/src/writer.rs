use crate::{ArrayItem, LentItem, WireError};
use drua_abi::DruaTag;

/// Writes a block value by value.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    block: Vec<u8>,
}

impl Writer {
    /// An empty block.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty block in memory that was used before.
    #[must_use]
    pub fn reuse(mut memory: Vec<u8>) -> Self {
        memory.clear();
        Self { block: memory }
    }

    /// What was written.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.block
    }

    /// What was written, to keep.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.block
    }

    /// Bytes without a tag.
    #[inline]
    pub fn raw(&mut self, bytes: &[u8]) {
        self.block.extend_from_slice(bytes);
    }

    #[inline]
    fn tag(&mut self, tag: DruaTag) {
        self.block.push(tag as u8);
    }

    /// A tag and eight bytes, written at once.
    #[inline]
    fn word(&mut self, tag: DruaTag, word: u64) {
        let mut bytes = [tag as u8; 9];
        bytes[1..].copy_from_slice(&word.to_le_bytes());
        self.block.extend_from_slice(&bytes);
    }

    fn length(&mut self, length: usize) -> Result<(), WireError> {
        let length = u32::try_from(length).map_err(|_| WireError::TooLong { length })?;
        self.raw(&length.to_le_bytes());
        Ok(())
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        self.length(bytes.len())?;
        self.raw(bytes);
        Ok(())
    }

    /// `null`.
    #[inline]
    pub fn null(&mut self) {
        self.tag(DruaTag::Null);
    }

    /// A truth value.
    #[inline]
    pub fn bool(&mut self, value: bool) {
        self.tag(if value { DruaTag::True } else { DruaTag::False });
    }

    /// A whole number.
    #[inline]
    pub fn int(&mut self, value: i64) {
        self.word(DruaTag::Int, value as u64);
    }

    /// A floating-point number, bit for bit.
    #[inline]
    pub fn float(&mut self, value: f64) {
        self.word(DruaTag::Float, value.to_bits());
    }

    /// A text.
    pub fn text(&mut self, value: &str) -> Result<(), WireError> {
        self.tag(DruaTag::Text);
        self.piece(value.as_bytes())
    }

    /// Bytes.
    pub fn bytes(&mut self, value: &[u8]) -> Result<(), WireError> {
        self.tag(DruaTag::Bytes);
        self.piece(value)
    }

    /// Head of a list; `count` values have to follow.
    pub fn list(&mut self, count: usize) -> Result<(), WireError> {
        self.tag(DruaTag::List);
        self.length(count)
    }

    /// Head of a map; `count` keys and values have to follow in turn.
    pub fn map(&mut self, count: usize) -> Result<(), WireError> {
        self.tag(DruaTag::Map);
        self.length(count)
    }

    /// A handle of a Python object.
    #[inline]
    pub fn object(&mut self, handle: u64) {
        self.word(DruaTag::Object, handle);
    }

    /// A whole number of any size: two's complement, most significant byte first.
    pub fn big_int(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        self.tag(DruaTag::BigInt);
        self.piece(bytes)
    }

    /// A function of the host.
    pub fn host_function(&mut self, id: u64, name: &str) -> Result<(), WireError> {
        self.tag(DruaTag::HostFunction);
        self.raw(&id.to_le_bytes());
        self.piece(name.as_bytes())
    }

    /// A type name; the value has to follow.
    pub fn typed(&mut self, name: &str) -> Result<(), WireError> {
        self.tag(DruaTag::Typed);
        self.piece(name.as_bytes())
    }

    /// An object of the host.
    pub fn host_object(&mut self, reference: u64, class: u64, handle: u64) {
        self.tag(DruaTag::HostObject);
        for word in [reference, class, handle] {
            self.raw(&word.to_le_bytes());
        }
    }

    /// Pixels that the host lends.
    pub fn lent(&mut self, item: &LentItem<'_>) -> Result<(), WireError> {
        self.tag(DruaTag::Lent);
        item.header.write_start(self);
        self.raw(&item.span.to_le_bytes());
        self.raw(&item.offset.to_le_bytes());
        item.header.write_layout(self);
        self.piece(item.metadata)
    }

    /// Pixels of a Python array.
    pub fn array(&mut self, item: &ArrayItem<'_>) -> Result<(), WireError> {
        self.tag(DruaTag::Array);
        self.raw(&item.handle.to_le_bytes());
        self.raw(&item.address.to_le_bytes());
        self.raw(&item.byte_len.to_le_bytes());
        item.header.write_start(self);
        item.header.write_layout(self);
        self.piece(item.metadata)
    }
}
