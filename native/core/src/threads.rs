//! Python's thread states of the host's threads: made once, kept from call to call, given back when the thread ends.

use crate::state::state;
use pyo3::{Python, ffi};
use std::cell::RefCell;
use std::sync::atomic::{AtomicPtr, Ordering};

/// The interpreter, for states that no thread's slot may know.
static INTERPRETER: AtomicPtr<ffi::PyInterpreterState> = AtomicPtr::new(std::ptr::null_mut());

/// Notes the interpreter that runs.
pub(crate) fn set_interpreter(_py: Python<'_>) {
    // SAFETY: the GIL is held (`_py`), so that there is a current interpreter; it is never finalised.
    INTERPRETER.store(unsafe { ffi::PyInterpreterState_Get() }, Ordering::Release);
}

/// The state that Python keeps for a thread of the host.
struct Kept(*mut ffi::PyThreadState);

impl Drop for Kept {
    fn drop(&mut self) {
        // The thread is about to end, perhaps under a lock of the operating system's loader: another one that may
        // wait for the GIL has to clear its state away.
        state().janitor.thread_ended(self.0);
        state().threads.fetch_sub(1, Ordering::Relaxed);
    }
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// Makes sure that this thread has a thread state of its own that outlives the call. Taking the GIL with one costs
/// a fraction of a microsecond, making one costs ten.
pub(crate) fn keep_state() {
    // During the thread's own end the slot is gone; the call then works with a state of its own.
    let _ = KEPT.try_with(|kept| {
        let mut kept = kept.borrow_mut();
        if kept.is_none() {
            *kept = make_state();
        }
    });
}

/// The state that is kept for this thread, if it is one of the host's.
pub(crate) fn kept() -> Option<*mut ffi::PyThreadState> {
    KEPT.try_with(|kept| kept.borrow().as_ref().map(|kept| kept.0))
        .ok()
        .flatten()
}

fn make_state() -> Option<Kept> {
    // SAFETY: the interpreter runs (the core's table is only given out then). The thread does not hold the GIL
    // (rule of every entry), and gives it back before this returns.
    unsafe {
        if !ffi::PyGILState_GetThisThreadState().is_null() {
            return None;
        }
        ffi::PyGILState_Ensure();
        let thread = ffi::PyEval_SaveThread();
        state().threads.fetch_add(1, Ordering::Relaxed);
        Some(Kept(thread))
    }
}

/// The state of a thread that ended; only the janitor touches it from then on.
pub(crate) struct EndedThread(pub(crate) *mut ffi::PyThreadState);

// SAFETY: the thread that it belonged to has ended, so whoever holds the value is the only one that knows of it.
unsafe impl Send for EndedThread {}

/// Clears and deletes states of ended threads. The caller does not hold the GIL.
///
/// From CPython 3.12 deleting a state also clears the *calling* thread's own slot for its state, and a later
/// `PyGILState_Ensure` there would make a second state and wait for itself. So this works under a state made for the
/// purpose, clears first (which runs destructors), deletes then (which runs nothing), and deletes its own last.
pub(crate) fn clear_ended(ended: Vec<EndedThread>) {
    if ended.is_empty() {
        return;
    }
    let cleaner = std::thread::Builder::new()
        .name("drua-thread-cleaner".to_owned())
        .spawn(move || {
            // SAFETY: the interpreter runs and is never finalised. The fresh state belongs to this thread alone, which
            // takes the GIL with it and deletes it last, which needs no GIL. Each ended state is deleted once: the
            // queue gives it out once.
            unsafe {
                let own = ffi::PyThreadState_New(INTERPRETER.load(Ordering::Acquire));
                ffi::PyEval_RestoreThread(own);
                for thread in &ended {
                    ffi::PyThreadState_Clear(thread.0);
                }
                for thread in &ended {
                    ffi::PyThreadState_Delete(thread.0);
                }
                ffi::PyThreadState_Clear(own);
                ffi::PyEval_SaveThread();
                ffi::PyThreadState_Delete(own);
            }
        });
    if let Ok(handle) = cleaner {
        // A join waits for the GIL inside the cleaner, never for the host.
        let _ = handle.join();
    }
}
