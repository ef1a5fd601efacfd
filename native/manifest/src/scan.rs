//! What is known of the routine files of some folders, and how more becomes known.

use crate::cache::Cache;
use crate::folders::routine_files;
use crate::index::hash_file;
use crate::{FileError, Manifest, ManifestError};
use std::path::{Path, PathBuf};

/// A routine file, and what is known of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file; where a whole folder can't be read, the folder.
    pub file: PathBuf,
    /// SHA-256 of its bytes in lower-case hexadecimal; `None` where it can't be read.
    pub hash: Option<String>,
    /// What is known.
    pub outcome: Outcome,
}

/// What the cache knows of a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The manifest of exactly this content. It may say that the file has an error.
    Cached(Box<Manifest>),
    /// Nothing: Python has to describe it, then [`store`] keeps the answer.
    Missing,
    /// The file or folder can't be used.
    Unreadable(ManifestError),
}

/// Looks for routine files in folders and their subfolders, in the order of folders and names, and for what the cache
/// knows of each. Runs no Python, and reads only files that changed since the last time.
///
/// Never fails as a whole: a folder that is missing is an entry with its error. A cache folder that can't be read or
/// written is as good as empty.
#[must_use]
pub fn scan(folders: &[PathBuf], cache_dir: &Path) -> Vec<Entry> {
    let cache = Cache::new(cache_dir);
    let mut index = cache.load_index();
    let entries = routine_files(folders)
        .into_iter()
        .map(|found| {
            let file = match found {
                Ok(file) => file,
                Err(error) => return unreadable(error.path().to_owned(), error),
            };
            let Some(text) = file.to_str() else {
                return unreadable(file.clone(), ManifestError::NotUnicode { file });
            };
            let hash = match index.hash(text) {
                Ok(hash) => hash,
                Err(error) => return unreadable(file, error),
            };
            let outcome = match cache.load(text, &hash) {
                Some(manifest) => Outcome::Cached(Box::new(manifest)),
                None => Outcome::Missing,
            };
            Entry {
                file,
                hash: Some(hash),
                outcome,
            }
        })
        .collect();
    // Without an index the next scan reads the files again, no more.
    let _ = cache.save_index(&mut index);
    entries
}

fn unreadable(file: PathBuf, error: ManifestError) -> Entry {
    Entry {
        file,
        hash: None,
        outcome: Outcome::Unreadable(error),
    }
}

/// Checks the manifest that Python made of a file, and keeps it for the next [`scan`].
///
/// One with an error that may go away without a change of the file (see [`FileError::is_of_content`]) is checked only:
/// the file is described anew at the next start.
///
/// `file` is the path as [`scan`] gave it; the manifest's own may differ by links, and is replaced by it.
///
/// # Errors
/// Those of [`Manifest::from_json`]; [`ManifestError::Changed`] where the file is no longer what was described;
/// [`ManifestError::NotUnicode`], [`ManifestError::TooLarge`]; [`ManifestError::Io`] where the file can't be
/// read. A cache that can't be written is no error.
pub fn store(file: &Path, json: &str, cache_dir: &Path) -> Result<Manifest, ManifestError> {
    let absolute =
        std::path::absolute(file).map_err(|error| ManifestError::io("find", file, error))?;
    let Some(text) = absolute.to_str() else {
        return Err(ManifestError::NotUnicode { file: absolute });
    };
    let hash = hash_file(&absolute)?;
    let mut manifest = Manifest::from_json(file, json)?;
    if hash != manifest.hash {
        return Err(ManifestError::Changed {
            file: absolute,
            expected: hash,
            found: manifest.hash,
        });
    }
    text.clone_into(&mut manifest.file);
    let cache = Cache::new(cache_dir);
    if manifest.error.as_ref().is_none_or(FileError::is_of_content) {
        // Without a place in the cache the file is described anew at the next start, no more: a full disk or a home
        // folder that can't be written takes no routine away.
        match cache.save(&manifest) {
            Ok(()) | Err(ManifestError::Io { .. }) => (),
            Err(other) => return Err(other),
        }
    } else {
        cache.forget(text);
    }
    Ok(manifest)
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
