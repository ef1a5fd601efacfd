//! Hashes of files that have not changed since they were last read.

use crate::{MAX_FILE_BYTES, ManifestError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file this young may change again without a new time stamp: file systems count in steps of up to two seconds.
const SETTLED_NANOS: i64 = 3_000_000_000;
/// Most files in an index.
const MAX_KNOWN: usize = 20_000;

/// What tells a changed file without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    bytes: u64,
    modified: i64,
    /// When its record in the file system changed, where there is one: it can't be set back as `modified` can.
    changed: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    #[serde(flatten)]
    stamp: Stamp,
    hash: String,
}

/// Stamp and hash of each file, by path.
#[derive(Debug)]
pub(crate) struct Index {
    known: BTreeMap<String, Known>,
    dirty: bool,
    now: i64,
}

impl Index {
    /// From its text; one that is damaged knows nothing. `now` is the time before any file is looked at.
    pub(crate) fn from_json(json: &str, now: SystemTime) -> Self {
        Self {
            known: serde_json::from_str(json).unwrap_or_default(),
            dirty: false,
            now: nanos(now),
        }
    }

    /// Its text, if it differs from the one that was read. Files that are gone are left out.
    pub(crate) fn take_json(&mut self) -> Option<String> {
        if !self.dirty {
            return None;
        }
        self.known.retain(|path, _| Path::new(path).exists());
        while self.known.len() > MAX_KNOWN {
            self.known.pop_first();
        }
        serde_json::to_string(&self.known).ok()
    }

    /// SHA-256 of a file. It is read only if its stamp differs from the one known.
    ///
    /// # Errors
    /// [`ManifestError::TooLarge`], [`ManifestError::Io`].
    pub(crate) fn hash(&mut self, path: &str) -> Result<String, ManifestError> {
        let stamp = stamp(Path::new(path))?;
        if let Some(known) = self.known.get(path)
            && known.stamp == stamp
        {
            return Ok(known.hash.clone());
        }
        let hash = hash_file(Path::new(path))?;
        let newest = stamp.modified.max(stamp.changed);
        if self.now.saturating_sub(newest) > SETTLED_NANOS {
            self.known.insert(
                path.to_owned(),
                Known {
                    stamp,
                    hash: hash.clone(),
                },
            );
            self.dirty = true;
        } else {
            self.dirty |= self.known.remove(path).is_some();
        }
        Ok(hash)
    }
}

fn stamp(path: &Path) -> Result<Stamp, ManifestError> {
    let metadata =
        std::fs::metadata(path).map_err(|error| ManifestError::io("read", path, error))?;
    if !metadata.is_file() {
        let error = std::io::Error::new(
            std::io::ErrorKind::InvalidInput,
            "it is not an ordinary file",
        );
        return Err(ManifestError::io("read", path, error));
    }
    check_size(path, metadata.len())?;
    let modified = metadata.modified().map(nanos).unwrap_or_default();
    Ok(Stamp {
        bytes: metadata.len(),
        modified,
        changed: changed(&metadata),
    })
}

fn check_size(path: &Path, bytes: u64) -> Result<(), ManifestError> {
    if bytes <= MAX_FILE_BYTES {
        Ok(())
    } else {
        Err(ManifestError::TooLarge {
            file: path.to_owned(),
            bytes,
            limit: MAX_FILE_BYTES,
        })
    }
}

/// Nanoseconds since 1970, which fit until 2262.
fn nanos(time: SystemTime) -> i64 {
    let whole = |span: Duration| i64::try_from(span.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => whole(after),
        Err(before) => -whole(before.duration()),
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata
        .ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
const fn changed(_: &Metadata) -> i64 {
    0
}

/// SHA-256 of a file's bytes in lower-case hexadecimal.
///
/// # Errors
/// [`ManifestError::TooLarge`], [`ManifestError::Io`].
pub(crate) fn hash_file(path: &Path) -> Result<String, ManifestError> {
    let refused = |error| ManifestError::io("read", path, error);
    let file = File::open(path).map_err(refused)?;
    let mut bytes = Vec::new();
    // It may have grown since its size was asked for.
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(refused)?;
    check_size(path, bytes.len() as u64)?;
    Ok(hash_bytes(&bytes))
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn hash_bytes(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a `String` can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn age(path: &Path, seconds: u64) {
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(seconds))
            .unwrap();
    }

    #[test]
    fn hashes_are_those_of_sha256() {
        assert_eq!(
            hash_bytes(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    fn open(json: &str, seconds_later: u64) -> Index {
        Index::from_json(json, SystemTime::now() + Duration::from_secs(seconds_later))
    }

    #[test]
    fn a_young_file_is_read_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.py");
        fs::write(&path, "one").unwrap();
        let mut index = open("", 0);
        let first = index.hash(path.to_str().unwrap()).unwrap();
        assert_eq!(index.take_json(), None);
        fs::write(&path, "two").unwrap();
        assert_ne!(index.hash(path.to_str().unwrap()).unwrap(), first);
    }

    #[test]
    fn a_settled_file_is_not_read_again_until_its_stamp_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.py");
        let text = path.to_str().unwrap();
        fs::write(&path, "one").unwrap();
        let mut index = open("", 100);
        let hash = index.hash(text).unwrap();
        assert_eq!(hash, hash_bytes(b"one"));
        let json = index.take_json().unwrap();
        // A hash that reading could not give shows that the file was not read.
        let planted = json.replace(&hash, "remembered");
        let mut again = open(&planted, 100);
        assert_eq!(again.hash(text).unwrap(), "remembered");
        assert_eq!(again.take_json(), None);
        age(&path, 100);
        let mut changed = open(&planted, 0);
        assert_eq!(changed.hash(text).unwrap(), hash);
        assert!(!changed.take_json().unwrap().contains("remembered"));
    }

    #[test]
    fn files_that_are_gone_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a.py", "b.py"].map(|name| folder.path().join(name));
        let mut index = open("", 100);
        for path in &paths {
            fs::write(path, "one").unwrap();
            index.hash(path.to_str().unwrap()).unwrap();
        }
        fs::remove_file(&paths[0]).unwrap();
        let json = index.take_json().unwrap();
        assert!(!json.contains("a.py") && json.contains("b.py"));
    }

    #[test]
    fn a_damaged_index_knows_nothing() {
        for json in ["", "{", "[]", "{\"a\":1}", "\0\0"] {
            assert!(open(json, 0).known.is_empty(), "{json:?}");
        }
    }

    #[test]
    fn large_files_and_things_that_are_no_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.py");
        File::create(&path)
            .unwrap()
            .set_len(MAX_FILE_BYTES + 1)
            .unwrap();
        let code = |path: &Path| open("", 0).hash(path.to_str().unwrap()).unwrap_err().code();
        assert_eq!(code(&path), "routine-file-too-large");
        assert_eq!(
            hash_file(&path).unwrap_err().code(),
            "routine-file-too-large"
        );
        assert_eq!(code(folder.path()), "manifest-io");
        assert_eq!(code(&folder.path().join("none.py")), "manifest-io");
    }
}
