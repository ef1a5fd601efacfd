//! What a routine can be used as.

use super::*;

fn processor() -> Value {
    let mut json = good();
    json["routines"][0]["use"] = json!("processor");
    json["routines"][0]["stateful"] = json!(true);
    json["routines"][0]["metadata"] = json!(true);
    json["routines"][0]["calls_java"] = json!(true);
    json["routines"][0]["outputs"] = json!(["left", "right"]);
    json
}

#[test]
fn what_python_writes_is_read_as_it_is() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/contract/manifest.json"
    );
    let contract: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut usages = Vec::new();
    for json in contract["manifests"].as_array().unwrap() {
        let manifest = read(json).unwrap();
        assert_eq!(&serde_json::to_value(&manifest).unwrap(), json);
        for routine in manifest.routines {
            usages.push((routine.name, routine.usage));
        }
    }
    let expected = [
        ("subtract", Usage::Both),
        ("focus_score", Usage::Processor),
        ("SplitView", Usage::Processor),
        ("project", Usage::Command),
    ];
    assert_eq!(
        usages,
        expected.map(|(name, usage)| (name.to_owned(), usage))
    );
}

#[test]
fn a_processor_comes_back_as_it_was() {
    let manifest = read(&processor()).unwrap();
    let routine = &manifest.routines[0];
    assert_eq!((routine.usage, routine.stateful), (Usage::Processor, true));
    assert!(routine.metadata && routine.calls_java);
    assert_eq!(routine.outputs, ["left", "right"]);
    let again = serde_json::to_string(&manifest).unwrap();
    assert_eq!(
        Manifest::from_json(Path::new(FILE), &again).unwrap(),
        manifest
    );
}

#[test]
fn a_use_that_is_not_known_is_malformed() {
    assert_eq!(
        refused("/routines/0/use", json!("panel")).code(),
        "manifest-malformed"
    );
}

#[test]
fn a_processor_takes_one_plane_and_has_all_its_values() {
    for usage in ["processor", "both"] {
        for (pointer, value, words) in [
            ("/routines/0/axes", json!("ZYX"), ["one image", "ZYX"]),
            (
                "/routines/0/images",
                json!(["a", "b"]),
                ["one image", "2 image(s)"],
            ),
            ("/routines/0/images", json!([]), ["one image", "0 image(s)"]),
            (
                "/routines/0/parameters/0/required",
                json!(true),
                ["parameter \"radius\"", "a default"],
            ),
        ] {
            let mut json = good();
            json["routines"][0]["use"] = json!(usage);
            *json.pointer_mut(pointer).unwrap() = value;
            let text = read(&json).unwrap_err().to_string();
            assert!(words.iter().all(|word| text.contains(word)), "{text}");
            json["routines"][0]["use"] = json!("command");
            assert!(read(&json).is_ok());
        }
    }
}

#[test]
fn what_only_processors_have_is_refused_for_others() {
    for name in ["stateful", "metadata", "calls_java", "outputs"] {
        for usage in ["command", "both"] {
            let mut json = good();
            json["routines"][0]["use"] = json!(usage);
            json["routines"][0][name] = processor()["routines"][0][name].clone();
            let error = read(&json).unwrap_err();
            assert_eq!(error.code(), "manifest-invalid");
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}

#[test]
fn outputs_are_texts_of_one_line_that_differ() {
    for (outputs, words) in [
        (json!(["a", "a"]), "\"a\" twice"),
        (json!([" "]), "an empty text"),
        (json!(["a\nb"]), "on one line"),
    ] {
        let mut json = processor();
        json["routines"][0]["outputs"] = outputs;
        let text = read(&json).unwrap_err().to_string();
        assert!(text.contains(words), "{text}");
    }
    let mut json = processor();
    json["routines"][0]["outputs"] = json!(["a", "A"]);
    assert!(read(&json).is_ok());
}
