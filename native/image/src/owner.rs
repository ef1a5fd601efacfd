//! Native memory, and the only unsafe code of this crate.

use crate::ImageError;
use crate::pool::{PoolState, lock};
use std::alloc::Layout as Allocation;
use std::ptr::NonNull;
use std::sync::{Arc, Mutex};

/// Alignment of every buffer in bytes: a cache line, and the widest vector registers.
pub const ALIGNMENT: usize = 64;

/// An allocation that nobody looks into.
#[derive(Debug)]
pub(crate) struct Block {
    start: NonNull<u8>,
    size: usize,
}

// SAFETY: a `Block` is the only owner of its allocation, and the allocator takes memory back on any thread.
unsafe impl Send for Block {}

impl Block {
    /// `size` bytes with any content; `size` is not 0.
    pub(crate) fn allocate(size: usize) -> Result<Self, ImageError> {
        let out_of_memory = ImageError::OutOfMemory { bytes: size as u64 };
        let Ok(allocation) = Allocation::from_size_align(size.max(1), ALIGNMENT) else {
            return Err(out_of_memory);
        };
        // SAFETY: the size is not 0, by `max` above.
        let start = unsafe { std::alloc::alloc(allocation) };
        NonNull::new(start)
            .map(|start| Self {
                start,
                size: allocation.size(),
            })
            .ok_or(out_of_memory)
    }

    pub(crate) const fn size(&self) -> usize {
        self.size
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // `allocate` accepted the same two numbers; without them the memory would leak, which is safe.
        if let Ok(allocation) = Allocation::from_size_align(self.size, ALIGNMENT) {
            // SAFETY: `start` came from `alloc` with this size and alignment in `allocate`, and only this drop frees it.
            unsafe { std::alloc::dealloc(self.start.as_ptr(), allocation) }
        }
    }
}

/// Native memory for a copy. It goes back to its pool when the last reference to it is dropped.
///
/// Its content is whatever was there before, until somebody writes it.
#[derive(Debug)]
pub struct Buffer {
    /// `None` only for a buffer without bytes, and while it is dropped.
    block: Option<Block>,
    len: u64,
    pool: Arc<Mutex<PoolState>>,
}

// SAFETY: the methods of a shared `Buffer` only tell its address and length. Reading and writing through the address
// is unsafe code of others, who keep apart by the borrow table.
unsafe impl Sync for Buffer {}

impl Buffer {
    pub(crate) const fn new(block: Option<Block>, len: u64, pool: Arc<Mutex<PoolState>>) -> Self {
        Self { block, len, pool }
    }

    /// First byte, aligned to [`ALIGNMENT`]; never null, for an empty buffer too. Valid for `len` bytes as long as a
    /// reference to this buffer exists.
    #[must_use]
    pub fn as_ptr(&self) -> *mut u8 {
        match &self.block {
            Some(block) => block.start.as_ptr(),
            None => std::ptr::without_provenance_mut(ALIGNMENT),
        }
    }

    /// First byte as a number, for a span. Code elsewhere may make a pointer of it.
    #[must_use]
    pub fn address(&self) -> u64 {
        self.as_ptr().expose_provenance() as u64
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether there are no bytes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let block = self.block.take();
        let surplus = lock(&self.pool).take_back(block);
        // Freed after the lock: giving much memory back to the system takes long.
        drop(surplus);
    }
}

#[cfg(test)]
mod tests {
    use crate::{ALIGNMENT, BufferPool, ImageError};

    #[test]
    fn a_buffer_can_be_written_and_read_over_its_whole_length() {
        let pool = BufferPool::new(1 << 20);
        for len in [1_usize, 63, 64, 65, 4097, 70_000] {
            let buffer = pool.acquire(len as u64).unwrap();
            assert_eq!(buffer.address() % ALIGNMENT as u64, 0);
            assert_eq!(buffer.len(), len as u64);
            // SAFETY: the buffer has `len` bytes and nobody else knows it yet.
            let bytes = unsafe {
                std::ptr::write_bytes(buffer.as_ptr(), 7, len);
                std::slice::from_raw_parts(buffer.as_ptr(), len)
            };
            assert!(bytes.iter().all(|byte| *byte == 7));
        }
    }

    #[test]
    fn memory_that_nobody_has_is_an_error() {
        let pool = BufferPool::new(1 << 20);
        // Miri ends where the allocator would refuse.
        let refused_by_the_allocator = (!cfg!(miri)).then_some(1 << 62);
        for len in [u64::MAX, 1 << 63]
            .into_iter()
            .chain(refused_by_the_allocator)
        {
            assert_eq!(
                pool.acquire(len).unwrap_err(),
                ImageError::OutOfMemory { bytes: len }
            );
        }
        assert_eq!(pool.in_use(), 0);
    }

    #[test]
    fn a_buffer_may_be_dropped_on_another_thread_and_after_its_pool() {
        let pool = BufferPool::new(1 << 20);
        let buffer = pool.acquire(100).unwrap();
        drop(pool);
        std::thread::spawn(move || drop(buffer)).join().unwrap();
    }
}
