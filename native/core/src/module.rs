//! `drua._core`: what Python code of Drua can ask of the host it runs in.

use crate::array::Keeper;
use crate::calls;
use crate::host_function::HostFunction;
use crate::java;
use crate::state::state;
use crate::to_python::ToPython;
use drua_abi::{ABI_VERSION, DruaEvent};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

/// The values of a wire block.
#[pyfunction]
fn decode<'py>(py: Python<'py>, block: &Bound<'py, PyBytes>) -> PyResult<Bound<'py, PyAny>> {
    let mut values = ToPython::new(py, block.as_bytes(), None);
    let value = values.value()?;
    values.finish()?;
    Ok(value)
}

/// Sends text to the host's console: stream 1 is standard output, 2 standard error.
#[pyfunction]
fn write(stream: u32, text: &str) -> PyResult<()> {
    let kind = match stream {
        1 => DruaEvent::Output,
        2 => DruaEvent::ErrorOutput,
        found => {
            let message = format!("stream is 1 (output) or 2 (errors), found {found}");
            return Err(PyValueError::new_err(message));
        }
    };
    state()
        .events
        .push_text(kind, calls::current_call(), &[], text);
    Ok(())
}

/// Tells how far the running call is: a fraction from 0 to 1, negative where unknown.
#[pyfunction]
fn progress(fraction: f64, message: &str) {
    let fraction = if fraction.is_finite() {
        fraction.min(1.0)
    } else {
        -1.0
    };
    state().events.push(
        DruaEvent::Progress,
        calls::current_call(),
        &[&fraction.to_le_bytes(), message.as_bytes()],
    );
}

/// Sends one log record to the host.
#[pyfunction]
fn log(level: i64, text: &str) {
    let level = [(level / 10).clamp(0, 255) as u8];
    state()
        .events
        .push_text(DruaEvent::Log, calls::current_call(), &level, text);
}

/// Whether the running call was asked to stop.
#[pyfunction]
fn cancelled() -> bool {
    state().calls.is_cancelled(calls::current_call())
}

/// Number of the call that this thread runs; 0 for none.
#[pyfunction]
fn current_call() -> u64 {
    calls::current_call()
}

/// Counts of the whole process that show a leak.
#[pyfunction]
fn statistics(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let counts = state().statistics();
    let dict = PyDict::new(py);
    for (name, count) in [
        ("handles", counts.handles),
        ("owners", counts.owners),
        ("buffers", counts.buffers),
        ("pooled_bytes", counts.pooled_bytes),
        ("borrows", counts.borrows),
        ("threads", counts.threads),
        ("functions", counts.functions),
        ("calls", counts.calls),
        ("objects", counts.objects),
    ] {
        dict.set_item(name, count)?;
    }
    Ok(dict)
}

/// Makes the module and registers it, so that `import drua._core` finds this very library.
pub(crate) fn register(py: Python<'_>) -> PyResult<()> {
    let module = PyModule::new(py, "drua._core")?;
    module.add("ABI_VERSION", ABI_VERSION)?;
    module.add_class::<HostFunction>()?;
    module.add_class::<Keeper>()?;
    module.add_function(wrap_pyfunction!(decode, &module)?)?;
    module.add_function(wrap_pyfunction!(write, &module)?)?;
    module.add_function(wrap_pyfunction!(progress, &module)?)?;
    module.add_function(wrap_pyfunction!(log, &module)?)?;
    module.add_function(wrap_pyfunction!(cancelled, &module)?)?;
    module.add_function(wrap_pyfunction!(current_call, &module)?)?;
    module.add_function(wrap_pyfunction!(statistics, &module)?)?;
    java::register(&module)?;
    py.import("sys")?
        .getattr("modules")?
        .set_item("drua._core", &module)
}
