use super::*;
use proptest::prelude::*;

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,6}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_accepted_can_be_written_and_read_again(
        pointer in prop::sample::select(vec![
            "/file", "/hash", "/error", "/routines", "/routines/0", "/routines/0/name", "/routines/0/menu",
            "/routines/0/axes", "/routines/0/accepts", "/routines/0/images", "/routines/0/parameters",
            "/routines/0/parameters/0", "/routines/0/parameters/0/default", "/routines/0/parameters/0/minimum",
            "/routines/0/parameters/0/unit", "/routines/0/parameters/1/choices", "/routines/0/line",
            "/routines/0/use", "/routines/0/outputs", "/routines/0/metadata", "/routines/0/stateful",
        ]),
        value in any_json(),
    ) {
        let mut json = good();
        *json.pointer_mut(pointer).unwrap() = value;
        if let Ok(manifest) = read(&json) {
            let text = serde_json::to_string(&manifest).unwrap();
            prop_assert_eq!(Manifest::from_json(Path::new(FILE), &text).unwrap(), manifest);
        }
    }

    #[test]
    fn a_default_is_accepted_exactly_inside_its_range(minimum in -100_i32..100, maximum in -100_i32..100, default in -120_i32..120) {
        let mut json = good();
        json["routines"][0]["parameters"][0] = json!(
            {"name": "p", "kind": "float", "minimum": minimum, "maximum": f64::from(maximum), "default": default});
        let inside = minimum <= maximum && (minimum..=maximum).contains(&default);
        prop_assert_eq!(read(&json).is_ok(), inside);
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".*") {
        prop_assert!(Manifest::from_json(Path::new(FILE), &text).is_err());
    }
}
