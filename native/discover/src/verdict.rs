//! Judges an interpreter by what it said about itself.

use std::path::{Path, PathBuf};

use crate::probe::Answer;
use crate::{DiscoverError, Environment, Interpreter, Os, PythonVersion};

/// Turns an answer into a usable interpreter or says why it is none. Causes that make others
/// meaningless come first.
pub(crate) fn judge(
    answer: &Answer,
    environment: &Environment,
) -> Result<Interpreter, DiscoverError> {
    let executable = answer.executable.clone();
    let [major, minor, micro] = answer.version;
    let version = PythonVersion {
        major,
        minor,
        micro,
    };
    if answer.implementation != "CPython" {
        let implementation = answer.implementation.clone();
        return Err(DiscoverError::NotCPython {
            executable,
            implementation,
        });
    }
    if version < PythonVersion::OLDEST {
        return Err(DiscoverError::TooOld {
            executable,
            version,
        });
    }
    if version.major > PythonVersion::OLDEST.major {
        return Err(DiscoverError::TooNew {
            executable,
            version,
        });
    }
    if let Some(found) = foreign_architecture(answer, environment) {
        let expected = format!("{}, {}-bit", environment.arch, usize::BITS);
        return Err(DiscoverError::WrongArchitecture {
            executable,
            found,
            expected,
        });
    }
    if answer.free_threaded {
        return Err(DiscoverError::FreeThreaded {
            executable,
            version,
        });
    }
    if answer.debug {
        return Err(DiscoverError::DebugBuild {
            executable,
            version,
        });
    }
    let Some(library) = answer.libraries.first().cloned() else {
        return Err(DiscoverError::NoSharedLibrary {
            executable,
            version,
            looked: once(&answer.looked),
        });
    };
    let Some(numpy) = answer.numpy.clone() else {
        return Err(DiscoverError::NumpyMissing {
            executable,
            version,
        });
    };
    Ok(Interpreter {
        executable,
        prefix: answer.prefix.clone(),
        base_prefix: answer.base_prefix.clone(),
        base_exec_prefix: answer.base_exec_prefix.clone(),
        version,
        library,
        stable_library: answer.stable_library.clone(),
        platform: answer.platform.clone(),
        numpy,
        path: answer.path.clone(),
    })
}

/// The interpreter's architecture if it is not ours.
fn foreign_architecture(answer: &Answer, environment: &Environment) -> Option<String> {
    // Windows' machine() tells about the computer, the platform tag about the program.
    let (machine, text) = match environment.os {
        Os::Windows => {
            let tag = answer
                .platform
                .rsplit(['-', '_'])
                .next()
                .unwrap_or_default();
            (
                normal(if answer.platform == "win32" {
                    "x86"
                } else {
                    tag
                }),
                answer.platform.as_str(),
            )
        }
        _ => (normal(&answer.machine), answer.machine.as_str()),
    };
    let same = machine == normal(&environment.arch)
        || (answer.platform.ends_with("universal2") && answer.pointer_bits == 64);
    let fits = same && answer.pointer_bits == usize::BITS;
    (!fits).then(|| format!("{text}, {}-bit", answer.pointer_bits))
}

/// One name per architecture.
fn normal(name: &str) -> &str {
    match name {
        "AMD64" | "amd64" | "x86_64" | "x64" => "x86_64",
        "arm64" | "ARM64" | "aarch64" => "aarch64",
        "i386" | "i586" | "i686" | "x86" => "x86",
        other => other,
    }
}

fn once(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut kept: Vec<PathBuf> = Vec::new();
    for path in paths {
        if !kept.contains(path) {
            kept.push(path.clone());
        }
    }
    kept
}

/// A virtual environment whose base is gone, seen without running it.
pub(crate) fn broken_environment(program: &Path) -> Option<DiscoverError> {
    let prefix = program.parent()?.parent()?;
    let broken = |detail: String| DiscoverError::BrokenEnvironment {
        path: prefix.to_owned(),
        detail,
        python_home: None,
    };
    let configuration = [program.parent()?, prefix]
        .iter()
        .map(|folder| folder.join("pyvenv.cfg"))
        .find_map(|file| std::fs::read_to_string(file).ok());
    if let Some(text) = configuration {
        let home = text
            .lines()
            .filter_map(|line| line.split_once('='))
            .find(|(key, _)| key.trim().eq_ignore_ascii_case("home"))
            .map(|(_, value)| PathBuf::from(value.trim()));
        if let Some(home) = home.filter(|home| !home.is_dir()) {
            return Some(broken(format!(
                "it was made from {}, which is gone",
                home.display()
            )));
        }
    }
    if program
        .symlink_metadata()
        .is_ok_and(|data| data.is_symlink())
        && program.metadata().is_err()
    {
        let target = std::fs::read_link(program).unwrap_or_default();
        return Some(broken(format!(
            "{} leads to {}, which is gone",
            program.display(),
            target.display()
        )));
    }
    None
}

/// Refines a failure to start: an interpreter that cannot find its own library.
pub(crate) fn explain(
    error: DiscoverError,
    program: &Path,
    environment: &Environment,
) -> DiscoverError {
    let DiscoverError::ProbeFailed { stderr, .. } = &error else {
        return error;
    };
    let lost = [
        "No module named 'encodings'",
        "init_fs_encoding",
        "init_import_site",
        "platform independent libraries",
    ];
    if !lost.iter().any(|sign| stderr.contains(sign)) {
        return error;
    }
    let python_home = environment.variable("PYTHONHOME").map(PathBuf::from);
    let detail = match &python_home {
        Some(home) => format!(
            "PYTHONHOME={} does not hold its standard library",
            home.display()
        ),
        None => "it cannot find its standard library".to_owned(),
    };
    let environment = program
        .parent()
        .and_then(Path::parent)
        .filter(|folder| folder.join("pyvenv.cfg").is_file());
    let path = environment.unwrap_or(program).to_owned();
    DiscoverError::BrokenEnvironment {
        path,
        detail,
        python_home,
    }
}
