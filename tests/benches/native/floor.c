/* The floor: JNI and the C interfaces of CPython and NumPy by hand, without any bridge. What it leaves out (checks of
 * arguments, errors that reach Java, views that outlive the call) is what a bridge is for. */
#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL floor_array_api /* shared with floor_java.c */
#include <Python.h>
#include <dlfcn.h>
#include <jni.h>
#include <numpy/arrayobject.h>
#include <stdlib.h>

int floor_module(JNIEnv *env); /* floor_java.c */

#define NATIVE(name) Java_benches_FloorBench_##name

enum { BY_NUMPY = 0, BY_MEMORYVIEW = 1 }; /* how memory becomes an ndarray; numbers known to FloorBench.java */

static PyObject *module, *noop, *shift, *shift_buffer, *length, *length_of_buffer, *successor;
static __thread PyThreadState *kept; /* a thread keeps its Python thread state from call to call */

static void enter(void) {
  if (!kept) {
    PyGILState_Ensure();
  } else {
    PyEval_RestoreThread(kept);
  }
}

static void leave(void) { kept = PyEval_SaveThread(); }

static void fatal(const char *what) {
  if (PyErr_Occurred()) PyErr_Print();
  fprintf(stderr, "floor: %s failed\n", what);
  abort();
}

static PyObject *function(const char *name) {
  PyObject *found = PyObject_GetAttrString(module, name);
  if (!found) fatal(name);
  return found;
}

static int arrays(void) {
  import_array1(-1);
  return 0;
}

JNIEXPORT void JNICALL NATIVE(start)(JNIEnv *env, jclass type, jstring executable, jstring folder) {
  dlopen(LIBPYTHON, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD); /* so that extension modules find its symbols */
  const char *exe = (*env)->GetStringUTFChars(env, executable, 0), *path = (*env)->GetStringUTFChars(env, folder, 0);
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.install_signal_handlers = 0;
  config.parse_argv = 0;
  PyConfig_SetBytesString(&config, &config.executable, exe);
  PyStatus status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status)) fatal("Py_InitializeFromConfig");
  PyObject *entry = PyUnicode_FromString(path);
  PyList_Insert(PySys_GetObject("path"), 0, entry);
  Py_DECREF(entry);
  module = PyImport_ImportModule("bench_functions");
  if (!module || arrays() < 0) fatal("import");
  noop = function("noop"), shift = function("shift"), shift_buffer = function("shift_buffer");
  length = function("length"), length_of_buffer = function("length_of_buffer"), successor = function("successor");
  (*env)->ReleaseStringUTFChars(env, executable, exe);
  (*env)->ReleaseStringUTFChars(env, folder, path);
  leave();
}

/* A result as a long; -1 and a printed error otherwise. */
static jlong number(PyObject *result) {
  jlong value = result ? PyLong_AsLongLong(result) : -1;
  if (PyErr_Occurred()) PyErr_Print();
  Py_XDECREF(result);
  return value;
}

JNIEXPORT jint JNICALL NATIVE(noop)(JNIEnv *env, jclass type, jint value) {
  enter();
  PyObject *argument = PyLong_FromLong(value);
  jlong back = number(PyObject_CallOneArg(noop, argument));
  Py_DECREF(argument);
  leave();
  return (jint)back;
}

JNIEXPORT jint JNICALL NATIVE(successor)(JNIEnv *env, jclass type, jint value) {
  enter();
  PyObject *argument = PyLong_FromLong(value);
  jlong back = number(PyObject_CallOneArg(successor, argument));
  Py_DECREF(argument);
  leave();
  return (jint)back;
}

JNIEXPORT jlong JNICALL NATIVE(first)(JNIEnv *env, jclass type) {
  enter();
  jlong back = number(PyObject_CallMethod(module, "first", NULL));
  leave();
  return back;
}

static int shift_memory(void *address, jint height, jint width, jint how) {
  PyObject *view, *result;
  enter();
  if (how == BY_NUMPY) {
    npy_intp shape[2] = {height, width};
    view = PyArray_SimpleNewFromData(2, shape, NPY_UINT16, address);
    result = PyObject_CallOneArg(shift, view);
  } else {
    view = PyMemoryView_FromMemory(address, 2 * (Py_ssize_t)height * width, PyBUF_WRITE);
    result = PyObject_CallFunction(shift_buffer, "Oii", view, height, width);
  }
  if (!result) PyErr_Print();
  int failed = !result;
  Py_XDECREF(result);
  Py_DECREF(view);
  leave();
  return failed;
}

JNIEXPORT jint JNICALL NATIVE(shiftDirect)(JNIEnv *env, jclass type, jobject buffer, jint height, jint width, jint how) {
  return shift_memory((*env)->GetDirectBufferAddress(env, buffer), height, width, how);
}

JNIEXPORT jint JNICALL NATIVE(shiftHeap)(JNIEnv *env, jclass type, jshortArray pixels, jint height, jint width, jint how) {
  void *address = (*env)->GetPrimitiveArrayCritical(env, pixels, 0); /* before the GIL: it may wait for a collection */
  if (!address) return -1;
  int failed = shift_memory(address, height, width, how);
  (*env)->ReleasePrimitiveArrayCritical(env, pixels, address, 0);
  return failed;
}

JNIEXPORT jlong JNICALL NATIVE(length)(JNIEnv *env, jclass type, jobject buffer, jint how) {
  void *address = (*env)->GetDirectBufferAddress(env, buffer);
  jlong bytes = (*env)->GetDirectBufferCapacity(env, buffer);
  enter();
  npy_intp shape[1] = {bytes / 2};
  PyObject *view = how == BY_NUMPY ? PyArray_SimpleNewFromData(1, shape, NPY_UINT16, address)
                                   : PyMemoryView_FromMemory(address, bytes, PyBUF_WRITE);
  jlong back = number(PyObject_CallOneArg(how == BY_NUMPY ? length : length_of_buffer, view));
  Py_DECREF(view);
  leave();
  return back;
}

JNIEXPORT void JNICALL NATIVE(bareShift)(JNIEnv *env, jclass type, jint side, jint ring, jint repetitions, jdoubleArray into) {
  enter();
  PyObject *times = PyObject_CallMethod(module, "bare_shift", "iii", side, ring, repetitions);
  if (!times) fatal("bare_shift");
  jdouble values[2] = {PyFloat_AsDouble(PyList_GetItem(times, 0)), PyFloat_AsDouble(PyList_GetItem(times, 1))};
  Py_DECREF(times);
  leave();
  (*env)->SetDoubleArrayRegion(env, into, 0, 2, values);
}

/* Runs a workload in which Python calls Java; -1, and a printed error, if it fails. */
JNIEXPORT jint JNICALL NATIVE(python)(JNIEnv *env, jclass type, jstring workload) {
  const char *name = (*env)->GetStringUTFChars(env, workload, 0);
  enter();
  PyObject *main = floor_module(env) ? NULL : PyImport_ImportModule("java_in_python");
  PyObject *done = main ? PyObject_CallMethod(main, "main", "ss", "floor", name) : NULL;
  if (!done) PyErr_Print();
  Py_XDECREF(done);
  Py_XDECREF(main);
  leave();
  (*env)->ReleaseStringUTFChars(env, workload, name);
  return done ? 0 : -1;
}
