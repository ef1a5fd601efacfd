//! The methods of one name, and which of them a call means.

use super::argument::{Argument, Given, out_of_range};
use super::classes::{self, ClassInfo, assignable, category};
use super::fit::{self, Fit, STRICT};
use super::numbers::widens;
use super::service;
use drua_abi::DruaKind;
use drua_wire::Value;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::sync::Arc;

const STATIC: i64 = 1;
const VARARGS: i64 = 2;

/// One method or constructor.
pub(super) struct Overload {
    /// The JVM's id of it.
    pub(super) member: u64,
    pub(super) is_static: bool,
    pub(super) is_constructor: bool,
    pub(super) is_varargs: bool,
    /// Type of the result, as an invocation declares it.
    pub(super) declared: u32,
    pub(super) parameters: Vec<Arc<ClassInfo>>,
    /// The class that declares it, or that a constructor makes.
    pub(super) class: Arc<ClassInfo>,
    /// As Java writes it, for messages.
    pub(super) text: String,
}

/// What a call means.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Choice {
    /// Place of the overload.
    pub(super) index: usize,
    /// Whether the last arguments become an array.
    pub(super) spread: bool,
    /// Whether the first argument is the object that the method is called on.
    pub(super) receiver: bool,
}

/// Type of a result or field, as an invocation declares it.
pub(super) fn declared(class: &ClassInfo) -> u32 {
    match class.category {
        primitive @ category::BOOLEAN..=category::VOID => primitive,
        category::STRING => DruaKind::Text as u32,
        _ => DruaKind::Reference as u32,
    }
}

/// Asks Java for the overloads of a name.
pub(super) fn of_class(py: Python<'_>, class: u64, name: &str) -> PyResult<Vec<Overload>> {
    let answer = service::ask(py, "overloads", &[Value::Int(class as i64), name.into()])?;
    let entries = answer.as_list().unwrap_or_default();
    let is_constructor = name == "<init>";
    entries
        .iter()
        .map(|entry| read(py, entry, class, is_constructor))
        .collect()
}

fn read(py: Python<'_>, entry: &Value, class: u64, is_constructor: bool) -> PyResult<Overload> {
    let fields = entry.as_list().unwrap_or_default();
    let [
        Value::Int(member),
        Value::Int(modifiers),
        Value::Int(returns),
        Value::List(parameters),
        Value::Text(text),
        Value::Int(declaring),
    ] = fields
    else {
        return Err(service::unreadable("overloads"));
    };
    let mut ids = vec![*returns as u64, *declaring as u64, class];
    for parameter in parameters {
        let Value::Int(id) = parameter else {
            return Err(service::unreadable("overloads"));
        };
        ids.push(*id as u64);
    }
    let mut infos = classes::infos(py, &ids)?.into_iter();
    let mut next = || infos.next().ok_or_else(|| service::unreadable("overloads"));
    let (returns, declaring, own) = (next()?, next()?, next()?);
    Ok(Overload {
        member: *member as u64,
        is_static: modifiers & STATIC != 0,
        is_constructor,
        is_varargs: modifiers & VARARGS != 0,
        declared: declared(&returns),
        parameters: infos.collect(),
        class: if is_constructor { own } else { declaring },
        text: text.clone(),
    })
}

/// A way to call an overload, and how well its worst argument fits.
struct Candidate {
    choice: Choice,
    fit: Fit,
}

/// The one overload that the arguments mean.
pub(super) fn resolve(
    py: Python<'_>,
    name: &str,
    overloads: &[Arc<Overload>],
    arguments: &[Argument<'_, '_>],
    class_of_instances: Option<u64>,
) -> PyResult<Choice> {
    let on_object = is_receiver(py, class_of_instances, arguments.first())?;
    let mut candidates = Vec::new();
    for (index, overload) in overloads.iter().enumerate() {
        for receiver in [true, false] {
            let applies = if receiver {
                on_object
            } else {
                overload.is_static || overload.is_constructor
            };
            if !applies {
                continue;
            }
            let given = &arguments[usize::from(receiver)..];
            for spread in [false, true] {
                if let Some(fit) = fit_all(py, overload, given, spread)? {
                    let choice = Choice {
                        index,
                        spread,
                        receiver,
                    };
                    candidates.push(Candidate { choice, fit });
                }
            }
        }
    }
    let Some(best) = candidates
        .iter()
        .map(|candidate| (candidate.choice.spread, candidate.fit))
        .min()
    else {
        let on_instance = class_of_instances.is_some();
        return Err(no_overload(
            py,
            name,
            overloads,
            arguments,
            on_instance,
            on_object,
        ));
    };
    let best: Vec<Choice> = candidates
        .iter()
        .filter(|candidate| (candidate.choice.spread, candidate.fit) == best)
        .map(|candidate| candidate.choice)
        .collect();
    if let [only] = best[..] {
        return Ok(only);
    }
    most_specific(py, overloads, &best, arguments.len())?
        .ok_or_else(|| ambiguous(name, overloads, &best, arguments))
}

/// Whether the first argument is an object to call the method on: one of the class that the method was looked up in. A
/// class above it is not enough, because `Arrays.hashCode(array)` is not `array.hashCode()`.
fn is_receiver(
    py: Python<'_>,
    class_of_instances: Option<u64>,
    first: Option<&Argument<'_, '_>>,
) -> PyResult<bool> {
    let class = match first.map(|argument| argument.given) {
        Some(Given::Object(held)) => held.class,
        Some(Given::Boxed(class)) => class,
        _ => return Ok(false),
    };
    let Some(wanted) = class_of_instances else {
        return Ok(false);
    };
    let class = classes::info(py, class)?;
    assignable(py, &class, &*classes::info(py, wanted)?)
}

fn fit_all(
    py: Python<'_>,
    overload: &Overload,
    given: &[Argument<'_, '_>],
    spread: bool,
) -> PyResult<Option<Fit>> {
    let parameters = &overload.parameters;
    let fixed = if spread {
        if !overload.is_varargs || given.len() + 1 < parameters.len() {
            return Ok(None);
        }
        parameters.len() - 1
    } else if given.len() == parameters.len() {
        parameters.len()
    } else {
        return Ok(None);
    };
    let mut worst = STRICT;
    for (argument, parameter) in given.iter().zip(&parameters[..fixed]) {
        match fit::fit(py, argument, parameter)? {
            Some(fit) => worst = worst.max(fit),
            None => return Ok(None),
        }
    }
    if spread {
        let element = classes::info(py, parameters[fixed].element)?;
        for argument in &given[fixed..] {
            match fit::fit(py, argument, &element)? {
                Some(fit) => worst = worst.max(fit),
                None => return Ok(None),
            }
        }
    }
    Ok(Some(worst))
}

/// The parameter that argument `index` goes to.
fn parameter_at(
    py: Python<'_>,
    overload: &Overload,
    choice: Choice,
    index: usize,
) -> PyResult<Arc<ClassInfo>> {
    let fixed = overload.parameters.len() - usize::from(choice.spread);
    if index < fixed {
        return Ok(overload.parameters[index].clone());
    }
    classes::info(py, overload.parameters[fixed].element)
}

/// Whether one type is the same as another or narrower.
fn narrower(py: Python<'_>, from: &ClassInfo, to: &ClassInfo) -> PyResult<bool> {
    match (from.is_primitive(), to.is_primitive()) {
        (true, true) => Ok(widens(from.category, to.category)),
        (false, false) => assignable(py, from, to),
        // Java compares them by the argument; both fit equally well here, and numbers are what Python has.
        (first, _) => Ok(first),
    }
}

fn most_specific(
    py: Python<'_>,
    overloads: &[Arc<Overload>],
    choices: &[Choice],
    count: usize,
) -> PyResult<Option<Choice>> {
    let mut found = None;
    for mine in choices {
        let mut beats_all = true;
        for other in choices.iter().filter(|other| *other != mine) {
            beats_all &= is_more_specific(py, overloads, *mine, *other, count)?;
        }
        if beats_all {
            if found.is_some() {
                return Ok(None);
            }
            found = Some(*mine);
        }
    }
    Ok(found)
}

fn is_more_specific(
    py: Python<'_>,
    overloads: &[Arc<Overload>],
    mine: Choice,
    other: Choice,
    count: usize,
) -> PyResult<bool> {
    let (first, second) = (&overloads[mine.index], &overloads[other.index]);
    if mine.receiver != other.receiver {
        // An object's own method is meant before a static one of the same name.
        return Ok(mine.receiver && !first.is_static);
    }
    let length = (count - usize::from(mine.receiver))
        .max(first.parameters.len())
        .max(second.parameters.len());
    let length = if mine.spread {
        length
    } else {
        first.parameters.len()
    };
    for index in 0..length {
        let own = parameter_at(py, first, mine, index)?;
        let theirs = parameter_at(py, second, other, index)?;
        if !narrower(py, &own, &theirs)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn list(overloads: &[Arc<Overload>]) -> String {
    overloads
        .iter()
        .map(|overload| format!("\n  {}", overload.text))
        .collect()
}

fn describe(arguments: &[Argument<'_, '_>]) -> String {
    let described: Vec<String> = arguments.iter().map(Argument::describe).collect();
    format!("({})", described.join(", "))
}

fn no_overload(
    py: Python<'_>,
    name: &str,
    overloads: &[Arc<Overload>],
    arguments: &[Argument<'_, '_>],
    on_instance: bool,
    on_object: bool,
) -> PyErr {
    let own = usize::from(on_object);
    if let Some(error) = range_error(py, overloads, &arguments[own..]) {
        return error;
    }
    let on_what = match arguments.first() {
        Some(first) if on_instance && !on_object && !overloads.iter().any(|o| o.is_static) => {
            format!(" (on a {})", first.describe())
        }
        _ => String::new(),
    };
    PyTypeError::new_err(format!(
        "{name} can't be called with {}{on_what}. It takes:{}",
        describe(&arguments[usize::from(!on_what.is_empty()).max(own)..]),
        list(overloads)
    ))
}

/// A number that would be taken if it were smaller is the reason, where there is just one way to call the method.
fn range_error(
    py: Python<'_>,
    overloads: &[Arc<Overload>],
    arguments: &[Argument<'_, '_>],
) -> Option<PyErr> {
    let mut found = None;
    for overload in overloads {
        for spread in [false, true] {
            let count = overload.parameters.len();
            let applies = if spread {
                overload.is_varargs && arguments.len() + 1 >= count
            } else {
                arguments.len() == count
            };
            if applies && let Some(reason) = range_reason(py, overload, spread, arguments) {
                found = Some(reason);
            }
        }
    }
    found
}

/// The error where nothing but the size of numbers keeps a method from being called.
fn range_reason(
    py: Python<'_>,
    overload: &Overload,
    spread: bool,
    arguments: &[Argument<'_, '_>],
) -> Option<PyErr> {
    let choice = Choice {
        index: 0,
        spread,
        receiver: false,
    };
    let mut reason = None;
    for (index, argument) in arguments.iter().enumerate() {
        let parameter = parameter_at(py, overload, choice, index).ok()?;
        if fit::fit(py, argument, &parameter).ok()?.is_none() {
            let error = too_large(argument, &parameter)?;
            reason = reason.or(Some(error));
        }
    }
    reason
}

/// The error for a whole number that is too large for a parameter or field; nothing where that is not the reason.
pub(super) fn too_large(argument: &Argument<'_, '_>, declared: &ClassInfo) -> Option<PyErr> {
    let number = matches!(argument.given, Given::Int(_) | Given::BigInt);
    let ranged = matches!(
        declared.primitive_kind(),
        category::BYTE | category::SHORT..=category::LONG
    );
    (number && ranged).then(|| out_of_range(&argument.object, &declared.name))
}

fn ambiguous(
    name: &str,
    overloads: &[Arc<Overload>],
    choices: &[Choice],
    arguments: &[Argument<'_, '_>],
) -> PyErr {
    let meant: String = choices
        .iter()
        .map(|choice| format!("\n  {}", overloads[choice.index].text))
        .collect();
    let own = usize::from(choices.iter().any(|choice| choice.receiver));
    PyTypeError::new_err(format!(
        "{name} with {} may mean several methods:{meant}\nSay which with cast(value, type), or with \
         method[\"type\", ...](...)",
        describe(&arguments[own..]),
    ))
}
