/* A host in C: what any other program needs to use Drua's core. Exits with 0 when every check held.
 * Arguments: libpython, the core library, the folder of the drua package. */
#include "drua.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                              \
  do {                                                                                \
    if (!(condition)) {                                                               \
      fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);       \
      exit(1);                                                                        \
    }                                                                                 \
  } while (0)

static const struct DruaCore *core;
static uint8_t args[4096], reply[8192];
static uint64_t args_len;
static struct DruaSpan span;

/* -- Blocks -- */

static void put(const void *bytes, size_t count) {
  memcpy(args + args_len, bytes, count);
  args_len += count;
}
static void put_u8(uint8_t value) { put(&value, 1); }
static void put_u32(uint32_t value) { put(&value, 4); }
static void put_u64(uint64_t value) { put(&value, 8); }
static void put_text(const char *text) {
  put_u8(DruaTag_Text);
  put_u32((uint32_t)strlen(text));
  put(text, strlen(text));
}

static struct DruaFrame frame_for(uint32_t op, uint64_t target, uint32_t flags) {
  struct DruaFrame frame;
  memset(&frame, 0, sizeof frame);
  frame.version = DRUA_ABI_VERSION;
  frame.op = op;
  frame.target = target;
  frame.flags = flags;
  frame.args = (uint64_t)(uintptr_t)args;
  frame.args_len = args_len;
  frame.reply = (uint64_t)(uintptr_t)reply;
  frame.reply_capacity = sizeof reply;
  args_len = 0;
  return frame;
}

static int32_t run(uint32_t op, uint64_t target, uint32_t flags) {
  struct DruaFrame frame = frame_for(op, target, flags);
  int32_t status = core->call(&frame);
  if (status != DRUA_STATUS_OK) { /* shown only when a check fails */
    fwrite(reply, 1, frame.reply_len, stdout);
    puts("");
  }
  return status;
}

static uint64_t reply_u64(void) {
  uint64_t value;
  memcpy(&value, reply + 1, 8);
  return value;
}

static uint64_t function(const char *expression) {
  put_text(expression);
  put_text("<host.c>");
  CHECK(run(DruaOp_Evaluate, 0, DRUA_FLAG_KEEP) == DRUA_STATUS_OK);
  CHECK(reply[0] == DruaTag_Object);
  return reply_u64();
}

/* -- The host's side -- */

static int32_t twice(void *context, uint64_t id, const uint8_t *bytes, uint64_t length, void *sink_context,
                     DruaSink sink) {
  uint8_t block[9] = {DruaTag_Int};
  int64_t value;
  CHECK(context == &core && id == 7 && length == 14 && bytes[0] == DruaTag_List && bytes[5] == DruaTag_Int);
  memcpy(&value, bytes + 6, 8);
  value *= 2;
  memcpy(block + 1, &value, 8);
  sink(sink_context, block, sizeof block);
  return DRUA_STATUS_OK;
}

static void *call_from_another_thread(void *handle) {
  put_u32(1);
  put_u32(0);
  put_u8(DruaTag_Int);
  put_u64(20);
  CHECK(run(DruaOp_Call, *(uint64_t *)handle, 0) == DRUA_STATUS_OK);
  CHECK(reply[0] == DruaTag_Int && reply_u64() == 21);
  return NULL;
}

static void shift_lent_memory(void) {
  uint16_t pixels[6] = {2, 4, 6, 8, 10, 12};
  uint64_t shift = function("lambda image: image.__irshift__(1).shape[0]");
  struct DruaFrame frame;
  put_u32(1);
  put_u32(0);
  put_u8(DruaTag_Lent);
  put_u8(DRUA_ARRAY_WRITABLE);
  put_u8(DruaDtype_UInt16);
  put_u8(2);
  put_u8(0);
  put_u32(0); /* span */
  put_u64(0); /* offset */
  put_u64(2);
  put_u64(3);
  put_u64(6);
  put_u64(2);
  put_u32(0); /* no metadata */
  memset(&span, 0, sizeof span);
  span.address = (uint64_t)(uintptr_t)pixels;
  span.byte_len = sizeof pixels;
  span.owner = core->owner_register(99);
  span.mode = DruaMode_Shared;
  span.access = DRUA_ACCESS_READ | DRUA_ACCESS_WRITE;
  span.array_index = -1;
  frame = frame_for(DruaOp_Call, shift, 0);
  frame.spans = (uint64_t)(uintptr_t)&span;
  frame.span_count = 1;
  CHECK(core->borrow(&frame) == DRUA_STATUS_OK);
  CHECK(core->call(&frame) == DRUA_STATUS_OK);
  CHECK(core->give_back() == DRUA_STATUS_OK);
  CHECK(reply[0] == DruaTag_Int && reply_u64() == 2);
  CHECK(pixels[0] == 1 && pixels[5] == 6);
  CHECK(core->owner_release(span.owner) == DRUA_STATUS_OK);
  CHECK(core->owner_release(span.owner) == DRUA_STATUS_STALE_HANDLE);
  CHECK(core->handle_release(&shift, 1) == DRUA_STATUS_OK);
  CHECK(core->handle_release(&shift, 1) == DRUA_STATUS_STALE_HANDLE);
}

static void poll_until(uint8_t kind, uint64_t payload) {
  uint8_t events[4096];
  for (int round = 0; round < 1000; round++) {
    uint64_t length = core->poll(events, sizeof events);
    for (uint64_t at = 0; at < length;) {
      uint32_t size;
      uint64_t found;
      memcpy(&size, events + at, 4);
      memcpy(&found, events + at + 13, 8);
      if (events[at + 4] == kind && found == payload) return;
      at += 13 + size;
    }
  }
  CHECK(!"the event came");
}

int main(int count, char **values) {
  struct DruaHost host = {DRUA_ABI_VERSION, sizeof host, &core, twice, NULL};
  struct DruaStatistics counts;
  struct DruaFrame frame;
  const struct DruaCore *(*open)(const struct DruaHost *, struct DruaFrame *);
  CHECK(count == 4);
  void *python = dlopen(values[1], RTLD_NOW | RTLD_GLOBAL);
  CHECK(python != NULL);
  ((void (*)(int))dlsym(python, "Py_InitializeEx"))(0);
  ((void *(*)(void))dlsym(python, "PyEval_SaveThread"))();
  void *library = dlopen(values[2], RTLD_NOW);
  if (library == NULL) fprintf(stderr, "%s\n", dlerror());
  CHECK(library != NULL);
  *(void **)&open = dlsym(library, "drua_core_open");
  CHECK(open != NULL);

  host.version = DRUA_ABI_VERSION + 1;
  frame = frame_for(0, 0, 0);
  CHECK(open(&host, &frame) == NULL && frame.status == DRUA_STATUS_LIBRARY);
  host.version = DRUA_ABI_VERSION;
  put_u8(DruaTag_List);
  put_u32(1);
  put_text(values[3]);
  frame = frame_for(0, 0, 0);
  core = open(&host, &frame);
  if (core == NULL) fprintf(stderr, "status %d: %.*s\n", frame.status, (int)frame.reply_len, (char *)reply);
  CHECK(core != NULL && core->size >= sizeof *core);

  uint64_t increment = function("lambda number: number + 1");
  pthread_t thread;
  for (int round = 0; round < 100; round++) { /* states of ended threads are cleared away meanwhile */
    pthread_create(&thread, NULL, call_from_another_thread, &increment);
    pthread_join(thread, NULL);
  }
  call_from_another_thread(&increment);
  shift_lent_memory();
  poll_until(DruaEvent_OwnerReleased, 99);

  uint64_t calls = function("lambda f: f(21)"), raises = function("lambda: 1 // 0");
  put_u32(1); /* Python calls the host */
  put_u32(0);
  put_u8(DruaTag_HostFunction);
  put_u64(7);
  put_u32(5);
  put("twice", 5);
  CHECK(run(DruaOp_Call, calls, 0) == DRUA_STATUS_OK);
  CHECK(reply[0] == DruaTag_Int && reply_u64() == 42);
  poll_until(DruaEvent_FunctionReleased, 7);

  put_u32(0); /* Python raises */
  put_u32(0);
  CHECK(run(DruaOp_Call, raises, 0) == DRUA_STATUS_PYTHON_EXCEPTION);
  CHECK(reply[0] == DruaTag_Map);
  CHECK(run(DruaOp_Call, 12345, 0) == DRUA_STATUS_STALE_HANDLE);
  put_u8(99);
  CHECK(run(DruaOp_Evaluate, 0, 0) == DRUA_STATUS_BAD_FRAME);
  frame = frame_for(DruaOp_Namespace, 0, 0);
  frame.version = 77;
  CHECK(core->call(&frame) == DRUA_STATUS_BAD_FRAME);
  CHECK(core->call(NULL) == DRUA_STATUS_BAD_FRAME);

  core->statistics(&counts);
  CHECK(counts.borrows == 0 && counts.owners == 0 && counts.buffers == 0 && counts.calls == 0);
  CHECK(core->shutdown(5000) == DRUA_STATUS_OK);
  puts("the C host is content");
  return 0;
}
