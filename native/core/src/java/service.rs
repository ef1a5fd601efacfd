//! Questions to Java that are asked once per class: what it is, what it has, what a value becomes.

use crate::exceptions;
use crate::from_python::FromPython;
use crate::host_function;
use crate::to_python::ToPython;
use drua_wire::{Reader, Value, Writer};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

/// Number under which the host keeps the service.
const SERVICE: u64 = u64::MAX;
const NAME: &str = "Java";

/// Asks with plain values, for a plain answer.
pub(super) fn ask(py: Python<'_>, operation: &str, arguments: &[Value]) -> PyResult<Value> {
    let mut block = Writer::new();
    let mut write = || {
        block.list(arguments.len() + 1)?;
        block.text(operation)?;
        arguments
            .iter()
            .try_for_each(|value| value.write(&mut block))
    };
    write().map_err(|error| exceptions::wire(py, &error))?;
    let reply = host_function::run(py, SERVICE, NAME, block.as_bytes())?;
    Value::read(&mut Reader::new(&reply)).map_err(|error| exceptions::wire(py, &error))
}

/// What Java answered is not of the form that was agreed on.
pub(super) fn unreadable(operation: &str) -> PyErr {
    PyRuntimeError::new_err(format!(
        "Java's answer to '{operation}' can't be read; install the Java and native parts of one release of Drua"
    ))
}

#[pyfunction]
#[pyo3(signature = (operation, *arguments))]
fn java_service<'py>(
    py: Python<'py>,
    operation: &Bound<'py, PyAny>,
    arguments: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let list = arguments.to_list();
    list.insert(0, operation)?;
    let mut block = FromPython::new(py).with_objects();
    block.value(&list)?;
    let reply = host_function::run(py, SERVICE, NAME, &block.into_block())?;
    let mut values = ToPython::new(py, &reply, None);
    let value = values.value()?;
    values.finish()?;
    Ok(value)
}

/// A Java object as a plain Python value, deeply: map, list, text, numbers and arrays of these.
#[pyfunction]
fn java_to_python<'py>(py: Python<'py>, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let plain = super::array::plain(value.clone())?;
    if !plain.is(value) {
        return Ok(plain);
    }
    let list = PyTuple::new(py, [PyString::new(py, "to_python").as_any(), value])?;
    let mut block = FromPython::new(py);
    block.value(list.as_any())?;
    let reply = host_function::run(py, SERVICE, NAME, &block.into_block())?;
    let mut values = ToPython::new(py, &reply, None).with_plain_arrays();
    let value = values.value()?;
    values.finish()?;
    Ok(value)
}

pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(java_to_python, module)?)?;
    module.add_function(wrap_pyfunction!(java_service, module)?)
}
