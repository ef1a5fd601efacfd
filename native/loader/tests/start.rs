//! Starts every Python at hand, each in an own process: a process can have only one, and must survive the
//! failures.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::ffi::{CString, OsStr, c_char, c_int};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use drua_discover::{Interpreter, Request};
use drua_loader::libpython::{self, StartOptions};

#[path = "../../discover/tests/common/mod.rs"]
mod common;

/// Names the interpreter for the child; without it the child was not started by a test.
const PYTHON: &str = "DRUA_TEST_START_PYTHON";
/// Code for the child to run once Python runs.
const CODE: &str = "DRUA_TEST_START_CODE";
/// Set: the child forbids compiled modules and the user's own packages.
const STRICT: &str = "DRUA_TEST_START_STRICT";
/// Folder that the child removes between finding and starting.
const REMOVE: &str = "DRUA_TEST_START_REMOVE";

/// What the child does: find, start twice, run code. Each step prints one line.
#[test]
#[ignore = "runs only in the processes that the other tests start"]
fn child() {
    let program = std::env::var_os(PYTHON).unwrap();
    // Found in a healthy environment, so that the start itself meets the broken one.
    let found = find(Path::new(&program));
    if let Some(folder) = std::env::var_os(REMOVE) {
        std::fs::remove_dir_all(folder).unwrap();
    }
    // The harness has left its own line unfinished.
    println!(
        "\nrunning-before={}",
        matches!(libpython::running(), Ok(None))
    );
    let forbidden = std::env::var_os(STRICT).map(|_| false);
    let options = StartOptions {
        write_bytecode: forbidden,
        user_site: forbidden,
    };
    for step in ["first", "second"] {
        match libpython::start(&found, &options) {
            Ok(started) => println!(
                "{step}=started attached={} {}",
                started.attached, started.version
            ),
            Err(error) => println!("{step}={} | {error} | {}", error.code(), error.hint()),
        }
    }
    println!(
        "running-after={:?}",
        libpython::running()
            .map(|one| one.is_some())
            .map_err(|error| error.code())
    );
    if let (Some(code), Ok(Some(_))) = (std::env::var_os(CODE), libpython::running()) {
        // From another thread, which works only if the start has released the GIL.
        let result = std::thread::spawn(move || execute(&code)).join().unwrap();
        println!("code={result}");
    }
    println!("alive");
}

fn find(program: &Path) -> Interpreter {
    let mut request = Request::new();
    request.explicit = Some(program.to_owned());
    for name in ["PYTHONHOME", "PYTHONPATH"] {
        request.environment.variables.remove(OsStr::new(name));
    }
    drua_discover::find(&request).unwrap().interpreter
}

fn execute(code: &OsStr) -> c_int {
    use std::os::unix::ffi::OsStrExt;
    let code = CString::new(code.as_bytes()).unwrap();
    let process = libloading::os::unix::Library::this();
    // SAFETY: signatures as CPython documents them; Python runs, and the GIL is held around the code.
    unsafe {
        let ensure = process
            .get::<unsafe extern "C" fn() -> c_int>(b"PyGILState_Ensure")
            .unwrap();
        let release = process
            .get::<unsafe extern "C" fn(c_int)>(b"PyGILState_Release")
            .unwrap();
        let run = process
            .get::<unsafe extern "C" fn(*const c_char) -> c_int>(b"PyRun_SimpleString")
            .unwrap();
        let state = ensure();
        let result = run(code.as_ptr());
        release(state);
        result
    }
}

/// Runs the child for an interpreter with more variables; returns what it printed.
fn start_in_child(program: &Path, variables: &[(&str, &OsStr)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "child",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    for name in [
        "PYTHONHOME",
        "PYTHONPATH",
        "PYTHONFAULTHANDLER",
        "PYTHONUTF8",
        "LC_ALL",
    ] {
        command.env_remove(name);
    }
    let output: Output = command
        .env(PYTHON, program)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}: {}\n{text}\n{errors}",
        program.display(),
        output.status
    );
    assert!(
        text.contains("\nalive\n"),
        "{}: the process ended early\n{text}\n{errors}",
        program.display()
    );
    text
}

fn line<'t>(text: &'t str, key: &str) -> &'t str {
    text.lines()
        .find_map(|line| line.strip_prefix(key))
        .unwrap_or_else(|| panic!("no line {key} in\n{text}"))
}

/// A virtual environment with a stand-in for NumPy, for each version at hand.
fn environments() -> Vec<(tempfile::TempDir, PathBuf, (u8, u8, u8))> {
    common::embeddable()
        .into_iter()
        .map(|one| {
            let folder = tempfile::tempdir().unwrap();
            let python = common::make_environment(&one.program, &folder.path().join("env"));
            common::add_numpy(&python, "2.2.1");
            (folder, python, one.version)
        })
        .collect()
}

const REPORT: &str = r#"
import sys, os, faulthandler, signal, locale
print('prefix=' + os.path.realpath(sys.prefix))
print('executable=' + sys.executable)
print('numpy=' + os.path.realpath(os.path.dirname(__import__('numpy').__file__)))
print('faulthandler=%s' % faulthandler.is_enabled())
print('encodings=%s %s %s' % (sys.flags.utf8_mode, sys.getfilesystemencoding(), sys.stdout.encoding))
print('version=%d.%d.%d' % sys.version_info[:3])
print('argv=%r' % (sys.argv,))
print('interrupt=%r' % signal.getsignal(signal.SIGINT))
print('locale=%s %s' % (locale.setlocale(locale.LC_CTYPE), os.environ.get('LC_CTYPE')))
sys.stdout.flush()
"#;

#[test]
fn each_environment_starts_as_its_own_python_would() {
    for (folder, python, version) in environments() {
        let hostile: [(&str, &OsStr); 5] = [
            (CODE, OsStr::new(REPORT)),
            ("LC_ALL", OsStr::new("C")),
            ("PYTHONFAULTHANDLER", OsStr::new("1")),
            ("PYTHONDEVMODE", OsStr::new("1")),
            ("PYTHONUTF8", OsStr::new("0")),
        ];
        let text = start_in_child(&python, &hostile);
        assert_eq!(line(&text, "running-before="), "true");
        assert!(
            line(&text, "first=").starts_with("started attached=false"),
            "{text}"
        );
        assert!(
            line(&text, "second=").starts_with("started attached=true"),
            "{text}"
        );
        assert_eq!(line(&text, "code="), "0", "{text}");
        let environment = folder.path().join("env").canonicalize().unwrap();
        assert_eq!(line(&text, "prefix="), environment.to_str().unwrap());
        assert_eq!(line(&text, "executable="), python.to_str().unwrap());
        assert!(
            line(&text, "numpy=").starts_with(environment.to_str().unwrap()),
            "{text}"
        );
        assert_eq!(line(&text, "faulthandler="), "False", "{text}");
        assert_eq!(line(&text, "encodings="), "1 utf-8 utf-8", "{text}");
        assert_eq!(line(&text, "argv="), "['']");
        // Signals, locale and variables of the host are as before.
        assert_eq!(line(&text, "interrupt="), "<Handlers.SIG_DFL: 0>", "{text}");
        assert_eq!(line(&text, "locale="), "C None", "{text}");
        assert_eq!(
            line(&text, "version="),
            format!("{}.{}.{}", version.0, version.1, version.2)
        );
    }
}

#[test]
fn the_paths_are_those_that_discovery_saw() {
    for (_folder, python, _) in environments() {
        let expected = find(&python).path;
        let code =
            "import sys; print('path=' + repr([p for p in sys.path if p])); sys.stdout.flush()";
        let text = start_in_child(&python, &[(CODE, OsStr::new(code))]);
        let quoted: Vec<String> = expected
            .iter()
            .map(|path| format!("'{}'", path.display()))
            .collect();
        assert_eq!(line(&text, "path="), format!("[{}]", quoted.join(", ")));
    }
}

#[test]
fn variables_and_options_are_obeyed() {
    let code = "import sys; print('path0=' + sys.path[0]); \
                print('free=%s %s' % (sys.flags.dont_write_bytecode, sys.flags.no_user_site)); sys.stdout.flush()";
    for (_folder, python, _) in environments() {
        let code = (CODE, OsStr::new(code));
        let own = ("PYTHONPATH", OsStr::new("/drua-test"));
        let writes = ("PYTHONDONTWRITEBYTECODE", OsStr::new(""));
        let text = start_in_child(&python, &[code, own, writes]);
        assert!(line(&text, "path0=") == "/drua-test", "{text}");
        assert_eq!(line(&text, "free="), "0 0", "{text}");
        let text = start_in_child(&python, &[code, own, writes, (STRICT, OsStr::new("1"))]);
        assert_eq!(line(&text, "free="), "1 1", "{text}");
        let never = [
            ("PYTHONDONTWRITEBYTECODE", OsStr::new("1")),
            ("PYTHONNOUSERSITE", OsStr::new("1")),
        ];
        let text = start_in_child(&python, &[code, own, never[0], never[1]]);
        assert_eq!(line(&text, "free="), "1 1", "{text}");
    }
}

#[test]
fn a_wrong_python_home_is_an_error_and_not_the_end() {
    for (_folder, python, _) in environments() {
        let text = start_in_child(&python, &[("PYTHONHOME", OsStr::new("/nonexistent"))]);
        let first = line(&text, "first=");
        assert!(first.starts_with("libpython-refused"), "{text}");
        assert!(
            first.contains("Unset PYTHONHOME (now /nonexistent)"),
            "{text}"
        );
        assert!(
            line(&text, "second=").starts_with("libpython-exhausted"),
            "{text}"
        );
    }
}

#[test]
fn a_failing_site_customisation_is_an_error_and_python_counts_as_not_running() {
    for (folder, python, _) in environments() {
        let broken = folder.path().join("broken");
        std::fs::create_dir(&broken).unwrap();
        std::fs::write(broken.join("sitecustomize.py"), "raise SystemExit(3)\n").unwrap();
        let text = start_in_child(
            &python,
            &[("PYTHONPATH", broken.as_os_str()), (CODE, OsStr::new("1"))],
        );
        assert!(
            line(&text, "first=").starts_with("libpython-refused"),
            "{text}"
        );
        assert!(
            line(&text, "second=").starts_with("libpython-exhausted"),
            "{text}"
        );
        assert_eq!(
            line(&text, "running-after="),
            "Err(\"libpython-exhausted\")"
        );
    }
}

#[test]
fn an_environment_that_vanished_after_discovery_does_not_end_the_process() {
    for (folder, python, _) in environments() {
        let environment = folder.path().join("env");
        // Whether Python falls back to the installation or refuses differs between versions.
        let text = start_in_child(&python, &[(REMOVE, environment.as_os_str())]);
        let first = line(&text, "first=");
        assert!(
            first.starts_with("started attached=false") || first.starts_with("libpython-refused"),
            "{text}"
        );
    }
}

#[test]
fn another_library_than_the_described_one_is_refused() {
    let environments = environments();
    let versions: Vec<Interpreter> = environments
        .iter()
        .map(|(_, python, _)| find(python))
        .collect();
    let Some(other) = versions
        .iter()
        .find(|one| one.version.minor != versions[0].version.minor)
    else {
        return common::skipped("only one version of Python is at hand");
    };
    let mixed = Interpreter {
        library: other.library.clone(),
        ..versions[0].clone()
    };
    let error = libpython::start(&mixed, &StartOptions::default()).unwrap_err();
    assert_eq!(error.code(), "libpython-version");
}

#[test]
fn a_file_that_is_no_library_is_refused() {
    let Some((_folder, python, _)) = environments().into_iter().next() else {
        return;
    };
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), b"not a library").unwrap();
    let wrong = Interpreter {
        library: file.path().to_owned(),
        ..find(&python)
    };
    let error = libpython::start(&wrong, &StartOptions::default()).unwrap_err();
    assert_eq!(error.code(), "libpython-open");
}

/// With the real NumPy, whose extension modules must find Python's symbols in the process.
#[test]
fn numpy_works_in_each_started_python() {
    let code = "import numpy, sys; print('sum=%d' % numpy.arange(10).sum()); sys.stdout.flush()";
    for one in common::embeddable() {
        let name = format!("numpy-3.{}-{}", one.version.1, one.version.2);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let python = folder.join("bin").join("python");
        let has_numpy = || common::say(&python, "import numpy; print(numpy.__version__)").is_some();
        if !has_numpy() {
            let made = Command::new(&one.program)
                .args(["-m", "venv", "--clear"])
                .arg(&folder)
                .status();
            let pip = [
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "numpy",
            ];
            let _ = made.and_then(|_| Command::new(&python).args(pip).status());
        }
        if !has_numpy() {
            common::skipped(&format!(
                "NumPy could not be installed for Python 3.{}",
                one.version.1
            ));
            continue;
        }
        let text = start_in_child(&python, &[(CODE, OsStr::new(code))]);
        assert_eq!(line(&text, "sum="), "45", "{text}");
    }
}
