//! What the host gave, as a Python object.

use super::classes::{self, category};
use super::host;
use super::numbers;
use super::reference;
use super::thrown;
use crate::exceptions;
use crate::state::state;
use drua_abi::{DruaInvocation, DruaKind, DruaMember, DruaValue};
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple, PyType};
use std::ffi::{c_int, c_void};

/// The Python object for a result; references in it are taken over.
#[inline]
pub(super) fn to_python<'py>(py: Python<'py>, value: &DruaValue) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: the numbers are made with the GIL held; null means that an exception is set.
    unsafe {
        let made = match value.kind {
            category::INT | category::LONG | category::BYTE | category::SHORT => {
                ffi::PyLong_FromLongLong(value.bits as i64)
            }
            category::DOUBLE => ffi::PyFloat_FromDouble(f64::from_bits(value.bits)),
            category::BOOLEAN => {
                ffi::PyBool_FromLong(i64::from(value.bits != 0) as std::ffi::c_long)
            }
            category::FLOAT => {
                ffi::PyFloat_FromDouble(f64::from(f32::from_bits(value.bits as u32)))
            }
            _ => return other(py, value),
        };
        Bound::from_owned_ptr_or_err(py, made)
    }
}

fn other<'py>(py: Python<'py>, value: &DruaValue) -> PyResult<Bound<'py, PyAny>> {
    const TEXT: u32 = DruaKind::Text as u32;
    const REFERENCE: u32 = DruaKind::Reference as u32;
    const PYTHON: u32 = DruaKind::Python as u32;
    match value.kind {
        category::CHAR => character(py, value.bits as u16),
        TEXT => java_text(&decode(py, value.bits, value.length)?),
        REFERENCE => object_of(py, value.bits, value.class),
        PYTHON => {
            let object = state().object(py, value.length);
            host::let_go_unread(value.bits);
            Ok(object
                .map_err(|error| exceptions::image(py, &error))?
                .into_bound(py))
        }
        boxed @ category::FIRST_BOX..=category::LAST_BOX => {
            let plain = DruaValue {
                kind: numbers::in_box(boxed),
                ..*value
            };
            boxed_number(py, boxed, &to_python(py, &plain)?)
        }
        _ => Ok(py.None().into_bound(py)),
    }
}

/// The object for a reference, which is taken over.
pub(crate) fn object_of(py: Python<'_>, bits: u64, class: u64) -> PyResult<Bound<'_, PyAny>> {
    let made = classes::type_of(py, class).and_then(|made| {
        let info = classes::info(py, class)?;
        let plain = info.category == category::STRING || info.is_box();
        let complete =
            plain || info.category == category::THROWABLE || reference::has_layout(&made);
        let made = if complete { made } else { instance_type(made)? };
        Ok((made, info.category, plain))
    });
    match made {
        Ok((_, _, true)) => plain_value(reference::make_bare(py, bits, class)?, bits),
        // An exception has another layout than other objects.
        Ok((made, category::THROWABLE, _)) => {
            thrown::exception(&made, reference::make_bare(py, bits, class)?)
        }
        Ok((made, ..)) => reference::make(&made, bits, class),
        Err(error) => {
            host::let_go_unread(bits);
            Err(error)
        }
    }
}

/// The value of a text or a box that came as a reference, which `held` keeps.
fn plain_value(held: Bound<'_, PyAny>, bits: u64) -> PyResult<Bound<'_, PyAny>> {
    const WHAT: &str = "a Java value";
    let py = held.py();
    let argument = DruaValue {
        kind: DruaKind::Reference as u32,
        bits,
        ..DruaValue::default()
    };
    let mut invocation = DruaInvocation {
        operation: DruaMember::Value as u32,
        declared: DruaKind::Reference as u32,
        class: 0,
        member: 0,
        arguments: &raw const argument as u64,
        argument_count: 1,
        result: DruaValue::default(),
    };
    let status = host::outside(py, WHAT, |objects| objects.invoke(&mut invocation))?;
    thrown::outcome(py, status, &invocation, WHAT)
}

/// The type of the objects of a class whose own type has no layout, as `java.lang.Object`.
fn instance_type(made: Bound<'_, PyType>) -> PyResult<Bound<'_, PyType>> {
    let py = made.py();
    py.import(intern!(py, "drua.java._classes"))?
        .call_method1(intern!(py, "instance_type"), (made,))?
        .cast_into::<PyType>()
        .map_err(PyErr::from)
}

fn character(py: Python<'_>, unit: u16) -> PyResult<Bound<'_, PyAny>> {
    match char::from_u32(u32::from(unit)) {
        Some(character) => Ok(PyString::new(py, character.encode_utf8(&mut [0; 4])).into_any()),
        // Half of a pair is a value of Java's `char`, and a character of Python's `str`.
        None => py
            .import("builtins")?
            .getattr("chr")?
            .call1((u32::from(unit),)),
    }
}

/// UTF-16 units as a text.
fn decode(py: Python<'_>, address: u64, length: u64) -> PyResult<Bound<'_, PyAny>> {
    let units = if length == 0 {
        &[]
    } else {
        // SAFETY: the host's text stays until this thread's next invocation.
        unsafe { std::slice::from_raw_parts(address as *const u16, length as usize) }
    };
    if units.iter().all(|unit| *unit < 0x80) {
        let bytes: Vec<u8> = units.iter().map(|unit| *unit as u8).collect();
        // SAFETY: the bytes are ASCII, which is UTF-8.
        let text = unsafe { std::str::from_utf8_unchecked(&bytes) };
        return Ok(PyString::new(py, text).into_any());
    }
    match String::from_utf16(units) {
        Ok(text) => Ok(PyString::new(py, &text).into_any()),
        Err(_) => Err(exceptions::conversion(
            py,
            "Java's text has a surrogate without its pair, which is no character; remove it in Java, or ask for \
             text.getBytes(\"UTF-16\")",
        )),
    }
}

/// Makes an object of a subclass of one of Python's own types, without calling the subclass.
fn of_subclass<'py>(
    base: *mut ffi::PyTypeObject,
    class: &Bound<'py, PyType>,
    value: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let arguments = PyTuple::new(class.py(), [value])?;
    // SAFETY: `base` is one of Python's own types, whose `tp_new` takes a subclass, a tuple and no keywords.
    unsafe {
        let slot: *mut c_void = ffi::PyType_GetSlot(base, ffi::Py_tp_new as c_int);
        let new: ffi::newfunc = std::mem::transmute(slot);
        let made = new(
            class.as_type_ptr(),
            arguments.as_ptr(),
            std::ptr::null_mut(),
        );
        Bound::from_owned_ptr_or_err(class.py(), made)
    }
}

/// A text as `java.lang.String`, which is a `str`.
fn java_text<'py>(text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let py = text.py();
    let class = CLASS.get_or_try_init(py, || {
        let class = classes::known(py, "java.lang.String")?;
        Ok::<_, PyErr>(classes::type_of(py, class.id)?.unbind())
    })?;
    // SAFETY: `str` is static.
    of_subclass(&raw mut ffi::PyUnicode_Type, class.bind(py), text)
}

fn boxed_number<'py>(
    py: Python<'py>,
    boxed: u32,
    plain: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    static CLASSES: [PyOnceLock<Py<PyType>>; 8] = [const { PyOnceLock::new() }; 8];
    if boxed == category::BOXED_BOOLEAN {
        // `bool` has no subclasses.
        return Ok(plain.clone());
    }
    let primitive = numbers::in_box(boxed);
    let class = CLASSES[(boxed - category::FIRST_BOX) as usize].get_or_try_init(py, || {
        let class = classes::known(py, numbers::box_name(primitive))?;
        Ok::<_, PyErr>(classes::type_of(py, class.id)?.unbind())
    })?;
    let base = match primitive {
        category::CHAR => &raw mut ffi::PyUnicode_Type,
        category::FLOAT | category::DOUBLE => &raw mut ffi::PyFloat_Type,
        _ => &raw mut ffi::PyLong_Type,
    };
    of_subclass(base, class.bind(py), plain)
}
