//! Who may hold an array that is about to be pointed at other memory.
//!
//! Python's own containers, and objects of classes that are written in Python, only hold the array itself: they see the
//! new memory. An object of a library may have taken the address as well, and would go on using it: a memoryview, a
//! tree of SciPy, an array of `ctypes`. There is no way to ask it, so that only what is known counts as harmless.

use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use std::os::raw::c_int;

/// Modules whose types, written in C, hold objects as such.
const MODULES: [&str; 14] = [
    "_asyncio",
    "_contextvars",
    "_functools",
    "_operator",
    "_queue",
    "_thread",
    "builtins",
    "collections",
    "contextvars",
    "functools",
    "itertools",
    "operator",
    "types",
    "weakref",
];

/// What a type does with the cycle collector; the same for all classes that are written in Python.
fn slot(class: *mut ffi::PyTypeObject, slot: c_int) -> *mut std::ffi::c_void {
    // SAFETY: the type is alive, as a type of a living object or as a base of one; all types answer since Python 3.10.
    unsafe { ffi::PyType_GetSlot(class, slot) }
}

/// The class from which a class of Python gets its layout: the first one that isn't written in Python itself.
fn written_in_c<'py>(class: Bound<'py, PyType>) -> PyResult<Bound<'py, PyType>> {
    static EXAMPLE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let py = class.py();
    let example = EXAMPLE.import(py, "drua._errors", "DruaError")?;
    let of_python = slot(example.as_type_ptr(), ffi::Py_tp_traverse);
    let mut class = class;
    while slot(class.as_type_ptr(), ffi::Py_tp_traverse) == of_python {
        let base = slot(class.as_type_ptr(), ffi::Py_tp_base).cast::<ffi::PyObject>();
        // SAFETY: a base is alive as long as its class, and is a type.
        let Some(base) = (unsafe { Bound::from_borrowed_ptr_or_opt(py, base) }) else {
            break;
        };
        class = base.cast_into::<PyType>()?;
    }
    Ok(class)
}

/// Whether an object of this type may know where the pixels of an array lie that it holds.
fn may_know_addresses(holder: &Bound<'_, PyAny>) -> PyResult<bool> {
    let class = written_in_c(holder.get_type())?;
    let (module, name) = (class.module()?, class.name()?);
    let (module, name) = (module.to_string_lossy(), name.to_string_lossy());
    let harmless = MODULES.contains(&&*module) && !name.contains("managedbuffer")
        || module == "numpy" && name == "ndarray";
    Ok(!harmless)
}

/// Whether anything that holds `object`, an array or a dict that holds one, may know where the array's pixels lie.
pub(crate) fn has_knowing_holder(
    gc: &Bound<'_, PyAny>,
    object: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    let referrers = intern!(gc.py(), "get_referrers");
    for holder in gc.call_method1(referrers, (object,))?.try_iter()? {
        let holder = holder?;
        if may_know_addresses(&holder)? {
            return Ok(true);
        }
        // The attributes of an object are a dict, which holds in its place.
        if holder.is_exact_instance_of::<PyDict>()
            && !object.is_exact_instance_of::<PyDict>()
            && has_knowing_holder(gc, &holder)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a container that the collector passes over holds an object for which `wanted` is true.
pub(crate) fn holds(
    container: &Bound<'_, PyAny>,
    wanted: impl Fn(&Bound<'_, PyAny>) -> bool,
) -> bool {
    if let Ok(map) = container.cast_exact::<PyDict>() {
        return map.iter().any(|(_, value)| wanted(&value));
    }
    match container.cast_exact::<PyTuple>() {
        Ok(tuple) => tuple.iter().any(|entry| wanted(&entry)),
        Err(_) => false,
    }
}
