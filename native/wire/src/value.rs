use crate::{Item, MAX_DEPTH, Reader, WireError, Writer};

/// A value as a tree, for settings, manifests and errors. Pixels and handles have no place in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in the order in which they were written.
    Map(Vec<(String, Value)>),
    /// A handle of a Python object.
    Object(u64),
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

impl Value {
    /// Reads one value.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, WireError> {
        Self::read_at(reader, 0)
    }

    fn read_at(reader: &mut Reader<'_>, depth: usize) -> Result<Self, WireError> {
        if depth > MAX_DEPTH {
            return Err(WireError::TooDeep { limit: MAX_DEPTH });
        }
        Ok(match reader.item()? {
            Item::Null => Self::Null,
            Item::Bool(value) => Self::Bool(value),
            Item::Int(value) => Self::Int(value),
            Item::Float(value) => Self::Float(value),
            Item::Text(value) => Self::Text(value.to_owned()),
            Item::Bytes(value) => Self::Bytes(value.to_owned()),
            Item::Object(handle) => Self::Object(handle),
            Item::HostObject {
                reference,
                class,
                handle,
            } => Self::HostObject {
                reference,
                class,
                handle,
            },
            Item::List(count) => {
                let mut values = Vec::with_capacity(count as usize);
                for _ in 0..count {
                    values.push(Self::read_at(reader, depth + 1)?);
                }
                Self::List(values)
            }
            Item::Map(count) => {
                let mut entries = Vec::with_capacity(count as usize);
                for _ in 0..count {
                    let key = reader.text()?.to_owned();
                    entries.push((key, Self::read_at(reader, depth + 1)?));
                }
                Self::Map(entries)
            }
            other => {
                return Err(WireError::Unexpected {
                    expected: "a plain value",
                    found: other.describe(),
                });
            }
        })
    }

    /// Writes it.
    pub fn write(&self, writer: &mut Writer) -> Result<(), WireError> {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.bool(*value),
            Self::Int(value) => writer.int(*value),
            Self::Float(value) => writer.float(*value),
            Self::Text(value) => writer.text(value)?,
            Self::Bytes(value) => writer.bytes(value)?,
            Self::Object(handle) => writer.object(*handle),
            Self::HostObject {
                reference,
                class,
                handle,
            } => writer.host_object(*reference, *class, *handle),
            Self::List(values) => {
                writer.list(values.len())?;
                for value in values {
                    value.write(writer)?;
                }
            }
            Self::Map(entries) => {
                writer.map(entries.len())?;
                for (key, value) in entries {
                    writer.text(key)?;
                    value.write(writer)?;
                }
            }
        }
        Ok(())
    }

    /// The entry of a map, if this is one and has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values, if this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
