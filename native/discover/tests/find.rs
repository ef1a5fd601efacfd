//! The order of search and the treatment of each kind of unusable interpreter, with fake interpreters.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use drua_discover::{
    DiscoverError, Facts, FileFacts, Os, PythonSource, Request, Verdict, find, survey,
};
use serde_json::json;

#[path = "common/fake.rs"]
mod fake;

use fake::Machine;

fn refused(request: &Request) -> DiscoverError {
    match find(request).unwrap_err() {
        DiscoverError::Named { reason, .. } => *reason,
        other => panic!("not about a named interpreter: {other}"),
    }
}

#[test]
fn places_are_taken_in_their_order() {
    let machine = Machine::new();
    let mut request = machine.request("search");
    for place in [
        "setting",
        "variable",
        "app/python/env",
        "active",
        "conda",
        "managed",
    ] {
        machine.python(&format!("{place}/bin/python3"), json!({}));
    }
    machine.python("search/python3", json!({}));
    machine.python("known/python3", json!({}));
    std::fs::create_dir_all(machine.path("app/config/jaunch")).unwrap();
    let setting = machine.path("app/config/jaunch/fiji.cfg");
    std::fs::write(&setting, "python-dir=python/env\n").unwrap();
    request.explicit = Some(machine.path("setting"));
    request.app_dir = Some(machine.path("app"));
    request.managed_env = Some(machine.path("managed"));
    request.environment.well_known = vec![machine.path("known/python3")];
    for (name, folder) in [
        ("DRUA_PYTHON", "variable"),
        ("VIRTUAL_ENV", "active"),
        ("CONDA_PREFIX", "conda"),
    ] {
        request
            .environment
            .variables
            .insert(name.into(), machine.path(folder).into());
    }
    let mut order = Vec::new();
    // Takes away the place that was found, until nothing is left.
    while let Ok(found) = find(&request) {
        let program = found.interpreter.executable.clone();
        match &found.source {
            PythonSource::Setting => request.explicit = None,
            PythonSource::DruaVariable => {
                request
                    .environment
                    .variables
                    .remove(Path::new("DRUA_PYTHON").as_os_str());
            }
            _ => std::fs::remove_file(&program).unwrap(),
        }
        order.push((found.source, program));
    }
    let expected = [
        (PythonSource::Setting, "setting/bin/python3"),
        (PythonSource::DruaVariable, "variable/bin/python3"),
        (
            PythonSource::FijiSetting(setting),
            "app/python/env/bin/python3",
        ),
        (PythonSource::VirtualEnvironment, "active/bin/python3"),
        (PythonSource::CondaEnvironment, "conda/bin/python3"),
        (PythonSource::ManagedEnvironment, "managed/bin/python3"),
        (
            PythonSource::SearchPath(machine.path("search")),
            "search/python3",
        ),
        (PythonSource::WellKnown, "known/python3"),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(source, path)| (source, machine.path(path)))
        .collect();
    assert_eq!(order, expected);
}

#[test]
fn a_named_interpreter_that_fails_is_not_replaced_silently() {
    let machine = Machine::new();
    let mut request = machine.request("search");
    machine.python("search/python3", json!({}));
    let old = machine.python("old/python3", json!({"version": [3, 9, 18]}));
    request
        .environment
        .variables
        .insert("DRUA_PYTHON".into(), old.clone().into());
    let error = find(&request).unwrap_err();
    assert_eq!(error.code(), "python-too-old");
    let message = error.to_string();
    assert!(
        message.contains("environment variable DRUA_PYTHON"),
        "{message}"
    );
    assert!(
        message.contains("Python 3.9.18") && message.contains("3.10.0 or newer"),
        "{message}"
    );
    request.explicit = Some(machine.path("nothing"));
    assert_eq!(
        refused(&request),
        DiscoverError::Missing {
            path: machine.path("nothing")
        }
    );
}

#[test]
fn unusable_ones_found_by_search_are_skipped_but_remembered() {
    let machine = Machine::new();
    let mut request = machine.request("first");
    let old = machine.python("first/python3", json!({"version": [3, 9, 18]}));
    let bare = machine.python("first/python", json!({"numpy": null}));
    let good = machine.python("second/python3", json!({}));
    request.environment.well_known = vec![good.clone(), machine.path("third/python3")];
    assert_eq!(find(&request).unwrap().interpreter.executable, good);
    std::fs::remove_file(&good).unwrap();
    let error = find(&request).unwrap_err();
    let DiscoverError::NotFound { searched } = &error else {
        panic!("{error}")
    };
    let shown: Vec<(PathBuf, String)> = searched
        .iter()
        .map(|one| (one.path.clone(), one.why()))
        .collect();
    assert!(
        shown.contains(&(old, "Python 3.9.18 is too old".to_owned())),
        "{shown:?}"
    );
    assert!(
        shown.contains(&(bare.clone(), "Python 3.12.1 without NumPy".to_owned())),
        "{shown:?}"
    );
    assert!(
        shown.contains(&(good, "not installed there".to_owned())),
        "{shown:?}"
    );
    assert!(
        error.to_string().contains("VIRTUAL_ENV): not set"),
        "{error}"
    );
    // The cheapest repair is offered.
    let offered = format!("Run: \"{}\" -m pip install numpy.", bare.display());
    assert!(error.hint().starts_with(&offered), "{}", error.hint());
    assert!(error.hint().contains("-m venv"), "{}", error.hint());
}

#[test]
fn each_unusable_build_is_refused_by_name() {
    let cases = [
        (json!({"version": [2, 7, 18]}), "python-too-old"),
        (json!({"version": [3, 9, 25]}), "python-too-old"),
        (json!({"version": [4, 0, 0]}), "python-too-new"),
        (json!({"implementation": "PyPy"}), "not-cpython"),
        (
            json!({"implementation": "GraalVM", "version": [3, 9, 0]}),
            "not-cpython",
        ),
        (json!({"free_threaded": true}), "free-threaded"),
        (json!({"debug": true}), "debug-build"),
        (json!({"machine": "s390x"}), "wrong-architecture"),
        (json!({"pointer_bits": 32}), "wrong-architecture"),
        (json!({"libraries": []}), "no-shared-library"),
        (json!({"numpy": null}), "numpy-missing"),
        // The first cause is told, not a consequence of it.
        (
            json!({"version": [3, 8, 0], "libraries": [], "numpy": null}),
            "python-too-old",
        ),
    ];
    for (changes, code) in cases {
        let machine = Machine::new();
        let mut request = machine.request("");
        request.explicit = Some(machine.python("bin/python3", changes.clone()));
        let error = refused(&request);
        assert_eq!(error.code(), code, "{changes}");
        assert!(!error.hint().is_empty() && !error.reason().is_empty());
        assert!(error.to_string().contains("bin/python3"), "{error}");
    }
    for minor in [10, 11, 12, 13, 14, 15] {
        let machine = Machine::new();
        let mut request = machine.request("");
        request.explicit = Some(machine.python("bin/python3", json!({"version": [3, minor, 0]})));
        assert_eq!(find(&request).unwrap().interpreter.version.minor, minor);
    }
}

#[test]
fn a_setting_may_name_a_folder_or_a_bare_program() {
    let machine = Machine::new();
    let mut request = machine.request("search");
    let program = machine.python("search/mypython", json!({}));
    let inside = machine.python("env/bin/python", json!({}));
    request.explicit = Some(PathBuf::from("mypython"));
    assert_eq!(find(&request).unwrap().interpreter.executable, program);
    request.explicit = Some(machine.path("env"));
    assert_eq!(find(&request).unwrap().interpreter.executable, inside);
}

/// Shows every file as an empty one, as Windows shows the aliases of its store.
struct Aliases;

impl Facts for Aliases {
    fn of(&self, path: &Path) -> FileFacts {
        FileFacts {
            is_file: path.is_file(),
            is_link: false,
            size: 0,
            is_reparse_point: true,
        }
    }
}

#[test]
fn store_aliases_and_shims_are_never_run() {
    let machine = Machine::new();
    let mut request = machine.request("apps/Microsoft/WindowsApps");
    let ran = machine.path("ran");
    let alias = machine.script(
        "apps/Microsoft/WindowsApps/python.exe",
        &format!("touch '{}'", ran.display()),
    );
    request.environment.os = Os::Windows;
    request.environment.facts = Arc::new(Aliases);
    let seen = survey(&request);
    let one = seen.iter().find(|one| one.path == alias).unwrap();
    let Verdict::Refused(error) = &one.verdict else {
        panic!("{one}")
    };
    assert_eq!(error.code(), "stub-only");
    request.explicit = Some(alias);
    assert_eq!(refused(&request).code(), "stub-only");
    assert!(!ran.exists());

    let mut request = machine.request("");
    request.environment.os = Os::MacOs;
    request.environment.facts = Arc::new(Everything);
    request.explicit = Some(PathBuf::from("/usr/bin/python3"));
    assert_eq!(refused(&request).code(), "stub-only");
}

/// Shows every path as a program.
struct Everything;

impl Facts for Everything {
    fn of(&self, _path: &Path) -> FileFacts {
        FileFacts {
            is_file: true,
            is_link: false,
            size: 100_000,
            is_reparse_point: false,
        }
    }
}

#[test]
fn fiji_s_usual_folder_is_tried_without_a_setting() {
    let machine = Machine::new();
    let mut request = machine.request("");
    request.environment.arch = std::env::consts::ARCH.to_owned();
    request.app_dir = Some(machine.path("app"));
    let name = if cfg!(target_arch = "aarch64") {
        "linux-arm64"
    } else {
        "linux64"
    };
    let program = machine.python(&format!("app/python/{name}/bin/python"), json!({}));
    let found = find(&request).unwrap();
    assert_eq!(
        (found.source, found.interpreter.executable),
        (PythonSource::FijiEnvironment, program)
    );
}

#[test]
fn a_survey_goes_on_after_a_usable_one_and_names_each_program_once() {
    let machine = Machine::new();
    let mut request = machine.request("search");
    let program = machine.python("search/python3", json!({}));
    std::os::unix::fs::symlink("python3", machine.path("search/python")).unwrap();
    let other = machine.python("known/python3", json!({"numpy": null}));
    request.environment.well_known = vec![program.clone(), other.clone()];
    let seen = survey(&request);
    let usable: Vec<_> = seen
        .iter()
        .filter(|one| matches!(one.verdict, Verdict::Usable(_)))
        .collect();
    assert_eq!(usable.len(), 1, "{seen:?}");
    assert_eq!(usable[0].why(), "usable: Python 3.12.1");
    assert!(
        seen.iter()
            .any(|one| one.path == other && one.why() == "Python 3.12.1 without NumPy")
    );
}
