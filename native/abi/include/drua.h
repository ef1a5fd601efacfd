/* The C interface of Drua's core. Generated from native/abi/src by cbindgen; a test keeps it up to date:
 * UPDATE_HEADER=1 cargo test -p drua-abi */

#ifndef DRUA_H
#define DRUA_H

#include <stdint.h>
struct DruaHost;
struct DruaFrame;
struct DruaCore;

/* The one symbol that core exports. The GIL is not held by the caller; null means failure, and the frame tells why. */
#ifdef __cplusplus
extern "C"
#endif
const struct DruaCore *drua_core_open(const struct DruaHost *host, struct DruaFrame *frame);


// Version of the frame, span and table layouts. Both sides refuse to work with another one.
#define DRUA_ABI_VERSION 3

// Reply with a handle even where the result could travel as a value.
#define DRUA_FLAG_KEEP 1

// Measure the call: fill `wait_nanos` and `python_nanos`.
#define DRUA_FLAG_TIMED 2

// Flag of a call: the thread's own stack may be small. A call with a pinned span then runs on a stack of 16 MB, where
// the system has such calls; it never reaches the host, whose functions know their threads by their stacks.
#define DRUA_FLAG_LARGE_STACK 4

// Flag of a call: its result becomes an object of the host, so that dates, sets and numbers whose type was said go as what
// they are.
#define DRUA_FLAG_OBJECTS 8

// Python may read the span.
#define DRUA_ACCESS_READ 1

// Python may write the span.
#define DRUA_ACCESS_WRITE 2

// Outcome bit: a view of a pinned span outlived the call and was given a private copy.
#define DRUA_OUTCOME_ESCAPED 1

// Outcome bit: the JVM itself gave a copy when asked for a pin.
#define DRUA_OUTCOME_JVM_COPY 2

// Outcome bit: a derived view outlived the call and could not be saved.
#define DRUA_OUTCOME_LOST_VIEW 4

// See [`DruaKind::Array`].
#define DRUA_VALUE_WRITE_BACK 1

// The call succeeded; the reply block holds its value.
#define DRUA_STATUS_OK 0

// Python raised; the reply block holds the error.
#define DRUA_STATUS_PYTHON_EXCEPTION 1

// The call was cancelled.
#define DRUA_STATUS_CANCELLED 2

// Another call has borrowed the same memory in a way that excludes this one.
#define DRUA_STATUS_BUFFER_IN_USE 3

// A handle was released before, or never given out.
#define DRUA_STATUS_STALE_HANDLE 4

// The frame or its block can't be read.
#define DRUA_STATUS_BAD_FRAME 5

// A value has no counterpart on the other side.
#define DRUA_STATUS_CONVERSION 6

// The call succeeded or failed as `status` in the kept reply says, which is too large for the room given.
#define DRUA_STATUS_REPLY_TOO_LARGE 7

// A defect in Drua itself was stopped at the edge.
#define DRUA_STATUS_PANIC 8

// No memory for a copy.
#define DRUA_STATUS_OUT_OF_MEMORY 9

// A view derived from a pinned image outlived the call, and its pixels are no longer its own.
#define DRUA_STATUS_LOST_VIEW 10

// No interpreter is running.
#define DRUA_STATUS_NOT_STARTED 11

// No usable interpreter was found.
#define DRUA_STATUS_NO_INTERPRETER 12

// The interpreter was found, and refused to start.
#define DRUA_STATUS_START_FAILED 13

// A native library is missing, damaged, or of another version.
#define DRUA_STATUS_LIBRARY 14

// The JVM refused a request (an array could not be pinned, a pending exception).
#define DRUA_STATUS_HOST 15

// A manifest could not be read, checked or stored.
#define DRUA_STATUS_MANIFEST 16

// The host threw; see `DruaObjects.invoke`.
#define DRUA_STATUS_THROWN 17

// Flag of `Lent` and `Array`: the array is a `drua.Image`, with metadata.
#define DRUA_ARRAY_IMAGE 1

// Flag of `Lent` and `Array`: the array may be written.
#define DRUA_ARRAY_WRITABLE 2

// What a frame asks the core to do.
enum DruaOp
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Call the target: `u32 positional, u32 keywords`, the positional values, then for each keyword its
  // name (`u32 length`, UTF-8) and its value.
  DruaOp_Call = 1,
  // Read an attribute of the target. Arguments: the name, as a string value.
  DruaOp_GetAttribute = 2,
  // Write an attribute of the target. Arguments: the name and the value.
  DruaOp_SetAttribute = 3,
  // Import a module. Arguments: its dotted name.
  DruaOp_Import = 4,
  // Run statements. Arguments: source text, file name for tracebacks. Target: a namespace (dict).
  DruaOp_Execute = 5,
  // Evaluate one expression. Arguments as for `Execute`.
  DruaOp_Evaluate = 6,
  // `str()` of the target, or `repr()` when the one argument is true.
  DruaOp_Text = 7,
  // Make a new, empty namespace with builtins; the reply is its handle.
  DruaOp_Namespace = 8,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum DruaOp DruaOp;
#else
typedef uint32_t DruaOp;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How the memory of a span reaches Python. The numbers are part of the interface.
enum DruaMode
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Off-heap memory seen in place; it lives as long as its owner.
  DruaMode_Shared = 0,
  // An array on the host's heap, pinned for the length of the call.
  DruaMode_Pinned = 1,
  // A copy that belongs to the core; the loader copies it back when the span may be written.
  DruaMode_Copied = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum DruaMode DruaMode;
#else
typedef uint32_t DruaMode;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// First byte of a value in a block. Numbers are little-endian, without padding.
enum DruaTag
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint8_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // `None`, `null`.
  DruaTag_Null = 0,
  // False.
  DruaTag_False = 1,
  // True.
  DruaTag_True = 2,
  // `i64`.
  DruaTag_Int = 3,
  // `f64`.
  DruaTag_Float = 4,
  // `u32` length, UTF-8.
  DruaTag_Text = 5,
  // `u32` length, bytes.
  DruaTag_Bytes = 6,
  // `u32` count, values.
  DruaTag_List = 7,
  // `u32` count, key and value in turn.
  DruaTag_Map = 8,
  // `u64` handle of a Python object. Towards the host it carries a reference of its own.
  DruaTag_Object = 9,
  // `u32` length, two's complement, most significant byte first.
  DruaTag_BigInt = 10,
  // Pixels lent with the frame: `u8 flags, u8 dtype, u8 ndim, u8 zero, u32 span, u64 offset,
  // u64 shape[ndim], i64 strides[ndim] (bytes), u32 meta length, meta value`.
  DruaTag_Lent = 11,
  // Pixels of a Python array: `u64 handle, u64 address, u64 byte length, u8 flags, u8 dtype, u8 ndim, u8 zero,
  // u64 shape[ndim], i64 strides[ndim] (bytes), u32 meta length, meta value`.
  DruaTag_Array = 12,
  // A function of the host: `u64 id, u32 length, UTF-8 name`.
  DruaTag_HostFunction = 13,
  // A value with a type name: `u32 length, UTF-8 name`, then the value.
  DruaTag_Typed = 14,
  // An object of the host: `u64 global reference, u64 number of its class, u64 handle`. Towards Python the reference
  // goes over to the core, and the handle is 0. Towards the host the reference stays the core's, and lasts as long
  // as the handle, which carries a reference of its own; 0 where it lasts for ever.
  DruaTag_HostObject = 15,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum DruaTag DruaTag;
#else
typedef uint8_t DruaTag;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Element types. The numbers are part of the interface.
enum DruaDtype
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // One byte, 0 or 1.
  DruaDtype_Bool = 1,
  // Unsigned 8 bit.
  DruaDtype_UInt8 = 2,
  // Signed 8 bit.
  DruaDtype_Int8 = 3,
  // Unsigned 16 bit.
  DruaDtype_UInt16 = 4,
  // Signed 16 bit.
  DruaDtype_Int16 = 5,
  // Unsigned 32 bit.
  DruaDtype_UInt32 = 6,
  // Signed 32 bit.
  DruaDtype_Int32 = 7,
  // Unsigned 64 bit.
  DruaDtype_UInt64 = 8,
  // Signed 64 bit.
  DruaDtype_Int64 = 9,
  // IEEE 754 binary32.
  DruaDtype_Float32 = 10,
  // IEEE 754 binary64.
  DruaDtype_Float64 = 11,
  // Two binary32.
  DruaDtype_Complex64 = 12,
  // Two binary64.
  DruaDtype_Complex128 = 13,
  // IEEE 754 binary16.
  DruaDtype_Float16 = 14,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum DruaDtype DruaDtype;
#else
typedef uint32_t DruaDtype;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What the loader answers without Python, through the same frame.
enum DruaQuery
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Find interpreters and say which would be used, and why the others would not.
  DruaQuery_Interpreters = 101,
  // Read the manifests of routine folders from the cache. Arguments: list of folders, cache folder.
  DruaQuery_Manifests = 102,
  // Check and store one manifest. Arguments: file, its manifest as JSON, cache folder.
  DruaQuery_StoreManifest = 103,
  // Make a block of memory. Arguments: file to make or null, length in bytes. Reply: list of handle and address.
  DruaQuery_BlockMake = 104,
  // Map a part of a file. Arguments: file, offset, length in bytes, mode (0 reads, 1 writes the file, 2 writes
  // copies of its pages). Reply: list of handle and address.
  DruaQuery_BlockOpen = 105,
  // Wait until a part of a block is on the disk. Arguments: handle, offset, length in bytes.
  DruaQuery_BlockFlush = 106,
  // Unmap a block. Argument: handle.
  DruaQuery_BlockFree = 107,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum DruaQuery DruaQuery;
#else
typedef uint32_t DruaQuery;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Kinds of records that `poll` gives: `u32 length of the payload, u8 kind, u64 call, payload`.
enum DruaEvent
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint8_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Text written to `sys.stdout`; payload UTF-8.
  DruaEvent_Output = 1,
  // Text written to `sys.stderr`; payload UTF-8.
  DruaEvent_ErrorOutput = 2,
  // `f64` fraction (negative: unknown), then UTF-8 message.
  DruaEvent_Progress = 3,
  // `u8` level (a tenth of Python's), then UTF-8 text of one log record.
  DruaEvent_Log = 4,
  // `u64` host token: nothing in Python refers to this lent memory any more.
  DruaEvent_OwnerReleased = 5,
  // `u64` id: nothing in Python refers to this host function, or to this throwable of the host, any more.
  DruaEvent_FunctionReleased = 6,
  // `u64` number of records that were dropped because nobody polled.
  DruaEvent_Dropped = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum DruaEvent DruaEvent;
#else
typedef uint8_t DruaEvent;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// One piece of memory lent to Python for a call. 64 bytes.
typedef struct DruaSpan {
  // First byte. For heap arrays the loader fills it in.
  uint64_t address;
  // Length in bytes.
  uint64_t byte_len;
  // Owner handle (`owner_register`) or buffer token (`buffer_acquire`) that keeps the memory alive
  // for views that outlive the call; 0 where the memory ends with the call.
  uint64_t owner;
  // Identity of the heap array in the host, by which the borrow table knows it; 0: by address.
  uint64_t identity;
  // A [`DruaMode`].
  uint32_t mode;
  // `DRUA_ACCESS_*` bits.
  uint32_t access;
  // Out: `DRUA_OUTCOME_*` bits.
  uint32_t outcome;
  // Element type of the host array ([`DruaDtype`](crate::DruaDtype)), for copies by region.
  uint32_t element;
  // Index into the arrays handed over with the frame; -1 for off-heap memory.
  int32_t array_index;
  // For copies: 1 + index of the array that gets what Python wrote, while the array itself stays as it is; 0: the
  // array itself gets it.
  uint32_t result_index;
  // Out: bytes that were copied for this span, both ways together.
  uint64_t copied;
} DruaSpan;

// One call from host to Python, in memory that the calling thread owns. 128 bytes.
typedef struct DruaFrame {
  // [`ABI_VERSION`](crate::ABI_VERSION).
  uint32_t version;
  // A [`DruaOp`], or a [`DruaQuery`](crate::DruaQuery) where the loader answers without Python.
  uint32_t op;
  // Handle of the object that the call is about; 0 for none.
  uint64_t target;
  // Number of this call, chosen by the host, by which it is cancelled and its output is known; 0: none.
  uint64_t call;
  // Address of the argument block.
  uint64_t args;
  // Its length in bytes.
  uint64_t args_len;
  // Address of the first [`DruaSpan`].
  uint64_t spans;
  // Number of spans.
  uint64_t span_count;
  // Address where the reply block goes.
  uint64_t reply;
  // Room there, in bytes.
  uint64_t reply_capacity;
  // Out: length of the reply. Larger than `reply_capacity` with `DRUA_STATUS_REPLY_TOO_LARGE`: fetch it with
  // `take_reply` on the same thread.
  uint64_t reply_len;
  // Out: a status code (`DRUA_STATUS_*`).
  int32_t status;
  // `DRUA_FLAG_*` bits.
  uint32_t flags;
  // Out, when timed: nanoseconds spent waiting for the GIL.
  uint64_t wait_nanos;
  // Out, when timed: nanoseconds inside the Python function itself.
  uint64_t python_nanos;
  // Out: whether events wait to be polled, so that a host need not ask after every call.
  uint64_t events_wait;
  // Zero.
  uint64_t reserved[2];
} DruaFrame;

// Receives the reply of a host function: `sink(context, bytes, length)`, any number of times.
typedef void (*DruaSink)(void *context, const uint8_t *bytes, uint64_t len);

// One argument or result. 32 bytes.
typedef struct DruaValue {
  // A [`DruaKind`].
  uint32_t kind;
  // Depends on the kind.
  uint32_t flags;
  // The number itself, sign-extended or as IEEE bits, an address, or a global reference.
  uint64_t bits;
  // Depends on the kind.
  uint64_t length;
  // Depends on the kind.
  uint64_t class_;
} DruaValue;

// One use of a member of a class.
typedef struct DruaInvocation {
  // A [`DruaMember`].
  uint32_t operation;
  // Declared type of the result or field: a primitive's [`DruaKind`], `Void`, `Text` for a string, else `Reference`.
  uint32_t declared;
  // Global reference to the class.
  uint64_t class_;
  // The JVM's id of the method or field.
  uint64_t member;
  // Address of the arguments, [`DruaValue`]s.
  uint64_t arguments;
  // Number of them.
  uint64_t argument_count;
  // Out: the result, or a reference to what was thrown. A text stays until the thread's next invocation.
  struct DruaValue result;
} DruaInvocation;

// What a host with objects offers. All functions are called without the GIL and never while an array is pinned.
typedef struct DruaObjects {
  // `sizeof(DruaObjects)`.
  uint32_t size;
  // Zero.
  uint32_t reserved;
  // Uses a member. Gives `DRUA_STATUS_OK`, or `DRUA_STATUS_THROWN` when the host threw.
  int32_t (*invoke)(void *context, struct DruaInvocation *invocation);
  // Whether objects of the first class may stand where the second is declared; both are references.
  int32_t (*assignable)(void *context, uint64_t from, uint64_t to);
  // Whether two references are to the same object.
  int32_t (*same)(void *context, uint64_t first, uint64_t second);
  // Lets go of references.
  void (*release)(void *context, const uint64_t *references, uint64_t count);
  // Number of elements of an array; -1 for no array.
  int64_t (*array_length)(void *context, uint64_t array);
  // Copies numbers of a kind out of an array of them, within its length.
  int32_t (*array_read)(void *context,
                        uint64_t array,
                        uint32_t kind,
                        uint64_t start,
                        uint64_t count,
                        void *out);
  // Copies numbers of a kind into an array of them, within its length.
  int32_t (*array_write)(void *context,
                         uint64_t array,
                         uint32_t kind,
                         uint64_t start,
                         uint64_t count,
                         const void *values);
  // Address and capacity in elements of an off-heap buffer; false for any other object.
  int32_t (*buffer)(void *context, uint64_t buffer, uint64_t *address, uint64_t *capacity);
} DruaObjects;

// What the host offers to the core.
typedef struct DruaHost {
  // [`ABI_VERSION`](crate::ABI_VERSION).
  uint32_t version;
  // `sizeof(DruaHost)`.
  uint32_t size;
  // Passed back as the first argument.
  void *context;
  // Calls function `id` of the host with an argument block (a list value); the reply block goes to `sink`.
  // Called without the GIL, never while an array is pinned. Returns a status code; with anything but
  // `DRUA_STATUS_OK` the reply is an error.
  int32_t (*call)(void *context,
                  uint64_t id,
                  const uint8_t *args,
                  uint64_t args_len,
                  void *sink_context,
                  DruaSink sink);
  // What it offers beyond functions; null for a host without objects.
  const struct DruaObjects *objects;
} DruaHost;

// Memory of the core, given out for a copy.
typedef struct DruaBuffer {
  // First byte, aligned to 64.
  uint64_t address;
  // What `buffer_release` and `DruaSpan.owner` take.
  uint64_t token;
} DruaBuffer;

// Counts that show a leak. All are of the whole process.
typedef struct DruaStatistics {
  // Python objects that the host holds.
  uint64_t handles;
  // Owners of lent memory that Python or the host still refers to.
  uint64_t owners;
  // Buffers in use for copies.
  uint64_t buffers;
  // Bytes kept in the pool for the next copy.
  uint64_t pooled_bytes;
  // Entries of the borrow table.
  uint64_t borrows;
  // Thread states kept for threads of the host.
  uint64_t threads;
  // Host functions that Python holds.
  uint64_t functions;
  // Calls under way.
  uint64_t calls;
  // Objects of the host that Python holds.
  uint64_t objects;
} DruaStatistics;

// What the core offers to a host. No entry may be called with the GIL held.
typedef struct DruaCore {
  // [`ABI_VERSION`](crate::ABI_VERSION).
  uint32_t version;
  // `sizeof(DruaCore)`.
  uint32_t size;
  // Takes the memory of a frame's spans, before it is pinned or copied; refused where it is in use. Every success
  // needs its `give_back` on the same thread, in reverse order. The reply block tells of a refusal.
  int32_t (*borrow)(struct DruaFrame *frame);
  // Ends the last `borrow` of this thread, after unpinning or copying back.
  int32_t (*give_back)(void);
  // Runs a frame. Takes the GIL.
  int32_t (*call)(struct DruaFrame *frame);
  // Gives memory for a copy.
  int32_t (*buffer_acquire)(uint64_t byte_len, struct DruaBuffer *out);
  // Gives it back; views that Python kept keep it alive.
  int32_t (*buffer_release)(uint64_t token);
  // Makes an owner for lent memory. `host_token` comes back as an `OwnerReleased` event.
  uint64_t (*owner_register)(uint64_t host_token);
  // The host no longer lends it; views that Python kept still do.
  int32_t (*owner_release)(uint64_t owner);
  // Lets go of Python objects. Never waits for the GIL.
  int32_t (*handle_release)(const uint64_t *handles, uint64_t count);
  // Asks a call to stop at its next byte code. Never waits for the GIL.
  int32_t (*cancel)(uint64_t call);
  // Copies whole event records out; returns their length in bytes. Never waits for the GIL.
  uint64_t (*poll)(uint8_t *out, uint64_t capacity);
  // Copies this thread's last over-large reply out; returns its length.
  uint64_t (*take_reply)(uint8_t *out, uint64_t capacity);
  // Fills in the counts.
  void (*statistics)(struct DruaStatistics *out);
  // Runs Python's `threading` shutdown and `atexit` functions and flushes, waiting at most so long.
  // The interpreter itself stays.
  int32_t (*shutdown)(uint32_t millis);
} DruaCore;

#endif  /* DRUA_H */
