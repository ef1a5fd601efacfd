//! Pixels and NumPy: arrays over lent memory, and arrays of Python for the host.

use crate::escape::PinnedView;
use crate::exceptions;
use crate::state::state;
use crate::to_python::ToPythonError;
use drua_abi::{
    DRUA_ACCESS_WRITE, DRUA_ARRAY_IMAGE, DRUA_ARRAY_WRITABLE, DruaDtype, DruaMode, DruaSpan,
};
use drua_image::{Dtype, ImageError, Memory, check_bounds, contiguous_strides};
use drua_wire::{ArrayItem, LentItem, MAX_DEPTH, MAX_NDIM, PixelHeader, WireError, Writer};
use numpy::npyffi::{self, NPY_TYPES, NpyTypes, PY_ARRAY_API, PyArrayObject, npy_intp};
use pyo3::ffi::PyTypeObject;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple, PyType};
use std::ffi::c_int;
use std::os::raw::c_void;

/// Keeps lent or copied memory alive as long as any array over it lives. Dropping it only touches queues.
#[pyclass(module = "drua._core", frozen)]
pub(crate) struct Keeper {
    _memory: Memory,
}

/// Makes a keeper of memory.
pub(crate) fn keeper(py: Python<'_>, memory: Memory) -> PyResult<Bound<'_, PyAny>> {
    Ok(Bound::new(py, Keeper { _memory: memory })?.into_any())
}

/// Lends the spans of one frame to Python, and knows which pinned views have to be gone when the call ends.
pub(crate) struct Lender<'py, 'span> {
    py: Python<'py>,
    spans: &'span mut [DruaSpan],
    pinned: Vec<(usize, PinnedView<'py>)>,
}

impl<'py, 'span> Lender<'py, 'span> {
    pub(crate) fn new(py: Python<'py>, spans: &'span mut [DruaSpan]) -> Self {
        Self {
            py,
            spans,
            pinned: Vec::new(),
        }
    }

    /// An array over the pixels of one span: in place, whatever their size.
    pub(crate) fn lend(&mut self, item: &LentItem<'_>) -> Result<Bound<'py, PyAny>, ToPythonError> {
        let index = item.span as usize;
        let span = *self.spans.get(index).ok_or(ImageError::StaleHandle {
            what: "span",
            handle: u64::from(item.span),
        })?;
        let header = &item.header;
        let dtype = Dtype::from_code(u32::from(header.dtype))?;
        check_bounds(
            dtype,
            header.shape(),
            header.strides(),
            item.offset,
            span.byte_len,
        )?;
        let data = (span.address + item.offset) as *mut c_void;
        let writable =
            span.access & DRUA_ACCESS_WRITE != 0 && header.flags & DRUA_ARRAY_WRITABLE != 0;
        let image = header.flags & DRUA_ARRAY_IMAGE != 0;
        let class = if image {
            image_class(self.py)?.as_type_ptr()
        } else {
            array_class(self.py)
        };
        // SAFETY: the layout was checked against the span, whose memory the host keeps valid for the call, and
        // beyond it where the span has an owner, which becomes the array's base.
        let view = unsafe { new_array(self.py, class, header, data, writable)? };
        if image {
            view.setattr(
                intern!(self.py, "_block"),
                PyBytes::new(self.py, item.metadata),
            )?;
        }
        if span.mode == DruaMode::Pinned as u32 {
            self.pinned.push((index, PinnedView::new(&view, &span)?));
        } else if span.owner != 0 {
            let base = keeper(self.py, state().owners.get(span.owner)?)?;
            set_base(&view, base)?;
        }
        Ok(view)
    }

    /// The result of a call as an object that does not lie in pinned memory: copies of the arrays that do, and the same
    /// object where there are none. Only plain containers are looked into; what others hold counts as kept.
    pub(crate) fn own(&self, value: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if self.pinned.is_empty() {
            return Ok(value);
        }
        self.own_at(value, 0)
    }

    fn own_at(&self, value: Bound<'py, PyAny>, depth: usize) -> PyResult<Bound<'py, PyAny>> {
        if depth > MAX_DEPTH {
            // A list may contain itself.
            return Err(exceptions::wire(
                self.py,
                &WireError::TooDeep { limit: MAX_DEPTH },
            ));
        }
        if is_array(&value) {
            let address = data_address(&value);
            let pinned = |(index, _): &(usize, _)| {
                let span = &self.spans[*index];
                (span.address..span.address + span.byte_len.max(1)).contains(&address)
            };
            let copied = self.pinned.iter().any(pinned);
            return if copied {
                value.call_method0(intern!(self.py, "copy"))
            } else {
                Ok(value)
            };
        }
        if let Ok(tuple) = value.cast_exact::<PyTuple>() {
            let owned: PyResult<Vec<_>> = tuple
                .iter()
                .map(|entry| self.own_at(entry, depth + 1))
                .collect();
            return Ok(PyTuple::new(self.py, owned?)?.into_any());
        }
        if let Ok(list) = value.cast_exact::<PyList>() {
            let owned: PyResult<Vec<_>> = list
                .iter()
                .map(|entry| self.own_at(entry, depth + 1))
                .collect();
            return Ok(PyList::new(self.py, owned?)?.into_any());
        }
        if let Ok(map) = value.cast_exact::<PyDict>() {
            let owned = PyDict::new(self.py);
            // A key's own comparison may change the dict.
            for (key, entry) in map.copy()?.iter() {
                owned.set_item(key, self.own_at(entry, depth + 1)?)?;
            }
            return Ok(owned.into_any());
        }
        Ok(value)
    }

    /// Whether any view has to be gone when the call ends.
    pub(crate) fn has_pinned(&self) -> bool {
        !self.pinned.is_empty()
    }

    /// Deals with the views that outlived the call, and notes it in the spans.
    pub(crate) fn settle(self) -> PyResult<()> {
        let mut outcome = Ok(());
        for (index, view) in self.pinned {
            let settled = view.settle(self.py, &mut self.spans[index]);
            outcome = outcome.and(settled);
        }
        outcome
    }
}

fn array_class(py: Python<'_>) -> *mut PyTypeObject {
    // SAFETY: NumPy was imported when the core was opened.
    unsafe { npyffi::get_type_object(py, NpyTypes::PyArray_Type) }
}

fn image_class<'py>(py: Python<'py>) -> PyResult<&'py Bound<'py, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "drua", "Image")
}

/// NumPy's number of an element type.
fn type_number(dtype: u8) -> Result<NPY_TYPES, ImageError> {
    const LONG_IS_64: bool = size_of::<std::ffi::c_long>() == 8;
    /// By the code of the element type; codes start at 1.
    const NUMBERS: [NPY_TYPES; 14] = [
        NPY_TYPES::NPY_BOOL,
        NPY_TYPES::NPY_UBYTE,
        NPY_TYPES::NPY_BYTE,
        NPY_TYPES::NPY_USHORT,
        NPY_TYPES::NPY_SHORT,
        NPY_TYPES::NPY_UINT,
        NPY_TYPES::NPY_INT,
        if LONG_IS_64 {
            NPY_TYPES::NPY_ULONG
        } else {
            NPY_TYPES::NPY_ULONGLONG
        },
        if LONG_IS_64 {
            NPY_TYPES::NPY_LONG
        } else {
            NPY_TYPES::NPY_LONGLONG
        },
        NPY_TYPES::NPY_FLOAT,
        NPY_TYPES::NPY_DOUBLE,
        NPY_TYPES::NPY_CFLOAT,
        NPY_TYPES::NPY_CDOUBLE,
        NPY_TYPES::NPY_HALF,
    ];
    let code = Dtype::from_code(u32::from(dtype))?.code();
    Ok(NUMBERS[usize::from(code) - 1])
}

/// An array over memory that it does not own.
///
/// # Safety
/// `data` has to be valid for the layout of `header`, for writes too where `writable`, as long as the array or any
/// view of it lives; who lends it keeps that up by a base object or by [`PinnedView`].
unsafe fn new_array<'py>(
    py: Python<'py>,
    class: *mut PyTypeObject,
    header: &PixelHeader,
    data: *mut c_void,
    writable: bool,
) -> Result<Bound<'py, PyAny>, ToPythonError> {
    let number = type_number(header.dtype)?;
    let mut shape = [0 as npy_intp; MAX_NDIM];
    let mut strides = [0 as npy_intp; MAX_NDIM];
    let ndim = header.shape().len();
    for axis in 0..ndim {
        shape[axis] = header.shape()[axis] as npy_intp;
        strides[axis] = header.strides()[axis] as npy_intp;
    }
    let flags = if writable {
        npyffi::NPY_ARRAY_WRITEABLE
    } else {
        0
    };
    // SAFETY: the pointers are valid for `ndim` elements (a header has no more than fit); NumPy copies them and takes the reference to
    // the descriptor. It works out alignment and contiguity from the strides.
    unsafe {
        let descr = PY_ARRAY_API.PyArray_DescrFromType(py, number as c_int);
        let array = PY_ARRAY_API.PyArray_NewFromDescr(
            py,
            class,
            descr,
            ndim as c_int,
            shape.as_mut_ptr(),
            strides.as_mut_ptr(),
            data,
            flags,
            std::ptr::null_mut(),
        );
        Ok(Bound::from_owned_ptr_or_err(py, array)?)
    }
}

/// A one-dimensional byte array over a span, the hidden base of pinned views.
///
/// # Safety
/// As for [`new_array`].
pub(crate) unsafe fn byte_array<'py>(
    py: Python<'py>,
    span: &DruaSpan,
) -> PyResult<Bound<'py, PyAny>> {
    let header = PixelHeader::new(
        DRUA_ARRAY_WRITABLE,
        DruaDtype::UInt8 as u8,
        &[span.byte_len],
        &[1],
    )
    .map_err(|error| exceptions::wire(py, &error))?;
    // SAFETY: by the contract of this function.
    Ok(unsafe {
        new_array(
            py,
            array_class(py),
            &header,
            span.address as *mut c_void,
            true,
        )?
    })
}

/// Makes `base` keep the memory of `array` alive.
pub(crate) fn set_base(array: &Bound<'_, PyAny>, base: Bound<'_, PyAny>) -> PyResult<()> {
    // SAFETY: `array` is an array that was made here and has no base yet; NumPy takes the reference to `base`.
    let status = unsafe {
        PY_ARRAY_API.PyArray_SetBaseObject(array.py(), array.as_ptr().cast(), base.into_ptr())
    };
    if status == 0 {
        Ok(())
    } else {
        Err(PyErr::fetch(array.py()))
    }
}

/// Whether an object is an array or of a subclass of it.
pub(crate) fn is_array(object: &Bound<'_, PyAny>) -> bool {
    // SAFETY: NumPy is imported, and the object is alive.
    unsafe { npyffi::PyArray_Check(object.py(), object.as_ptr()) != 0 }
}

/// First byte of an array.
pub(crate) fn data_address(array: &Bound<'_, PyAny>) -> u64 {
    // SAFETY: the caller checked that it is an array, whose fields are the same in every NumPy of this ABI.
    unsafe { (*array.as_ptr().cast::<PyArrayObject>()).fields.data as u64 }
}

/// Writes an array for the host, as it lies in memory where that is C-contiguous and native, otherwise as a copy.
/// The host gets a handle on it, which `kept` takes note of.
pub(crate) fn write_array(
    array: &Bound<'_, PyAny>,
    writer: &mut Writer,
    metadata: &[u8],
    kept: &mut Vec<u64>,
) -> PyResult<()> {
    let py = array.py();
    let described = array.getattr(intern!(py, "dtype"))?;
    let kind: char = described.getattr(intern!(py, "kind"))?.extract()?;
    let size: usize = described.getattr(intern!(py, "itemsize"))?.extract()?;
    let Some(dtype) = Dtype::from_numpy(kind, size) else {
        let found = exceptions::message(&described);
        let text = format!(
            "an array of {found} has no counterpart in Java; convert it with astype() first"
        );
        return Err(exceptions::conversion(py, &text));
    };
    let number = type_number(dtype.code()).map_err(|error| exceptions::image(py, &error))?;
    // SAFETY: NumPy takes the reference to the descriptor; with these requirements it gives back a new reference,
    // to the same array where it meets them.
    let plain = unsafe {
        let descr = PY_ARRAY_API.PyArray_DescrFromType(py, number as c_int);
        let flags = npyffi::NPY_ARRAY_C_CONTIGUOUS
            | npyffi::NPY_ARRAY_ALIGNED
            | npyffi::NPY_ARRAY_NOTSWAPPED;
        let found = PY_ARRAY_API.PyArray_FromAny(
            py,
            array.as_ptr(),
            descr,
            0,
            0,
            flags,
            std::ptr::null_mut(),
        );
        Bound::from_owned_ptr_or_err(py, found)?
    };
    // SAFETY: it is an array, and alive as long as `plain`; the fields are the same in every NumPy of this ABI.
    let (address, shape, writable) = unsafe {
        let fields = &(*plain.as_ptr().cast::<PyArrayObject>()).fields;
        let ndim = fields.nd as usize;
        let shape: Vec<u64> = (0..ndim)
            .map(|axis| *fields.dimensions.add(axis) as u64)
            .collect();
        (
            fields.data as u64,
            shape,
            fields.flags & npyffi::NPY_ARRAY_WRITEABLE != 0,
        )
    };
    let strides =
        contiguous_strides(dtype, &shape).map_err(|error| exceptions::image(py, &error))?;
    let image = array.is_instance(image_class(py)?)?;
    let flags =
        if writable { DRUA_ARRAY_WRITABLE } else { 0 } | if image { DRUA_ARRAY_IMAGE } else { 0 };
    let handle = state()
        .keep(plain.unbind())
        .map_err(|error| exceptions::image(py, &error))?;
    kept.push(handle);
    let byte_len = shape.iter().product::<u64>() * dtype.size() as u64;
    let header = PixelHeader::new(flags, dtype.code(), &shape, &strides[..shape.len()])
        .map_err(|error| exceptions::wire(py, &error))?;
    let item = ArrayItem {
        handle,
        address,
        byte_len,
        header,
        metadata,
    };
    writer
        .array(&item)
        .map_err(|error| exceptions::wire(py, &error))
}
