//! Programs that pretend to be interpreters.
#![allow(dead_code, reason = "each test program uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use drua_discover::{Environment, Os, Request};
use serde_json::{Value, json};

/// A folder with fake interpreters, and a request that sees nothing else of the machine.
pub struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// A request in an empty environment; `path` becomes PATH.
    pub fn request(&self, path: &str) -> Request {
        let mut environment = Environment::current();
        environment.variables.clear();
        environment.well_known.clear();
        environment.os = Os::Linux;
        environment
            .variables
            .insert("HOME".into(), self.path("home").into());
        if !path.is_empty() {
            environment
                .variables
                .insert("PATH".into(), self.path(path).into());
        }
        Request {
            environment,
            ..Request::new()
        }
    }

    /// Writes a program with a shell script's body.
    pub fn script(&self, below: &str, body: &str) -> PathBuf {
        let file = self.path(below);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
        file
    }

    /// An interpreter that gives the answer of a good one, with some entries replaced.
    pub fn python(&self, below: &str, changes: Value) -> PathBuf {
        let answer = self.answer(below, changes);
        self.script(below, &reply(&answer))
    }

    /// The answer of a good interpreter at this place, with some entries replaced.
    pub fn answer(&self, below: &str, changes: Value) -> Value {
        let program = self.path(below);
        let prefix = program.parent().and_then(Path::parent).unwrap();
        let mut answer = json!({
            "implementation": "CPython", "version": [3, 12, 1], "executable": program,
            "prefix": prefix, "base_prefix": prefix, "base_exec_prefix": prefix,
            "pointer_bits": usize::BITS, "platform": format!("linux-{}", std::env::consts::ARCH),
            "machine": std::env::consts::ARCH, "free_threaded": false, "debug": false,
            "libraries": [prefix.join("lib/libpython3.12.so.1.0")], "looked": [prefix.join("lib/libpython3.12.so.1.0")],
            "stable_library": null, "numpy": {"version": "2.2.1", "path": prefix.join("lib/numpy")},
            "path": [prefix.join("lib/python3.12")], "watched": [],
        });
        for (key, value) in changes.as_object().unwrap() {
            answer[key] = value.clone();
        }
        answer
    }
}

/// Shell commands that print an answer as the probe does; `$3` is the marker.
pub fn reply(answer: &Value) -> String {
    format!("printf '\\n%s%s\\n' \"$3\" '{answer}'")
}
