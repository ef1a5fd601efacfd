use super::*;
use crate::ALIGNMENT;

#[test]
fn a_returned_block_is_used_again_newest_first() {
    let pool = BufferPool::new(1 << 20);
    let (first, second) = (pool.acquire(5000).unwrap(), pool.acquire(5000).unwrap());
    let addresses = [first.address(), second.address()];
    assert_eq!(pool.in_use(), 2);
    drop(first);
    drop(second);
    assert_eq!((pool.in_use(), pool.pooled_bytes()), (0, 2 * 5120));
    let again = pool.acquire(5100).unwrap();
    assert_eq!((again.address(), again.len()), (addresses[1], 5100));
    assert_eq!(pool.pooled_bytes(), 5120);
    let other = pool.acquire(50_000).unwrap();
    assert!(!addresses.contains(&other.address()));
    pool.clear();
    assert_eq!(pool.pooled_bytes(), 0);
}

#[test]
fn a_kept_reference_keeps_the_block() {
    let pool = BufferPool::new(1 << 20);
    let buffer = pool.acquire(5000).unwrap();
    let view = Arc::clone(&buffer);
    drop(buffer);
    assert_eq!((pool.in_use(), pool.pooled_bytes()), (1, 0));
    assert_ne!(pool.acquire(5000).unwrap().address(), view.address());
}

#[test]
fn the_pool_never_keeps_more_than_its_limit_and_prefers_the_newest() {
    let pool = BufferPool::new(10_000);
    let buffers: Vec<_> = (0..4).map(|_| pool.acquire(4096).unwrap()).collect();
    let newest: Vec<u64> = buffers[2..].iter().map(|buffer| buffer.address()).collect();
    drop(buffers);
    assert_eq!(pool.pooled_bytes(), 8192);
    let again = [pool.acquire(4096).unwrap(), pool.acquire(4096).unwrap()];
    assert!(
        again
            .iter()
            .all(|buffer| newest.contains(&buffer.address()))
    );
    drop(pool.acquire(20_000).unwrap());
    assert_eq!(pool.pooled_bytes(), 0);
    drop(again);
    assert_eq!(pool.pooled_bytes(), 8192);
    drop(BufferPool::new(0).acquire(1));
}

#[test]
fn the_number_of_blocks_is_bounded_too() {
    let pool = BufferPool::new(1 << 20);
    let buffers: Vec<_> = (0..MAX_BLOCKS + 10)
        .map(|_| pool.acquire(1).unwrap())
        .collect();
    drop(buffers);
    assert_eq!(pool.pooled_bytes(), MAX_BLOCKS as u64 * SMALLEST);
    assert_eq!(lock(&pool.state).blocks.len(), MAX_BLOCKS);
}

#[test]
fn no_bytes_are_fine() {
    let pool = BufferPool::default();
    let buffer = pool.acquire(0).unwrap();
    assert!(buffer.is_empty() && buffer.address() == ALIGNMENT as u64);
    assert_eq!(pool.in_use(), 1);
    drop(buffer);
    assert_eq!((pool.in_use(), pool.pooled_bytes()), (0, 0));
}

#[test]
fn size_classes_hold_what_is_asked_and_little_more() {
    for len in (1..200).chain([1023, 1024, 1025, 8 << 20, (8 << 20) + 1, (1 << 40) + 1]) {
        let size = size_class(len).unwrap();
        assert!(
            size >= len && (len <= SMALLEST || size <= len + len / 4),
            "{len} {size}"
        );
        assert_eq!(size_class(size), Some(size), "{len}");
    }
    assert_eq!(size_class(u64::MAX), None);
    assert_eq!(size_class(8 << 20), Some(8 << 20));
}
