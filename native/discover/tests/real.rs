//! Discovery against every interpreter at hand.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use drua_discover::{DiscoverError, Interpreter, Request, find};

mod common;

fn request(program: &Path) -> Request {
    let mut request = Request::new();
    for name in ["PYTHONHOME", "PYTHONPATH", "DRUA_PYTHON"] {
        request.environment.variables.remove(OsStr::new(name));
    }
    request.explicit = Some(program.to_owned());
    request
}

fn examine(program: &Path) -> Result<Interpreter, DiscoverError> {
    match find(&request(program)) {
        Ok(found) => Ok(found.interpreter),
        Err(DiscoverError::Named { reason, .. }) => Err(*reason),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn old_interpreters_are_refused_by_their_version() {
    let old: Vec<_> = common::at_hand()
        .into_iter()
        .filter(|one| one.version < (3, 10, 0))
        .collect();
    if old.is_empty() {
        common::skipped("no Python older than 3.10 is at hand");
    }
    for one in old {
        let error = examine(&one.program).unwrap_err();
        let DiscoverError::TooOld { version, .. } = error else {
            panic!("{}: {error}", one.program.display())
        };
        assert_eq!((version.major, version.minor, version.micro), one.version);
    }
}

#[test]
fn an_environment_is_described_as_its_python_sees_itself() {
    for one in common::embeddable() {
        let folder = tempfile::tempdir().unwrap();
        let python = common::make_environment(&one.program, &folder.path().join("env"));
        assert_eq!(
            examine(&python).unwrap_err().code(),
            "numpy-missing",
            "{}",
            one.program.display()
        );
        let site = common::add_numpy(&python, "2.2.1");
        let found = examine(&python).unwrap();
        assert!(found.is_virtual());
        assert_eq!(found.executable, python);
        assert_eq!(
            found.prefix.canonicalize().unwrap(),
            folder.path().join("env").canonicalize().unwrap()
        );
        let base = common::say(&one.program, "import sys; print(sys.base_prefix)").unwrap();
        assert_eq!(found.base_prefix, PathBuf::from(base));
        assert_eq!(
            (
                found.version.major,
                found.version.minor,
                found.version.micro
            ),
            one.version
        );
        assert!(found.library.is_file(), "{}", found.library.display());
        let name = found
            .library
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        assert!(
            name.starts_with(&format!("libpython3.{}", one.version.1)),
            "{name}"
        );
        assert_eq!(
            (found.numpy.version.as_str(), found.numpy.path.as_path()),
            ("2.2.1", site.join("numpy").as_path())
        );
        assert!(found.path.contains(&site));
        // The folder of a package without code is no NumPy.
        std::fs::remove_file(site.join("numpy/__init__.py")).unwrap();
        assert_eq!(examine(&python).unwrap_err().code(), "numpy-missing");
    }
}

#[test]
fn a_wrong_python_home_is_found_before_the_start() {
    for one in common::embeddable() {
        let mut request = request(&one.program);
        request
            .environment
            .variables
            .insert("PYTHONHOME".into(), "/nonexistent".into());
        let error = find(&request).unwrap_err();
        assert_eq!(
            error.code(),
            "broken-environment",
            "{}: {error}",
            one.program.display()
        );
        assert!(error.hint().contains("PYTHONHOME"), "{}", error.hint());
    }
}

#[test]
fn a_module_in_the_working_folder_is_not_taken_for_the_library_s() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("json.py"),
        "raise SystemExit('wrong json')\n",
    )
    .unwrap();
    let Some(one) = common::at_hand().into_iter().next_back() else {
        return;
    };
    // The folder of tests is shared by all threads of this program, so a shell changes it for one.
    let wrapper = folder.path().join("python");
    let text = format!(
        "#!/bin/sh\ncd '{}'\nexec '{}' \"$@\"\n",
        folder.path().display(),
        one.program.display()
    );
    std::fs::write(&wrapper, text).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&wrapper, mode).unwrap();
    if let Err(error) = examine(&wrapper) {
        assert_ne!(error.code(), "probe-failed", "{error}");
    }
}

#[test]
fn a_real_answer_is_kept_and_an_installation_is_seen() {
    let Some(one) = common::embeddable().into_iter().next() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let python = common::make_environment(&one.program, &folder.path().join("env"));
    let mut request = request(&python);
    request.cache_dir = Some(folder.path().join("cache"));
    assert_eq!(find(&request).unwrap_err().code(), "numpy-missing");
    assert_eq!(find(&request).unwrap_err().code(), "numpy-missing");
    common::add_numpy(&python, "2.2.1");
    let found = find(&request).unwrap();
    assert_eq!(found.interpreter.numpy.version, "2.2.1");
    assert_eq!(find(&request).unwrap(), found);
}
