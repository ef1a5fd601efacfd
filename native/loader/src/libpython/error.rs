//! Why libpython could not be started.

use std::path::PathBuf;

use drua_discover::PythonVersion;

/// Everything that starting can fail with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The system could not open the library.
    #[error("cannot open Python's library {}", library.display())]
    Open {
        /// The library.
        library: PathBuf,
        /// The system's message.
        #[source]
        source: libloading::Error,
    },
    /// The library lacks a function that its version should have.
    #[error("Python's library {} has no function {symbol}", library.display())]
    Symbol {
        /// The library.
        library: PathBuf,
        /// The function.
        symbol: &'static str,
        /// The system's message.
        #[source]
        source: libloading::Error,
    },
    /// The library is not the one that the interpreter described.
    #[error("Python's library {} is version \"{found}\", but the interpreter is {expected}", library.display())]
    Version {
        /// The library.
        library: PathBuf,
        /// What the interpreter said.
        expected: PythonVersion,
        /// What the library says.
        found: String,
    },
    /// Another program part has started a Python that Drua cannot use.
    #[error("this process already runs Python \"{found}\", which cannot be used: {why}")]
    Attached {
        /// Version text of the running one.
        found: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The library's start-up structure is not as its version's headers say.
    #[error("Python's library {} has another start-up structure than version {version} ({detail})", library.display())]
    Layout {
        /// The library.
        library: PathBuf,
        /// Its version.
        version: PythonVersion,
        /// What differs.
        detail: &'static str,
    },
    /// A path that cannot be handed to Python.
    #[error("the path {} contains a zero character", path.display())]
    Path {
        /// The path.
        path: PathBuf,
    },
    /// Python refused to start.
    #[error("Python did not start: {message}{}", in_function(func.as_deref()))]
    Refused {
        /// Python's message.
        message: String,
        /// Python's function that failed, when it is known.
        func: Option<String>,
        /// Value of PYTHONHOME, when it is set: most often it is to blame.
        python_home: Option<PathBuf>,
    },
    /// An earlier try failed half-way.
    #[error(
        "Python cannot be started any more in this process, since an earlier start failed: {earlier}"
    )]
    Exhausted {
        /// Message of the earlier failure.
        earlier: String,
    },
}

fn in_function(func: Option<&str>) -> String {
    func.map(|name| format!(" (in {name})")).unwrap_or_default()
}

impl StartError {
    /// Stable name of the case, for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open { .. } => "libpython-open",
            Self::Symbol { .. } => "libpython-symbol",
            Self::Version { .. } => "libpython-version",
            Self::Attached { .. } => "libpython-attached",
            Self::Layout { .. } => "libpython-layout",
            Self::Path { .. } => "libpython-path",
            Self::Refused { .. } => "libpython-refused",
            Self::Exhausted { .. } => "libpython-exhausted",
        }
    }

    /// What the user can do next.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Open { .. } => {
                "A library that it needs may be missing, or it is built for another processor or system; try to run its python program.".to_owned()
            }
            Self::Symbol { .. } | Self::Layout { .. } => {
                "Use an unmodified release of CPython, e.g. from python.org or conda.".to_owned()
            }
            Self::Version { .. } => {
                "Its installation mixes two versions; install it again.".to_owned()
            }
            Self::Attached { .. } => {
                "Remove the plugin that starts its own Python, or let it use CPython 3.10 or newer.".to_owned()
            }
            Self::Path { .. } => "Choose another Python interpreter.".to_owned(),
            Self::Refused { python_home: Some(home), .. } => format!(
                "Unset PYTHONHOME (now {}), then restart the host.",
                home.display()
            ),
            Self::Refused { .. } => {
                "Run the environment's python in a terminal to see whether it starts; make the environment again if not, then restart the host.".to_owned()
            }
            Self::Exhausted { .. } => "Repair the cause, then restart the host.".to_owned(),
        }
    }
}
