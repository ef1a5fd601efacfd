//! What a Python object is as an argument of Java: looked at once, without asking Java.

use super::cast::JavaCast;
use super::classes;
use super::receiver;
use super::reference::{self, HeldObject};
use crate::array::is_array;
use pyo3::exceptions::PyOverflowError;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyByteArray, PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PyMapping, PySequence,
    PySet, PyString, PyTuple, PyType,
};

/// What an argument is. What is not plain keeps its content in the object itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Given {
    None,
    Bool(bool),
    Int(i64),
    /// A whole number of more than 64 bits.
    BigInt,
    Float(f64),
    /// A text; whether it is one UTF-16 unit.
    Text(bool),
    /// A box of Java, which is a number or a text in Python: its class.
    Boxed(u64),
    /// A Java object.
    Object(HeldRef),
    /// A Python type for a Java class.
    Type(u64),
    /// A value whose Java type was said: the class.
    Cast(u64),
    Bytes,
    List,
    Set,
    Map,
    /// A NumPy array: its element's kind, and whether it has one axis.
    Array(u32, bool),
    /// Something that `implements` interfaces.
    Implements,
    Iterator,
    Function,
    Other,
}

/// A reference and its class, comparable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct HeldRef {
    pub(super) reference: u64,
    pub(super) class: u64,
}

impl From<HeldObject> for HeldRef {
    fn from(held: HeldObject) -> Self {
        Self {
            reference: held.reference,
            class: held.class,
        }
    }
}

/// An argument and what it is.
pub(super) struct Argument<'a, 'py> {
    pub(super) object: Borrowed<'a, 'py, PyAny>,
    pub(super) given: Given,
    /// Two arguments with the same code go to the same overload; 0 where that can't be said.
    pub(super) code: u64,
}

/// Codes of what has no class or type of its own. Others have a number of a class or the address of a type above them.
mod code {
    pub(super) const NONE: u64 = 1;
    pub(super) const BOOL: u64 = 2;
    pub(super) const INT8: u64 = 3;
    pub(super) const INT16: u64 = 4;
    pub(super) const INT32: u64 = 5;
    pub(super) const INT64: u64 = 6;
    pub(super) const BIG_INT: u64 = 7;
    pub(super) const FLOAT: u64 = 8;
    pub(super) const CHAR: u64 = 9;
    pub(super) const TEXT: u64 = 10;
    pub(super) const BYTES: u64 = 11;
    pub(super) const SET: u64 = 12;
    pub(super) const MAP: u64 = 13;
    pub(super) const ARRAY: u64 = 32;
    pub(super) const OBJECT: u64 = 0x40;
    pub(super) const BOXED: u64 = 0x41;
    pub(super) const TYPE: u64 = 0x42;
    pub(super) const CAST: u64 = 0x43;
}

fn int_code(value: i64) -> u64 {
    if i8::try_from(value).is_ok() {
        code::INT8
    } else if i16::try_from(value).is_ok() {
        code::INT16
    } else if i32::try_from(value).is_ok() {
        code::INT32
    } else {
        code::INT64
    }
}

impl<'a, 'py> Argument<'a, 'py> {
    /// Looks at an object.
    ///
    /// # Safety
    /// `object` is alive for `'a`.
    #[inline]
    pub(super) unsafe fn of(py: Python<'py>, object: *mut ffi::PyObject) -> PyResult<Self> {
        // SAFETY: by the contract of this function; the types of the interpreter itself are static.
        let object = unsafe { Borrowed::from_ptr(py, object) };
        let (given, code) = Self::look(&object)?;
        Ok(Self {
            object,
            given,
            code,
        })
    }

    #[inline]
    fn look(object: &Bound<'py, PyAny>) -> PyResult<(Given, u64)> {
        let pointer = object.as_ptr();
        // SAFETY: the object is alive and the GIL held; the functions only look.
        unsafe {
            if ffi::PyLong_CheckExact(pointer) != 0 {
                return whole(object);
            }
            if ffi::PyFloat_CheckExact(pointer) != 0 {
                return Ok((Given::Float(ffi::PyFloat_AsDouble(pointer)), code::FLOAT));
            }
            if let Some(held) = reference::held_at(pointer) {
                return Ok((Given::Object(held.into()), held.class << 8 | code::OBJECT));
            }
            if ffi::PyBool_Check(pointer) != 0 {
                return Ok((Given::Bool(pointer == ffi::Py_True()), code::BOOL));
            }
            if object.is_none() {
                return Ok((Given::None, code::NONE));
            }
            if ffi::PyUnicode_CheckExact(pointer) != 0 {
                return Ok(text(object));
            }
        }
        Self::look_closer(object)
    }

    fn look_closer(object: &Bound<'py, PyAny>) -> PyResult<(Given, u64)> {
        if let Some(class) = classes::id_of_type(object.get_type().as_any()) {
            return Ok(match receiver::throwable(object) {
                Some(held) => (Given::Object(held.into()), held.class << 8 | code::OBJECT),
                None => (Given::Boxed(class), class << 8 | code::BOXED),
            });
        }
        if let Ok(cast) = object.cast::<JavaCast>() {
            let class = cast.get().class;
            return Ok((Given::Cast(class), class << 8 | code::CAST));
        }
        if object.is_instance_of::<PyType>() {
            return Ok(match classes::id_of_type(object) {
                Some(class) => (Given::Type(class), code::TYPE),
                // `str` and the like are functions, too.
                None => (Given::Function, 0),
            });
        }
        if object.is_instance_of::<PyString>() {
            return Ok(text(object));
        }
        if let Some(scalar) = numpy_scalar(object)? {
            return Self::look(&scalar);
        }
        if object.is_instance_of::<PyInt>() {
            return whole(object);
        }
        if let Ok(float) = object.cast::<PyFloat>() {
            return Ok((Given::Float(float.value()), code::FLOAT));
        }
        if is_array(object) {
            let (kind, flat) = super::array::kind_of(object)?;
            return Ok((
                Given::Array(kind, flat),
                u64::from(kind) << 8 | u64::from(flat) << 7 | code::ARRAY,
            ));
        }
        if object.is_instance_of::<PyList>() || object.is_instance_of::<PyTuple>() {
            return Ok((Given::List, 0));
        }
        if object.is_instance_of::<PyDict>() {
            return Ok((Given::Map, code::MAP));
        }
        if object.is_instance_of::<PyBytes>() || object.is_instance_of::<PyByteArray>() {
            return Ok((Given::Bytes, code::BYTES));
        }
        if object.is_instance_of::<PySet>() || object.is_instance_of::<PyFrozenSet>() {
            return Ok((Given::Set, code::SET));
        }
        Self::look_at_protocols(object)
    }

    fn look_at_protocols(object: &Bound<'py, PyAny>) -> PyResult<(Given, u64)> {
        let py = object.py();
        // Of its type, as Python asks for special names: an object may answer for every name.
        if object
            .get_type()
            .hasattr(intern!(py, "__java_interfaces__"))?
        {
            return Ok((Given::Implements, 0));
        }
        if object.cast::<PyMapping>().is_ok() {
            return Ok((Given::Map, 0));
        }
        if object.cast::<PySequence>().is_ok() {
            return Ok((Given::List, 0));
        }
        if object.is_callable() {
            return Ok((Given::Function, 0));
        }
        if object.get_type().hasattr(intern!(py, "__next__"))? {
            return Ok((Given::Iterator, 0));
        }
        Ok((Given::Other, 0))
    }

    /// What it is, for messages.
    pub(super) fn describe(&self) -> String {
        match self.given {
            Given::Cast(class) | Given::Boxed(class) => classes::info(self.object.py(), class)
                .map_or_else(|_| "a Java value".to_owned(), |class| class.name.clone()),
            Given::Int(value) => format!("int {value}"),
            _ => type_name(&self.object),
        }
    }
}

/// What an argument is that needs no more than a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plain {
    /// A whole number.
    Whole,
    /// A floating-point number, as its bits.
    Float,
    /// A Java object, as its reference.
    Object,
    /// Anything else.
    None,
}

/// What an argument with this code is.
#[inline]
pub(super) fn plain_kind(code: u64) -> Plain {
    match code {
        code::INT8..=code::INT64 => Plain::Whole,
        code::FLOAT => Plain::Float,
        _ if code & 0xFF == code::OBJECT => Plain::Object,
        _ => Plain::None,
    }
}

/// Code and word of an argument that needs no more: a Java object, an `int` of 64 bits, a `float`.
///
/// # Safety
/// The object is alive, and the GIL is held.
#[inline]
pub(super) unsafe fn plain(object: *mut ffi::PyObject) -> Option<(u64, u64)> {
    // SAFETY: by the contract of this function.
    unsafe {
        if ffi::PyLong_CheckExact(object) != 0 {
            let mut overflow = 0;
            let value = ffi::PyLong_AsLongLongAndOverflow(object, &raw mut overflow);
            return (overflow == 0).then(|| (int_code(value), value as u64));
        }
        if let Some(held) = reference::held_at(object) {
            return Some((held.class << 8 | code::OBJECT, held.reference));
        }
        (ffi::PyFloat_CheckExact(object) != 0)
            .then(|| (code::FLOAT, ffi::PyFloat_AsDouble(object).to_bits()))
    }
}

/// Name of an object's type, for messages; that of the class for Java objects.
pub(super) fn type_name(object: &Bound<'_, PyAny>) -> String {
    let class = object.get_type();
    let java = class.getattr(intern!(object.py(), "__java_name__"));
    java.and_then(|name| name.extract()).unwrap_or_else(|_| {
        class
            .name()
            .map_or_else(|_| "object".to_owned(), |name| name.to_string())
    })
}

fn whole(object: &Bound<'_, PyAny>) -> PyResult<(Given, u64)> {
    let mut overflow = 0;
    // SAFETY: the object is an int, which is alive.
    let value = unsafe { ffi::PyLong_AsLongLongAndOverflow(object.as_ptr(), &raw mut overflow) };
    Ok(if overflow == 0 {
        (Given::Int(value), int_code(value))
    } else {
        (Given::BigInt, code::BIG_INT)
    })
}

fn text(object: &Bound<'_, PyAny>) -> (Given, u64) {
    // One unit is one character of the basic plane.
    let one = object.len().is_ok_and(|length| length == 1)
        && object
            .extract::<char>()
            .is_ok_and(|character| character.len_utf16() == 1);
    (Given::Text(one), if one { code::CHAR } else { code::TEXT })
}

/// The plain number in a NumPy scalar, or in what counts as a whole number otherwise.
fn numpy_scalar<'py>(object: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let py = object.py();
    if !object.is_instance(CLASS.import(py, "numpy", "generic")?)? {
        return Ok(None);
    }
    let plain = object.call_method0(intern!(py, "item"))?;
    // long double gives itself.
    Ok((!plain.is_instance(CLASS.import(py, "numpy", "generic")?)?).then_some(plain))
}

/// A number that a type of Java can't hold.
pub(super) fn out_of_range(object: &Bound<'_, PyAny>, class: &str) -> PyErr {
    let shown = object
        .repr()
        .map_or_else(|_| "the number".to_owned(), |text| text.to_string());
    let shown = match shown.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &shown[..end]),
        None => shown,
    };
    PyOverflowError::new_err(format!("{shown} is out of the range of Java's {class}"))
}
