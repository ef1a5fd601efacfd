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

#[test]
#[cfg(unix)]
fn a_host_in_c_calls_python_through_the_header() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut request = drua_discover::Request::new();
    request.explicit = std::env::var_os("DRUA_TEST_PYTHON").map(PathBuf::from);
    let found = drua_discover::find(&request).expect(
        "this test needs a CPython with numpy: name one in DRUA_TEST_PYTHON, as `mvn verify` does",
    );
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
    let paths = found
        .interpreter
        .path
        .iter()
        .map(|path| path.display().to_string())
        .collect::<Vec<_>>();
    let run = Command::new(&binary)
        .arg(&found.interpreter.library)
        .arg(core_library())
        .arg(root.join("../../python-scripts"))
        .env("PYTHONHOME", &found.interpreter.base_prefix)
        .env("PYTHONPATH", paths.join(":"))
        .output()
        .unwrap();
    let output =
        String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{:?}: {output}", run.status);
    assert!(output.contains("the C host is content"), "{output}");
}
