//! How much is left of a thread's stack, before a call that goes on into the host, or comes from there.
//!
//! Calls between Java and Python may be nested by a listener that never stops. Python counts its own frames and Java looks
//! at its own pages, but native code between the two that meets the end of a stack ends the process.

use pyo3::PyErr;
use pyo3::exceptions::PyRecursionError;

/// What a call needs: the host's own reserve at the end of a stack, and native code up to the next look.
const NEEDED: usize = 192 << 10;

/// Whether too little is left.
#[inline]
pub(crate) fn is_short() -> bool {
    stacker::remaining_stack().is_some_and(|left| left < NEEDED)
}

/// The error for a call that finds too little left.
pub(crate) fn too_deep(what: &str) -> String {
    format!(
        "{what} can't be called: the thread's stack is nearly used up, because calls between Python and its host are \
         nested too deeply"
    )
}

/// Raises `RecursionError` where too little is left.
#[inline]
pub(crate) fn check(what: &str) -> Result<(), PyErr> {
    if is_short() {
        return Err(PyRecursionError::new_err(too_deep(what)));
    }
    Ok(())
}
