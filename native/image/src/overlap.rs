//! Whether two strided arrays have a byte in common.
//!
//! Every byte of an array lies at its lowest byte plus a sum of `count * step`, with each count between 0 and a limit.
//! Two arrays share a byte where such a sum of both, with the counts of the second turned round, gives their
//! distance: a linear equation over bounded integers. It is hard in general, and quick for the strides of images,
//! because each step nearly divides the next larger one.

use crate::layout::MAX_DIMENSIONS;

/// Steps of the search after which the answer is "yes".
const WORK: u32 = 20_000;

/// A step in bytes, taken 0 to `limit` times.
#[derive(Clone, Copy, Debug)]
struct Term {
    step: i128,
    limit: i128,
}

/// The bytes of an array that has elements.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    lowest: i128,
    terms: Vec<Term>,
}

impl Run {
    /// One element.
    pub(crate) fn new(start: i128, element: u64) -> Self {
        let mut terms = Vec::with_capacity(MAX_DIMENSIONS + 1);
        terms.push(Term {
            step: 1,
            limit: i128::from(element) - 1,
        });
        Self {
            lowest: start,
            terms,
        }
    }

    /// Adds an axis.
    pub(crate) fn repeat(&mut self, length: u64, stride: i64) {
        let term = Term {
            step: i128::from(stride).abs(),
            limit: i128::from(length) - 1,
        };
        if stride < 0 {
            self.lowest -= term.step * term.limit;
        }
        if term.step != 0 && term.limit > 0 {
            self.terms.push(term);
        }
    }

    fn reach(&self) -> i128 {
        self.terms.iter().map(|term| term.step * term.limit).sum()
    }
}

/// Whether there is a byte in both; `None` has no bytes.
pub(crate) fn share_a_byte(mine: &Option<Run>, theirs: &Option<Run>) -> bool {
    let (Some(mine), Some(theirs)) = (mine, theirs) else {
        return false;
    };
    // mine.lowest + m == theirs.lowest + t, and t' = reach - t has the same terms as t.
    let target = theirs.lowest - mine.lowest + theirs.reach();
    let mut terms: Vec<Term> = mine.terms.iter().chain(&theirs.terms).copied().collect();
    terms.sort_unstable_by_key(|term| std::cmp::Reverse(term.step));
    terms = join(&terms);
    let mut rests = vec![Rest {
        reach: 0,
        divisor: 0,
    }];
    for term in terms.iter().rev() {
        let Rest { reach, divisor } = rests[rests.len() - 1];
        rests.push(Rest {
            reach: reach + term.step * term.limit,
            divisor: gcd(divisor, term.step),
        });
    }
    rests.reverse();
    let mut work = WORK;
    solvable(&terms, &rests, target, &mut work)
}

/// What the terms from here on can make: multiples of `divisor` up to `reach`.
#[derive(Clone, Copy)]
struct Rest {
    reach: i128,
    divisor: i128,
}

/// Makes one term of neighbours, largest step first, that together reach exactly the multiples of the smaller step:
/// equal steps, and axes that follow each other without a gap or overlap.
fn join(terms: &[Term]) -> Vec<Term> {
    let mut joined: Vec<Term> = Vec::with_capacity(terms.len());
    for &term in terms.iter().rev() {
        match joined.last_mut() {
            Some(smaller)
                if term.step % smaller.step == 0
                    && term.step / smaller.step <= smaller.limit + 1 =>
            {
                smaller.limit += term.step / smaller.step * term.limit;
            }
            _ if term.limit > 0 => joined.push(term),
            _ => {}
        }
    }
    joined.reverse();
    joined
}

/// Whether `target` is a sum of the terms. `rests[i]` describes `terms[i..]`.
fn solvable(terms: &[Term], rests: &[Rest], target: i128, work: &mut u32) -> bool {
    let (Some(rest), Some(after)) = (rests.first(), rests.get(1)) else {
        return target == 0;
    };
    if target < 0 || target > rest.reach || target % rest.divisor != 0 {
        return false;
    }
    let Some((term, smaller)) = terms.split_first() else {
        return target == 0;
    };
    let most = term.limit.min(target / term.step);
    let least = (target - after.reach + term.step - 1)
        .div_euclid(term.step)
        .max(0);
    let mut count = least;
    while count <= most {
        if *work == 0 {
            return true;
        }
        *work -= 1;
        if solvable(smaller, &rests[1..], target - count * term.step, work) {
            return true;
        }
        count += 1;
    }
    false
}

const fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
