//! Keeps answers of interpreters on disk, so that a second start runs no process.
//!
//! # Rationale
//! An answer is valid as long as nothing changed that it came from: the program, its library, the
//! environment's configuration, the folders of `sys.path`, and those variables that Python obeys.
//! The variables are part of the file's name, the rest is stamped and compared. A file that cannot
//! be read, or was damaged, counts as absent.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Environment;
use crate::probe::{Answer, SCRIPT};

/// State of one file or folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    path: PathBuf,
    /// Modification time in nanoseconds since 1970, and size; `None` if absent.
    state: Option<(u64, u64)>,
}

impl Stamp {
    fn of(path: &Path) -> Self {
        let state = path.metadata().ok().map(|data| {
            let since = data
                .modified()
                .ok()
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            // 64 bits of nanoseconds last until the year 2554.
            let nanos = since
                .and_then(|since| u64::try_from(since.as_nanos()).ok())
                .unwrap_or(0);
            (nanos, data.len())
        });
        Self {
            path: path.to_owned(),
            state,
        }
    }

    fn holds(&self) -> bool {
        Self::of(&self.path) == *self
    }
}

#[derive(Serialize, Deserialize)]
struct Record {
    stamps: Vec<Stamp>,
    /// Where the program's links lead to.
    real: PathBuf,
    answer: Answer,
}

/// The answer given earlier, if it still holds.
pub(crate) fn load(folder: &Path, program: &Path, environment: &Environment) -> Option<Answer> {
    let text = std::fs::read_to_string(file_of(folder, program, environment)?).ok()?;
    let (sum, body) = text.split_once('\n')?;
    if sum != hex(&Sha256::digest(body)) {
        return None;
    }
    let record: Record = serde_json::from_str(body).ok()?;
    let holds =
        record.real == program.canonicalize().ok()? && record.stamps.iter().all(Stamp::holds);
    holds.then_some(record.answer)
}

/// Keeps an answer. Failing to is no error: the next start is only slower.
pub(crate) fn store(folder: &Path, program: &Path, environment: &Environment, answer: &Answer) {
    let (Some(file), Ok(real)) = (
        file_of(folder, program, environment),
        program.canonicalize(),
    ) else {
        return;
    };
    let stamps = watched(program, &real, environment, answer)
        .iter()
        .map(|path| Stamp::of(path))
        .collect();
    let record = Record {
        stamps,
        real,
        answer: answer.clone(),
    };
    if let Ok(body) = serde_json::to_string(&record) {
        let text = format!("{}\n{body}", hex(&Sha256::digest(&body)));
        // A full or write-protected disk costs time at the next start, nothing else.
        let _ = replace(&file, text.as_bytes());
    }
}

/// Readers see the old or the new content, never a part.
fn replace(file: &Path, content: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let stamp = std::time::SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let temporary = file.with_extension(format!("{}-{}", std::process::id(), stamp.as_nanos()));
    let mut out: File = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)?;
    let done = out
        .write_all(content)
        .and_then(|()| out.sync_data())
        .and_then(|()| {
            drop(out);
            std::fs::rename(&temporary, file)
        });
    if done.is_err() {
        // It may never have been made.
        let _ = std::fs::remove_file(&temporary);
    }
    done
}

/// Name of the record: what has to be the same before stamps are even compared. `None` if the program
/// is a script of unknown logic, whose answer nothing vouches for.
fn file_of(folder: &Path, program: &Path, environment: &Environment) -> Option<PathBuf> {
    let shim = is_shim(program);
    if !shim && is_script(program) {
        return None;
    }
    let mut hash = Sha256::new();
    hash.update(SCRIPT);
    hash.update(program.as_os_str().as_encoded_bytes());
    for (name, value) in &environment.variables {
        if matters(name, shim) {
            hash.update([0]);
            hash.update(name.as_encoded_bytes());
            hash.update([b'=']);
            hash.update(value.as_encoded_bytes());
        }
    }
    if shim {
        let here = std::env::current_dir().ok()?;
        hash.update([0]);
        hash.update(here.as_os_str().as_encoded_bytes());
    }
    Some(folder.join(format!("interpreter-{}.json", &hex(&hash.finalize())[..32])))
}

fn matters(name: &OsStr, shim: bool) -> bool {
    let text = name.to_string_lossy();
    let python = text.starts_with("PYTHON") || text.eq_ignore_ascii_case("__PYVENV_LAUNCHER__");
    let loader = [
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "DYLD_FALLBACK_LIBRARY_PATH",
        "HOME",
        "APPDATA",
    ];
    python || loader.contains(&&*text) || (shim && (text.starts_with("PYENV") || text == "PATH"))
}

/// pyenv's shims are scripts whose logic is known: variables and version files choose the interpreter.
fn is_shim(program: &Path) -> bool {
    program
        .parent()
        .is_some_and(|folder| folder.ends_with("shims"))
        && is_script(program)
}

fn is_script(program: &Path) -> bool {
    let mut start = [0_u8; 2];
    let read =
        File::open(program).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut start));
    read.is_ok() && start == *b"#!"
}

fn watched(
    program: &Path,
    real: &Path,
    environment: &Environment,
    answer: &Answer,
) -> BTreeSet<PathBuf> {
    let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
    paths.extend([
        program.to_owned(),
        real.to_owned(),
        answer.executable.clone(),
        answer.prefix.join("pyvenv.cfg"),
    ]);
    paths.extend(answer.executable.canonicalize());
    paths.extend(answer.libraries.first().cloned());
    paths.extend(answer.path.iter().cloned());
    paths.extend(answer.watched.iter().cloned());
    // Installing a shared library later has to be seen.
    if answer.libraries.is_empty() {
        paths.extend(answer.looked.iter().cloned());
    }
    if let Some(numpy) = &answer.numpy {
        paths.insert(numpy.path.join("__init__.py"));
        paths.insert(numpy.path.clone());
    }
    if is_shim(program) {
        if let Some(root) = program.parent().and_then(Path::parent) {
            paths.insert(root.join("version"));
        }
        if let Some(root) = environment.variable("PYENV_ROOT") {
            paths.insert(Path::new(root).join("version"));
        }
        if let Ok(here) = std::env::current_dir() {
            paths.extend(
                here.ancestors()
                    .map(|folder| folder.join(".python-version")),
            );
        }
    }
    paths
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
