//! `drua._core.JavaRef`: what every Java object in Python is, at its bottom: a global reference and a class.
//!
//! # Rationale
//! Types for Java classes are made at run time, and a call makes and takes apart objects by the million. The type is
//! therefore made by hand, with the stable ABI's own means: `pyo3` can't make an object of a subclass without calling it.
//!
//! # Limitations
//! `object.__new__` of a Java type gives an object without a reference, which [`held`] does not accept.

use super::classes;
use super::host;
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyType;
use std::ffi::{c_int, c_uint, c_void};
use std::mem::offset_of;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

/// Layout of an object.
#[repr(C)]
struct Object {
    head: ffi::PyObject,
    weak: *mut ffi::PyObject,
    reference: u64,
    class: u64,
}

static TYPE: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(null_mut());

/// A reference and its class, as long as the object that holds them lives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HeldObject {
    pub(crate) reference: u64,
    pub(crate) class: u64,
}

/// Gives the memory of an object back as its type does it: a type made in Python has the garbage collector's header.
///
/// # Safety
/// Nothing refers to the object any more.
pub(super) unsafe fn free(object: *mut ffi::PyObject, class: *mut ffi::PyTypeObject) {
    // SAFETY: every type has this function, inherited if not its own.
    unsafe {
        let free: ffi::freefunc = std::mem::transmute(ffi::PyType_GetSlot(class, ffi::Py_tp_free));
        free(object.cast());
    }
}

unsafe extern "C" fn dealloc(object: *mut ffi::PyObject) {
    // SAFETY: Python calls this once, with the GIL, for an object of this type or of a type made from it, which has the
    // same layout; such a type leaves giving up the reference to the type to us, because ours is a heap type too.
    unsafe {
        let this = object.cast::<Object>();
        if !(*this).weak.is_null() {
            ffi::PyObject_ClearWeakRefs(object);
        }
        let reference = (*this).reference;
        let class = ffi::Py_TYPE(object);
        free(object, class);
        ffi::Py_DECREF(class.cast());
        if reference != 0 {
            host::let_go(reference);
        }
    }
}

/// Makes the type; once.
pub(super) fn make_type(py: Python<'_>) -> PyResult<Bound<'_, PyType>> {
    let made = TYPE.load(Ordering::Acquire);
    if !made.is_null() {
        // SAFETY: the type is never freed.
        return Ok(unsafe { PyType::from_borrowed_type_ptr(py, made) });
    }
    let mut members = [
        ffi::PyMemberDef {
            name: c"__weaklistoffset__".as_ptr(),
            type_code: ffi::structmember::T_PYSSIZET,
            offset: offset_of!(Object, weak) as ffi::Py_ssize_t,
            flags: ffi::structmember::READONLY,
            doc: std::ptr::null(),
        },
        // SAFETY: the end of the list is all zero.
        unsafe { std::mem::zeroed() },
    ];
    let doc = c"A Java object: a reference that keeps it alive, and the number of its class.";
    let mut slots = [
        slot(ffi::Py_tp_dealloc, dealloc as *mut c_void),
        slot(ffi::Py_tp_doc, doc.as_ptr() as *mut c_void),
        slot(ffi::Py_tp_members, members.as_mut_ptr().cast()),
        slot(0, null_mut()),
    ];
    let mut spec = ffi::PyType_Spec {
        name: c"drua._core.JavaRef".as_ptr(),
        basicsize: size_of::<Object>() as c_int,
        itemsize: 0,
        flags: (ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_BASETYPE) as c_uint,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: the specification is whole, and Python copies it; the functions stay as long as the process.
    let made = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyType_FromSpec(&raw mut spec))? };
    let made = made.cast_into::<PyType>()?;
    // The members' names and the type itself stay for ever.
    TYPE.store(made.clone().into_ptr().cast(), Ordering::Release);
    Ok(made)
}

pub(super) fn slot(number: c_int, function: *mut c_void) -> ffi::PyType_Slot {
    ffi::PyType_Slot {
        slot: number,
        pfunc: function,
    }
}

/// Whether objects of a type have our layout.
#[inline]
pub(super) fn has_layout(class: &Bound<'_, PyType>) -> bool {
    let base = TYPE.load(Ordering::Relaxed);
    // SAFETY: both are types.
    unsafe { ffi::PyType_IsSubtype(class.as_type_ptr(), base) != 0 }
}

/// Makes an object of a Java type that has this layout; it takes over the reference.
pub(super) fn make<'py>(
    class: &Bound<'py, PyType>,
    reference: u64,
    id: u64,
) -> PyResult<Bound<'py, PyAny>> {
    let py = class.py();
    host::took();
    if !has_layout(class) {
        host::let_go(reference);
        return Err(PyTypeError::new_err(format!(
            "{class} is no type of Java objects"
        )));
    }
    // SAFETY: the type has our layout at its start, and `PyType_GenericAlloc` zeroes the rest.
    unsafe {
        let made = ffi::PyType_GenericAlloc(class.as_type_ptr(), 0);
        if made.is_null() {
            host::let_go(reference);
            return Err(PyErr::fetch(py));
        }
        let this = made.cast::<Object>();
        (*this).reference = reference;
        (*this).class = id;
        Ok(Bound::from_owned_ptr(py, made))
    }
}

/// Makes a bare object, for what holds a Java object in another layout, such as an exception.
pub(super) fn make_bare(py: Python<'_>, reference: u64, id: u64) -> PyResult<Bound<'_, PyAny>> {
    make(&make_type(py)?, reference, id)
}

/// The reference of a Java object; nothing for other objects.
#[inline]
pub(crate) fn held(object: &Bound<'_, PyAny>) -> Option<HeldObject> {
    // SAFETY: the object is alive.
    unsafe { held_at(object.as_ptr()) }
}

/// Types that were seen to have our layout. Looking through a type's bases takes longer than all else that is done with
/// an argument.
static SEEN: [AtomicPtr<ffi::PyTypeObject>; 64] = [const { AtomicPtr::new(null_mut()) }; 64];

#[inline]
fn place_of(class: *mut ffi::PyTypeObject) -> &'static AtomicPtr<ffi::PyTypeObject> {
    &SEEN[(class as usize >> 5) % SEEN.len()]
}

#[inline]
fn is_remembered(class: *mut ffi::PyTypeObject) -> bool {
    place_of(class).load(Ordering::Relaxed) == class
}

/// Whether a type has our layout; remembers it if it is one for a Java class, which lives as long as the process.
///
/// # Safety
/// The type is alive, and the GIL is held.
unsafe fn looked_up(class: *mut ffi::PyTypeObject) -> bool {
    let base = TYPE.load(Ordering::Relaxed);
    // SAFETY: by the contract of this function.
    unsafe {
        if base.is_null() || ffi::PyType_IsSubtype(class, base) == 0 {
            return false;
        }
        if classes::is_metaclass(ffi::Py_TYPE(class.cast())) {
            place_of(class).store(class, Ordering::Relaxed);
        }
    }
    true
}

/// As [`held`].
///
/// # Safety
/// The object is alive, and the GIL is held.
#[inline]
pub(super) unsafe fn held_at(object: *mut ffi::PyObject) -> Option<HeldObject> {
    // SAFETY: by the contract of this function; an object of our type or of one made from it has the layout.
    unsafe {
        let class = ffi::Py_TYPE(object);
        if !is_remembered(class) && !looked_up(class) {
            return None;
        }
        let this = object.cast::<Object>();
        ((*this).reference != 0).then_some(HeldObject {
            reference: (*this).reference,
            class: (*this).class,
        })
    }
}

/// The `java.lang.Class` object of a Python type for a Java class: a reference that lasts for ever.
pub(crate) fn java_class_object(value: &Bound<'_, PyAny>) -> PyResult<Option<HeldObject>> {
    let Some(id) = classes::id_of_type(value) else {
        return Ok(None);
    };
    let py = value.py();
    Ok(Some(HeldObject {
        reference: classes::info(py, id)?.reference,
        class: classes::known(py, "java.lang.Class")?.id,
    }))
}
