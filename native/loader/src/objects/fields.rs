//! Fields of objects and classes.

use super::env::{Env, jni};
use super::invoke::{GET_STATIC_FIELD, SET_STATIC_FIELD, number};
use super::object;
use super::values::{self, REFERENCE, TEXT_KIND, Thrown};
use crate::host::Upcalls;
use drua_abi::{DruaInvocation, DruaValue};
use jni::sys;

/// Reads with the function of the JNI table for a type.
macro_rules! get {
    ($env:expr, $invocation:expr, $values:expr, $static_get:ident, $get:ident) => {{
        let id = $invocation.member as sys::jfieldID;
        if $invocation.operation == GET_STATIC_FIELD {
            jni!($env, v1_1, $static_get, object($invocation.class), id)
        } else {
            jni!($env, v1_1, $get, $values[0].l, id)
        }
    }};
}

/// # Safety
/// The field is of the declared type; the first value is an object that has it, unless it is static.
pub(super) unsafe fn read(
    env: Env,
    upcalls: &Upcalls,
    invocation: &DruaInvocation,
    values: &[sys::jvalue],
) -> Result<DruaValue, Thrown> {
    let kind = invocation.declared;
    // SAFETY: by the contract of this function: the field is of the declared type.
    unsafe {
        Ok(match kind {
            1 => number(
                kind,
                u64::from(get!(
                    env,
                    invocation,
                    values,
                    GetStaticBooleanField,
                    GetBooleanField
                )),
            ),
            2 => number(
                kind,
                i64::from(get!(
                    env,
                    invocation,
                    values,
                    GetStaticByteField,
                    GetByteField
                )) as u64,
            ),
            3 => number(
                kind,
                u64::from(get!(
                    env,
                    invocation,
                    values,
                    GetStaticCharField,
                    GetCharField
                )),
            ),
            4 => number(
                kind,
                i64::from(get!(
                    env,
                    invocation,
                    values,
                    GetStaticShortField,
                    GetShortField
                )) as u64,
            ),
            5 => number(
                kind,
                i64::from(get!(
                    env,
                    invocation,
                    values,
                    GetStaticIntField,
                    GetIntField
                )) as u64,
            ),
            6 => number(
                kind,
                get!(env, invocation, values, GetStaticLongField, GetLongField) as u64,
            ),
            7 => number(
                kind,
                u64::from(
                    get!(env, invocation, values, GetStaticFloatField, GetFloatField).to_bits(),
                ),
            ),
            8 => number(
                kind,
                get!(
                    env,
                    invocation,
                    values,
                    GetStaticDoubleField,
                    GetDoubleField
                )
                .to_bits(),
            ),
            REFERENCE | TEXT_KIND => {
                let local = get!(
                    env,
                    invocation,
                    values,
                    GetStaticObjectField,
                    GetObjectField
                );
                values::result(env, upcalls, kind, local)?
            }
            _ => DruaValue::default(),
        })
    }
}

/// Writes with the function of the JNI table for a type.
macro_rules! set {
    ($env:expr, $invocation:expr, $values:expr, $static_set:ident, $set:ident, $member:ident) => {{
        let id = $invocation.member as sys::jfieldID;
        if $invocation.operation == SET_STATIC_FIELD {
            jni!(
                $env,
                v1_1,
                $static_set,
                object($invocation.class),
                id,
                $values[0].$member
            )
        } else {
            jni!($env, v1_1, $set, $values[0].l, id, $values[1].$member)
        }
    }};
}

/// # Safety
/// The field is of the declared type; the first value is an object that has it, unless it is static.
pub(super) unsafe fn write(env: Env, invocation: &DruaInvocation, values: &[sys::jvalue]) {
    // SAFETY: by the contract of this function: the field is of the declared type, and so is the value.
    unsafe {
        match invocation.declared {
            1 => set!(
                env,
                invocation,
                values,
                SetStaticBooleanField,
                SetBooleanField,
                z
            ),
            2 => set!(env, invocation, values, SetStaticByteField, SetByteField, b),
            3 => set!(env, invocation, values, SetStaticCharField, SetCharField, c),
            4 => set!(
                env,
                invocation,
                values,
                SetStaticShortField,
                SetShortField,
                s
            ),
            5 => set!(env, invocation, values, SetStaticIntField, SetIntField, i),
            6 => set!(env, invocation, values, SetStaticLongField, SetLongField, j),
            7 => set!(
                env,
                invocation,
                values,
                SetStaticFloatField,
                SetFloatField,
                f
            ),
            8 => set!(
                env,
                invocation,
                values,
                SetStaticDoubleField,
                SetDoubleField,
                d
            ),
            _ => set!(
                env,
                invocation,
                values,
                SetStaticObjectField,
                SetObjectField,
                l
            ),
        }
    }
}
