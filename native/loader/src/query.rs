//! What the loader answers without Python: which interpreters there are, and which routines.

use crate::block;
use crate::running::Settings;
use drua_abi::{DRUA_STATUS_BAD_FRAME, DRUA_STATUS_MANIFEST, DruaQuery};
use drua_discover::Verdict;
use drua_manifest::{Entry, Manifest, ManifestError, Outcome};
use drua_wire::{Failure, Value};
use std::path::{Path, PathBuf};

/// Answers one query.
pub(crate) fn answer(op: u32, arguments: &[Value]) -> Result<Value, Box<Failure>> {
    if op == DruaQuery::Interpreters as u32 {
        return Ok(interpreters(&Settings(argument(arguments, 0)?)));
    }
    if op == DruaQuery::Manifests as u32 {
        let folders = argument(arguments, 0)?.as_list().unwrap_or_default();
        let folders: Vec<PathBuf> = folders
            .iter()
            .filter_map(Value::as_text)
            .map(PathBuf::from)
            .collect();
        let entries = drua_manifest::scan(&folders, Path::new(text(arguments, 1)?));
        return Ok(Value::List(entries.iter().map(entry).collect()));
    }
    if op == DruaQuery::StoreManifest as u32 {
        let file = Path::new(text(arguments, 0)?);
        let stored =
            drua_manifest::store(file, text(arguments, 1)?, Path::new(text(arguments, 2)?));
        return stored
            .map(|manifest| manifest_value(&manifest))
            .map_err(|error| failure(&error));
    }
    if let Some(answer) = block::answer(op, arguments) {
        return answer;
    }
    Err(Failure::new(
        DRUA_STATUS_BAD_FRAME,
        "bad-frame",
        format!("{op} is no query that the loader knows"),
    ))
}

/// An argument of a query, which has to be there.
pub(crate) fn argument(arguments: &[Value], index: usize) -> Result<&Value, Box<Failure>> {
    let missing = || {
        let message = format!("argument {index} of the query is missing");
        Failure::new(DRUA_STATUS_BAD_FRAME, "bad-frame", message)
    };
    arguments.get(index).ok_or_else(missing)
}

/// An argument that has to be a text.
pub(crate) fn text(arguments: &[Value], index: usize) -> Result<&str, Box<Failure>> {
    let wrong = || {
        let message = format!("argument {index} of the query has to be a text");
        Failure::new(DRUA_STATUS_BAD_FRAME, "bad-frame", message)
    };
    argument(arguments, index)?.as_text().ok_or_else(wrong)
}

/// All places that were looked at, and what is wrong with those that can't be used.
fn interpreters(settings: &Settings<'_>) -> Value {
    let places = drua_discover::survey(&settings.request())
        .into_iter()
        .map(|searched| {
            Value::Map(vec![
                ("source".to_owned(), searched.source.to_string().into()),
                (
                    "path".to_owned(),
                    searched.path.display().to_string().into(),
                ),
                ("verdict".to_owned(), searched.why().into()),
                (
                    "usable".to_owned(),
                    Value::Bool(matches!(searched.verdict, Verdict::Usable(_))),
                ),
            ])
        });
    Value::List(places.collect())
}

fn entry(entry: &Entry) -> Value {
    let (manifest, error) = match &entry.outcome {
        Outcome::Cached(manifest) => (manifest_value(manifest), Value::Null),
        Outcome::Missing => (Value::Null, Value::Null),
        Outcome::Unreadable(error) => (Value::Null, failure(error).to_value()),
    };
    Value::Map(vec![
        ("file".to_owned(), entry.file.display().to_string().into()),
        ("hash".to_owned(), entry.hash.clone().into()),
        ("manifest".to_owned(), manifest),
        ("error".to_owned(), error),
    ])
}

fn failure(error: &ManifestError) -> Box<Failure> {
    Failure::new(DRUA_STATUS_MANIFEST, error.code(), error.to_string()).with_hint(error.hint())
}

/// A manifest as its JSON has it.
fn manifest_value(manifest: &Manifest) -> Value {
    // Its fields are texts, numbers and lists of them, which JSON always has.
    serde_json::to_value(manifest).map_or(Value::Null, |json| from_json(&json))
}

fn from_json(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(text) => text.as_str().into(),
        serde_json::Value::Array(values) => Value::List(values.iter().map(from_json).collect()),
        serde_json::Value::Object(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), from_json(value)))
                .collect(),
        ),
    }
}
