//! From Python objects to a block.

use crate::array::{is_array, write_array};
use crate::exceptions;
use crate::host_function::HostFunction;
use crate::java::{self, HeldObject, JavaHandle};
use crate::state::state;
use drua_wire::{MAX_DEPTH, WireError, Writer};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMemoryView, PyString, PyTuple,
    PyType,
};
use std::cell::Cell;

/// Most bytes that a thread keeps for its next block.
const KEPT_BYTES: usize = 64 << 10;

thread_local! {
    /// Memory for the next block of this thread.
    static MEMORY: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Gives a block's memory back for the next one of this thread.
pub(crate) fn recycle(block: Vec<u8>) {
    if block.capacity() <= KEPT_BYTES {
        MEMORY.set(block);
    }
}

/// Writes values for the host. Handles that it made are released again unless the block is taken.
pub(crate) struct FromPython<'py> {
    py: Python<'py>,
    writer: Writer,
    kept: Vec<u64>,
    /// Whether Java objects are to be made of the values, so that dates, sets and the like go as what they are.
    objects: bool,
}

impl<'py> FromPython<'py> {
    pub(crate) fn new(py: Python<'py>) -> Self {
        Self {
            py,
            writer: Writer::reuse(MEMORY.take()),
            kept: Vec::new(),
            objects: false,
        }
    }

    /// For values that become Java objects: dates, sets and the like go with their types' names, not as handles.
    pub(crate) fn with_objects(mut self) -> Self {
        self.objects = true;
        self
    }

    /// Takes what was written; the handles in it are the host's from now on.
    pub(crate) fn into_block(mut self) -> Vec<u8> {
        self.kept.clear();
        std::mem::take(&mut self.writer).into_bytes()
    }

    /// Writes one value: as itself where the host has a counterpart, otherwise as a handle.
    pub(crate) fn value(&mut self, value: &Bound<'py, PyAny>) -> PyResult<()> {
        self.value_at(value, 0)
    }

    /// Writes a handle, whatever the object is.
    pub(crate) fn handle(&mut self, value: &Bound<'py, PyAny>) -> PyResult<()> {
        let handle = state().keep(value.clone().unbind());
        let handle = handle.map_err(|error| exceptions::image(self.py, &error))?;
        self.kept.push(handle);
        self.writer.object(handle);
        Ok(())
    }

    fn wire(&self, result: Result<(), WireError>) -> PyResult<()> {
        result.map_err(|error| exceptions::wire(self.py, &error))
    }

    fn value_at(&mut self, value: &Bound<'py, PyAny>, depth: usize) -> PyResult<()> {
        if depth > MAX_DEPTH {
            return Err(exceptions::wire(
                self.py,
                &WireError::TooDeep { limit: MAX_DEPTH },
            ));
        }
        if self.objects && self.boxed(value, depth)? {
            return Ok(());
        }
        if value.is_none() {
            self.writer.null();
        } else if let Ok(truth) = value.cast_exact::<PyBool>() {
            self.writer.bool(truth.is_true());
        } else if let Ok(number) = value.cast::<PyInt>() {
            self.int(number)?;
        } else if let Ok(number) = value.cast::<PyFloat>() {
            self.writer.float(number.value());
        } else if let Ok(text) = value.cast::<PyString>() {
            self.text(text)?;
        } else if is_array(value) {
            self.array(value)?;
        } else if let Ok(list) = value.cast::<PyList>() {
            // What an entry runs to be converted, or another thread meanwhile, may change the list, or the dict below.
            self.entries(&list.to_tuple(), depth)?;
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            self.entries(tuple, depth)?;
        } else if let Ok(map) = value.cast::<PyDict>() {
            let map = map.copy()?;
            let written = self.writer.map(map.len());
            self.wire(written)?;
            for (key, entry) in map.iter() {
                self.value_at(&key, depth + 1)?;
                self.value_at(&entry, depth + 1)?;
            }
        } else if let Ok(bytes) = value.cast::<PyBytes>() {
            let written = self.writer.bytes(bytes.as_bytes());
            self.wire(written)?;
        } else {
            self.rare(value, depth)?;
        }
        Ok(())
    }

    fn entries(&mut self, entries: &Bound<'py, PyTuple>, depth: usize) -> PyResult<()> {
        let written = self.writer.list(entries.len());
        self.wire(written)?;
        for entry in entries.iter() {
            self.value_at(&entry, depth + 1)?;
        }
        Ok(())
    }

    fn rare(&mut self, value: &Bound<'py, PyAny>, depth: usize) -> PyResult<()> {
        let py = self.py;
        if let Some(held) = java::reference_of(value) {
            return self.host_object(value, held);
        }
        if let Ok(handle) = value.cast::<JavaHandle>() {
            return self.handle(handle.get().value.bind(py));
        }
        if value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyMemoryView>() {
            let bytes = py
                .get_type::<PyBytes>()
                .call1((value,))?
                .cast_into::<PyBytes>()?;
            let written = self.writer.bytes(bytes.as_bytes());
            return self.wire(written);
        }
        if let Ok(function) = value.cast::<HostFunction>() {
            let function = function.get();
            let written = self.writer.host_function(function.id(), function.name());
            return self.wire(written);
        }
        if value.is_instance(scalar_class(py)?)? {
            let plain = value.call_method0(intern!(py, "item"))?;
            // long double and structured scalars give themselves or tuples; only what changed is plain.
            return if plain.is_instance(scalar_class(py)?)? {
                self.handle(value)
            } else {
                self.value_at(&plain, depth + 1)
            };
        }
        // Of its type, as Python asks for special names: an object may answer for every name, and a class has the method
        // of its instances.
        let is_typed = value.get_type().hasattr(intern!(py, "__drua_wire__"))?;
        if is_typed {
            let method = value.getattr(intern!(py, "__drua_wire__"))?;
            let (name, payload): (String, Bound<'py, PyAny>) = method.call0()?.extract()?;
            let written = self.writer.typed(&name);
            self.wire(written)?;
            return self.value_at(&payload, depth + 1);
        }
        if self.objects && self.described(value, depth)? {
            return Ok(());
        }
        self.handle(value)
    }

    /// Writes a number or character whose Java type is known with that type.
    fn boxed(&mut self, value: &Bound<'py, PyAny>, depth: usize) -> PyResult<bool> {
        let Some((name, plain)) = java::boxed(value)? else {
            return Ok(false);
        };
        match name {
            Some(name) => {
                let written = self.writer.typed(&name);
                self.wire(written)?;
                // Below the type the value is plain.
                self.objects = false;
                let written = self.value_at(&plain, depth + 1);
                self.objects = true;
                written?;
            }
            None => self.value_at(&plain, depth + 1)?,
        }
        Ok(true)
    }

    /// An object of the host, and what holds it until the host has read the block.
    fn host_object(&mut self, value: &Bound<'py, PyAny>, held: HeldObject) -> PyResult<()> {
        let handle = state().keep(value.clone().unbind());
        let handle = handle.map_err(|error| exceptions::image(self.py, &error))?;
        self.kept.push(handle);
        self.writer.host_object(held.reference, held.class, handle);
        Ok(())
    }

    /// Writes what has a counterpart in Java that only the Python side of Drua knows.
    fn described(&mut self, value: &Bound<'py, PyAny>, depth: usize) -> PyResult<bool> {
        let py = self.py;
        if let Some(class) = java::java_class_object(value)? {
            // The reference to a class lasts for ever.
            self.writer.host_object(class.reference, class.class, 0);
            return Ok(true);
        }
        // Of its type: the class of what implements interfaces implements none itself.
        if value
            .get_type()
            .hasattr(intern!(py, "__java_interfaces__"))?
        {
            let proxy = py
                .import(intern!(py, "drua.java._implements"))?
                .call_method1(intern!(py, "proxy_of"), (value,))?;
            if let Some(held) = java::held(&proxy) {
                self.host_object(&proxy, held)?;
                return Ok(true);
            }
        }
        let described = py
            .import(intern!(py, "drua.java._values"))?
            .call_method1(intern!(py, "describe"), (value,))?;
        if described.is_none() {
            return Ok(false);
        }
        let (name, payload): (String, Bound<'py, PyAny>) = described.extract()?;
        if name == "list" || name == "dict" {
            // Sequences and mappings of other classes are what lists and dicts are.
            self.value_at(&payload, depth + 1)?;
            return Ok(true);
        }
        let written = self.writer.typed(&name);
        self.wire(written)?;
        self.value_at(&payload, depth + 1)?;
        Ok(true)
    }

    fn int(&mut self, number: &Bound<'py, PyInt>) -> PyResult<()> {
        if let Ok(small) = number.extract::<i64>() {
            self.writer.int(small);
            return Ok(());
        }
        let py = self.py;
        let bits: usize = number.call_method0(intern!(py, "bit_length"))?.extract()?;
        let named = PyDict::new(py);
        named.set_item(intern!(py, "signed"), true)?;
        let bytes =
            number.call_method(intern!(py, "to_bytes"), (bits / 8 + 1, "big"), Some(&named))?;
        let written = self.writer.big_int(bytes.cast::<PyBytes>()?.as_bytes());
        self.wire(written)
    }

    fn text(&mut self, text: &Bound<'py, PyString>) -> PyResult<()> {
        match text.to_str() {
            Ok(utf8) => {
                let written = self.writer.text(utf8);
                self.wire(written)
            }
            Err(error) => Err(exceptions::lone_surrogate(self.py, &error)),
        }
    }

    fn array(&mut self, array: &Bound<'py, PyAny>) -> PyResult<()> {
        let py = self.py;
        let metadata = match array.getattr_opt(intern!(py, "__drua_metadata__"))? {
            Some(method) => {
                let mut block = FromPython::new(py);
                block.value(&method.call0()?)?;
                block.into_block()
            }
            None => Vec::new(),
        };
        write_array(array, &mut self.writer, &metadata, &mut self.kept)
    }
}

impl Drop for FromPython<'_> {
    fn drop(&mut self) {
        for handle in self.kept.drain(..) {
            // Made here and given to nobody: it can't be stale.
            let _ = state().release(handle);
        }
    }
}

/// `numpy.generic`, the class of NumPy's scalars.
fn scalar_class<'py>(py: Python<'py>) -> PyResult<&'py Bound<'py, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "numpy", "generic")
}
