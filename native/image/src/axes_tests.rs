use super::*;

fn axes(text: &str) -> Axes {
    text.parse().unwrap()
}

#[test]
fn text_becomes_axes_and_text_again() {
    for text in ["YX", "ZYX", "TZCYX", "CYX", "YXS", "XY", "TZCYXS"] {
        assert_eq!(axes(text).to_string(), text);
        assert_eq!(axes(text).as_slice().len(), text.len());
    }
    assert_eq!(axes("YX").as_slice(), [Axis::Y, Axis::X]);
}

#[test]
fn wrong_letters_are_named_with_those_expected() {
    let message = |text: &str| text.parse::<Axes>().unwrap_err().to_string();
    assert!(message("yx").contains("'y'") && message("yx").contains("TZCYXS"));
    assert!(message("YXQ").contains("'Q'"));
    assert!(message("YXY").contains("Y twice"));
    assert!(message("").contains("empty"));
    assert!(message("TZCYXSTZCYXS").contains("T twice"));
}
