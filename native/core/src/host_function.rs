//! A function of the host as a Python callable.

use crate::calls;
use crate::exceptions;
use crate::from_python::FromPython;
use crate::state::{host, state};
use crate::to_python::ToPython;
use drua_abi::{DRUA_STATUS_OK, DruaSink};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use std::ffi::c_void;
use std::sync::atomic::Ordering;

/// A function of the host program. Calling it converts the positional arguments, leaves the GIL, runs the function on
/// the same thread and converts its result.
#[pyclass(module = "drua._core", frozen)]
pub(crate) struct HostFunction {
    id: u64,
    #[pyo3(get)]
    name: String,
}

impl HostFunction {
    pub(crate) fn new(id: u64, name: &str) -> Self {
        state().functions.fetch_add(1, Ordering::Relaxed);
        Self {
            id,
            name: name.to_owned(),
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn id(&self) -> u64 {
        self.id
    }
}

impl Drop for HostFunction {
    fn drop(&mut self) {
        state().functions.fetch_sub(1, Ordering::Relaxed);
        state().events.function_released(self.id);
    }
}

/// Where the reply of the host is collected.
///
/// # Safety
/// `context` is the `Vec<u8>` of the running [`call`], which outlives it, and `bytes` is valid for `len` bytes.
unsafe extern "C" fn collect(context: *mut c_void, bytes: *const u8, len: u64) {
    // SAFETY: by the contract above.
    unsafe {
        let reply = &mut *context.cast::<Vec<u8>>();
        reply.extend_from_slice(std::slice::from_raw_parts(bytes, len as usize));
    }
}

/// A plain copy of what the call needs, without a reference to Python.
#[derive(Clone, Copy)]
struct Request {
    context: usize,
    id: u64,
    function: unsafe extern "C" fn(*mut c_void, u64, *const u8, u64, *mut c_void, DruaSink) -> i32,
}

impl Request {
    fn run(self, block: &[u8]) -> (i32, Vec<u8>) {
        let mut reply: Vec<u8> = Vec::new();
        // SAFETY: the host promised that its function may be called on any thread without the GIL; block and reply
        // live on this stack until it returns.
        let status = unsafe {
            (self.function)(
                self.context as *mut c_void,
                self.id,
                block.as_ptr(),
                block.len() as u64,
                (&raw mut reply).cast(),
                collect,
            )
        };
        (status, reply)
    }
}

#[pymethods]
impl HostFunction {
    #[pyo3(name = "id")]
    #[getter]
    fn py_id(&self) -> u64 {
        self.id
    }

    fn __repr__(&self) -> String {
        format!("<HostFunction {}>", self.name)
    }

    #[pyo3(signature = (*arguments))]
    fn __call__<'py>(
        &self,
        py: Python<'py>,
        arguments: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut block = FromPython::new(py);
        block.value(&arguments.to_list())?;
        let reply = run(py, self.id, &self.name, &block.into_block())?;
        let mut values = ToPython::new(py, &reply, None);
        let value = values.value()?;
        values.finish()?;
        Ok(value)
    }
}

/// Runs function `id` of the host with an argument block; gives the reply block, or raises what the host threw.
pub(crate) fn run(py: Python<'_>, id: u64, name: &str, block: &[u8]) -> PyResult<Vec<u8>> {
    if let Some(obstacle) = calls::obstacle() {
        return Err(exceptions::obstacle(py, obstacle, name));
    }
    let function = host().and_then(|host| Some((host.0.context as usize, host.0.call?)));
    let Some((context, function)) = function else {
        return Err(exceptions::no_host(name));
    };
    let request = Request {
        context,
        id,
        function,
    };
    let (status, reply) = py.detach(|| request.run(block));
    if status == DRUA_STATUS_OK {
        Ok(reply)
    } else {
        Err(exceptions::from_host(py, &reply))
    }
}
