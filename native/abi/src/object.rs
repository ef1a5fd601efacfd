//! Objects of the host in Python: what the core asks of a host that has them, as a JVM does.

use core::ffi::c_void;

/// What a [`DruaValue`] is. The numbers are part of the interface; 1 to 8 are the primitive types of Java in the order
/// of their names in the JVM specification, and the boxes of these follow in the same order from 17 on.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaKind {
    /// No object.
    Null = 0,
    /// 0 or 1.
    Boolean = 1,
    /// Signed 8 bit.
    Byte = 2,
    /// A UTF-16 unit.
    Char = 3,
    /// Signed 16 bit.
    Short = 4,
    /// Signed 32 bit.
    Int = 5,
    /// Signed 64 bit.
    Long = 6,
    /// IEEE 754 binary32.
    Float = 7,
    /// IEEE 754 binary64.
    Double = 8,
    /// No result.
    Void = 9,
    /// A text: `bits` is the address of UTF-16 units, `length` their number.
    Text = 10,
    /// An object: `bits` is a global reference, `class` the number of its class where the host gives it.
    Reference = 12,
    /// A boxed `boolean`: `bits` as for the number itself. The other boxes follow.
    BoxedBoolean = 17,
    /// A boxed signed 8-bit number.
    BoxedByte = 18,
    /// A boxed UTF-16 unit.
    BoxedChar = 19,
    /// A boxed signed 16-bit number.
    BoxedShort = 20,
    /// A boxed signed 32-bit number.
    BoxedInt = 21,
    /// A boxed signed 64-bit number.
    BoxedLong = 22,
    /// A boxed binary32.
    BoxedFloat = 23,
    /// A boxed binary64.
    BoxedDouble = 24,
    /// Result only: an object that stands for a Python object. `bits` is a global reference, `length` the handle, which
    /// lives at least as long as the reference.
    Python = 40,
    /// Argument only: a value block of `length` bytes at `bits`, to become an object of the class that the reference
    /// `class` is to.
    Block = 41,
    /// Argument only: `length` numbers of the kind `flags` at `bits`, to become an array. With
    /// [`DRUA_VALUE_WRITE_BACK`] in `class` they are written back after the call.
    Array = 42,
}

/// See [`DruaKind::Array`].
pub const DRUA_VALUE_WRITE_BACK: u64 = 1;

/// One argument or result. 32 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct DruaValue {
    /// A [`DruaKind`].
    pub kind: u32,
    /// Depends on the kind.
    pub flags: u32,
    /// The number itself, sign-extended or as IEEE bits, an address, or a global reference.
    pub bits: u64,
    /// Depends on the kind.
    pub length: u64,
    /// Depends on the kind.
    pub class: u64,
}

/// What an invocation does.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DruaMember {
    /// Calls a method on the first argument.
    Method = 1,
    /// Calls a static method.
    StaticMethod = 2,
    /// Makes an object.
    Constructor = 3,
    /// Reads a field of the first argument.
    GetField = 4,
    /// Writes the second argument into a field of the first.
    SetField = 5,
    /// Reads a static field.
    GetStaticField = 6,
    /// Writes a static field.
    SetStaticField = 7,
}

/// One use of a member of a class.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct DruaInvocation {
    /// A [`DruaMember`].
    pub operation: u32,
    /// Declared type of the result or field: a primitive's [`DruaKind`], `Void`, `Text` for a string, else `Reference`.
    pub declared: u32,
    /// Global reference to the class.
    pub class: u64,
    /// The JVM's id of the method or field.
    pub member: u64,
    /// Address of the arguments, [`DruaValue`]s.
    pub arguments: u64,
    /// Number of them.
    pub argument_count: u64,
    /// Out: the result, or a reference to what was thrown. A text stays until the thread's next invocation.
    pub result: DruaValue,
}

/// What a host with objects offers. All functions are called without the GIL and never while an array is pinned.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct DruaObjects {
    /// `sizeof(DruaObjects)`.
    pub size: u32,
    /// Zero.
    pub reserved: u32,
    /// Uses a member. Gives `DRUA_STATUS_OK`, or `DRUA_STATUS_THROWN` when the host threw.
    pub invoke: unsafe extern "C" fn(context: *mut c_void, invocation: *mut DruaInvocation) -> i32,
    /// Whether objects of the first class may stand where the second is declared; both are references.
    pub assignable: unsafe extern "C" fn(context: *mut c_void, from: u64, to: u64) -> i32,
    /// Whether two references are to the same object.
    pub same: unsafe extern "C" fn(context: *mut c_void, first: u64, second: u64) -> i32,
    /// Lets go of references.
    pub release: unsafe extern "C" fn(context: *mut c_void, references: *const u64, count: u64),
    /// Number of elements of an array; -1 for no array.
    pub array_length: unsafe extern "C" fn(context: *mut c_void, array: u64) -> i64,
    /// Copies numbers of a kind out of an array of them, within its length.
    pub array_read: unsafe extern "C" fn(
        context: *mut c_void,
        array: u64,
        kind: u32,
        start: u64,
        count: u64,
        out: *mut c_void,
    ) -> i32,
    /// Copies numbers of a kind into an array of them, within its length.
    pub array_write: unsafe extern "C" fn(
        context: *mut c_void,
        array: u64,
        kind: u32,
        start: u64,
        count: u64,
        values: *const c_void,
    ) -> i32,
    /// Address and capacity in elements of an off-heap buffer; false for any other object.
    pub buffer: unsafe extern "C" fn(
        context: *mut c_void,
        buffer: u64,
        address: *mut u64,
        capacity: *mut u64,
    ) -> i32,
}
