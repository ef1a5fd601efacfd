//! Values on their way into a Java call and out of it.

use super::env::{Env, jni};
use super::{arrays, object};
use crate::host::Upcalls;
use drua_abi::{DruaKind, DruaValue};
use jni::sys;
use once_cell::sync::OnceCell;
use std::cell::RefCell;
use std::ffi::CStr;

/// Most units that a thread keeps room for after a longer text.
const KEPT_UNITS: usize = 32 << 10;

thread_local! {
    /// The text that this thread's last invocation gave.
    static TEXT: RefCell<Vec<u16>> = const { RefCell::new(Vec::new()) };
}

/// The JVM threw: the exception is pending.
pub(super) struct Thrown;

const NULL: u32 = DruaKind::Null as u32;
pub(super) const VOID: u32 = DruaKind::Void as u32;
pub(super) const TEXT_KIND: u32 = DruaKind::Text as u32;
pub(super) const REFERENCE: u32 = DruaKind::Reference as u32;
const FIRST_BOX: u32 = DruaKind::BoxedBoolean as u32;
const LAST_BOX: u32 = DruaKind::BoxedDouble as u32;
const BLOCK: u32 = DruaKind::Block as u32;
const ARRAY: u32 = DruaKind::Array as u32;
const PYTHON: u32 = DruaKind::Python as u32;

/// A class of boxes and how they are made and opened.
struct Boxes {
    class: sys::jclass,
    value_of: sys::jmethodID,
    value: sys::jmethodID,
}

// SAFETY: a global reference and ids, which are valid on every thread and never change.
unsafe impl Send for Boxes {}
// SAFETY: as above.
unsafe impl Sync for Boxes {}

static BOXES: OnceCell<Vec<Boxes>> = OnceCell::new();

/// Name of the class, of the method that makes one and of the method that opens one, in the order of the kinds.
const BOX_NAMES: [(&CStr, &CStr, &CStr, &CStr); 8] = [
    (
        c"java/lang/Boolean",
        c"(Z)Ljava/lang/Boolean;",
        c"booleanValue",
        c"()Z",
    ),
    (
        c"java/lang/Byte",
        c"(B)Ljava/lang/Byte;",
        c"byteValue",
        c"()B",
    ),
    (
        c"java/lang/Character",
        c"(C)Ljava/lang/Character;",
        c"charValue",
        c"()C",
    ),
    (
        c"java/lang/Short",
        c"(S)Ljava/lang/Short;",
        c"shortValue",
        c"()S",
    ),
    (
        c"java/lang/Integer",
        c"(I)Ljava/lang/Integer;",
        c"intValue",
        c"()I",
    ),
    (
        c"java/lang/Long",
        c"(J)Ljava/lang/Long;",
        c"longValue",
        c"()J",
    ),
    (
        c"java/lang/Float",
        c"(F)Ljava/lang/Float;",
        c"floatValue",
        c"()F",
    ),
    (
        c"java/lang/Double",
        c"(D)Ljava/lang/Double;",
        c"doubleValue",
        c"()D",
    ),
];

fn boxes(env: Env, kind: u32) -> Result<&'static Boxes, Thrown> {
    let all = BOXES.get_or_try_init(|| {
        let find = |(class, make, open, result): &(&CStr, &CStr, &CStr, &CStr)| {
            let class = env.core_class(class).ok_or(Thrown)?;
            // SAFETY: the class is one of the core's, and has both methods in every version of Java.
            let (value_of, value) = unsafe {
                (
                    jni!(
                        env,
                        v1_1,
                        GetStaticMethodID,
                        class,
                        c"valueOf".as_ptr(),
                        make.as_ptr()
                    ),
                    jni!(
                        env,
                        v1_1,
                        GetMethodID,
                        class,
                        open.as_ptr(),
                        result.as_ptr()
                    ),
                )
            };
            if value_of.is_null() || value.is_null() {
                return Err(Thrown);
            }
            Ok(Boxes {
                class,
                value_of,
                value,
            })
        };
        BOX_NAMES.iter().map(find).collect::<Result<Vec<_>, _>>()
    })?;
    all.get((kind - FIRST_BOX) as usize).ok_or(Thrown)
}

/// A number as JNI takes it.
pub(super) fn primitive(kind: u32, bits: u64) -> sys::jvalue {
    match kind {
        1 => sys::jvalue { z: bits != 0 },
        2 => sys::jvalue { b: bits as i8 },
        3 => sys::jvalue { c: bits as u16 },
        4 => sys::jvalue { s: bits as i16 },
        5 => sys::jvalue { i: bits as i32 },
        6 => sys::jvalue { j: bits as i64 },
        7 => sys::jvalue {
            f: f32::from_bits(bits as u32),
        },
        _ => sys::jvalue {
            d: f64::from_bits(bits),
        },
    }
}

/// An argument as JNI takes it, and whether it is a local reference that has to be given back.
///
/// # Safety
/// What the value points to is valid, as `DruaObjects.invoke` says.
pub(super) unsafe fn argument(
    env: Env,
    upcalls: &Upcalls,
    value: &DruaValue,
) -> Result<(sys::jvalue, bool), Thrown> {
    let made = |local: sys::jobject| {
        if local.is_null() {
            Err(Thrown)
        } else {
            Ok((sys::jvalue { l: local }, true))
        }
    };
    match value.kind {
        1..=8 => Ok((primitive(value.kind, value.bits), false)),
        NULL => Ok((
            sys::jvalue {
                l: std::ptr::null_mut(),
            },
            false,
        )),
        REFERENCE => Ok((
            sys::jvalue {
                l: object(value.bits),
            },
            false,
        )),
        TEXT_KIND => {
            let units = value.bits as *const u16;
            // SAFETY: by the contract of this function: so many units lie there.
            made(unsafe { jni!(env, v1_1, NewString, units, value.length as i32) })
        }
        FIRST_BOX..=LAST_BOX => {
            let boxes = boxes(env, value.kind)?;
            let number = primitive(value.kind - FIRST_BOX + 1, value.bits);
            // SAFETY: the class is kept for ever, and the method takes one number of this kind.
            let boxed = unsafe {
                jni!(
                    env,
                    v1_1,
                    CallStaticObjectMethodA,
                    boxes.class,
                    boxes.value_of,
                    &raw const number
                )
            };
            if env.has_thrown() {
                return Err(Thrown);
            }
            made(boxed)
        }
        BLOCK => {
            let length = value.length as i32;
            // SAFETY: by the contract of this function: so many bytes lie there, and `class` is a class.
            unsafe {
                let bytes = jni!(env, v1_1, NewByteArray, length);
                if bytes.is_null() {
                    return Err(Thrown);
                }
                jni!(
                    env,
                    v1_1,
                    SetByteArrayRegion,
                    bytes,
                    0,
                    length,
                    value.bits as *const i8
                );
                let arguments = [
                    sys::jvalue { l: bytes },
                    sys::jvalue {
                        l: object(value.class),
                    },
                ];
                let converted = jni!(
                    env,
                    v1_1,
                    CallStaticObjectMethodA,
                    upcalls.class(),
                    upcalls.convert(),
                    arguments.as_ptr()
                );
                let thrown = env.has_thrown();
                env.delete_local(bytes);
                if thrown {
                    return Err(Thrown);
                }
                Ok((sys::jvalue { l: converted }, true))
            }
        }
        // SAFETY: by the contract of this function.
        ARRAY => made(unsafe { arrays::make(env, value) }),
        _ => Ok((sys::jvalue { j: 0 }, false)),
    }
}

/// What one of Java's methods says of an object.
///
/// # Safety
/// `local` is a reference, and `method` takes one object and gives a `long`.
unsafe fn ask(
    env: Env,
    upcalls: &Upcalls,
    method: sys::jmethodID,
    local: sys::jobject,
) -> Result<u64, Thrown> {
    let argument = sys::jvalue { l: local };
    // SAFETY: by the contract of this function.
    let answer = unsafe {
        jni!(
            env,
            v1_1,
            CallStaticLongMethodA,
            upcalls.class(),
            method,
            &raw const argument
        )
    };
    if env.has_thrown() {
        return Err(Thrown);
    }
    Ok(answer as u64)
}

/// An object as a result, with a global reference where it is no plain value. The local reference is given back.
///
/// # Safety
/// `local` is a local reference of this thread, or null; `declared` is `Text` only where it is to a string.
pub(super) unsafe fn result(
    env: Env,
    upcalls: &Upcalls,
    declared: u32,
    local: sys::jobject,
) -> Result<DruaValue, Thrown> {
    if local.is_null() {
        return Ok(DruaValue::default());
    }
    // SAFETY: by the contract of this function.
    unsafe {
        let made = value_of(env, upcalls, declared, local);
        env.delete_local(local);
        made
    }
}

/// # Safety
/// As for [`result`]; `local` is not null.
unsafe fn value_of(
    env: Env,
    upcalls: &Upcalls,
    declared: u32,
    local: sys::jobject,
) -> Result<DruaValue, Thrown> {
    // SAFETY: by the contract of this function; Java tells which class the object is of.
    unsafe {
        if declared == TEXT_KIND {
            return Ok(text(env, local));
        }
        let kind = ask(env, upcalls, upcalls.kind_of(), local)?;
        match kind as u32 & 0xFF {
            TEXT_KIND => Ok(text(env, local)),
            boxed @ FIRST_BOX..=LAST_BOX => Ok(DruaValue {
                kind: boxed,
                bits: unboxed(env, boxed, local)?,
                ..DruaValue::default()
            }),
            other => {
                let handle = if other == PYTHON {
                    ask(env, upcalls, upcalls.handle_of(), local)?
                } else {
                    0
                };
                Ok(DruaValue {
                    kind: if handle == 0 { REFERENCE } else { PYTHON },
                    bits: env.global(local) as u64,
                    length: handle,
                    class: kind >> 8,
                    ..DruaValue::default()
                })
            }
        }
    }
}

/// # Safety
/// `string` is a reference to a string.
unsafe fn text(env: Env, string: sys::jobject) -> DruaValue {
    TEXT.with_borrow_mut(|units| {
        // SAFETY: by the contract of this function; the place has room for all units.
        unsafe {
            let length = jni!(env, v1_1, GetStringLength, string);
            units.clear();
            units.shrink_to(KEPT_UNITS.max(length as usize));
            units.reserve(length as usize);
            jni!(
                env,
                v1_2,
                GetStringRegion,
                string,
                0,
                length,
                units.as_mut_ptr()
            );
            units.set_len(length as usize);
        }
        DruaValue {
            kind: TEXT_KIND,
            bits: units.as_ptr() as u64,
            length: units.len() as u64,
            ..DruaValue::default()
        }
    })
}

/// # Safety
/// `local` is a reference to a box of this kind.
unsafe fn unboxed(env: Env, kind: u32, local: sys::jobject) -> Result<u64, Thrown> {
    let open = boxes(env, kind)?.value;
    let none = std::ptr::null();
    // SAFETY: by the contract of this function; the method takes nothing and gives a number of this kind.
    let bits = unsafe {
        match kind - FIRST_BOX + 1 {
            1 => u64::from(jni!(env, v1_1, CallBooleanMethodA, local, open, none)),
            2 => i64::from(jni!(env, v1_1, CallByteMethodA, local, open, none)) as u64,
            3 => u64::from(jni!(env, v1_1, CallCharMethodA, local, open, none)),
            4 => i64::from(jni!(env, v1_1, CallShortMethodA, local, open, none)) as u64,
            5 => i64::from(jni!(env, v1_1, CallIntMethodA, local, open, none)) as u64,
            6 => jni!(env, v1_1, CallLongMethodA, local, open, none) as u64,
            7 => u64::from(jni!(env, v1_1, CallFloatMethodA, local, open, none).to_bits()),
            _ => jni!(env, v1_1, CallDoubleMethodA, local, open, none).to_bits(),
        }
    };
    if env.has_thrown() {
        return Err(Thrown);
    }
    Ok(bits)
}
