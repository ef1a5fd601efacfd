//! Blocks of memory that Java holds by a number: made, flushed and unmapped without Python.

use crate::query::{argument, text};
use drua_abi::{DRUA_STATUS_BAD_FRAME, DRUA_STATUS_PANIC, DRUA_STATUS_STALE_HANDLE, DruaQuery};
use drua_block::{Block, BlockError, Mode};
use drua_wire::{Failure, Value};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

/// The blocks that are mapped, by their handles. A handle is given once, so that one of a block that is gone names
/// nothing.
#[derive(Default)]
struct Blocks {
    last: i64,
    mapped: HashMap<i64, Arc<Block>>,
}

static BLOCKS: Mutex<Option<Blocks>> = Mutex::new(None);

/// Answers a query of this room; `None` for one of another.
pub(crate) fn answer(op: u32, arguments: &[Value]) -> Option<Result<Value, Box<Failure>>> {
    let answer = if op == DruaQuery::BlockMake as u32 {
        make(arguments)
    } else if op == DruaQuery::BlockOpen as u32 {
        open(arguments)
    } else if op == DruaQuery::BlockFlush as u32 {
        flush(arguments)
    } else if op == DruaQuery::BlockFree as u32 {
        free(arguments)
    } else {
        return None;
    };
    Some(answer)
}

fn make(arguments: &[Value]) -> Result<Value, Box<Failure>> {
    let bytes = length(arguments, 1)?;
    let made = match argument(arguments, 0)? {
        Value::Null => Block::anonymous(bytes),
        _ => Block::create(Path::new(text(arguments, 0)?), bytes),
    };
    keep(made)
}

fn open(arguments: &[Value]) -> Result<Value, Box<Failure>> {
    let path = Path::new(text(arguments, 0)?);
    let mode = match length(arguments, 3)? {
        0 => Mode::ReadOnly,
        1 => Mode::ReadWrite,
        2 => Mode::Private,
        other => return Err(bad_frame(format!("{other} is no mode of a block"))),
    };
    keep(Block::open(
        path,
        length(arguments, 1)?,
        length(arguments, 2)?,
        mode,
    ))
}

fn flush(arguments: &[Value]) -> Result<Value, Box<Failure>> {
    let handle = number(arguments, 0)?;
    let block = with_blocks(|blocks| blocks.mapped.get(&handle).cloned())?;
    // Without the lock: a disk may take its time.
    block
        .ok_or_else(|| stale(handle))?
        .flush(length(arguments, 1)?, length(arguments, 2)?)
        .map_err(|error| failure(&error))?;
    Ok(Value::Null)
}

fn free(arguments: &[Value]) -> Result<Value, Box<Failure>> {
    let handle = number(arguments, 0)?;
    let block = with_blocks(|blocks| blocks.mapped.remove(&handle))?;
    // Dropped here, without the lock: unmapping gigabytes lasts.
    block.map(|_| Value::Null).ok_or_else(|| stale(handle))
}

fn keep(made: Result<Block, BlockError>) -> Result<Value, Box<Failure>> {
    let block = made.map_err(|error| failure(&error))?;
    let address = block.address();
    let handle = with_blocks(|blocks| {
        blocks.last += 1;
        blocks.mapped.insert(blocks.last, Arc::new(block));
        blocks.last
    })?;
    Ok(Value::List(vec![
        Value::Int(handle),
        Value::Int(address as i64),
    ]))
}

fn with_blocks<T>(body: impl FnOnce(&mut Blocks) -> T) -> Result<T, Box<Failure>> {
    let mut blocks: MutexGuard<'_, Option<Blocks>> = BLOCKS.lock().map_err(|_| {
        let message = "the table of blocks was left unfinished by a thread that failed";
        Failure::new(DRUA_STATUS_PANIC, "panic", message)
    })?;
    Ok(body(blocks.get_or_insert_default()))
}

fn number(arguments: &[Value], index: usize) -> Result<i64, Box<Failure>> {
    match argument(arguments, index)? {
        Value::Int(number) => Ok(*number),
        _ => Err(bad_frame(format!(
            "argument {index} of the query has to be a whole number"
        ))),
    }
}

fn length(arguments: &[Value], index: usize) -> Result<u64, Box<Failure>> {
    let found = number(arguments, index)?;
    u64::try_from(found)
        .map_err(|_| bad_frame(format!("argument {index} of the query is {found}, below 0")))
}

fn bad_frame(message: String) -> Box<Failure> {
    Failure::new(DRUA_STATUS_BAD_FRAME, "bad-frame", message)
}

fn stale(handle: i64) -> Box<Failure> {
    let message = format!("block {handle} was closed before, or never made");
    Failure::new(DRUA_STATUS_STALE_HANDLE, "stale-handle", message)
        .with_hint("keep the block open until its last use")
}

fn failure(error: &BlockError) -> Box<Failure> {
    Failure::new(error.status(), error.code(), error.to_string()).with_hint(error.hint())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{Value, answer};
    use drua_abi::DruaQuery;

    fn ask(query: DruaQuery, arguments: &[Value]) -> Result<Value, String> {
        answer(query as u32, arguments)
            .unwrap()
            .map_err(|failure| failure.code.to_string())
    }

    fn made(query: DruaQuery, arguments: &[Value]) -> (Value, Value) {
        let reply = ask(query, arguments).unwrap();
        let parts = reply.as_list().unwrap();
        (parts[0].clone(), parts[1].clone())
    }

    #[test]
    fn a_block_lives_from_make_to_free() {
        let (handle, address) = made(DruaQuery::BlockMake, &[Value::Null, Value::Int(4096)]);
        assert!(matches!(address, Value::Int(at) if at != 0));
        let part = [handle.clone(), Value::Int(0), Value::Int(4096)];
        ask(DruaQuery::BlockFlush, &part).unwrap();
        ask(DruaQuery::BlockFree, std::slice::from_ref(&handle)).unwrap();
        assert_eq!(
            ask(DruaQuery::BlockFree, &[handle]).unwrap_err(),
            "stale-handle"
        );
        assert_eq!(
            ask(DruaQuery::BlockFlush, &part).unwrap_err(),
            "stale-handle"
        );
    }

    #[test]
    fn a_file_is_made_and_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path: Value = folder.path().join("block").to_str().unwrap().into();
        let (handle, _) = made(DruaQuery::BlockMake, &[path.clone(), Value::Int(10)]);
        for mode in 0..3 {
            let arguments = [path.clone(), Value::Int(2), Value::Int(8), Value::Int(mode)];
            let (opened, _) = made(DruaQuery::BlockOpen, &arguments);
            ask(DruaQuery::BlockFree, &[opened]).unwrap();
        }
        ask(DruaQuery::BlockFree, &[handle]).unwrap();
        let wrong = [path.clone(), Value::Int(0), Value::Int(8), Value::Int(3)];
        assert_eq!(ask(DruaQuery::BlockOpen, &wrong).unwrap_err(), "bad-frame");
        let long = [path, Value::Int(0), Value::Int(11), Value::Int(0)];
        assert_eq!(
            ask(DruaQuery::BlockOpen, &long).unwrap_err(),
            "file-too-short"
        );
    }

    #[test]
    fn numbers_have_to_be_numbers_that_count_bytes() {
        for wrong in [Value::Int(-1), Value::Null, Value::Float(1.0)] {
            let asked = ask(DruaQuery::BlockMake, &[Value::Null, wrong]);
            assert_eq!(asked.unwrap_err(), "bad-frame");
        }
        assert_eq!(ask(DruaQuery::BlockFree, &[]).unwrap_err(), "bad-frame");
    }
}
