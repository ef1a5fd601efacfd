//! Tags of the block format and codes of element types.

/// First byte of a value in a block. Numbers are little-endian, without padding.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaTag {
    /// `None`, `null`.
    Null = 0,
    /// False.
    False = 1,
    /// True.
    True = 2,
    /// `i64`.
    Int = 3,
    /// `f64`.
    Float = 4,
    /// `u32` length, UTF-8.
    Text = 5,
    /// `u32` length, bytes.
    Bytes = 6,
    /// `u32` count, values.
    List = 7,
    /// `u32` count, key and value in turn.
    Map = 8,
    /// `u64` handle of a Python object. Towards the host it carries a reference of its own.
    Object = 9,
    /// `u32` length, two's complement, most significant byte first.
    BigInt = 10,
    /// Pixels lent with the frame: `u8 flags, u8 dtype, u8 ndim, u8 zero, u32 span, u64 offset,
    /// u64 shape[ndim], i64 strides[ndim] (bytes), u32 meta length, meta value`.
    Lent = 11,
    /// Pixels of a Python array: `u64 handle, u64 address, u64 byte length, u8 flags, u8 dtype, u8 ndim, u8 zero,
    /// u64 shape[ndim], i64 strides[ndim] (bytes), u32 meta length, meta value`.
    Array = 12,
    /// A function of the host: `u64 id, u32 length, UTF-8 name`.
    HostFunction = 13,
    /// A value with a type name: `u32 length, UTF-8 name`, then the value.
    Typed = 14,
    /// An object of the host: `u64 global reference, u64 number of its class, u64 handle`. Towards Python the reference
    /// goes over to the core, and the handle is 0. Towards the host the reference stays the core's, and lasts as long
    /// as the handle, which carries a reference of its own; 0 where it lasts for ever.
    HostObject = 15,
}

/// Flag of `Lent` and `Array`: the array is a `drua.Image`, with metadata.
pub const DRUA_ARRAY_IMAGE: u8 = 1;
/// Flag of `Lent` and `Array`: the array may be written.
pub const DRUA_ARRAY_WRITABLE: u8 = 2;

/// Element types. The numbers are part of the interface.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaDtype {
    /// One byte, 0 or 1.
    Bool = 1,
    /// Unsigned 8 bit.
    UInt8 = 2,
    /// Signed 8 bit.
    Int8 = 3,
    /// Unsigned 16 bit.
    UInt16 = 4,
    /// Signed 16 bit.
    Int16 = 5,
    /// Unsigned 32 bit.
    UInt32 = 6,
    /// Signed 32 bit.
    Int32 = 7,
    /// Unsigned 64 bit.
    UInt64 = 8,
    /// Signed 64 bit.
    Int64 = 9,
    /// IEEE 754 binary32.
    Float32 = 10,
    /// IEEE 754 binary64.
    Float64 = 11,
    /// Two binary32.
    Complex64 = 12,
    /// Two binary64.
    Complex128 = 13,
    /// IEEE 754 binary16.
    Float16 = 14,
}

/// What the loader answers without Python, through the same frame.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaQuery {
    /// Find interpreters and say which would be used, and why the others would not.
    Interpreters = 101,
    /// Read the manifests of routine folders from the cache. Arguments: list of folders, cache folder.
    Manifests = 102,
    /// Check and store one manifest. Arguments: file, its manifest as JSON, cache folder.
    StoreManifest = 103,
    /// Make a block of memory. Arguments: file to make or null, length in bytes. Reply: list of handle and address.
    BlockMake = 104,
    /// Map a part of a file. Arguments: file, offset, length in bytes, mode (0 reads, 1 writes the file, 2 writes
    /// copies of its pages). Reply: list of handle and address.
    BlockOpen = 105,
    /// Wait until a part of a block is on the disk. Arguments: handle, offset, length in bytes.
    BlockFlush = 106,
    /// Unmap a block. Argument: handle.
    BlockFree = 107,
}

/// Kinds of records that `poll` gives: `u32 length of the payload, u8 kind, u64 call, payload`.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaEvent {
    /// Text written to `sys.stdout`; payload UTF-8.
    Output = 1,
    /// Text written to `sys.stderr`; payload UTF-8.
    ErrorOutput = 2,
    /// `f64` fraction (negative: unknown), then UTF-8 message.
    Progress = 3,
    /// `u8` level (a tenth of Python's), then UTF-8 text of one log record.
    Log = 4,
    /// `u64` host token: nothing in Python refers to this lent memory any more.
    OwnerReleased = 5,
    /// `u64` id: nothing in Python refers to this host function, or to this throwable of the host, any more.
    FunctionReleased = 6,
    /// `u64` number of records that were dropped because nobody polled.
    Dropped = 7,
}
