use super::*;
use crate::BufferPool;

#[test]
fn a_host_owner_queues_its_token_with_the_last_reference() {
    let queue = ReleaseQueue::new();
    let (first, second) = (queue.lend(11).unwrap(), queue.lend(22).unwrap());
    let view = Arc::clone(&second);
    assert_eq!((queue.live(), second.token()), (2, 22));
    drop(second);
    assert!(queue.is_empty());
    std::thread::spawn(move || drop(view)).join().unwrap();
    drop(first);
    let mut tokens = vec![1];
    queue.drain(&mut tokens);
    assert_eq!(tokens, [1, 22, 11]);
    assert!(queue.is_empty() && queue.live() == 0);
}

#[test]
fn a_drop_finds_room_however_the_queue_was_used() {
    let queue = ReleaseQueue::new();
    let mut owners = Vec::new();
    for token in 0..100 {
        owners.push(queue.lend(token).unwrap());
        if token % 7 == 0 {
            queue.drain(&mut Vec::new());
        }
        if token % 3 == 0 {
            owners.remove(0);
        }
        let state = lock(&queue.state);
        assert!(state.released.capacity() >= state.released.len() + state.live);
    }
}

#[test]
fn owners_are_released_once() {
    let (table, queue, pool) = (
        OwnerTable::new(),
        ReleaseQueue::new(),
        BufferPool::default(),
    );
    let host = table
        .register(Memory::Host(queue.lend(5).unwrap()))
        .unwrap();
    let buffer = table
        .register(Memory::Buffer(pool.acquire(10).unwrap()))
        .unwrap();
    assert!(host != 0 && buffer != 0 && host != buffer);
    assert!(matches!(table.get(buffer), Ok(Memory::Buffer(buffer)) if buffer.len() == 10));
    let view = table.get(host).unwrap();
    drop(table.release(host).unwrap());
    for error in [
        table.get(host).unwrap_err(),
        table.release(host).unwrap_err(),
    ] {
        assert_eq!(
            (error.code(), error.status()),
            ("stale-handle", drua_abi::DRUA_STATUS_STALE_HANDLE)
        );
    }
    assert!(queue.is_empty());
    drop(view);
    assert!(!queue.is_empty());
    drop(table.release(buffer).unwrap());
    assert_eq!((table.len(), pool.in_use()), (0, 0));
}
