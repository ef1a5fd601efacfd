//! What discovery knows about the process and the machine. Injectable, so that tests can show it
//! another machine.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::stub::{DiskFacts, Facts};

/// Operating system, as far as discovery behaves differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Os {
    /// Linux and other Unix systems.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

/// The process and the machine.
#[derive(Clone)]
pub struct Environment {
    /// Environment variables. The probe runs with exactly these.
    pub variables: BTreeMap<OsString, OsString>,
    /// Operating system.
    pub os: Os,
    /// Architecture of this process in Rust's words ("x86_64", "aarch64").
    pub arch: String,
    /// Usual places of installation, most preferred first.
    pub well_known: Vec<PathBuf>,
    /// Longest time that one interpreter may take to answer.
    pub probe_timeout: Duration,
    /// How files are judged before they may be run.
    pub facts: Arc<dyn Facts>,
}

impl fmt::Debug for Environment {
    // Without the variables: they may hold secrets, and this may end in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("os", &self.os)
            .field("arch", &self.arch)
            .field("well_known", &self.well_known)
            .field("probe_timeout", &self.probe_timeout)
            .finish_non_exhaustive()
    }
}

impl Environment {
    /// This process on this machine.
    #[must_use]
    pub fn current() -> Self {
        let variables: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
        let os = if cfg!(windows) {
            Os::Windows
        } else if cfg!(target_os = "macos") {
            Os::MacOs
        } else {
            Os::Linux
        };
        let mut environment = Self {
            variables,
            os,
            arch: std::env::consts::ARCH.to_owned(),
            well_known: Vec::new(),
            probe_timeout: Duration::from_secs(15),
            facts: Arc::new(DiskFacts),
        };
        environment.well_known = well_known(&environment);
        environment
    }

    /// A variable that is set and not empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&OsStr> {
        let found = match self.os {
            // names of variables ignore case there
            Os::Windows => self
                .variables
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value),
            _ => self.variables.get(OsStr::new(name)),
        };
        found
            .map(OsString::as_os_str)
            .filter(|value| !value.is_empty())
    }

    /// The user's home folder.
    #[must_use]
    pub fn home(&self) -> Option<&Path> {
        let name = if self.os == Os::Windows {
            "USERPROFILE"
        } else {
            "HOME"
        };
        self.variable(name).map(Path::new)
    }
}

/// Newest first, so that a machine with several gets the best supported one.
const MINORS: [u8; 5] = [14, 13, 12, 11, 10];

fn well_known(environment: &Environment) -> Vec<PathBuf> {
    let mut places = Vec::new();
    let conda = ["miniforge3", "mambaforge", "miniconda3", "anaconda3"];
    match environment.os {
        Os::Linux => {
            places.push(PathBuf::from("/usr/local/bin/python3"));
            places.push(PathBuf::from("/usr/bin/python3"));
        }
        Os::MacOs => {
            places.push(PathBuf::from("/opt/homebrew/bin/python3"));
            places.push(PathBuf::from("/usr/local/bin/python3"));
            let framework = Path::new("/Library/Frameworks/Python.framework/Versions");
            places.extend(
                MINORS
                    .iter()
                    .map(|minor| framework.join(format!("3.{minor}/bin/python3"))),
            );
        }
        Os::Windows => {
            for (variable, below) in [("LOCALAPPDATA", "Programs\\Python"), ("ProgramFiles", "")] {
                if let Some(folder) = environment.variable(variable) {
                    let folder = Path::new(folder).join(below);
                    places.extend(
                        MINORS
                            .iter()
                            .map(|minor| folder.join(format!("Python3{minor}")).join("python.exe")),
                    );
                }
            }
        }
    }
    if let Some(home) = environment.home() {
        let program = if environment.os == Os::Windows {
            "python.exe"
        } else {
            "bin/python3"
        };
        places.extend(conda.iter().map(|name| home.join(name).join(program)));
    }
    places
}
