//! `drua._core.JavaCast`: a value whose Java type the caller has said.

use super::classes::{self, category};
use super::fit;
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyInt, PyString};

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
    fn new(value: &Bound<'_, PyAny>, class_id: u64) -> Self {
        // The last word counts: what a value was said to be before does not, and chains have no length.
        let value = match value.cast::<Self>() {
            Ok(cast) => cast.get().value.clone_ref(value.py()),
            Err(_) => value.clone().unbind(),
        };
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

/// Whether a value is of one of the types that most values are of, for which nothing has to be looked up.
fn is_pythons_own(value: &Bound<'_, PyAny>) -> bool {
    value.is_exact_instance_of::<PyString>()
        || value.is_exact_instance_of::<PyInt>()
        || value.is_exact_instance_of::<PyFloat>()
        || value.is_none()
}

/// A value and the box that it is to be, where its Java type was said, or comes from Java; nothing for other values.
/// Without a name the value is what it is to be.
pub(crate) fn boxed<'py>(
    value: &Bound<'py, PyAny>,
) -> PyResult<Option<(Option<String>, Bound<'py, PyAny>)>> {
    let py = value.py();
    if is_pythons_own(value) {
        return Ok(None);
    }
    let (class, plain) = match value.cast::<JavaCast>() {
        Ok(cast) => (cast.get().class, cast.get().value.bind(py).clone()),
        Err(_) => match classes::id_of_type(value.get_type().as_any()) {
            Some(class) => (class, value.clone()),
            None => return Ok(None),
        },
    };
    let class = classes::info(py, class)?;
    let name = match class.category {
        _ if plain.is_none() => None,
        primitive @ category::BOOLEAN..=category::DOUBLE => {
            Some(fit::box_name(primitive).to_owned())
        }
        _ if class.is_box() => Some(class.name.clone()),
        _ if plain.is(value) => return Ok(None),
        _ => None,
    };
    Ok(Some((name, plain)))
}
