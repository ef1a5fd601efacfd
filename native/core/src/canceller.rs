//! Interrupts calls that the host wants to stop.
//!
//! Raising an exception in another thread needs the GIL, and who cancels must not wait for that. The thread that does
//! is not the janitor's: a destructor may take as long as it likes.

use crate::state::{lock, state};
use pyo3::prelude::*;
use std::sync::{Condvar, Mutex, PoisonError};

/// The calls to interrupt, and what wakes the thread that does it.
pub(crate) struct Canceller {
    calls: Mutex<Vec<u64>>,
    wake: Condvar,
}

impl Canceller {
    pub(crate) fn new() -> Self {
        Self {
            calls: Mutex::new(Vec::new()),
            wake: Condvar::new(),
        }
    }

    /// Interrupts a call. Does not wait.
    pub(crate) fn interrupt(&self, call: u64) {
        lock(&self.calls).push(call);
        self.wake.notify_one();
    }

    /// One round of the canceller's thread: waits for calls and interrupts them.
    pub(crate) fn serve(&self) {
        let mut waiting = lock(&self.calls);
        while waiting.is_empty() {
            waiting = self
                .wake
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let calls = std::mem::take(&mut *waiting);
        drop(waiting);
        // Nothing may end this thread; pyo3 turns Python's own panics into this.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            Python::attach(|py| {
                for call in calls {
                    state().calls.interrupt(py, call);
                }
            });
        }));
    }
}
