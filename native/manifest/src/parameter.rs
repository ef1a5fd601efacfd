//! Checks of one parameter: range, choices and default.

use crate::validate::{check_line, defect, quoted};
use crate::{Defect, ParameterKind, ParameterManifest};
use serde_json::{Number, Value};
use std::cmp::Ordering;

pub(crate) fn check(place: &str, parameter: &ParameterManifest) -> Result<(), Defect> {
    if !parameter.label.is_empty() {
        check_line(place, "a label", &parameter.label)?;
    }
    check_range(place, parameter)?;
    check_choices(place, parameter)?;
    check_default(place, parameter)
}

fn check_range(place: &str, parameter: &ParameterManifest) -> Result<(), Defect> {
    let ParameterManifest {
        kind,
        minimum,
        maximum,
        step,
        ..
    } = parameter;
    if !matches!(kind, ParameterKind::Float | ParameterKind::Int) {
        let given = minimum.as_ref().or(maximum.as_ref()).or(step.as_ref());
        return match given {
            None => Ok(()),
            Some(number) => Err(defect(
                place,
                format!("no range for kind {kind}"),
                number.to_string(),
            )),
        };
    }
    if let (Some(minimum), Some(maximum)) = (minimum, maximum)
        && compare(minimum, maximum) == Ordering::Greater
    {
        return Err(defect(
            place,
            "a minimum below the maximum",
            format!("{minimum} to {maximum}"),
        ));
    }
    match step {
        Some(step) if compare(step, &Number::from(0)) != Ordering::Greater => {
            Err(defect(place, "a step above 0", step.to_string()))
        }
        _ => Ok(()),
    }
}

fn check_choices(place: &str, parameter: &ParameterManifest) -> Result<(), Defect> {
    match (&parameter.choices, parameter.kind) {
        (Some(choices), ParameterKind::Choice) if !choices.is_empty() => {
            for (index, choice) in choices.iter().enumerate() {
                if choices.iter().take(index).any(|earlier| earlier == choice) {
                    return Err(defect(
                        place,
                        "different choices",
                        format!("{} twice", quoted(choice)),
                    ));
                }
            }
            Ok(())
        }
        (_, ParameterKind::Choice) => {
            Err(defect(place, "at least one text to choose from", "none"))
        }
        (Some(_), kind) => Err(defect(place, format!("no choices for kind {kind}"), "some")),
        (None, _) => Ok(()),
    }
}

fn check_default(place: &str, parameter: &ParameterManifest) -> Result<(), Defect> {
    let default = &parameter.default;
    if default.is_null() {
        return Ok(());
    }
    let wrong = |expected: &str| {
        Err(defect(
            format!("{place}, default"),
            expected,
            quoted(&default.to_string()),
        ))
    };
    match parameter.kind {
        ParameterKind::Float | ParameterKind::Int => {
            let Value::Number(number) = default else {
                return wrong("a number");
            };
            if parameter.kind == ParameterKind::Int && !is_whole(number) {
                return wrong("a whole number");
            }
            check_inside(place, parameter, number)
        }
        ParameterKind::Bool if !default.is_boolean() => wrong("true or false"),
        ParameterKind::Text
        | ParameterKind::Path
        | ParameterKind::Folder
        | ParameterKind::Color
            if !default.is_string() =>
        {
            wrong("a text")
        }
        ParameterKind::Choice => {
            let choices = parameter.choices.as_deref().unwrap_or_default();
            if choices
                .iter()
                .any(|choice| default.as_str() == Some(choice))
            {
                return Ok(());
            }
            wrong(&format!(
                "one of {}",
                choices
                    .iter()
                    .map(|choice| quoted(choice))
                    .collect::<Vec<_>>()
                    .join(", ")
            ))
        }
        ParameterKind::Image | ParameterKind::Roi | ParameterKind::Table => wrong("no default"),
        _ => Ok(()),
    }
}

fn check_inside(place: &str, parameter: &ParameterManifest, number: &Number) -> Result<(), Defect> {
    let place = format!("{place}, default");
    if let Some(minimum) = &parameter.minimum
        && compare(number, minimum) == Ordering::Less
    {
        return Err(defect(
            place,
            format!("at least {minimum}"),
            number.to_string(),
        ));
    }
    if let Some(maximum) = &parameter.maximum
        && compare(number, maximum) == Ordering::Greater
    {
        return Err(defect(
            place,
            format!("at most {maximum}"),
            number.to_string(),
        ));
    }
    Ok(())
}

fn is_whole(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|value| value.fract() == 0.0)
}

/// Order of two numbers: exact for whole numbers of 64 bits, which a double would round.
fn compare(a: &Number, b: &Number) -> Ordering {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => {
            let double = |number: &Number| number.as_f64().unwrap_or_default();
            // JSON has no NaN.
            double(a).partial_cmp(&double(b)).unwrap_or(Ordering::Equal)
        }
    }
}
