//! The two tables of functions that host and core exchange.

use crate::{DruaFrame, DruaObjects};
use core::ffi::c_void;

/// Receives the reply of a host function: `sink(context, bytes, length)`, any number of times.
pub type DruaSink = unsafe extern "C" fn(context: *mut c_void, bytes: *const u8, len: u64);

/// What the host offers to the core.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct DruaHost {
    /// [`ABI_VERSION`](crate::ABI_VERSION).
    pub version: u32,
    /// `sizeof(DruaHost)`.
    pub size: u32,
    /// Passed back as the first argument.
    pub context: *mut c_void,
    /// Calls function `id` of the host with an argument block (a list value); the reply block goes to `sink`.
    /// Called without the GIL, never while an array is pinned. Returns a status code; with anything but
    /// `DRUA_STATUS_OK` the reply is an error.
    pub call: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            id: u64,
            args: *const u8,
            args_len: u64,
            sink_context: *mut c_void,
            sink: DruaSink,
        ) -> i32,
    >,
    /// What it offers beyond functions; null for a host without objects.
    pub objects: *const DruaObjects,
}

/// Memory of the core, given out for a copy.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct DruaBuffer {
    /// First byte, aligned to 64.
    pub address: u64,
    /// What `buffer_release` and `DruaSpan.owner` take.
    pub token: u64,
}

/// Counts that show a leak. All are of the whole process.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct DruaStatistics {
    /// Python objects that the host holds.
    pub handles: u64,
    /// Owners of lent memory that Python or the host still refers to.
    pub owners: u64,
    /// Buffers in use for copies.
    pub buffers: u64,
    /// Bytes kept in the pool for the next copy.
    pub pooled_bytes: u64,
    /// Entries of the borrow table.
    pub borrows: u64,
    /// Thread states kept for threads of the host.
    pub threads: u64,
    /// Host functions that Python holds.
    pub functions: u64,
    /// Calls under way.
    pub calls: u64,
    /// Objects of the host that Python holds.
    pub objects: u64,
}

/// What the core offers to a host. No entry may be called with the GIL held.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct DruaCore {
    /// [`ABI_VERSION`](crate::ABI_VERSION).
    pub version: u32,
    /// `sizeof(DruaCore)`.
    pub size: u32,
    /// Takes the memory of a frame's spans, before it is pinned or copied; refused where it is in use. Every success
    /// needs its `give_back` on the same thread, in reverse order. The reply block tells of a refusal.
    pub borrow: unsafe extern "C" fn(frame: *mut DruaFrame) -> i32,
    /// Ends the last `borrow` of this thread, after unpinning or copying back.
    pub give_back: unsafe extern "C" fn() -> i32,
    /// Runs a frame. Takes the GIL.
    pub call: unsafe extern "C" fn(frame: *mut DruaFrame) -> i32,
    /// Gives memory for a copy.
    pub buffer_acquire: unsafe extern "C" fn(byte_len: u64, out: *mut DruaBuffer) -> i32,
    /// Gives it back; views that Python kept keep it alive.
    pub buffer_release: unsafe extern "C" fn(token: u64) -> i32,
    /// Makes an owner for lent memory. `host_token` comes back as an `OwnerReleased` event.
    pub owner_register: unsafe extern "C" fn(host_token: u64) -> u64,
    /// The host no longer lends it; views that Python kept still do.
    pub owner_release: unsafe extern "C" fn(owner: u64) -> i32,
    /// Lets go of Python objects. Never waits for the GIL.
    pub handle_release: unsafe extern "C" fn(handles: *const u64, count: u64) -> i32,
    /// Asks a call to stop at its next byte code. Never waits for the GIL.
    pub cancel: unsafe extern "C" fn(call: u64) -> i32,
    /// Copies whole event records out; returns their length in bytes. Never waits for the GIL.
    pub poll: unsafe extern "C" fn(out: *mut u8, capacity: u64) -> u64,
    /// Copies this thread's last over-large reply out; returns its length.
    pub take_reply: unsafe extern "C" fn(out: *mut u8, capacity: u64) -> u64,
    /// Fills in the counts.
    pub statistics: unsafe extern "C" fn(out: *mut DruaStatistics),
    /// Runs Python's `threading` shutdown and `atexit` functions and flushes, waiting at most so long.
    /// The interpreter itself stays.
    pub shutdown: unsafe extern "C" fn(millis: u32) -> i32,
}

/// Name of the one symbol that core exports:
/// `const DruaCore *drua_core_open(const DruaHost *host, DruaFrame *frame)`.
/// The frame receives the reply or the error; its arguments are a list of folders for `sys.path`.
pub const DRUA_CORE_OPEN: &str = "drua_core_open";
