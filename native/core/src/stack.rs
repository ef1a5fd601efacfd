//! How much is left of a thread's stack, before a call that goes on into the host, or comes from there.
//!
//! Calls between Java and Python may be nested by a listener that never stops. Python counts its own frames and Java looks
//! at its own pages, but native code between the two that meets the end of a stack ends the process.

use std::cell::Cell;

/// What a call needs: the host's own reserve at the end of a stack, and native code up to the next look.
const NEEDED: usize = 192 << 10;

/// Whether this place of the stack lies below the end that is noted for the thread, which is found at the first use.
#[inline]
pub(crate) fn is_below(end: &Cell<usize>) -> bool {
    let here = 0_u8;
    let here = &raw const here as usize;
    if end.get() == 0 {
        end.set(find_end(here));
    }
    here < end.get()
}

/// The address below which too little is left; 1 where the system does not tell.
fn find_end(here: usize) -> usize {
    stacker::remaining_stack().map_or(1, |left| here.saturating_sub(left).saturating_add(NEEDED))
}

/// The error for a call that finds too little left.
pub(crate) fn too_deep(what: &str) -> String {
    format!(
        "{what} can't be called: the thread's stack is nearly used up, because calls between Python and its host are \
         nested too deeply"
    )
}
