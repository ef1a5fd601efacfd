//! The JVM's functions on the current thread, as far as objects need them.

use crate::host;
use jni::{JavaVM, sys};
use std::ffi::{CStr, c_void};
use std::ptr::null_mut;

/// The environment of the current thread.
#[derive(Clone, Copy)]
pub(super) struct Env(*mut sys::JNIEnv);

/// Calls one function of the JVM's table.
macro_rules! jni {
    ($env:expr, $version:ident, $name:ident $(, $argument:expr)*) => {{
        let env = $env.raw();
        ((**env).$version.$name)(env $(, $argument)*)
    }};
}
pub(super) use jni;

impl Env {
    /// The environment of this thread, which is attached if it is not yet; nothing when the JVM refuses.
    pub(super) fn of_thread(vm: &JavaVM) -> Option<Self> {
        let raw = vm.get_raw();
        let mut env: *mut c_void = null_mut();
        for attempt in 0..2 {
            // SAFETY: the JVM's own table, which lives as long as the process, and a valid place for the answer.
            let state = unsafe { ((**raw).v1_2.GetEnv)(raw, &raw mut env, sys::JNI_VERSION_1_6) };
            if state == sys::JNI_OK {
                return Some(Self(env.cast()));
            }
            if attempt == 0 {
                host::attach(vm);
            }
        }
        None
    }

    pub(super) fn raw(self) -> *mut sys::JNIEnv {
        self.0
    }

    /// # Safety
    /// Both are references to classes.
    pub(super) unsafe fn is_assignable(self, from: sys::jclass, to: sys::jclass) -> bool {
        // SAFETY: by the contract of this function.
        unsafe { jni!(self, v1_1, IsAssignableFrom, from, to) }
    }

    /// # Safety
    /// Both are references or null.
    pub(super) unsafe fn is_same(self, first: sys::jobject, second: sys::jobject) -> bool {
        // SAFETY: by the contract of this function.
        unsafe { jni!(self, v1_1, IsSameObject, first, second) }
    }

    /// A new global reference; null when the JVM has no memory for one.
    ///
    /// # Safety
    /// `object` is a reference or null.
    pub(super) unsafe fn global(self, object: sys::jobject) -> sys::jobject {
        // SAFETY: by the contract of this function.
        unsafe { jni!(self, v1_1, NewGlobalRef, object) }
    }

    /// # Safety
    /// A global reference that nobody uses any more.
    pub(super) unsafe fn delete_global(self, object: sys::jobject) {
        // SAFETY: by the contract of this function.
        unsafe { jni!(self, v1_1, DeleteGlobalRef, object) };
    }

    /// # Safety
    /// A local reference of this thread that nobody uses any more, or null.
    pub(super) unsafe fn delete_local(self, object: sys::jobject) {
        if !object.is_null() {
            // SAFETY: by the contract of this function.
            unsafe { jni!(self, v1_1, DeleteLocalRef, object) };
        }
    }

    /// What was thrown and is pending, as a local reference; it is not pending any more.
    pub(super) fn take_thrown(self) -> Option<sys::jobject> {
        // SAFETY: the environment is this thread's.
        unsafe {
            if !jni!(self, v1_2, ExceptionCheck) {
                return None;
            }
            let thrown = jni!(self, v1_1, ExceptionOccurred);
            jni!(self, v1_1, ExceptionClear);
            Some(thrown)
        }
    }

    /// A class of the JDK's core, for ever.
    pub(super) fn core_class(self, name: &CStr) -> Option<sys::jclass> {
        // SAFETY: the environment is this thread's. Classes of the core are found from any thread.
        unsafe {
            let local = jni!(self, v1_1, FindClass, name.as_ptr());
            if local.is_null() {
                jni!(self, v1_1, ExceptionClear);
                return None;
            }
            let global = self.global(local);
            self.delete_local(local);
            (!global.is_null()).then_some(global)
        }
    }
}
