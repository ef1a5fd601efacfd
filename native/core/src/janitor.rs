//! Drops what others must not drop: Python objects that the host let go of, and states of threads that ended.
//!
//! Releases come from any thread, with pixels pinned and without the GIL. They are queued here and done by whoever
//! has the GIL next and no pin, or by the janitor's own thread, which is the one that may wait for it.

use crate::calls;
use crate::java;
use crate::state::lock;
use crate::threads;
use pyo3::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long the janitor waits for more before it asks for the GIL.
const PAUSE: Duration = Duration::from_millis(10);

#[derive(Default)]
struct Work {
    objects: Vec<Py<PyAny>>,
    threads: Vec<threads::EndedThread>,
    /// Whether references to the host's objects wait.
    references: bool,
}

/// The queue, and the thread that works on it.
pub(crate) struct Janitor {
    work: Mutex<Work>,
    wake: Condvar,
    objects_wait: AtomicBool,
}

impl Janitor {
    pub(crate) fn new() -> Self {
        Self {
            work: Mutex::new(Work::default()),
            wake: Condvar::new(),
            objects_wait: AtomicBool::new(false),
        }
    }

    /// Drops an object when somebody has the GIL.
    pub(crate) fn drop_later(&self, object: Py<PyAny>) {
        lock(&self.work).objects.push(object);
        self.objects_wait.store(true, Ordering::Release);
        self.wake.notify_one();
    }

    /// Clears the state of a thread that ended.
    pub(crate) fn thread_ended(&self, thread: *mut pyo3::ffi::PyThreadState) {
        lock(&self.work).threads.push(threads::EndedThread(thread));
        self.wake.notify_one();
    }

    /// References to the host's objects wait to be let go of.
    pub(crate) fn wake(&self) {
        lock(&self.work).references = true;
        self.wake.notify_one();
    }

    /// Whether objects wait to be dropped.
    pub(crate) fn has_work(&self) -> bool {
        self.objects_wait.load(Ordering::Relaxed)
    }

    /// Drops what waits, if anything does; for threads that have the GIL and no pin.
    pub(crate) fn tidy(&self, _py: Python<'_>) {
        if !self.has_work() || calls::is_pinned() {
            return;
        }
        self.objects_wait.store(false, Ordering::Release);
        let objects = std::mem::take(&mut lock(&self.work).objects);
        drop(objects);
    }

    /// One round of the janitor's thread: waits for work and does it.
    pub(crate) fn clean(&self) {
        let ended = self.wait();
        // Nothing that a destructor does may end the janitor; pyo3 turns Python's own panics into this.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            Python::attach(|py| self.tidy(py));
            threads::clear_ended(ended);
            java::clean();
        }));
    }

    /// Waits for work, and a moment for more of it.
    fn wait(&self) -> Vec<threads::EndedThread> {
        let mut work = lock(&self.work);
        while work.objects.is_empty() && work.threads.is_empty() && !work.references {
            work = self.wake.wait(work).unwrap_or_else(PoisonError::into_inner);
        }
        work.references = false;
        drop(work);
        std::thread::sleep(PAUSE);
        std::mem::take(&mut lock(&self.work).threads)
    }
}
