//! Arrays of numbers: Java's into NumPy's and back, with one copy; off-heap buffers, with none.

use super::classes::{self, category};
use super::host::outside;
use super::receiver;
use super::reference::{self, HeldObject};
use crate::array::is_array;
use drua_abi::DruaKind;
use numpy::npyffi::{NPY_ARRAY_C_CONTIGUOUS, NPY_ARRAY_WRITEABLE, PyArrayObject};
use pyo3::exceptions::{PyIndexError, PyOverflowError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;

/// Most elements that a Java array has.
const MAX_ELEMENTS: u64 = i32::MAX as u64;

/// Where the elements of a contiguous array lie.
pub(super) struct Elements {
    pub(super) address: u64,
    pub(super) count: u64,
    pub(super) writable: bool,
}

/// The kind of Java's elements with the same bits as an array's, and whether it has one axis; no kind (0) for others.
pub(super) fn kind_of(array: &Bound<'_, PyAny>) -> PyResult<(u32, bool)> {
    let py = array.py();
    let dtype = array.getattr(intern!(py, "dtype"))?;
    let native: bool = dtype.getattr(intern!(py, "isnative"))?.extract()?;
    let kind: char = dtype.getattr(intern!(py, "kind"))?.extract()?;
    let bytes: usize = dtype.getattr(intern!(py, "itemsize"))?.extract()?;
    let axes: usize = array.getattr(intern!(py, "ndim"))?.extract()?;
    let java = match (kind, bytes) {
        _ if !native => 0,
        ('b', _) => DruaKind::Boolean as u32,
        ('i' | 'u', 1) => DruaKind::Byte as u32,
        ('i', 2) => DruaKind::Short as u32,
        ('u', 2) => DruaKind::Char as u32,
        ('i' | 'u', 4) => DruaKind::Int as u32,
        ('i' | 'u', 8) => DruaKind::Long as u32,
        ('f', 4) => DruaKind::Float as u32,
        ('f', 8) => DruaKind::Double as u32,
        _ => 0,
    };
    Ok((java, axes == 1))
}

/// The array itself if its elements lie one behind the other, otherwise a copy.
pub(super) fn contiguous<'py>(array: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if flags(array) & NPY_ARRAY_C_CONTIGUOUS != 0 {
        return Ok(array.clone());
    }
    copy(array)
}

/// A copy whose elements lie one behind the other.
pub(super) fn copy<'py>(array: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    array.call_method1(intern!(array.py(), "copy"), ("C",))
}

/// Whether two arrays of one kind are the same elements in the same order.
pub(super) fn is_same_view(one: &Bound<'_, PyAny>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
    if one.is(other) {
        return Ok(true);
    }
    let py = one.py();
    let (first, second) = (memory(one)?, memory(other)?);
    Ok(first.address == second.address
        && first.count == second.count
        && one
            .getattr(intern!(py, "strides"))?
            .eq(other.getattr(intern!(py, "strides"))?)?)
}

/// Whether two arrays lie in the same stretch of memory.
pub(super) fn may_overlap(one: &Bound<'_, PyAny>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = one.py();
    py.import(intern!(py, "numpy"))?
        .call_method1(intern!(py, "may_share_memory"), (one, other))?
        .extract()
}

/// Whether two arrays of one shape have the same elements.
pub(super) fn is_equal(one: &Bound<'_, PyAny>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = one.py();
    py.import(intern!(py, "numpy"))?
        .call_method1(intern!(py, "array_equal"), (one, other))?
        .extract()
}

fn flags(array: &Bound<'_, PyAny>) -> std::ffi::c_int {
    // SAFETY: the caller has an array, which is alive.
    unsafe { (*array.as_ptr().cast::<PyArrayObject>()).fields.flags }
}

/// Where the elements of an array lie.
pub(super) fn memory(array: &Bound<'_, PyAny>) -> PyResult<Elements> {
    let count: u64 = array.getattr(intern!(array.py(), "size"))?.extract()?;
    if count > MAX_ELEMENTS {
        return Err(PyOverflowError::new_err(format!(
            "an array of {count} elements is too large for Java, whose arrays have at most {MAX_ELEMENTS}; use an \
             off-heap buffer or an image in cells"
        )));
    }
    // SAFETY: the caller has an array, which is alive.
    let address = unsafe { (*array.as_ptr().cast::<PyArrayObject>()).fields.data } as u64;
    Ok(Elements {
        address,
        count,
        writable: flags(array) & NPY_ARRAY_WRITEABLE != 0,
    })
}

/// The array behind a Java object, and the kind of its elements.
fn java_array(value: &Bound<'_, PyAny>) -> PyResult<(HeldObject, u32)> {
    let py = value.py();
    let found = reference::held(value);
    if let Some(held) = found {
        let class = classes::info(py, held.class)?;
        if class.element != 0 {
            let element = classes::info(py, class.element)?;
            if element.is_primitive() {
                return Ok((held, element.category));
            }
        }
    }
    Err(PyTypeError::new_err(format!(
        "expected a Java array of numbers, found {}",
        super::argument::type_name(value)
    )))
}

/// Name of NumPy's type for the elements of a kind.
fn dtype(kind: u32) -> &'static str {
    match kind {
        category::BOOLEAN => "bool",
        category::BYTE => "int8",
        category::CHAR => "uint16",
        category::SHORT => "int16",
        category::INT => "int32",
        category::LONG => "int64",
        category::FLOAT => "float32",
        _ => "float64",
    }
}

/// An array of numbers as NumPy's, of bytes as `bytes`; other objects as they are.
pub(crate) fn plain(object: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyAny>> {
    let py = object.py();
    let Ok((_, kind)) = java_array(&object) else {
        return Ok(object);
    };
    let made = java_array_read(py, &object, 0, None)?;
    if kind == DruaKind::Byte as u32 {
        return made.call_method0(intern!(py, "tobytes"));
    }
    Ok(made)
}

fn length_of(py: Python<'_>, held: &HeldObject) -> PyResult<i64> {
    outside(py, "a Java array", |objects| {
        objects.array_length(held.reference)
    })
}

/// Copies as many elements from `start` on as `target` has.
///
/// # Safety
/// The target has elements with the bits of this kind, lives meanwhile, and may be written.
unsafe fn read(
    py: Python<'_>,
    held: &HeldObject,
    kind: u32,
    start: u64,
    target: &Elements,
) -> PyResult<()> {
    let read = outside(py, "a Java array", |objects| {
        // SAFETY: promised by the caller.
        unsafe { objects.array_read(held.reference, kind, start, target.count, target.address) }
    })?;
    if read {
        Ok(())
    } else {
        Err(PyIndexError::new_err("the Java array could not be read"))
    }
}

fn check_range(length: i64, start: u64, count: u64) -> PyResult<()> {
    let fits = start
        .checked_add(count)
        .is_some_and(|end| end <= length.max(0) as u64);
    if fits {
        Ok(())
    } else {
        Err(PyIndexError::new_err(format!(
            "elements {start} to {} lie outside the Java array, which has {length}",
            start.saturating_add(count)
        )))
    }
}

#[pyfunction]
#[pyo3(signature = (array, start=0, count=None))]
fn java_array_read<'py>(
    py: Python<'py>,
    array: &Bound<'py, PyAny>,
    start: u64,
    count: Option<u64>,
) -> PyResult<Bound<'py, PyAny>> {
    let (held, kind) = java_array(array)?;
    let length = length_of(py, &held)?;
    let count = count.unwrap_or((length.max(0) as u64).saturating_sub(start));
    check_range(length, start, count)?;
    let made = py
        .import(intern!(py, "numpy"))?
        .call_method1(intern!(py, "empty"), (count, dtype(kind)))?;
    let elements = memory(&made)?;
    // SAFETY: the new array has so many elements of this kind, and nobody else knows it.
    unsafe { read(py, &held, kind, start, &elements)? };
    Ok(made)
}

/// Reads elements into an array that exists: as many as it has.
#[pyfunction]
fn java_array_read_into(
    py: Python<'_>,
    array: &Bound<'_, PyAny>,
    start: u64,
    target: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let (held, kind) = java_array(array)?;
    check_bits(target, kind)?;
    let elements = memory(target)?;
    if flags(target) & NPY_ARRAY_C_CONTIGUOUS == 0 || !elements.writable {
        return Err(PyValueError::new_err(
            "expected an array that can be written and whose elements lie one behind the other",
        ));
    }
    let length = length_of(py, &held)?;
    check_range(length, start, elements.count)?;
    // SAFETY: the array has elements with the bits of this kind, can be written, and is held by the caller.
    unsafe { read(py, &held, kind, start, &elements) }
}

/// Complains about what is no array of elements with the bits of a kind.
fn check_bits(values: &Bound<'_, PyAny>, kind: u32) -> PyResult<()> {
    let found = if is_array(values) {
        kind_of(values)?.0
    } else {
        0
    };
    if super::fit::same_bits(found, kind) {
        return Ok(());
    }
    Err(PyTypeError::new_err(format!(
        "expected an ndarray of {}, found {}",
        dtype(kind),
        values.getattr(intern!(values.py(), "dtype")).map_or_else(
            |_| super::argument::type_name(values),
            |dtype| dtype.to_string()
        )
    )))
}

#[pyfunction]
fn java_array_write(
    py: Python<'_>,
    array: &Bound<'_, PyAny>,
    start: u64,
    values: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let (held, kind) = java_array(array)?;
    check_bits(values, kind)?;
    let plain = contiguous(values)?;
    let elements = memory(&plain)?;
    let length = length_of(py, &held)?;
    check_range(length, start, elements.count)?;
    let written = outside(py, "a Java array", |objects| {
        // SAFETY: the array has so many elements with the bits of this kind, and lives as long as `plain`.
        unsafe {
            objects.array_write(
                held.reference,
                kind,
                start,
                elements.count,
                elements.address,
            )
        }
    })?;
    if written {
        Ok(())
    } else {
        Err(PyValueError::new_err("the Java array could not be written"))
    }
}

#[pyfunction]
fn java_array_length(py: Python<'_>, array: &Bound<'_, PyAny>) -> PyResult<i64> {
    let held = reference::held(array).filter(|held| {
        classes::info(py, held.class).is_ok_and(|class| class.category == category::ARRAY)
    });
    let Some(held) = held else {
        return Err(PyTypeError::new_err(format!(
            "expected a Java array, found {}",
            super::argument::type_name(array)
        )));
    };
    length_of(py, &held)
}

#[pyfunction]
fn java_buffer(py: Python<'_>, buffer: &Bound<'_, PyAny>) -> PyResult<(u64, u64)> {
    let Some(held) = reference::held(buffer) else {
        return Ok((0, 0));
    };
    let nio = classes::known(py, "java.nio.Buffer")?;
    let class = classes::info(py, held.class)?;
    if !classes::assignable(py, &class, &nio)? {
        return Ok((0, 0));
    }
    let found = outside(py, "a Java buffer", |objects| {
        objects.buffer(held.reference)
    })?;
    Ok(found.unwrap_or((0, 0)))
}

#[pyfunction]
fn java_same(
    py: Python<'_>,
    first: &Bound<'_, PyAny>,
    second: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    let (Some(one), Some(other)) = (
        receiver::reference_of(first),
        receiver::reference_of(second),
    ) else {
        return Ok(first.is(second));
    };
    outside(py, "Java", |objects| {
        objects.same(one.reference, other.reference)
    })
}

pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(java_array_read, module)?)?;
    module.add_function(wrap_pyfunction!(java_array_read_into, module)?)?;
    module.add_function(wrap_pyfunction!(java_array_write, module)?)?;
    module.add_function(wrap_pyfunction!(java_array_length, module)?)?;
    module.add_function(wrap_pyfunction!(java_buffer, module)?)?;
    module.add_function(wrap_pyfunction!(java_same, module)?)
}
