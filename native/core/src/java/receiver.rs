//! Java objects whose Python type has another layout: exceptions, texts and boxed numbers.

use super::classes;
use super::reference::{self, HeldObject};
use pyo3::exceptions::PyBaseException;
use pyo3::intern;
use pyo3::prelude::*;

/// The Java exception behind a Python one.
pub(crate) fn throwable(object: &Bound<'_, PyAny>) -> Option<HeldObject> {
    if !object.is_instance_of::<PyBaseException>() {
        return None;
    }
    let held = object.getattr(intern!(object.py(), "__java_ref__")).ok()?;
    reference::held(&held)
}

/// The reference of a Java object of any layout that keeps one; nothing for texts, numbers and other objects.
pub(crate) fn reference_of(object: &Bound<'_, PyAny>) -> Option<HeldObject> {
    reference::held(object).or_else(|| throwable(object))
}

/// Number of the class of a Java object, whatever its layout; nothing for other objects.
pub(super) fn class_of(object: &Bound<'_, PyAny>) -> Option<u64> {
    if let Some(held) = reference::held(object) {
        return Some(held.class);
    }
    classes::id_of_type(object.get_type().as_any())
}
