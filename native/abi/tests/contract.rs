//! The numbers that Java and Python rely on: `tests/contract/abi.json`, read by all three languages.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use drua_abi as abi;
use serde_json::Value;
use std::mem::offset_of;

fn contract() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/contract/abi.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Compares one struct with its entry, field by field.
macro_rules! same_layout {
    ($contract:expr, $name:literal, $type:ty, $($field:ident),+) => {{
        let entry = &$contract[$name];
        assert_eq!(entry["bytes"], size_of::<$type>(), "size of {}", $name);
        let named = [$((stringify!($field), offset_of!($type, $field))),+];
        assert_eq!(entry["fields"].as_object().unwrap().len(), named.len(), "fields of {}", $name);
        for (field, offset) in named {
            assert_eq!(entry["fields"][field]["offset"], offset, "{}.{field}", $name);
        }
    }};
}

/// Compares a group of numbers with its entry, name by name.
macro_rules! same_numbers {
    ($contract:expr, $group:literal, $($name:literal => $number:expr),+ $(,)?) => {{
        let entries = $contract[$group].as_object().unwrap();
        let named = [$(($name, $number as i64)),+];
        assert_eq!(entries.len(), named.len(), "{}", $group);
        for (name, number) in named {
            assert_eq!(entries[name], number, "{} {name}", $group);
        }
    }};
}

#[test]
fn structs_lie_where_the_contract_says() {
    let contract = contract();
    assert_eq!(contract["abi_version"], abi::ABI_VERSION);
    same_layout!(
        contract,
        "frame",
        abi::DruaFrame,
        version,
        op,
        target,
        call,
        args,
        args_len,
        spans,
        span_count,
        reply,
        reply_capacity,
        reply_len,
        status,
        flags,
        wait_nanos,
        python_nanos,
        events_wait,
        reserved
    );
    same_layout!(
        contract,
        "span",
        abi::DruaSpan,
        address,
        byte_len,
        owner,
        identity,
        mode,
        access,
        outcome,
        element,
        array_index,
        result_index,
        copied
    );
    same_layout!(
        contract,
        "statistics",
        abi::DruaStatistics,
        handles,
        owners,
        buffers,
        pooled_bytes,
        borrows,
        threads,
        functions,
        calls,
        objects
    );
}

#[test]
fn numbers_are_those_of_the_contract() {
    let contract = contract();
    same_numbers!(
        contract, "tags",
        "Null" => abi::DruaTag::Null, "False" => abi::DruaTag::False, "True" => abi::DruaTag::True,
        "Int" => abi::DruaTag::Int, "Float" => abi::DruaTag::Float, "Text" => abi::DruaTag::Text,
        "Bytes" => abi::DruaTag::Bytes, "List" => abi::DruaTag::List, "Map" => abi::DruaTag::Map,
        "Object" => abi::DruaTag::Object, "BigInt" => abi::DruaTag::BigInt, "Lent" => abi::DruaTag::Lent,
        "Array" => abi::DruaTag::Array, "HostFunction" => abi::DruaTag::HostFunction, "Typed" => abi::DruaTag::Typed,
        "HostObject" => abi::DruaTag::HostObject,
    );
    same_numbers!(
        contract, "operations",
        "Call" => abi::DruaOp::Call, "GetAttribute" => abi::DruaOp::GetAttribute,
        "SetAttribute" => abi::DruaOp::SetAttribute, "Import" => abi::DruaOp::Import,
        "Execute" => abi::DruaOp::Execute, "Evaluate" => abi::DruaOp::Evaluate, "Text" => abi::DruaOp::Text,
        "Namespace" => abi::DruaOp::Namespace,
    );
    same_numbers!(
        contract, "queries",
        "Interpreters" => abi::DruaQuery::Interpreters, "Manifests" => abi::DruaQuery::Manifests,
        "StoreManifest" => abi::DruaQuery::StoreManifest,
        "BlockMake" => abi::DruaQuery::BlockMake, "BlockOpen" => abi::DruaQuery::BlockOpen,
        "BlockFlush" => abi::DruaQuery::BlockFlush, "BlockFree" => abi::DruaQuery::BlockFree,
    );
    same_numbers!(
        contract, "events",
        "Output" => abi::DruaEvent::Output, "ErrorOutput" => abi::DruaEvent::ErrorOutput,
        "Progress" => abi::DruaEvent::Progress, "Log" => abi::DruaEvent::Log,
        "OwnerReleased" => abi::DruaEvent::OwnerReleased, "FunctionReleased" => abi::DruaEvent::FunctionReleased,
        "Dropped" => abi::DruaEvent::Dropped,
    );
    same_numbers!(
        contract, "modes",
        "Shared" => abi::DruaMode::Shared, "Pinned" => abi::DruaMode::Pinned, "Copied" => abi::DruaMode::Copied,
    );
    same_numbers!(contract, "flags", "KEEP" => abi::DRUA_FLAG_KEEP, "TIMED" => abi::DRUA_FLAG_TIMED, "LARGE_STACK" => abi::DRUA_FLAG_LARGE_STACK, "OBJECTS" => abi::DRUA_FLAG_OBJECTS);
    same_numbers!(contract, "access", "READ" => abi::DRUA_ACCESS_READ, "WRITE" => abi::DRUA_ACCESS_WRITE);
    same_numbers!(
        contract, "outcomes",
        "ESCAPED" => abi::DRUA_OUTCOME_ESCAPED, "JVM_COPY" => abi::DRUA_OUTCOME_JVM_COPY,
        "LOST_VIEW" => abi::DRUA_OUTCOME_LOST_VIEW,
    );
    same_numbers!(
        contract, "array_flags",
        "IMAGE" => abi::DRUA_ARRAY_IMAGE, "WRITABLE" => abi::DRUA_ARRAY_WRITABLE,
    );
    same_numbers!(
        contract, "statuses",
        "OK" => abi::DRUA_STATUS_OK, "PYTHON_EXCEPTION" => abi::DRUA_STATUS_PYTHON_EXCEPTION,
        "CANCELLED" => abi::DRUA_STATUS_CANCELLED, "BUFFER_IN_USE" => abi::DRUA_STATUS_BUFFER_IN_USE,
        "STALE_HANDLE" => abi::DRUA_STATUS_STALE_HANDLE, "BAD_FRAME" => abi::DRUA_STATUS_BAD_FRAME,
        "CONVERSION" => abi::DRUA_STATUS_CONVERSION, "REPLY_TOO_LARGE" => abi::DRUA_STATUS_REPLY_TOO_LARGE,
        "PANIC" => abi::DRUA_STATUS_PANIC, "OUT_OF_MEMORY" => abi::DRUA_STATUS_OUT_OF_MEMORY,
        "LOST_VIEW" => abi::DRUA_STATUS_LOST_VIEW, "NOT_STARTED" => abi::DRUA_STATUS_NOT_STARTED,
        "NO_INTERPRETER" => abi::DRUA_STATUS_NO_INTERPRETER, "START_FAILED" => abi::DRUA_STATUS_START_FAILED,
        "LIBRARY" => abi::DRUA_STATUS_LIBRARY, "HOST" => abi::DRUA_STATUS_HOST,
        "MANIFEST" => abi::DRUA_STATUS_MANIFEST, "THROWN" => abi::DRUA_STATUS_THROWN,
    );
}

#[test]
fn element_types_are_those_of_the_contract() {
    let contract = contract();
    let types = contract["dtypes"].as_object().unwrap();
    let named = [
        ("bool", abi::DruaDtype::Bool),
        ("uint8", abi::DruaDtype::UInt8),
        ("int8", abi::DruaDtype::Int8),
        ("uint16", abi::DruaDtype::UInt16),
        ("int16", abi::DruaDtype::Int16),
        ("uint32", abi::DruaDtype::UInt32),
        ("int32", abi::DruaDtype::Int32),
        ("uint64", abi::DruaDtype::UInt64),
        ("int64", abi::DruaDtype::Int64),
        ("float32", abi::DruaDtype::Float32),
        ("float64", abi::DruaDtype::Float64),
        ("complex64", abi::DruaDtype::Complex64),
        ("complex128", abi::DruaDtype::Complex128),
        ("float16", abi::DruaDtype::Float16),
    ];
    assert_eq!(types.len(), named.len());
    for (name, dtype) in named {
        assert_eq!(types[name]["code"], dtype as u32, "{name}");
    }
}
