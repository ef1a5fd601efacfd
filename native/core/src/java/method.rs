//! `drua._core.JavaMethod`: the methods of one name of a class, called as Python calls its own.
//!
//! # Rationale
//! A call of Java takes as long as a handful of memory accesses, so that what Python does around it counts. The types are
//! made by hand, because the stable ABI has the two things that make Python's own methods fast, and `pyo3` does not offer
//! them: arguments that come as they lie on the interpreter's stack (vectorcall), and methods that are called on an object
//! without being bound to it first (`Py_TPFLAGS_METHOD_DESCRIPTOR`). The flags have kept their numbers since CPython 3.8;
//! the members are read by the names that the documentation gives.

use super::methods::Methods;
use super::reference::{self, slot};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyString, PyType};
use smallvec::SmallVec;
use std::ffi::{CStr, c_int, c_uint, c_void};
use std::mem::offset_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

/// `Py_TPFLAGS_HAVE_VECTORCALL`, which the headers of the stable ABI name from 3.12 on.
const HAVE_VECTORCALL: std::ffi::c_ulong = 1 << 11;

/// Layout of an object.
#[repr(C)]
struct Object {
    head: ffi::PyObject,
    vectorcall: Vectorcall,
    methods: *mut Methods,
}

type Vectorcall = unsafe extern "C" fn(
    *mut ffi::PyObject,
    *const *mut ffi::PyObject,
    usize,
    *mut ffi::PyObject,
) -> *mut ffi::PyObject;

static METHOD: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(null_mut());
static STATIC_METHOD: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(null_mut());

/// The methods behind an object of one of our types.
///
/// # Safety
/// `object` is one, and alive for `'a`.
unsafe fn methods_of<'a>(object: *mut ffi::PyObject) -> &'a Methods {
    // SAFETY: by the contract of this function; the methods live as long as their object.
    unsafe { &*(*object.cast::<Object>()).methods }
}

/// Runs something for Python: an error or a panic becomes its exception.
fn guarded<'py>(
    py: Python<'py>,
    run: impl FnOnce() -> PyResult<Bound<'py, PyAny>>,
) -> *mut ffi::PyObject {
    let outcome = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        Err(PyRuntimeError::new_err(
            "Drua itself failed; please report this with the text that was printed before",
        ))
    });
    match outcome {
        Ok(made) => made.into_ptr(),
        Err(error) => {
            error.restore(py);
            null_mut()
        }
    }
}

unsafe extern "C" fn vectorcall(
    callable: *mut ffi::PyObject,
    arguments: *const *mut ffi::PyObject,
    count: usize,
    keywords: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    /// Set where the caller lends the place before the first argument.
    const OFFSET: usize = 1 << (usize::BITS - 1);
    // SAFETY: Python calls this with the GIL, with an object of ours and so many arguments.
    unsafe {
        let py = Python::assume_attached();
        let methods = methods_of(callable);
        if !keywords.is_null() && ffi::PyTuple_Size(keywords) > 0 {
            return guarded(py, || Err(methods.no_keywords()));
        }
        let count = count & !OFFSET;
        let given = if count == 0 {
            &[]
        } else {
            std::slice::from_raw_parts(arguments, count)
        };
        guarded(py, || methods.call(py, given))
    }
}

/// The call of those who have no vectorcall.
unsafe extern "C" fn call(
    callable: *mut ffi::PyObject,
    arguments: *mut ffi::PyObject,
    keywords: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL, with an object of ours, a tuple and a dict or null.
    unsafe {
        let py = Python::assume_attached();
        let methods = methods_of(callable);
        if !keywords.is_null() && ffi::PyDict_Size(keywords) > 0 {
            return guarded(py, || Err(methods.no_keywords()));
        }
        let count = ffi::PyTuple_Size(arguments).max(0);
        let given: SmallVec<[*mut ffi::PyObject; 8]> = (0..count)
            .map(|index| ffi::PyTuple_GetItem(arguments, index))
            .collect();
        guarded(py, || methods.call(py, &given))
    }
}

unsafe extern "C" fn dealloc(object: *mut ffi::PyObject) {
    // SAFETY: Python calls this once, with the GIL; the methods were made by `make`.
    unsafe {
        let class = ffi::Py_TYPE(object);
        drop(Box::from_raw((*object.cast::<Object>()).methods));
        reference::free(object, class);
        ffi::Py_DECREF(class.cast());
    }
}

/// Binding to an object, where Python needs the bound method itself.
unsafe extern "C" fn bind(
    method: *mut ffi::PyObject,
    object: *mut ffi::PyObject,
    _class: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    static METHOD_TYPE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    // SAFETY: Python calls this with the GIL, with an object of ours, and null or an object.
    unsafe {
        let py = Python::assume_attached();
        let method = Borrowed::from_ptr(py, method);
        if object.is_null() {
            return method.to_owned().into_ptr();
        }
        let object = Borrowed::from_ptr(py, object);
        guarded(py, || {
            METHOD_TYPE
                .import(py, "types", "MethodType")?
                .call1((method, object))
        })
    }
}

/// A static method is the same on a class and on an object.
unsafe extern "C" fn bind_static(
    method: *mut ffi::PyObject,
    _object: *mut ffi::PyObject,
    _class: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL and a living object.
    unsafe { ffi::Py_NewRef(method) }
}

unsafe extern "C" fn repr(method: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL and an object of ours.
    unsafe {
        let py = Python::assume_attached();
        let methods = methods_of(method);
        guarded(py, || {
            Ok(PyString::new(py, &format!("<Java method {}>", methods.shown)).into_any())
        })
    }
}

/// `method["int", String]`: the one overload with these parameters.
unsafe extern "C" fn subscript(
    method: *mut ffi::PyObject,
    types: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL, with an object of ours and any object.
    unsafe {
        let py = Python::assume_attached();
        let methods = methods_of(method);
        let types = Borrowed::from_ptr(py, types);
        guarded(py, || {
            let one = methods.only(&types)?;
            make(py, one)
        })
    }
}

/// What a getter of the type gives.
type Getter = for<'py> fn(Python<'py>, &Methods) -> PyResult<Bound<'py, PyAny>>;

unsafe extern "C" fn get(method: *mut ffi::PyObject, closure: *mut c_void) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL, with an object of ours and the closure of a getter below.
    unsafe {
        let py = Python::assume_attached();
        let methods = methods_of(method);
        let getter: Getter = std::mem::transmute(closure);
        guarded(py, || getter(py, methods))
    }
}

fn name<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    Ok(PyString::new(py, &methods.name).into_any())
}

fn qualified<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    Ok(PyString::new(py, &methods.shown).into_any())
}

fn texts<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    let overloads = methods.overloads(py)?;
    Ok(PyList::new(py, overloads.iter().map(|overload| &overload.text))?.into_any())
}

fn doc<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    py.import(intern!(py, "drua.java._docs"))?
        .call_method1(intern!(py, "method_doc"), (methods.class, &methods.name))
}

fn getter(name: &'static CStr, get_it: Getter) -> ffi::PyGetSetDef {
    ffi::PyGetSetDef {
        name: name.as_ptr(),
        get: Some(get),
        set: None,
        doc: std::ptr::null(),
        closure: get_it as *mut c_void,
    }
}

/// Makes one of the two types.
fn make_type<'py>(
    py: Python<'py>,
    name_of_type: &'static CStr,
    flags: std::ffi::c_ulong,
    bind: ffi::descrgetfunc,
    place: &AtomicPtr<ffi::PyTypeObject>,
) -> PyResult<Bound<'py, PyType>> {
    let members = Box::leak(Box::new([
        ffi::PyMemberDef {
            name: c"__vectorcalloffset__".as_ptr(),
            type_code: ffi::structmember::T_PYSSIZET,
            offset: offset_of!(Object, vectorcall) as ffi::Py_ssize_t,
            flags: ffi::structmember::READONLY,
            doc: std::ptr::null(),
        },
        // SAFETY: the end of the list is all zero.
        unsafe { std::mem::zeroed() },
    ]));
    // The type refers to the list as long as it lives.
    let getters = Box::leak(Box::new([
        getter(c"__name__", name),
        getter(c"__qualname__", qualified),
        getter(c"overloads", texts),
        getter(c"__doc__", doc),
        // SAFETY: as above.
        unsafe { std::mem::zeroed() },
    ]));
    let mut slots = [
        slot(ffi::Py_tp_dealloc, dealloc as *mut c_void),
        slot(ffi::Py_tp_call, call as *mut c_void),
        slot(ffi::Py_tp_repr, repr as *mut c_void),
        slot(ffi::Py_tp_descr_get, bind as *mut c_void),
        slot(ffi::Py_mp_subscript, subscript as *mut c_void),
        slot(ffi::Py_tp_members, members.as_mut_ptr().cast()),
        slot(ffi::Py_tp_getset, getters.as_mut_ptr().cast()),
        slot(0, null_mut()),
    ];
    let flags = ffi::Py_TPFLAGS_DEFAULT | HAVE_VECTORCALL | flags;
    let mut spec = ffi::PyType_Spec {
        name: name_of_type.as_ptr(),
        basicsize: size_of::<Object>() as c_int,
        itemsize: 0,
        flags: flags as c_uint,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: the specification is whole; what it points to stays as long as the process, or is copied.
    let made = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyType_FromSpec(&raw mut spec))? };
    let made = made.cast_into::<PyType>()?;
    place.store(made.clone().into_ptr().cast(), Ordering::Release);
    Ok(made)
}

fn make(py: Python<'_>, methods: Methods) -> PyResult<Bound<'_, PyAny>> {
    let class = if methods.on_instance() {
        METHOD.load(Ordering::Acquire)
    } else {
        STATIC_METHOD.load(Ordering::Acquire)
    };
    // SAFETY: `register` made the type; its objects have the layout of `Object`, and all fields are set before anybody
    // sees the object.
    unsafe {
        let made = ffi::PyType_GenericAlloc(class, 0);
        if made.is_null() {
            return Err(PyErr::fetch(py));
        }
        let this = made.cast::<Object>();
        (*this).vectorcall = vectorcall;
        (*this).methods = Box::into_raw(Box::new(methods));
        Ok(Bound::from_owned_ptr(py, made))
    }
}

/// Makes the descriptor for the methods of one name; `otherwise` is called with arguments that fit none of them.
#[pyfunction]
#[pyo3(signature = (class_id, name, kind, owner, otherwise=None))]
fn java_method<'py>(
    py: Python<'py>,
    class_id: u64,
    name: &str,
    kind: u32,
    owner: &str,
    otherwise: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(methods) = Methods::new(class_id, name, kind, owner) else {
        return Err(PyTypeError::new_err(format!(
            "expected a kind of method from 0 to 3, found {kind}"
        )));
    };
    make(py, methods.otherwise(otherwise))
}

pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let on_instance = ffi::Py_TPFLAGS_METHOD_DESCRIPTOR;
    let method = make_type(py, c"drua._core.JavaMethod", on_instance, bind, &METHOD)?;
    let of_class = make_type(
        py,
        c"drua._core.JavaStaticMethod",
        0,
        bind_static,
        &STATIC_METHOD,
    )?;
    module.add("JavaMethod", method)?;
    module.add("JavaStaticMethod", of_class)?;
    module.add_function(wrap_pyfunction!(java_method, module)?)
}
