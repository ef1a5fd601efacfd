use super::*;

#[test]
fn codes_names_and_numpy_letters_lead_back_to_the_same_type() {
    for dtype in Dtype::ALL {
        assert_eq!(Dtype::from_code(u32::from(dtype.code())), Ok(dtype));
        assert_eq!(dtype.name().parse::<Dtype>(), Ok(dtype));
        // In the order of `Kind`.
        let letter = ['b', 'u', 'i', 'f', 'c'][dtype.kind() as usize];
        assert_eq!(Dtype::from_numpy(letter, dtype.size()), Some(dtype));
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
