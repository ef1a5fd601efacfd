//! What is known of Java's classes, by their numbers, and the Python types for them.

use super::host::{self, outside};
use super::numbers;
use super::service;
use crate::state::lock;
use drua_wire::Value;
use pyo3::exceptions::PyRuntimeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

/// What calls need to know of a class. It lasts as long as the process, as the class does.
pub(super) struct ClassInfo {
    pub(super) id: u64,
    pub(super) name: String,
    /// What its values are in Python: see [`category`].
    pub(super) category: u32,
    /// Global reference to the `java.lang.Class`.
    pub(super) reference: u64,
    /// The class of an array's elements; 0 for other classes.
    pub(super) element: u64,
    /// Whether it is an interface with one abstract method.
    pub(super) functional: bool,
}

/// Categories of classes, as Java's side (`ClassKinds`) gives them. Those of primitive types and their boxes are the
/// kinds of their values.
pub(super) mod category {
    use drua_abi::DruaKind;

    pub(in super::super) const BOOLEAN: u32 = DruaKind::Boolean as u32;
    pub(in super::super) const BYTE: u32 = DruaKind::Byte as u32;
    pub(in super::super) const CHAR: u32 = DruaKind::Char as u32;
    pub(in super::super) const SHORT: u32 = DruaKind::Short as u32;
    pub(in super::super) const INT: u32 = DruaKind::Int as u32;
    pub(in super::super) const LONG: u32 = DruaKind::Long as u32;
    pub(in super::super) const FLOAT: u32 = DruaKind::Float as u32;
    pub(in super::super) const DOUBLE: u32 = DruaKind::Double as u32;
    pub(in super::super) const VOID: u32 = DruaKind::Void as u32;
    pub(in super::super) const STRING: u32 = DruaKind::Text as u32;
    pub(in super::super) const OBJECT: u32 = DruaKind::Reference as u32;
    pub(in super::super) const FIRST_BOX: u32 = BOXED_BOOLEAN;
    pub(in super::super) const LAST_BOX: u32 = DruaKind::BoxedDouble as u32;
    pub(in super::super) const BOXED_BOOLEAN: u32 = DruaKind::BoxedBoolean as u32;
    pub(in super::super) const BOXED_CHAR: u32 = DruaKind::BoxedChar as u32;
    pub(in super::super) const BOXED_FLOAT: u32 = DruaKind::BoxedFloat as u32;
    pub(in super::super) const BIG_INTEGER: u32 = 25;
    pub(in super::super) const BIG_DECIMAL: u32 = 26;
    pub(in super::super) const ARRAY: u32 = 32;
    pub(in super::super) const ENUM: u32 = 33;
    pub(in super::super) const THROWABLE: u32 = 34;
}

impl ClassInfo {
    pub(super) fn is_primitive(&self) -> bool {
        (category::BOOLEAN..=category::DOUBLE).contains(&self.category)
    }

    pub(super) fn is_box(&self) -> bool {
        (category::FIRST_BOX..=category::LAST_BOX).contains(&self.category)
    }

    /// The primitive kind in a box; any other category as it is.
    pub(super) fn primitive_kind(&self) -> u32 {
        if self.is_box() {
            numbers::in_box(self.category)
        } else {
            self.category
        }
    }
}

#[derive(Default)]
struct Tables {
    by_id: HashMap<u64, Arc<ClassInfo>>,
    by_name: HashMap<String, Arc<ClassInfo>>,
    types: Vec<Option<Py<PyType>>>,
    /// Numbers of classes by the addresses of their types, which live for ever.
    ids: HashMap<usize, u64>,
    factory: Option<Py<PyAny>>,
}

/// Nothing of Python or of the host is called while it is locked.
static TABLES: LazyLock<Mutex<Tables>> = LazyLock::new(Mutex::default);

/// What is known of a class; asks Java where that is new.
pub(super) fn info(py: Python<'_>, id: u64) -> PyResult<Arc<ClassInfo>> {
    if let Some(known) = lock(&TABLES).by_id.get(&id) {
        return Ok(known.clone());
    }
    infos(py, &[id])?
        .pop()
        .ok_or_else(|| PyRuntimeError::new_err(format!("Java does not know class number {id}")))
}

/// As [`info`], for several classes with one question.
pub(super) fn infos(py: Python<'_>, ids: &[u64]) -> PyResult<Vec<Arc<ClassInfo>>> {
    let missing: Vec<u64> = {
        let tables = lock(&TABLES);
        let new = |id: &&u64| !tables.by_id.contains_key(id);
        ids.iter().filter(new).copied().collect()
    };
    if !missing.is_empty() {
        let numbers = missing.iter().map(|id| Value::Int(*id as i64)).collect();
        let answer = service::ask(py, "classes", &[Value::List(numbers)])?;
        for entry in answer.as_list().unwrap_or_default() {
            let class = Arc::new(read(entry)?);
            // Another thread may have asked meanwhile: its answer stays, and so does one reference too many.
            lock(&TABLES).by_id.entry(class.id).or_insert(class);
        }
    }
    let tables = lock(&TABLES);
    ids.iter()
        .map(|id| {
            let known = tables.by_id.get(id).cloned();
            known.ok_or_else(|| {
                PyRuntimeError::new_err(format!("Java does not know class number {id}"))
            })
        })
        .collect()
}

fn read(entry: &Value) -> PyResult<ClassInfo> {
    let fields = entry.as_list().unwrap_or_default();
    match fields {
        [
            Value::Int(id),
            Value::Text(name),
            Value::Int(category),
            Value::Int(reference),
            Value::Int(element),
            Value::Bool(functional),
        ] => Ok(ClassInfo {
            id: *id as u64,
            name: name.clone(),
            category: *category as u32,
            reference: *reference as u64,
            element: *element as u64,
            functional: *functional,
        }),
        _ => Err(service::unreadable("classes")),
    }
}

/// A class of the JDK by its name, which every Java has.
pub(super) fn known(py: Python<'_>, name: &str) -> PyResult<Arc<ClassInfo>> {
    if let Some(known) = lock(&TABLES).by_name.get(name) {
        return Ok(known.clone());
    }
    let Value::Int(id) = service::ask(py, "find", &[name.into()])? else {
        return Err(PyRuntimeError::new_err(format!("Java has no class {name}")));
    };
    let class = info(py, id as u64)?;
    lock(&TABLES).by_name.insert(name.to_owned(), class.clone());
    Ok(class)
}

/// Whether objects of one class may stand where another is declared.
pub(super) fn assignable(py: Python<'_>, from: &ClassInfo, to: &ClassInfo) -> PyResult<bool> {
    if from.id == to.id {
        return Ok(true);
    }
    let (from, to) = (from.reference, to.reference);
    outside(py, "Class.isAssignableFrom", |objects| {
        objects.assignable(from, to)
    })
}

/// The Python type for a class; makes it where it is met first.
pub(super) fn type_of(py: Python<'_>, id: u64) -> PyResult<Bound<'_, PyType>> {
    let factory = {
        let tables = lock(&TABLES);
        if let Some(Some(known)) = tables.types.get(id as usize) {
            return Ok(known.bind(py).clone());
        }
        tables.factory.as_ref().map(|factory| factory.clone_ref(py))
    };
    let factory = match factory {
        Some(factory) => factory.into_bound(py),
        None => {
            // Its import gives the factory.
            py.import("drua.java._classes")?;
            let set = lock(&TABLES).factory.as_ref().map(|set| set.clone_ref(py));
            set.ok_or_else(|| PyRuntimeError::new_err("drua.java has no factory of types"))?
                .into_bound(py)
        }
    };
    let made = factory.call1((id,))?.cast_into::<PyType>()?;
    let mut tables = lock(&TABLES);
    let index = id as usize;
    if tables.types.len() <= index {
        tables.types.resize_with(index + 1, || None);
    }
    // Java may have been asked by two threads at once, or from within the factory: the first type stays.
    if let Some(known) = &tables.types[index] {
        return Ok(known.bind(py).clone());
    }
    METACLASS.store(made.get_type().as_type_ptr(), Ordering::Relaxed);
    tables.ids.insert(made.as_ptr() as usize, id);
    tables.types[index] = Some(made.clone().unbind());
    Ok(made)
}

/// The metaclass of the types for Java classes, known from the first of them. It can't be derived from, and every type
/// of it lives as long as the process.
static METACLASS: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

/// Whether this is the type of the types for Java classes.
pub(super) fn is_metaclass(class: *mut ffi::PyTypeObject) -> bool {
    METACLASS.load(Ordering::Relaxed) == class
}

/// Number of the class that a Python type is for; nothing for other objects.
pub(super) fn id_of_type(value: &Bound<'_, PyAny>) -> Option<u64> {
    lock(&TABLES).ids.get(&(value.as_ptr() as usize)).copied()
}

/// Whether the host has objects; not before it was opened.
#[pyfunction]
fn java_available() -> bool {
    host::is_there()
}

#[pyfunction]
fn java_set_factory(make_type: Py<PyAny>) {
    lock(&TABLES).factory = Some(make_type);
}

#[pyfunction]
fn java_type(py: Python<'_>, class_id: u64) -> PyResult<Bound<'_, PyType>> {
    type_of(py, class_id)
}

#[pyfunction]
fn java_class_id(value: &Bound<'_, PyAny>) -> u64 {
    super::receiver::class_of(value).unwrap_or(0)
}

#[pyfunction]
fn java_statistics(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let (held, waiting) = host::counts();
    let (classes, types) = {
        let tables = lock(&TABLES);
        (tables.by_id.len(), tables.ids.len())
    };
    let counts = PyDict::new(py);
    counts.set_item("references", held)?;
    counts.set_item("waiting", waiting)?;
    counts.set_item("classes", classes)?;
    counts.set_item("types", types)?;
    Ok(counts)
}

pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(java_available, module)?)?;
    module.add_function(wrap_pyfunction!(java_set_factory, module)?)?;
    module.add_function(wrap_pyfunction!(java_type, module)?)?;
    module.add_function(wrap_pyfunction!(java_class_id, module)?)?;
    module.add_function(wrap_pyfunction!(java_statistics, module)?)
}
