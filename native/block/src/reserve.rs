//! Taking the space of a new file on the disk.

use std::fs::File;
use std::io;

/// Makes an empty file so long, all zero, with all of its space taken.
pub(crate) fn reserve(file: &File, bytes: u64) -> io::Result<()> {
    if bytes == 0 {
        return Ok(());
    }
    // Asked for too much, a system takes all that there is before it says so: other programs would meet a full disk.
    if free_space(file).is_some_and(|free| bytes > free) {
        return Err(io::ErrorKind::StorageFull.into());
    }
    if by_system(file, bytes)? {
        return Ok(());
    }
    write_zeros(file, bytes)
}

/// Bytes that are free where the file lies, for whoever may use the last of them; None where that isn't known.
#[cfg(unix)]
#[allow(
    clippy::useless_conversion,
    reason = "on macOS the counts have 32 bits"
)]
fn free_space(file: &File) -> Option<u64> {
    use std::os::fd::AsRawFd;
    let mut found = std::mem::MaybeUninit::<libc::statvfs>::uninit();
    // SAFETY: the descriptor is the file's, which is open for the length of the call, and the answer has its place.
    let code = unsafe { libc::fstatvfs(file.as_raw_fd(), found.as_mut_ptr()) };
    if code != 0 {
        return None;
    }
    // SAFETY: the call succeeded, so it filled the answer in.
    let found = unsafe { found.assume_init() };
    let (blocks, all, size) = (
        u64::from(found.f_bfree),
        u64::from(found.f_blocks),
        u64::from(found.f_frsize),
    );
    // Some systems of files count nothing.
    (all > 0).then(|| blocks.saturating_mul(size))
}

#[cfg(not(unix))]
fn free_space(_file: &File) -> Option<u64> {
    None
}

/// Asks the system; false where it, or the file's system, knows no such thing.
#[cfg(target_os = "linux")]
fn by_system(file: &File, bytes: u64) -> io::Result<bool> {
    use std::os::fd::AsRawFd;
    let length = libc::off64_t::try_from(bytes).map_err(|_| io::ErrorKind::FileTooLarge)?;
    loop {
        // SAFETY: the descriptor is the file's, which is open for the length of the call.
        let code = unsafe { libc::posix_fallocate64(file.as_raw_fd(), 0, length) };
        match code {
            0 => return Ok(true),
            libc::EINTR => {}
            libc::EINVAL | libc::EOPNOTSUPP | libc::ENOSYS => return Ok(false),
            code => return Err(io::Error::from_raw_os_error(code)),
        }
    }
}

/// Asks the system; false where it, or the file's system, knows no such thing.
#[cfg(target_os = "macos")]
fn by_system(file: &File, bytes: u64) -> io::Result<bool> {
    use std::os::fd::AsRawFd;
    let mut wish = libc::fstore_t {
        fst_flags: libc::F_ALLOCATEALL,
        fst_posmode: libc::F_PEOFPOSMODE,
        fst_offset: 0,
        fst_length: libc::off_t::try_from(bytes).map_err(|_| io::ErrorKind::FileTooLarge)?,
        fst_bytesalloc: 0,
    };
    // SAFETY: the descriptor is the file's, which is open for the length of the call, and the wish is on this stack.
    let code = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_PREALLOCATE, &raw mut wish) };
    if code == -1 {
        let error = io::Error::last_os_error();
        return match error.raw_os_error() {
            Some(libc::ENOTSUP | libc::EINVAL) => Ok(false),
            _ => Err(error),
        };
    }
    file.set_len(bytes)?;
    Ok(true)
}

/// NTFS takes the space of a file that isn't sparse when its length is set.
#[cfg(windows)]
fn by_system(file: &File, bytes: u64) -> io::Result<bool> {
    file.set_len(bytes)?;
    Ok(true)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn by_system(_file: &File, _bytes: u64) -> io::Result<bool> {
    Ok(false)
}

fn write_zeros(mut file: &File, bytes: u64) -> io::Result<()> {
    use std::io::Write;
    let zeros = vec![0_u8; 1 << 20];
    let mut left = bytes;
    while left > 0 {
        let count = left.min(zeros.len() as u64);
        file.write_all(&zeros[..count as usize])?;
        left -= count;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write_zeros;
    use std::io::Read;

    #[test]
    fn zeros_are_written_where_the_system_reserves_nothing() {
        let mut file = tempfile::tempfile().unwrap();
        let bytes = (1 << 20) + 3;
        write_zeros(&file, bytes).unwrap();
        assert_eq!(file.metadata().unwrap().len(), bytes);
        std::io::Seek::rewind(&mut file).unwrap();
        let mut all = Vec::new();
        file.read_to_end(&mut all).unwrap();
        assert!(all.iter().all(|byte| *byte == 0));
    }
}
