//! The error block: one shape for every failure, whichever side it came from.

use crate::{Value, WireError, Writer};
use std::any::Any;
use std::borrow::Cow;

/// A line of source in a traceback.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFrame {
    /// File, as Python names it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Function.
    pub function: String,
    /// The line itself, where it can be read.
    pub source: String,
}

/// What went wrong, for the other side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failure {
    /// Status code (`DRUA_STATUS_*`).
    pub status: i32,
    /// Stable text code.
    pub code: Cow<'static, str>,
    /// Dotted name of the Python class.
    pub kind: Option<String>,
    /// What was expected and found.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
    /// Where, outermost first.
    pub frames: Vec<SourceFrame>,
    /// What caused it.
    pub cause: Option<Box<Failure>>,
    /// Handle of the Python exception.
    pub exception: Option<u64>,
    /// More, by name.
    pub details: Vec<(String, Value)>,
}

impl Failure {
    /// A failure without a Python exception behind it.
    #[must_use]
    pub fn new(
        status: i32,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Box<Self> {
        let (code, message) = (code.into(), message.into());
        Box::new(Self {
            status,
            code,
            message,
            ..Self::default()
        })
    }

    /// What the other side is told of a defect that was stopped at the edge of `who`, with what the panic carried.
    #[must_use]
    pub fn panicked(who: &str, payload: &(dyn Any + Send)) -> Box<Self> {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        let message = format!("{who} failed: {text}");
        Self::new(drua_abi::DRUA_STATUS_PANIC, "panic", message).with_hint(
            "Please report this with the text above. Save your work; the program goes on.",
        )
    }

    /// The same with advice.
    #[must_use]
    pub fn with_hint(mut self: Box<Self>, hint: impl Into<String>) -> Box<Self> {
        self.hint = Some(hint.into());
        self
    }

    /// As a map value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let frames = self.frames.iter().map(|frame| {
            Value::List(vec![
                frame.file.as_str().into(),
                Value::Int(i64::from(frame.line)),
                frame.function.as_str().into(),
                frame.source.as_str().into(),
            ])
        });
        let mut entries = vec![
            ("code".to_owned(), self.code.as_ref().into()),
            ("type".to_owned(), self.kind.clone().into()),
            ("message".to_owned(), self.message.as_str().into()),
            ("hint".to_owned(), self.hint.clone().into()),
            ("frames".to_owned(), Value::List(frames.collect())),
            (
                "cause".to_owned(),
                self.cause.as_ref().map_or(Value::Null, |c| c.to_value()),
            ),
            (
                "exception".to_owned(),
                self.exception.map_or(Value::Null, Value::Object),
            ),
        ];
        entries.extend(self.details.iter().cloned());
        Value::Map(entries)
    }

    /// Writes the error block.
    pub fn write(&self, writer: &mut Writer) -> Result<(), WireError> {
        self.to_value().write(writer)
    }
}

impl From<WireError> for Box<Failure> {
    fn from(error: WireError) -> Self {
        let status = match error.code() {
            "conversion" => drua_abi::DRUA_STATUS_CONVERSION,
            _ => drua_abi::DRUA_STATUS_BAD_FRAME,
        };
        Failure::new(status, error.code(), error.to_string())
    }
}
