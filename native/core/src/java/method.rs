//! `drua._core.JavaMethod`: the methods of one name of a class, called as Python calls its own.
//!
//! # Rationale
//! A call of Java takes as long as a handful of memory accesses, so that what Python does around it counts. The types are
//! made by hand, because the stable ABI has the two things that make Python's own methods fast, and `pyo3` does not offer
//! them: arguments that come as they lie on the interpreter's stack (vectorcall), and methods that are called on an object
//! without being bound to it first (`Py_TPFLAGS_METHOD_DESCRIPTOR`). The flags have kept their numbers since CPython 3.8;
//! the members are read by the names that the documentation gives.

use super::argument::Argument;
use super::classes;
use super::host::outside;
use super::overloads::{self, Choice, Overload};
use super::reference::slot;
use super::stage::Stage;
use super::thrown;
use drua_abi::{DRUA_STATUS_OK, DruaInvocation, DruaMember, DruaValue};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyString, PyTuple, PyType};
use smallvec::SmallVec;
use std::cell::RefCell;
use std::ffi::{CStr, c_int, c_uint, c_void};
use std::mem::offset_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Arc, OnceLock};

const CONSTRUCTOR_NAME: &str = "<init>";
/// `Py_TPFLAGS_HAVE_VECTORCALL`, which the headers of the stable ABI name from 3.12 on.
const HAVE_VECTORCALL: std::ffi::c_ulong = 1 << 11;
/// Kinds of arguments that a method remembers the overload for.
const REMEMBERED: usize = 16;

/// What kind of methods a name has.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Instance,
    Static,
    Constructor,
    Both,
}

impl Kind {
    fn of(number: u32) -> Option<Self> {
        Some(match number {
            0 => Self::Instance,
            1 => Self::Static,
            2 => Self::Constructor,
            3 => Self::Both,
            _ => return None,
        })
    }

    fn on_instance(self) -> bool {
        matches!(self, Self::Instance | Self::Both)
    }
}

/// Arguments that were seen, and what they mean.
struct Remembered {
    codes: SmallVec<[u64; 6]>,
    choice: Choice,
}

struct Methods {
    class: u64,
    name: String,
    /// Class and name, for messages.
    shown: String,
    kind: Kind,
    overloads: OnceLock<Vec<Arc<Overload>>>,
    remembered: RefCell<Vec<Remembered>>,
}

/// Layout of an object.
#[repr(C)]
struct Object {
    head: ffi::PyObject,
    vectorcall: Vectorcall,
    methods: *mut Methods,
}

type Vectorcall = unsafe extern "C" fn(
    *mut ffi::PyObject,
    *const *mut ffi::PyObject,
    usize,
    *mut ffi::PyObject,
) -> *mut ffi::PyObject;

static METHOD: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(null_mut());
static STATIC_METHOD: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(null_mut());

impl Methods {
    /// The methods behind an object of one of our types.
    ///
    /// # Safety
    /// `object` is one, and alive for `'a`.
    unsafe fn of<'a>(object: *mut ffi::PyObject) -> &'a Self {
        // SAFETY: by the contract of this function; the methods live as long as their object.
        unsafe { &*(*object.cast::<Object>()).methods }
    }

    fn overloads(&self, py: Python<'_>) -> PyResult<&[Arc<Overload>]> {
        if let Some(known) = self.overloads.get() {
            return Ok(known);
        }
        let found = overloads::of_class(py, self.class, &self.name)?;
        // Another thread may have asked meanwhile, while Java answered without the GIL.
        Ok(self
            .overloads
            .get_or_init(|| found.into_iter().map(Arc::new).collect()))
    }

    /// The overload that was meant by arguments with these codes before.
    #[inline]
    fn recall(&self, arguments: &[Argument<'_, '_>]) -> Option<Choice> {
        let remembered = self.remembered.try_borrow().ok()?;
        let same = |entry: &&Remembered| {
            entry.codes.len() == arguments.len()
                && entry
                    .codes
                    .iter()
                    .zip(arguments)
                    .all(|(code, argument)| *code == argument.code)
        };
        remembered.iter().find(same).map(|entry| entry.choice)
    }

    fn remember(&self, arguments: &[Argument<'_, '_>], choice: Choice) {
        if arguments.iter().any(|argument| argument.code == 0) {
            return;
        }
        let Ok(mut remembered) = self.remembered.try_borrow_mut() else {
            return;
        };
        if remembered.len() >= REMEMBERED {
            remembered.remove(0);
        }
        remembered.push(Remembered {
            codes: arguments.iter().map(|argument| argument.code).collect(),
            choice,
        });
    }

    /// Calls the method that the arguments mean; the first of them is the object, where there is one.
    fn call<'py>(
        &self,
        py: Python<'py>,
        given: &[*mut ffi::PyObject],
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut arguments: SmallVec<[Argument<'_, 'py>; 6]> = SmallVec::new();
        for object in given {
            // SAFETY: the caller keeps the arguments alive until the call is over.
            arguments.push(unsafe { Argument::of(py, *object)? });
        }
        let overloads = self.overloads(py)?;
        let choice = match self.recall(&arguments) {
            Some(choice) => choice,
            None => {
                let on_instance = self.kind.on_instance();
                let choice =
                    overloads::resolve(py, &self.shown, overloads, &arguments, on_instance)?;
                self.remember(&arguments, choice);
                choice
            }
        };
        let overload = &*overloads[choice.index];
        let mut stage = Stage::new(py);
        if choice.receiver && !overload.is_static {
            stage.receiver(&arguments[0])?;
        }
        let values = &arguments[usize::from(choice.receiver)..];
        let parameters = &overload.parameters;
        let fixed = parameters.len() - usize::from(choice.spread);
        for (argument, parameter) in values.iter().zip(&parameters[..fixed]) {
            stage.argument(argument, parameter)?;
        }
        if choice.spread {
            stage.spread(&values[fixed..], &parameters[fixed])?;
        }
        let operation = if self.kind == Kind::Constructor {
            DruaMember::Constructor
        } else if overload.is_static {
            DruaMember::StaticMethod
        } else {
            DruaMember::Method
        };
        let (address, count) = stage.values();
        let mut invocation = DruaInvocation {
            operation: operation as u32,
            declared: overload.declared,
            class: overload.class.reference,
            member: overload.member,
            arguments: address,
            argument_count: count,
            result: DruaValue::default(),
        };
        let status = outside(py, &self.shown, |objects| objects.invoke(&mut invocation))?;
        if status == DRUA_STATUS_OK {
            stage.settle()?;
        }
        thrown::outcome(py, status, &invocation, &self.shown)
    }
}

/// Runs something for Python: an error or a panic becomes its exception.
fn guarded<'py>(
    py: Python<'py>,
    run: impl FnOnce() -> PyResult<Bound<'py, PyAny>>,
) -> *mut ffi::PyObject {
    let outcome = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        Err(PyRuntimeError::new_err(
            "Drua itself failed; please report this with the text that was printed before",
        ))
    });
    match outcome {
        Ok(made) => made.into_ptr(),
        Err(error) => {
            error.restore(py);
            null_mut()
        }
    }
}

unsafe extern "C" fn vectorcall(
    callable: *mut ffi::PyObject,
    arguments: *const *mut ffi::PyObject,
    count: usize,
    keywords: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    /// Set where the caller lends the place before the first argument.
    const OFFSET: usize = 1 << (usize::BITS - 1);
    // SAFETY: Python calls this with the GIL, with an object of ours and so many arguments.
    unsafe {
        let py = Python::assume_attached();
        let methods = Methods::of(callable);
        if !keywords.is_null() && ffi::PyTuple_Size(keywords) > 0 {
            return guarded(py, || Err(no_keywords(methods)));
        }
        let count = count & !OFFSET;
        let given = if count == 0 {
            &[]
        } else {
            std::slice::from_raw_parts(arguments, count)
        };
        guarded(py, || methods.call(py, given))
    }
}

/// The call of those who have no vectorcall.
unsafe extern "C" fn call(
    callable: *mut ffi::PyObject,
    arguments: *mut ffi::PyObject,
    keywords: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL, with an object of ours, a tuple and a dict or null.
    unsafe {
        let py = Python::assume_attached();
        let methods = Methods::of(callable);
        if !keywords.is_null() && ffi::PyDict_Size(keywords) > 0 {
            return guarded(py, || Err(no_keywords(methods)));
        }
        let count = ffi::PyTuple_Size(arguments).max(0);
        let given: SmallVec<[*mut ffi::PyObject; 8]> = (0..count)
            .map(|index| ffi::PyTuple_GetItem(arguments, index))
            .collect();
        guarded(py, || methods.call(py, &given))
    }
}

fn no_keywords(methods: &Methods) -> PyErr {
    PyTypeError::new_err(format!(
        "{} takes no keyword arguments: Java's parameters have no names",
        methods.shown
    ))
}

unsafe extern "C" fn dealloc(object: *mut ffi::PyObject) {
    // SAFETY: Python calls this once, with the GIL; the methods were made by `make`.
    unsafe {
        let class = ffi::Py_TYPE(object);
        drop(Box::from_raw((*object.cast::<Object>()).methods));
        ffi::PyObject_Free(object.cast());
        ffi::Py_DECREF(class.cast());
    }
}

/// Binding to an object, where Python needs the bound method itself.
unsafe extern "C" fn bind(
    method: *mut ffi::PyObject,
    object: *mut ffi::PyObject,
    _class: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    static METHOD_TYPE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    // SAFETY: Python calls this with the GIL, with an object of ours, and null or an object.
    unsafe {
        let py = Python::assume_attached();
        let method = Borrowed::from_ptr(py, method);
        if object.is_null() {
            return method.to_owned().into_ptr();
        }
        let object = Borrowed::from_ptr(py, object);
        guarded(py, || {
            METHOD_TYPE
                .import(py, "types", "MethodType")?
                .call1((method, object))
        })
    }
}

/// A static method is the same on a class and on an object.
unsafe extern "C" fn bind_static(
    method: *mut ffi::PyObject,
    _object: *mut ffi::PyObject,
    _class: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL and a living object.
    unsafe { ffi::Py_NewRef(method) }
}

unsafe extern "C" fn repr(method: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL and an object of ours.
    unsafe {
        let py = Python::assume_attached();
        let methods = Methods::of(method);
        guarded(py, || {
            Ok(PyString::new(py, &format!("<Java method {}>", methods.shown)).into_any())
        })
    }
}

/// `method["int", String]`: the one overload with these parameters.
unsafe extern "C" fn subscript(
    method: *mut ffi::PyObject,
    types: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL, with an object of ours and any object.
    unsafe {
        let py = Python::assume_attached();
        let methods = Methods::of(method);
        let types = Borrowed::from_ptr(py, types);
        guarded(py, || only(methods, &types))
    }
}

fn only<'py>(methods: &Methods, types: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = types.py();
    let types = match types.cast::<PyTuple>() {
        Ok(tuple) => tuple.clone(),
        Err(_) => PyTuple::new(py, [types])?,
    };
    let overloads = methods.overloads(py)?;
    for overload in overloads {
        let parameters = &overload.parameters;
        let same = parameters.len() == types.len()
            && parameters.iter().zip(types.iter()).all(|(parameter, asked)| {
                classes::id_of_type(&asked).map_or_else(
                    || asked.extract::<String>().is_ok_and(|name| is_named(&parameter.name, &name)),
                    |id| id == parameter.id,
                )
            });
        if same {
            let one = Methods {
                class: methods.class,
                name: methods.name.clone(),
                shown: methods.shown.clone(),
                kind: methods.kind,
                overloads: OnceLock::from(vec![overload.clone()]),
                remembered: RefCell::default(),
            };
            return make(py, one);
        }
    }
    let all: String = overloads
        .iter()
        .map(|overload| format!("\n  {}", overload.text))
        .collect();
    Err(PyTypeError::new_err(format!(
        "{} has no overload with the parameters {}. It has:{all}",
        methods.shown,
        types.repr()?
    )))
}

/// Whether a class is meant by a name, with or without its package.
fn is_named(class: &str, name: &str) -> bool {
    class == name
        || class
            .strip_suffix(name)
            .is_some_and(|rest| rest.ends_with(['.', '$']))
}

/// What a getter of the type gives.
type Getter = for<'py> fn(Python<'py>, &Methods) -> PyResult<Bound<'py, PyAny>>;

unsafe extern "C" fn get(method: *mut ffi::PyObject, closure: *mut c_void) -> *mut ffi::PyObject {
    // SAFETY: Python calls this with the GIL, with an object of ours and the closure of a getter below.
    unsafe {
        let py = Python::assume_attached();
        let methods = Methods::of(method);
        let getter: Getter = std::mem::transmute(closure);
        guarded(py, || getter(py, methods))
    }
}

fn name<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    Ok(PyString::new(py, &methods.name).into_any())
}

fn qualified<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    Ok(PyString::new(py, &methods.shown).into_any())
}

fn texts<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    let overloads = methods.overloads(py)?;
    Ok(PyList::new(py, overloads.iter().map(|overload| &overload.text))?.into_any())
}

fn doc<'py>(py: Python<'py>, methods: &Methods) -> PyResult<Bound<'py, PyAny>> {
    py.import(intern!(py, "drua.java._docs"))?
        .call_method1(intern!(py, "method_doc"), (methods.class, &methods.name))
}

fn getter(name: &'static CStr, get_it: Getter) -> ffi::PyGetSetDef {
    ffi::PyGetSetDef {
        name: name.as_ptr(),
        get: Some(get),
        set: None,
        doc: std::ptr::null(),
        closure: get_it as *mut c_void,
    }
}

/// Makes one of the two types.
fn make_type<'py>(
    py: Python<'py>,
    name_of_type: &'static CStr,
    flags: std::ffi::c_ulong,
    bind: ffi::descrgetfunc,
    place: &AtomicPtr<ffi::PyTypeObject>,
) -> PyResult<Bound<'py, PyType>> {
    let members = Box::leak(Box::new([
        ffi::PyMemberDef {
            name: c"__vectorcalloffset__".as_ptr(),
            type_code: ffi::structmember::T_PYSSIZET,
            offset: offset_of!(Object, vectorcall) as ffi::Py_ssize_t,
            flags: ffi::structmember::READONLY,
            doc: std::ptr::null(),
        },
        // SAFETY: the end of the list is all zero.
        unsafe { std::mem::zeroed() },
    ]));
    // The type refers to the list as long as it lives.
    let getters = Box::leak(Box::new([
        getter(c"__name__", name),
        getter(c"__qualname__", qualified),
        getter(c"overloads", texts),
        getter(c"__doc__", doc),
        // SAFETY: as above.
        unsafe { std::mem::zeroed() },
    ]));
    let mut slots = [
        slot(ffi::Py_tp_dealloc, dealloc as *mut c_void),
        slot(ffi::Py_tp_call, call as *mut c_void),
        slot(ffi::Py_tp_repr, repr as *mut c_void),
        slot(ffi::Py_tp_descr_get, bind as *mut c_void),
        slot(ffi::Py_mp_subscript, subscript as *mut c_void),
        slot(ffi::Py_tp_members, members.as_mut_ptr().cast()),
        slot(ffi::Py_tp_getset, getters.as_mut_ptr().cast()),
        slot(0, null_mut()),
    ];
    let flags = ffi::Py_TPFLAGS_DEFAULT | HAVE_VECTORCALL | flags;
    let mut spec = ffi::PyType_Spec {
        name: name_of_type.as_ptr(),
        basicsize: size_of::<Object>() as c_int,
        itemsize: 0,
        flags: flags as c_uint,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: the specification is whole; what it points to stays as long as the process, or is copied.
    let made = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyType_FromSpec(&raw mut spec))? };
    let made = made.cast_into::<PyType>()?;
    place.store(made.clone().into_ptr().cast(), Ordering::Release);
    Ok(made)
}

fn make(py: Python<'_>, methods: Methods) -> PyResult<Bound<'_, PyAny>> {
    let class = if methods.kind.on_instance() {
        METHOD.load(Ordering::Acquire)
    } else {
        STATIC_METHOD.load(Ordering::Acquire)
    };
    // SAFETY: `register` made the type; its objects have the layout of `Object`, and all fields are set before anybody
    // sees the object.
    unsafe {
        let made = ffi::PyType_GenericAlloc(class, 0);
        if made.is_null() {
            return Err(PyErr::fetch(py));
        }
        let this = made.cast::<Object>();
        (*this).vectorcall = vectorcall;
        (*this).methods = Box::into_raw(Box::new(methods));
        Ok(Bound::from_owned_ptr(py, made))
    }
}

/// Makes the descriptor for the methods of one name.
#[pyfunction]
fn java_method<'py>(
    py: Python<'py>,
    class_id: u64,
    name: &str,
    kind: u32,
    owner: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(kind) = Kind::of(kind) else {
        return Err(PyTypeError::new_err(format!(
            "expected a kind of method from 0 to 3, found {kind}"
        )));
    };
    let shown = if name == CONSTRUCTOR_NAME {
        owner.to_owned()
    } else {
        format!("{owner}.{name}")
    };
    make(
        py,
        Methods {
            class: class_id,
            name: name.to_owned(),
            shown,
            kind,
            overloads: OnceLock::new(),
            remembered: RefCell::default(),
        },
    )
}

pub(super) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let on_instance = ffi::Py_TPFLAGS_METHOD_DESCRIPTOR;
    let method = make_type(py, c"drua._core.JavaMethod", on_instance, bind, &METHOD)?;
    let of_class = make_type(
        py,
        c"drua._core.JavaStaticMethod",
        0,
        bind_static,
        &STATIC_METHOD,
    )?;
    module.add("JavaMethod", method)?;
    module.add("JavaStaticMethod", of_class)?;
    module.add_function(wrap_pyfunction!(java_method, module)?)
}
