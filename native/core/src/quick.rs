//! The shortest way for the commonest call: a function, at most one plain number, a plain number back.
//!
//! # Rationale
//! Such a call takes as long as taking the GIL does, and macros and listeners make it by the million. Going the general
//! way ([`crate::call`]) would double that, mostly by moving values through types that pixels and errors need.
//! Whatever is not plain goes the general way from the point where that shows.

use crate::call::Frame;
use crate::state::state;
use crate::threads;
use drua_abi::{DRUA_FLAG_OBJECTS, DRUA_STATUS_OK, DruaOp, DruaTag};
use pyo3::ffi;
use pyo3::prelude::*;

/// Bytes of an argument block before its first value: two counts.
const COUNTS: usize = 8;
/// Bytes of a whole number in a block.
const NUMBER: usize = 9;

/// The argument of a call that can go this way.
#[derive(Clone, Copy)]
enum Argument {
    None,
    Int(i64),
    Float(f64),
}

impl Argument {
    /// From the block of a call; nothing where it holds anything else.
    fn of(block: &[u8]) -> Option<Self> {
        let (counts, value) = block.split_first_chunk::<COUNTS>()?;
        let positional = u64::from_le_bytes(*counts);
        if positional == 0 && value.is_empty() {
            return Some(Self::None);
        }
        let value: &[u8; NUMBER] = value.try_into().ok().filter(|_| positional == 1)?;
        let (tag, word) = value.split_first_chunk::<1>()?;
        let word = <[u8; 8]>::try_from(word).ok()?;
        match tag[0] {
            tag if tag == DruaTag::Int as u8 => Some(Self::Int(i64::from_le_bytes(word))),
            tag if tag == DruaTag::Float as u8 => Some(Self::Float(f64::from_le_bytes(word))),
            _ => None,
        }
    }
}

/// The GIL, held with the state that is kept for this thread.
struct Attached;

impl Attached {
    /// Takes it, where this thread has a state of its own.
    fn take() -> Option<Self> {
        let thread = threads::kept()?;
        // SAFETY: the state was made for this thread and lives until its end. No entry is called with the GIL held.
        unsafe { ffi::PyEval_RestoreThread(thread) };
        Some(Self)
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        // SAFETY: `take` took the GIL on this thread, and every nested use of it has ended.
        unsafe { ffi::PyEval_SaveThread() };
    }
}

/// A reference that is dropped with the GIL held, which whoever makes one sees to.
struct Owned(*mut ffi::PyObject);

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: the reference is this value's own, and the GIL is held.
        unsafe { ffi::Py_XDECREF(self.0) };
    }
}

/// Runs the frame if it is such a call.
pub(crate) fn run(frame: &mut Frame<'_>) -> Option<i32> {
    let head = &frame.head;
    let plain = head.op == DruaOp::Call as u32
        && head.flags & !DRUA_FLAG_OBJECTS == 0
        && head.call == 0
        && head.span_count == 0;
    if !plain || head.reply_capacity < NUMBER as u64 {
        return None;
    }
    let argument = Argument::of(frame.args())?;
    let _attached = Attached::take()?;
    // SAFETY: the GIL is held until `_attached` is dropped, after everything that is made below.
    let py = unsafe { Python::assume_attached() };
    let function = Owned(state().object(py, frame.head.target).ok()?.into_ptr());
    let result = call(&function, argument);
    drop(function);
    if let Some((tag, word)) = plain_number(&result) {
        drop(result);
        frame.head.events_wait = u64::from(state().events.wait());
        if state().janitor.has_work() {
            Python::attach(|py| state().janitor.tidy(py));
        }
        return Some(frame.reply_word(DRUA_STATUS_OK, tag, word));
    }
    // From here on as any other call. The thread state is the same, so that this only counts.
    Some(Python::attach(|py| {
        let result = std::mem::ManuallyDrop::new(result).0;
        // SAFETY: the call gave this reference, or null with an exception set.
        let result = unsafe { Bound::from_owned_ptr_or_err(py, result) };
        frame.finish(py, result)
    }))
}

/// Calls the function. The result is null where it raised.
fn call(function: &Owned, argument: Argument) -> Owned {
    // SAFETY: the GIL is held and the function is alive; null ends the list of arguments, and takes the place of one
    // that could not be made, for which an exception is set then.
    unsafe {
        let argument = Owned(match argument {
            Argument::None => return Owned(ffi::PyObject_CallNoArgs(function.0)),
            Argument::Int(value) => ffi::PyLong_FromLongLong(value),
            Argument::Float(value) => ffi::PyFloat_FromDouble(value),
        });
        if argument.0.is_null() {
            return Owned(std::ptr::null_mut());
        }
        let end = std::ptr::null_mut::<ffi::PyObject>();
        Owned(ffi::PyObject_CallFunctionObjArgs(
            function.0, argument.0, end,
        ))
    }
}

/// Tag and word of a result that is exactly an `int` of 64 bits or a `float`.
fn plain_number(result: &Owned) -> Option<(DruaTag, u64)> {
    // SAFETY: the GIL is held, and a result that is not null is alive.
    unsafe {
        if result.0.is_null() {
            return None;
        }
        if ffi::PyLong_CheckExact(result.0) != 0 {
            let mut overflow = 0;
            let value = ffi::PyLong_AsLongLongAndOverflow(result.0, &raw mut overflow);
            return (overflow == 0).then_some((DruaTag::Int, value as u64));
        }
        (ffi::PyFloat_CheckExact(result.0) != 0)
            .then(|| (DruaTag::Float, ffi::PyFloat_AsDouble(result.0).to_bits()))
    }
}
