//! From a block to Python objects.

use crate::array::Lender;
use crate::host_function::HostFunction;
use crate::java;
use crate::state::state;
use drua_image::ImageError;
use drua_wire::{Item, MAX_DEPTH, Reader, WireError};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use thiserror::Error;

/// Why a block did not become objects.
#[derive(Debug, Error)]
pub(crate) enum ToPythonError {
    #[error(transparent)]
    Wire(#[from] WireError),
    #[error(transparent)]
    Image(#[from] ImageError),
    #[error(transparent)]
    Python(#[from] PyErr),
}

impl From<ToPythonError> for PyErr {
    fn from(error: ToPythonError) -> Self {
        match error {
            ToPythonError::Python(error) => error,
            other => PyValueError::new_err(other.to_string()),
        }
    }
}

/// What a function is called with.
pub(crate) enum Arguments<'py> {
    /// One positional argument, as most calls have.
    One(Bound<'py, PyAny>),
    /// Positional arguments, and keywords if there are any.
    Several(Bound<'py, PyTuple>, Option<Bound<'py, PyDict>>),
}

impl<'py> Arguments<'py> {
    /// Calls the function, and lets go of the arguments.
    pub(crate) fn call(self, function: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::One(argument) => {
                let end = std::ptr::null_mut::<pyo3::ffi::PyObject>();
                // SAFETY: function and argument are alive, and null ends the list. Unlike a call with a tuple, which
                // is all that the stable ABI of 3.10 has beside it, this needs no tuple.
                unsafe {
                    let result = pyo3::ffi::PyObject_CallFunctionObjArgs(
                        function.as_ptr(),
                        argument.as_ptr(),
                        end,
                    );
                    Bound::from_owned_ptr_or_err(function.py(), result)
                }
            }
            Self::Several(arguments, keywords) => function.call(arguments, keywords.as_ref()),
        }
    }
}

/// Reads the values of one block; pixels come from the spans of the frame.
pub(crate) struct ToPython<'py, 'block, 'lender, 'span> {
    py: Python<'py>,
    reader: Reader<'block>,
    lender: Option<&'lender mut Lender<'py, 'span>>,
    /// How many references to objects of the host were taken out of the block.
    objects_taken: u32,
    /// Whether Java's arrays of numbers become NumPy's.
    plain_arrays: bool,
}

impl<'py, 'block, 'lender, 'span> ToPython<'py, 'block, 'lender, 'span> {
    pub(crate) fn new(
        py: Python<'py>,
        block: &'block [u8],
        lender: Option<&'lender mut Lender<'py, 'span>>,
    ) -> Self {
        Self {
            py,
            reader: Reader::new(block),
            lender,
            objects_taken: 0,
            plain_arrays: false,
        }
    }

    /// Makes NumPy's arrays of Java's, by a copy of each, and bytes of `byte[]`.
    pub(crate) fn with_plain_arrays(mut self) -> Self {
        self.plain_arrays = true;
        self
    }

    /// How many references to objects of the host belong to Python objects by now.
    pub(crate) fn objects_taken(&self) -> u32 {
        self.objects_taken
    }

    /// The next value.
    pub(crate) fn value(&mut self) -> Result<Bound<'py, PyAny>, ToPythonError> {
        self.value_at(0)
    }

    /// The positional and the keyword arguments of a call.
    pub(crate) fn arguments(&mut self) -> Result<Arguments<'py>, ToPythonError> {
        let (positional, keywords) = (self.reader.u32()?, self.reader.u32()?);
        if positional == 1 && keywords == 0 {
            return Ok(Arguments::One(self.value()?));
        }
        let mut values = Vec::new();
        for _ in 0..positional {
            values.push(self.value()?);
        }
        let arguments = PyTuple::new(self.py, values)?;
        if keywords == 0 {
            return Ok(Arguments::Several(arguments, None));
        }
        let named = PyDict::new(self.py);
        for _ in 0..keywords {
            let name = self.reader.bare_text()?;
            let name = PyString::intern(self.py, name);
            named.set_item(name, self.value()?)?;
        }
        Ok(Arguments::Several(arguments, Some(named)))
    }

    /// The next value, which has to be a text.
    pub(crate) fn text(&mut self) -> Result<&'block str, ToPythonError> {
        Ok(self.reader.text()?)
    }

    /// Complains about bytes behind the last value.
    pub(crate) fn finish(&self) -> Result<(), ToPythonError> {
        Ok(self.reader.finish()?)
    }

    fn value_at(&mut self, depth: usize) -> Result<Bound<'py, PyAny>, ToPythonError> {
        if depth > MAX_DEPTH {
            return Err(WireError::TooDeep { limit: MAX_DEPTH }.into());
        }
        let py = self.py;
        Ok(match self.reader.item()? {
            Item::Null => py.None().into_bound(py),
            Item::Bool(value) => PyBool::new(py, value).to_owned().into_any(),
            Item::Int(value) => value.into_pyobject(py).map_err(PyErr::from)?.into_any(),
            Item::Float(value) => PyFloat::new(py, value).into_any(),
            Item::Text(value) => PyString::new(py, value).into_any(),
            Item::Bytes(value) => PyBytes::new(py, value).into_any(),
            Item::List(count) => {
                let list = PyList::empty(py);
                for _ in 0..count {
                    list.append(self.value_at(depth + 1)?)?;
                }
                list.into_any()
            }
            Item::Map(count) => {
                let map = PyDict::new(py);
                for _ in 0..count {
                    let key = self.value_at(depth + 1)?;
                    map.set_item(key, self.value_at(depth + 1)?)?;
                }
                map.into_any()
            }
            Item::Object(handle) => state().object(py, handle)?.into_bound(py),
            Item::BigInt(bytes) => big_int(py, bytes)?,
            Item::Lent => {
                let item = self.reader.lent()?;
                let Some(lender) = self.lender.as_mut() else {
                    let found = "lent pixels outside of a call";
                    return Err(WireError::Unexpected {
                        expected: "a plain value",
                        found,
                    }
                    .into());
                };
                lender.lend(&item)?
            }
            Item::Array => {
                let handle = self.reader.array_item()?.handle;
                state().object(py, handle)?.into_bound(py)
            }
            Item::HostFunction { id, name } => {
                Bound::new(py, HostFunction::new(id, name))?.into_any()
            }
            Item::HostObject {
                reference, class, ..
            } => {
                self.objects_taken += 1;
                let object = java::object_of(py, reference, class)?;
                if self.plain_arrays {
                    java::plain_array(object)?
                } else {
                    object
                }
            }
            Item::Typed(name) => {
                let name = PyString::new(py, name);
                let value = self.value_at(depth + 1)?;
                if name.to_str()?.starts_with("drua.") {
                    // Its reader is with those who know what it is for.
                    PyTuple::new(py, [name.into_any(), value])?.into_any()
                } else {
                    py.import("drua._typed")?
                        .call_method1("standard", (name, value))?
                }
            }
        })
    }
}

fn big_int<'py>(py: Python<'py>, bytes: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    let named = PyDict::new(py);
    named.set_item("signed", true)?;
    py.get_type::<PyInt>()
        .call_method("from_bytes", (PyBytes::new(py, bytes), "big"), Some(&named))
}
