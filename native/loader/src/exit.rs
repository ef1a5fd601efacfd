//! The end of the process, which must come whatever Python's threads do.
//!
//! `exit` runs the destructors of all libraries while other threads go on. OpenBLAS, which NumPy brings, then waits for
//! its own threads, and for ever if one of them computes for a thread that the JVM left behind.
//!
//! # Rationale
//! Ending at once would skip what other libraries of the host do at their end, such as writing files. So they get their
//! time, and only a process that is still there afterwards is ended.
//!
//! # Limitations
//! Only the GNU C library tells a function the exit status. Elsewhere nothing is done; Windows ends all other threads
//! first.

/// Sees to it that the process ends soon after `exit` was called, with the status given there. Once is enough.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn bound() {
    use std::ffi::{c_int, c_void};
    use std::sync::Once;
    use std::time::Duration;

    /// For the destructors of all libraries.
    const PATIENCE: Duration = Duration::from_secs(2);

    unsafe extern "C" {
        fn on_exit(function: extern "C" fn(c_int, *mut c_void), argument: *mut c_void) -> c_int;
        fn _exit(status: c_int) -> !;
    }

    extern "C" fn watch(status: c_int, _argument: *mut c_void) {
        let wait = move || {
            std::thread::sleep(PATIENCE);
            // SAFETY: ends the process; nothing of it is used any more.
            unsafe { _exit(status) }
        };
        // Without a thread the process ends by itself, if nothing waits.
        let _ = std::thread::Builder::new()
            .name("drua-exit".to_owned())
            .spawn(wait);
    }

    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the function stays where it is, because this library is never unloaded. Where there is no room for
        // it, `exit` does what it did before.
        let _ = unsafe { on_exit(watch, std::ptr::null_mut()) };
    });
}

/// See above.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn bound() {}
