//! The shortest way for the commonest calls: arguments that are Java objects and plain numbers, meant as before.
//!
//! # Rationale
//! Such a call takes little longer than giving the GIL back and taking it again, and image programs make it by the million
//! (`ip.getPixel(x, y)`). Moving arguments through the types that texts, containers and errors need would be half of
//! what Drua adds to it. Whatever is not plain, or was not seen before, goes the general way ([`Methods::call`]).

use super::argument;
use super::classes::category;
use super::host::outside;
use super::methods::Methods;
use super::overloads::{Choice, Overload};
use super::thrown;
use drua_abi::{DruaInvocation, DruaKind, DruaValue};
use pyo3::ffi;
use pyo3::prelude::*;
use std::mem::MaybeUninit;

/// Most arguments of such a call.
const MOST: usize = 6;

/// Runs the call if it is one of these.
///
/// # Safety
/// The arguments are alive until it returns, and the GIL is held.
#[inline]
pub(super) unsafe fn call<'py>(
    py: Python<'py>,
    methods: &Methods,
    given: &[*mut ffi::PyObject],
) -> Option<PyResult<Bound<'py, PyAny>>> {
    let count = given.len();
    if count > MOST {
        return None;
    }
    let mut codes = [0_u64; MOST];
    let mut words = [0_u64; MOST];
    for (index, object) in given.iter().enumerate() {
        // SAFETY: by the contract of this function.
        let (code, word) = unsafe { argument::plain(*object) }?;
        codes[index] = code;
        words[index] = word;
    }
    let choice = methods.recall(&codes[..count])?;
    let overload = methods.known(choice)?;
    let mut values = [const { MaybeUninit::<DruaValue>::uninit() }; MOST];
    let filled = fill(
        overload,
        choice,
        &codes[..count],
        &words[..count],
        &mut values,
    )?;
    let mut invocation = DruaInvocation {
        operation: Methods::operation(overload) as u32,
        declared: overload.declared,
        class: overload.class.reference,
        member: overload.member,
        arguments: values.as_ptr() as u64,
        argument_count: filled as u64,
        result: DruaValue::default(),
    };
    let what = methods.shown.as_str();
    let status = match outside(py, what, |objects| objects.invoke(&mut invocation)) {
        Ok(status) => status,
        Err(error) => return Some(Err(error)),
    };
    Some(thrown::outcome(py, status, &invocation, what))
}

/// Puts the arguments where the host reads them; gives their number, or nothing where one of them is not taken as it is.
#[inline]
fn fill(
    overload: &Overload,
    choice: Choice,
    codes: &[u64],
    words: &[u64],
    values: &mut [MaybeUninit<DruaValue>; MOST],
) -> Option<usize> {
    if choice.spread {
        return None;
    }
    let mut at = 0;
    let mut put = |kind: u32, bits: u64| {
        values[at].write(DruaValue {
            kind,
            bits,
            ..DruaValue::default()
        });
        at += 1;
    };
    let own = usize::from(choice.receiver);
    if choice.receiver && !overload.is_static {
        put(DruaKind::Reference as u32, words[0]);
    }
    let arguments = codes[own..].iter().zip(&words[own..]);
    for ((code, word), parameter) in arguments.zip(&overload.parameters) {
        let kind = parameter.category;
        // The range of a number is part of its code, for which this overload was found before.
        match (argument::plain_kind(*code), kind) {
            (argument::Plain::Whole, category::BYTE..=category::LONG) => put(kind, *word),
            (argument::Plain::Whole, category::DOUBLE) => {
                put(kind, (*word as i64 as f64).to_bits());
            }
            (argument::Plain::Float, category::DOUBLE) => put(kind, *word),
            (argument::Plain::Object, 0 | category::STRING..) => {
                put(DruaKind::Reference as u32, *word);
            }
            _ => return None,
        }
    }
    Some(at)
}
