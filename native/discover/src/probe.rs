//! Runs the probe in an interpreter and reads its answer.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::{DiscoverError, Environment, Numpy};

/// The script that runs in the interpreter.
pub(crate) const SCRIPT: &str = include_str!("probe.py");

/// Nobody's answer is longer; a program that prints for ever must not fill the memory.
const MOST_OUTPUT: u64 = 4 << 20;

/// What the script says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub implementation: String,
    pub version: [u8; 3],
    pub executable: PathBuf,
    pub prefix: PathBuf,
    pub base_prefix: PathBuf,
    pub base_exec_prefix: PathBuf,
    pub pointer_bits: u32,
    pub platform: String,
    pub machine: String,
    pub free_threaded: bool,
    pub debug: bool,
    pub libraries: Vec<PathBuf>,
    pub looked: Vec<PathBuf>,
    pub stable_library: Option<PathBuf>,
    pub numpy: Option<Numpy>,
    pub path: Vec<PathBuf>,
    pub watched: Vec<PathBuf>,
}

/// Asks the interpreter. Runs a process, at most for the environment's time limit.
pub(crate) fn ask(program: &Path, environment: &Environment) -> Result<Answer, DiscoverError> {
    let marker = marker();
    let failed = |detail: String, stderr: &[u8]| DiscoverError::ProbeFailed {
        executable: program.to_owned(),
        detail,
        stderr: tail(stderr),
    };
    let mut command = Command::new(program);
    command
        .arg("-c")
        .arg(SCRIPT)
        .arg(&marker)
        .env_clear()
        .envs(&environment.variables)
        // The embedded interpreter is started in UTF-8 mode; this is the same by another way.
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    without_window(&mut command);
    let deadline = Instant::now() + environment.probe_timeout;
    let mut child =
        spawn(&mut command).map_err(|error| failed(format!("it cannot be run: {error}"), &[]))?;
    let stdout = read_aside(child.stdout.take());
    let stderr = read_aside(child.stderr.take());
    let timeout = || DiscoverError::ProbeTimeout {
        executable: program.to_owned(),
        seconds: environment.probe_timeout.as_secs(),
    };
    let (Some(output), Some(status)) = (until(&stdout, deadline), wait(&mut child, deadline))
    else {
        // Both fail only if the process is already gone.
        let _ = child.kill();
        let _ = child.wait();
        return Err(timeout());
    };
    let errors = until(&stderr, deadline).unwrap_or_default();
    let text = String::from_utf8_lossy(&output);
    let line = text
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix(marker.as_str()));
    match line {
        Some(json) => serde_json::from_str(json)
            .map_err(|error| failed(format!("its answer cannot be read: {error}"), &errors)),
        None => Err(failed(describe(status), &errors)),
    }
}

/// A program that somebody has just written may still be busy for a moment.
fn spawn(command: &mut Command) -> std::io::Result<Child> {
    const TRIES: u32 = 40;
    for _ in 1..TRIES {
        match command.spawn() {
            Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(5));
            }
            result => return result,
        }
    }
    command.spawn()
}

/// Unpredictable enough that no greeting printed by a start-up script is taken for the answer.
fn marker() -> String {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    format!("drua-probe-{:016x}:", hasher.finish())
}

fn describe(status: ExitStatus) -> String {
    if status.success() {
        "it ended without an answer".to_owned()
    } else {
        match status.code() {
            Some(code) => format!("exit code {code}"),
            None => format!("it was ended: {status}"),
        }
    }
}

/// A pipe is read by its own thread, since both may be full. The thread outlives a time-out if a
/// grandchild keeps the pipe open; it then ends with that.
fn read_aside<R: Read + Send + 'static>(pipe: Option<R>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What came before an error is still worth showing.
            let _ = pipe.take(MOST_OUTPUT).read_to_end(&mut bytes);
        }
        // Nobody listens after a time-out.
        let _ = sender.send(bytes);
    });
    receiver
}

fn until(receiver: &Receiver<Vec<u8>>, deadline: Instant) -> Option<Vec<u8>> {
    let left = deadline.saturating_duration_since(Instant::now());
    // A reader that is gone and one that is late mean the same: there is no output.
    receiver.recv_timeout(left).ok()
}

fn wait(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(1)),
            Ok(None) | Err(_) => return None,
        }
    }
}

fn tail(stderr: &[u8]) -> String {
    const MOST: usize = 2000;
    let text = String::from_utf8_lossy(stderr);
    let text = text.trim();
    match text.char_indices().rev().nth(MOST) {
        Some((at, _)) => format!("…{}", &text[at..]),
        None => text.to_owned(),
    }
}

#[cfg(windows)]
fn without_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_window(_command: &mut Command) {}
