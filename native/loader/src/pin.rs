//! Heap arrays around a call: pinned, or copied by region.
//!
//! The order is law: lengths and copies first, then all pins, then the core (which takes and gives back the GIL), then
//! all unpins, then copies back. Between the first pin and the last unpin nothing else of the JVM is called.

use crate::reply::Frame;
use drua_abi::{
    DRUA_ACCESS_WRITE, DRUA_OUTCOME_JVM_COPY, DRUA_STATUS_HOST, DRUA_STATUS_OK,
    DRUA_STATUS_OUT_OF_MEMORY, DruaBuffer, DruaCore, DruaMode, DruaSpan,
};
use drua_wire::Failure;
use jni::sys;
use std::ffi::c_void;
use std::ptr::null_mut;

/// The JVM's functions on the current thread.
#[derive(Clone, Copy)]
pub(crate) struct Jvm(*mut sys::JNIEnv);

/// Calls one function of the JVM's table.
macro_rules! jvm {
    ($jvm:expr, $version:ident, $name:ident $(, $argument:expr)*) => {{
        let env = $jvm.0;
        ((**env).$version.$name)(env $(, $argument)*)
    }};
}

impl Jvm {
    /// Takes the environment that the JVM gave to an entry.
    ///
    /// # Safety
    /// `env` belongs to the current thread and is used on it only.
    pub(crate) unsafe fn new(env: *mut sys::JNIEnv) -> Self {
        Self(env)
    }

    /// Drops a pending exception; true if there was one.
    fn clear_exception(self) -> bool {
        // SAFETY: the environment is this thread's; nothing is pinned when this is called.
        unsafe {
            let pending = jvm!(self, v1_2, ExceptionCheck);
            if pending {
                jvm!(self, v1_1, ExceptionClear);
            }
            pending
        }
    }
}

/// An array of a span and what was done to it.
struct Guarded {
    span: usize,
    array: sys::jobject,
    /// The array that a copy goes back to: the same, or the one that the span names for the result.
    result: sys::jobject,
    /// What the pin gave; null when it is copied.
    pinned: *mut c_void,
    /// The copy's token; 0 when it is pinned.
    token: u64,
}

/// Runs a frame whose spans lie on the Java heap. `arrays` is the array itself where just one span does, otherwise a
/// list of them. Memory was borrowed by the caller.
pub(crate) fn call_with_arrays(
    jvm: Jvm,
    core: &DruaCore,
    frame: &mut Frame<'_>,
    arrays: sys::jobject,
) -> i32 {
    let mut guarded: Vec<Guarded> = Vec::new();
    let spans = frame.spans();
    let is_list = handed_over(spans) > 1;
    let outcome = collect(jvm, spans, arrays, is_list, &mut guarded)
        .and_then(|()| copy_in(jvm, core, spans, &mut guarded))
        .and_then(|()| pin(jvm, spans, &mut guarded));
    let status = match outcome {
        // SAFETY: the frame is the caller's, and its spans now point to memory that stays valid until `unpin`.
        Ok(()) => unsafe { (core.call)(frame.as_mut_ptr()) },
        Err(_) => DRUA_STATUS_HOST,
    };
    unpin(jvm, spans, &guarded);
    let succeeded = outcome.is_ok() && frame.status() == DRUA_STATUS_OK;
    let written = if succeeded {
        copy_out(jvm, spans, &guarded)
    } else {
        Ok(())
    };
    for entry in guarded.iter().filter(|entry| entry.token != 0) {
        // SAFETY: the token came from `buffer_acquire` and is released once.
        unsafe { (core.buffer_release)(entry.token) };
    }
    match outcome.and(written) {
        Ok(()) => status,
        Err(failure) => frame.fail(&failure),
    }
}

/// Arrays that come with a frame.
fn handed_over(spans: &[DruaSpan]) -> usize {
    let own = spans.iter().filter(|span| span.array_index >= 0).count();
    own + spans.iter().filter(|span| span.result_index > 0).count()
}

/// Bytes of one element of the host array.
fn element_bytes(element: u32) -> Option<u64> {
    Some(match element {
        1..=3 => 1,
        4 | 5 | 14 => 2,
        6 | 7 | 10 | 12 => 4,
        8 | 9 | 11 | 13 => 8,
        _ => return None,
    })
}

/// Finds the array of each span and checks that it is long enough.
fn collect(
    jvm: Jvm,
    spans: &[DruaSpan],
    arrays: sys::jobject,
    is_list: bool,
    guarded: &mut Vec<Guarded>,
) -> Result<(), Box<Failure>> {
    if is_list {
        // SAFETY: the environment is this thread's. Without room for so many references the exception is met below.
        unsafe {
            jvm!(
                jvm,
                v1_2,
                EnsureLocalCapacity,
                handed_over(spans) as sys::jint
            )
        };
    }
    for (index, span) in spans.iter().enumerate() {
        let position = span.array_index;
        if position < 0 {
            continue;
        }
        let find = |position| array_at(jvm, index, span, arrays, is_list, position);
        let array = find(position)?;
        let result = match span.result_index {
            0 => array,
            number => find(number as sys::jint - 1)?,
        };
        guarded.push(Guarded {
            span: index,
            array,
            result,
            pinned: null_mut(),
            token: 0,
        });
    }
    Ok(())
}

/// One of the arrays that came with the frame, which has to hold the span's bytes.
fn array_at(
    jvm: Jvm,
    index: usize,
    span: &DruaSpan,
    arrays: sys::jobject,
    is_list: bool,
    position: sys::jint,
) -> Result<sys::jobject, Box<Failure>> {
    // SAFETY: `arrays` is a list of arrays or one primitive array, as Java says; indices are checked by the JVM,
    // which leaves an exception. Nothing is pinned yet.
    let array = unsafe {
        if is_list {
            jvm!(jvm, v1_1, GetObjectArrayElement, arrays, position)
        } else {
            arrays
        }
    };
    if jvm.clear_exception() || array.is_null() {
        let message = format!("span {index} names array {position}, which was not handed over");
        return Err(Failure::new(DRUA_STATUS_HOST, "host", message));
    }
    // SAFETY: as above; the object is a primitive array by the contract of Java's side.
    let length = unsafe { jvm!(jvm, v1_1, GetArrayLength, array) } as u64;
    let size = element_bytes(span.element).unwrap_or(0);
    if size == 0 || length * size < span.byte_len {
        let message = format!(
            "the array of span {index} has {length} elements of type {}, fewer than the {} bytes lent",
            span.element, span.byte_len
        );
        return Err(Failure::new(DRUA_STATUS_HOST, "host", message));
    }
    Ok(array)
}

/// Copies the arrays whose mode says so into memory of the core.
fn copy_in(
    jvm: Jvm,
    core: &DruaCore,
    spans: &mut [DruaSpan],
    guarded: &mut [Guarded],
) -> Result<(), Box<Failure>> {
    for entry in guarded {
        let span = &mut spans[entry.span];
        if span.mode != DruaMode::Copied as u32 {
            continue;
        }
        let mut buffer = DruaBuffer::default();
        // SAFETY: the place for the answer is valid.
        if unsafe { (core.buffer_acquire)(span.byte_len, &raw mut buffer) } != DRUA_STATUS_OK {
            let message = format!("no memory for a copy of {} bytes", span.byte_len);
            return Err(Failure::new(DRUA_STATUS_OUT_OF_MEMORY, "out-of-memory", message)
                .with_hint("Close other images or programs, or declare the routine with pin=True so that it needs no copy."));
        }
        entry.token = buffer.token;
        span.address = buffer.address;
        span.owner = buffer.token;
        region(jvm, span, entry.array, false)?;
        span.copied += span.byte_len;
    }
    Ok(())
}

/// Copies back what the routine may have written.
fn copy_out(jvm: Jvm, spans: &mut [DruaSpan], guarded: &[Guarded]) -> Result<(), Box<Failure>> {
    for entry in guarded.iter().filter(|entry| entry.token != 0) {
        let span = &mut spans[entry.span];
        if span.access & DRUA_ACCESS_WRITE != 0 {
            region(jvm, span, entry.result, true)?;
            span.copied += span.byte_len;
        }
    }
    Ok(())
}

/// Copies between an array and the memory of its span.
fn region(jvm: Jvm, span: &DruaSpan, array: sys::jobject, out: bool) -> Result<(), Box<Failure>> {
    let count = (span.byte_len / element_bytes(span.element).unwrap_or(1)) as sys::jsize;
    let memory = span.address as *mut c_void;
    /// One pair of region functions by element type.
    macro_rules! region {
        ($get:ident, $set:ident) => {
            if out {
                jvm!(jvm, v1_1, $set, array, 0, count, memory.cast())
            } else {
                jvm!(jvm, v1_1, $get, array, 0, count, memory.cast())
            }
        };
    }
    // SAFETY: the memory holds `byte_len` bytes, and the array at least as many (`collect`). Nothing is pinned by this
    // thread. A wrong array type would be a defect of Java's side, which sets the element from the array and gives a
    // result array of the same class only.
    unsafe {
        match span.element {
            1 => region!(GetBooleanArrayRegion, SetBooleanArrayRegion),
            2 | 3 => region!(GetByteArrayRegion, SetByteArrayRegion),
            4 | 5 | 14 => region!(GetShortArrayRegion, SetShortArrayRegion),
            6 | 7 => region!(GetIntArrayRegion, SetIntArrayRegion),
            8 | 9 => region!(GetLongArrayRegion, SetLongArrayRegion),
            10 | 12 => region!(GetFloatArrayRegion, SetFloatArrayRegion),
            _ => region!(GetDoubleArrayRegion, SetDoubleArrayRegion),
        }
    }
    if jvm.clear_exception() {
        let message = format!(
            "the JVM refused to copy {count} elements of type {}",
            span.element
        );
        return Err(Failure::new(DRUA_STATUS_HOST, "host", message));
    }
    Ok(())
}

/// Pins the arrays whose mode says so. From here to [`unpin`] nothing else of the JVM is called.
fn pin(jvm: Jvm, spans: &mut [DruaSpan], guarded: &mut [Guarded]) -> Result<(), Box<Failure>> {
    for entry in guarded.iter_mut().filter(|entry| entry.token == 0) {
        let span = &mut spans[entry.span];
        let mut is_copy = false;
        // SAFETY: the array is a primitive array of this thread's call. Waiting for a collection here is harmless:
        // the GIL is not held. Further pins while one is held are allowed; they are critical functions themselves.
        entry.pinned = unsafe {
            jvm!(
                jvm,
                v1_2,
                GetPrimitiveArrayCritical,
                entry.array,
                &raw mut is_copy
            )
        };
        if entry.pinned.is_null() {
            return Err(Failure::new(
                DRUA_STATUS_HOST,
                "host",
                "the JVM could not pin an array: out of memory",
            )
            .with_hint("Give Java more memory, or remove pin=True from the routine."));
        }
        span.address = entry.pinned as u64;
        span.owner = 0;
        if is_copy {
            span.outcome |= DRUA_OUTCOME_JVM_COPY;
            span.copied += 2 * span.byte_len;
        }
    }
    Ok(())
}

fn unpin(jvm: Jvm, spans: &[DruaSpan], guarded: &[Guarded]) {
    // In reverse, as the specification wants nested pins; the mode tells a JVM that copied whether to copy back.
    for entry in guarded.iter().rev().filter(|entry| !entry.pinned.is_null()) {
        let writes = spans[entry.span].access & DRUA_ACCESS_WRITE != 0;
        let mode = if writes { 0 } else { sys::JNI_ABORT };
        // SAFETY: the pointer came from the pin of this very array, and is given back once. The GIL is not held.
        unsafe {
            jvm!(
                jvm,
                v1_2,
                ReleasePrimitiveArrayCritical,
                entry.array,
                entry.pinned,
                mode
            )
        };
    }
    // Only a pin can have left one, and only now may it be looked at.
    jvm.clear_exception();
}
