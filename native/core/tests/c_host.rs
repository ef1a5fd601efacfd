//! The C interface, used by a program in C that includes `drua.h`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The core library as it is now: cargo builds a package's library for its tests, but leaves an older one in place.
fn core_library() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "drua-core"])
        .status()
        .unwrap();
    assert!(built.success(), "the core does not build");
    let mut folder = std::env::current_exe().unwrap();
    folder.pop();
    folder.pop();
    let name = format!(
        "{}drua_core{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    );
    folder.join(name)
}

/// The interpreters of `DRUA_TEST_PYTHONS` (separated as on the PATH), otherwise the one that a user would get.
fn interpreters() -> Vec<drua_discover::Interpreter> {
    let find = |explicit: Option<PathBuf>| {
        let mut request = drua_discover::Request::new();
        request.explicit = explicit;
        let found = drua_discover::find(&request);
        found
            .expect("a CPython with numpy: name one in DRUA_TEST_PYTHONS")
            .interpreter
    };
    match std::env::var_os("DRUA_TEST_PYTHONS") {
        Some(named) => std::env::split_paths(&named)
            .map(|path| find(Some(path)))
            .collect(),
        None => vec![find(None)],
    }
}

#[test]
#[cfg(unix)]
fn a_host_in_c_calls_every_python_through_the_header() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = tempfile::tempdir().unwrap();
    let binary = program.path().join("host");
    let compiled = Command::new("cc")
        .args([
            "-std=c11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-D_GNU_SOURCE",
            "-o",
        ])
        .arg(&binary)
        .arg(root.join("tests/host.c"))
        .arg("-I")
        .arg(root.join("../abi/include"))
        .args(["-ldl", "-lpthread"])
        .status()
        .expect("a C compiler is there");
    assert!(compiled.success(), "host.c does not compile");
    let core = core_library();
    for python in interpreters() {
        println!(
            "Python {} at {}",
            python.version,
            python.executable.display()
        );
        let paths = std::env::join_paths(&python.path).unwrap();
        let run = Command::new(&binary)
            .arg(&python.library)
            .arg(&core)
            .arg(root.join("../../python-scripts"))
            .env("PYTHONHOME", &python.base_prefix)
            .env("PYTHONPATH", paths)
            .output()
            .unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let output = said(&run.stdout) + &said(&run.stderr);
        assert!(run.status.success(), "{:?}: {output}", run.status);
        assert!(output.contains("the C host is content"), "{output}");
    }
}
