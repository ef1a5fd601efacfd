//! Blocks in memory and over files, and what must fail while they are made.

use super::{Block, Mode};
use std::fs;
use std::path::PathBuf;

/// Writes a byte of a block.
fn poke(block: &Block, at: usize, value: u8) {
    assert!((at as u64) < block.bytes());
    // SAFETY: inside of the block, which is alive, and only this thread knows it.
    unsafe { (block.address() as *mut u8).add(at).write(value) }
}

fn peek(block: &Block, at: usize) -> u8 {
    assert!((at as u64) < block.bytes());
    // SAFETY: as above.
    unsafe { (block.address() as *const u8).add(at).read() }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn anonymous_memory_is_zero_and_can_be_written() {
    let block = Block::anonymous(3_000_000_000).unwrap();
    assert_eq!(block.bytes(), 3_000_000_000);
    let last = 2_999_999_999;
    assert_eq!((peek(&block, 0), peek(&block, last)), (0, 0));
    poke(&block, last, 7);
    assert_eq!(peek(&block, last), 7);
    block.flush(0, block.bytes()).unwrap();
}

#[test]
fn more_memory_than_there_is_is_refused() {
    let error = Block::anonymous(1 << 60).unwrap_err();
    assert_eq!(error.code(), "out-of-memory");
    assert!(error.to_string().contains("1152921504606846976"), "{error}");
    assert!(!error.hint().is_empty());
    assert_eq!(
        Block::anonymous(u64::MAX).unwrap_err().code(),
        "out-of-memory"
    );
}

#[test]
fn a_block_without_bytes_is_one() {
    let folder = folder();
    let path = folder.path().join("empty");
    for block in [
        Block::anonymous(0).unwrap(),
        Block::create(&path, 0).unwrap(),
        Block::open(&path, 0, 0, Mode::ReadOnly).unwrap(),
    ] {
        assert_eq!((block.address(), block.bytes()), (0, 0));
        block.flush(0, 0).unwrap();
    }
}

#[test]
fn a_created_file_has_its_space_and_its_content() {
    let folder = folder();
    let path = folder.path().join("block");
    let block = Block::create(&path, 100_000).unwrap();
    let found = fs::metadata(&path).unwrap();
    assert_eq!(found.len(), 100_000);
    #[cfg(target_os = "linux")]
    assert!(std::os::unix::fs::MetadataExt::blocks(&found) * 512 >= 100_000);
    poke(&block, 99_999, 42);
    block.flush(99_999, 1).unwrap();
    drop(block);
    let content = fs::read(&path).unwrap();
    assert_eq!((content[0], content[99_999]), (0, 42));
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let folder = folder();
    let path = folder.path().join("precious");
    fs::write(&path, "content").unwrap();
    let error = Block::create(&path, 10).unwrap_err();
    assert_eq!(error.code(), "file-exists");
    assert_eq!(fs::read(&path).unwrap(), b"content");
}

#[test]
fn modes_differ_in_who_sees_a_write() {
    let folder = folder();
    let path = folder.path().join("data");
    fs::write(&path, (0..=255_u8).collect::<Vec<u8>>()).unwrap();
    let shared = Block::open(&path, 3, 200, Mode::ReadWrite).unwrap();
    let private = Block::open(&path, 3, 200, Mode::Private).unwrap();
    let reading = Block::open(&path, 3, 200, Mode::ReadOnly).unwrap();
    assert_eq!(
        [&shared, &private, &reading].map(|block| peek(block, 0)),
        [3; 3]
    );
    poke(&private, 0, 100);
    assert_eq!(peek(&shared, 0), 3);
    private.flush(0, 200).unwrap();
    assert_eq!(fs::read(&path).unwrap()[3], 3);
    poke(&shared, 1, 101);
    shared.flush(0, 200).unwrap();
    assert_eq!(fs::read(&path).unwrap()[4], 101);
}

#[test]
fn a_file_has_to_be_long_enough() {
    let folder = folder();
    let path = folder.path().join("short");
    fs::write(&path, [0; 10]).unwrap();
    Block::open(&path, 4, 6, Mode::ReadOnly).unwrap();
    for (offset, bytes) in [(4, 7), (11, 0), (u64::MAX, 1), (0, i64::MAX as u64)] {
        let error = Block::open(&path, offset, bytes, Mode::ReadOnly).unwrap_err();
        assert_eq!(error.code(), "file-too-short", "{error}");
    }
}

#[test]
fn what_is_no_file_is_named() {
    let folder = folder();
    let error = Block::open(folder.path(), 0, 1, Mode::ReadOnly).unwrap_err();
    assert_eq!(error.code(), "not-a-file");
    let missing: PathBuf = folder.path().join("missing");
    let error = Block::open(&missing, 0, 1, Mode::ReadOnly).unwrap_err();
    assert_eq!(error.code(), "file-not-found");
    assert!(error.to_string().contains("missing"));
    let error = Block::create(&missing.join("deeper"), 1).unwrap_err();
    assert_eq!(error.code(), "file-not-found");
}

#[test]
fn only_parts_of_the_block_can_be_flushed() {
    let block = Block::anonymous(10).unwrap();
    for (offset, bytes) in [(0, 11), (10, 1), (u64::MAX, u64::MAX)] {
        assert_eq!(
            block.flush(offset, bytes).unwrap_err().code(),
            "out-of-bounds"
        );
    }
}

/// A limit on the length of files stands for a full disk: the system refuses the space in the same call. It holds for a
/// whole process, so this one runs itself again.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_when_the_file_is_made() {
    use std::process::Command;
    let path = std::env::var_os("DRUA_BLOCK_LIMITED");
    if let Some(path) = path.map(PathBuf::from) {
        // SAFETY: numbers only, in a process of this test's own.
        unsafe {
            let limit = libc::rlimit {
                rlim_cur: 1 << 20,
                rlim_max: 1 << 20,
            };
            assert_eq!(libc::setrlimit(libc::RLIMIT_FSIZE, &raw const limit), 0);
            libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        }
        let error = Block::create(&path, 2 << 20).unwrap_err();
        assert_eq!(error.code(), "disk-full", "{error}");
        assert!(!path.exists(), "half a file was left");
        Block::create(&path, 1 << 20).unwrap();
        return;
    }
    let folder = folder();
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "a_full_disk_is_an_error_when_the_file_is_made",
            "--nocapture",
        ])
        .env("DRUA_BLOCK_LIMITED", folder.path().join("large"))
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{output}");
    assert!(output.contains("1 passed"), "{output}");
}

/// More than any disk of the machine that runs this has.
#[cfg(target_os = "linux")]
#[test]
fn a_file_larger_than_the_disk_is_refused() {
    let folder = folder();
    let path = folder.path().join("large");
    let error = Block::create(&path, 1 << 43).unwrap_err();
    assert_eq!(error.code(), "disk-full", "{error}");
    assert!(!path.exists());
}
