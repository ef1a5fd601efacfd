//! The errors of this crate.

use crate::SCHEMA;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is wrong with one place of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where: a routine, a parameter of it, or the file as a whole.
    pub place: String,
    /// What there should be.
    pub expected: String,
    /// What there is.
    pub found: String,
}

/// Why a routine file has no usable manifest.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// The text isn't JSON, or a field is missing or of another type.
    #[error("the manifest of {} can't be read: {source}", file.display())]
    Malformed {
        /// The routine file.
        file: PathBuf,
        /// What the JSON reader says, with line and column of the manifest.
        source: Arc<serde_json::Error>,
    },
    /// The manifest was made by a `drua` package of another version.
    #[error("the manifest of {} has schema {found}; expected {SCHEMA}", file.display())]
    UnknownSchema {
        /// The routine file.
        file: PathBuf,
        /// Its schema, as JSON.
        found: String,
    },
    /// A declaration makes no sense.
    #[error("{}: {}: expected {}, found {}", file.display(), defect.place, defect.expected, defect.found)]
    Invalid {
        /// The routine file.
        file: PathBuf,
        /// What is wrong.
        defect: Defect,
    },
    /// The file is no longer the one that was described.
    #[error("{} has changed since it was described", file.display())]
    Changed {
        /// The routine file.
        file: PathBuf,
        /// SHA-256 of the file now.
        expected: String,
        /// The one in the manifest.
        found: String,
    },
    /// The file is too large for a text that somebody wrote.
    #[error("{} has {bytes} bytes or more; a routine file has at most {limit}", file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// Its size.
        bytes: u64,
        /// Largest size.
        limit: u64,
    },
    /// The path can't be written as text, which Python and Java need.
    #[error("the file name {} is not valid Unicode", file.display())]
    NotUnicode {
        /// The file.
        file: PathBuf,
    },
    /// There is no such folder.
    #[error("the routine folder {} does not exist", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// More files than a folder of routines has.
    #[error("{} holds more than {limit} Python files", folder.display())]
    TooManyFiles {
        /// The folder that was given.
        folder: PathBuf,
        /// Most files.
        limit: usize,
    },
    /// The operating system refused.
    #[error("can't {action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// Why not.
        source: Arc<std::io::Error>,
    },
}

impl ManifestError {
    pub(crate) fn io(action: &'static str, path: &Path, source: std::io::Error) -> Self {
        let (path, source) = (path.to_owned(), Arc::new(source));
        Self::Io {
            action,
            path,
            source,
        }
    }

    /// A stable name of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "manifest-malformed",
            Self::UnknownSchema { .. } => "manifest-schema",
            Self::Invalid { .. } => "manifest-invalid",
            Self::Changed { .. } => "manifest-changed",
            Self::TooLarge { .. } => "routine-file-too-large",
            Self::NotUnicode { .. } => "routine-file-name",
            Self::NoFolder { .. } => "routine-folder-missing",
            Self::TooManyFiles { .. } => "routine-folder-too-large",
            Self::Io { .. } => "manifest-io",
        }
    }

    /// What to do next.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Malformed { .. } | Self::UnknownSchema { .. } => {
                "install the drua Python package of the same version as the plugin"
            }
            Self::Invalid { .. } => {
                "correct the declaration in the routine file, then refresh the menus"
            }
            Self::Changed { .. } => "refresh the menus to read the file again",
            Self::TooLarge { .. } => {
                "move data out of the file, or the file out of the routine folder"
            }
            Self::NotUnicode { .. } => "rename the file with letters that every system can show",
            Self::NoFolder { .. } => {
                "create the folder, or take it off the list of routine folders"
            }
            Self::TooManyFiles { .. } => "choose a folder that holds routine files only",
            Self::Io { .. } => {
                "check that the file or folder exists and that you may read and write it"
            }
        }
    }

    /// The file or folder that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Malformed { file, .. }
            | Self::UnknownSchema { file, .. }
            | Self::Invalid { file, .. }
            | Self::Changed { file, .. }
            | Self::TooLarge { file, .. }
            | Self::NotUnicode { file } => file,
            Self::NoFolder { folder } | Self::TooManyFiles { folder, .. } => folder,
            Self::Io { path, .. } => path,
        }
    }
}
