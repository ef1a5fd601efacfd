//! One frame: decode, do what it asks, encode.

use crate::array::Lender;
use crate::calls::{self, CallGuard, PinNote};
use crate::exceptions;
use crate::from_python::{self, FromPython};
use crate::interpreter;
use crate::large_stack;
use crate::quick;
use crate::stack;
use crate::state::state;
use crate::threads;
use crate::to_python::{ToPython, ToPythonError};
use crate::unread::Unread;
use drua_abi::{
    ABI_VERSION, DRUA_FLAG_KEEP, DRUA_FLAG_LARGE_STACK, DRUA_FLAG_OBJECTS, DRUA_FLAG_TIMED,
    DRUA_STATUS_BAD_FRAME, DRUA_STATUS_OK, DRUA_STATUS_PYTHON_EXCEPTION,
    DRUA_STATUS_REPLY_TOO_LARGE, DruaFrame, DruaMode, DruaOp, DruaSpan, DruaTag,
};
use drua_wire::{Failure, Writer};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::cell::RefCell;
use std::time::Instant;

thread_local! {
    /// The last reply of this thread that did not fit.
    static LARGE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// What a frame asks for.
#[derive(Clone, Copy)]
enum Operation {
    Call,
    GetAttribute,
    SetAttribute,
    Import,
    Execute,
    Evaluate,
    Text,
    Namespace,
}

impl Operation {
    fn of(code: u32) -> Option<Self> {
        let known = [
            (DruaOp::Call, Self::Call),
            (DruaOp::GetAttribute, Self::GetAttribute),
            (DruaOp::SetAttribute, Self::SetAttribute),
            (DruaOp::Import, Self::Import),
            (DruaOp::Execute, Self::Execute),
            (DruaOp::Evaluate, Self::Evaluate),
            (DruaOp::Text, Self::Text),
            (DruaOp::Namespace, Self::Namespace),
        ];
        known
            .iter()
            .find(|(op, _)| *op as u32 == code)
            .map(|(_, operation)| *operation)
    }
}

/// The memory of a frame, checked.
pub(crate) struct Frame<'a> {
    pub(crate) head: &'a mut DruaFrame,
    args: &'a [u8],
    spans: &'a mut [DruaSpan],
}

/// A slice of somebody's memory, where it has any.
///
/// # Safety
/// `address` is valid for `count` elements for the time of `'a`, and nobody else touches them meanwhile.
unsafe fn slice_at<'a, T>(address: u64, count: u64) -> &'a mut [T] {
    if count == 0 || address == 0 {
        return &mut [];
    }
    // SAFETY: by the contract of this function.
    unsafe { std::slice::from_raw_parts_mut(address as *mut T, count as usize) }
}

impl<'a> Frame<'a> {
    /// Looks at the caller's memory.
    ///
    /// # Safety
    /// `frame` and what it points to are valid, and the calling thread's alone until the entry returns.
    pub(crate) unsafe fn of(frame: *mut DruaFrame) -> Result<Self, i32> {
        // SAFETY: by the contract of this function.
        unsafe {
            let Some(head) = frame.as_mut() else {
                return Err(DRUA_STATUS_BAD_FRAME);
            };
            if head.version != ABI_VERSION {
                head.status = DRUA_STATUS_BAD_FRAME;
                return Err(DRUA_STATUS_BAD_FRAME);
            }
            let args = slice_at(head.args, head.args_len);
            let spans = slice_at(head.spans, head.span_count);
            Ok(Self { head, args, spans })
        }
    }

    pub(crate) fn args(&self) -> &'a [u8] {
        self.args
    }

    pub(crate) fn spans(&self) -> &[DruaSpan] {
        self.spans
    }

    /// Puts the reply where the caller wants it; gives the entry's return value.
    pub(crate) fn reply(&mut self, status: i32, block: &[u8]) -> i32 {
        let head = &mut *self.head;
        head.status = status;
        head.reply_len = block.len() as u64;
        if head.reply_len <= head.reply_capacity {
            // SAFETY: the caller gave `reply_capacity` bytes there (contract of `Frame::of`).
            unsafe { slice_at(head.reply, head.reply_len) }.copy_from_slice(block);
            return status;
        }
        LARGE.with_borrow_mut(|large| {
            large.clear();
            large.extend_from_slice(block);
        });
        DRUA_STATUS_REPLY_TOO_LARGE
    }

    /// Replies with an error.
    pub(crate) fn fail(&mut self, failure: &Failure) -> i32 {
        let mut writer = Writer::new();
        match failure.write(&mut writer) {
            Ok(()) => self.reply(failure.status, writer.as_bytes()),
            Err(_) => self.reply(failure.status, &[]),
        }
    }

    /// Replies with a tag and a word, for which the caller has checked that there is room.
    pub(crate) fn reply_word(&mut self, status: i32, tag: DruaTag, word: u64) -> i32 {
        let mut block = [tag as u8; 9];
        block[1..].copy_from_slice(&word.to_le_bytes());
        self.head.status = status;
        self.head.reply_len = block.len() as u64;
        // SAFETY: the caller gave `reply_capacity` bytes there (contract of `Frame::of`), and that many are enough.
        unsafe { (self.head.reply as *mut [u8; 9]).write(block) };
        status
    }

    /// Replies with a result that holds no pixels of the host, or with what was raised instead.
    pub(crate) fn finish(&mut self, py: Python<'_>, result: PyResult<Bound<'_, PyAny>>) -> i32 {
        let block = result
            .map_err(ToPythonError::from)
            .and_then(|result| self.encode(py, &result))
            .map_err(|error| python_failure(py, error));
        self.deliver(py, block)
    }

    fn deliver(&mut self, py: Python<'_>, outcome: Result<Vec<u8>, Box<Failure>>) -> i32 {
        self.head.events_wait = u64::from(state().events.wait());
        // Before the reply: destructors may make calls of their own, whose replies can take the same place.
        state().janitor.tidy(py);
        match outcome {
            Ok(block) => {
                let status = self.reply(DRUA_STATUS_OK, &block);
                from_python::recycle(block);
                status
            }
            Err(failure) => self.fail(&failure),
        }
    }

    /// Runs it under the GIL.
    pub(crate) fn run(mut self) -> i32 {
        if calls::stack_is_short() {
            drop(Unread::of(self.head.op, self.args));
            let mut failure = Failure::new(
                DRUA_STATUS_PYTHON_EXCEPTION,
                "python-exception",
                stack::too_deep("Python"),
            );
            failure.kind = Some("RecursionError".to_owned());
            return self.fail(&failure);
        }
        threads::keep_state();
        if let Some(status) = quick::run(&mut self) {
            return status;
        }
        let pinned = self
            .spans
            .iter()
            .any(|span| span.mode == DruaMode::Pinned as u32);
        if pinned
            && self.head.flags & DRUA_FLAG_LARGE_STACK != 0
            && interpreter::ignores_stack_bounds()
        {
            large_stack::run(|| self.run_here(pinned))
        } else {
            self.run_here(pinned)
        }
    }

    fn run_here(mut self, pinned: bool) -> i32 {
        let timed = self.head.flags & DRUA_FLAG_TIMED != 0;
        let start = timed.then(Instant::now);
        Python::attach(|py| {
            // The host unpins after this entry has returned: until then no destructor either may call it.
            let _note = pinned.then(PinNote::new);
            if let Some(start) = start {
                self.head.wait_nanos = start.elapsed().as_nanos() as u64;
            }
            let outcome = self.run_attached(py);
            self.deliver(py, outcome)
        })
    }

    fn run_attached(&mut self, py: Python<'_>) -> Result<Vec<u8>, Box<Failure>> {
        let _call = CallGuard::start(py, self.head.call);
        let spans = std::mem::take(&mut self.spans);
        let mut lender = Lender::new(py, spans);
        let outcome = self.operate(py, &mut lender);
        if !lender.has_pinned() {
            return outcome
                .and_then(|result| self.encode(py, &result))
                .map_err(|error| python_failure(py, error));
        }
        // Nothing of ours may refer to the views any more when they are settled.
        match outcome.and_then(|result| Ok(lender.own(result)?)) {
            Ok(result) => {
                lender
                    .settle()
                    .map_err(|error| exceptions::to_failure(py, &error))?;
                self.encode(py, &result)
                    .map_err(|error| python_failure(py, error))
            }
            Err(error) => {
                let failure = match error {
                    ToPythonError::Python(raised) => {
                        let failure = exceptions::to_failure(py, &raised);
                        exceptions::forget_frames(py, &raised);
                        failure
                    }
                    other => python_failure(py, other),
                };
                match lender.settle() {
                    Ok(()) => Err(failure),
                    Err(lost) => {
                        if let Some(unsent) = failure.exception {
                            // Made just now and given to nobody: it can't be stale.
                            let _ = state().release(unsent);
                        }
                        Err(exceptions::to_failure(py, &lost))
                    }
                }
            }
        }
    }

    fn encode(&self, py: Python<'_>, result: &Bound<'_, PyAny>) -> Result<Vec<u8>, ToPythonError> {
        let mut block = FromPython::new(py);
        if self.head.flags & DRUA_FLAG_OBJECTS != 0 {
            block = block.with_objects();
        }
        let keep = self.head.flags & DRUA_FLAG_KEEP != 0;
        if keep {
            block.handle(result)?
        } else {
            block.value(result)?
        }
        Ok(block.into_block())
    }

    fn operate<'py>(
        &mut self,
        py: Python<'py>,
        lender: &mut Lender<'py, '_>,
    ) -> Result<Bound<'py, PyAny>, ToPythonError> {
        let Some(operation) = Operation::of(self.head.op) else {
            return Err(drua_wire::WireError::UnknownTag {
                at: 0,
                found: self.head.op as u8,
            }
            .into());
        };
        let unread = Unread::of(self.head.op, self.args);
        let mut values = ToPython::new(py, self.args, Some(lender));
        let target = match (operation, self.head.target) {
            (Operation::Import | Operation::Namespace, _) | (_, 0) => None,
            (_, handle) => Some(state().object(py, handle)?.into_bound(py)),
        };
        let on = |target: Option<Bound<'py, PyAny>>| target.ok_or_else(no_target);
        Ok(match operation {
            Operation::Call => {
                let arguments = values.arguments();
                unread.objects_were_read(values.objects_taken());
                let arguments = arguments?;
                values.finish()?;
                let function = on(target)?;
                unread.were_read();
                let start = (self.head.flags & DRUA_FLAG_TIMED != 0).then(Instant::now);
                let result = arguments.call(&function);
                if let Some(start) = start {
                    self.head.python_nanos = start.elapsed().as_nanos() as u64;
                }
                result?
            }
            Operation::GetAttribute => on(target)?.getattr(values.text()?)?,
            Operation::SetAttribute => {
                let (name, value) = (values.text()?, values.value());
                unread.objects_were_read(values.objects_taken());
                let value = value?;
                let object = on(target)?;
                unread.were_read();
                object.setattr(name, value)?;
                py.None().into_bound(py)
            }
            Operation::Import => import(py, values.text()?)?,
            Operation::Execute => compiled(py, &mut values, "exec", target)?,
            Operation::Evaluate => compiled(py, &mut values, "eval", target)?,
            Operation::Text => {
                let object = on(target)?;
                let text = if values.value()?.is_truthy()? {
                    object.repr()?
                } else {
                    object.str()?
                };
                text.into_any()
            }
            Operation::Namespace => namespace(py)?.into_any(),
        })
    }
}

/// A dotted module itself, not the package that it is in.
fn import<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    Ok(py.import(name)?.into_any())
}

fn namespace(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let namespace = PyDict::new(py);
    namespace.set_item(
        intern!(py, "__builtins__"),
        py.import(intern!(py, "builtins"))?,
    )?;
    namespace.set_item(intern!(py, "__name__"), "__drua__")?;
    Ok(namespace)
}

/// Compiles and runs source text; its lines are kept so that tracebacks can show them.
fn compiled<'py>(
    py: Python<'py>,
    values: &mut ToPython<'py, '_, '_, '_>,
    mode: &str,
    target: Option<Bound<'py, PyAny>>,
) -> Result<Bound<'py, PyAny>, ToPythonError> {
    let (source, file) = (values.text()?, values.text()?);
    let globals = match target {
        Some(target) => target.cast_into::<PyDict>().map_err(PyErr::from)?,
        None => namespace(py)?,
    };
    let builtins = py.import(intern!(py, "builtins"))?;
    let code = builtins
        .getattr(intern!(py, "compile"))?
        .call1((source, file, mode))?;
    if file.starts_with('<') {
        let lines: Vec<String> = source.split_inclusive('\n').map(str::to_owned).collect();
        let cache = py
            .import(intern!(py, "linecache"))?
            .getattr(intern!(py, "cache"))?;
        cache.set_item(file, (source.len(), py.None(), lines, file))?;
    }
    Ok(builtins.getattr(mode)?.call1((code, &globals))?)
}

fn no_target() -> ToPythonError {
    drua_image::ImageError::StaleHandle {
        what: "Python object",
        handle: 0,
    }
    .into()
}

/// What the host is told of whatever kept a frame from its result.
fn python_failure(py: Python<'_>, error: ToPythonError) -> Box<Failure> {
    match error {
        ToPythonError::Python(error) => exceptions::to_failure(py, &error),
        ToPythonError::Wire(error) => error.into(),
        ToPythonError::Image(error) => exceptions::image_failure(&error),
    }
}

/// Copies this thread's last over-large reply out, once.
pub(crate) fn take_large(out: &mut [u8]) -> u64 {
    let large = LARGE.take();
    let count = large.len().min(out.len());
    out[..count].copy_from_slice(&large[..count]);
    large.len() as u64
}
