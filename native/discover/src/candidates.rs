//! Lists the places to look at, in order, without running anything.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::{Environment, Os, PythonSource, Request, fiji, registry};

/// A place and the program to try there; `None` if there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub source: PythonSource,
    /// What was named: a program or a folder.
    pub named: PathBuf,
    /// The program to run.
    pub program: Option<PathBuf>,
    /// Said when there is no program.
    pub absent: &'static str,
}

const NOT_SET: &str = "not set";
const NO_PROGRAM: &str = "no python program there";

/// The explicitly named candidate, if any: then nothing else may be taken.
pub(crate) fn explicit(request: &Request) -> Option<Candidate> {
    let environment = &request.environment;
    let named = |source, path: PathBuf| {
        let program = resolve_named(&path, environment);
        Candidate {
            source,
            named: path,
            program,
            absent: NO_PROGRAM,
        }
    };
    if let Some(path) = request
        .explicit
        .as_ref()
        .filter(|path| !path.as_os_str().is_empty())
    {
        return Some(named(PythonSource::Setting, path.clone()));
    }
    let variable = environment.variable("DRUA_PYTHON")?;
    Some(named(PythonSource::DruaVariable, PathBuf::from(variable)))
}

/// All other candidates, best first.
pub(crate) fn automatic(request: &Request) -> Vec<Candidate> {
    let environment = &request.environment;
    let mut found = Vec::new();
    if let Some(app_dir) = &request.app_dir {
        match fiji::setting(app_dir, environment) {
            Some(setting) => {
                let source = PythonSource::FijiSetting(setting.file);
                found.push(in_folder(source, setting.folder, environment));
            }
            None => found.push(in_folder(
                PythonSource::FijiEnvironment,
                fiji::usual_folder(app_dir, environment),
                environment,
            )),
        }
    }
    for (source, name) in [
        (PythonSource::VirtualEnvironment, "VIRTUAL_ENV"),
        (PythonSource::CondaEnvironment, "CONDA_PREFIX"),
    ] {
        found.push(match environment.variable(name) {
            Some(folder) => in_folder(source, PathBuf::from(folder), environment),
            None => Candidate {
                source,
                named: PathBuf::new(),
                program: None,
                absent: NOT_SET,
            },
        });
    }
    if let Some(folder) = &request.managed_env {
        found.push(in_folder(
            PythonSource::ManagedEnvironment,
            folder.clone(),
            environment,
        ));
    }
    found.extend(on_path(environment));
    for path in &environment.well_known {
        found.push(at(PythonSource::WellKnown, path.clone(), environment));
    }
    for (key, path) in registry::registered(environment) {
        found.push(at(PythonSource::Registry(key), path, environment));
    }
    without_repetitions(found)
}

fn at(source: PythonSource, path: PathBuf, environment: &Environment) -> Candidate {
    let program = is_there(&path, environment).then(|| path.clone());
    Candidate {
        source,
        named: path,
        program,
        absent: "not installed there",
    }
}

fn in_folder(source: PythonSource, folder: PathBuf, environment: &Environment) -> Candidate {
    let program = in_prefix(&folder, environment);
    Candidate {
        source,
        named: folder,
        program,
        absent: NO_PROGRAM,
    }
}

/// A program, a folder of an environment, or a bare name to be looked up on PATH.
fn resolve_named(path: &Path, environment: &Environment) -> Option<PathBuf> {
    if path.is_dir() {
        return in_prefix(path, environment);
    }
    let bare = path.components().count() == 1 && !path.is_absolute();
    if bare {
        let found = search_folders(environment).into_iter().find_map(|folder| {
            let whole = folder.join(path);
            let with_suffix = folder.join(path).with_extension("exe");
            if is_there(&whole, environment) {
                Some(whole)
            } else {
                (environment.os == Os::Windows && is_there(&with_suffix, environment))
                    .then_some(with_suffix)
            }
        });
        if found.is_some() {
            return found;
        }
    }
    // The interpreter is started with its path as name: that has to be absolute.
    is_there(path, environment)
        .then(|| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// A dangling link counts as there: it is how a virtual environment without its base looks.
fn is_there(path: &Path, environment: &Environment) -> bool {
    let facts = environment.facts.of(path);
    facts.is_file || (facts.is_link && !path.is_dir())
}

fn in_prefix(folder: &Path, environment: &Environment) -> Option<PathBuf> {
    let places: &[&str] = match environment.os {
        Os::Windows => &["Scripts/python.exe", "python.exe", "bin/python.exe"],
        _ => &["bin/python3", "bin/python"],
    };
    places
        .iter()
        .map(|place| folder.join(place))
        .find(|path| is_there(path, environment))
}

fn search_folders(environment: &Environment) -> Vec<PathBuf> {
    let separator = if environment.os == Os::Windows {
        ";"
    } else {
        ":"
    };
    let path = environment
        .variable("PATH")
        .unwrap_or_else(|| OsStr::new(""));
    if cfg!(windows) == (separator == ";") {
        // Relative entries are left out: they would find whatever lies in the working folder.
        std::env::split_paths(path)
            .filter(|folder| folder.is_absolute())
            .collect()
    } else {
        path.to_string_lossy()
            .split(separator)
            .map(PathBuf::from)
            .collect()
    }
}

fn on_path(environment: &Environment) -> Vec<Candidate> {
    let windows = environment.os == Os::Windows;
    let plain: &[&str] = if windows {
        &["python.exe", "python3.exe"]
    } else {
        &["python3", "python"]
    };
    let versioned = ["python3.13", "python3.12", "python3.11", "python3.10"];
    let folders = search_folders(environment);
    let mut found = Vec::new();
    let mut look = |folder: &PathBuf, name: &str| {
        let path = folder.join(name);
        if is_there(&path, environment) {
            found.push(Candidate {
                source: PythonSource::SearchPath(folder.clone()),
                named: path.clone(),
                program: Some(path),
                absent: NO_PROGRAM,
            });
        }
    };
    for folder in &folders {
        for name in plain {
            look(folder, name);
        }
    }
    // After all plain names, and not in shim folders: there, each name exists even if no such version is active.
    for folder in folders
        .iter()
        .filter(|folder| !windows && !folder.ends_with("shims"))
    {
        for name in versioned {
            look(folder, name);
        }
    }
    if found.is_empty() {
        let path = environment.variable("PATH").unwrap_or_default();
        found.push(Candidate {
            source: PythonSource::SearchPath(PathBuf::from(path)),
            named: PathBuf::new(),
            program: None,
            absent: NO_PROGRAM,
        });
    }
    found
}

/// The same program may be reached by several places, e.g. when /bin leads to /usr/bin or python to
/// python3. The links of virtual environments differ by their folder and are kept.
fn without_repetitions(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut seen = HashSet::new();
    candidates
        .into_iter()
        .filter(|candidate| match &candidate.program {
            Some(program) => seen.insert(identity(program)),
            None => true,
        })
        .collect()
}

fn identity(program: &Path) -> PathBuf {
    let mut path = program.to_owned();
    // Follows links only as long as they stay in their folder (python -> python3 -> python3.11).
    for _ in 0..8 {
        match std::fs::read_link(&path) {
            Ok(target) if target.components().count() == 1 => path = path.with_file_name(target),
            _ => break,
        }
    }
    match (
        path.parent().and_then(|folder| folder.canonicalize().ok()),
        path.file_name(),
    ) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}
