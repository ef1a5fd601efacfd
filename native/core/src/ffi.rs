//! Every entry from C. Panics stop here.

use crate::call::{self, Frame};
use crate::exceptions;
use crate::interpreter;
use crate::state::{set_host, state};
use crate::unread::Unread;
use drua_abi::{
    ABI_VERSION, DRUA_STATUS_HOST, DRUA_STATUS_OK, DRUA_STATUS_PANIC, DRUA_STATUS_STALE_HANDLE,
    DruaBuffer, DruaCore, DruaFrame, DruaHost, DruaStatistics,
};
use drua_image::{Access, Borrow, BorrowRequest, ImageError, Memory, Region};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// What this thread's frames have borrowed, innermost last.
    static BORROWED: RefCell<Vec<Borrow<'static>>> = const { RefCell::new(Vec::new()) };
}

static CORE: DruaCore = DruaCore {
    version: ABI_VERSION,
    size: size_of::<DruaCore>() as u32,
    borrow,
    give_back,
    call: run,
    buffer_acquire,
    buffer_release,
    owner_register,
    owner_release,
    handle_release,
    cancel,
    poll,
    take_reply,
    statistics,
    shutdown,
};

/// Runs an entry that has no frame to tell of a panic.
fn guarded<T>(on_panic: T, entry: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(entry)).unwrap_or(on_panic)
}

/// Runs an entry with a frame, which tells of a panic.
///
/// # Safety
/// As for [`Frame::of`].
unsafe fn with_frame(frame: *mut DruaFrame, entry: impl FnOnce(Frame<'_>) -> i32) -> i32 {
    let run = || {
        // SAFETY: by the contract of this function.
        match unsafe { Frame::of(frame) } {
            Ok(frame) => entry(frame),
            Err(status) => status,
        }
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(status) => status,
        Err(payload) => {
            let failure = exceptions::panic_failure(payload.as_ref());
            // SAFETY: as above; the entry that panicked is over.
            unsafe { Frame::of(frame) }.map_or(DRUA_STATUS_PANIC, |mut frame| frame.fail(&failure))
        }
    }
}

fn status_of(result: Result<(), ImageError>) -> i32 {
    result.map_or_else(|error| error.status(), |()| DRUA_STATUS_OK)
}

/// Opens the core in the running interpreter. Gives null when that failed; the frame then tells why.
///
/// # Safety
/// `host` is valid now, and what it points to as long as the process lives; `frame` as `DruaCore.call` wants it.
/// The caller does not hold the GIL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn drua_core_open(
    host: *const DruaHost,
    frame: *mut DruaFrame,
) -> *const DruaCore {
    // SAFETY: by the contract of this function.
    let host = unsafe { host.as_ref() }.copied();
    let entry = |mut frame: Frame<'_>| {
        let version = host.map_or(0, |host| host.version);
        if version != ABI_VERSION {
            return frame.fail(&interpreter::version_failure(version));
        }
        match interpreter::open(frame.args()) {
            Ok(reply) => frame.reply(DRUA_STATUS_OK, &reply),
            Err(failure) => frame.fail(&failure),
        }
    };
    // SAFETY: as above.
    let status = unsafe { with_frame(frame, entry) };
    match host {
        Some(host) if status == DRUA_STATUS_OK => {
            set_host(host);
            &raw const CORE
        }
        _ => std::ptr::null(),
    }
}

unsafe extern "C" fn borrow(frame: *mut DruaFrame) -> i32 {
    let entry = |mut frame: Frame<'_>| {
        let request = |span| BorrowRequest {
            region: Region::of_span(span),
            access: Access::of_span(span),
        };
        let (one, many): ([BorrowRequest; 1], Vec<BorrowRequest>);
        let requests = match frame.spans() {
            [span] => {
                one = [request(span)];
                &one[..]
            }
            spans => {
                many = spans.iter().map(request).collect();
                &many
            }
        };
        match state().borrows.borrow(frame.head.call, requests) {
            Ok(borrow) => {
                BORROWED.with_borrow_mut(|borrowed| borrowed.push(borrow));
                DRUA_STATUS_OK
            }
            Err(error) => {
                drop(Unread::of(frame.head.op, frame.args()));
                frame.fail(&exceptions::image_failure(&error))
            }
        }
    };
    // SAFETY: the host keeps the contract of `Frame::of`.
    unsafe { with_frame(frame, entry) }
}

unsafe extern "C" fn give_back() -> i32 {
    let entry = || {
        BORROWED
            .with_borrow_mut(Vec::pop)
            .map_or(DRUA_STATUS_HOST, |_| DRUA_STATUS_OK)
    };
    guarded(DRUA_STATUS_PANIC, entry)
}

unsafe extern "C" fn run(frame: *mut DruaFrame) -> i32 {
    // SAFETY: the host keeps the contract of `Frame::of`.
    unsafe { with_frame(frame, |frame| frame.run()) }
}

unsafe extern "C" fn buffer_acquire(byte_len: u64, out: *mut DruaBuffer) -> i32 {
    let entry = || {
        let buffer = state().pool.acquire(byte_len)?;
        let address = buffer.address();
        let token = state().owners.register(Memory::Buffer(buffer))?;
        // SAFETY: the host gives a valid place for the answer.
        unsafe { out.write(DruaBuffer { address, token }) };
        Ok(())
    };
    guarded(DRUA_STATUS_PANIC, || status_of(entry()))
}

unsafe extern "C" fn buffer_release(token: u64) -> i32 {
    guarded(DRUA_STATUS_PANIC, || {
        status_of(state().owners.release(token).map(drop))
    })
}

unsafe extern "C" fn owner_register(host_token: u64) -> u64 {
    let entry = || {
        let owner = state().released.lend(host_token).ok()?;
        state().owners.register(Memory::Host(owner)).ok()
    };
    guarded(0, || entry().unwrap_or(0))
}

unsafe extern "C" fn owner_release(owner: u64) -> i32 {
    guarded(DRUA_STATUS_PANIC, || {
        status_of(state().owners.release(owner).map(drop))
    })
}

unsafe extern "C" fn handle_release(handles: *const u64, count: u64) -> i32 {
    guarded(DRUA_STATUS_PANIC, || {
        // SAFETY: the host gives `count` handles there.
        let handles = unsafe { std::slice::from_raw_parts(handles, count as usize) };
        handles.iter().fold(DRUA_STATUS_OK, |status, handle| {
            status.max(status_of(state().release(*handle)))
        })
    })
}

unsafe extern "C" fn cancel(call: u64) -> i32 {
    guarded(DRUA_STATUS_PANIC, || {
        if state().calls.mark_cancelled(call) {
            state().canceller.interrupt(call);
            DRUA_STATUS_OK
        } else {
            DRUA_STATUS_STALE_HANDLE
        }
    })
}

unsafe extern "C" fn poll(out: *mut u8, capacity: u64) -> u64 {
    // SAFETY: the host gives `capacity` bytes there.
    let out = unsafe { std::slice::from_raw_parts_mut(out, capacity as usize) };
    guarded(0, || state().events.poll(out) as u64)
}

unsafe extern "C" fn take_reply(out: *mut u8, capacity: u64) -> u64 {
    // SAFETY: the host gives `capacity` bytes there.
    let out = unsafe { std::slice::from_raw_parts_mut(out, capacity as usize) };
    guarded(0, || call::take_large(out))
}

unsafe extern "C" fn statistics(out: *mut DruaStatistics) {
    // SAFETY: the host gives a valid place for the answer.
    guarded((), || unsafe { out.write(state().statistics()) });
}

unsafe extern "C" fn shutdown(millis: u32) -> i32 {
    guarded(DRUA_STATUS_PANIC, || {
        if interpreter::shutdown(millis) {
            DRUA_STATUS_OK
        } else {
            DRUA_STATUS_HOST
        }
    })
}
