//! The start itself.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use drua_discover::{Interpreter, PythonVersion};

use super::layout::{Config310, Config311, Config312, Config313};
use super::library::LibPython;
use super::{StartError, init_config, py_config};

/// Choices for the start; `None` leaves it to Python and its environment variables.
#[derive(Clone, Debug, Default)]
pub struct StartOptions {
    /// Whether compiled modules are written to disk.
    pub write_bytecode: Option<bool>,
    /// Whether the user's own site-packages folder is used.
    pub user_site: Option<bool>,
}

/// A running interpreter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// It already ran in the process; Drua only joins in.
    pub attached: bool,
    /// Python's version text, such as "3.11.7 (main, …)".
    pub version: String,
    /// The library; empty if Python is part of the process' own program.
    pub library: PathBuf,
}

/// Undoes what the first import of `_signal` does by itself, whatever the configuration says: where SIGINT has
/// its default action, Python takes it over, and Ctrl-C would no longer end a host that left it alone.
const KEEP_INTERRUPT: &CStr = cr#"exec("""
import _signal
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
""", {})"#;

/// Message of a start that failed half-way; none may follow it.
static FAILED: Mutex<Option<String>> = Mutex::new(None);

/// An interpreter that already runs in this process, without starting one.
///
/// # Errors
/// [`StartError::Attached`] if it cannot be used, [`StartError::Exhausted`] after a failed start.
pub fn running() -> Result<Option<Started>, StartError> {
    let failed = FAILED.lock().unwrap_or_else(PoisonError::into_inner);
    check_earlier(failed.as_deref())?;
    join(None)
}

/// Starts the interpreter, or joins the one that already runs.
///
/// The calling thread becomes Python's main thread and has to live as long as the process. On return it
/// does not hold the GIL.
///
/// # Errors
/// See [`StartError`]. The process is never ended.
pub fn start(found: &Interpreter, options: &StartOptions) -> Result<Started, StartError> {
    // A panic elsewhere does not make the message wrong.
    let mut failed = FAILED.lock().unwrap_or_else(PoisonError::into_inner);
    check_earlier(failed.as_deref())?;
    if let Some(started) = join(Some(found))? {
        return Ok(started);
    }
    let python = LibPython::open(found)?;
    let version = python.version()?;
    if let Err(error) = check_version(&version, found, &python) {
        python.close();
        return Err(error);
    }
    // SAFETY: documented as PyThreadState *PyEval_SaveThread(void) and int PyRun_SimpleString(const char *).
    let (save_thread, run) = unsafe {
        (
            python.function::<unsafe extern "C" fn() -> *mut c_void>("PyEval_SaveThread")?,
            python
                .function::<unsafe extern "C" fn(*const c_char) -> c_int>("PyRun_SimpleString")?,
        )
    };
    let mut changed = false;
    let mark = || {
        python.publish(Some(found))?;
        changed = true;
        Ok(())
    };
    let result = match found.version.minor {
        10 => py_config::start::<Config310>(&python, found, options, mark),
        11 => py_config::start::<Config311>(&python, found, options, mark),
        12 => py_config::start::<Config312>(&python, found, options, mark),
        13 => py_config::start::<Config313>(&python, found, options, mark),
        _ => init_config::start(&python, found, options, mark),
    };
    if let Err(error) = result {
        if changed {
            *failed = Some(error.to_string());
        }
        return Err(error);
    }
    // SAFETY: this thread is Python's main thread and holds the GIL; the text ends with a zero. A failure has been
    // printed by Python and leaves the interrupt with it, nothing worse.
    let _ = unsafe { run(KEEP_INTERRUPT.as_ptr()) };
    // SAFETY: the start has left the GIL with this thread. The thread state stays with Python, which finds it
    // again by the thread; it is not needed here.
    let _ = unsafe { save_thread() };
    Ok(Started {
        attached: false,
        version,
        library: python.path().to_owned(),
    })
}

/// Comes before any question to Python: one that failed late calls itself initialised.
fn check_earlier(failed: Option<&str>) -> Result<(), StartError> {
    match failed {
        Some(earlier) => Err(StartError::Exhausted {
            earlier: earlier.to_owned(),
        }),
        None => Ok(()),
    }
}

fn join(found: Option<&Interpreter>) -> Result<Option<Started>, StartError> {
    let Some(python) = LibPython::already_open(found) else {
        return Ok(None);
    };
    if !python.is_initialized()? {
        return Ok(None);
    }
    let version = python.version()?;
    let unusable = |why| StartError::Attached {
        found: version.clone(),
        why,
    };
    match numbers(&version) {
        Some((major, minor))
            if (major, minor) >= (PythonVersion::OLDEST.major, PythonVersion::OLDEST.minor) => {}
        _ => return Err(unusable("it is older than 3.10")),
    }
    if version.contains("free-threading") {
        return Err(unusable(
            "it is a free-threaded build, which lacks the stable ABI",
        ));
    }
    // The core and extension modules need its symbols, too.
    python.publish(found)?;
    let library = python.path().to_owned();
    Ok(Some(Started {
        attached: true,
        version,
        library,
    }))
}

fn check_version(text: &str, found: &Interpreter, python: &LibPython) -> Result<(), StartError> {
    let expected = found.version;
    let same =
        numbers(text) == Some((expected.major, expected.minor)) && !text.contains("free-threading");
    if same {
        return Ok(());
    }
    Err(StartError::Version {
        library: python.path().to_owned(),
        expected,
        found: text.to_owned(),
    })
}

/// Major and minor number at the start of a version text.
fn numbers(text: &str) -> Option<(u8, u8)> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_numbers_of_a_version_text() {
        assert_eq!(
            numbers("3.11.7 (main, Dec  4 2023) [GCC 12]"),
            Some((3, 11))
        );
        assert_eq!(numbers("3.14.0rc1+ (heads/main)"), Some((3, 14)));
        assert_eq!(numbers("PyPy"), None);
    }
}
