//! Blocks as all three languages write and read them: `tests/contract/values.json`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use drua_wire::{Item, Reader, WireError, Writer};
use serde_json::Value as Json;

fn contract() -> Json {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/contract/values.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

/// Writes what the contract describes.
fn write(value: &Json, writer: &mut Writer) {
    let (kind, content) = value.as_object().unwrap().iter().next().unwrap();
    let text = || content.as_str().unwrap();
    match kind.as_str() {
        "null" => writer.null(),
        "bool" => writer.bool(content.as_bool().unwrap()),
        "int" => writer.int(text().parse().unwrap()),
        "float" => writer.float(text().parse().unwrap()),
        "text" => writer.text(text()).unwrap(),
        "bytes" => writer.bytes(&bytes(text())).unwrap(),
        "bigint" => writer.big_int(&two_complement(text())).unwrap(),
        "object" => writer.object(text().parse().unwrap()),
        "list" => {
            let entries = content.as_array().unwrap();
            writer.list(entries.len()).unwrap();
            entries.iter().for_each(|entry| write(entry, writer));
        }
        "map" => {
            let entries = content.as_array().unwrap();
            writer.map(entries.len()).unwrap();
            for entry in entries {
                write(&entry[0], writer);
                write(&entry[1], writer);
            }
        }
        "typed" => {
            writer.typed(content[0].as_str().unwrap()).unwrap();
            write(&content[1], writer);
        }
        other => panic!("the contract has a kind that this test does not know: {other}"),
    }
}

/// The shortest two's complement of a decimal number, most significant byte first.
fn two_complement(decimal: &str) -> Vec<u8> {
    let (negative, digits) = decimal
        .strip_prefix('-')
        .map_or((false, decimal), |digits| (true, digits));
    let mut magnitude = vec![0_u8];
    for digit in digits.bytes() {
        let mut carry = u32::from(digit - b'0');
        for byte in magnitude.iter_mut().rev() {
            let value = u32::from(*byte) * 10 + carry;
            *byte = value as u8;
            carry = value >> 8;
        }
        if carry != 0 {
            magnitude.insert(0, carry as u8);
        }
    }
    magnitude.insert(0, 0);
    if negative {
        let mut carry = true;
        for byte in magnitude.iter_mut().rev() {
            let (value, overflow) = (!*byte).overflowing_add(u8::from(carry));
            *byte = value;
            carry = overflow;
        }
    }
    let sign = if negative { 0xff } else { 0 };
    while magnitude.len() > 1 && magnitude[0] == sign && (magnitude[1] & 0x80) == (sign & 0x80) {
        magnitude.remove(0);
    }
    magnitude
}

/// Reads any value and writes it again.
fn copy(reader: &mut Reader<'_>, writer: &mut Writer) -> Result<(), WireError> {
    match reader.item()? {
        Item::Null => writer.null(),
        Item::Bool(value) => writer.bool(value),
        Item::Int(value) => writer.int(value),
        Item::Float(value) => writer.float(value),
        Item::Text(value) => writer.text(value)?,
        Item::Bytes(value) => writer.bytes(value)?,
        Item::Object(handle) => writer.object(handle),
        Item::BigInt(value) => writer.big_int(value)?,
        Item::Lent => writer.lent(&reader.lent()?)?,
        Item::Array => writer.array(&reader.array_item()?)?,
        Item::HostFunction { id, name } => writer.host_function(id, name)?,
        Item::HostObject {
            reference,
            class,
            handle,
        } => writer.host_object(reference, class, handle),
        Item::Typed(name) => {
            writer.typed(name)?;
            copy(reader, writer)?;
        }
        Item::List(count) => {
            writer.list(count as usize)?;
            for _ in 0..count {
                copy(reader, writer)?;
            }
        }
        Item::Map(count) => {
            writer.map(count as usize)?;
            for _ in 0..2 * u64::from(count) {
                copy(reader, writer)?;
            }
        }
    }
    Ok(())
}

#[test]
fn values_are_written_as_the_contract_says() {
    for entry in contract()["values"].as_array().unwrap() {
        let mut writer = Writer::new();
        write(&entry["value"], &mut writer);
        assert_eq!(
            writer.as_bytes(),
            bytes(entry["block"].as_str().unwrap()),
            "{}",
            entry["name"]
        );
    }
}

#[test]
fn blocks_are_read_whole_and_written_alike() {
    for entry in contract()["values"].as_array().unwrap() {
        let block = bytes(entry["block"].as_str().unwrap());
        let (mut reader, mut writer) = (Reader::new(&block), Writer::new());
        copy(&mut reader, &mut writer).unwrap();
        reader.finish().unwrap();
        assert_eq!(writer.as_bytes(), block, "{}", entry["name"]);
    }
}

#[test]
fn damaged_blocks_are_errors() {
    for entry in contract()["damaged"].as_array().unwrap() {
        let block = bytes(entry["block"].as_str().unwrap());
        let mut reader = Reader::new(&block);
        let outcome = copy(&mut reader, &mut Writer::new()).and_then(|()| reader.finish());
        assert!(outcome.is_err(), "{} was read", entry["name"]);
    }
}

/// Values of Python's library have no tag of their own: `tests/contract/conversions.json` says how they travel.
#[test]
fn conversions_have_these_blocks() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/contract/conversions.json"
    );
    let table: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut count = 0;
    for row in table["rows"].as_array().unwrap() {
        let Some(value) = row.get("wire") else {
            continue;
        };
        let mut writer = Writer::new();
        write(value, &mut writer);
        let block = bytes(row["block"].as_str().unwrap());
        assert_eq!(writer.as_bytes(), block, "{}: {}", row["row"], row["name"]);
        let (mut reader, mut again) = (Reader::new(&block), Writer::new());
        copy(&mut reader, &mut again).unwrap();
        reader.finish().unwrap();
        assert_eq!(again.as_bytes(), block, "{}: {}", row["row"], row["name"]);
        count += 1;
    }
    assert!(count > 40, "only {count} rows have a block");
}
