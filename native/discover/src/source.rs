//! The places where interpreters are looked for.

use std::fmt;
use std::path::PathBuf;

use crate::{DiscoverError, Interpreter};

/// Where an interpreter came from, in the order of search.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PythonSource {
    /// Drua's own setting.
    Setting,
    /// Environment variable `DRUA_PYTHON`.
    DruaVariable,
    /// `python-dir` in the named configuration file of Fiji's launcher.
    FijiSetting(PathBuf),
    /// Fiji's own environment at its usual place, when no setting names another.
    FijiEnvironment,
    /// Active virtual environment (`VIRTUAL_ENV`).
    VirtualEnvironment,
    /// Active conda environment (`CONDA_PREFIX`).
    CondaEnvironment,
    /// The environment that Drua manages itself.
    ManagedEnvironment,
    /// A folder on `PATH`.
    SearchPath(PathBuf),
    /// A usual place of installation.
    WellKnown,
    /// Registration in the Windows registry (PEP 514); holds the key.
    Registry(String),
}

impl fmt::Display for PythonSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting => f.write_str("Drua's Python setting"),
            Self::DruaVariable => f.write_str("environment variable DRUA_PYTHON"),
            Self::FijiSetting(file) => write!(f, "Fiji's python-dir setting in {}", file.display()),
            Self::FijiEnvironment => f.write_str("Fiji's own Python environment"),
            Self::VirtualEnvironment => f.write_str("active virtual environment (VIRTUAL_ENV)"),
            Self::CondaEnvironment => f.write_str("active conda environment (CONDA_PREFIX)"),
            Self::ManagedEnvironment => f.write_str("Drua's managed environment"),
            Self::SearchPath(folder) => write!(f, "PATH entry {}", folder.display()),
            Self::WellKnown => f.write_str("usual place of installation"),
            Self::Registry(key) => write!(f, "Windows registry key {key}"),
        }
    }
}

/// What became of one place.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It can be embedded.
    Usable(Box<Interpreter>),
    /// It is there, but cannot be used.
    Refused(Box<DiscoverError>),
    /// There is nothing; the text says what was expected.
    Absent(&'static str),
}

/// One searched place and what was found there.
#[derive(Clone, Debug, PartialEq)]
pub struct Searched {
    /// The kind of place.
    pub source: PythonSource,
    /// The file or folder looked at; empty if the place names none.
    pub path: PathBuf,
    /// The result.
    pub verdict: Verdict,
}

impl Searched {
    /// One line that says why this place gave nothing, or that it is usable.
    #[must_use]
    pub fn why(&self) -> String {
        match &self.verdict {
            Verdict::Usable(found) => format!("usable: Python {}", found.version),
            Verdict::Refused(error) => error.reason(),
            Verdict::Absent(why) => (*why).to_owned(),
        }
    }
}

impl fmt::Display for Searched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.as_os_str().is_empty() {
            write!(f, "{}: {}", self.source, self.why())
        } else {
            write!(
                f,
                "{} ({}): {}",
                self.path.display(),
                self.source,
                self.why()
            )
        }
    }
}
