//! The manifest as JSON: schema 1.
//!
//! Fields that are not known here are passed over, so that a later `drua` package may add some; a change of meaning
//! needs another schema number.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};
use std::fmt;

/// The one schema that is understood.
pub const SCHEMA: u32 = 1;

/// What one routine file declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Absolute path of the file.
    pub file: String,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub hash: String,
    /// Why the file can't be used; `None` if it can.
    #[serde(default)]
    pub error: Option<FileError>,
    /// Its routines, in the order of the file.
    pub routines: Vec<RoutineManifest>,
}

/// Why Python could not read a routine file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileError {
    /// Python class of the exception.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its message.
    pub message: String,
    /// Line of the file, from 1, where known.
    #[serde(default)]
    pub line: Option<u32>,
    /// What to do next, where known.
    #[serde(default)]
    pub hint: Option<String>,
}

impl FileError {
    /// Whether the file is wrong by itself. Other errors, such as a failing import, may be gone when the same file is
    /// read again after something was installed.
    #[must_use]
    pub fn is_of_content(&self) -> bool {
        const KINDS: [&str; 5] = [
            "SyntaxError",
            "IndentationError",
            "TabError",
            "SignatureError",
            "NameCollisionError",
        ];
        KINDS.contains(&self.kind.as_str())
    }
}

/// One routine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoutineManifest {
    /// Name of the function.
    pub name: String,
    /// Menu text, without path.
    pub label: String,
    /// Menu path, its parts separated by `>`, the label last.
    pub menu: String,
    /// First line of the docstring.
    #[serde(default)]
    pub summary: String,
    /// The whole docstring.
    #[serde(default)]
    pub description: String,
    /// Axes of the image that it takes at a time, slowest first.
    pub axes: String,
    /// Whether it changes its image.
    #[serde(default)]
    pub in_place: bool,
    /// Whether it may run on pinned memory where that blocks garbage collection.
    #[serde(default)]
    pub pin: bool,
    /// Whether it is fast enough for a live preview.
    #[serde(default)]
    pub preview: bool,
    /// Whether several planes of a stack may be run at once.
    #[serde(default)]
    pub parallel: bool,
    /// Where it runs: `embedded`.
    #[serde(default = "embedded")]
    pub runs: String,
    /// Line of its declaration, from 1; 0 where unknown.
    #[serde(default)]
    pub line: u32,
    /// NumPy names of the element types that it takes; `None` for all.
    #[serde(default)]
    pub accepts: Option<Vec<String>>,
    /// Kind of its result.
    #[serde(default)]
    pub returns: Returns,
    /// Names of its images, in order.
    #[serde(default)]
    pub images: Vec<String>,
    /// Its other parameters, in order.
    #[serde(default)]
    pub parameters: Vec<ParameterManifest>,
    /// What it can be used as.
    #[serde(default, rename = "use")]
    pub usage: Usage,
    /// Whether it is a class, with one instance for each use.
    #[serde(default)]
    pub stateful: bool,
    /// Whether it takes the frame's metadata.
    #[serde(default)]
    pub metadata: bool,
    /// Names of the channels that a processor makes of each frame; empty if it makes none.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// Whether a processor calls the host.
    #[serde(default)]
    pub calls_java: bool,
}

fn embedded() -> String {
    "embedded".to_owned()
}

/// What a routine can be used as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Usage {
    /// A command on images.
    #[default]
    Command,
    /// A processor of camera frames.
    Processor,
    /// Either.
    Both,
}

/// Kind of a routine's result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Returns {
    /// Nothing.
    None,
    /// One image.
    Image,
    /// An image of object numbers.
    Labels,
    /// A table.
    Table,
    /// ROIs.
    Rois,
    /// A number.
    Number,
    /// A text.
    Text,
    /// Several results.
    Several,
    /// Whatever the call gives.
    #[default]
    Any,
}

/// One parameter of a routine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterManifest {
    /// Its name in Python.
    pub name: String,
    /// Its kind.
    pub kind: ParameterKind,
    /// Its text in a dialog.
    #[serde(default)]
    pub label: String,
    /// Value where none is given; null where there is none.
    #[serde(default)]
    pub default: Value,
    /// Whether a value must be given.
    #[serde(default)]
    pub required: bool,
    /// Smallest value of a number.
    #[serde(default)]
    pub minimum: Option<Number>,
    /// Largest value of a number.
    #[serde(default)]
    pub maximum: Option<Number>,
    /// Distance of neighbouring values in a slider.
    #[serde(default)]
    pub step: Option<Number>,
    /// Unit, as shown in a dialog.
    #[serde(default)]
    pub unit: Option<String>,
    /// Texts to choose from, for a choice.
    #[serde(default)]
    pub choices: Option<Vec<String>>,
    /// Explanation, as shown in a dialog.
    #[serde(default)]
    pub help: Option<String>,
}

/// Kind of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ParameterKind {
    /// A number.
    Float,
    /// A whole number.
    Int,
    /// True or false.
    Bool,
    /// A text.
    Text,
    /// One of some texts.
    Choice,
    /// A file.
    Path,
    /// A folder.
    Folder,
    /// A colour, as text.
    Color,
    /// A further image.
    Image,
    /// ROIs.
    Roi,
    /// A table.
    Table,
}

impl ParameterKind {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Float => "float",
            Self::Int => "int",
            Self::Bool => "bool",
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Path => "path",
            Self::Folder => "folder",
            Self::Color => "color",
            Self::Image => "image",
            Self::Roi => "roi",
            Self::Table => "table",
        }
    }
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
