//! Arguments made ready for the host: plain memory, so that the call itself needs no GIL.

use super::argument::{Argument, Given, out_of_range};
use super::classes::{self, ClassInfo, category};
use super::fit;
use super::lent::LentArrays;
use super::numbers::{self, holds, in_box, whole_bits, widened};
use super::receiver;
use crate::exceptions;
use crate::from_python::FromPython;
use drua_abi::{DruaKind, DruaValue};
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
    /// What values of arrays point into.
    arrays: LentArrays<'py>,
}

fn number(kind: u32, bits: u64) -> DruaValue {
    DruaValue {
        kind,
        bits,
        ..DruaValue::default()
    }
}

/// The bits of a number as Java's `float`, which may lose digits, but not become infinite.
fn narrowed(value: f64, object: &Bound<'_, PyAny>, class: &str) -> PyResult<u64> {
    let narrow = value as f32;
    if narrow.is_infinite() && value.is_finite() {
        return Err(out_of_range(object, class));
    }
    Ok(u64::from(narrow.to_bits()))
}

impl<'py> Stage<'py> {
    #[inline]
    pub(super) fn new(py: Python<'py>) -> Self {
        Self {
            py,
            values: SmallVec::new(),
            texts: Vec::new(),
            blocks: Vec::new(),
            arrays: LentArrays::new(),
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
            Given::Int(value) if (category::BYTE..=category::DOUBLE).contains(&kind) => {
                if !holds(kind, value) {
                    return Err(out_of_range(&argument.object, &parameter.name));
                }
                number(kind, whole_bits(kind, value))
            }
            Given::Float(value) if kind == category::DOUBLE => number(kind, value.to_bits()),
            Given::Float(value) if kind == category::FLOAT || kind == category::BOXED_FLOAT => {
                number(kind, narrowed(value, &argument.object, &parameter.name)?)
            }
            Given::Bool(value) if kind == category::BOOLEAN => number(kind, u64::from(value)),
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
            Given::BigInt if kind == category::FLOAT || kind == category::DOUBLE => {
                let value: f64 = argument.object.extract()?;
                let bits = if kind == category::DOUBLE {
                    value.to_bits()
                } else {
                    narrowed(value, &argument.object, &parameter.name)?
                };
                self.push(number(kind, bits));
            }
            Given::Float(value) if kind != category::BIG_DECIMAL => {
                self.push(number(DruaKind::BoxedDouble as u32, value.to_bits()));
            }
            Given::Text(_) if kind == category::CHAR || kind == category::BOXED_CHAR => {
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
            Given::Array(kind, true) if fit::element(self.py, parameter)?.is_some() => {
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
            boxed @ category::FIRST_BOX..=category::LAST_BOX => in_box(boxed),
            category::BIG_INTEGER | category::BIG_DECIMAL => {
                return self.block(&argument.object, parameter);
            }
            _ if holds(category::INT, value) => category::INT,
            _ => category::LONG,
        };
        if !holds(kind, value) {
            return Err(out_of_range(&argument.object, &parameter.name));
        }
        self.push(number(numbers::boxed(kind), whole_bits(kind, value)));
        Ok(())
    }

    /// A value of a box class, as that box.
    fn boxed(&mut self, argument: &Argument<'_, 'py>, class: &ClassInfo) -> PyResult<()> {
        match class.category {
            category::STRING => self.text(&argument.object),
            boxed if class.is_box() => {
                let bits = self.bits(argument, in_box(boxed))?;
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
        let own = class.primitive_kind();
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
            category::BOOLEAN => u64::from(object.is_truthy()?),
            category::CHAR => u64::from(u32::from(object.extract::<char>()?)),
            category::FLOAT => narrowed(object.extract()?, object, "Float")?,
            category::DOUBLE => object.extract::<f64>()?.to_bits(),
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
            numbers::boxed(class.category)
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
        self.push(number(
            parameter.category,
            widened(class.primitive_kind(), parameter.category, value.bits),
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
        let java = fit::element(self.py, parameter)?.unwrap_or(kind);
        let original = argument.object.to_owned();
        let value = self.arrays.lend(original, java, &mut self.values)?;
        self.push(value);
        Ok(())
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
        self.arrays.settle(self.py)
    }
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
