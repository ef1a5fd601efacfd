use super::*;
use crate::{ImageError, byte_range};
#[cfg(not(miri))]
use proptest::prelude::*;
#[cfg(not(miri))]
use std::collections::BTreeSet;

/// Every byte of an array, found by walking over its elements.
#[cfg(not(miri))]
fn bytes(layout: &Layout) -> BTreeSet<i128> {
    let size = layout.dtype().size() as i128;
    walk(layout)
        .into_iter()
        .flat_map(|start| start..start + size)
        .collect()
}

/// First bytes of the elements in the order of indices, the last axis fastest.
#[cfg(not(miri))]
fn walk(layout: &Layout) -> Vec<i128> {
    let mut starts = vec![i128::from(layout.offset())];
    for (&length, &stride) in layout.shape().iter().zip(layout.strides()) {
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
    let layout = Layout::contiguous(Dtype::UInt16, &[3, 4, 5]).unwrap();
    assert_eq!(
        (layout.shape(), layout.strides(), layout.offset()),
        (&[3, 4, 5][..], &[40, 10, 2][..], 0)
    );
    assert!(layout.is_c_contiguous() && !layout.is_empty());
    assert_eq!(layout.byte_range(), Ok(0..120));
    assert_eq!(layout.element_count(), 60);
    let scalar = Layout::contiguous(Dtype::Float64, &[]).unwrap();
    assert_eq!((scalar.byte_range(), scalar.element_count()), (Ok(0..8), 1));
}

#[test]
fn more_than_two_gibibytes_are_fine_and_more_than_memory_is_not() {
    let large = Layout::contiguous(Dtype::UInt16, &[5000, 2048, 2048]).unwrap();
    assert_eq!(large.byte_range(), Ok(0..41_943_040_000));
    assert_eq!(large.check_bounds(41_943_040_000), Ok(()));
    assert_eq!(
        large.check_bounds(41_943_039_999).unwrap_err().code(),
        "out-of-bounds"
    );
    for shape in [
        &[1 << 62, 2][..],
        &[u64::MAX],
        &[1 << 32, 1 << 32],
        &[0, u64::MAX, u64::MAX],
    ] {
        assert_eq!(
            Layout::contiguous(Dtype::UInt16, shape).unwrap_err().code(),
            "bad-shape",
            "{shape:?}"
        );
    }
    assert!(Layout::strided(Dtype::UInt8, &[u64::MAX], &[i64::MIN], 0).is_err());
    assert!(Layout::strided(Dtype::UInt8, &[u64::MAX; 16], &[i64::MAX; 16], u64::MAX).is_err());
    assert!(
        Layout::contiguous(Dtype::UInt8, &[4])
            .unwrap()
            .at(u64::MAX)
            .is_err()
    );
    assert_eq!(
        Layout::strided(Dtype::UInt8, &[u64::MAX, u64::MAX], &[0, 0], 3)
            .unwrap()
            .byte_range(),
        Ok(3..4)
    );
}

#[test]
fn ranks_must_agree_and_be_small() {
    assert_eq!(
        Layout::strided(Dtype::UInt8, &[1, 2], &[1], 0)
            .unwrap_err()
            .code(),
        "bad-shape"
    );
    assert_eq!(
        Layout::contiguous(Dtype::UInt8, &[1; 17])
            .unwrap_err()
            .code(),
        "bad-shape"
    );
    assert!(Layout::strided(Dtype::UInt8, &[1; 17], &[1; 17], 0).is_err());
    assert!(Layout::contiguous(Dtype::UInt8, &[1; 16]).is_ok());
}

#[test]
fn negative_strides_reach_below_the_offset() {
    let reversed = Layout::strided(Dtype::UInt16, &[4], &[-2], 6).unwrap();
    assert_eq!(reversed.byte_range(), Ok(0..8));
    assert_eq!(reversed.check_bounds(8), Ok(()));
    let before = Layout::strided(Dtype::UInt16, &[4], &[-2], 4).unwrap();
    assert_eq!(
        before.check_bounds(100),
        Err(ImageError::OutOfBounds {
            first: -2,
            end: 6,
            available: 100
        })
    );
    assert!(before.byte_range().is_err());
}

#[test]
fn arrays_without_elements_need_no_bytes() {
    let none = Layout::strided(Dtype::Float64, &[0, 5], &[-800, 8], 16).unwrap();
    assert_eq!(none.byte_range(), Ok(16..16));
    assert!(none.is_c_contiguous() && none.is_empty());
    assert_eq!(none.check_bounds(16), Ok(()));
    assert!(none.check_bounds(15).is_err());
    assert!(!none.overlaps(0, &Layout::contiguous(Dtype::UInt8, &[100]).unwrap(), 0));
}

#[test]
fn interleaved_channels_and_halves_of_rows_do_not_overlap() {
    let channel =
        |index| Layout::strided(Dtype::UInt8, &[2048, 2048], &[2048 * 3, 3], index).unwrap();
    assert!(!channel(0).overlaps(4096, &channel(1), 4096));
    assert!(channel(0).overlaps(4096, &channel(0), 4096));
    assert!(channel(0).overlaps(4096, &channel(1), 4095));
    let half = |offset| Layout::strided(Dtype::UInt16, &[2048, 1024], &[4096, 2], offset).unwrap();
    assert!(!half(0).overlaps(0, &half(2048), 0));
    assert!(half(0).overlaps(0, &half(2046), 0));
    let whole = Layout::contiguous(Dtype::UInt16, &[2048, 2048]).unwrap();
    assert!(whole.overlaps(0, &half(2048), 0));
    assert!(!whole.overlaps(0, &half(0), 2048 * 4096));
    let turned = Layout::strided(Dtype::UInt16, &[2048, 2048], &[2, 4096], 0).unwrap();
    assert!(turned.overlaps(0, &half(2048), 0));
}

#[test]
fn alignment_counts_address_offset_and_strides() {
    let layout = Layout::contiguous(Dtype::Float32, &[2, 3]).unwrap();
    assert!(layout.is_aligned(64) && !layout.is_aligned(66));
    assert!(!layout.at(2).unwrap().is_aligned(64));
    assert!(
        !Layout::strided(Dtype::Float32, &[2], &[6], 0)
            .unwrap()
            .is_aligned(64)
    );
    assert!(
        Layout::strided(Dtype::Float32, &[1], &[6], 0)
            .unwrap()
            .is_aligned(64)
    );
}

#[cfg(not(miri))]
fn any_layout() -> impl Strategy<Value = Layout> {
    let axes = prop::collection::vec((0_u64..5, -14_i64..15), 0..5);
    let dtype = prop::sample::select(vec![
        Dtype::UInt8,
        Dtype::UInt16,
        Dtype::Float32,
        Dtype::Float64,
    ]);
    (dtype, axes, 0_u64..250).prop_map(|(dtype, axes, offset)| {
        let (shape, strides): (Vec<u64>, Vec<i64>) = axes.into_iter().unzip();
        Layout::strided(dtype, &shape, &strides, offset).unwrap()
    })
}

#[cfg(not(miri))]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn ranges_and_bounds_are_those_of_the_elements(layout in any_layout(), available in 0_u64..400) {
        let bytes = bytes(&layout);
        let range = byte_range(layout.dtype(), layout.shape(), layout.strides(), layout.offset()).unwrap();
        match (bytes.first(), bytes.last()) {
            (Some(first), Some(last)) => prop_assert_eq!(range, *first..last + 1),
            _ => prop_assert!(range.is_empty()),
        }
        let inside = bytes.iter().all(|byte| (0..i128::from(available)).contains(byte));
        let fits = inside && (!bytes.is_empty() || layout.offset() <= available);
        prop_assert_eq!(layout.check_bounds(available).is_ok(), fits);
        prop_assert_eq!(layout.element_count(), walk(&layout).len() as u128);
    }

    #[test]
    fn contiguous_means_one_element_after_the_other(layout in any_layout(), shape in prop::collection::vec(0_u64..4, 0..5)) {
        for layout in [layout, Layout::contiguous(layout.dtype(), &shape).unwrap()] {
            let size = layout.dtype().size() as i128;
            let expected = (0..).map(|index| i128::from(layout.offset()) + index * size);
            prop_assert_eq!(layout.is_c_contiguous(), walk(&layout).into_iter().zip(expected).all(|(found, wanted)| found == wanted));
        }
    }

    #[test]
    fn overlap_is_exact_for_small_arrays(a in any_layout(), b in any_layout(), shift in 0_u64..60) {
        let shifted: BTreeSet<i128> = bytes(&b).into_iter().map(|byte| byte + i128::from(shift)).collect();
        let expected = bytes(&a).intersection(&shifted).next().is_some();
        prop_assert_eq!(a.overlaps(1000, &b, 1000 + shift), expected);
        prop_assert_eq!(b.overlaps(1000 + shift, &a, 1000), expected);
    }

    #[test]
    fn planes_together_are_the_whole(layout in any_layout()) {
        let Ok(planes) = layout.planes() else {
            prop_assert!(layout.rank() < 2);
            return Ok(());
        };
        // A plane that starts before the memory has no offset; in memory that was checked there is none.
        prop_assume!(layout.byte_range().is_ok());
        let together: Vec<i128> = planes.flat_map(|plane| walk(&plane)).collect();
        prop_assert_eq!(together, walk(&layout));
    }
}
