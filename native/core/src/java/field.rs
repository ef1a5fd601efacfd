//! `drua._core.JavaField`: a field of a Java class as an attribute.

use super::argument::Argument;
use super::classes::{self, ClassInfo};
use super::fit;
use super::host::outside;
use super::overloads::{declared, too_large};
use super::receiver;
use super::service;
use super::stage::Stage;
use super::thrown;
use drua_abi::{DruaInvocation, DruaMember, DruaValue};
use drua_wire::Value;
use pyo3::exceptions::{PyAttributeError, PyTypeError};
use pyo3::prelude::*;
use std::sync::{Arc, OnceLock};

const STATIC: i64 = 1;
const FINAL: i64 = 8;

/// What Java says of a field when it is first used.
struct Details {
    member: u64,
    is_final: bool,
    class: Arc<ClassInfo>,
    declaring: Arc<ClassInfo>,
}

/// A field, static or not.
#[pyclass(module = "drua._core", frozen)]
pub(crate) struct JavaField {
    class: u64,
    name: String,
    is_static: bool,
    details: OnceLock<Details>,
}

#[pymethods]
impl JavaField {
    #[new]
    fn new(class_id: u64, name: String, is_static: bool) -> Self {
        Self {
            class: class_id,
            name,
            is_static,
            details: OnceLock::new(),
        }
    }

    fn __get__<'py>(
        slf: &Bound<'py, Self>,
        object: Option<Bound<'py, PyAny>>,
        _class: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let this = slf.get();
        if object.is_none() && !this.is_static {
            return Ok(slf.clone().into_any());
        }
        this.read(slf.py(), object.as_ref())
    }

    fn __set__<'py>(&self, object: &Bound<'py, PyAny>, value: &Bound<'py, PyAny>) -> PyResult<()> {
        self.write(object.py(), Some(object), value)
    }

    /// Writes a static field.
    fn assign(&self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        self.write(value.py(), None, value)
    }

    #[getter]
    fn is_static(&self) -> bool {
        self.is_static
    }

    fn __repr__(&self) -> String {
        format!("<Java field {}>", self.name)
    }
}

impl JavaField {
    fn details(&self, py: Python<'_>) -> PyResult<&Details> {
        if let Some(known) = self.details.get() {
            return Ok(known);
        }
        let answer = service::ask(
            py,
            "field",
            &[Value::Int(self.class as i64), self.name.as_str().into()],
        )?;
        let [
            Value::Int(member),
            Value::Int(modifiers),
            Value::Int(class),
            Value::Int(declaring),
        ] = answer.as_list().unwrap_or_default()
        else {
            return Err(service::unreadable("field"));
        };
        if self.is_static != (modifiers & STATIC != 0) {
            return Err(PyTypeError::new_err(format!(
                "{} is no {} field",
                self.name,
                if self.is_static { "static" } else { "instance" }
            )));
        }
        let details = Details {
            member: *member as u64,
            is_final: modifiers & FINAL != 0,
            class: classes::info(py, *class as u64)?,
            declaring: classes::info(py, *declaring as u64)?,
        };
        Ok(self.details.get_or_init(|| details))
    }

    fn use_it<'py>(
        &self,
        py: Python<'py>,
        details: &Details,
        operation: DruaMember,
        stage: &Stage<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (address, count) = stage.values();
        let mut invocation = DruaInvocation {
            operation: operation as u32,
            declared: declared(&details.class),
            class: details.declaring.reference,
            member: details.member,
            arguments: address,
            argument_count: count,
            result: DruaValue::default(),
        };
        let status = outside(py, &self.name, |objects| objects.invoke(&mut invocation))?;
        thrown::outcome(py, status, &invocation, &self.name)
    }

    fn read<'py>(
        &self,
        py: Python<'py>,
        object: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let details = self.details(py)?;
        let mut stage = Stage::new(py);
        if self.is_static {
            return self.use_it(py, details, DruaMember::GetStaticField, &stage);
        }
        self.receiver(py, details, object, &mut stage)?;
        self.use_it(py, details, DruaMember::GetField, &stage)
    }

    fn write<'py>(
        &self,
        py: Python<'py>,
        object: Option<&Bound<'py, PyAny>>,
        value: &Bound<'py, PyAny>,
    ) -> PyResult<()> {
        let details = self.details(py)?;
        if details.is_final {
            return Err(PyAttributeError::new_err(format!(
                "{}.{} is final in Java and can't be written",
                details.declaring.name, self.name
            )));
        }
        let mut stage = Stage::new(py);
        let operation = if self.is_static {
            DruaMember::SetStaticField
        } else {
            self.receiver(py, details, object, &mut stage)?;
            DruaMember::SetField
        };
        // SAFETY: the value is alive until the end of this function.
        let argument = unsafe { Argument::of(py, value.as_ptr())? };
        if fit::fit(py, &argument, &details.class)?.is_none() {
            if let Some(error) = too_large(&argument, &details.class) {
                return Err(error);
            }
            return Err(PyTypeError::new_err(format!(
                "{}.{} is a {}; found {}",
                details.declaring.name,
                self.name,
                details.class.name,
                argument.describe()
            )));
        }
        stage.argument(&argument, &details.class)?;
        self.use_it(py, details, operation, &stage).map(drop)
    }

    fn receiver<'py>(
        &self,
        py: Python<'py>,
        details: &Details,
        object: Option<&Bound<'py, PyAny>>,
        stage: &mut Stage<'py>,
    ) -> PyResult<()> {
        let held = object.and_then(receiver::reference_of);
        let class = held.map(|held| classes::info(py, held.class)).transpose()?;
        let fits = match &class {
            Some(class) => classes::assignable(py, class, &details.declaring)?,
            None => false,
        };
        match object {
            Some(object) if fits => {
                // SAFETY: the object is alive until the end of the caller.
                stage.receiver(&unsafe { Argument::of(py, object.as_ptr())? })
            }
            _ => Err(PyTypeError::new_err(format!(
                "{} is a field of objects of {}",
                self.name, details.declaring.name
            ))),
        }
    }
}
