//! Who may touch which memory now: any number of readers, or one writer.

use crate::ImageError;
use drua_abi::{DRUA_ACCESS_WRITE, DruaSpan};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const WHAT: &str = "borrows";

/// What a borrower does with the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// It only reads.
    Read,
    /// It writes, and may read.
    Write,
}

impl Access {
    /// What the holder of a span does. Where another array gets the result, the span's own is only read.
    #[must_use]
    pub const fn of_span(span: &DruaSpan) -> Self {
        if span.access & DRUA_ACCESS_WRITE == 0 || span.result_index != 0 {
            Self::Read
        } else {
            Self::Write
        }
    }

    const fn verb(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// How a piece of memory is known. The two kinds never meet: the garbage collector moves what lies on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Region {
    /// Off-heap bytes. A length of 0 conflicts with nothing.
    Address {
        /// First byte.
        start: u64,
        /// Number of bytes.
        len: u64,
    },
    /// An array on the host's heap, always as a whole.
    Heap {
        /// What the host knows it by.
        identity: u64,
    },
}

impl Region {
    /// The region of a span: by identity where the host gave one, otherwise by address.
    #[must_use]
    pub const fn of_span(span: &DruaSpan) -> Self {
        if span.identity != 0 && span.byte_len != 0 {
            Self::Heap {
                identity: span.identity,
            }
        } else {
            Self::Address {
                start: span.address,
                len: span.byte_len,
            }
        }
    }

    const fn is_empty(self) -> bool {
        matches!(self, Self::Address { len: 0, .. })
    }

    const fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Heap { identity: mine }, Self::Heap { identity: theirs }) => mine == theirs,
            (
                Self::Address { start: mine, len },
                Self::Address {
                    start: theirs,
                    len: their_len,
                },
            ) => {
                // Differences instead of ends, which may overflow.
                if mine <= theirs {
                    theirs - mine < len && their_len != 0
                } else {
                    mine - theirs < their_len && len != 0
                }
            }
            _ => false,
        }
    }
}

/// One piece of memory that a call wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BorrowRequest {
    /// Which memory.
    pub region: Region,
    /// What for.
    pub access: Access,
}

/// Why a borrow was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BorrowConflict {
    /// Number of the call that has the memory; 0 for one without a number.
    pub held_by: u64,
    /// What the holder does with it.
    pub held: Access,
    /// Number of the call that asked; 0 for one without a number.
    pub wanted_by: u64,
    /// What for.
    pub wanted: Access,
    /// Index of the refused request among those of the call.
    pub request: usize,
    /// The same call asked for overlapping memory twice.
    pub same_call: bool,
}

impl fmt::Display for BorrowConflict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wanted, held) = (self.wanted.verb(), self.held.verb());
        let (wanted_by, held_by) = (CallName(self.wanted_by), CallName(self.held_by));
        if self.same_call {
            write!(
                formatter,
                "{wanted_by} was given the same pixels twice, to {held} and to {wanted}; expected different images"
            )
        } else {
            write!(
                formatter,
                "{wanted_by} wants to {wanted} pixels that {held_by} holds to {held}; expected them to be free"
            )
        }
    }
}

/// A call as messages name it.
struct CallName(u64);

impl fmt::Display for CallName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => formatter.write_str("a direct call"),
            number => write!(formatter, "call {number}"),
        }
    }
}

#[derive(Debug)]
struct Entry {
    /// Number of the `borrow` call that made it.
    group: u64,
    request: BorrowRequest,
    call: u64,
}

#[derive(Debug, Default)]
struct State {
    last_group: u64,
    entries: Vec<Entry>,
}

/// The borrows of the whole process. Any thread may use it; none waits in it for another call.
///
/// # Rationale
/// Few calls run at once, each with few images: a list under a lock is faster than a tree.
#[derive(Debug, Default)]
pub struct BorrowTable {
    state: Mutex<State>,
}

impl BorrowTable {
    /// An empty table.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            state: Mutex::new(State {
                last_group: 0,
                entries: Vec::new(),
            }),
        }
    }

    /// Takes all of the memory or none of it, until the guard is dropped. `call` is named in the refusal of others.
    ///
    /// # Errors
    /// [`ImageError::BufferInUse`] where a writer and anybody else would meet, within this call too;
    /// [`ImageError::Poisoned`]; [`ImageError::OutOfMemory`].
    pub fn borrow(&self, call: u64, requests: &[BorrowRequest]) -> Result<Borrow<'_>, ImageError> {
        if requests.iter().all(|request| request.region.is_empty()) {
            return Ok(Borrow {
                table: self,
                group: 0,
            });
        }
        let mut state = self
            .state
            .lock()
            .map_err(|_| ImageError::Poisoned { what: WHAT })?;
        for (index, wanted) in requests.iter().enumerate() {
            let earlier = requests.get(..index).unwrap_or_default();
            if let Some(held) = earlier.iter().find(|held| excludes(held, wanted)) {
                return Err(refusal(call, held.access, call, wanted.access, index, true));
            }
            if let Some(entry) = state
                .entries
                .iter()
                .find(|entry| excludes(&entry.request, wanted))
            {
                return Err(refusal(
                    entry.call,
                    entry.request.access,
                    call,
                    wanted.access,
                    index,
                    false,
                ));
            }
        }
        let bytes = (requests.len() * size_of::<Entry>()) as u64;
        state
            .entries
            .try_reserve(requests.len())
            .map_err(|_| ImageError::OutOfMemory { bytes })?;
        state.last_group += 1;
        let group = state.last_group;
        for request in requests.iter().filter(|request| !request.region.is_empty()) {
            state.entries.push(Entry {
                group,
                request: *request,
                call,
            });
        }
        Ok(Borrow { table: self, group })
    }

    /// Number of pieces of memory that are borrowed now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock_whatever().entries.len()
    }

    /// Whether nothing is borrowed now.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The table even after a thread failed in it: entries are whole at every point, and must still go away.
    fn lock_whatever(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn excludes(held: &BorrowRequest, wanted: &BorrowRequest) -> bool {
    (held.access == Access::Write || wanted.access == Access::Write)
        && held.region.overlaps(wanted.region)
}

#[cold]
fn refusal(
    held_by: u64,
    held: Access,
    wanted_by: u64,
    wanted: Access,
    request: usize,
    same_call: bool,
) -> ImageError {
    ImageError::BufferInUse(Arc::new(BorrowConflict {
        held_by,
        held,
        wanted_by,
        wanted,
        request,
        same_call,
    }))
}

/// Memory taken from a [`BorrowTable`]; free again when this is dropped, on any thread.
#[derive(Debug)]
#[must_use = "the memory is free again as soon as this is dropped"]
pub struct Borrow<'table> {
    table: &'table BorrowTable,
    /// 0: nothing was taken.
    group: u64,
}

impl Drop for Borrow<'_> {
    fn drop(&mut self) {
        if self.group == 0 {
            return;
        }
        let mut state = self.table.lock_whatever();
        state.entries.retain(|entry| entry.group != self.group);
    }
}

#[cfg(test)]
#[path = "borrow_tests.rs"]
mod tests;
