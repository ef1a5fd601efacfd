//! Views of pinned pixels that outlive their call.
//!
//! NumPy can't revoke a view. What is handed out is a view *V* over a hidden byte array *R*: whatever Python derives
//! from V raises the reference count of V or R. When both are as they were, nothing outlived the call, which costs two
//! comparisons. Otherwise the pixels are copied to native memory, and every array over them that the cycle collector
//! can name is pointed at the copy: it becomes a private snapshot.
//!
//! # Limitations
//! Holders that the collector doesn't know (a C library, an array of objects, a running thread's locals) and those that
//! may know the address (a memoryview, an object of a library) can't be redirected. They are waited for, and then the
//! call fails: [`DRUA_OUTCOME_LOST_VIEW`].

use crate::array::{byte_array, is_array, keeper, set_base};
use crate::exceptions;
use crate::holders::{has_knowing_holder, holds};
use crate::state::state;
use drua_abi::{DRUA_OUTCOME_ESCAPED, DRUA_OUTCOME_LOST_VIEW, DruaSpan};
use drua_image::Memory;
use numpy::npyffi::PyArrayObject;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyModule, PyTuple};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::AtomicU64;
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

/// Points an array over the memory of a span at memory `distance` bytes further on. An array may have got other memory
/// since it was made, by `__setstate__` or `data`, which stays.
fn redirect(array: &Bound<'_, PyAny>, span: &DruaSpan, distance: isize) {
    // SAFETY: as above; the GIL keeps others from the field. The new memory has the layout of the old.
    unsafe {
        let fields = &raw mut (*array.as_ptr().cast::<PyArrayObject>()).fields;
        if (span.address..=span.address + span.byte_len).contains(&((*fields).data as u64)) {
            (*fields).data = (*fields).data.wrapping_offset(distance);
        }
    }
}

/// Leaves an array without elements, for want of memory for a copy of them.
fn take_away(array: &Bound<'_, PyAny>) {
    static NOTHING: [AtomicU64; 8] = [const { AtomicU64::new(0) }; 8];
    // SAFETY: as above. An array without axes has one element, which the static has room for and lets be written.
    unsafe {
        let fields = &raw mut (*array.as_ptr().cast::<PyArrayObject>()).fields;
        for axis in 0..(*fields).nd as usize {
            *(*fields).dimensions.add(axis) = 0;
        }
        (*fields).data = NOTHING.as_ptr().cast_mut().cast();
    }
}

/// Arrays over the pinned memory that Python still has, and whether every reference to them is known.
#[derive(Default)]
struct Findings<'py> {
    derived: Vec<Bound<'py, PyAny>>,
    complete: bool,
}

/// Arrays, each once, with the number of times that something holds them.
#[derive(Default)]
struct Known<'py> {
    arrays: Vec<(Bound<'py, PyAny>, u64)>,
    places: HashMap<*mut ffi::PyObject, usize>,
}

impl<'py> Known<'py> {
    /// Its place in the list, at the end of it if it is new.
    fn find(&mut self, array: Bound<'py, PyAny>) -> usize {
        let place = self.places.entry(array.as_ptr());
        *place.or_insert_with(|| {
            self.arrays.push((array, 0));
            self.arrays.len() - 1
        })
    }

    fn held(&mut self, array: Bound<'py, PyAny>) {
        let place = self.find(array);
        self.arrays[place].1 += 1;
    }

    fn edges(&self, array: &Bound<'py, PyAny>) -> u64 {
        self.places
            .get(&array.as_ptr())
            .map_or(0, |place| self.arrays[*place].1)
    }
}

/// Whether an object is a container that the cycle collector passes over, as it does while what it holds can't be part
/// of a cycle. Plain arrays can't.
fn is_untracked_container(object: &Bound<'_, PyAny>) -> bool {
    let contains =
        object.is_exact_instance_of::<PyTuple>() || object.is_exact_instance_of::<PyDict>();
    // SAFETY: the object is alive and the GIL is held.
    contains && unsafe { ffi::PyObject_GC_IsTracked(object.as_ptr()) } == 0
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
        match self.search(py) {
            Ok(None) => Ok(()),
            Ok(Some(findings)) => self.snapshot(py, span, &findings),
            // Whatever went wrong, no array that is known may be left over memory that is about to be unpinned.
            Err(error) => self
                .snapshot(py, span, &Findings::default())
                .and(Err(error)),
        }
    }

    /// Collects, and waits for holders that are not known; nothing where all of them let go.
    fn search(&self, py: Python<'py>) -> PyResult<Option<Findings<'py>>> {
        let gc = py.import(intern!(py, "gc"))?;
        let start = Instant::now();
        loop {
            gc.call_method0(intern!(py, "collect"))?;
            if self.is_alone() {
                return Ok(None);
            }
            let findings = self.find(py, gc.as_any())?;
            if findings.complete || start.elapsed() > PATIENCE {
                return Ok(Some(findings));
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
        // Not the states of modules: that of `_asyncio` in CPython 3.12 also names objects that wait in its free list.
        // To take hold of one ends it once more, which makes a ring of that list, and no collection after it ends.
        // The names in a module are a dict, which is looked at by itself.
        let states = |object: &Bound<'py, PyAny>| object.is_instance_of::<PyModule>();
        let searched: Vec<_> = objects.iter().filter(|object| !states(object)).collect();
        drop(objects);
        let mut holders = PyTuple::new(py, searched)?;
        let referents = gc.getattr(intern!(py, "get_referents"))?;
        let mut known = Known::default();
        let mut looked_into = HashSet::new();
        let mut hidden_holders = Vec::new();
        while !holders.is_empty() {
            let held = referents.call1(holders)?.cast_into::<PyList>()?;
            let mut hidden = Vec::new();
            for entry in held.iter() {
                if self.is_ours(&entry) || self.is_below(&entry) {
                    known.held(entry);
                } else if is_untracked_container(&entry) && looked_into.insert(entry.as_ptr()) {
                    if holds(&entry, |held| self.is_ours(held) || self.is_below(held)) {
                        hidden_holders.push(entry.clone());
                    }
                    hidden.push(entry);
                }
            }
            holders = PyTuple::new(py, hidden)?;
        }
        drop(holders);
        for at in 0.. {
            let Some((array, _)) = known.arrays.get(at) else {
                break;
            };
            // SAFETY: a base is alive as long as its array.
            let base = unsafe { Bound::from_borrowed_ptr_or_opt(py, base_of(array)) };
            if let Some(base) = base.filter(|base| !self.is_ours(array) && is_array(base)) {
                known.find(base);
            }
        }
        let mut complete = true;
        for holder in &hidden_holders {
            complete &= !has_knowing_holder(gc, holder)?;
        }
        let mut derived = Vec::new();
        let below = |parent: &Bound<'py, PyAny>| {
            let has = |(array, _): &&(Bound<'py, PyAny>, u64)| {
                !self.is_ours(array) && base_of(array) == parent.as_ptr()
            };
            known.arrays.iter().filter(has).count() as u64
        };
        let (view_edges, base_edges) = (known.edges(&self.view), known.edges(&self.base));
        complete &= views == 1 + view_edges + below(&self.view);
        complete &= bases == 2 + base_edges + below(&self.base);
        complete &= !has_knowing_holder(gc, &self.view)?;
        for (array, edges) in &known.arrays {
            if !self.is_ours(array) {
                // One more reference is in the list itself.
                complete &= references(array) == 1 + edges + below(array)
                    && !has_knowing_holder(gc, array)?;
                derived.push(array.clone());
            }
        }
        Ok(Findings { derived, complete })
    }

    fn is_ours(&self, array: &Bound<'_, PyAny>) -> bool {
        array.is(&self.view) || array.is(&self.base)
    }

    /// Whether an object is an array and a view of ours, over however many others.
    fn is_below(&self, array: &Bound<'_, PyAny>) -> bool {
        if !is_array(array) {
            return false;
        }
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

    fn snapshot(
        &self,
        py: Python<'py>,
        span: &mut DruaSpan,
        findings: &Findings<'py>,
    ) -> PyResult<()> {
        let known = || {
            [&self.view, &self.base]
                .into_iter()
                .chain(&findings.derived)
        };
        // The keeper comes first: nothing may fail any more once arrays look at its memory.
        let copy = state().pool.acquire(span.byte_len);
        let copy = copy
            .map_err(|error| exceptions::image(py, &error))
            .and_then(|buffer| Ok((buffer.address(), keeper(py, Memory::Buffer(buffer))?)));
        let (new, keeper) = match copy {
            Ok(copy) => copy,
            Err(error) => {
                known().for_each(take_away);
                span.outcome |= DRUA_OUTCOME_ESCAPED | DRUA_OUTCOME_LOST_VIEW;
                return Err(error);
            }
        };
        let old = span.address;
        // SAFETY: the span is pinned and the buffer is as long; both are ours for the moment.
        unsafe {
            std::ptr::copy_nonoverlapping(old as *const u8, new as *mut u8, span.byte_len as usize);
        }
        let distance = (new as isize).wrapping_sub(old as isize);
        known().for_each(|array| redirect(array, span, distance));
        set_base(&self.base, keeper)?;
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
