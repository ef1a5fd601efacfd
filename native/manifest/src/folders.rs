//! Finds routine files in folders.

use crate::ManifestError;
use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Levels of subfolders that are looked into.
const MAX_DEPTH: usize = 3;
/// Python files looked at in one given folder.
const MAX_FILES: usize = 5000;

/// A routine file, or a file or folder that can't be read.
pub(crate) type Found = Result<PathBuf, ManifestError>;

/// Every `*.py` file of the folders and of their subfolders, by folder, a folder's own files before its subfolders, each
/// in the order of names. Names that start with `_` or `.` are passed over: helper modules, caches, environments.
///
/// A folder is visited once, however often and by whatever links it is reached.
pub(crate) fn routine_files(folders: &[PathBuf]) -> Vec<Found> {
    let mut visited = HashSet::new();
    let mut all = Vec::new();
    for folder in folders {
        // The user's own path, not the target of links: it is what they know it by.
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        let mut found = Vec::new();
        visit(&folder, 0, &mut visited, &mut found);
        if found.len() > MAX_FILES {
            found.truncate(MAX_FILES);
            found.push(Err(ManifestError::TooManyFiles {
                folder,
                limit: MAX_FILES,
            }));
        }
        all.append(&mut found);
    }
    all
}

fn visit(folder: &Path, depth: usize, visited: &mut HashSet<PathBuf>, found: &mut Vec<Found>) {
    let (mut files, mut folders) = match content(folder, visited) {
        Ok(content) => content,
        Err(error) => {
            found.push(Err(error));
            return;
        }
    };
    files.sort();
    folders.sort();
    found.extend(files.into_iter().map(Ok));
    if depth < MAX_DEPTH {
        for folder in folders {
            if found.len() > MAX_FILES {
                return;
            }
            visit(&folder, depth + 1, visited, found);
        }
    }
}

type Content = (Vec<PathBuf>, Vec<PathBuf>);

/// Python files and subfolders of a folder; nothing if it was visited before.
fn content(folder: &Path, visited: &mut HashSet<PathBuf>) -> Result<Content, ManifestError> {
    let refused = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => ManifestError::NoFolder {
            folder: folder.to_owned(),
        },
        _ => ManifestError::io("read the folder", folder, error),
    };
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    if !visited.insert(fs::canonicalize(folder).map_err(refused)?) {
        return Ok((files, folders));
    }
    for entry in fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let name = entry.file_name();
        if matches!(name.as_encoded_bytes().first(), Some(b'_' | b'.')) {
            continue;
        }
        let path = entry.path();
        // Links are followed; one that leads nowhere counts as a file, so that reading it says so.
        let kind = entry.file_type().map_err(refused)?;
        let is_folder = if kind.is_symlink() {
            path.is_dir()
        } else {
            kind.is_dir()
        };
        if is_folder {
            folders.push(path);
        } else if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("py"))
        {
            files.push(path);
        }
    }
    Ok((files, folders))
}
