//! NumPy arrays as arguments: Java gets copies, and what it wrote into them goes back.
//!
//! # Limitations
//! The host makes one array of equal values, so that one array that is given twice is one in Java, too. Arrays that only
//! overlap become several, each of which goes back where Java changed it.

use super::array;
use drua_abi::{DRUA_VALUE_WRITE_BACK, DruaKind, DruaValue};
use pyo3::prelude::*;
use smallvec::SmallVec;

/// An array of an argument, and what the host gets of it.
struct Lent<'py> {
    original: Bound<'py, PyAny>,
    /// The array itself, or a copy in one piece.
    plain: Bound<'py, PyAny>,
    /// Place of its value among all values of the call.
    index: usize,
    kind: u32,
    writable: bool,
}

impl Lent<'_> {
    fn is_copy(&self) -> bool {
        !self.plain.is(&self.original)
    }
}

/// The arrays of one call, which live until it is over.
pub(super) struct LentArrays<'py>(Vec<Lent<'py>>);

impl<'py> LentArrays<'py> {
    #[inline]
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    /// The value for an array, which is the next of `values`; earlier ones may change.
    pub(super) fn lend(
        &mut self,
        original: Bound<'py, PyAny>,
        kind: u32,
        values: &mut [DruaValue],
    ) -> PyResult<DruaValue> {
        let writable = array::memory(&original)?.writable;
        let mut plain = array::contiguous(&original)?;
        if !self.0.is_empty() {
            if let Some(same) = self.lent_before(&original, kind, writable)? {
                return Ok(values[same]);
            }
            if self.part_from(&original, writable, values)? && plain.is(&original) {
                plain = array::copy(&original)?;
            }
        }
        let memory = array::memory(&plain)?;
        self.0.push(Lent {
            original,
            plain,
            index: values.len(),
            kind,
            writable,
        });
        Ok(DruaValue {
            kind: DruaKind::Array as u32,
            flags: kind,
            bits: memory.address,
            length: memory.count,
            class: if writable { DRUA_VALUE_WRITE_BACK } else { 0 },
        })
    }

    /// Place of the value of an earlier argument that is the same array.
    fn lent_before(
        &self,
        original: &Bound<'py, PyAny>,
        kind: u32,
        writable: bool,
    ) -> PyResult<Option<usize>> {
        for lent in &self.0 {
            if lent.kind == kind
                && lent.writable == writable
                && array::is_same_view(&lent.original, original)?
            {
                return Ok(Some(lent.index));
            }
        }
        Ok(None)
    }

    /// Makes copies of the earlier arrays that share memory with this one where either may be written: what is written
    /// back to one must not undo what was written back to the other. True if there are such.
    fn part_from(
        &mut self,
        original: &Bound<'py, PyAny>,
        writable: bool,
        values: &mut [DruaValue],
    ) -> PyResult<bool> {
        let mut found = false;
        for lent in &mut self.0 {
            if !(lent.writable || writable) || !array::may_overlap(&lent.original, original)? {
                continue;
            }
            found = true;
            if !lent.is_copy() {
                lent.plain = array::copy(&lent.original)?;
                values[lent.index].bits = array::memory(&lent.plain)?.address;
            }
        }
        Ok(found)
    }

    /// After the call: what Java wrote into copies goes back.
    #[inline]
    pub(super) fn settle(&self, py: Python<'py>) -> PyResult<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let copies = self.0.iter().filter(|lent| lent.writable && lent.is_copy());
        let copies: SmallVec<[&Lent<'py>; 2]> = copies.collect();
        // Several may share memory: only those that Java changed go back, which is found out before any does.
        let mut changed: SmallVec<[bool; 2]> = SmallVec::new();
        for lent in &copies {
            changed.push(copies.len() == 1 || !array::is_equal(&lent.plain, &lent.original)?);
        }
        for (lent, _) in copies.iter().zip(changed).filter(|(_, changed)| *changed) {
            lent.original.set_item(py.Ellipsis(), &lent.plain)?;
        }
        Ok(())
    }
}
