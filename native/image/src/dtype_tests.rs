use super::*;

#[test]
fn codes_names_and_numpy_letters_lead_back_to_the_same_type() {
    for dtype in Dtype::ALL {
        assert_eq!(Dtype::from_code(u32::from(dtype.code())), Ok(dtype));
        assert_eq!(u32::from(dtype.code()), DruaDtype::from(dtype) as u32);
        assert_eq!(dtype.name().parse::<Dtype>(), Ok(dtype));
        let letters = dtype.typestr();
        let kind = letters.chars().nth(1).unwrap();
        assert_eq!(
            Dtype::from_numpy(kind, letters[2..].parse().unwrap()),
            Some(dtype)
        );
        assert_eq!(dtype.size() % dtype.alignment(), 0);
    }
}

#[test]
fn unknown_types_are_refused_by_name() {
    for code in [0, 15, 256, u32::MAX] {
        assert_eq!(
            Dtype::from_code(code),
            Err(ImageError::UnknownDtypeCode { code })
        );
    }
    let error = "float128".parse::<Dtype>().unwrap_err();
    assert!(error.to_string().contains("float128") && error.to_string().contains("complex64"));
    assert_eq!(Dtype::from_numpy('f', 16), None);
    assert_eq!(Dtype::from_numpy('U', 4), None);
}

#[test]
fn complex_elements_align_like_their_parts() {
    assert_eq!(
        (Dtype::Complex128.size(), Dtype::Complex128.alignment()),
        (16, 8)
    );
    assert_eq!(
        (Dtype::Complex64.size(), Dtype::Complex64.alignment()),
        (8, 4)
    );
}
