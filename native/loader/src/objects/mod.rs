//! Java objects for the core: members used, references kept, arrays read and written.
//!
//! Everything here runs on the thread that asks, without the GIL and with nothing pinned. A thread of Python's own is
//! attached to the JVM as a daemon at its first use. Local references are given back before a function returns, because
//! a thread of Python's has no Java frame that would do it.

mod arrays;
mod env;
mod fields;
mod invoke;
mod values;

use crate::host::{self, Upcalls};
use drua_abi::DruaObjects;
use env::Env;
use jni::sys;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The table that the core gets.
pub(crate) static TABLE: DruaObjects = DruaObjects {
    size: size_of::<DruaObjects>() as u32,
    reserved: 0,
    invoke: invoke::invoke,
    assignable,
    same,
    release,
    array_length: arrays::length,
    array_read: arrays::read,
    array_write: arrays::write,
    buffer: arrays::buffer,
};

/// Runs an entry with the thread's environment; `otherwise` where there is none, or where Drua itself fails.
fn entry<T>(otherwise: T, run: impl FnOnce(Env, &'static Upcalls) -> T) -> T {
    catch_unwind(AssertUnwindSafe(|| {
        let upcalls = host::upcalls()?;
        let env = Env::of_thread(upcalls.vm())?;
        Some(run(env, upcalls))
    }))
    .ok()
    .flatten()
    .unwrap_or(otherwise)
}

fn object(reference: u64) -> sys::jobject {
    reference as sys::jobject
}

unsafe extern "C" fn assignable(_context: *mut c_void, from: u64, to: u64) -> i32 {
    entry(0, |env, _| {
        // SAFETY: the core gives references to classes, which it keeps.
        i32::from(unsafe { env.is_assignable(object(from), object(to)) })
    })
}

unsafe extern "C" fn same(_context: *mut c_void, first: u64, second: u64) -> i32 {
    entry(0, |env, _| {
        // SAFETY: the core keeps both references during the call.
        i32::from(unsafe { env.is_same(object(first), object(second)) })
    })
}

unsafe extern "C" fn release(_context: *mut c_void, references: *const u64, count: u64) {
    entry((), |env, _| {
        // SAFETY: the core gives `count` global references there, each for the last time.
        unsafe {
            for reference in std::slice::from_raw_parts(references, count as usize) {
                env.delete_global(object(*reference));
            }
        }
    });
}
