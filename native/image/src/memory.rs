//! Who keeps lent memory alive: a buffer of our own, or the host.

use crate::pool::lock;
use crate::{Buffer, ImageError, Slab};
use std::sync::{Arc, Mutex};

#[derive(Debug, Default)]
struct QueueState {
    released: Vec<u64>,
    live: usize,
}

/// Tokens of host memory that nobody refers to any more, until somebody tells the host.
#[derive(Clone, Debug, Default)]
pub struct ReleaseQueue {
    state: Arc<Mutex<QueueState>>,
}

impl ReleaseQueue {
    /// An empty queue.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An owner for memory of the host. When its last reference is dropped, `token` comes out of [`drain`](Self::drain).
    ///
    /// # Errors
    /// [`ImageError::OutOfMemory`].
    pub fn lend(&self, token: u64) -> Result<Arc<HostOwner>, ImageError> {
        let mut state = lock(&self.state);
        // Room for every token that may still come, so that no drop allocates.
        let room = state.live + 1;
        state
            .released
            .try_reserve(room)
            .map_err(|_| ImageError::OutOfMemory {
                bytes: 8 * room as u64,
            })?;
        state.live = room;
        drop(state);
        Ok(Arc::new(HostOwner {
            token,
            queue: self.clone(),
        }))
    }

    /// Moves the tokens that were released since the last time to the end of `tokens`, oldest first.
    pub fn drain(&self, tokens: &mut Vec<u64>) {
        tokens.append(&mut lock(&self.state).released);
    }

    /// Whether [`drain`](Self::drain) would give nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        lock(&self.state).released.is_empty()
    }

    /// Owners that somebody refers to.
    #[must_use]
    pub fn live(&self) -> usize {
        lock(&self.state).live
    }
}

/// Memory of the host, kept alive there as long as this exists. Dropping it, on any thread and under any lock, only
/// queues the token.
#[derive(Debug)]
pub struct HostOwner {
    token: u64,
    queue: ReleaseQueue,
}

impl HostOwner {
    /// What the host knows the memory by.
    #[must_use]
    pub const fn token(&self) -> u64 {
        self.token
    }
}

impl Drop for HostOwner {
    fn drop(&mut self) {
        let mut state = lock(&self.queue.state);
        state.live -= 1;
        state.released.push(self.token);
    }
}

/// What keeps lent memory alive. Clones are further references to the same owner.
#[derive(Clone, Debug)]
pub enum Memory {
    /// A buffer of our own.
    Buffer(Arc<Buffer>),
    /// Memory of the host.
    Host(Arc<HostOwner>),
}

/// The owners that a host holds, by handle: both `owner_register` and `buffer_acquire` give handles of this table.
#[derive(Debug)]
pub struct OwnerTable {
    owners: Mutex<Slab<Memory>>,
}

impl OwnerTable {
    /// An empty table.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            owners: Mutex::new(Slab::new("owner of lent memory")),
        }
    }

    /// Takes an owner in; the handle is never 0.
    ///
    /// # Errors
    /// [`ImageError::TableFull`], [`ImageError::OutOfMemory`].
    pub fn register(&self, memory: Memory) -> Result<u64, ImageError> {
        lock(&self.owners).insert(memory)
    }

    /// A further reference to an owner.
    ///
    /// # Errors
    /// [`ImageError::StaleHandle`].
    pub fn get(&self, handle: u64) -> Result<Memory, ImageError> {
        lock(&self.owners).get(handle).cloned()
    }

    /// Takes the owner out; other references to it keep the memory alive.
    ///
    /// # Errors
    /// [`ImageError::StaleHandle`], for a second release too.
    pub fn release(&self, handle: u64) -> Result<Memory, ImageError> {
        lock(&self.owners).remove(handle)
    }

    /// Number of owners that the host holds.
    #[must_use]
    pub fn len(&self) -> usize {
        lock(&self.owners).len()
    }

    /// Whether the host holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Default for OwnerTable {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
#[path = "memory_tests.rs"]
mod tests;
