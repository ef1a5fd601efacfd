//! Ranges, choices and defaults.

use super::*;

#[test]
fn defaults_fit_their_kind() {
    let with = |kind: &str, default: &Value| {
        let mut json = good();
        json["routines"][0]["parameters"][0] =
            json!({"name": "p", "kind": kind, "default": default});
        read(&json).is_ok()
    };
    for (kind, good, bad) in [
        ("float", json!([1, 2.5, -1e300]), json!(["1", true, []])),
        (
            "int",
            json!([1, 2.0, -9_007_199_254_740_993_i64]),
            json!([1.5, "1", false]),
        ),
        ("bool", json!([true, false]), json!([0, 1, "true"])),
        ("text", json!(["", "a\nb"]), json!([1, ["a"]])),
        ("path", json!(["", "/tmp/x"]), json!([1])),
        ("folder", json!(["."]), json!([{}])),
        ("color", json!(["red", "#ff0000"]), json!([16_711_680])),
        ("image", json!([]), json!(["x", 0])),
        ("roi", json!([]), json!([[]])),
        ("table", json!([]), json!([{}])),
    ] {
        assert!(with(kind, &Value::Null), "{kind}");
        assert!(
            good.as_array()
                .unwrap()
                .iter()
                .all(|value| with(kind, value)),
            "{kind}"
        );
        assert!(
            !bad.as_array()
                .unwrap()
                .iter()
                .any(|value| with(kind, value)),
            "{kind}"
        );
    }
    let mut json = good();
    json["routines"][0]["parameters"][0] = json!({"name": "p", "kind": "text", "minimum": 1});
    assert!(
        read(&json)
            .unwrap_err()
            .to_string()
            .contains("no range for kind text")
    );
}

#[test]
fn whole_numbers_are_compared_exactly() {
    let mut json = good();
    let parameter = |default: i64| json!({"name": "p", "kind": "int", "maximum": i64::MAX - 1, "default": default});
    json["routines"][0]["parameters"][0] = parameter(i64::MAX - 1);
    assert!(read(&json).is_ok());
    json["routines"][0]["parameters"][0] = parameter(i64::MAX);
    assert!(read(&json).is_err());
}
