//! `drua._core.JavaCast`: a value whose Java type the caller has said.

use super::classes;
use pyo3::prelude::*;

/// A value as Java's type `class`, for the choice of an overload.
#[pyclass(module = "drua._core", frozen, subclass)]
pub(crate) struct JavaCast {
    #[pyo3(get)]
    pub(super) value: Py<PyAny>,
    #[pyo3(get, name = "class_id")]
    pub(super) class: u64,
}

#[pymethods]
impl JavaCast {
    #[new]
    fn new(value: Py<PyAny>, class_id: u64) -> Self {
        Self {
            value,
            class: class_id,
        }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let class = classes::info(py, self.class)?;
        Ok(format!(
            "cast({}, {:?})",
            self.value.bind(py).repr()?,
            class.name
        ))
    }
}

/// A value that goes to the host as a handle, whatever it is.
#[pyclass(module = "drua._core", frozen)]
pub(crate) struct JavaHandle {
    pub(crate) value: Py<PyAny>,
}

/// Wraps a value so that Java gets the object itself, where a list or a function would become something else.
#[pyfunction]
pub(super) fn java_handle(value: Py<PyAny>) -> JavaHandle {
    JavaHandle { value }
}
