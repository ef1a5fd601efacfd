//! Manifests and routine files for tests.

use crate::index::hash_bytes;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A manifest of a file with this text and one routine, as Python makes it.
pub(crate) fn manifest(file: &Path, text: &str, name: &str) -> Value {
    json!({
        "schema": 1,
        "file": file.to_str().unwrap(),
        "hash": hash_bytes(text.as_bytes()),
        "error": null,
        "routines": [{
            "name": name,
            "label": "Subtract Top-Hat Background...",
            "menu": "Plugins > Python > Subtract Top-Hat Background...",
            "summary": "Remove slowly varying background.",
            "description": "",
            "axes": "YX",
            "in_place": true,
            "pin": true,
            "preview": true,
            "parallel": false,
            "runs": "embedded",
            "line": 3,
            "accepts": ["uint8", "float32"],
            "returns": "none",
            "images": ["image"],
            "parameters": [
                {"name": "radius", "kind": "float", "label": "Radius", "default": 25.0, "required": false,
                 "minimum": 1, "maximum": 200, "step": null, "unit": "pixel", "choices": null, "help": null},
                {"name": "mode", "kind": "choice", "label": "Mode", "default": "fast", "required": false,
                 "choices": ["fast", "exact"]},
            ],
            "use": "both",
            "stateful": false,
            "metadata": false,
            "outputs": [],
            "calls_java": false,
        }],
    })
}

/// Writes a file and sets its time back, so that it counts as settled where no other time stamp says otherwise.
pub(crate) fn write(path: PathBuf, text: &str) -> PathBuf {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(100))
        .unwrap();
    path
}
