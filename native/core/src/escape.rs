//! Views of pinned pixels that outlive their call.
//!
//! NumPy can't revoke a view. What is handed out is a view *V* over a hidden byte array *R*: whatever Python derives
//! from V raises the reference count of V or R. When both are as they were, nothing outlived the call, which costs two
//! comparisons. Otherwise the pixels are copied to native memory, and every array over them that the cycle collector
//! can name is pointed at the copy: it becomes a private snapshot.
//!
//! # Limitations
//! Holders that the collector doesn't know (a C library, a running thread's locals, a memoryview) can't be
//! redirected. They are waited for, and then the call fails: [`DRUA_OUTCOME_LOST_VIEW`].

use crate::array::{byte_array, is_array, keeper, set_base};
use crate::exceptions;
use crate::state::state;
use drua_abi::{DRUA_OUTCOME_ESCAPED, DRUA_OUTCOME_LOST_VIEW, DruaSpan};
use drua_image::Memory;
use numpy::npyffi::PyArrayObject;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use std::time::{Duration, Instant};

/// How long a view that can't be redirected is waited for, while the pixels stay pinned.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(5);

/// One view of pinned pixels, from its making to the end of the call.
pub(crate) struct PinnedView<'py> {
    view: Bound<'py, PyAny>,
    base: Bound<'py, PyAny>,
}

/// Number of references to an object. The upper half of the word holds flags from CPython 3.14 on.
fn references(object: &Bound<'_, PyAny>) -> u64 {
    // SAFETY: the object is alive and the GIL is held.
    let count = unsafe { ffi::Py_REFCNT(object.as_ptr()) };
    count as u64 & 0xffff_ffff
}

/// Base object of an array; null for none.
fn base_of(array: &Bound<'_, PyAny>) -> *mut ffi::PyObject {
    // SAFETY: only called with arrays; their fields are the same in every NumPy of this ABI.
    unsafe { (*array.as_ptr().cast::<PyArrayObject>()).fields.base }
}

/// Points an array at memory `distance` bytes further on.
fn redirect(array: &Bound<'_, PyAny>, distance: isize) {
    // SAFETY: as above; the GIL keeps others from the field. The new memory has the layout of the old.
    unsafe {
        let fields = &raw mut (*array.as_ptr().cast::<PyArrayObject>()).fields;
        (*fields).data = (*fields).data.wrapping_offset(distance);
    }
}

/// Arrays over the pinned memory that Python still has, and whether every reference to them is known.
struct Findings<'py> {
    derived: Vec<Bound<'py, PyAny>>,
    complete: bool,
}

impl<'py> PinnedView<'py> {
    /// Puts the hidden base under a new view.
    pub(crate) fn new(view: &Bound<'py, PyAny>, span: &DruaSpan) -> PyResult<Self> {
        // SAFETY: the span's memory is pinned for the call, and `settle` sees to what outlives it.
        let base = unsafe { byte_array(view.py(), span)? };
        set_base(view, base.clone())?;
        Ok(Self {
            view: view.clone(),
            base,
        })
    }

    /// One reference to V is ours; two to R are ours and V's.
    fn is_alone(&self) -> bool {
        references(&self.view) == 1 && references(&self.base) == 2
    }

    /// Lets go of the view, or makes a snapshot of what Python kept. The caller holds no other reference.
    pub(crate) fn settle(self, py: Python<'py>, span: &mut DruaSpan) -> PyResult<()> {
        if self.is_alone() {
            return Ok(());
        }
        let gc = py.import(intern!(py, "gc"))?;
        let start = Instant::now();
        loop {
            gc.call_method0(intern!(py, "collect"))?;
            if self.is_alone() {
                return Ok(());
            }
            let findings = self.find(py, gc.as_any())?;
            if findings.complete || start.elapsed() > PATIENCE {
                return self.snapshot(py, span, &findings);
            }
            drop(findings);
            py.detach(|| std::thread::sleep(PAUSE));
        }
    }

    /// Looks through all objects that the cycle collector knows for arrays over the memory, and counts who holds them.
    fn find(&self, py: Python<'py>, gc: &Bound<'py, PyAny>) -> PyResult<Findings<'py>> {
        let (views, bases) = (references(&self.view), references(&self.base));
        let objects = gc
            .call_method0(intern!(py, "get_objects"))?
            .cast_into::<PyList>()?;
        let all = PyTuple::new(py, objects.iter())?;
        let held = gc
            .getattr(intern!(py, "get_referents"))?
            .call1(all)?
            .cast_into::<PyList>()?;
        drop(objects);
        let (mut view_edges, mut base_edges) = (0, 0);
        let mut derived: Vec<(Bound<'py, PyAny>, u64)> = Vec::new();
        for entry in held.iter() {
            if entry.is(&self.view) {
                view_edges += 1;
            } else if entry.is(&self.base) {
                base_edges += 1;
            } else if is_array(&entry) && self.is_below(&entry) {
                match derived.iter_mut().find(|(known, _)| known.is(&entry)) {
                    Some((_, edges)) => *edges += 1,
                    None => derived.push((entry, 1)),
                }
            }
        }
        drop(held);
        let below = |parent: &Bound<'py, PyAny>| {
            let has = |(array, _): &&(Bound<'py, PyAny>, u64)| base_of(array) == parent.as_ptr();
            derived.iter().filter(has).count() as u64
        };
        let mut complete = views == 1 + view_edges + below(&self.view)
            && bases == 2 + base_edges + below(&self.base)
            && !self.is_buffer_taken(gc, &self.view)?;
        for (array, edges) in &derived {
            // One more reference is in `derived` itself.
            complete &= references(array) == 1 + edges + below(array)
                && !self.is_buffer_taken(gc, array)?;
        }
        Ok(Findings {
            derived: derived.into_iter().map(|(array, _)| array).collect(),
            complete,
        })
    }

    /// Whether an array is a view of ours, over however many others.
    fn is_below(&self, array: &Bound<'py, PyAny>) -> bool {
        let mut base = base_of(array);
        for _ in 0..8 {
            if base.is_null() {
                return false;
            }
            if base == self.view.as_ptr() || base == self.base.as_ptr() {
                return true;
            }
            // SAFETY: a base is alive as long as its array.
            let object = unsafe { Bound::from_borrowed_ptr(array.py(), base) };
            if !is_array(&object) {
                return false;
            }
            base = base_of(&object);
        }
        false
    }

    /// Whether a memoryview looks at the array: it keeps the address itself.
    fn is_buffer_taken(&self, gc: &Bound<'py, PyAny>, array: &Bound<'py, PyAny>) -> PyResult<bool> {
        for holder in gc.call_method1("get_referrers", (array,))?.try_iter()? {
            if holder?
                .get_type()
                .name()?
                .to_string_lossy()
                .contains("managedbuffer")
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn snapshot(
        &self,
        py: Python<'py>,
        span: &mut DruaSpan,
        findings: &Findings<'py>,
    ) -> PyResult<()> {
        let buffer = state()
            .pool
            .acquire(span.byte_len)
            .map_err(|error| exceptions::image(py, &error))?;
        let (old, new) = (span.address, buffer.address());
        // SAFETY: the span is pinned and the buffer is as long; both are ours for the moment.
        unsafe {
            std::ptr::copy_nonoverlapping(old as *const u8, new as *mut u8, span.byte_len as usize);
        }
        let ours = [&self.view, &self.base];
        for array in ours.into_iter().chain(&findings.derived) {
            redirect(array, (new as isize).wrapping_sub(old as isize));
        }
        set_base(&self.base, keeper(py, Memory::Buffer(buffer))?)?;
        if self.view.hasattr(intern!(py, "_block"))? {
            self.view.setattr(intern!(py, "_expired"), true)?;
        }
        span.copied += span.byte_len;
        span.outcome |= DRUA_OUTCOME_ESCAPED;
        if findings.complete {
            return Ok(());
        }
        span.outcome |= DRUA_OUTCOME_LOST_VIEW;
        Err(exceptions::lost_view(py))
    }
}
