//! Arguments made ready for the host: plain memory, so that the call itself needs no GIL.

use super::argument::{Argument, Given, out_of_range};
use super::array;
use super::classes::{self, ClassInfo, category};
use super::fit::{self, holds};
use super::receiver;
use super::reference;
use crate::exceptions;
use crate::from_python::FromPython;
use drua_abi::{DRUA_VALUE_WRITE_BACK, DruaKind, DruaValue};
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;
use smallvec::SmallVec;

/// What a call hands over, and what has to live until it is over.
pub(super) struct Stage<'py> {
    py: Python<'py>,
    values: SmallVec<[DruaValue; 4]>,
    texts: Vec<Vec<u16>>,
    blocks: Vec<Vec<u8>>,
    /// Arrays that values point into.
    arrays: Vec<Lent<'py>>,
}

/// An array of an argument, and what the host gets of it.
struct Lent<'py> {
    original: Bound<'py, PyAny>,
    /// The array itself, or a copy in one piece.
    plain: Bound<'py, PyAny>,
    /// Place of its value.
    index: usize,
    kind: u32,
    writable: bool,
}

impl Lent<'_> {
    fn is_copy(&self) -> bool {
        !self.plain.is(&self.original)
    }
}

fn number(kind: u32, bits: u64) -> DruaValue {
    DruaValue {
        kind,
        bits,
        ..DruaValue::default()
    }
}

impl<'py> Stage<'py> {
    #[inline]
    pub(super) fn new(py: Python<'py>) -> Self {
        Self {
            py,
            values: SmallVec::new(),
            texts: Vec::new(),
            blocks: Vec::new(),
            arrays: Vec::new(),
        }
    }

    #[inline]
    fn push(&mut self, value: DruaValue) {
        self.values.push(value);
    }

    /// Where the values lie, and how many they are, for the host.
    #[inline]
    pub(super) fn values(&self) -> (u64, u64) {
        (self.values.as_ptr() as u64, self.values.len() as u64)
    }

    /// The object that a method is called on.
    #[inline]
    pub(super) fn receiver(&mut self, argument: &Argument<'_, 'py>) -> PyResult<()> {
        match argument.given {
            Given::Object(held) => {
                self.push(number(DruaKind::Reference as u32, held.reference));
                Ok(())
            }
            Given::Boxed(class) => {
                let class = classes::info(self.py, class)?;
                self.boxed(argument, &class)
            }
            _ => Err(PyTypeError::new_err(format!(
                "expected a Java object to call the method on, found {}",
                argument.describe()
            ))),
        }
    }

    /// An argument for a parameter that it fits.
    #[inline]
    pub(super) fn argument(
        &mut self,
        argument: &Argument<'_, 'py>,
        parameter: &ClassInfo,
    ) -> PyResult<()> {
        let kind = parameter.category;
        let value = match argument.given {
            Given::Int(value) if (2..=8).contains(&kind) => {
                if !holds(kind, value) {
                    return Err(out_of_range(&argument.object, &parameter.name));
                }
                number(kind, whole_bits(kind, value))
            }
            Given::Float(value) if kind == 8 => number(kind, value.to_bits()),
            Given::Float(value) if kind == 7 || kind == 23 => {
                let narrow = value as f32;
                if narrow.is_infinite() && value.is_finite() {
                    return Err(out_of_range(&argument.object, &parameter.name));
                }
                number(kind, u64::from(narrow.to_bits()))
            }
            Given::Bool(value) if kind == 1 || kind == 17 => number(kind, u64::from(value)),
            Given::Object(held) => number(DruaKind::Reference as u32, held.reference),
            Given::None => DruaValue::default(),
            _ => return self.other(argument, parameter),
        };
        self.push(value);
        Ok(())
    }

    fn other(&mut self, argument: &Argument<'_, 'py>, parameter: &ClassInfo) -> PyResult<()> {
        let kind = parameter.category;
        match argument.given {
            Given::Bool(value) => {
                self.push(number(DruaKind::BoxedBoolean as u32, u64::from(value)));
            }
            Given::Int(value) => return self.whole(argument, value, parameter),
            Given::BigInt if kind == 7 || kind == 8 => {
                let value: f64 = argument.object.extract()?;
                if kind == 7 && (value as f32).is_infinite() {
                    return Err(out_of_range(&argument.object, &parameter.name));
                }
                let bits = if kind == 8 {
                    value.to_bits()
                } else {
                    u64::from((value as f32).to_bits())
                };
                self.push(number(kind, bits));
            }
            Given::Float(value) if kind != category::BIG_DECIMAL => {
                self.push(number(DruaKind::BoxedDouble as u32, value.to_bits()));
            }
            Given::Text(_) if kind == 3 || kind == 19 => {
                let unit: char = argument.object.extract()?;
                self.push(number(kind, u64::from(u32::from(unit))));
            }
            Given::Text(_) if kind != category::ENUM => self.text(&argument.object)?,
            Given::Boxed(class) => {
                let class = classes::info(self.py, class)?;
                if parameter.is_primitive() {
                    return self.unboxed(argument, &class, parameter);
                }
                return self.boxed(argument, &class);
            }
            Given::Cast(_) => return self.cast(argument, parameter),
            Given::Type(class) => {
                let class = classes::info(self.py, class)?;
                self.push(number(DruaKind::Reference as u32, class.reference));
            }
            Given::Array(kind, true) if is_array_of_numbers(self.py, parameter)?.is_some() => {
                self.array(argument, kind, parameter)?;
            }
            Given::Other if parameter.is_primitive() => {
                let number = argument
                    .object
                    .call_method0(intern!(self.py, "__index__"))?;
                // SAFETY: the number lives until the end of this function, and a staged number needs it no longer.
                let number = unsafe { Argument::of(self.py, number.as_ptr())? };
                return match number.given {
                    Given::Int(_) | Given::BigInt => self.argument(&number, parameter),
                    _ => Err(PyTypeError::new_err("__index__ has to give an int")),
                };
            }
            _ => self.block(&argument.object, parameter)?,
        }
        Ok(())
    }

    /// A whole number for a parameter that is an object.
    fn whole(
        &mut self,
        argument: &Argument<'_, 'py>,
        value: i64,
        parameter: &ClassInfo,
    ) -> PyResult<()> {
        let kind = match parameter.category {
            boxed @ category::FIRST_BOX..=category::LAST_BOX => boxed - category::FIRST_BOX + 1,
            category::BIG_INTEGER | category::BIG_DECIMAL => {
                return self.block(&argument.object, parameter);
            }
            _ if holds(5, value) => 5,
            _ => 6,
        };
        if !holds(kind, value) {
            return Err(out_of_range(&argument.object, &parameter.name));
        }
        self.push(number(
            kind + category::FIRST_BOX - 1,
            whole_bits(kind, value),
        ));
        Ok(())
    }

    /// A value of a box class, as that box.
    fn boxed(&mut self, argument: &Argument<'_, 'py>, class: &ClassInfo) -> PyResult<()> {
        match class.category {
            category::STRING => self.text(&argument.object),
            boxed if class.is_box() => {
                let kind = boxed - category::FIRST_BOX + 1;
                let bits = self.bits(argument, kind)?;
                self.push(number(boxed, bits));
                Ok(())
            }
            _ => match receiver::throwable(&argument.object) {
                Some(held) => {
                    self.push(number(DruaKind::Reference as u32, held.reference));
                    Ok(())
                }
                None => Err(PyTypeError::new_err(format!(
                    "this {} has no Java object behind it",
                    class.name
                ))),
            },
        }
    }

    /// A value of a box class for a primitive parameter.
    fn unboxed(
        &mut self,
        argument: &Argument<'_, 'py>,
        class: &ClassInfo,
        parameter: &ClassInfo,
    ) -> PyResult<()> {
        let own = class.category - category::FIRST_BOX + 1;
        let bits = self.bits(argument, own)?;
        self.push(number(
            parameter.category,
            widened(own, parameter.category, bits),
        ));
        Ok(())
    }

    /// The bits of a number that is a box of this kind.
    fn bits(&self, argument: &Argument<'_, 'py>, kind: u32) -> PyResult<u64> {
        let object = &argument.object;
        Ok(match kind {
            1 => u64::from(object.is_truthy()?),
            3 => u64::from(u32::from(object.extract::<char>()?)),
            7 => {
                let value: f64 = object.extract()?;
                if (value as f32).is_infinite() && value.is_finite() {
                    return Err(out_of_range(object, "Float"));
                }
                u64::from((value as f32).to_bits())
            }
            8 => object.extract::<f64>()?.to_bits(),
            _ => {
                let value = object.extract::<i64>()?;
                if !holds(kind, value) {
                    return Err(out_of_range(object, "number of that box"));
                }
                value as u64
            }
        })
    }

    fn cast(&mut self, argument: &Argument<'_, 'py>, parameter: &ClassInfo) -> PyResult<()> {
        let cast = argument.object.cast::<super::cast::JavaCast>()?.get();
        let class = classes::info(self.py, cast.class)?;
        let inner = cast.value.bind(self.py).clone();
        // SAFETY: the cast keeps the value alive as long as the argument lives.
        let inner = unsafe { Argument::of(self.py, inner.as_ptr())? };
        if let (Given::Int(value), category::CHAR) = (inner.given, class.category)
            && holds(category::CHAR, value)
        {
            let kind = if parameter.is_primitive() {
                parameter.category
            } else {
                DruaKind::BoxedChar as u32
            };
            self.push(number(kind, widened(category::CHAR, kind, value as u64)));
            return Ok(());
        }
        if fit::fit(self.py, &inner, &class)?.is_none() {
            return Err(super::thrown::no_conversion(&inner, &class));
        }
        if parameter.is_primitive() && class.is_box() {
            return self.opened(&inner, &class, parameter);
        }
        if !class.is_primitive() || parameter.is_primitive() && class.category == parameter.category
        {
            return self.argument(&inner, &class);
        }
        // The number as its own type first, so that its range is that one's, then as what is declared.
        let mut own = Self::new(self.py);
        own.argument(&inner, &class)?;
        let value = own.values[0];
        let kind = if parameter.is_primitive() {
            parameter.category
        } else {
            class.category + category::FIRST_BOX - 1
        };
        let bits = if parameter.is_primitive() {
            widened(class.category, kind, value.bits)
        } else {
            value.bits
        };
        self.push(number(kind, bits));
        Ok(())
    }

    /// A value that was said to be a box, for a primitive parameter: as the number in it, which has to be there.
    fn opened(
        &mut self,
        inner: &Argument<'_, 'py>,
        class: &ClassInfo,
        parameter: &ClassInfo,
    ) -> PyResult<()> {
        let mut own = Self::new(self.py);
        own.argument(inner, class)?;
        let value = own.values[0];
        if value.kind != class.category {
            // Null, and a box that came as a reference.
            return Err(super::thrown::no_conversion(inner, parameter));
        }
        let kind = class.category - category::FIRST_BOX + 1;
        self.push(number(
            parameter.category,
            widened(kind, parameter.category, value.bits),
        ));
        Ok(())
    }

    /// A text as UTF-16.
    fn text(&mut self, object: &Bound<'py, PyAny>) -> PyResult<()> {
        let text = object.cast::<PyString>()?;
        let units: Vec<u16> = match text.to_str() {
            Ok(text) if text.is_ascii() => text.bytes().map(u16::from).collect(),
            Ok(text) => text.encode_utf16().collect(),
            Err(error) => return Err(exceptions::lone_surrogate(self.py, &error)),
        };
        check_length(units.len(), "a text", "UTF-16 units")?;
        let length = units.len() as u64;
        let bits = units.as_ptr() as u64;
        self.texts.push(units);
        self.push(DruaValue {
            kind: DruaKind::Text as u32,
            bits,
            length,
            ..DruaValue::default()
        });
        Ok(())
    }

    /// Any other value, which Java makes an object of.
    fn block(&mut self, object: &Bound<'py, PyAny>, parameter: &ClassInfo) -> PyResult<()> {
        let mut block = FromPython::new(self.py).with_objects();
        block.value(object)?;
        let block = block.into_block();
        check_length(block.len(), "a value", "bytes")?;
        self.push(DruaValue {
            kind: DruaKind::Block as u32,
            bits: block.as_ptr() as u64,
            length: block.len() as u64,
            class: parameter.reference,
            ..DruaValue::default()
        });
        self.blocks.push(block);
        Ok(())
    }

    /// An array of numbers, which Java copies and writes back.
    fn array(
        &mut self,
        argument: &Argument<'_, 'py>,
        kind: u32,
        parameter: &ClassInfo,
    ) -> PyResult<()> {
        let java = is_array_of_numbers(self.py, parameter)?.unwrap_or(kind);
        let original = argument.object.to_owned();
        let writable = array::memory(&original)?.writable;
        let mut plain = array::contiguous(&original)?;
        if !self.arrays.is_empty() {
            if let Some(same) = self.lent_before(&original, java, writable)? {
                // The host makes one array of equal values, so that what it writes to either is not lost.
                let value = self.values[same];
                self.push(value);
                return Ok(());
            }
            if self.part_from(&original, writable)? && plain.is(&original) {
                plain = array::copy(&original)?;
            }
        }
        let memory = array::memory(&plain)?;
        let index = self.values.len();
        self.push(DruaValue {
            kind: DruaKind::Array as u32,
            flags: java,
            bits: memory.address,
            length: memory.count,
            class: if writable { DRUA_VALUE_WRITE_BACK } else { 0 },
        });
        self.arrays.push(Lent {
            original,
            plain,
            index,
            kind: java,
            writable,
        });
        Ok(())
    }

    /// The value of an earlier argument that is the same array.
    fn lent_before(
        &self,
        original: &Bound<'py, PyAny>,
        kind: u32,
        writable: bool,
    ) -> PyResult<Option<usize>> {
        for lent in &self.arrays {
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
    fn part_from(&mut self, original: &Bound<'py, PyAny>, writable: bool) -> PyResult<bool> {
        let mut found = false;
        for lent in &mut self.arrays {
            if !(lent.writable || writable) || !array::may_overlap(&lent.original, original)? {
                continue;
            }
            found = true;
            if !lent.is_copy() {
                lent.plain = array::copy(&lent.original)?;
                self.values[lent.index].bits = array::memory(&lent.plain)?.address;
            }
        }
        Ok(found)
    }

    /// The last arguments of a method with a variable number of them, as an array.
    pub(super) fn spread(
        &mut self,
        arguments: &[Argument<'_, 'py>],
        parameter: &ClassInfo,
    ) -> PyResult<()> {
        let values = arguments.iter().map(|argument| argument.object);
        let list = pyo3::types::PyTuple::new(self.py, values)?;
        self.block(list.as_any(), parameter)
    }

    /// After the call: what Java wrote into copies of arrays goes back.
    #[inline]
    pub(super) fn settle(&self) -> PyResult<()> {
        if self.arrays.is_empty() {
            return Ok(());
        }
        let copies = self
            .arrays
            .iter()
            .filter(|lent| lent.writable && lent.is_copy());
        let copies: SmallVec<[&Lent<'py>; 2]> = copies.collect();
        // Several may share memory: only those that Java changed go back, which is found out before any does.
        let mut changed: SmallVec<[bool; 2]> = SmallVec::new();
        for lent in &copies {
            changed.push(copies.len() == 1 || !array::is_equal(&lent.plain, &lent.original)?);
        }
        for (lent, _) in copies.iter().zip(changed).filter(|(_, changed)| *changed) {
            lent.original.set_item(self.py.Ellipsis(), &lent.plain)?;
        }
        Ok(())
    }
}

fn is_array_of_numbers(py: Python<'_>, parameter: &ClassInfo) -> PyResult<Option<u32>> {
    fit::element(py, parameter)
}

/// Java's arrays and texts have no more elements than this.
fn check_length(length: usize, what: &str, unit: &str) -> PyResult<()> {
    if i32::try_from(length).is_ok() {
        return Ok(());
    }
    Err(PyOverflowError::new_err(format!(
        "{what} of {length} {unit} is too large for Java, which takes at most {}",
        i32::MAX
    )))
}

fn whole_bits(kind: u32, value: i64) -> u64 {
    match kind {
        7 => u64::from((value as f32).to_bits()),
        8 => (value as f64).to_bits(),
        _ => value as u64,
    }
}

/// A number of one kind as a wider one.
fn widened(from: u32, to: u32, bits: u64) -> u64 {
    match (from, to) {
        (7, 8) => f64::from(f32::from_bits(bits as u32)).to_bits(),
        (7 | 8, _) | (1, _) => bits,
        (_, 7 | 8) => whole_bits(to, bits as i64),
        _ => bits,
    }
}

/// Puts a Java object of any layout into words, for a block.
pub(super) fn reference_of(object: &Bound<'_, PyAny>) -> Option<reference::HeldObject> {
    reference::held(object).or_else(|| receiver::throwable(object))
}
