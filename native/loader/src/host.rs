//! The JVM as the core's host: running a Java function for Python.

use crate::objects;
use drua_abi::{
    ABI_VERSION, DRUA_STATUS_HOST, DRUA_STATUS_OK, DRUA_STATUS_PYTHON_EXCEPTION, DruaHost, DruaSink,
};
use drua_wire::{Failure, Writer};
use jni::objects::{JByteArray, JClass, JStaticMethodID, JValue};
use jni::refs::Global;
use jni::signature::ReturnType;
use jni::{Env, JavaVM, jni_sig, jni_str, sys};
use once_cell::sync::OnceCell;
use std::cell::RefCell;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The static methods of `NativeBridge` that native code calls.
pub(crate) struct Upcalls {
    vm: JavaVM,
    class: Global<JClass<'static>>,
    method: JStaticMethodID,
    kind_of: JStaticMethodID,
    handle_of: JStaticMethodID,
    convert: JStaticMethodID,
}

impl Upcalls {
    pub(crate) fn vm(&self) -> &JavaVM {
        &self.vm
    }

    /// The class itself.
    pub(crate) fn class(&self) -> sys::jclass {
        self.class.as_raw()
    }

    /// `long kindOf(Object)`
    pub(crate) fn kind_of(&self) -> sys::jmethodID {
        self.kind_of.into_raw()
    }

    /// `long handleOf(Object)`
    pub(crate) fn handle_of(&self) -> sys::jmethodID {
        self.handle_of.into_raw()
    }

    /// `Object convert(byte[], Class)`
    pub(crate) fn convert(&self) -> sys::jmethodID {
        self.convert.into_raw()
    }
}

/// The JVM's methods, once it has started Python.
pub(crate) fn upcalls() -> Option<&'static Upcalls> {
    UPCALLS.get()
}

static UPCALLS: OnceCell<Upcalls> = OnceCell::new();

/// Remembers the class with the native methods, which never goes away.
pub(crate) fn remember(env: &mut Env<'_>, class: &JClass<'_>) -> Result<(), jni::errors::Error> {
    UPCALLS.get_or_try_init(|| {
        let method = env.get_static_method_id(class, jni_str!("upcall"), jni_sig!("(J[B)[B"))?;
        let kind_of =
            env.get_static_method_id(class, jni_str!("kindOf"), jni_sig!("(Ljava/lang/Object;)J"))?;
        let handle_of = env.get_static_method_id(
            class,
            jni_str!("handleOf"),
            jni_sig!("(Ljava/lang/Object;)J"),
        )?;
        let convert = jni_sig!("([BLjava/lang/Class;)Ljava/lang/Object;");
        let convert = env.get_static_method_id(class, jni_str!("convert"), convert)?;
        Ok::<_, jni::errors::Error>(Upcalls {
            vm: env.get_java_vm()?,
            class: env.new_global_ref(class)?,
            method,
            kind_of,
            handle_of,
            convert,
        })
    })?;
    Ok(())
}

/// The table that the core gets.
pub(crate) fn table() -> DruaHost {
    DruaHost {
        version: ABI_VERSION,
        size: size_of::<DruaHost>() as u32,
        context: std::ptr::null_mut(),
        call: Some(call),
        objects: &raw const objects::TABLE,
    }
}

/// Runs function `id` on this thread, which is attached to the JVM as a daemon if it is not yet.
///
/// # Safety
/// As `DruaHost.call` says: arguments and sink are valid, the GIL is not held, nothing is pinned by this thread.
unsafe extern "C" fn call(
    _context: *mut c_void,
    id: u64,
    args: *const u8,
    args_len: u64,
    sink_context: *mut c_void,
    sink: DruaSink,
) -> i32 {
    // SAFETY: by the contract of this function.
    let args = unsafe { std::slice::from_raw_parts(args, args_len as usize) };
    let outcome = catch_unwind(AssertUnwindSafe(|| upcall(id, args)));
    let (status, reply) = match outcome {
        Ok(Ok(reply)) => reply,
        Ok(Err(error)) => failed(&format!("the JVM could not run the function: {error}")),
        Err(_) => failed("Drua itself failed while it ran the function"),
    };
    // SAFETY: as above.
    unsafe { sink(sink_context, reply.as_ptr(), reply.len() as u64) };
    status
}

/// A thread of Python that was attached to the JVM, until it ends.
struct Attached(*mut sys::JavaVM);

impl Drop for Attached {
    fn drop(&mut self) {
        // SAFETY: this thread was attached by `attach` and runs no Java any more: its native frames are gone.
        unsafe { ((**self.0).v1_1.DetachCurrentThread)(self.0) };
    }
}

thread_local! {
    static ATTACHED: RefCell<Option<Attached>> = const { RefCell::new(None) };
}

/// Attaches the current thread as a daemon, unless the JVM knows it: Python's threads must not keep the JVM from ending,
/// and `jni` attaches in no other way. A failure is met again, and told, where the environment is asked for.
pub(crate) fn attach(vm: &JavaVM) {
    let raw = vm.get_raw();
    let mut env: *mut c_void = std::ptr::null_mut();
    let mut arguments = sys::JavaVMAttachArgs {
        version: sys::JNI_VERSION_1_6,
        name: c"Python".as_ptr().cast_mut(),
        group: std::ptr::null_mut(),
    };
    // SAFETY: the JVM's own table, which lives as long as the process; places and name are valid for the calls.
    unsafe {
        if ((**raw).v1_2.GetEnv)(raw, &raw mut env, sys::JNI_VERSION_1_6) != sys::JNI_EDETACHED {
            return;
        }
        let attached = ((**raw).v1_4.AttachCurrentThreadAsDaemon)(
            raw,
            &raw mut env,
            (&raw mut arguments).cast(),
        );
        if attached == sys::JNI_OK {
            // While the thread itself ends there is no place to note it; the JVM then keeps its record of the thread.
            let _ = ATTACHED.try_with(|place| place.replace(Some(Attached(raw))));
        }
    }
}

fn failed(message: &str) -> (i32, Vec<u8>) {
    let mut writer = Writer::new();
    // A short text always fits.
    let _ = Failure::new(DRUA_STATUS_HOST, "host", message).write(&mut writer);
    (DRUA_STATUS_HOST, writer.into_bytes())
}

fn upcall(id: u64, args: &[u8]) -> Result<(i32, Vec<u8>), jni::errors::Error> {
    let Some(upcalls) = UPCALLS.get() else {
        return Ok(failed("no Java program has started Python"));
    };
    attach(&upcalls.vm);
    upcalls.vm.attach_current_thread(|env| {
        let reply = run(env, upcalls, id, args);
        if reply.is_err() {
            // What Java threw would be met by whichever call of the JVM comes next.
            env.exception_clear();
        }
        reply
    })
}

fn run(
    env: &mut Env<'_>,
    upcalls: &Upcalls,
    id: u64,
    args: &[u8],
) -> Result<(i32, Vec<u8>), jni::errors::Error> {
    let argument = env.byte_array_from_slice(args)?;
    // SAFETY: the method has this signature (`remember`).
    let result = unsafe {
        env.call_static_method_unchecked(
            &upcalls.class,
            upcalls.method,
            ReturnType::Object,
            &[
                JValue::Long(id as i64).as_jni(),
                JValue::Object(&argument).as_jni(),
            ],
        )
    };
    let result = result?.l()?;
    // SAFETY: the method returns a byte array.
    let result = unsafe { JByteArray::from_raw(env, result.into_raw()) };
    let reply = env.convert_byte_array(&result)?;
    Ok(match reply.split_first() {
        Some((0, block)) => (DRUA_STATUS_OK, block.to_vec()),
        Some((_, block)) => (DRUA_STATUS_PYTHON_EXCEPTION, block.to_vec()),
        None => failed("the function gave no reply"),
    })
}
