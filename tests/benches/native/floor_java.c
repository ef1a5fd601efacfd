/* The floor in the other direction: C functions of a Python module "floor" that call Java, with the GIL released around each
 * call and each copy. They know one class, one object and one array of each kind. */
#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL floor_array_api
#define NO_IMPORT_ARRAY
#include <Python.h>
#include <jni.h>
#include <numpy/arrayobject.h>

static __thread JNIEnv *here; /* of the thread that Java called from */
static jclass calls, payloads;
static jobject object;
static jmethodID twice_id, plus_id;

enum { SHORTS, DOUBLES, KINDS };
static const struct {
  const char *make, *check, *check_signature, *make_signature;
  int numpy, size;
} KIND[KINDS] = {
    {"shorts", "isShorts", "([SI)Z", "(I)[S", NPY_INT16, 2},
    {"doubles", "isDoubles", "([DI)Z", "(I)[D", NPY_FLOAT64, 8},
};
static jarray array[KINDS]; /* what to_python reads, and what to_java made last */

static PyObject *raised(JNIEnv *env) {
  (*env)->ExceptionDescribe(env);
  (*env)->ExceptionClear(env);
  PyErr_SetString(PyExc_RuntimeError, "Java threw an exception");
  return NULL;
}

static int as_int(PyObject *argument, jint *value) {
  int overflow;
  long number = PyLong_AsLongAndOverflow(argument, &overflow);
  if (number == -1 && PyErr_Occurred()) return -1;
  if (overflow || number != (jint)number) {
    PyErr_SetString(PyExc_OverflowError, "the number doesn't fit into a Java int");
    return -1;
  }
  *value = (jint)number;
  return 0;
}

static PyObject *twice(PyObject *self, PyObject *argument) {
  JNIEnv *env = here;
  jvalue value;
  if (as_int(argument, &value.i) < 0) return NULL;
  PyThreadState *state = PyEval_SaveThread();
  jint back = (*env)->CallStaticIntMethodA(env, calls, twice_id, &value);
  jboolean thrown = (*env)->ExceptionCheck(env);
  PyEval_RestoreThread(state);
  return thrown ? raised(env) : PyLong_FromLong(back);
}

static PyObject *plus(PyObject *self, PyObject *argument) {
  JNIEnv *env = here;
  jvalue value;
  if (as_int(argument, &value.i) < 0) return NULL;
  PyThreadState *state = PyEval_SaveThread();
  jint back = (*env)->CallIntMethodA(env, object, plus_id, &value);
  jboolean thrown = (*env)->ExceptionCheck(env);
  PyEval_RestoreThread(state);
  return thrown ? raised(env) : PyLong_FromLong(back);
}

/* Keeps a Java array instead of the one before. */
static PyObject *keep(JNIEnv *env, int kind, jobject made) {
  if (!made) return raised(env);
  if (array[kind]) (*env)->DeleteGlobalRef(env, array[kind]);
  array[kind] = (*env)->NewGlobalRef(env, made);
  (*env)->DeleteLocalRef(env, made);
  Py_RETURN_NONE;
}

static jarray new_array(JNIEnv *env, int kind, jsize count) {
  return kind == SHORTS ? (jarray)(*env)->NewShortArray(env, count) : (jarray)(*env)->NewDoubleArray(env, count);
}

static void write_region(JNIEnv *env, int kind, jarray into, jsize count, const void *from) {
  if (kind == SHORTS) {
    (*env)->SetShortArrayRegion(env, into, 0, count, from);
  } else {
    (*env)->SetDoubleArrayRegion(env, into, 0, count, from);
  }
}

static PyObject *make(int kind, PyObject *argument) {
  JNIEnv *env = here;
  jvalue count;
  if (as_int(argument, &count.i) < 0) return NULL;
  jmethodID id = (*env)->GetStaticMethodID(env, payloads, KIND[kind].make, KIND[kind].make_signature);
  return keep(env, kind, id ? (*env)->CallStaticObjectMethodA(env, payloads, id, &count) : NULL);
}

static PyObject *make_empty(int kind, PyObject *argument) {
  jint count;
  return as_int(argument, &count) < 0 ? NULL : keep(here, kind, new_array(here, kind, count));
}

/* Whether Java finds the kept array right: (anything, count). */
static PyObject *is_right(int kind, PyObject *const *arguments, Py_ssize_t given) {
  JNIEnv *env = here;
  jvalue values[2] = {{.l = array[kind]}};
  if (given != 2 || as_int(arguments[1], &values[1].i) < 0) return NULL;
  jmethodID id = (*env)->GetStaticMethodID(env, payloads, KIND[kind].check, KIND[kind].check_signature);
  jboolean right = id && (*env)->CallStaticBooleanMethodA(env, payloads, id, values);
  return (*env)->ExceptionCheck(env) ? raised(env) : PyBool_FromLong(right);
}

/* Writes the first element: what to_python gives must show it. */
static PyObject *set_first(int kind, PyObject *argument) {
  double number = PyFloat_AsDouble(argument);
  if (number == -1 && PyErr_Occurred()) return NULL;
  jshort as_short = (jshort)number;
  write_region(here, kind, array[kind], 1, kind == SHORTS ? (void *)&as_short : (void *)&number);
  Py_RETURN_NONE;
}

static PyObject *to_python(int kind) {
  JNIEnv *env = here;
  npy_intp count = (*env)->GetArrayLength(env, array[kind]);
  PyObject *made = PyArray_SimpleNew(1, &count, KIND[kind].numpy);
  if (!made) return NULL;
  void *into = PyArray_DATA((PyArrayObject *)made);
  PyThreadState *state = PyEval_SaveThread();
  if (kind == SHORTS) {
    (*env)->GetShortArrayRegion(env, array[kind], 0, (jsize)count, into);
  } else {
    (*env)->GetDoubleArrayRegion(env, array[kind], 0, (jsize)count, into);
  }
  PyEval_RestoreThread(state);
  return made;
}

static PyObject *to_java(int kind, PyObject *from, int fresh) {
  JNIEnv *env = here;
  PyArrayObject *given = (PyArrayObject *)from;
  if (!PyArray_Check(from) || PyArray_TYPE(given) != KIND[kind].numpy || !PyArray_IS_C_CONTIGUOUS(given)) {
    PyErr_SetString(PyExc_TypeError, "no contiguous array of that kind");
    return NULL;
  }
  jsize count = (jsize)PyArray_SIZE(given);
  PyThreadState *state = PyEval_SaveThread();
  jarray into = fresh ? new_array(env, kind, count) : array[kind];
  if (into) write_region(env, kind, into, count, PyArray_DATA(given));
  jboolean thrown = (*env)->ExceptionCheck(env);
  PyEval_RestoreThread(state);
  if (thrown) return raised(env);
  if (fresh) return keep(env, kind, into);
  Py_RETURN_NONE;
}

#define EACH_KIND(kind, KIND_)                                                                                       \
  static PyObject *make_##kind(PyObject *self, PyObject *count) { return make(KIND_, count); }                       \
  static PyObject *make_no_##kind(PyObject *self, PyObject *count) { return make_empty(KIND_, count); }              \
  static PyObject *is_##kind(PyObject *self, PyObject *const *given, Py_ssize_t count) {                             \
    return is_right(KIND_, given, count);                                                                            \
  }                                                                                                                  \
  static PyObject *set_first_##kind(PyObject *self, PyObject *value) { return set_first(KIND_, value); }              \
  static PyObject *kind##_to_python(PyObject *self, PyObject *none) { return to_python(KIND_); }                     \
  static PyObject *kind##_to_java(PyObject *self, PyObject *from) { return to_java(KIND_, from, 1); }                \
  static PyObject *kind##_into_java(PyObject *self, PyObject *from) { return to_java(KIND_, from, 0); }
EACH_KIND(shorts, SHORTS)
EACH_KIND(doubles, DOUBLES)

#define METHODS(kind)                                                                                                \
  {"make_" #kind, make_##kind, METH_O, NULL}, {"make_no_" #kind, make_no_##kind, METH_O, NULL},                      \
      {"is_" #kind, (PyCFunction)(void *)is_##kind, METH_FASTCALL, NULL},                                            \
      {"set_first_" #kind, set_first_##kind, METH_O, NULL},                                                          \
      {#kind "_to_python", kind##_to_python, METH_NOARGS, NULL}, {#kind "_to_java", kind##_to_java, METH_O, NULL},   \
      {#kind "_into_java", kind##_into_java, METH_O, NULL}
static PyMethodDef methods[] = {
    {"twice", twice, METH_O, NULL}, {"plus", plus, METH_O, NULL}, METHODS(shorts), METHODS(doubles), {NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "floor", NULL, -1, methods};

static jclass class_of(JNIEnv *env, const char *name) {
  return (*env)->NewGlobalRef(env, (*env)->FindClass(env, name));
}

/* Makes the module known to Python, with the GIL held; 0 if that worked. */
int floor_module(JNIEnv *env) {
  here = env;
  calls = class_of(env, "benches/Calls"), payloads = class_of(env, "benches/Payloads");
  twice_id = (*env)->GetStaticMethodID(env, calls, "twice", "(I)I");
  plus_id = (*env)->GetMethodID(env, calls, "plus", "(I)I");
  object = (*env)->NewGlobalRef(env, (*env)->NewObject(env, calls, (*env)->GetMethodID(env, calls, "<init>", "()V")));
  if ((*env)->ExceptionCheck(env)) return raised(env), -1;
  PyObject *made = PyModule_Create(&definition);
  return made ? PyDict_SetItemString(PyImport_GetModuleDict(), "floor", made) : -1;
}
