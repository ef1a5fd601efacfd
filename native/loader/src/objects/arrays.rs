//! Arrays of numbers, copied by region, and off-heap buffers.

use super::env::{Env, jni};
use super::{entry, object};
use drua_abi::{DRUA_STATUS_HOST, DRUA_STATUS_OK, DRUA_VALUE_WRITE_BACK, DruaKind, DruaValue};
use jni::sys;
use std::ffi::c_void;
use std::ptr::null_mut;

pub(super) unsafe extern "C" fn length(_context: *mut c_void, array: u64) -> i64 {
    // SAFETY: the core gives a reference to an array.
    entry(-1, |env, _| unsafe {
        i64::from(jni!(env, v1_1, GetArrayLength, object(array)))
    })
}

/// The status of a copy, which fails only where its range lies outside the array.
fn outcome(env: Env) -> i32 {
    match env.take_thrown() {
        None => DRUA_STATUS_OK,
        Some(thrown) => {
            // SAFETY: the local reference was just made.
            unsafe { env.delete_local(thrown) };
            DRUA_STATUS_HOST
        }
    }
}

pub(super) unsafe extern "C" fn read(
    _context: *mut c_void,
    array: u64,
    kind: u32,
    start: u64,
    count: u64,
    out: *mut c_void,
) -> i32 {
    entry(DRUA_STATUS_HOST, |env, _| {
        // SAFETY: the core gives an array of this kind and room for so many elements.
        unsafe { copy_out(env, object(array), kind, start as i32, count as i32, out) };
        outcome(env)
    })
}

pub(super) unsafe extern "C" fn write(
    _context: *mut c_void,
    array: u64,
    kind: u32,
    start: u64,
    count: u64,
    values: *const c_void,
) -> i32 {
    entry(DRUA_STATUS_HOST, |env, _| {
        // SAFETY: the core gives an array of this kind and so many elements.
        unsafe { copy_in(env, object(array), kind, start as i32, count as i32, values) };
        outcome(env)
    })
}

/// # Safety
/// The array is of this kind, and `out` has room for `count` elements.
unsafe fn copy_out(
    env: Env,
    array: sys::jobject,
    kind: u32,
    start: i32,
    count: i32,
    out: *mut c_void,
) {
    // SAFETY: by the contract of this function.
    unsafe {
        match kind {
            1 => jni!(
                env,
                v1_1,
                GetBooleanArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
            2 => jni!(
                env,
                v1_1,
                GetByteArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
            3 => jni!(
                env,
                v1_1,
                GetCharArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
            4 => jni!(
                env,
                v1_1,
                GetShortArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
            5 => jni!(
                env,
                v1_1,
                GetIntArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
            6 => jni!(
                env,
                v1_1,
                GetLongArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
            7 => jni!(
                env,
                v1_1,
                GetFloatArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
            _ => jni!(
                env,
                v1_1,
                GetDoubleArrayRegion,
                array,
                start,
                count,
                out.cast()
            ),
        }
    }
}

/// # Safety
/// The array is of this kind, and `values` are `count` elements.
unsafe fn copy_in(
    env: Env,
    array: sys::jobject,
    kind: u32,
    start: i32,
    count: i32,
    values: *const c_void,
) {
    // SAFETY: by the contract of this function.
    unsafe {
        match kind {
            1 => jni!(
                env,
                v1_1,
                SetBooleanArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
            2 => jni!(
                env,
                v1_1,
                SetByteArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
            3 => jni!(
                env,
                v1_1,
                SetCharArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
            4 => jni!(
                env,
                v1_1,
                SetShortArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
            5 => jni!(
                env,
                v1_1,
                SetIntArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
            6 => jni!(
                env,
                v1_1,
                SetLongArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
            7 => jni!(
                env,
                v1_1,
                SetFloatArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
            _ => jni!(
                env,
                v1_1,
                SetDoubleArrayRegion,
                array,
                start,
                count,
                values.cast()
            ),
        }
    }
}

/// Place of an earlier argument that is the same array as an argument: Java has to see one array, too.
pub(super) fn given_before(given: &[DruaValue], index: usize) -> Option<usize> {
    let value = &given[index];
    if value.kind != DruaKind::Array as u32 {
        return None;
    }
    given[..index].iter().position(|other| {
        other.kind == value.kind
            && other.flags == value.flags
            && other.bits == value.bits
            && other.length == value.length
            && other.class == value.class
    })
}

/// A new array with the value's numbers, as a local reference; null with an exception pending.
///
/// # Safety
/// The value is of the kind `Array` and valid.
pub(super) unsafe fn make(env: Env, value: &DruaValue) -> sys::jobject {
    let count = value.length as i32;
    // SAFETY: by the contract of this function.
    unsafe {
        let array = match value.flags {
            1 => jni!(env, v1_1, NewBooleanArray, count),
            2 => jni!(env, v1_1, NewByteArray, count),
            3 => jni!(env, v1_1, NewCharArray, count),
            4 => jni!(env, v1_1, NewShortArray, count),
            5 => jni!(env, v1_1, NewIntArray, count),
            6 => jni!(env, v1_1, NewLongArray, count),
            7 => jni!(env, v1_1, NewFloatArray, count),
            8 => jni!(env, v1_1, NewDoubleArray, count),
            _ => null_mut(),
        };
        if !array.is_null() {
            copy_in(
                env,
                array,
                value.flags,
                0,
                count,
                value.bits as *const c_void,
            );
        }
        array
    }
}

/// Copies what Java wrote into an array that was made of an argument back, where that is wanted.
///
/// # Safety
/// The array was made by [`make`] of the value, whose memory may then be written.
pub(super) unsafe fn write_back(env: Env, value: &DruaValue, array: sys::jobject) {
    if value.kind == DruaKind::Array as u32 && value.class & DRUA_VALUE_WRITE_BACK != 0 {
        // SAFETY: by the contract of this function.
        unsafe {
            copy_out(
                env,
                array,
                value.flags,
                0,
                value.length as i32,
                value.bits as *mut c_void,
            )
        };
    }
}

pub(super) unsafe extern "C" fn buffer(
    _context: *mut c_void,
    buffer: u64,
    address: *mut u64,
    capacity: *mut u64,
) -> i32 {
    entry(0, |env, _| {
        // SAFETY: the core gives a reference to a buffer and valid places for the answers.
        unsafe {
            let start = jni!(env, v1_4, GetDirectBufferAddress, object(buffer));
            let elements = jni!(env, v1_4, GetDirectBufferCapacity, object(buffer));
            if start.is_null() || elements < 0 {
                return 0;
            }
            address.write(start as u64);
            capacity.write(elements as u64);
        }
        1
    })
}
