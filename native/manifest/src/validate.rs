//! Checks that a manifest makes sense, whoever wrote it.

use crate::{Defect, Manifest, ManifestError, RoutineManifest, SCHEMA, Usage, parameter};
use drua_image::{Axes, Dtype};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Names that front ends give to values of their own.
const RESERVED: [&str; 1] = ["image"];

impl Manifest {
    /// Reads a manifest and checks it. `file` is named in errors.
    ///
    /// # Errors
    /// [`ManifestError::Malformed`], [`ManifestError::UnknownSchema`], [`ManifestError::Invalid`].
    pub fn from_json(file: &Path, json: &str) -> Result<Self, ManifestError> {
        let malformed = |source| ManifestError::Malformed {
            file: file.to_owned(),
            source: std::sync::Arc::new(source),
        };
        // The schema first: with another one, other fields may be missing, and that is not what is wrong.
        let head: Map<String, Value> = serde_json::from_str(json).map_err(malformed)?;
        let schema = head.get("schema").unwrap_or(&Value::Null);
        if *schema != SCHEMA {
            return Err(ManifestError::UnknownSchema {
                file: file.to_owned(),
                found: schema.to_string(),
            });
        }
        let manifest: Self = serde_json::from_str(json).map_err(malformed)?;
        manifest.validate()?;
        Ok(manifest)
    }

    /// Checks names, menu texts, axes, element types, ranges and defaults.
    ///
    /// # Errors
    /// [`ManifestError::Invalid`] for the first defect, [`ManifestError::UnknownSchema`].
    pub fn validate(&self) -> Result<(), ManifestError> {
        let file = PathBuf::from(&self.file);
        if self.schema != SCHEMA {
            return Err(ManifestError::UnknownSchema {
                file,
                found: self.schema.to_string(),
            });
        }
        self.check()
            .map_err(|defect| ManifestError::Invalid { file, defect })
    }

    fn check(&self) -> Result<(), Defect> {
        let digits = self
            .hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if self.hash.len() != 64 || !digits {
            return Err(defect(
                "hash of the file",
                "64 lower-case hexadecimal digits",
                &self.hash,
            ));
        }
        let mut names = HashMap::new();
        for routine in &self.routines {
            let place = format!("routine {:?}", routine.name);
            check_identifier(&place, &routine.name)?;
            check_unique(&mut names, &place, "name", &routine.name)?;
            check_menu(&place, routine)?;
            check_pixels(&place, routine)?;
            check_parameters(&place, routine)?;
            check_usage(&place, routine)?;
        }
        Ok(())
    }
}

pub(crate) fn defect(
    place: impl Into<String>,
    expected: impl Into<String>,
    found: impl Into<String>,
) -> Defect {
    Defect {
        place: place.into(),
        expected: expected.into(),
        found: found.into(),
    }
}

fn check_identifier(place: &str, name: &str) -> Result<(), Defect> {
    let starts = name.starts_with(|first: char| first == '_' || first.is_alphabetic());
    if starts
        && name
            .chars()
            .all(|letter| letter == '_' || letter.is_alphanumeric())
    {
        Ok(())
    } else {
        Err(defect(
            place,
            "a name of letters, digits and underscores",
            quoted(name),
        ))
    }
}

/// ImageJ writes option names in lower case: what differs only in case would be one there.
fn check_unique<'name>(
    seen: &mut HashMap<String, &'name str>,
    place: &str,
    what: &str,
    name: &'name str,
) -> Result<(), Defect> {
    match seen.insert(name.to_lowercase(), name) {
        None => Ok(()),
        Some(earlier) => Err(defect(
            place,
            format!("a {what} that differs from the others in more than upper and lower case"),
            format!("{earlier:?} and {name:?}"),
        )),
    }
}

fn check_menu(place: &str, routine: &RoutineManifest) -> Result<(), Defect> {
    check_line(place, "a menu label", &routine.label)?;
    let expected = "a menu path such as \"Plugins > Python > Name...\"";
    check_line(place, expected, &routine.menu)?;
    if routine.menu.split('>').any(|part| part.trim().is_empty()) {
        return Err(defect(place, expected, quoted(&routine.menu)));
    }
    Ok(())
}

/// One line of text that shows something.
pub(crate) fn check_line(place: &str, expected: &str, text: &str) -> Result<(), Defect> {
    if text.trim().is_empty() {
        return Err(defect(place, expected, "an empty text"));
    }
    if text.chars().any(char::is_control) {
        return Err(defect(
            place,
            format!("{expected} on one line"),
            quoted(text),
        ));
    }
    Ok(())
}

fn check_pixels(place: &str, routine: &RoutineManifest) -> Result<(), Defect> {
    if !(routine.images.is_empty() && routine.axes.is_empty()) {
        let axes: Result<Axes, _> = routine.axes.parse();
        axes.map_err(|error| defect(place, "axes such as \"YX\" or \"ZYX\"", error.to_string()))?;
    }
    if routine.runs != "embedded" {
        return Err(defect(place, "runs=\"embedded\"", quoted(&routine.runs)));
    }
    let Some(accepts) = &routine.accepts else {
        return Ok(());
    };
    if accepts.is_empty() {
        return Err(defect(
            place,
            "at least one element type, or none named for all",
            "an empty list",
        ));
    }
    for name in accepts {
        let dtype: Result<Dtype, _> = name.parse();
        dtype.map_err(|error| {
            defect(place, "element types that can be passed", error.to_string())
        })?;
    }
    Ok(())
}

fn check_parameters(place: &str, routine: &RoutineManifest) -> Result<(), Defect> {
    let mut names = HashMap::new();
    for image in &routine.images {
        let place = format!("{place}, image {image:?}");
        check_identifier(&place, image)?;
        check_unique(&mut names, &place, "name", image)?;
    }
    for parameter in &routine.parameters {
        let place = format!("{place}, parameter {:?}", parameter.name);
        check_identifier(&place, &parameter.name)?;
        if RESERVED.contains(&parameter.name.to_lowercase().as_str()) {
            return Err(defect(
                place,
                "another name; this one stands for the active image",
                quoted(&parameter.name),
            ));
        }
        check_unique(&mut names, &place, "name", &parameter.name)?;
        parameter::check(&place, parameter)?;
    }
    Ok(())
}

/// A processor takes one plane, and nobody is asked for anything while frames come.
fn check_usage(place: &str, routine: &RoutineManifest) -> Result<(), Defect> {
    if routine.usage != Usage::Command {
        if routine.images.len() != 1 || routine.axes != "YX" {
            return Err(defect(
                place,
                "one image with axes \"YX\", as for every processor",
                format!(
                    "{} image(s) with axes {}",
                    routine.images.len(),
                    quoted(&routine.axes)
                ),
            ));
        }
        if let Some(parameter) = routine
            .parameters
            .iter()
            .find(|parameter| parameter.required)
        {
            return Err(defect(
                format!("{place}, parameter {:?}", parameter.name),
                "a default, as for every parameter of a processor",
                "a required parameter",
            ));
        }
    }
    let of_processors = [
        ("stateful", routine.stateful),
        ("metadata", routine.metadata),
        ("outputs", !routine.outputs.is_empty()),
        ("calls_java", routine.calls_java),
    ];
    for (name, set) in of_processors {
        if set && routine.usage != Usage::Processor {
            return Err(defect(
                place,
                format!("{name} only where \"use\" is \"processor\""),
                format!("{name} of another routine"),
            ));
        }
    }
    for (index, output) in routine.outputs.iter().enumerate() {
        check_line(place, "the name of an output", output)?;
        if routine.outputs[..index].contains(output) {
            return Err(defect(
                place,
                "outputs of different names",
                format!("{} twice", quoted(output)),
            ));
        }
    }
    Ok(())
}

/// A text for a message: quoted, its control characters visible, not too long.
pub(crate) fn quoted(text: &str) -> String {
    if text.chars().count() <= 80 {
        return format!("{text:?}");
    }
    let start: String = text.chars().take(77).collect();
    format!("{start:?}...")
}

#[cfg(test)]
#[path = "validate_tests.rs"]
mod tests;
