//! Native memory that is used again.

use crate::ImageError;
use crate::owner::{Block, Buffer};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Blocks kept at most, whatever their size.
const MAX_BLOCKS: usize = 128;
/// Smallest size of a block in bytes.
const SMALLEST: u64 = 1024;

/// The state even after a thread failed in it: it is whole at every point.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Debug)]
pub(crate) struct PoolState {
    /// Oldest first.
    blocks: Vec<Block>,
    pooled: u64,
    in_use: u64,
    limit: u64,
}

impl PoolState {
    /// Newest first: its pages are most likely still in the cache.
    fn reuse(&mut self, size: usize) -> Option<Block> {
        let at = self.blocks.iter().rposition(|block| block.size() == size)?;
        let block = self.blocks.remove(at);
        self.pooled -= size as u64;
        Some(block)
    }

    /// Keeps the block of a buffer that is no longer used; gives back those that are too many.
    pub(crate) fn take_back(&mut self, block: Option<Block>) -> Vec<Block> {
        self.in_use = self.in_use.saturating_sub(1);
        let Some(block) = block else {
            return Vec::new();
        };
        let size = block.size() as u64;
        if size > self.limit {
            return vec![block];
        }
        let mut stay = 0;
        let mut room = self.limit - size;
        // The newest that fit stay.
        for kept in self.blocks.iter().rev().take(MAX_BLOCKS - 1) {
            let Some(rest) = room.checked_sub(kept.size() as u64) else {
                break;
            };
            room = rest;
            stay += 1;
        }
        let surplus: Vec<Block> = self.blocks.drain(..self.blocks.len() - stay).collect();
        self.pooled = self.limit - room;
        self.blocks.push(block);
        surplus
    }
}

/// Native memory that is used again, so that a copy doesn't pay for fresh pages each time.
#[derive(Clone, Debug)]
pub struct BufferPool {
    state: Arc<Mutex<PoolState>>,
}

impl BufferPool {
    /// Bytes kept for the next copy, where nothing else is asked for: 512 MiB.
    pub const DEFAULT_LIMIT: u64 = 512 << 20;

    /// A pool that keeps at most `limit` bytes that nobody uses.
    #[must_use]
    pub fn new(limit: u64) -> Self {
        let blocks = Vec::with_capacity(MAX_BLOCKS);
        Self {
            state: Arc::new(Mutex::new(PoolState {
                blocks,
                pooled: 0,
                in_use: 0,
                limit,
            })),
        }
    }

    /// Memory of `len` bytes with any content. A length of 0 is fine.
    ///
    /// # Errors
    /// [`ImageError::OutOfMemory`], after everything that was kept for later was freed and it still didn't do.
    pub fn acquire(&self, len: u64) -> Result<Arc<Buffer>, ImageError> {
        let block = if len == 0 {
            None
        } else {
            Some(self.block(len)?)
        };
        lock(&self.state).in_use += 1;
        Ok(Arc::new(Buffer::new(block, len, Arc::clone(&self.state))))
    }

    fn block(&self, len: u64) -> Result<Block, ImageError> {
        let out_of_memory = ImageError::OutOfMemory { bytes: len };
        let Some(size) = size_class(len).and_then(|size| usize::try_from(size).ok()) else {
            return Err(out_of_memory);
        };
        if let Some(block) = lock(&self.state).reuse(size) {
            return Ok(block);
        }
        Block::allocate(size).or_else(|_| {
            self.clear();
            Block::allocate(size).map_err(|_| out_of_memory)
        })
    }

    /// Frees what is kept for later.
    pub fn clear(&self) {
        let mut state = lock(&self.state);
        state.pooled = 0;
        let blocks: Vec<Block> = state.blocks.drain(..).collect();
        drop(state);
        drop(blocks);
    }

    /// Bytes kept for the next copy.
    #[must_use]
    pub fn pooled_bytes(&self) -> u64 {
        lock(&self.state).pooled
    }

    /// Buffers that somebody refers to.
    #[must_use]
    pub fn in_use(&self) -> u64 {
        lock(&self.state).in_use
    }
}

impl Default for BufferPool {
    fn default() -> Self {
        Self::new(Self::DEFAULT_LIMIT)
    }
}

/// Sizes are rounded up to four steps an octave, so that images of nearly the same size share blocks.
fn size_class(len: u64) -> Option<u64> {
    if len <= SMALLEST {
        return Some(SMALLEST);
    }
    let step = 1_u64 << (len.ilog2() - 2);
    len.checked_next_multiple_of(step)
}

#[cfg(test)]
#[path = "pool_tests.rs"]
mod tests;
