use super::*;
#[cfg(not(miri))]
use proptest::prelude::*;
#[cfg(not(miri))]
use std::collections::BTreeSet;

/// Every byte of an array, found by walking over its elements.
#[cfg(not(miri))]
fn bytes(dtype: Dtype, shape: &[u64], strides: &[i64], offset: u64) -> BTreeSet<i128> {
    let size = dtype.size() as i128;
    walk(shape, strides, offset)
        .into_iter()
        .flat_map(|start| start..start + size)
        .collect()
}

/// First bytes of the elements in the order of indices, the last axis fastest.
#[cfg(not(miri))]
fn walk(shape: &[u64], strides: &[i64], offset: u64) -> Vec<i128> {
    let mut starts = vec![i128::from(offset)];
    for (&length, &stride) in shape.iter().zip(strides) {
        starts = starts
            .iter()
            .flat_map(|start| {
                (0..length).map(move |index| start + i128::from(index) * i128::from(stride))
            })
            .collect();
    }
    starts
}

#[test]
fn contiguous_arrays_have_the_strides_of_numpy() {
    let strides = |shape: &[u64]| {
        let strides = contiguous_strides(Dtype::UInt16, shape).unwrap();
        assert!(strides[shape.len()..].iter().all(|stride| *stride == 0));
        strides[..shape.len()].to_vec()
    };
    assert_eq!(strides(&[3, 4, 5]), [40, 10, 2]);
    assert_eq!(strides(&[3, 0, 5]), [10, 10, 2]);
    assert_eq!(strides(&[]), []);
    assert_eq!(strides(&[5000, 2048, 2048]), [8_388_608, 4096, 2]);
}

#[test]
fn more_than_two_gibibytes_are_fine_and_more_than_memory_is_not() {
    let large = [5000, 2048, 2048];
    let strides = contiguous_strides(Dtype::UInt16, &large).unwrap();
    let check = |available| check_bounds(Dtype::UInt16, &large, &strides[..3], 0, available);
    assert_eq!(check(41_943_040_000), Ok(()));
    assert_eq!(check(41_943_039_999).unwrap_err().code(), "out-of-bounds");
    for shape in [
        &[1 << 62, 2][..],
        &[u64::MAX],
        &[1 << 32, 1 << 32],
        &[0, u64::MAX, u64::MAX],
    ] {
        assert_eq!(
            contiguous_strides(Dtype::UInt16, shape).unwrap_err().code(),
            "bad-shape",
            "{shape:?}"
        );
    }
    let code = |shape: &[u64], strides: &[i64], offset| {
        let refused = byte_range(Dtype::UInt8, shape, strides, offset);
        refused.map_err(|error| error.code())
    };
    assert_eq!(code(&[u64::MAX], &[i64::MIN], 0), Err("bad-shape"));
    assert_eq!(
        code(&[u64::MAX; 16], &[i64::MAX; 16], u64::MAX),
        Err("bad-shape")
    );
    assert_eq!(code(&[4], &[1], u64::MAX), Err("bad-shape"));
    assert_eq!(code(&[u64::MAX, u64::MAX], &[0, 0], 3), Ok(3..4));
}

#[test]
fn shape_and_strides_must_agree_and_be_few() {
    let bounds = |shape: &[u64], strides: &[i64]| check_bounds(Dtype::UInt8, shape, strides, 0, 99);
    assert_eq!(bounds(&[1, 2], &[1]).unwrap_err().code(), "bad-shape");
    assert_eq!(
        contiguous_strides(Dtype::UInt8, &[1; 17])
            .unwrap_err()
            .code(),
        "bad-shape"
    );
    assert!(contiguous_strides(Dtype::UInt8, &[1; 16]).is_ok());
}

#[test]
fn negative_strides_reach_below_the_offset() {
    let check = |offset, available| check_bounds(Dtype::UInt16, &[4], &[-2], offset, available);
    assert_eq!(check(6, 8), Ok(()));
    assert_eq!(check(6, 7).unwrap_err().code(), "out-of-bounds");
    assert_eq!(
        check(4, 100),
        Err(ImageError::OutOfBounds {
            first: -2,
            end: 6,
            available: 100
        })
    );
}

#[test]
fn arrays_without_elements_need_no_bytes() {
    let check = |available| check_bounds(Dtype::Float64, &[0, 5], &[-800, 8], 16, available);
    assert_eq!(check(16), Ok(()));
    assert!(check(15).is_err());
}

#[cfg(not(miri))]
fn any_array() -> impl Strategy<Value = (Dtype, Vec<u64>, Vec<i64>, u64)> {
    let axes = prop::collection::vec((0_u64..5, -14_i64..15), 0..5);
    let dtype = prop::sample::select(vec![
        Dtype::UInt8,
        Dtype::UInt16,
        Dtype::Float32,
        Dtype::Float64,
    ]);
    (dtype, axes, 0_u64..250).prop_map(|(dtype, axes, offset)| {
        let (shape, strides) = axes.into_iter().unzip();
        (dtype, shape, strides, offset)
    })
}

#[cfg(not(miri))]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn ranges_and_bounds_are_those_of_the_elements(
        (dtype, shape, strides, offset) in any_array(),
        available in 0_u64..400,
    ) {
        let bytes = bytes(dtype, &shape, &strides, offset);
        let range = byte_range(dtype, &shape, &strides, offset).unwrap();
        match (bytes.first(), bytes.last()) {
            (Some(first), Some(last)) => prop_assert_eq!(range, *first..last + 1),
            _ => prop_assert!(range.is_empty()),
        }
        let inside = bytes.iter().all(|byte| (0..i128::from(available)).contains(byte));
        let fits = inside && (!bytes.is_empty() || offset <= available);
        prop_assert_eq!(check_bounds(dtype, &shape, &strides, offset, available).is_ok(), fits);
    }

    #[test]
    fn contiguous_means_one_element_after_the_other(shape in prop::collection::vec(0_u64..4, 0..5)) {
        let strides = contiguous_strides(Dtype::Float32, &shape).unwrap();
        let starts = walk(&shape, &strides[..shape.len()], 0);
        prop_assert!(starts.into_iter().zip((0..).step_by(4)).all(|(found, wanted)| found == wanted));
    }
}
