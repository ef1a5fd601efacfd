//! The methods of one name of a class: which one is meant, and the call.

use super::argument::Argument;
use super::classes;
use super::host::outside;
use super::overloads::{self, Choice, Overload};
use super::quick;
use super::stage::Stage;
use super::thrown;
use drua_abi::{DRUA_STATUS_OK, DruaInvocation, DruaMember, DruaValue};
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use smallvec::SmallVec;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

const CONSTRUCTOR_NAME: &str = "<init>";
/// Kinds of arguments that a method remembers the overload for.
const REMEMBERED: usize = 16;

/// Kinds of methods that a name has, as the Python side numbers them.
mod kind {
    pub(super) const INSTANCE: u32 = 0;
    pub(super) const BOTH: u32 = 3;
}

/// Arguments that were seen, and what they mean.
struct Remembered {
    codes: SmallVec<[u64; 6]>,
    choice: Choice,
}

/// The methods of one name, and what calls of them have shown.
pub(super) struct Methods {
    pub(super) class: u64,
    pub(super) name: String,
    /// Class and name, for messages.
    pub(super) shown: String,
    /// Whether they are called on an object; which of them are static each overload knows.
    on_instance: bool,
    overloads: OnceLock<Vec<Arc<Overload>>>,
    remembered: RefCell<Vec<Remembered>>,
    /// What Python's protocols expect of this name beyond Java's overloads: called where none fits.
    otherwise: Option<Py<PyAny>>,
}

impl Methods {
    /// The overloads; asks Java at the first use.
    pub(super) fn overloads(&self, py: Python<'_>) -> PyResult<&[Arc<Overload>]> {
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
    pub(super) fn recall(&self, codes: &[u64]) -> Option<Choice> {
        let remembered = self.remembered.try_borrow().ok()?;
        // A loop: comparing two slices of unknown length calls a function, which takes longer than the few words do.
        let same = |entry: &&Remembered| {
            entry.codes.len() == codes.len()
                && entry
                    .codes
                    .iter()
                    .zip(codes)
                    .all(|(seen, code)| seen == code)
        };
        remembered.iter().find(same).map(|entry| entry.choice)
    }

    /// An overload that was chosen before.
    #[inline]
    pub(super) fn known(&self, choice: Choice) -> Option<&Overload> {
        Some(self.overloads.get()?.get(choice.index)?)
    }

    /// What a call of an overload is for the host.
    #[inline]
    pub(super) fn operation(overload: &Overload) -> DruaMember {
        if overload.is_constructor {
            DruaMember::Constructor
        } else if overload.is_static {
            DruaMember::StaticMethod
        } else {
            DruaMember::Method
        }
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
    pub(super) fn call<'py>(
        &self,
        py: Python<'py>,
        given: &[*mut ffi::PyObject],
    ) -> PyResult<Bound<'py, PyAny>> {
        // SAFETY: the caller keeps the arguments alive until the call is over.
        if let Some(outcome) = unsafe { quick::call(py, self, given) } {
            return outcome;
        }
        let mut arguments: SmallVec<[Argument<'_, 'py>; 4]> = SmallVec::new();
        for object in given {
            // SAFETY: the caller keeps the arguments alive until the call is over.
            arguments.push(unsafe { Argument::of(py, *object)? });
        }
        let overloads = self.overloads(py)?;
        let codes: SmallVec<[u64; 6]> = arguments.iter().map(|argument| argument.code).collect();
        let choice = match self.recall(&codes) {
            Some(choice) => choice,
            None => {
                let instances = self.on_instance.then_some(self.class);
                let found = overloads::resolve(py, &self.shown, overloads, &arguments, instances);
                let choice = match (found, &self.otherwise) {
                    (Ok(choice), _) => choice,
                    (Err(_), Some(otherwise)) => {
                        let given = arguments.iter().map(|argument| argument.object);
                        return otherwise.bind(py).call1(PyTuple::new(py, given)?);
                    }
                    (Err(error), None) => return Err(error),
                };
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
        let (address, count) = stage.values();
        let mut invocation = DruaInvocation {
            operation: Self::operation(overload) as u32,
            declared: overload.declared,
            class: overload.class.reference,
            member: overload.member,
            arguments: address,
            argument_count: count,
            result: DruaValue::default(),
        };
        let status = outside(py, &self.shown, |objects| objects.invoke(&mut invocation))?;
        // First what the host gave, which lasts until this thread asks it again: writing arrays back may run Python.
        let result = thrown::outcome(py, status, &invocation, &self.shown);
        if status == DRUA_STATUS_OK {
            stage.settle()?;
        }
        result
    }

    /// Makes the methods of a name; nothing for a kind that there is not.
    pub(super) fn new(class: u64, name: &str, kind: u32, owner: &str) -> Option<Self> {
        if kind > kind::BOTH {
            return None;
        }
        let shown = if name == CONSTRUCTOR_NAME {
            owner.to_owned()
        } else {
            format!("{owner}.{name}")
        };
        Some(Self {
            class,
            name: name.to_owned(),
            shown,
            on_instance: matches!(kind, kind::INSTANCE | kind::BOTH),
            overloads: OnceLock::new(),
            remembered: RefCell::default(),
            otherwise: None,
        })
    }

    /// Lets a function be called with what fits no overload.
    pub(super) fn otherwise(mut self, function: Option<Py<PyAny>>) -> Self {
        self.otherwise = function;
        self
    }

    /// Whether they are called on an object.
    pub(super) fn on_instance(&self) -> bool {
        self.on_instance
    }

    /// The error for a call with keywords.
    pub(super) fn no_keywords(&self) -> PyErr {
        PyTypeError::new_err(format!(
            "{} takes no keyword arguments: Java's parameters have no names",
            self.shown
        ))
    }

    /// The one overload with these parameters.
    pub(super) fn only(&self, types: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = types.py();
        let types = match types.cast::<PyTuple>() {
            Ok(tuple) => tuple.clone(),
            Err(_) => PyTuple::new(py, [types])?,
        };
        let overloads = self.overloads(py)?;
        for overload in overloads {
            let parameters = &overload.parameters;
            let same = parameters.len() == types.len()
                && parameters
                    .iter()
                    .zip(types.iter())
                    .all(|(parameter, asked)| {
                        classes::id_of_type(&asked).map_or_else(
                            || {
                                asked
                                    .extract::<String>()
                                    .is_ok_and(|name| is_named(&parameter.name, &name))
                            },
                            |id| id == parameter.id,
                        )
                    });
            if same {
                return Ok(Self {
                    class: self.class,
                    name: self.name.clone(),
                    shown: self.shown.clone(),
                    on_instance: self.on_instance,
                    overloads: OnceLock::from(vec![overload.clone()]),
                    remembered: RefCell::default(),
                    otherwise: None,
                });
            }
        }
        let all: String = overloads
            .iter()
            .map(|overload| format!("\n  {}", overload.text))
            .collect();
        Err(PyTypeError::new_err(format!(
            "{} has no overload with the parameters {}. It has:{all}",
            self.shown,
            types.repr()?
        )))
    }
}

/// Whether a class is meant by a name, with or without its package.
fn is_named(class: &str, name: &str) -> bool {
    class == name
        || class
            .strip_suffix(name)
            .is_some_and(|rest| rest.ends_with(['.', '$']))
}
