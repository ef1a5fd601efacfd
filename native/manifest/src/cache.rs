//! Manifests on disk.
//!
//! Each is a file of its own, named by path and content of its routine file, in a folder for this version of Drua and
//! of what it writes: its first line is the SHA-256 of the rest. Files are replaced as a whole, so that several
//! processes may write at once; whatever can't be read, or was not written as it is, counts as missing.

use crate::index::{Index, hash_bytes};
use crate::{Manifest, ManifestError, SCHEMA};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What this code writes. To be raised with every field that is added, because an entry without it would answer with
/// the default of the field.
const FORMAT: u32 = 3;
const INDEX: &str = "index.json";
/// Digits of a path's hash in a file name.
const PATH_DIGITS: usize = 16;

/// The cache in a folder.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub(crate) fn new(cache_dir: &Path) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Self {
            folder: cache_dir.join(format!("manifests-{SCHEMA}.{FORMAT}-{version}")),
        }
    }

    /// The manifest of a file with this content, if there is one.
    pub(crate) fn load(&self, file: &str, hash: &str) -> Option<Manifest> {
        let text = fs::read_to_string(self.place(file, hash)).ok()?;
        let (seal, json) = text.split_once('\n')?;
        if hash_bytes(json.as_bytes()) != seal {
            return None;
        }
        let manifest = Manifest::from_json(Path::new(file), json).ok()?;
        (manifest.hash == hash && manifest.file == file).then_some(manifest)
    }

    /// Keeps a manifest, and forgets those of the same file with another content.
    pub(crate) fn save(&self, manifest: &Manifest) -> Result<(), ManifestError> {
        let malformed = |source| ManifestError::Malformed {
            file: PathBuf::from(&manifest.file),
            source: std::sync::Arc::new(source),
        };
        let json = serde_json::to_string(manifest).map_err(malformed)?;
        let place = self.place(&manifest.file, &manifest.hash);
        self.replace(&place, &format!("{}\n{json}", hash_bytes(json.as_bytes())))?;
        self.forget_others(&manifest.file, &place);
        Ok(())
    }

    pub(crate) fn load_index(&self) -> Index {
        // Without a text it knows nothing, as with a damaged one.
        let json = fs::read_to_string(self.folder.join(INDEX)).unwrap_or_default();
        Index::from_json(&json, SystemTime::now())
    }

    /// Keeps the index if it changed. Another process' additions at the same moment may be lost, which costs reading
    /// those files once more.
    pub(crate) fn save_index(&self, index: &mut Index) -> Result<(), ManifestError> {
        match index.take_json() {
            Some(json) => self.replace(&self.folder.join(INDEX), &json),
            None => Ok(()),
        }
    }

    fn place(&self, file: &str, hash: &str) -> PathBuf {
        self.folder.join(format!("{}-{hash}.json", path_key(file)))
    }

    fn replace(&self, place: &Path, text: &str) -> Result<(), ManifestError> {
        let refused = |error| ManifestError::io("write", place, error);
        fs::create_dir_all(&self.folder).map_err(refused)?;
        let mut file = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(&self.folder)
            .map_err(refused)?;
        file.write_all(text.as_bytes()).map_err(refused)?;
        file.persist(place).map_err(|error| refused(error.error))?;
        Ok(())
    }

    /// Forgets what is known of a file, whatever its content.
    pub(crate) fn forget(&self, file: &str) {
        self.forget_others(file, Path::new(""));
    }

    fn forget_others(&self, file: &str, place: &Path) {
        let prefix = format!("{}-", path_key(file));
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let same_file = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(&prefix));
            if same_file && path != place {
                // One that stays is only never looked at again.
                let _ = fs::remove_file(path);
            }
        }
    }
}

fn path_key(file: &str) -> String {
    let mut key = hash_bytes(file.as_bytes());
    key.truncate(PATH_DIGITS);
    key
}

#[cfg(test)]
#[path = "cache_tests.rs"]
mod tests;
