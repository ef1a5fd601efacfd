//! Replies of the loader itself, into the frame that Java gave.

use drua_abi::{
    ABI_VERSION, DRUA_STATUS_BAD_FRAME, DRUA_STATUS_OK, DRUA_STATUS_REPLY_TOO_LARGE, DruaFrame,
    DruaSpan,
};
use drua_wire::{Failure, Reader, Value, Writer};
use std::cell::RefCell;

thread_local! {
    /// The last reply of the loader on this thread that did not fit.
    static LARGE: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// A frame of the calling thread.
pub(crate) struct Frame<'a> {
    head: &'a mut DruaFrame,
}

impl<'a> Frame<'a> {
    /// Looks at the frame at an address.
    ///
    /// # Safety
    /// A frame that is not null is valid, with all that it points to, and the calling thread's alone for `'a`.
    pub(crate) unsafe fn at(address: i64) -> Result<Self, i32> {
        // SAFETY: by the contract of this function.
        match unsafe { (address as *mut DruaFrame).as_mut() } {
            Some(head) if head.version == ABI_VERSION => Ok(Self { head }),
            Some(head) => {
                head.status = DRUA_STATUS_BAD_FRAME;
                Err(DRUA_STATUS_BAD_FRAME)
            }
            None => Err(DRUA_STATUS_BAD_FRAME),
        }
    }

    pub(crate) fn as_mut_ptr(&mut self) -> *mut DruaFrame {
        &raw mut *self.head
    }

    pub(crate) fn op(&self) -> u32 {
        self.head.op
    }

    pub(crate) fn status(&self) -> i32 {
        self.head.status
    }

    pub(crate) fn spans(&mut self) -> &'a mut [DruaSpan] {
        if self.head.spans == 0 || self.head.span_count == 0 {
            return &mut [];
        }
        // SAFETY: the frame's spans are valid and the thread's alone (contract of `at`).
        unsafe {
            std::slice::from_raw_parts_mut(
                self.head.spans as *mut DruaSpan,
                self.head.span_count as usize,
            )
        }
    }

    pub(crate) fn has_spans(&self) -> bool {
        self.head.span_count != 0
    }

    /// The arguments as a tree.
    pub(crate) fn arguments(&self) -> Result<Vec<Value>, Box<Failure>> {
        let args: &[u8] = if self.head.args == 0 || self.head.args_len == 0 {
            &[]
        } else {
            // SAFETY: the frame's arguments are valid for reads (contract of `at`).
            unsafe {
                std::slice::from_raw_parts(self.head.args as *const u8, self.head.args_len as usize)
            }
        };
        let mut reader = Reader::new(args);
        let mut values = Vec::new();
        while !reader.is_at_end() {
            values.push(Value::read(&mut reader)?);
        }
        Ok(values)
    }

    /// Replies with a value.
    pub(crate) fn succeed(&mut self, value: &Value) -> i32 {
        let mut writer = Writer::new();
        match value.write(&mut writer) {
            Ok(()) => self.reply(DRUA_STATUS_OK, writer.into_bytes()),
            Err(error) => self.fail(&Box::<Failure>::from(error)),
        }
    }

    /// Replies with an error.
    pub(crate) fn fail(&mut self, failure: &Failure) -> i32 {
        let mut writer = Writer::new();
        // An error that does not fit the format still has its status.
        let block = failure
            .write(&mut writer)
            .map(|()| writer.into_bytes())
            .unwrap_or_default();
        self.reply(failure.status, block)
    }

    fn reply(&mut self, status: i32, block: Vec<u8>) -> i32 {
        self.head.status = status;
        self.head.reply_len = block.len() as u64;
        if self.head.reply_len <= self.head.reply_capacity {
            // SAFETY: the frame has `reply_capacity` bytes there (contract of `at`).
            unsafe {
                std::ptr::copy_nonoverlapping(
                    block.as_ptr(),
                    self.head.reply as *mut u8,
                    block.len(),
                )
            };
            return status;
        }
        LARGE.set(Some(block));
        DRUA_STATUS_REPLY_TOO_LARGE
    }
}

/// The loader's own over-large reply of this thread, once.
pub(crate) fn take_large() -> Option<Vec<u8>> {
    LARGE.take()
}
