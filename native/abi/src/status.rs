//! Status codes: the outcome of every entry. A code never changes its meaning.

/// The call succeeded; the reply block holds its value.
pub const DRUA_STATUS_OK: i32 = 0;
/// Python raised; the reply block holds the error.
pub const DRUA_STATUS_PYTHON_EXCEPTION: i32 = 1;
/// The call was cancelled.
pub const DRUA_STATUS_CANCELLED: i32 = 2;
/// Another call has borrowed the same memory in a way that excludes this one.
pub const DRUA_STATUS_BUFFER_IN_USE: i32 = 3;
/// A handle was released before, or never given out.
pub const DRUA_STATUS_STALE_HANDLE: i32 = 4;
/// The frame or its block can't be read.
pub const DRUA_STATUS_BAD_FRAME: i32 = 5;
/// A value has no counterpart on the other side.
pub const DRUA_STATUS_CONVERSION: i32 = 6;
/// The call succeeded or failed as `status` in the kept reply says, which is too large for the room given.
pub const DRUA_STATUS_REPLY_TOO_LARGE: i32 = 7;
/// A defect in Drua itself was stopped at the edge.
pub const DRUA_STATUS_PANIC: i32 = 8;
/// No memory for a copy.
pub const DRUA_STATUS_OUT_OF_MEMORY: i32 = 9;
/// A view derived from a pinned image outlived the call, and its pixels are no longer its own.
pub const DRUA_STATUS_LOST_VIEW: i32 = 10;
/// No interpreter is running.
pub const DRUA_STATUS_NOT_STARTED: i32 = 11;
/// No usable interpreter was found.
pub const DRUA_STATUS_NO_INTERPRETER: i32 = 12;
/// The interpreter was found, and refused to start.
pub const DRUA_STATUS_START_FAILED: i32 = 13;
/// A native library is missing, damaged, or of another version.
pub const DRUA_STATUS_LIBRARY: i32 = 14;
/// The JVM refused a request (an array could not be pinned, a pending exception).
pub const DRUA_STATUS_HOST: i32 = 15;
/// A manifest could not be read, checked or stored.
pub const DRUA_STATUS_MANIFEST: i32 = 16;
/// The host threw; see `DruaObjects.invoke`.
pub const DRUA_STATUS_THROWN: i32 = 17;
