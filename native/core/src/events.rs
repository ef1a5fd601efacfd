//! What Python has to tell the host: bytes in native memory that the host polls.
//!
//! Output, progress and releases must travel while pixels are pinned and from destructors, where nothing may call
//! the host. Writers hold the lock for a copy of a few bytes, so that neither side ever waits for the other's locks.

use crate::state::{lock, state};
use drua_abi::DruaEvent;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// Most bytes of text that wait for the host; beyond that the oldest go, and the host is told how many.
const TEXT_BYTES: usize = 8 << 20;
/// Bytes before the payload: length, kind, call.
const HEAD: usize = 13;

#[derive(Default)]
struct Queue {
    /// Records that may be dropped: text and progress.
    records: VecDeque<Vec<u8>>,
    bytes: usize,
    dropped: u64,
    /// Ids of host functions that Python let go of; never dropped.
    functions: Vec<u64>,
    /// Tokens that were drained from the release queue and did not fit into the host's memory yet.
    owners: Vec<u64>,
}

/// The queue of events.
pub(crate) struct Events {
    queue: Mutex<Queue>,
    /// Whether there are records, to be read without the lock.
    wait: AtomicBool,
}

fn record(kind: DruaEvent, call: u64, payload: &[&[u8]]) -> Vec<u8> {
    let length: usize = payload.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(HEAD + length);
    bytes.extend_from_slice(&(length as u32).to_le_bytes());
    bytes.push(kind as u8);
    bytes.extend_from_slice(&call.to_le_bytes());
    for part in payload {
        bytes.extend_from_slice(part);
    }
    bytes
}

impl Events {
    pub(crate) fn new() -> Self {
        Self {
            queue: Mutex::new(Queue::default()),
            wait: AtomicBool::new(false),
        }
    }

    /// Whether text or progress waits for the host.
    pub(crate) fn wait(&self) -> bool {
        self.wait.load(Ordering::Acquire)
    }

    /// Queues a record; a text longer than a record may be is cut into several.
    pub(crate) fn push(&self, kind: DruaEvent, call: u64, payload: &[&[u8]]) {
        let bytes = record(kind, call, payload);
        let mut queue = lock(&self.queue);
        queue.bytes += bytes.len();
        queue.records.push_back(bytes);
        self.wait.store(true, Ordering::Release);
        while queue.bytes > TEXT_BYTES {
            let Some(oldest) = queue.records.pop_front() else {
                break;
            };
            queue.bytes -= oldest.len();
            queue.dropped += 1;
        }
    }

    /// Queues text in records of a size that any host's memory takes, cut between characters.
    pub(crate) fn push_text(&self, kind: DruaEvent, call: u64, head: &[u8], text: &str) {
        const PIECE: usize = 8 << 10;
        let mut rest = text;
        while rest.len() > PIECE {
            let mut cut = PIECE;
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            let (piece, tail) = rest.split_at(cut);
            self.push(kind, call, &[head, piece.as_bytes()]);
            rest = tail;
        }
        self.push(kind, call, &[head, rest.as_bytes()]);
    }

    /// A host function that nothing in Python refers to any more.
    pub(crate) fn function_released(&self, id: u64) {
        lock(&self.queue).functions.push(id);
    }

    /// Moves whole records into `out`; gives the number of bytes.
    pub(crate) fn poll(&self, out: &mut [u8]) -> usize {
        let mut queue = lock(&self.queue);
        let mut at = 0;
        let mut put = |bytes: &[u8]| {
            let fits = out.len() - at >= bytes.len();
            if fits {
                out[at..at + bytes.len()].copy_from_slice(bytes);
                at += bytes.len();
            }
            fits
        };
        let mut owners = std::mem::take(&mut queue.owners);
        state().released.drain(&mut owners);
        while let Some(token) = owners.last() {
            if !put(&record(
                DruaEvent::OwnerReleased,
                0,
                &[&token.to_le_bytes()],
            )) {
                break;
            }
            owners.pop();
        }
        queue.owners = owners;
        while let Some(id) = queue.functions.last() {
            if !put(&record(
                DruaEvent::FunctionReleased,
                0,
                &[&id.to_le_bytes()],
            )) {
                break;
            }
            queue.functions.pop();
        }
        if queue.dropped > 0
            && put(&record(
                DruaEvent::Dropped,
                0,
                &[&queue.dropped.to_le_bytes()],
            ))
        {
            queue.dropped = 0;
        }
        while let Some(oldest) = queue.records.front() {
            if !put(oldest) {
                break;
            }
            queue.bytes -= oldest.len();
            queue.records.pop_front();
        }
        self.wait
            .store(!queue.records.is_empty(), Ordering::Release);
        at
    }
}
