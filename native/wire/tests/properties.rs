//! What holds for every value and for every row of bytes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use drua_wire::{ArrayItem, Item, LentItem, PixelHeader, Reader, Value, Writer};
use proptest::prelude::*;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        any::<f64>()
            .prop_filter("NaN is not equal to itself", |value| !value.is_nan())
            .prop_map(Value::Float),
        any::<String>().prop_map(Value::Text),
        any::<Vec<u8>>().prop_map(Value::Bytes),
        any::<u64>().prop_map(Value::Object),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::List),
            prop::collection::vec((any::<String>(), inner), 0..8).prop_map(Value::Map),
        ]
    })
}

fn header() -> impl Strategy<Value = PixelHeader> {
    (
        any::<u8>(),
        1_u8..15,
        prop::collection::vec((any::<u64>(), any::<i64>()), 0..8),
    )
        .prop_map(|(flags, dtype, axes)| {
            let (shape, strides): (Vec<_>, Vec<_>) = axes.into_iter().unzip();
            PixelHeader::new(flags, dtype, &shape, &strides).unwrap()
        })
}

proptest! {
    #[test]
    fn every_value_comes_back(value in value()) {
        let mut writer = Writer::new();
        value.write(&mut writer).unwrap();
        let mut reader = Reader::new(writer.as_bytes());
        prop_assert_eq!(Value::read(&mut reader).unwrap(), value);
        prop_assert!(reader.is_at_end());
    }

    #[test]
    fn no_bytes_make_the_reader_fail_badly(bytes in any::<Vec<u8>>()) {
        let mut reader = Reader::new(&bytes);
        while let Ok(_item) = reader.item() {}
        let _ = Value::read(&mut Reader::new(&bytes));
    }

    #[test]
    fn every_prefix_of_a_block_is_an_error(value in value()) {
        let mut writer = Writer::new();
        value.write(&mut writer).unwrap();
        let block = writer.as_bytes();
        for length in 0..block.len() {
            prop_assert!(Value::read(&mut Reader::new(&block[..length])).is_err());
        }
    }

    #[test]
    fn pixels_come_back(header in header(), span in any::<u32>(), offset in any::<u64>(), metadata in any::<Vec<u8>>()) {
        let lent = LentItem { header, span, offset, metadata: &metadata };
        let array = ArrayItem { handle: offset, address: 64, byte_len: 7, header, metadata: &metadata };
        let mut writer = Writer::new();
        writer.lent(&lent).unwrap();
        writer.array(&array).unwrap();
        let mut reader = Reader::new(writer.as_bytes());
        prop_assert_eq!(reader.item().unwrap(), Item::Lent);
        prop_assert_eq!(reader.lent().unwrap(), lent);
        prop_assert_eq!(reader.item().unwrap(), Item::Array);
        prop_assert_eq!(reader.array_item().unwrap(), array);
        prop_assert!(reader.finish().is_ok());
    }
}

#[test]
fn containers_that_nest_without_end_are_refused() {
    let deep = [7, 1, 0, 0, 0].repeat(100_000);
    let error = Value::read(&mut Reader::new(&deep)).unwrap_err();
    assert_eq!(error.code(), "conversion");
    assert!(error.to_string().contains("200 levels"), "{error}");
}
