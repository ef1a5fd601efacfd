use super::*;

fn axes(text: &str) -> Axes {
    text.parse().unwrap()
}

#[test]
fn text_becomes_axes_and_text_again() {
    for text in ["YX", "ZYX", "TZCYX", "CYX", "YXS", "XY", "TZCYXS"] {
        assert_eq!(axes(text).to_string(), text);
        assert_eq!(axes(text).len(), text.len());
    }
    assert_eq!((axes("YX"), axes("TZCYX")), (Axes::PLANE, Axes::HYPERSTACK));
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

#[test]
fn imagej_takes_them_fastest_first() {
    assert_eq!(
        axes("TZCYX").imagej_dimensions(&[7, 5, 3, 20, 30]),
        Ok([30, 20, 3, 5, 7])
    );
    assert_eq!(
        axes("CYX").imagej_dimensions(&[3, 20, 30]),
        Ok([30, 20, 3, 1, 1])
    );
    for (text, shape) in [
        ("ZY", &[2, 3][..]),
        ("YXS", &[2, 3, 3]),
        ("YX", &[1 << 31, 2]),
    ] {
        assert_eq!(
            axes(text).imagej_dimensions(shape).unwrap_err().code(),
            "bad-axes",
            "{text}"
        );
    }
    assert_eq!(
        axes("YX").imagej_dimensions(&[1]).unwrap_err().code(),
        "bad-shape"
    );
}

#[test]
fn stack_planes_count_from_one_with_channels_fastest() {
    let dimensions = [9, 9, 2, 3, 4];
    let mut expected = 0;
    for frame in 0..4 {
        for slice in 0..3 {
            for channel in 0..2 {
                expected += 1;
                assert_eq!(
                    imagej_stack_index(dimensions, [0, 0, channel, slice, frame]),
                    Ok(expected)
                );
            }
        }
    }
    assert!(imagej_stack_index(dimensions, [0, 0, 2, 0, 0]).is_err());
}

#[test]
fn loops_run_over_the_axes_that_a_routine_does_not_take() {
    assert_eq!(
        axes("TZCYX").loop_axes(axes("ZYX")),
        Ok(vec![Axis::T, Axis::C])
    );
    assert_eq!(axes("YX").loop_axes(axes("YX")), Ok(vec![]));
    assert!(axes("YX").loop_axes(axes("ZYX")).is_err());
    assert_eq!(axes("CYX").permutation_from(axes("YXC")), Ok(vec![2, 0, 1]));
    assert!(axes("CYX").permutation_from(axes("YX")).is_err());
    assert!(axes("YX").permutation_from(axes("CYX")).is_err());
}
