//! Why no interpreter, or not this one, can be embedded.

use std::path::PathBuf;

use crate::{PythonSource, PythonVersion, Searched};

/// Everything that discovery can fail with. Fields, not texts: a host may offer a repair by `code()`.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoverError {
    /// No place had a usable interpreter.
    #[error("no usable Python interpreter was found; looked at {} place(s):{}", searched.len(), listing(searched))]
    NotFound {
        /// All places, in the order of search.
        searched: Vec<Searched>,
    },
    /// An interpreter that the user named cannot be used; nothing else is tried.
    #[error("cannot use the Python named by {named_by} ({}): {reason}", path.display())]
    Named {
        /// Which setting names it.
        named_by: PythonSource,
        /// What it names.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        reason: Box<DiscoverError>,
    },
    /// A named interpreter does not exist.
    #[error("{} does not exist, or is no Python interpreter and no folder of an environment", path.display())]
    Missing {
        /// The named file or folder.
        path: PathBuf,
    },
    /// The interpreter is linked statically and has no shared library beside it.
    #[error("Python {version} at {} has no shared library (libpython); looked for {}", executable.display(), paths(looked))]
    NoSharedLibrary {
        /// The interpreter.
        executable: PathBuf,
        /// Its version.
        version: PythonVersion,
        /// The files that were expected.
        looked: Vec<PathBuf>,
    },
    /// Older than [`PythonVersion::OLDEST`].
    #[error("Python {version} at {} is too old: version {} or newer is needed", executable.display(), PythonVersion::OLDEST)]
    TooOld {
        /// The interpreter.
        executable: PathBuf,
        /// Its version.
        version: PythonVersion,
    },
    /// A major version that this release does not know.
    #[error("Python {version} at {} is newer than this release of Drua knows: a Python 3 is needed", executable.display())]
    TooNew {
        /// The interpreter.
        executable: PathBuf,
        /// Its version.
        version: PythonVersion,
    },
    /// Built for another processor than this process runs on.
    #[error("Python at {} is built for {found}, but this Java runs as {expected}", executable.display())]
    WrongArchitecture {
        /// The interpreter.
        executable: PathBuf,
        /// Its architecture, e.g. "x86_64, 64-bit".
        found: String,
        /// The architecture of this process.
        expected: String,
    },
    /// A build without the global interpreter lock, which lacks the stable ABI.
    #[error("Python {version} at {} is a free-threaded build, which lacks the stable ABI", executable.display())]
    FreeThreaded {
        /// The interpreter.
        executable: PathBuf,
        /// Its version.
        version: PythonVersion,
    },
    /// A debug build, whose objects have another layout.
    #[error("Python {version} at {} is a debug build, whose extension modules do not fit", executable.display())]
    DebugBuild {
        /// The interpreter.
        executable: PathBuf,
        /// Its version.
        version: PythonVersion,
    },
    /// PyPy, GraalPy, Jython and others.
    #[error("{} is {implementation}, but only CPython can be embedded", executable.display())]
    NotCPython {
        /// The interpreter.
        executable: PathBuf,
        /// What it says it is.
        implementation: String,
    },
    /// It has no NumPy.
    #[error("Python {version} at {} has no NumPy", executable.display())]
    NumpyMissing {
        /// The interpreter.
        executable: PathBuf,
        /// Its version.
        version: PythonVersion,
    },
    /// A virtual environment whose base is gone, or a wrong PYTHONHOME.
    #[error("the Python environment at {} is broken: {detail}", path.display())]
    BrokenEnvironment {
        /// The environment's folder or interpreter.
        path: PathBuf,
        /// What is missing.
        detail: String,
        /// The value of PYTHONHOME when it is to blame.
        python_home: Option<PathBuf>,
    },
    /// It did not answer in time and was stopped.
    #[error("Python at {} did not answer within {seconds} s and was stopped", executable.display())]
    ProbeTimeout {
        /// The interpreter.
        executable: PathBuf,
        /// The limit in seconds.
        seconds: u64,
    },
    /// Not an interpreter but a stand-in that offers an installation when run. It was not run.
    #[error("{} is no interpreter but a stand-in ({kind}) that would open an installer", path.display())]
    StubOnly {
        /// The stand-in.
        path: PathBuf,
        /// Whose stand-in it is.
        kind: &'static str,
    },
    /// It ran, but gave no usable answer.
    #[error("Python at {} gave no usable answer ({detail}){}", executable.display(), quoted(stderr))]
    ProbeFailed {
        /// The program that was run.
        executable: PathBuf,
        /// Exit status or what was wrong with the answer.
        detail: String,
        /// The end of what it wrote to its error stream.
        stderr: String,
    },
}

impl DiscoverError {
    /// Stable name of the case, for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "python-not-found",
            Self::Named { reason, .. } => reason.code(),
            Self::Missing { .. } => "python-missing",
            Self::NoSharedLibrary { .. } => "no-shared-library",
            Self::TooOld { .. } => "python-too-old",
            Self::TooNew { .. } => "python-too-new",
            Self::WrongArchitecture { .. } => "wrong-architecture",
            Self::FreeThreaded { .. } => "free-threaded",
            Self::DebugBuild { .. } => "debug-build",
            Self::NotCPython { .. } => "not-cpython",
            Self::NumpyMissing { .. } => "numpy-missing",
            Self::BrokenEnvironment { .. } => "broken-environment",
            Self::ProbeTimeout { .. } => "probe-timeout",
            Self::StubOnly { .. } => "stub-only",
            Self::ProbeFailed { .. } => "probe-failed",
        }
    }

    /// What the user can do next.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NotFound { searched } => not_found_hint(searched),
            Self::Named {
                reason, named_by, ..
            } => match reason.as_ref() {
                Self::Missing { .. } => {
                    format!("Correct {named_by}, or remove it so that Drua searches by itself.")
                }
                reason => reason.hint(),
            },
            Self::Missing { .. } => {
                "Name the python program or the folder of an environment that has one.".to_owned()
            }
            Self::NoSharedLibrary { executable, .. } => no_library_hint(executable),
            Self::TooOld { .. } => format!(
                "Install Python {} or newer with NumPy and set DRUA_PYTHON to it.",
                PythonVersion::OLDEST
            ),
            Self::TooNew { .. } => {
                "Update Drua, or set DRUA_PYTHON to a Python 3 interpreter.".to_owned()
            }
            Self::WrongArchitecture { expected, .. } => {
                format!(
                    "Use a Python for {expected}, or start the host with a Java that has Python's architecture."
                )
            }
            Self::FreeThreaded { .. } | Self::DebugBuild { .. } => {
                "Use an ordinary (release, not free-threaded) build of CPython.".to_owned()
            }
            Self::NotCPython { .. } => {
                "Use CPython, from python.org, conda or the system's package manager.".to_owned()
            }
            Self::NumpyMissing { executable, .. } => {
                let python = executable.display();
                format!(
                    "Run: \"{python}\" -m pip install numpy. Where the system forbids that, make an environment \
                     (\"{python}\" -m venv FOLDER), install numpy with its python, and choose that one."
                )
            }
            Self::BrokenEnvironment {
                python_home: Some(home),
                ..
            } => {
                format!(
                    "Unset PYTHONHOME (now {}) before starting the host.",
                    home.display()
                )
            }
            Self::BrokenEnvironment { path, .. } if path.is_dir() => {
                format!(
                    "Make the environment again, e.g.: python3 -m venv --clear \"{}\"",
                    path.display()
                )
            }
            Self::BrokenEnvironment { .. } => {
                "Install this Python again, or choose another.".to_owned()
            }
            Self::ProbeTimeout { executable, .. } => {
                format!(
                    "Try \"{}\" -c \"print(1)\" in a terminal; a start-up script or a slow network drive may hang.",
                    executable.display()
                )
            }
            Self::StubOnly { .. } => {
                "Install Python from python.org or conda, and set DRUA_PYTHON to it.".to_owned()
            }
            Self::ProbeFailed { executable, .. } => {
                format!(
                    "Try \"{}\" -c \"import sysconfig\" in a terminal.",
                    executable.display()
                )
            }
        }
    }

    /// The message in a few words, for a list that already shows the path.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::NotFound { .. } => "nothing usable".to_owned(),
            Self::Named { reason, .. } => reason.reason(),
            Self::Missing { .. } => "does not exist".to_owned(),
            Self::NoSharedLibrary { version, .. } => {
                format!("Python {version} without a shared library")
            }
            Self::TooOld { version, .. } => format!("Python {version} is too old"),
            Self::TooNew { version, .. } => format!("Python {version} is too new"),
            Self::WrongArchitecture {
                found, expected, ..
            } => {
                format!("built for {found}, not for {expected}")
            }
            Self::FreeThreaded { version, .. } => format!("Python {version}, free-threaded"),
            Self::DebugBuild { version, .. } => format!("Python {version}, debug build"),
            Self::NotCPython { implementation, .. } => format!("is {implementation}, not CPython"),
            Self::NumpyMissing { version, .. } => format!("Python {version} without NumPy"),
            Self::BrokenEnvironment { detail, .. } => format!("broken: {detail}"),
            Self::ProbeTimeout { seconds, .. } => format!("no answer within {seconds} s"),
            Self::StubOnly { kind, .. } => format!("stand-in ({kind}), not run"),
            Self::ProbeFailed { detail, stderr, .. } => match last_line(stderr) {
                Some(line) => format!("{detail}: {line}"),
                None => detail.clone(),
            },
        }
    }
}

fn last_line(text: &str) -> Option<&str> {
    text.lines()
        .rev()
        .map(str::trim)
        .find(|line| !line.is_empty())
}

fn listing(searched: &[Searched]) -> String {
    searched.iter().map(|one| format!("\n  - {one}")).collect()
}

fn paths(looked: &[PathBuf]) -> String {
    if looked.is_empty() {
        return "nothing (its build names none)".to_owned();
    }
    let shown: Vec<String> = looked
        .iter()
        .take(4)
        .map(|path| path.display().to_string())
        .collect();
    let rest = looked.len().saturating_sub(shown.len());
    let more = if rest > 0 {
        format!(" and {rest} more")
    } else {
        String::new()
    };
    shown.join(", ") + &more
}

fn quoted(stderr: &str) -> String {
    let text = stderr.trim();
    if text.is_empty() {
        String::new()
    } else {
        format!(": {text}")
    }
}

fn no_library_hint(executable: &std::path::Path) -> String {
    let text = executable.to_string_lossy();
    if text.contains("pyenv") {
        "Build it again with a shared library: PYTHON_CONFIGURE_OPTS=\"--enable-shared\" pyenv install --force VERSION".to_owned()
    } else if text.starts_with("/usr/bin/") {
        "Install the system's package with the shared library (Debian and Ubuntu: libpython3 of the same version; Fedora: python3-libs).".to_owned()
    } else {
        "Use a Python that was built with --enable-shared, e.g. from conda, uv or python.org."
            .to_owned()
    }
}

/// Prefers the repair that costs least: a named place that only lacks NumPy.
fn not_found_hint(searched: &[Searched]) -> String {
    let refused = || {
        searched.iter().filter_map(|one| match &one.verdict {
            crate::Verdict::Refused(error) => Some(error.as_ref()),
            _ => None,
        })
    };
    let cheapest = refused()
        .find(|error| matches!(error, DiscoverError::NumpyMissing { .. }))
        .or_else(|| {
            refused().find(|error| {
                matches!(
                    error,
                    DiscoverError::BrokenEnvironment {
                        python_home: Some(_),
                        ..
                    } | DiscoverError::NoSharedLibrary { .. }
                )
            })
        });
    match cheapest {
        Some(error) => error.hint(),
        None => format!(
            "Install CPython {} or newer with NumPy, and set DRUA_PYTHON to its python program.",
            PythonVersion::OLDEST
        ),
    }
}
