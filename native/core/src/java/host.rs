//! The host's objects: its functions, always without the GIL, and the references that Python no longer needs.

use crate::calls;
use crate::exceptions;
use crate::state::{host, lock, state};
use drua_abi::{DRUA_STATUS_OK, DruaInvocation, DruaObjects};
use pyo3::prelude::*;
use std::ffi::c_void;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// So many references wait before a thread that uses the host anyway lets go of them itself.
const MANY: usize = 4096;

/// References that Python let go of.
static RELEASED: Mutex<Vec<u64>> = Mutex::new(Vec::new());
/// How many they are, to be read without the lock.
static WAITING: AtomicUsize = AtomicUsize::new(0);
/// References that Python holds.
static HELD: AtomicU64 = AtomicU64::new(0);

/// The functions of a host with objects.
#[derive(Clone, Copy)]
pub(crate) struct Objects {
    table: &'static DruaObjects,
    context: usize,
}

impl Objects {
    fn of_host() -> Option<Self> {
        let host = host()?;
        // SAFETY: the host promises that its table lasts as long as the process; null where it has no objects.
        let table = unsafe { host.0.objects.as_ref() }?;
        let context = host.0.context as usize;
        Some(Self { table, context })
    }

    fn context(self) -> *mut c_void {
        self.context as *mut c_void
    }

    /// Uses a member; gives the status.
    pub(crate) fn invoke(self, invocation: &mut DruaInvocation) -> i32 {
        // SAFETY: the invocation and what it points to are valid; the GIL is not held (`outside`).
        unsafe { (self.table.invoke)(self.context(), invocation) }
    }

    pub(crate) fn assignable(self, from: u64, to: u64) -> bool {
        // SAFETY: both are references to classes, which are kept for ever.
        unsafe { (self.table.assignable)(self.context(), from, to) != 0 }
    }

    pub(crate) fn same(self, first: u64, second: u64) -> bool {
        // SAFETY: the caller's objects hold both references.
        unsafe { (self.table.same)(self.context(), first, second) != 0 }
    }

    pub(crate) fn array_length(self, array: u64) -> i64 {
        // SAFETY: the caller's object holds the reference, which is to an array.
        unsafe { (self.table.array_length)(self.context(), array) }
    }

    /// Copies elements out of an array.
    ///
    /// # Safety
    /// `out` has room for `count` elements of the array's own kind.
    pub(crate) unsafe fn array_read(
        self,
        array: u64,
        kind: u32,
        start: u64,
        count: u64,
        out: u64,
    ) -> bool {
        // SAFETY: by the contract of this function.
        let status = unsafe {
            let out = out as *mut c_void;
            (self.table.array_read)(self.context(), array, kind, start, count, out)
        };
        status == DRUA_STATUS_OK
    }

    /// Copies elements into an array.
    ///
    /// # Safety
    /// `values` are `count` elements of the array's own kind.
    pub(crate) unsafe fn array_write(
        self,
        array: u64,
        kind: u32,
        start: u64,
        count: u64,
        values: u64,
    ) -> bool {
        // SAFETY: by the contract of this function.
        let status = unsafe {
            let values = values as *const c_void;
            (self.table.array_write)(self.context(), array, kind, start, count, values)
        };
        status == DRUA_STATUS_OK
    }

    /// Address and capacity of an off-heap buffer.
    pub(crate) fn buffer(self, buffer: u64) -> Option<(u64, u64)> {
        let (mut address, mut capacity) = (0, 0);
        // SAFETY: the caller's object holds the reference; the places are valid.
        let is_one = unsafe {
            (self.table.buffer)(self.context(), buffer, &raw mut address, &raw mut capacity)
        };
        (is_one != 0).then_some((address, capacity))
    }

    fn release(self, references: &[u64]) {
        // SAFETY: each was taken out of the queue, into which the last one to hold it put it.
        unsafe {
            (self.table.release)(self.context(), references.as_ptr(), references.len() as u64);
        }
    }
}

/// Whether there is a host with objects.
pub(super) fn is_there() -> bool {
    Objects::of_host().is_some()
}

/// Runs something of the host without the GIL; refused while pixels are pinned or the stack is at its end.
#[inline]
pub(crate) fn outside<T: Send>(
    py: Python<'_>,
    what: &str,
    work: impl FnOnce(Objects) -> T + Send,
) -> PyResult<T> {
    if let Some(obstacle) = calls::obstacle() {
        return Err(exceptions::obstacle(py, obstacle, what));
    }
    let Some(objects) = Objects::of_host() else {
        return Err(exceptions::no_host(what));
    };
    let many = WAITING.load(Ordering::Relaxed) >= MANY;
    Ok(py.detach(|| {
        if many {
            clean_with(objects);
        }
        work(objects)
    }))
}

/// Notes a reference that Python holds from now on.
pub(crate) fn took() {
    HELD.fetch_add(1, Ordering::Relaxed);
}

/// Lets go of a reference, some time soon; from any thread, whatever it holds.
pub(crate) fn let_go(reference: u64) {
    HELD.fetch_sub(1, Ordering::Relaxed);
    let is_first = {
        let mut released = lock(&RELEASED);
        released.push(reference);
        WAITING.store(released.len(), Ordering::Relaxed);
        released.len() == 1
    };
    if is_first {
        state().janitor.wake();
    }
}

/// Lets go of a reference that never became an object.
pub(crate) fn let_go_unread(reference: u64) {
    took();
    let_go(reference);
}

/// Gives references back to the host that wait for it. Called without the GIL, by a thread that holds nothing.
pub(crate) fn clean() {
    if let Some(objects) = Objects::of_host() {
        clean_with(objects);
    }
}

fn clean_with(objects: Objects) {
    let released = {
        let mut released = lock(&RELEASED);
        WAITING.store(0, Ordering::Relaxed);
        std::mem::take(&mut *released)
    };
    if !released.is_empty() {
        objects.release(&released);
    }
}

/// References that Python holds, and those that wait to be given back.
pub(crate) fn counts() -> (u64, u64) {
    (
        HELD.load(Ordering::Relaxed),
        WAITING.load(Ordering::Relaxed) as u64,
    )
}
