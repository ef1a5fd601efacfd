//! How well an argument fits a parameter: the phases of Java's overload resolution, and what Python adds.

use super::argument::{Argument, Given};
use super::classes::{self, ClassInfo, assignable, category};
use super::numbers::{box_name, holds, widens};
use drua_abi::DruaKind;
use pyo3::intern;
use pyo3::prelude::*;

/// How well; the lower the better. Java's phases are the first two; then come what only Python's values need.
pub(super) type Fit = u8;

/// Java's first phase: the type itself, a wider number, a supertype.
pub(super) const STRICT: Fit = 10;
/// Java's second phase: a box made or opened.
pub(super) const LOOSE: Fit = 20;
/// The natural counterpart of a Python value: a list for a `List`.
const NATURAL: Fit = 30;
/// A narrower number that holds the value, a character for a text of one.
const NARROW: Fit = 31;
/// A conversion that is possible.
const CONVERTED: Fit = 32;
/// Anything, where `Object` is asked for.
const ANYTHING: Fit = 35;

/// The bridge's own class of pixels, of whatever class loader: arrays become it with the memory that they have.
const PIXELS: &str = "io.drua.bridge.ImageBuffer";

/// The bridge's own class of Python objects without a counterpart.
const OBJECT: &str = "io.drua.bridge.PyObject";

/// The classes that Python values become, and where they may stand.
fn natural(py: Python<'_>, name: &str, parameter: &ClassInfo, fit: Fit) -> PyResult<Option<Fit>> {
    let is_anything = parameter.category == category::OBJECT && fit >= NATURAL;
    Ok(
        assignable(py, &*classes::known(py, name)?, parameter)?.then_some(if is_anything {
            ANYTHING
        } else {
            fit
        }),
    )
}

/// Whether an argument fits a parameter, and how well.
pub(super) fn fit(
    py: Python<'_>,
    argument: &Argument<'_, '_>,
    parameter: &ClassInfo,
) -> PyResult<Option<Fit>> {
    if parameter.is_primitive() {
        return Ok(fit_primitive(py, argument, parameter.category));
    }
    Ok(match argument.given {
        Given::None => Some(STRICT),
        Given::Object(held) => {
            let class = classes::info(py, held.class)?;
            assignable(py, &class, parameter)?.then_some(STRICT)
        }
        Given::Boxed(class) => {
            let class = classes::info(py, class)?;
            assignable(py, &class, parameter)?.then_some(STRICT)
        }
        Given::Cast(class) => {
            let class = classes::info(py, class)?;
            if class.is_primitive() {
                let boxed = box_name(class.category);
                natural(py, boxed, parameter, LOOSE)?
            } else {
                assignable(py, &class, parameter)?.then_some(STRICT)
            }
        }
        Given::Type(_) => natural(py, "java.lang.Class", parameter, STRICT)?,
        Given::Bool(_) => natural(py, "java.lang.Boolean", parameter, LOOSE)?,
        Given::Int(value) => fit_whole(py, value, parameter)?,
        Given::BigInt => natural(py, "java.math.BigInteger", parameter, LOOSE)?,
        Given::Float(_) => match parameter.category {
            category::BOXED_FLOAT | category::BIG_DECIMAL => Some(CONVERTED),
            _ => natural(py, "java.lang.Double", parameter, LOOSE)?,
        },
        Given::Text(one) => match parameter.category {
            category::BOXED_CHAR => one.then_some(NARROW),
            category::STRING => Some(STRICT),
            category::ENUM => Some(CONVERTED),
            _ => natural(py, "java.lang.String", parameter, STRICT)?,
        },
        Given::Bytes => match element(py, parameter)? {
            Some(category::BYTE) => Some(LOOSE),
            Some(_) => None,
            None => (parameter.category == category::OBJECT).then_some(ANYTHING),
        },
        Given::List => match natural(py, "java.util.ArrayList", parameter, NATURAL)? {
            None if parameter.category == category::ARRAY => Some(CONVERTED),
            found => found,
        },
        Given::Set => natural(py, "java.util.LinkedHashSet", parameter, NATURAL)?,
        Given::Map => natural(py, "java.util.LinkedHashMap", parameter, NATURAL)?,
        Given::Array(kind, flat) => fit_array(py, kind, flat, parameter)?,
        Given::Implements => fit_implements(py, argument, parameter)?,
        Given::Iterator => natural(py, "java.util.Iterator", parameter, NATURAL)?
            .or((parameter.category == category::OBJECT).then_some(ANYTHING)),
        Given::Function => {
            fit_other(py, argument, parameter)?.or(parameter.functional.then_some(NATURAL))
        }
        Given::Other => fit_other(py, argument, parameter)?,
    })
}

fn fit_primitive(py: Python<'_>, argument: &Argument<'_, '_>, kind: u32) -> Option<Fit> {
    match argument.given {
        Given::Bool(_) => (kind == category::BOOLEAN).then_some(STRICT),
        Given::Int(value) => {
            let own = if holds(category::INT, value) {
                category::INT
            } else {
                category::LONG
            };
            if widens(own, kind) {
                Some(STRICT)
            } else {
                (kind != category::CHAR && holds(kind, value)).then_some(NARROW)
            }
        }
        Given::BigInt => (kind == category::FLOAT || kind == category::DOUBLE).then_some(CONVERTED),
        Given::Float(_) => match kind {
            category::DOUBLE => Some(STRICT),
            category::FLOAT => Some(NARROW),
            _ => None,
        },
        Given::Text(one) => (one && kind == category::CHAR).then_some(NARROW),
        Given::Boxed(class) | Given::Cast(class) => {
            let class = classes::info(py, class).ok()?;
            if class.is_primitive() {
                widens(class.category, kind).then_some(STRICT)
            } else {
                (class.is_box() && widens(class.primitive_kind(), kind)).then_some(LOOSE)
            }
        }
        Given::Other => {
            let index = argument
                .object
                .get_type()
                .hasattr(intern!(py, "__index__"))
                .ok()?;
            let is_number =
                (category::BYTE..=category::DOUBLE).contains(&kind) && kind != category::CHAR;
            (index && is_number).then_some(CONVERTED)
        }
        _ => None,
    }
}

fn fit_whole(py: Python<'_>, value: i64, parameter: &ClassInfo) -> PyResult<Option<Fit>> {
    let is_int = holds(category::INT, value);
    if parameter.is_box() {
        let kind = parameter.primitive_kind();
        return Ok(match kind {
            category::BOOLEAN | category::CHAR => None,
            category::INT => is_int.then_some(LOOSE),
            category::LONG => Some(if is_int { NARROW } else { LOOSE }),
            category::FLOAT | category::DOUBLE => Some(CONVERTED),
            _ => holds(kind, value).then_some(NARROW),
        });
    }
    if matches!(
        parameter.category,
        category::BIG_INTEGER | category::BIG_DECIMAL
    ) {
        return Ok(Some(CONVERTED));
    }
    let own = if is_int {
        "java.lang.Integer"
    } else {
        "java.lang.Long"
    };
    natural(py, own, parameter, LOOSE)
}

/// The kind of the elements of an array of numbers.
pub(super) fn element(py: Python<'_>, parameter: &ClassInfo) -> PyResult<Option<u32>> {
    if parameter.element == 0 {
        return Ok(None);
    }
    let element = classes::info(py, parameter.element)?;
    Ok(element.is_primitive().then_some(element.category))
}

/// Whether NumPy's elements may lie in an array of Java's as they are: same width, with or without sign.
pub(super) fn same_bits(numpy: u32, java: u32) -> bool {
    numpy == java
        || (numpy == DruaKind::Char as u32 && java == DruaKind::Short as u32)
        || (numpy == DruaKind::Short as u32 && java == DruaKind::Char as u32)
}

fn fit_array(
    py: Python<'_>,
    kind: u32,
    flat: bool,
    parameter: &ClassInfo,
) -> PyResult<Option<Fit>> {
    if parameter.category == category::ARRAY {
        return Ok(match element(py, parameter)? {
            Some(java) if flat && same_bits(kind, java) => Some(LOOSE),
            Some(_) => None,
            // Arrays of arrays, and arrays of objects.
            None => Some(CONVERTED),
        });
    }
    if parameter.category == category::OBJECT {
        return Ok(Some(ANYTHING));
    }
    if parameter.name == PIXELS {
        return Ok(Some(NATURAL));
    }
    natural(py, "java.util.ArrayList", parameter, CONVERTED)
}

fn fit_implements(
    py: Python<'_>,
    argument: &Argument<'_, '_>,
    parameter: &ClassInfo,
) -> PyResult<Option<Fit>> {
    if parameter.category == category::OBJECT {
        return Ok(Some(ANYTHING));
    }
    let interfaces = argument
        .object
        .getattr(intern!(py, "__java_interfaces__"))?;
    for id in interfaces.try_iter()? {
        let class = classes::info(py, id?.extract()?)?;
        if assignable(py, &class, parameter)? {
            return Ok(Some(STRICT));
        }
    }
    Ok(None)
}

/// Values with a counterpart that only their Python class tells: dates, paths, members of an `Enum`.
fn fit_other(
    py: Python<'_>,
    argument: &Argument<'_, '_>,
    parameter: &ClassInfo,
) -> PyResult<Option<Fit>> {
    if parameter.category == category::ENUM {
        let base = py.import(intern!(py, "enum"))?.getattr("Enum")?;
        if argument.object.is_instance(&base)? {
            return Ok(Some(CONVERTED));
        }
    }
    let values = py.import(intern!(py, "drua.java._values"))?;
    let names = values.call_method1(intern!(py, "java_names"), (argument.object,))?;
    if parameter.name == OBJECT {
        return Ok(Some(NATURAL));
    }
    for name in names.try_iter()? {
        let name: String = name?.extract()?;
        if let Some(fit) = natural(py, &name, parameter, CONVERTED)? {
            return Ok(Some(fit));
        }
    }
    Ok((parameter.category == category::OBJECT).then_some(ANYTHING))
}
