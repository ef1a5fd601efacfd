//! What is known about an interpreter that can be embedded.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Version of a Python interpreter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PythonVersion {
    /// The 3 of 3.11.7.
    pub major: u8,
    /// The 11 of 3.11.7. It decides about the layout of start-up structures.
    pub minor: u8,
    /// The 7 of 3.11.7.
    pub micro: u8,
}

impl PythonVersion {
    /// The oldest version that Drua embeds (the stable ABI that the core is built for).
    pub const OLDEST: Self = Self {
        major: 3,
        minor: 10,
        micro: 0,
    };
}

impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}

/// The NumPy that an interpreter would import. It was found, not imported: it may still be broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numpy {
    /// Version text such as "2.2.1"; empty when its metadata is missing.
    pub version: String,
    /// The package's folder.
    pub path: PathBuf,
}

/// An interpreter that passed every check: CPython, new enough, same architecture, with a shared
/// library and with NumPy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreter {
    /// What `sys.executable` has to be: the environment's own python, so that `site` finds the environment.
    pub executable: PathBuf,
    /// Folder of the environment (`sys.prefix`).
    pub prefix: PathBuf,
    /// Folder of the installation that the environment was made from (`sys.base_prefix`).
    pub base_prefix: PathBuf,
    /// As `base_prefix`, for platform-specific files (`sys.base_exec_prefix`).
    pub base_exec_prefix: PathBuf,
    /// Its version.
    pub version: PythonVersion,
    /// Full path of the shared library (libpython3.11.so.1.0, Python.framework/…/Python, python311.dll).
    pub library: PathBuf,
    /// Windows only: python3.dll, which carries the stable ABI and forwards to `library`.
    pub stable_library: Option<PathBuf>,
    /// Platform tag such as "linux-x86_64" (`sysconfig.get_platform()`).
    pub platform: String,
    /// The NumPy that it would import.
    pub numpy: Numpy,
    /// `sys.path` without the working folder.
    pub path: Vec<PathBuf>,
}

impl Interpreter {
    /// Whether the interpreter belongs to a virtual environment.
    #[must_use]
    pub fn is_virtual(&self) -> bool {
        self.prefix != self.base_prefix
    }
}
