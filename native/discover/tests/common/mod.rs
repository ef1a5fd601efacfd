//! Interpreters of this machine for tests, and environments made from them.
#![allow(dead_code, reason = "each test program uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// An interpreter that is at hand.
#[derive(Clone, Debug)]
pub struct AtHand {
    pub program: PathBuf,
    pub version: (u8, u8, u8),
}

/// All CPython interpreters at hand: pyenv's, and those on PATH. Says so when there are none.
pub fn at_hand() -> Vec<AtHand> {
    let mut programs = Vec::new();
    if let Some(root) = pyenv_root() {
        let versions = std::fs::read_dir(root.join("versions"))
            .into_iter()
            .flatten()
            .flatten();
        programs.extend(versions.map(|entry| entry.path().join("bin").join("python")));
    }
    for folder in std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()) {
        if !folder.ends_with("shims") {
            programs.push(folder.join("python3"));
        }
    }
    programs.sort();
    let mut found: Vec<AtHand> = programs.into_iter().filter_map(ask).collect();
    found.dedup_by(|a, b| a.program == b.program);
    if found.is_empty() {
        skipped("no Python interpreter is at hand");
    }
    found
}

/// Those that can be embedded, apart from NumPy: 3.10 or newer with a shared library.
pub fn embeddable() -> Vec<AtHand> {
    let all = at_hand();
    let found: Vec<AtHand> = all
        .into_iter()
        .filter(|one| one.version >= (3, 10, 0) && has_library(&one.program))
        .collect();
    if found.is_empty() {
        skipped("no Python 3.10 or newer with a shared library is at hand");
    }
    found
}

/// Says visibly that a test had nothing to test with.
pub fn skipped(why: &str) {
    eprintln!("SKIPPED: {why}");
}

fn pyenv_root() -> Option<PathBuf> {
    if let Some(root) = std::env::var_os("PYENV_ROOT") {
        return Some(PathBuf::from(root));
    }
    let output = Command::new("pyenv").arg("root").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(text.trim())).filter(|root| root.is_dir())
}

fn ask(program: PathBuf) -> Option<AtHand> {
    let script = "import sys; print('%s %d %d %d' % ((hasattr(sys, 'pypy_version_info'),) + sys.version_info[:3]))";
    let text = say(&program, script)?;
    let mut parts = text.split_whitespace();
    if parts.next()? != "False" {
        return None;
    }
    let mut number = || parts.next()?.parse().ok();
    let version = (number()?, number()?, number()?);
    Some(AtHand { program, version })
}

fn has_library(program: &Path) -> bool {
    say(
        program,
        "import sysconfig; print(sysconfig.get_config_var('INSTSONAME'))",
    )
    .is_some_and(|name| name.contains(".so"))
}

/// What a one-line script prints.
pub fn say(program: &Path, script: &str) -> Option<String> {
    let output = Command::new(program)
        .args(["-c", script])
        .env_remove("PYTHONHOME")
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Makes a virtual environment without pip; returns its python.
pub fn make_environment(base: &Path, folder: &Path) -> PathBuf {
    let made = Command::new(base)
        .args(["-m", "venv", "--without-pip"])
        .arg(folder)
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "venv: {}",
        String::from_utf8_lossy(&made.stderr)
    );
    folder.join("bin").join("python")
}

/// Puts a package that calls itself NumPy into an environment: enough to be found, hermetic and quick.
pub fn add_numpy(python: &Path, version: &str) -> PathBuf {
    let site = say(
        python,
        "import sysconfig; print(sysconfig.get_path('purelib'))",
    )
    .unwrap();
    let site = PathBuf::from(site);
    let package = site.join("numpy");
    std::fs::create_dir_all(&package).unwrap();
    std::fs::write(
        package.join("__init__.py"),
        format!("__version__ = '{version}'\n"),
    )
    .unwrap();
    let information = site.join(format!("numpy-{version}.dist-info"));
    std::fs::create_dir_all(&information).unwrap();
    std::fs::write(
        information.join("METADATA"),
        format!("Name: numpy\nVersion: {version}\n"),
    )
    .unwrap();
    site
}
