//! What the process has one of: tables of handles, owners and borrows, the pool, the host.

use crate::calls::Calls;
use crate::canceller::Canceller;
use crate::events::Events;
use crate::janitor::Janitor;
use crate::java;
use drua_abi::{DruaHost, DruaStatistics};
use drua_image::{BorrowTable, BufferPool, ImageError, OwnerTable, ReleaseQueue, Slab};
use once_cell::sync::Lazy;
use pyo3::prelude::*;
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// The object that a thread looked up last: most threads call one function again and again.
#[derive(Clone, Copy)]
struct LastObject {
    handle: u64,
    /// Number of releases at that time.
    releases: u64,
    object: *mut pyo3::ffi::PyObject,
}

thread_local! {
    static LAST: Cell<LastObject> =
        const { Cell::new(LastObject { handle: 0, releases: 0, object: std::ptr::null_mut() }) };
}

/// The tables. All of them work without the GIL, and none calls Python or the host while it is locked.
pub(crate) struct State {
    /// Python objects that the host holds.
    handles: Mutex<Slab<Py<PyAny>>>,
    /// Number of handles that were released, ever.
    releases: AtomicU64,
    pub(crate) owners: OwnerTable,
    pub(crate) released: ReleaseQueue,
    pub(crate) pool: BufferPool,
    pub(crate) borrows: BorrowTable,
    pub(crate) events: Events,
    pub(crate) janitor: Janitor,
    pub(crate) canceller: Canceller,
    pub(crate) calls: Calls,
    pub(crate) threads: AtomicU64,
    pub(crate) functions: AtomicU64,
}

static STATE: Lazy<State> = Lazy::new(|| State {
    handles: Mutex::new(Slab::new("Python object")),
    releases: AtomicU64::new(0),
    owners: OwnerTable::new(),
    released: ReleaseQueue::new(),
    pool: BufferPool::default(),
    borrows: BorrowTable::new(),
    events: Events::new(),
    janitor: Janitor::new(),
    canceller: Canceller::new(),
    calls: Calls::new(),
    threads: AtomicU64::new(0),
    functions: AtomicU64::new(0),
});

static HOST: OnceLock<Host> = OnceLock::new();

/// The host's table. It stays valid as long as the process lives, by the contract of `drua_core_open`.
#[derive(Clone, Copy)]
pub(crate) struct Host(pub(crate) DruaHost);

// SAFETY: the host promises that its functions may be called on any thread with its context.
unsafe impl Send for Host {}
// SAFETY: as above; the table is never written after it was stored.
unsafe impl Sync for Host {}

pub(crate) fn state() -> &'static State {
    &STATE
}

pub(crate) fn host() -> Option<&'static Host> {
    HOST.get()
}

/// Keeps the first host; a process has one.
pub(crate) fn set_host(host: DruaHost) {
    HOST.get_or_init(|| Host(host));
}

/// A lock whose data are whole at every point, so that a panic elsewhere does not take them away.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// Gives the host a handle of its own on an object.
    pub(crate) fn keep(&self, object: Py<PyAny>) -> Result<u64, ImageError> {
        lock(&self.handles).insert(object)
    }

    /// A further reference to the object behind a handle.
    pub(crate) fn object(&self, py: Python<'_>, handle: u64) -> Result<Py<PyAny>, ImageError> {
        let releases = self.releases.load(Ordering::Acquire);
        let last = LAST.get();
        if handle != 0 && last.handle == handle && last.releases == releases {
            // SAFETY: no handle was released since the table had this object under this one, or one is being released
            // just now: then the object waits in the janitor's queue for the GIL, which this thread holds (`py`).
            return Ok(unsafe { Bound::from_borrowed_ptr(py, last.object) }.unbind());
        }
        let object = lock(&self.handles).get(handle)?.clone_ref(py);
        LAST.set(LastObject {
            handle,
            releases,
            object: object.as_ptr(),
        });
        Ok(object)
    }

    /// Takes an object out; whoever has the GIL next drops it.
    pub(crate) fn release(&self, handle: u64) -> Result<(), ImageError> {
        let object = {
            let mut handles = lock(&self.handles);
            let object = handles.remove(handle)?;
            self.releases.fetch_add(1, Ordering::Release);
            object
        };
        self.janitor.drop_later(object);
        Ok(())
    }

    pub(crate) fn statistics(&self) -> DruaStatistics {
        DruaStatistics {
            handles: lock(&self.handles).len() as u64,
            owners: self.released.live() as u64,
            buffers: self.pool.in_use(),
            pooled_bytes: self.pool.pooled_bytes(),
            borrows: self.borrows.len() as u64,
            threads: self.threads.load(Ordering::Relaxed),
            functions: self.functions.load(Ordering::Relaxed),
            calls: self.calls.len() as u64,
            objects: java::counts().0,
        }
    }
}
