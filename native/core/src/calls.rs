//! Calls under way: which thread runs them, and which are to stop.

use crate::stack;
use crate::state::{lock, state};
use pyo3::ffi::{PyThread_get_thread_ident, PyThreadState_SetAsyncExc};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use std::cell::Cell;
use std::ffi::{c_long, c_ulong};
use std::sync::Mutex;

thread_local! {
    static CURRENT: Cell<u64> = const { Cell::new(0) };
    static THREAD: Thread = const { Thread { pinned: Cell::new(0), stack_end: Cell::new(0) } };
}

/// What a call of the host has to know of its thread, in one place: each takes as long as an argument to look at.
struct Thread {
    /// How many of its frames have pinned pixels.
    pinned: Cell<u32>,
    /// Address below which too little of its stack is left; 0 before it was asked for, 1 where it can't be known.
    stack_end: Cell<usize>,
}

/// What keeps a thread from calling the host.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Obstacle {
    /// It has pinned pixels.
    Pinned,
    /// Its stack is nearly used up.
    Stack,
}

/// Whether this thread may call the host.
#[inline]
pub(crate) fn obstacle() -> Option<Obstacle> {
    THREAD.with(|thread| {
        if thread.pinned.get() > 0 {
            return Some(Obstacle::Pinned);
        }
        stack::is_below(&thread.stack_end).then_some(Obstacle::Stack)
    })
}

/// Whether too little is left of this thread's stack.
#[inline]
pub(crate) fn stack_is_short() -> bool {
    THREAD.with(|thread| stack::is_below(&thread.stack_end))
}

struct Running {
    call: u64,
    thread: c_ulong,
    cancelled: bool,
    /// Whether `Cancelled` was sent to the thread, to be raised in whatever runs there.
    interrupted: bool,
}

/// The calls that have a number.
///
/// Few run at once: a list is faster than a map, and is made and searched for every call with a number.
pub(crate) struct Calls(Mutex<Vec<Running>>);

impl Calls {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    pub(crate) fn len(&self) -> usize {
        lock(&self.0).len()
    }

    /// Whether this call was asked to stop.
    pub(crate) fn is_cancelled(&self, call: u64) -> bool {
        lock(&self.0)
            .iter()
            .find(|running| running.call == call)
            .is_some_and(|running| running.cancelled)
    }

    /// Notes the wish to stop a call; false when it does not run.
    pub(crate) fn mark_cancelled(&self, call: u64) -> bool {
        match lock(&self.0)
            .iter_mut()
            .find(|running| running.call == call)
        {
            Some(running) => {
                running.cancelled = true;
                true
            }
            None => false,
        }
    }

    /// Takes a call out: the last of its number, where a host uses one twice.
    fn end(&self, call: u64) -> Option<Running> {
        let mut calls = lock(&self.0);
        let place = calls.iter().rposition(|running| running.call == call)?;
        Some(calls.swap_remove(place))
    }

    /// Raises `Cancelled` in the thread of a call, which has to run still: with the GIL held it can't end meanwhile.
    pub(crate) fn interrupt(&self, py: Python<'_>, call: u64) {
        let Ok(class) = cancelled_class(py) else {
            return;
        };
        let mut calls = lock(&self.0);
        let told = |running: &&mut Running| running.call == call && running.cancelled;
        if let Some(running) = calls.iter_mut().find(told) {
            running.interrupted = true;
            // SAFETY: the GIL is held (`py`), and the class is an exception class that lives for ever.
            unsafe { PyThreadState_SetAsyncExc(running.thread as c_long, class.as_ptr()) };
        }
    }
}

/// The class `drua.Cancelled`.
pub(crate) fn cancelled_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "drua._errors", "Cancelled")
}

/// A numbered call of this thread, as long as it lives.
pub(crate) struct CallGuard {
    call: u64,
    outer: u64,
    /// Whether the outer call was interrupted before this one began.
    outer_interrupted: bool,
    thread: c_ulong,
}

impl Calls {
    fn is_interrupted(&self, call: u64) -> bool {
        call != 0
            && lock(&self.0)
                .iter()
                .find(|running| running.call == call)
                .is_some_and(|running| running.interrupted)
    }
}

impl CallGuard {
    /// Starts call `call`; 0 is no number and costs nothing.
    pub(crate) fn start(_py: Python<'_>, call: u64) -> Option<Self> {
        if call == 0 {
            return None;
        }
        // SAFETY: takes no arguments and only reads what the operating system knows of this thread.
        let thread = unsafe { PyThread_get_thread_ident() };
        lock(&state().calls.0).push(Running {
            call,
            thread,
            cancelled: false,
            interrupted: false,
        });
        let outer = CURRENT.replace(call);
        let outer_interrupted = state().calls.is_interrupted(outer);
        Some(Self {
            call,
            outer,
            outer_interrupted,
            thread,
        })
    }
}

impl Drop for CallGuard {
    fn drop(&mut self) {
        CURRENT.set(self.outer);
        let ended = state().calls.end(self.call);
        let mut pending = std::ptr::null_mut();
        if !self.outer_interrupted && state().calls.is_interrupted(self.outer) {
            // The exception that was meant for the outer call was raised in this one, or is about to be taken back.
            // SAFETY: guards are made and dropped with the GIL held.
            let py = unsafe { Python::assume_attached() };
            pending = cancelled_class(py).map_or(pending, |class| class.as_ptr());
        }
        if !pending.is_null() || ended.is_some_and(|running| running.cancelled) {
            // SAFETY: as above. A wish that came too late must not hit the next call of this thread.
            unsafe { PyThreadState_SetAsyncExc(self.thread as c_long, pending) };
        }
    }
}

/// Number of the call that this thread runs; 0 for none.
pub(crate) fn current_call() -> u64 {
    CURRENT.get()
}

/// Whether this thread has pinned pixels, so that it must not call the host.
pub(crate) fn is_pinned() -> bool {
    THREAD.with(|thread| thread.pinned.get() > 0)
}

/// Notes that this thread has pinned pixels, as long as it lives.
pub(crate) struct PinNote;

impl PinNote {
    pub(crate) fn new() -> Self {
        THREAD.with(|thread| thread.pinned.set(thread.pinned.get() + 1));
        Self
    }
}

impl Drop for PinNote {
    fn drop(&mut self) {
        THREAD.with(|thread| thread.pinned.set(thread.pinned.get() - 1));
    }
}
