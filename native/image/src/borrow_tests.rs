use super::*;
#[cfg(not(miri))]
use proptest::prelude::*;

fn read(start: u64, len: u64) -> BorrowRequest {
    BorrowRequest {
        region: Region::Address { start, len },
        access: Access::Read,
    }
}

fn write(start: u64, len: u64) -> BorrowRequest {
    BorrowRequest {
        region: Region::Address { start, len },
        access: Access::Write,
    }
}

fn heap(identity: u64, access: Access) -> BorrowRequest {
    BorrowRequest {
        region: Region::Heap { identity },
        access,
    }
}

fn conflict(error: ImageError) -> Arc<BorrowConflict> {
    match error {
        ImageError::BufferInUse(conflict) => conflict,
        other => panic!("{other}"),
    }
}

#[test]
fn readers_share_and_a_writer_is_alone() {
    let table = BorrowTable::new();
    let first = table.borrow(1, &[read(100, 10)]).unwrap();
    let second = table.borrow(2, &[read(105, 10)]).unwrap();
    assert_eq!(table.len(), 2);
    let refused = conflict(table.borrow(3, &[read(0, 10), write(109, 1)]).unwrap_err());
    assert_eq!(
        (refused.held_by, refused.held, refused.wanted_by),
        (1, Access::Read, 3)
    );
    assert_eq!(
        (refused.wanted, refused.request, refused.same_call),
        (Access::Write, 1, false)
    );
    assert!(
        refused
            .to_string()
            .contains("call 3 wants to write pixels that call 1 holds to read")
    );
    assert_eq!(table.len(), 2, "a refused call takes nothing");
    drop((first, second));
    assert!(table.is_empty());
    let writer = table.borrow(3, &[write(109, 1)]).unwrap();
    assert!(table.borrow(9, &[read(100, 10)]).is_err());
    assert!(table.borrow(9, &[read(110, 10), read(99, 10)]).is_ok());
    drop(writer);
}

#[test]
fn one_call_may_read_an_array_twice_and_not_write_it_twice() {
    let table = BorrowTable::new();
    let who = 7;
    drop(
        table
            .borrow(who, &[heap(1, Access::Read), heap(1, Access::Read)])
            .unwrap(),
    );
    for pair in [
        [Access::Read, Access::Write],
        [Access::Write, Access::Read],
        [Access::Write; 2],
    ] {
        let refused = conflict(
            table
                .borrow(who, &pair.map(|access| heap(1, access)))
                .unwrap_err(),
        );
        assert!(refused.same_call && refused.request == 1);
        assert!(refused.to_string().contains("same pixels twice"));
    }
    assert!(table.is_empty());
    drop(
        table
            .borrow(who, &[heap(1, Access::Write), heap(2, Access::Write)])
            .unwrap(),
    );
}

#[test]
fn heap_and_addresses_never_meet() {
    let table = BorrowTable::new();
    let _heap = table.borrow(1, &[heap(100, Access::Write)]).unwrap();
    let _memory = table.borrow(2, &[write(100, 10)]).unwrap();
    assert!(table.borrow(3, &[heap(100, Access::Read)]).is_err());
}

#[test]
fn no_bytes_no_conflict() {
    let table = BorrowTable::new();
    let whole = table.borrow(1, &[write(100, 100)]).unwrap();
    let none = table.borrow(2, &[write(150, 0), write(150, 0)]).unwrap();
    let mixed = table.borrow(3, &[write(150, 0), write(0, 10)]).unwrap();
    assert_eq!(table.len(), 2);
    drop((whole, none, mixed));
    let nothing = table.borrow(4, &[]).unwrap();
    assert!(table.is_empty());
    drop(nothing);
}

#[test]
fn the_last_byte_of_the_address_space_is_one_too() {
    let table = BorrowTable::new();
    let _end = table.borrow(1, &[write(u64::MAX - 9, 10)]).unwrap();
    assert!(table.borrow(2, &[read(u64::MAX, 1)]).is_err());
    assert!(table.borrow(2, &[read(0, u64::MAX - 9)]).is_ok());
    assert!(table.borrow(2, &[read(0, u64::MAX - 8)]).is_err());
}

#[test]
fn spans_are_known_by_identity_or_address() {
    let mut span = DruaSpan {
        address: 4096,
        byte_len: 10,
        owner: 0,
        identity: 7,
        mode: 0,
        access: 3,
        outcome: 0,
        element: 0,
        array_index: 0,
        result_index: 0,
        copied: 0,
    };
    assert_eq!(Region::of_span(&span), Region::Heap { identity: 7 });
    span.identity = 0;
    assert_eq!(
        Region::of_span(&span),
        Region::Address {
            start: 4096,
            len: 10
        }
    );
    (span.identity, span.byte_len) = (7, 0);
    assert!(Region::of_span(&span).is_empty());
    let access = |bits, result_index| {
        Access::of_span(&DruaSpan {
            access: bits,
            result_index,
            ..span
        })
    };
    assert_eq!(
        [(1, 0), (2, 0), (3, 0), (3, 1)].map(|(bits, result)| access(bits, result)),
        [Access::Read, Access::Write, Access::Write, Access::Read]
    );
}

#[test]
fn a_thread_that_failed_in_the_table_is_an_error_and_borrows_still_end() {
    let table = BorrowTable::new();
    let before = table.borrow(1, &[write(0, 10)]).unwrap();
    std::thread::scope(|scope| {
        let failing = scope.spawn(|| {
            let _state = table.state.lock().unwrap();
            panic!("on purpose");
        });
        assert!(failing.join().is_err());
    });
    assert_eq!(
        table.borrow(2, &[read(50, 1)]).unwrap_err(),
        ImageError::Poisoned { what: WHAT }
    );
    drop(before);
    assert!(table.is_empty());
}

#[test]
fn writers_on_many_threads_never_meet() {
    use std::sync::atomic::{AtomicU32, Ordering};
    let (table, inside, got) = (BorrowTable::new(), AtomicU32::new(0), AtomicU32::new(0));
    let rounds = if cfg!(miri) { 20 } else { 2000 };
    std::thread::scope(|scope| {
        for thread in 0..4_u64 {
            let (table, inside, got) = (&table, &inside, &got);
            scope.spawn(move || {
                let who = thread + 1;
                for _ in 0..rounds {
                    if let Ok(borrow) = table.borrow(who, &[write(100 + thread, 50)]) {
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        got.fetch_add(1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(borrow);
                    }
                }
            });
        }
    });
    assert!(got.into_inner() > 0);
    assert!(table.is_empty());
}

/// The model: for each byte of a small memory, how many read it and whether somebody writes it.
#[cfg(not(miri))]
fn allowed(held: &[Vec<BorrowRequest>], wanted: &[BorrowRequest]) -> bool {
    let bytes = |request: &BorrowRequest| match request.region {
        Region::Address { start, len } => (start..start + len)
            .map(|byte| (0, byte))
            .collect::<Vec<_>>(),
        Region::Heap { identity } => vec![(1, identity)],
    };
    let mut users: std::collections::HashMap<(u8, u64), (u32, u32)> =
        std::collections::HashMap::new();
    for request in held.iter().flatten().chain(wanted) {
        for byte in bytes(request) {
            let user = users.entry(byte).or_default();
            if request.access == Access::Write {
                user.1 += 1
            } else {
                user.0 += 1
            }
        }
    }
    users
        .values()
        .all(|(readers, writers)| *writers == 0 || readers + writers == 1)
}

#[cfg(not(miri))]
fn any_request() -> impl Strategy<Value = BorrowRequest> {
    let region = prop_oneof![
        (0_u64..40, 0_u64..12).prop_map(|(start, len)| Region::Address { start, len }),
        (1_u64..5).prop_map(|identity| Region::Heap { identity }),
    ];
    let access = prop_oneof![3 => Just(Access::Read), 1 => Just(Access::Write)];
    (region, access).prop_map(|(region, access)| BorrowRequest { region, access })
}

#[cfg(not(miri))]
proptest! {
    #[test]
    fn it_allows_what_counting_bytes_allows(
        steps in prop::collection::vec((prop::collection::vec(any_request(), 0..4), any::<bool>(), 0_usize..8), 1..60),
    ) {
        let table = BorrowTable::new();
        let (mut guards, mut held) = (Vec::new(), Vec::new());
        for (requests, release, pick) in steps {
            if release && !held.is_empty() {
                let at = pick % held.len();
                held.remove(at);
                drop(guards.remove(at));
            }
            let borrow = table.borrow(9, &requests);
            prop_assert_eq!(borrow.is_ok(), allowed(&held, &requests));
            if let Ok(borrow) = borrow {
                guards.push(borrow);
                held.push(requests);
            }
        }
        drop(guards);
        prop_assert!(table.is_empty());
    }
}
