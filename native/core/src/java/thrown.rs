//! Java's exceptions as Python's, and back.

use super::argument::Argument;
use super::classes::ClassInfo;
use super::result;
use crate::exceptions;
use drua_abi::{DRUA_STATUS_OK, DRUA_STATUS_THROWN, DruaInvocation};
use pyo3::exceptions::PyRuntimeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyType;

/// What an invocation gave, or the exception that it threw.
#[inline]
pub(super) fn outcome<'py>(
    py: Python<'py>,
    status: i32,
    invocation: &DruaInvocation,
    what: &str,
) -> PyResult<Bound<'py, PyAny>> {
    match status {
        DRUA_STATUS_OK => result::to_python(py, &invocation.result),
        DRUA_STATUS_THROWN => {
            let thrown = result::to_python(py, &invocation.result)?;
            Err(PyErr::from_value(thrown))
        }
        _ => Err(PyRuntimeError::new_err(format!(
            "{what} could not be called: the JVM refused, or has no memory left"
        ))),
    }
}

/// The Python exception of a type for the Java one behind a bare reference: the very object, where it was one of
/// Python's first.
pub(super) fn exception<'py>(
    class: &Bound<'py, PyType>,
    reference: Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = class.py();
    py.import(intern!(py, "drua.java._classes"))?
        .call_method1(intern!(py, "make_throwable"), (class, reference))
}

/// A value that can't be what the caller said.
pub(super) fn no_conversion(argument: &Argument<'_, '_>, class: &ClassInfo) -> PyErr {
    exceptions::conversion(
        argument.object.py(),
        &format!("{} can't become a {}", argument.describe(), class.name),
    )
}
