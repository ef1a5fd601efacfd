//! Attaching to the interpreter that the host started. It is never finalised here.

use crate::exceptions;
use crate::module;
use crate::state::state;
use crate::threads;
use crate::to_python::ToPython;
use drua_abi::{DRUA_STATUS_LIBRARY, DRUA_STATUS_START_FAILED};
use drua_wire::{Failure, Writer};
use numpy::npyffi::PY_ARRAY_API;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Set when Python was started; until then nothing runs on another stack.
static LOOKS_AT_STACKS: AtomicBool = AtomicBool::new(true);

/// Prepares Python for the host: `sys.path`, NumPy, `drua._core`, redirections. Gives the reply block.
pub(crate) fn open(paths: &[u8]) -> Result<Vec<u8>, Box<Failure>> {
    static OPENING: Mutex<()> = Mutex::new(());
    // Held while Python runs, but nobody takes it who has the GIL: entries are called without it.
    let _one_at_a_time = crate::state::lock(&OPENING);
    Python::attach(|py| {
        threads::set_interpreter(py);
        prepare(py, paths).map_err(|error| start_failure(py, &error))
    })
    .and_then(|reply| {
        let started = start_threads();
        started.map(|()| reply).map_err(|error| {
            Failure::new(
                DRUA_STATUS_START_FAILED,
                "start-failed",
                format!("no thread for the janitor: {error}"),
            )
        })
    })
}

/// Starts the threads that work beside the calls; once.
fn start_threads() -> std::io::Result<()> {
    /// Stack of a thread that may run destructors written in Python.
    const STACK: usize = 16 << 20;
    static CANCELLER: AtomicBool = AtomicBool::new(false);
    static JANITOR: AtomicBool = AtomicBool::new(false);
    let rounds: [(&str, &AtomicBool, fn()); 2] = [
        ("drua-canceller", &CANCELLER, || state().canceller.serve()),
        ("drua-janitor", &JANITOR, || state().janitor.clean()),
    ];
    for (name, runs, round) in rounds {
        // Nobody else starts them at the same time: `open` holds its lock.
        if runs.load(Ordering::Acquire) {
            continue;
        }
        let thread = std::thread::Builder::new().name(name.to_owned());
        thread.stack_size(STACK).spawn(move || {
            loop {
                round();
            }
        })?;
        runs.store(true, Ordering::Release);
    }
    Ok(())
}

fn prepare(py: Python<'_>, paths: &[u8]) -> PyResult<Vec<u8>> {
    LOOKS_AT_STACKS.store(py.version_info() >= (3, 14), Ordering::Relaxed);
    let sys_path = py.import("sys")?.getattr("path")?.cast_into::<PyList>()?;
    let paths = ToPython::new(py, paths, None)
        .value()?
        .cast_into::<PyList>()?;
    for (index, path) in paths.iter().enumerate() {
        if !sys_path.contains(&path)? {
            sys_path.insert(index, path)?;
        }
    }
    module::register(py)?;
    let numpy = py.import(intern!(py, "numpy"))?;
    // SAFETY: NumPy is imported; asking for its version also makes rust-numpy load its table, while errors can still
    // be reported.
    unsafe { PY_ARRAY_API.PyArray_GetNDArrayCFeatureVersion(py) };
    py.import("drua._errors")?;
    py.import("drua._host")?.call_method0("attach")?;
    let mut reply = Writer::new();
    let version = numpy.getattr("__version__")?.cast_into::<PyString>()?;
    let written = reply.text(version.to_str()?);
    written.map_err(|error| exceptions::wire(py, &error))?;
    Ok(reply.into_bytes())
}

fn start_failure(py: Python<'_>, error: &PyErr) -> Box<Failure> {
    let mut failure = exceptions::to_failure(py, error);
    failure.status = DRUA_STATUS_START_FAILED;
    failure.code = "start-failed".into();
    failure.message = format!(
        "Python started, but Drua could not be set up in it: {}",
        failure.message
    );
    if failure.hint.is_none() {
        failure.hint = Some(
            "Check that numpy works in this environment: python -c \"import numpy\". \
             The drua package has to be on the path that the application gives."
                .to_owned(),
        );
    }
    failure
}

/// Runs what Python does at its end, short of ending it: joins its threads, calls `atexit` functions, flushes.
/// Gives false when that took longer than `millis`; it then goes on in the background.
pub(crate) fn shutdown(millis: u32) -> bool {
    let (sender, receiver) = std::sync::mpsc::channel();
    let spawned = std::thread::Builder::new()
        .name("drua-shutdown".to_owned())
        .spawn(move || {
            Python::attach(|py| {
                // Python itself prints what an atexit function raises to the redirected stderr and runs the others.
                let _ = py
                    .import("drua._shutdown")
                    .and_then(|module| module.call_method0("run"));
            });
            // The receiver may have stopped waiting.
            let _ = sender.send(());
        });
    let limit = Duration::from_millis(u64::from(millis));
    let start = Instant::now();
    spawned.is_ok()
        && receiver
            .recv_timeout(limit.saturating_sub(start.elapsed()))
            .is_ok()
}

/// Whether this Python takes any stack for good, instead of looking at the bounds of the thread's own.
pub(crate) fn ignores_stack_bounds() -> bool {
    !LOOKS_AT_STACKS.load(Ordering::Relaxed)
}

/// What the host is told when it speaks another version of the interface.
pub(crate) fn version_failure(found: u32) -> Box<Failure> {
    let message = format!(
        "the core speaks version {} of Drua's interface, its host version {found}",
        drua_abi::ABI_VERSION
    );
    Failure::new(DRUA_STATUS_LIBRARY, "library", message)
        .with_hint("Install the loader and core libraries of one release; restart the application.")
}
