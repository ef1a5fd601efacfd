//! A call: the frame, and the spans of memory lent with it.

/// What a frame asks the core to do.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaOp {
    /// Call the target: `u32 positional, u32 keywords`, the positional values, then for each keyword its
    /// name (`u32 length`, UTF-8) and its value.
    Call = 1,
    /// Read an attribute of the target. Arguments: the name, as a string value.
    GetAttribute = 2,
    /// Write an attribute of the target. Arguments: the name and the value.
    SetAttribute = 3,
    /// Import a module. Arguments: its dotted name.
    Import = 4,
    /// Run statements. Arguments: source text, file name for tracebacks. Target: a namespace (dict).
    Execute = 5,
    /// Evaluate one expression. Arguments as for `Execute`.
    Evaluate = 6,
    /// `str()` of the target, or `repr()` when the one argument is true.
    Text = 7,
    /// Make a new, empty namespace with builtins; the reply is its handle.
    Namespace = 8,
}

/// Reply with a handle even where the result could travel as a value.
pub const DRUA_FLAG_KEEP: u32 = 1;
/// Measure the call: fill `wait_nanos` and `python_nanos`.
pub const DRUA_FLAG_TIMED: u32 = 2;
/// Flag of a call: the thread's own stack may be small. A call with a pinned span then runs on a stack of 16 MB, where
/// the system has such calls; it never reaches the host, whose functions know their threads by their stacks.
pub const DRUA_FLAG_LARGE_STACK: u32 = 4;

/// Flag of a call: its result becomes an object of the host, so that dates, sets and numbers whose type was said go as what
/// they are.
pub const DRUA_FLAG_OBJECTS: u32 = 8;

/// How the memory of a span reaches Python. The numbers are part of the interface.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaMode {
    /// Off-heap memory seen in place; it lives as long as its owner.
    Shared = 0,
    /// An array on the host's heap, pinned for the length of the call.
    Pinned = 1,
    /// A copy that belongs to the core; the loader copies it back when the span may be written.
    Copied = 2,
}

/// Python may read the span.
pub const DRUA_ACCESS_READ: u32 = 1;
/// Python may write the span.
pub const DRUA_ACCESS_WRITE: u32 = 2;

/// Outcome bit: a view of a pinned span outlived the call and was given a private copy.
pub const DRUA_OUTCOME_ESCAPED: u32 = 1;
/// Outcome bit: the JVM itself gave a copy when asked for a pin.
pub const DRUA_OUTCOME_JVM_COPY: u32 = 2;
/// Outcome bit: a derived view outlived the call and could not be saved.
pub const DRUA_OUTCOME_LOST_VIEW: u32 = 4;

/// One piece of memory lent to Python for a call. 64 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct DruaSpan {
    /// First byte. For heap arrays the loader fills it in.
    pub address: u64,
    /// Length in bytes.
    pub byte_len: u64,
    /// Owner handle (`owner_register`) or buffer token (`buffer_acquire`) that keeps the memory alive
    /// for views that outlive the call; 0 where the memory ends with the call.
    pub owner: u64,
    /// Identity of the heap array in the host, by which the borrow table knows it; 0: by address.
    pub identity: u64,
    /// A [`DruaMode`].
    pub mode: u32,
    /// `DRUA_ACCESS_*` bits.
    pub access: u32,
    /// Out: `DRUA_OUTCOME_*` bits.
    pub outcome: u32,
    /// Element type of the host array ([`DruaDtype`](crate::DruaDtype)), for copies by region.
    pub element: u32,
    /// Index into the arrays handed over with the frame; -1 for off-heap memory.
    pub array_index: i32,
    /// For copies: 1 + index of the array that gets what Python wrote, while the array itself stays as it is; 0: the
    /// array itself gets it.
    pub result_index: u32,
    /// Out: bytes that were copied for this span, both ways together.
    pub copied: u64,
}

/// One call from host to Python, in memory that the calling thread owns. 128 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct DruaFrame {
    /// [`ABI_VERSION`](crate::ABI_VERSION).
    pub version: u32,
    /// A [`DruaOp`], or a [`DruaQuery`](crate::DruaQuery) where the loader answers without Python.
    pub op: u32,
    /// Handle of the object that the call is about; 0 for none.
    pub target: u64,
    /// Number of this call, chosen by the host, by which it is cancelled and its output is known; 0: none.
    pub call: u64,
    /// Address of the argument block.
    pub args: u64,
    /// Its length in bytes.
    pub args_len: u64,
    /// Address of the first [`DruaSpan`].
    pub spans: u64,
    /// Number of spans.
    pub span_count: u64,
    /// Address where the reply block goes.
    pub reply: u64,
    /// Room there, in bytes.
    pub reply_capacity: u64,
    /// Out: length of the reply. Larger than `reply_capacity` with `DRUA_STATUS_REPLY_TOO_LARGE`: fetch it with
    /// `take_reply` on the same thread.
    pub reply_len: u64,
    /// Out: a status code (`DRUA_STATUS_*`).
    pub status: i32,
    /// `DRUA_FLAG_*` bits.
    pub flags: u32,
    /// Out, when timed: nanoseconds spent waiting for the GIL.
    pub wait_nanos: u64,
    /// Out, when timed: nanoseconds inside the Python function itself.
    pub python_nanos: u64,
    /// Out: whether events wait to be polled, so that a host need not ask after every call.
    pub events_wait: u64,
    /// Zero.
    pub reserved: [u64; 2],
}
