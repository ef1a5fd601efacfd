//! Every native method of `io.drua.bridge.internal.NativeBridge`. Panics stop here and become replies.

use crate::host;
use crate::pin::{self, Jvm};
use crate::query;
use crate::reply::{self, Frame};
use crate::running::{self, Settings};
use drua_abi::{
    ABI_VERSION, DRUA_STATUS_HOST, DRUA_STATUS_NOT_STARTED, DRUA_STATUS_PANIC, DruaStatistics,
};
use drua_wire::{Failure, Value};
use jni::objects::{JByteBuffer, JClass, JObject};
use jni::sys::{jint, jlong, jobject};
use jni::{EnvUnowned, errors};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs an entry that has no frame to tell of a panic.
fn guarded<T>(on_panic: T, entry: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(entry)).unwrap_or(on_panic)
}

/// Runs an entry with a frame, which tells of a panic.
///
/// # Safety
/// As for [`Frame::at`].
unsafe fn with_frame(address: jlong, entry: impl FnOnce(&mut Frame<'_>) -> i32) -> jint {
    let run = || {
        // SAFETY: by the contract of this function.
        match unsafe { Frame::at(address) } {
            Ok(mut frame) => entry(&mut frame),
            Err(status) => status,
        }
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|payload| {
        // SAFETY: as above; the entry that panicked is over.
        unsafe { Frame::at(address) }.map_or(DRUA_STATUS_PANIC, |mut frame| {
            frame.fail(&panicked(payload.as_ref()))
        })
    })
}

fn panicked(payload: &(dyn Any + Send)) -> Box<Failure> {
    Failure::panicked("Drua's loader", payload)
}

/// Version of the interface, which Java compares with its own.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_abiVersion(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
) -> jint {
    ABI_VERSION as jint
}

/// First byte of a direct buffer; 0 for another one.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_addressOf<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    buffer: JByteBuffer<'local>,
) -> jlong {
    let address = |env: &mut jni::Env<'local>| -> errors::Result<jlong> {
        Ok(env
            .get_direct_buffer_address(&buffer)
            .map_or(0, |address| address as jlong))
    };
    env.with_env(address)
        .resolve::<errors::LogErrorAndDefault>()
}

/// Runs a frame in Python, with the arrays that its spans name pinned or copied.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_call<'local>(
    env: EnvUnowned<'local>,
    _class: JClass<'local>,
    frame: jlong,
    arrays: jobject,
) -> jint {
    let entry = |frame: &mut Frame<'_>| {
        let Some(core) = running::core() else {
            return frame.fail(&running::not_started());
        };
        if !frame.has_spans() {
            // SAFETY: the frame is the caller's (contract of `Frame::at`), and the GIL is not held by Java threads.
            return unsafe { (core.call)(frame.as_mut_ptr()) };
        }
        // SAFETY: as above.
        let status = unsafe { (core.borrow)(frame.as_mut_ptr()) };
        if status != drua_abi::DRUA_STATUS_OK {
            return status;
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            if arrays.is_null() {
                // SAFETY: as above.
                unsafe { (core.call)(frame.as_mut_ptr()) }
            } else {
                // SAFETY: the environment is this thread's for the length of the entry.
                let jvm = unsafe { Jvm::new(env.as_raw()) };
                pin::call_with_arrays(jvm, core, frame, arrays)
            }
        }));
        // SAFETY: ends the borrow above, on the same thread.
        unsafe { (core.give_back)() };
        outcome.unwrap_or_else(|payload| frame.fail(&panicked(payload.as_ref())))
    };
    // SAFETY: Java hands over a frame of the calling thread.
    unsafe { with_frame(frame, entry) }
}

/// Finds and starts Python. The frame's one argument is a map of settings.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_start<'local>(
    mut env: EnvUnowned<'local>,
    class: JClass<'local>,
    frame: jlong,
) -> jint {
    let remembered = env.with_env(|env| host::remember(env, &class).map(|()| true));
    if !remembered.resolve::<errors::LogErrorAndDefault>() {
        return DRUA_STATUS_HOST;
    }
    let entry = |frame: &mut Frame<'_>| {
        let settings = match frame.arguments() {
            Ok(arguments) => arguments.into_iter().next().unwrap_or(Value::Null),
            Err(failure) => return frame.fail(&failure),
        };
        match running::start(&Settings(&settings)) {
            Ok(interpreter) => frame.succeed(&interpreter),
            Err(failure) => frame.fail(&failure),
        }
    };
    // SAFETY: Java hands over a frame of the calling thread.
    unsafe { with_frame(frame, entry) }
}

/// Answers a query that needs no Python.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_query(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    frame: jlong,
) -> jint {
    let entry = |frame: &mut Frame<'_>| {
        let answer = frame
            .arguments()
            .and_then(|arguments| query::answer(frame.op(), &arguments));
        match answer {
            Ok(value) => frame.succeed(&value),
            Err(failure) => frame.fail(&failure),
        }
    };
    // SAFETY: Java hands over a frame of the calling thread.
    unsafe { with_frame(frame, entry) }
}

/// Moves event records into memory of Java; gives their length.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_poll(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    buffer: jlong,
    capacity: jint,
) -> jint {
    guarded(0, || match running::core() {
        // SAFETY: Java gives the address of a direct buffer of that capacity.
        Some(core) => unsafe { (core.poll)(buffer as *mut u8, capacity as u64) as jint },
        None => 0,
    })
}

/// Lets go of a Python object; never waits.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_release(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    handle: jlong,
) -> jint {
    let handle = handle as u64;
    guarded(DRUA_STATUS_PANIC, || match running::core() {
        // SAFETY: one handle, on this stack.
        Some(core) => unsafe { (core.handle_release)(&raw const handle, 1) },
        None => DRUA_STATUS_NOT_STARTED,
    })
}

/// Makes an owner for memory that Java lends; 0 when that is not possible.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_lend(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    token: jlong,
) -> jlong {
    guarded(0, || match running::core() {
        // SAFETY: takes numbers only.
        Some(core) => unsafe { (core.owner_register)(token as u64) as jlong },
        None => 0,
    })
}

/// Java no longer lends the memory.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_unlend(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    owner: jlong,
) -> jint {
    guarded(DRUA_STATUS_PANIC, || match running::core() {
        // SAFETY: takes numbers only.
        Some(core) => unsafe { (core.owner_release)(owner as u64) },
        None => DRUA_STATUS_NOT_STARTED,
    })
}

/// Asks a call to stop; never waits.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_cancel(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    call: jlong,
) -> jint {
    guarded(DRUA_STATUS_PANIC, || match running::core() {
        // SAFETY: takes numbers only.
        Some(core) => unsafe { (core.cancel)(call as u64) },
        None => DRUA_STATUS_NOT_STARTED,
    })
}

/// Copies this thread's last over-large reply into memory of Java; gives its length.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_takeReply(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    buffer: jlong,
    capacity: jlong,
) -> jint {
    guarded(0, || {
        if let Some(large) = reply::take_large() {
            let count = large.len().min(capacity as usize);
            // SAFETY: Java gives the address of a direct buffer of that capacity.
            unsafe { std::ptr::copy_nonoverlapping(large.as_ptr(), buffer as *mut u8, count) };
            return large.len() as jint;
        }
        match running::core() {
            // SAFETY: as above.
            Some(core) => unsafe { (core.take_reply)(buffer as *mut u8, capacity as u64) as jint },
            None => 0,
        }
    })
}

/// Fills in the counts that show a leak.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_statistics(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    buffer: jlong,
) {
    guarded((), || {
        let mut counts = DruaStatistics::default();
        if let Some(core) = running::core() {
            // SAFETY: the place for the answer is valid.
            unsafe { (core.statistics)(&raw mut counts) };
        }
        // SAFETY: Java gives the address of a direct buffer of this size; it may be unaligned.
        unsafe { (buffer as *mut DruaStatistics).write_unaligned(counts) };
    });
}

/// A direct buffer over native memory, whose life the caller looks after.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_view<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    address: jlong,
    length: jlong,
) -> JObject<'local> {
    let view = |env: &mut jni::Env<'local>| -> errors::Result<JObject<'local>> {
        // SAFETY: Java hands over memory that a handle or an owner of its own keeps valid.
        let buffer = unsafe { env.new_direct_byte_buffer(address as *mut u8, length as usize)? };
        Ok(buffer.into())
    };
    env.with_env(view).resolve::<errors::LogErrorAndDefault>()
}

/// Runs what Python does at its end, short of ending it, for at most so long.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_shutdown(
    _env: EnvUnowned<'_>,
    _class: JClass<'_>,
    millis: jint,
) -> jint {
    guarded(DRUA_STATUS_PANIC, || match running::core() {
        // SAFETY: takes numbers only.
        Some(core) => unsafe { (core.shutdown)(millis.max(0) as u32) },
        None => DRUA_STATUS_NOT_STARTED,
    })
}

/// A global reference to an object; 0 for null, or where the JVM has no memory for one.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_newReference<'local>(
    env: EnvUnowned<'local>,
    _class: JClass<'local>,
    object: jobject,
) -> jlong {
    // SAFETY: the environment is this thread's for the length of the entry, and the object Java's argument.
    unsafe { ((**env.as_raw()).v1_1.NewGlobalRef)(env.as_raw(), object) as jlong }
}

/// The object behind a global reference.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_dereference<'local>(
    env: EnvUnowned<'local>,
    _class: JClass<'local>,
    reference: jlong,
) -> jobject {
    // SAFETY: as above; Java reads references from blocks only, whose writer keeps them.
    unsafe { ((**env.as_raw()).v1_2.NewLocalRef)(env.as_raw(), reference as jobject) }
}

/// Lets go of global references.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_deleteReferences<'local>(
    env: EnvUnowned<'local>,
    _class: JClass<'local>,
    references: jobject,
) {
    let raw = env.as_raw();
    // SAFETY: the environment is this thread's, and the argument an array of longs, each a global reference that Java
    // made and gave to nobody.
    unsafe {
        let count = ((**raw).v1_1.GetArrayLength)(raw, references);
        for index in 0..count {
            let mut reference: jlong = 0;
            ((**raw).v1_1.GetLongArrayRegion)(raw, references, index, 1, &raw mut reference);
            ((**raw).v1_1.DeleteGlobalRef)(raw, reference as jobject);
        }
    }
}

/// The JVM's id of a method or constructor.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_methodId<'local>(
    env: EnvUnowned<'local>,
    _class: JClass<'local>,
    executable: jobject,
) -> jlong {
    // SAFETY: the environment is this thread's, and the argument a `Method` or `Constructor`.
    unsafe { ((**env.as_raw()).v1_2.FromReflectedMethod)(env.as_raw(), executable) as jlong }
}

/// The JVM's id of a field.
#[unsafe(no_mangle)]
pub extern "system" fn Java_io_drua_bridge_internal_NativeBridge_fieldId<'local>(
    env: EnvUnowned<'local>,
    _class: JClass<'local>,
    field: jobject,
) -> jlong {
    // SAFETY: the environment is this thread's, and the argument a `Field`.
    unsafe { ((**env.as_raw()).v1_2.FromReflectedField)(env.as_raw(), field) as jlong }
}
