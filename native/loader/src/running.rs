//! The one interpreter of the process: started once, on a thread of its own that stays.

use crate::dl;
use crate::exit;
use crate::host;
use crate::libpython::{self, StartOptions};
use drua_abi::{
    DRUA_STATUS_LIBRARY, DRUA_STATUS_NO_INTERPRETER, DRUA_STATUS_NOT_STARTED,
    DRUA_STATUS_START_FAILED, DruaCore,
};
use drua_discover::{Found, Request};
use drua_wire::{Failure, Value};
use once_cell::sync::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, mpsc};

/// Stack of Python's main thread, as large as a main thread's own usually is.
const MAIN_STACK: usize = 16 << 20;

static CORE: OnceCell<&'static DruaCore> = OnceCell::new();
static STARTED: Mutex<Option<Running>> = Mutex::new(None);

/// What stays the same for the rest of the process once libpython runs.
#[derive(Clone)]
struct Running {
    interpreter: Vec<(String, Value)>,
    /// Whether the core was opened in it; the attempt may be repeated.
    complete: bool,
}

/// The core's table, once Python runs.
pub(crate) fn core() -> Option<&'static DruaCore> {
    CORE.get().copied()
}

/// What a caller is told before Python runs.
pub(crate) fn not_started() -> Box<Failure> {
    Failure::new(
        DRUA_STATUS_NOT_STARTED,
        "not-started",
        "Python is not running",
    )
    .with_hint("Start it with PythonRuntime.start first.")
}

/// The settings of a start.
pub(crate) struct Settings<'a>(pub(crate) &'a Value);

impl Settings<'_> {
    fn path(&self, key: &str) -> Option<PathBuf> {
        self.0
            .get(key)
            .and_then(Value::as_text)
            .filter(|text| !text.is_empty())
            .map(PathBuf::from)
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let values = self.0.get(key).and_then(Value::as_list).unwrap_or_default();
        values
            .iter()
            .filter_map(|value| value.as_text().map(str::to_owned))
            .collect()
    }

    /// What to search for.
    pub(crate) fn request(&self) -> Request {
        let mut request = Request::new();
        request.explicit = self.path("python");
        request.app_dir = self.path("app_dir");
        request.managed_env = self.path("managed_env");
        request.cache_dir = self.path("cache_dir");
        request
    }
}

/// Finds and starts Python and opens the core; gives what is running, from the first start on.
pub(crate) fn start(settings: &Settings<'_>) -> Result<Value, Box<Failure>> {
    // Held while Python starts: a second caller waits for the first one's outcome. No Python code takes it.
    let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(running) = started.as_ref().filter(|running| running.complete) {
        return Ok(Value::Map(running.interpreter.clone()));
    }
    let core_path = settings.path("core").ok_or_else(|| {
        Failure::new(
            DRUA_STATUS_LIBRARY,
            "library",
            "no path of the core library was given",
        )
        .with_hint("Pass the folder of Drua's native libraries.")
    })?;
    if started.is_none() {
        *started = Some(Running {
            interpreter: start_python(settings)?,
            complete: false,
        });
    }
    let python_path = settings.texts("python_path");
    let opened = on_main_thread(move || open(&core_path, &python_path))??;
    let running = started.as_mut().ok_or_else(not_started)?;
    running.interpreter.retain(|(key, _)| key != "numpy");
    running
        .interpreter
        .push(("numpy".to_owned(), opened.into()));
    running.complete = true;
    Ok(Value::Map(running.interpreter.clone()))
}

fn open(core_path: &Path, python_path: &[String]) -> Result<String, Box<Failure>> {
    let opened = dl::open_core(core_path, python_path, &host::table())?;
    CORE.get_or_init(|| opened.core);
    exit::bound();
    Ok(opened.numpy)
}

/// Starts libpython on the thread that stays Python's main thread.
fn start_python(settings: &Settings<'_>) -> Result<Vec<(String, Value)>, Box<Failure>> {
    if let Some(running) = libpython::running().map_err(|error| start_failure(&error))? {
        return Ok(vec![
            ("version".to_owned(), running.version.into()),
            (
                "library".to_owned(),
                running.library.display().to_string().into(),
            ),
            (
                "source".to_owned(),
                "the interpreter that was already running in this process".into(),
            ),
            ("attached".to_owned(), Value::Bool(true)),
        ]);
    }
    let found = drua_discover::find(&settings.request()).map_err(|error| {
        Failure::new(DRUA_STATUS_NO_INTERPRETER, error.code(), error.to_string())
            .with_hint(error.hint())
    })?;
    let interpreter = found.interpreter.clone();
    let (sender, receiver) = mpsc::channel();
    let (jobs, work) = mpsc::channel::<Job>();
    let main = move || {
        let outcome = libpython::start(&interpreter, &StartOptions::default());
        let runs = outcome.is_ok();
        // Whoever asked waits for this.
        let _ = sender.send(outcome.map(|started| started.attached));
        if !runs {
            return;
        }
        // The sender stays in `MAIN_JOBS`: this thread lasts as long as the process, as Python's main thread has to.
        while let Ok(job) = work.recv() {
            // Whoever asked sees that no answer comes; the thread has to go on.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    };
    let thread = std::thread::Builder::new()
        .name("drua-python-main".to_owned())
        .stack_size(MAIN_STACK)
        .spawn(main);
    thread.map_err(|error| no_thread(&error))?;
    match receiver.recv() {
        Ok(Ok(attached)) => {
            *MAIN_JOBS.lock().unwrap_or_else(PoisonError::into_inner) = Some(jobs);
            Ok(describe(&found, attached))
        }
        Ok(Err(error)) => Err(start_failure(&error)),
        Err(_) => Err(thread_failed()),
    }
}

fn describe(found: &Found, attached: bool) -> Vec<(String, Value)> {
    let path = |path: &Path| Value::Text(path.display().to_string());
    let python = &found.interpreter;
    vec![
        ("executable".to_owned(), path(&python.executable)),
        ("prefix".to_owned(), path(&python.prefix)),
        ("base_prefix".to_owned(), path(&python.base_prefix)),
        ("version".to_owned(), python.version.to_string().into()),
        ("library".to_owned(), path(&python.library)),
        ("source".to_owned(), found.source.to_string().into()),
        ("numpy".to_owned(), python.numpy.version.clone().into()),
        ("attached".to_owned(), Value::Bool(attached)),
    ]
}

fn start_failure(error: &libpython::StartError) -> Box<Failure> {
    Failure::new(DRUA_STATUS_START_FAILED, error.code(), error.to_string()).with_hint(error.hint())
}

fn no_thread(error: &std::io::Error) -> Box<Failure> {
    Failure::new(
        DRUA_STATUS_START_FAILED,
        "start-failed",
        format!("no thread for Python: {error}"),
    )
    .with_hint("Close other programs, or raise the limit of threads per user.")
}

/// Work for Python's main thread.
type Job = Box<dyn FnOnce() + Send>;

/// Where that thread takes its work from, once it is there.
static MAIN_JOBS: Mutex<Option<mpsc::Sender<Job>>> = Mutex::new(None);

/// Runs something on Python's main thread, where packages expect to be imported first; where another program started
/// Python, on a thread of its own, with a stack as large.
fn on_main_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Box<Failure>> {
    let (sender, receiver) = mpsc::channel();
    let job: Job = Box::new(move || {
        // Whoever asked waits for this.
        let _ = sender.send(work());
    });
    let jobs = MAIN_JOBS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    match jobs {
        Some(jobs) => jobs.send(job).map_err(|_| thread_failed())?,
        None => {
            let thread = std::thread::Builder::new()
                .name("drua-open".to_owned())
                .stack_size(MAIN_STACK);
            thread
                .spawn(job)
                .map(drop)
                .map_err(|error| no_thread(&error))?;
        }
    }
    receiver.recv().map_err(|_| thread_failed())
}

fn thread_failed() -> Box<Failure> {
    Failure::new(
        DRUA_STATUS_START_FAILED,
        "start-failed",
        "the thread that sets Python up failed",
    )
    .with_hint("Please report this with the text that the application printed before.")
}
