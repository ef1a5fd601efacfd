use super::*;
use crate::testing::manifest;
use serde_json::json;

const FILE: &str = "/routines/tophat.py";

fn good() -> Value {
    manifest(Path::new(FILE), "text", "subtract_background")
}

fn read(json: &Value) -> Result<Manifest, ManifestError> {
    Manifest::from_json(Path::new(FILE), &json.to_string())
}

/// The error after one place of a good manifest was changed.
fn refused(pointer: &str, value: Value) -> ManifestError {
    let mut json = good();
    *json.pointer_mut(pointer).unwrap() = value;
    read(&json).unwrap_err()
}

#[test]
fn a_good_manifest_comes_back_as_it_was() {
    let manifest = read(&good()).unwrap();
    assert_eq!(manifest.routines[0].parameters[0].default, json!(25.0));
    let again =
        Manifest::from_json(Path::new(FILE), &serde_json::to_string(&manifest).unwrap()).unwrap();
    assert_eq!(again, manifest);
    // Whole numbers stay whole for the dialog.
    assert_eq!(
        serde_json::to_value(&manifest)
            .unwrap()
            .pointer("/routines/0/parameters/0/minimum"),
        Some(&json!(1))
    );
}

#[test]
fn unknown_fields_are_passed_over_and_missing_ones_have_defaults() {
    let mut json = good();
    json["later"] = json!({"a": 1});
    json["routines"][0]["later"] = json!([1]);
    json["routines"][0]["parameters"][0]["later"] = json!("x");
    assert_eq!(read(&json).unwrap(), read(&good()).unwrap());
    let short = json!({"schema": 1, "file": FILE, "hash": json["hash"], "routines": [
        {"name": "a", "label": "A", "menu": "A", "axes": "ZYX", "parameters": [{"name": "b", "kind": "bool"}]}]});
    let manifest = read(&short).unwrap();
    assert_eq!(
        (
            manifest.routines[0].returns,
            manifest.routines[0].runs.as_str()
        ),
        (crate::Returns::Any, "embedded")
    );
    assert_eq!(manifest.routines[0].usage, Usage::Command);
    assert!(!manifest.routines[0].stateful && manifest.routines[0].outputs.is_empty());
}

#[test]
fn a_file_with_an_error_has_a_manifest_too() {
    let mut json = good();
    json["routines"] = json!([]);
    json["error"] =
        json!({"type": "SyntaxError", "message": "invalid syntax", "line": 3, "hint": null});
    let error = read(&json).unwrap().error.unwrap();
    assert_eq!((error.kind.as_str(), error.line), ("SyntaxError", Some(3)));
}

#[test]
fn another_schema_is_refused_whatever_else_is_there() {
    for schema in [json!(2), json!(0), json!("1"), json!(1.5), json!(null)] {
        let error = read(&json!({"schema": schema, "new": true})).unwrap_err();
        assert_eq!(error.code(), "manifest-schema");
        assert!(
            error.to_string().contains(&schema.to_string())
                && error.to_string().contains("expected 1")
        );
    }
    assert_eq!(read(&json!({})).unwrap_err().code(), "manifest-schema");
    let mut manifest = read(&good()).unwrap();
    manifest.schema = 7;
    assert_eq!(manifest.validate().unwrap_err().code(), "manifest-schema");
}

#[test]
fn what_is_no_manifest_is_malformed() {
    for text in [
        "",
        "{",
        "[]",
        "null",
        "\"x\"",
        "{\"schema\":1}",
        "{\"schema\":1,\"hash\":NaN}",
    ] {
        let error = Manifest::from_json(Path::new(FILE), text).unwrap_err();
        assert_eq!(error.code(), "manifest-malformed", "{text}");
        assert!(std::error::Error::source(&error).is_some() && error.to_string().contains(FILE));
    }
    let error = refused("/routines/0/parameters/0/kind", json!("flot"));
    assert!(error.code() == "manifest-malformed" && error.to_string().contains("flot"));
    assert_eq!(
        refused("/routines/0/returns", json!("picture")).code(),
        "manifest-malformed"
    );
}

#[test]
fn each_defect_names_its_place_and_what_was_expected() {
    for (pointer, value, words) in [
        ("/hash", json!("ABC"), ["hash", "64 lower-case"]),
        (
            "/routines/0/name",
            json!("2nd"),
            ["routine \"2nd\"", "letters"],
        ),
        ("/routines/0/name", json!(""), ["routine \"\"", "letters"]),
        ("/routines/0/label", json!("  "), ["menu label", "empty"]),
        ("/routines/0/label", json!("a\nb"), ["on one line", "a\\nb"]),
        ("/routines/0/menu", json!(""), ["Plugins > Python", "empty"]),
        (
            "/routines/0/menu",
            json!("Plugins >  > X"),
            ["Plugins > Python", "Plugins >  > X"],
        ),
        ("/routines/0/axes", json!("YXQ"), ["axes such as", "'Q'"]),
        ("/routines/0/axes", json!(""), ["axes such as", "empty"]),
        ("/routines/0/runs", json!("moon"), ["embedded", "moon"]),
        (
            "/routines/0/accepts",
            json!(["uint8", "float128"]),
            ["element types", "float128"],
        ),
        ("/routines/0/accepts", json!([]), ["at least one", "empty"]),
        (
            "/routines/0/images",
            json!(["a b"]),
            ["image \"a b\"", "letters"],
        ),
        (
            "/routines/0/images",
            json!(["a", "A"]),
            ["upper and lower", "\"A\""],
        ),
        (
            "/routines/0/images",
            json!(["Radius"]),
            ["parameter \"radius\"", "\"Radius\""],
        ),
        (
            "/routines/0/parameters/0/name",
            json!("Mode"),
            ["parameter \"mode\"", "\"Mode\""],
        ),
        (
            "/routines/0/parameters/0/name",
            json!("Image"),
            ["another name", "Image"],
        ),
        (
            "/routines/0/parameters/0/label",
            json!("a\tb"),
            ["label", "a\\tb"],
        ),
        (
            "/routines/0/parameters/0/default",
            json!(0.5),
            ["at least 1", "0.5"],
        ),
        (
            "/routines/0/parameters/0/default",
            json!(201),
            ["at most 200", "201"],
        ),
        (
            "/routines/0/parameters/0/default",
            json!("x"),
            ["a number", "x"],
        ),
        (
            "/routines/0/parameters/0/minimum",
            json!(300),
            ["below the maximum", "300 to 200"],
        ),
        (
            "/routines/0/parameters/0/step",
            json!(0),
            ["above 0", "found 0"],
        ),
        (
            "/routines/0/parameters/0/step",
            json!(-0.0),
            ["above 0", "found -0.0"],
        ),
        (
            "/routines/0/parameters/0/choices",
            json!(["x"]),
            ["no choices", "float"],
        ),
        (
            "/routines/0/parameters/1/choices",
            json!([]),
            ["at least one text", "none"],
        ),
        (
            "/routines/0/parameters/1/choices",
            json!(null),
            ["at least one text", "none"],
        ),
        (
            "/routines/0/parameters/1/choices",
            json!(["fast", "fast"]),
            ["different", "fast"],
        ),
        (
            "/routines/0/parameters/1/default",
            json!("slow"),
            ["\"fast\", \"exact\"", "slow"],
        ),
        (
            "/routines/0/parameters/1/default",
            json!(1),
            ["\"fast\", \"exact\"", "1"],
        ),
    ] {
        let error = refused(pointer, value.clone());
        let text = error.to_string();
        assert_eq!(
            error.code(),
            "manifest-invalid",
            "{pointer} {value}: {text}"
        );
        assert!(
            words.iter().all(|word| text.contains(word)),
            "{pointer} {value}: {text}"
        );
        assert!(text.contains(FILE) && error.path() == Path::new(FILE) && !error.hint().is_empty());
    }
}

#[test]
fn two_routines_of_a_file_differ_in_name() {
    let mut json = good();
    let mut second = json["routines"][0].clone();
    second["name"] = json!("SUBTRACT_background");
    json["routines"].as_array_mut().unwrap().push(second);
    assert!(
        read(&json)
            .unwrap_err()
            .to_string()
            .contains("SUBTRACT_background")
    );
    json["routines"][1]["name"] = json!("other");
    // Equal labels are no defect: the host gives each command one of its own.
    assert_eq!(read(&json).unwrap().routines.len(), 2);
}

#[test]
fn names_may_be_of_any_script_and_long_texts_are_cut() {
    let mut json = good();
    json["routines"][0]["name"] = json!("größe_測定2");
    assert!(read(&json).is_ok());
    let text = refused("/routines/0/menu", json!(format!("{}\n", "ü".repeat(5000)))).to_string();
    assert!(text.len() < 600 && text.contains("..."));
}

#[path = "validate_properties.rs"]
mod properties;

#[path = "parameter_tests.rs"]
mod parameters;

#[path = "usage_tests.rs"]
mod usage;
