//! Starts stand-ins for libpython, for the cases that no interpreter at hand shows: 3.14 and newer, foreign
//! builds, and a Python that somebody else started. Each in an own process.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use drua_discover::{Interpreter, Numpy, PythonVersion};
use drua_loader::libpython::{self, StartOptions};

#[path = "../../discover/tests/common/mod.rs"]
mod common;

const LIBRARY: &str = "DRUA_TEST_MOCK_LIBRARY";
const MINOR: &str = "DRUA_TEST_MOCK_MINOR";
/// Set: somebody else opens and starts the library first, only for himself.
const FOREIGN: &str = "DRUA_TEST_MOCK_FOREIGN";
/// A library to be tried first.
const WRONG: &str = "DRUA_TEST_MOCK_WRONG";

#[test]
#[ignore = "runs only in the processes that the other tests start"]
fn child() {
    let library = PathBuf::from(std::env::var_os(LIBRARY).unwrap());
    let minor = std::env::var(MINOR).unwrap().parse().unwrap();
    if std::env::var_os(FOREIGN).is_some() {
        start_for_itself(&library);
    }
    println!();
    if let Some(wrong) = std::env::var_os(WRONG) {
        let result = libpython::start(
            &described(Path::new(&wrong), minor),
            &StartOptions::default(),
        );
        println!("wrong={}", result.unwrap_err().code());
    }
    for step in ["first", "second"] {
        match libpython::start(&described(&library, minor), &StartOptions::default()) {
            Ok(started) => println!(
                "{step}=started attached={} {}",
                started.attached, started.version
            ),
            Err(error) => println!("{step}={} | {error}", error.code()),
        }
    }
    println!("alive");
}

fn start_for_itself(library: &Path) {
    use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
    // SAFETY: the mock has no initialisers, and the function takes and gives nothing.
    unsafe {
        let opened = Library::open(Some(library), RTLD_NOW | RTLD_LOCAL).unwrap();
        opened
            .get::<unsafe extern "C" fn()>(b"mock_set_initialized")
            .unwrap()();
        std::mem::forget(opened);
    }
}

fn described(library: &Path, minor: u8) -> Interpreter {
    Interpreter {
        executable: PathBuf::from("/env/bin/python"),
        prefix: PathBuf::from("/env"),
        base_prefix: PathBuf::from("/base"),
        base_exec_prefix: PathBuf::from("/base"),
        version: PythonVersion {
            major: 3,
            minor,
            micro: 0,
        },
        library: library.to_owned(),
        stable_library: None,
        platform: "mock".to_owned(),
        numpy: Numpy {
            version: String::new(),
            path: PathBuf::new(),
        },
        path: Vec::new(),
    }
}

struct Mock {
    folder: tempfile::TempDir,
}

impl Mock {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn log(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Compiles a stand-in; `None`, with a word about it, if there is no compiler.
    fn library(&self, name: &str, version: &str, defines: &[&str]) -> Option<PathBuf> {
        let library = self.folder.path().join(name);
        let source = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests")
            .join("mock_python.c");
        let mut command = Command::new("cc");
        command
            .args(["-shared", "-fPIC"])
            .arg(format!("-DVERSION=\"{version}\""));
        command.args(defines.iter().map(|define| format!("-D{define}")));
        let Ok(made) = command.arg(source).arg("-o").arg(&library).output() else {
            common::skipped("no C compiler");
            return None;
        };
        assert!(
            made.status.success(),
            "cc: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        Some(library)
    }

    fn start(&self, library: &Path, minor: u8, variables: &[(&str, &OsStr)]) -> String {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args([
            "--exact",
            "child",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ]);
        command.env(LIBRARY, library).env(MINOR, minor.to_string());
        command.env("DRUA_MOCK_LOG", self.folder.path().join("log"));
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && text.contains("\nalive\n"),
            "{}\n{text}\n{errors}",
            output.status
        );
        text
    }
}

fn line<'t>(text: &'t str, key: &str) -> &'t str {
    text.lines()
        .find_map(|line| line.strip_prefix(key))
        .unwrap_or_else(|| panic!("no line {key} in\n{text}"))
}

#[test]
fn from_314_on_options_are_set_by_name() {
    let mock = Mock::new();
    let Some(library) = mock.library("mock.so", "3.14.0", &["WITH_INIT_CONFIG"]) else {
        return;
    };
    let text = mock.start(&library, 14, &[]);
    assert_eq!(
        line(&text, "first="),
        "started attached=false 3.14.0 (mock)"
    );
    assert_eq!(
        line(&text, "second="),
        "started attached=true 3.14.0 (mock)"
    );
    let log = mock.log();
    for expected in [
        "int isolated 0",
        "int use_environment 1",
        "int user_site_directory 1",
        "int utf8_mode 1",
        "int configure_locale 0",
        "int install_signal_handlers 0",
        "int faulthandler 0",
        "int parse_argv 0",
        "int configure_c_stdio 0",
        "str program_name /env/bin/python",
        "str executable /env/bin/python",
    ] {
        assert!(
            log.iter().any(|line| line == expected),
            "{expected} is missing in {log:?}"
        );
    }
    let ends = [
        "call Py_InitializeFromInitConfig -",
        "call PyInitConfig_Free same",
        "call PyRun_SimpleString -",
        "call PyEval_SaveThread -",
    ];
    assert_eq!(log[log.len() - ends.len()..], ends);
}

#[test]
fn a_refusal_of_314_is_told_and_not_tried_again() {
    let mock = Mock::new();
    let Some(library) = mock.library("mock.so", "3.14.0", &["WITH_INIT_CONFIG"]) else {
        return;
    };
    let text = mock.start(&library, 14, &[("DRUA_MOCK_REFUSE", OsStr::new("1"))]);
    assert!(
        line(&text, "first=").starts_with("libpython-refused"),
        "{text}"
    );
    assert!(line(&text, "first=").contains("the mock refuses"), "{text}");
    assert!(
        line(&text, "second=").starts_with("libpython-exhausted"),
        "{text}"
    );
    let starts = mock
        .log()
        .iter()
        .filter(|line| line.contains("Py_InitializeFromInitConfig"))
        .count();
    assert_eq!(starts, 1);
    assert!(
        mock.log()
            .contains(&"call PyInitConfig_Free same".to_owned())
    );
}

#[test]
fn a_library_without_the_expected_functions_is_refused_by_their_name() {
    let mock = Mock::new();
    let Some(library) = mock.library("mock.so", "3.14.0", &[]) else {
        return;
    };
    let text = mock.start(&library, 14, &[]);
    assert!(
        line(&text, "first=").starts_with("libpython-symbol"),
        "{text}"
    );
    assert!(
        line(&text, "first=").contains("PyInitConfig_Create"),
        "{text}"
    );
}

#[test]
fn a_build_with_other_structures_is_refused_before_it_is_started() {
    let mock = Mock::new();
    let Some(library) = mock.library("mock.so", "3.12.1", &["WITH_LONG_CONFIG"]) else {
        return;
    };
    let text = mock.start(&library, 12, &[]);
    assert!(
        line(&text, "first=").starts_with("libpython-layout"),
        "{text}"
    );
    // Nothing was changed, so that a repaired setting may be tried in the same process.
    assert!(
        line(&text, "second=").starts_with("libpython-layout"),
        "{text}"
    );
    assert_eq!(mock.log(), Vec::<String>::new());
}

#[test]
fn a_python_that_somebody_else_started_is_joined() {
    let mock = Mock::new();
    let Some(library) = mock.library("mock.so", "3.12.1", &[]) else {
        return;
    };
    let text = mock.start(&library, 12, &[(FOREIGN, OsStr::new("1"))]);
    assert_eq!(line(&text, "first="), "started attached=true 3.12.1 (mock)");
    assert_eq!(mock.log(), Vec::<String>::new());
}

#[test]
fn a_foreign_python_that_cannot_be_used_is_refused_by_name() {
    for (version, why) in [
        ("3.9.2", "older than 3.10"),
        ("3.13.0 experimental free-threading build", "free-threaded"),
    ] {
        let mock = Mock::new();
        let Some(library) = mock.library("mock.so", version, &[]) else {
            return;
        };
        let text = mock.start(&library, 12, &[(FOREIGN, OsStr::new("1"))]);
        assert!(
            line(&text, "first=").starts_with("libpython-attached"),
            "{text}"
        );
        assert!(line(&text, "first=").contains(why), "{text}");
    }
}

#[test]
fn a_refused_library_does_not_hide_the_next_one() {
    for (version, defines, code) in [
        ("3.11.0", &["WITH_INIT_CONFIG"][..], "libpython-version"),
        ("3.14.0", &[], "libpython-symbol"),
    ] {
        let mock = Mock::new();
        let Some(wrong) = mock.library("wrong.so", version, defines) else {
            return;
        };
        let Some(library) = mock.library("mock.so", "3.14.0", &["WITH_INIT_CONFIG"]) else {
            return;
        };
        let text = mock.start(&library, 14, &[(WRONG, wrong.as_os_str())]);
        assert_eq!(line(&text, "wrong="), code);
        // The first symbol of its name in the process is that of the started one.
        assert_eq!(
            line(&text, "second="),
            "started attached=true 3.14.0 (mock)"
        );
    }
}
