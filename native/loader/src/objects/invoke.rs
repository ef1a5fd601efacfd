//! One use of a member: arguments in, the call or field, the result or what was thrown out.

use super::env::{Env, jni};
use super::values::{self, REFERENCE, Thrown, VOID};
use super::{arrays, entry, fields, object};
use crate::host::Upcalls;
use drua_abi::{
    DRUA_STATUS_HOST, DRUA_STATUS_OK, DRUA_STATUS_THROWN, DruaInvocation, DruaMember, DruaValue,
};
use jni::sys;
use std::ffi::c_void;

/// Arguments up to this number take no memory of the heap.
const FEW: usize = 12;

const METHOD: u32 = DruaMember::Method as u32;
const STATIC_METHOD: u32 = DruaMember::StaticMethod as u32;
const CONSTRUCTOR: u32 = DruaMember::Constructor as u32;
const VALUE: u32 = DruaMember::Value as u32;
const GET_FIELD: u32 = DruaMember::GetField as u32;
const SET_FIELD: u32 = DruaMember::SetField as u32;
pub(super) const GET_STATIC_FIELD: u32 = DruaMember::GetStaticField as u32;
pub(super) const SET_STATIC_FIELD: u32 = DruaMember::SetStaticField as u32;

pub(super) unsafe extern "C" fn invoke(
    _context: *mut c_void,
    invocation: *mut DruaInvocation,
) -> i32 {
    entry(DRUA_STATUS_HOST, |env, upcalls| {
        // SAFETY: the core hands over an invocation of its own for the length of the call.
        let invocation = unsafe { &mut *invocation };
        // SAFETY: as above: its arguments are valid too.
        unsafe { run(env, upcalls, invocation) }
    })
}

/// # Safety
/// The invocation is valid, and its member fits its arguments.
unsafe fn run(env: Env, upcalls: &Upcalls, invocation: &mut DruaInvocation) -> i32 {
    let count = invocation.argument_count as usize;
    let given = if count == 0 {
        &[]
    } else {
        // SAFETY: by the contract of this function.
        unsafe { std::slice::from_raw_parts(invocation.arguments as *const DruaValue, count) }
    };
    if count > FEW {
        // SAFETY: the environment is this thread's. Where there is no memory for so many, an exception says so below.
        unsafe { jni!(env, v1_2, EnsureLocalCapacity, count as i32 + 16) };
    }
    let mut few = [sys::jvalue { j: 0 }; FEW];
    let mut many = Vec::new();
    let values = if count <= FEW {
        &mut few[..count]
    } else {
        many.resize(count, sys::jvalue { j: 0 });
        &mut many[..]
    };
    // Bit `i`: argument `i` is a local reference. A call has at most 255 arguments.
    let mut locals = [0_u64; 4];
    let mut outcome = Ok(());
    for (index, value) in given.iter().enumerate() {
        if let Some(same) = arrays::given_before(given, index) {
            values[index] = values[same];
            continue;
        }
        // SAFETY: by the contract of this function.
        match unsafe { values::argument(env, upcalls, value) } {
            Ok((made, is_local)) => {
                values[index] = made;
                if is_local {
                    locals[(index / 64) & 3] |= 1 << (index % 64);
                }
            }
            Err(Thrown) => {
                outcome = Err(Thrown);
                break;
            }
        }
    }
    let outcome = match outcome {
        // SAFETY: by the contract of this function.
        Ok(()) => unsafe { used(env, upcalls, invocation, values) },
        Err(Thrown) => Err(Thrown),
    };
    let status = match outcome {
        Ok(result) => {
            invocation.result = result;
            DRUA_STATUS_OK
        }
        Err(Thrown) => thrown(env, upcalls, invocation),
    };
    if locals != [0; 4] {
        for (index, value) in given.iter().enumerate() {
            if locals[(index / 64) & 3] & (1 << (index % 64)) != 0 {
                // SAFETY: the local reference was made above.
                unsafe {
                    if status == DRUA_STATUS_OK {
                        arrays::write_back(env, value, values[index].l);
                    }
                    env.delete_local(values[index].l);
                }
            }
        }
    }
    status
}

/// What is pending, as the result.
fn thrown(env: Env, upcalls: &Upcalls, invocation: &mut DruaInvocation) -> i32 {
    let Some(thrown) = env.take_thrown() else {
        return DRUA_STATUS_HOST;
    };
    // SAFETY: the reference is a local one of this thread.
    match unsafe { values::result(env, upcalls, REFERENCE, thrown) } {
        Ok(result) => {
            invocation.result = result;
            DRUA_STATUS_THROWN
        }
        Err(Thrown) => {
            env.take_thrown();
            DRUA_STATUS_HOST
        }
    }
}

/// # Safety
/// The member fits the values.
unsafe fn used(
    env: Env,
    upcalls: &Upcalls,
    invocation: &DruaInvocation,
    values: &[sys::jvalue],
) -> Result<DruaValue, Thrown> {
    // SAFETY: by the contract of this function; a receiver is never null, which the core checks.
    unsafe {
        match invocation.operation {
            METHOD | STATIC_METHOD => called(env, upcalls, invocation, values),
            CONSTRUCTOR => {
                let (class, id) = (
                    object(invocation.class),
                    invocation.member as sys::jmethodID,
                );
                // In two steps: HotSpot's `NewObjectA` keeps its local reference for itself where the constructor throws.
                let made = jni!(env, v1_1, AllocObject, class);
                if made.is_null() {
                    return Err(Thrown);
                }
                jni!(
                    env,
                    v1_1,
                    CallNonvirtualVoidMethodA,
                    made,
                    class,
                    id,
                    values.as_ptr()
                );
                if env.has_thrown() {
                    env.delete_local(made);
                    return Err(Thrown);
                }
                values::result(env, upcalls, REFERENCE, made)
            }
            VALUE => {
                let local = jni!(env, v1_2, NewLocalRef, values[0].l);
                values::result(env, upcalls, REFERENCE, local)
            }
            GET_FIELD | GET_STATIC_FIELD => fields::read(env, upcalls, invocation, values),
            SET_FIELD | SET_STATIC_FIELD => {
                fields::write(env, invocation, values);
                Ok(DruaValue::default())
            }
            _ => Ok(DruaValue::default()),
        }
    }
}

/// A number as a result.
pub(super) fn number(kind: u32, bits: u64) -> DruaValue {
    DruaValue {
        kind,
        bits,
        ..DruaValue::default()
    }
}

/// Calls the function of the JNI table for a type: on a class, or on the first value.
macro_rules! call {
    ($env:expr, $invocation:expr, $values:expr, $static_call:ident, $call:ident) => {{
        let id = $invocation.member as sys::jmethodID;
        if $invocation.operation == STATIC_METHOD {
            jni!(
                $env,
                v1_1,
                $static_call,
                object($invocation.class),
                id,
                $values.as_ptr()
            )
        } else {
            jni!($env, v1_1, $call, $values[0].l, id, $values.as_ptr().add(1))
        }
    }};
}

/// # Safety
/// As for [`used`].
unsafe fn called(
    env: Env,
    upcalls: &Upcalls,
    invocation: &DruaInvocation,
    values: &[sys::jvalue],
) -> Result<DruaValue, Thrown> {
    let kind = invocation.declared;
    // SAFETY: by the contract of this function: the method gives what is declared.
    unsafe {
        let result = match kind {
            VOID => {
                call!(
                    env,
                    invocation,
                    values,
                    CallStaticVoidMethodA,
                    CallVoidMethodA
                );
                DruaValue::default()
            }
            1 => number(
                kind,
                u64::from(call!(
                    env,
                    invocation,
                    values,
                    CallStaticBooleanMethodA,
                    CallBooleanMethodA
                )),
            ),
            2 => number(
                kind,
                i64::from(call!(
                    env,
                    invocation,
                    values,
                    CallStaticByteMethodA,
                    CallByteMethodA
                )) as u64,
            ),
            3 => number(
                kind,
                u64::from(call!(
                    env,
                    invocation,
                    values,
                    CallStaticCharMethodA,
                    CallCharMethodA
                )),
            ),
            4 => number(
                kind,
                i64::from(call!(
                    env,
                    invocation,
                    values,
                    CallStaticShortMethodA,
                    CallShortMethodA
                )) as u64,
            ),
            5 => number(
                kind,
                i64::from(call!(
                    env,
                    invocation,
                    values,
                    CallStaticIntMethodA,
                    CallIntMethodA
                )) as u64,
            ),
            6 => number(
                kind,
                call!(
                    env,
                    invocation,
                    values,
                    CallStaticLongMethodA,
                    CallLongMethodA
                ) as u64,
            ),
            7 => number(
                kind,
                u64::from(
                    call!(
                        env,
                        invocation,
                        values,
                        CallStaticFloatMethodA,
                        CallFloatMethodA
                    )
                    .to_bits(),
                ),
            ),
            8 => number(
                kind,
                call!(
                    env,
                    invocation,
                    values,
                    CallStaticDoubleMethodA,
                    CallDoubleMethodA
                )
                .to_bits(),
            ),
            _ => {
                let local = call!(
                    env,
                    invocation,
                    values,
                    CallStaticObjectMethodA,
                    CallObjectMethodA
                );
                if env.has_thrown() {
                    return Err(Thrown);
                }
                return values::result(env, upcalls, kind, local);
            }
        };
        if env.has_thrown() {
            return Err(Thrown);
        }
        Ok(result)
    }
}
