//! A stack of 16 MB for calls on threads of the host whose own is small.
//!
//! Recursion through C code takes kilobytes a level: on the megabyte of an ordinary Java thread it runs into the end of
//! the stack, and ends the process, long before Python counts it as endless. Where the hand-over to another thread would
//! cost more than the call, the call runs on this thread, but on another stack.
//!
//! Only calls that never reach the host may do so: a JVM knows its threads by the bounds of their stacks, and would not
//! know this one. Pinned calls are such calls, because the host refuses them everything else. CPython from 3.14 on looks
//! at the bounds of the thread's stack itself, so it stays where it is.

/// Runs `work` on the large stack of this thread, or where that can't be had on its own.
#[cfg(not(unix))]
pub(crate) fn run<R>(work: impl FnOnce() -> R) -> R {
    work()
}

#[cfg(unix)]
pub(crate) use unix::run;

#[cfg(unix)]
mod unix {
    use std::cell::RefCell;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
    use std::ptr::null_mut;

    const BYTES: usize = 16 << 20;
    /// More than a page on every system that is supported.
    const GUARD_BYTES: usize = 64 << 10;

    thread_local! {
        /// The stack that this thread's next call uses; a call within a call finds none, and stays where it is.
        static IDLE: RefCell<Option<Stack>> = const { RefCell::new(None) };
    }

    /// Memory of a stack; its pages cost nothing before they are used.
    struct Stack {
        memory: *mut u8,
    }

    impl Stack {
        fn new() -> Option<Self> {
            // SAFETY: asks for fresh memory wherever the system likes.
            let memory = unsafe {
                libc::mmap(
                    null_mut(),
                    BYTES,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANON,
                    -1,
                    0,
                )
            };
            if memory == libc::MAP_FAILED {
                return None;
            }
            let stack = Self {
                memory: memory.cast(),
            };
            // SAFETY: the lowest pages of the memory above: a stack grows down, and faults there instead of going on
            // into what lies below.
            let guarded = unsafe { libc::mprotect(memory, GUARD_BYTES, libc::PROT_NONE) };
            (guarded == 0).then_some(stack)
        }
    }

    impl Drop for Stack {
        fn drop(&mut self) {
            // SAFETY: the memory of `new`, in which nothing runs any more: who runs there has taken the stack out.
            unsafe { libc::munmap(self.memory.cast(), BYTES) };
        }
    }

    /// Runs `work` on the large stack of this thread, or where that can't be had on its own.
    pub(crate) fn run<R>(work: impl FnOnce() -> R) -> R {
        let idle = IDLE.try_with(|idle| idle.borrow_mut().take());
        let Some(stack) = idle.unwrap_or(None).or_else(Stack::new) else {
            return work();
        };
        let guarded = || catch_unwind(AssertUnwindSafe(work));
        // SAFETY: the memory is a stack of that size which nothing else uses, and `guarded` does not unwind out of it.
        let outcome =
            unsafe { psm::on_stack(stack.memory.add(GUARD_BYTES), BYTES - GUARD_BYTES, guarded) };
        // At the end of a thread there is nobody to keep it for.
        let _ = IDLE.try_with(|idle| idle.borrow_mut().replace(stack));
        outcome.unwrap_or_else(|payload| resume_unwind(payload))
    }

    #[cfg(test)]
    mod tests {
        #![allow(clippy::panic, reason = "what is tested is a panic")]
        use super::*;

        /// Counts levels of about a page each.
        fn deep(level: u32) -> u32 {
            let page = [level as u8; 4096];
            let used = std::hint::black_box(&page);
            if level == 0 || used[0] != level as u8 {
                0
            } else {
                1 + deep(level - 1)
            }
        }

        #[test]
        fn recursion_that_no_small_stack_holds_ends() {
            let thread = std::thread::Builder::new().stack_size(256 << 10);
            let depth = thread.spawn(|| (run(|| deep(1000)), run(|| deep(1000))));
            assert!(matches!(
                depth.map(|thread| thread.join()),
                Ok(Ok((1000, 1000)))
            ));
        }

        #[test]
        fn a_call_within_a_call_has_a_stack_of_its_own() {
            assert_eq!(run(|| run(|| deep(1000)) + deep(1000)), 2000);
        }

        #[test]
        fn a_panic_comes_back_to_the_stack_it_started_from() {
            let caught = catch_unwind(|| run(|| panic!("there")));
            assert!(caught.is_err());
            assert_eq!(run(|| 7), 7);
        }
    }
}
