//! Host functions and objects in argument blocks that never became Python objects.
//!
//! The host keeps a function until Python tells that it let go of it, which the destructor of the Python object does.
//! A block that is refused before it was decoded, or half-way, leaves functions without such an object.

use crate::java;
use crate::state::state;
use drua_abi::DruaOp;
use drua_wire::{Item, MAX_DEPTH, Reader, WireError};
use std::cell::Cell;

/// Tells the host of the functions in a block, unless they were read.
pub(crate) struct Unread<'block> {
    block: &'block [u8],
    is_call: bool,
    read: Cell<bool>,
    /// References to objects of the host that were read; those behind them in the block were not.
    objects: Cell<u32>,
}

impl<'block> Unread<'block> {
    /// Watches over the argument block of an operation; only calls and attributes carry functions.
    pub(crate) fn of(op: u32, block: &'block [u8]) -> Self {
        let is_call = op == DruaOp::Call as u32;
        let carries = is_call || op == DruaOp::SetAttribute as u32;
        Self {
            block,
            is_call,
            read: Cell::new(!carries),
            objects: Cell::new(0),
        }
    }

    /// So many references to objects of the host belong to Python objects.
    pub(crate) fn objects_were_read(&self, count: u32) {
        self.objects.set(count);
    }

    /// Every function in the block has become a Python object.
    pub(crate) fn were_read(&self) {
        self.read.set(true);
    }

    fn release_next(&self, reader: &mut Reader<'_>, depth: usize) -> Result<(), WireError> {
        if depth > MAX_DEPTH {
            return Err(WireError::TooDeep { limit: MAX_DEPTH });
        }
        let values = match reader.item()? {
            Item::HostFunction { id, .. } => {
                state().events.function_released(id);
                0
            }
            Item::HostObject { reference, .. } => {
                match self.objects.get() {
                    0 => java::let_go_unread(reference),
                    count => self.objects.set(count - 1),
                }
                0
            }
            Item::Lent => {
                reader.lent()?;
                0
            }
            Item::Array => {
                reader.array_item()?;
                0
            }
            Item::List(count) => u64::from(count),
            Item::Map(count) => 2 * u64::from(count),
            Item::Typed(_) => 1,
            _ => 0,
        };
        for _ in 0..values {
            self.release_next(reader, depth + 1)?;
        }
        Ok(())
    }

    fn release(&self) -> Result<(), WireError> {
        let mut reader = Reader::new(self.block);
        if !self.is_call {
            while !reader.is_at_end() {
                self.release_next(&mut reader, 0)?;
            }
            return Ok(());
        }
        let (positional, keywords) = (reader.u32()?, reader.u32()?);
        for _ in 0..positional {
            self.release_next(&mut reader, 0)?;
        }
        for _ in 0..keywords {
            reader.bare_text()?;
            self.release_next(&mut reader, 0)?;
        }
        Ok(())
    }
}

impl Drop for Unread<'_> {
    fn drop(&mut self) {
        if !self.read.get() {
            // What comes after damage in a block can't be found. A function that did become an object is released
            // twice, which the host takes for once: its numbers are never given out again.
            let _ = self.release();
        }
    }
}
