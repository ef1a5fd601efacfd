//! Java objects in Python: references, classes, overloads, fields, arrays.
//!
//! Python's types are made in `drua/java/_classes.py`; what is used at each call is here: [`reference`] is what every
//! object holds, [`methods`] what a call goes through, [`argument`] and [`result`] what values become, [`overloads`] which
//! method is meant. Java's answers to questions that are asked once per class come from the [`service`].
//!
//! # Rules
//! - The GIL is released around every use of the host ([`host`]), and none is made while pixels are pinned.
//! - References are let go of by a queue ([`host::let_go`]): a destructor may run anywhere.

mod argument;
mod array;
mod cast;
mod classes;
mod field;
mod fit;
pub(crate) mod host;
mod lent;
mod method;
mod methods;
mod numbers;
mod overloads;
mod quick;
mod receiver;
mod reference;
mod result;
mod service;
mod stage;
mod thrown;

pub(crate) use array::plain as plain_array;
pub(crate) use cast::{JavaHandle, boxed};
pub(crate) use host::{clean, counts, let_go_unread};
pub(crate) use receiver::{reference_of, throwable as throwable_of};
pub(crate) use reference::{HeldObject, held, java_class_object};
pub(crate) use result::object_of;

use pyo3::prelude::*;

/// Adds the names of `drua._core` that are about Java objects.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("JavaRef", reference::make_type(py)?)?;
    method::register(module)?;
    module.add_class::<field::JavaField>()?;
    module.add_class::<cast::JavaCast>()?;
    module.add_class::<cast::JavaHandle>()?;
    module.add_function(wrap_pyfunction!(cast::java_handle, module)?)?;
    classes::register(module)?;
    service::register(module)?;
    array::register(module)
}
