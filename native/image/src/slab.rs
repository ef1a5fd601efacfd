//! A table of values behind handles that can't be mistaken for one another.

use crate::ImageError;

/// Generations stay below this, so that a handle is a positive number for the host too.
const LAST_GENERATION: u32 = i32::MAX as u32;

#[derive(Debug)]
struct Slot<T> {
    /// Generation of the value that is here, or of the next one.
    generation: u32,
    value: Option<T>,
}

/// Values by handle: `index | generation << 32`. No handle is 0, and none is given out twice: a slot whose
/// generations are used up is left empty.
#[derive(Debug)]
pub struct Slab<T> {
    what: &'static str,
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    live: usize,
}

impl<T> Slab<T> {
    /// An empty table; `what` names its values in errors.
    #[must_use]
    pub const fn new(what: &'static str) -> Self {
        Self {
            what,
            slots: Vec::new(),
            free: Vec::new(),
            live: 0,
        }
    }

    /// Number of values.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.live
    }

    /// Whether there is no value.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Takes a value in and gives its handle.
    ///
    /// # Errors
    /// [`ImageError::TableFull`], [`ImageError::OutOfMemory`]; the value is dropped then.
    pub fn insert(&mut self, value: T) -> Result<u64, ImageError> {
        if let Some(index) = self.free.pop()
            && let Some(slot) = self.slots.get_mut(index as usize)
        {
            slot.value = Some(value);
            self.live += 1;
            return Ok(handle_of(index, slot.generation));
        }
        let index = u32::try_from(self.slots.len()).map_err(|_| ImageError::TableFull {
            what: self.what,
            limit: u64::from(u32::MAX),
        })?;
        let out_of_memory = |_| ImageError::OutOfMemory {
            bytes: size_of::<Slot<T>>() as u64,
        };
        self.slots.try_reserve(1).map_err(out_of_memory)?;
        // Room for every slot, so that a removal never allocates.
        let missing = self.slots.len() + 1 - self.free.len();
        self.free.try_reserve(missing).map_err(out_of_memory)?;
        self.slots.push(Slot {
            generation: 1,
            value: Some(value),
        });
        self.live += 1;
        Ok(handle_of(index, 1))
    }

    /// The value behind a handle.
    ///
    /// # Errors
    /// [`ImageError::StaleHandle`].
    pub fn get(&self, handle: u64) -> Result<&T, ImageError> {
        let (index, generation) = parts_of(handle);
        self.slots
            .get(index as usize)
            .filter(|slot| slot.generation == generation)
            .and_then(|slot| slot.value.as_ref())
            .ok_or(ImageError::StaleHandle {
                what: self.what,
                handle,
            })
    }

    /// The value behind a handle, to be changed.
    ///
    /// # Errors
    /// [`ImageError::StaleHandle`].
    pub fn get_mut(&mut self, handle: u64) -> Result<&mut T, ImageError> {
        let (index, generation) = parts_of(handle);
        let what = self.what;
        self.slots
            .get_mut(index as usize)
            .filter(|slot| slot.generation == generation)
            .and_then(|slot| slot.value.as_mut())
            .ok_or(ImageError::StaleHandle { what, handle })
    }

    /// Takes the value out; the handle is stale from now on.
    ///
    /// # Errors
    /// [`ImageError::StaleHandle`], for a second removal too.
    pub fn remove(&mut self, handle: u64) -> Result<T, ImageError> {
        let (index, generation) = parts_of(handle);
        let stale = ImageError::StaleHandle {
            what: self.what,
            handle,
        };
        let Some(slot) = self
            .slots
            .get_mut(index as usize)
            .filter(|slot| slot.generation == generation)
        else {
            return Err(stale);
        };
        let value = slot.value.take().ok_or(stale)?;
        self.live -= 1;
        if slot.generation < LAST_GENERATION {
            slot.generation += 1;
            self.free.push(index);
        }
        Ok(value)
    }

    /// Every value with its handle.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &T)> {
        self.slots.iter().zip(0_u32..).filter_map(|(slot, index)| {
            slot.value
                .as_ref()
                .map(|value| (handle_of(index, slot.generation), value))
        })
    }
}

const fn handle_of(index: u32, generation: u32) -> u64 {
    index as u64 | (generation as u64) << 32
}

const fn parts_of(handle: u64) -> (u32, u32) {
    (handle as u32, (handle >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(miri))]
    use proptest::prelude::*;

    #[test]
    fn a_handle_is_good_once() {
        let mut slab = Slab::new("thing");
        let first = slab.insert("a").unwrap();
        assert_ne!(first, 0);
        assert_eq!(slab.remove(first), Ok("a"));
        assert_eq!(
            slab.remove(first),
            Err(ImageError::StaleHandle {
                what: "thing",
                handle: first
            })
        );
        let second = slab.insert("b").unwrap();
        assert_ne!(first, second);
        assert!(slab.get(first).is_err());
        assert_eq!(slab.get(second), Ok(&"b"));
        *slab.get_mut(second).unwrap() = "c";
        assert_eq!(slab.iter().collect::<Vec<_>>(), vec![(second, &"c")]);
    }

    #[test]
    fn invented_handles_are_stale() {
        let mut slab = Slab::new("thing");
        let handle = slab.insert(1).unwrap();
        for bad in [
            0,
            1,
            u64::MAX,
            handle + 1,
            handle + (1 << 32),
            handle & 0xffff_ffff,
        ] {
            assert!(slab.get(bad).is_err(), "{bad:#x}");
            assert!(slab.remove(bad).is_err(), "{bad:#x}");
        }
        assert_eq!(slab.len(), 1);
    }

    #[test]
    fn a_slot_without_generations_left_is_not_used_again() {
        let mut slab = Slab::new("thing");
        let first = slab.insert(1).unwrap();
        slab.remove(first).unwrap();
        slab.slots[0].generation = LAST_GENERATION;
        let last = slab.insert(2).unwrap();
        assert!(i64::try_from(last).is_ok());
        slab.remove(last).unwrap();
        let next = slab.insert(3).unwrap();
        assert_eq!(parts_of(next), (1, 1));
        assert!(slab.get(last).is_err());
        assert_eq!(slab.len(), 1);
    }

    #[cfg(not(miri))]
    proptest! {
        #[test]
        fn it_behaves_like_a_map_that_never_reuses_keys(steps in prop::collection::vec((any::<bool>(), 0_usize..64), 1..300)) {
            let mut slab = Slab::new("thing");
            let mut given: Vec<(u64, Option<usize>)> = Vec::new();
            for (number, (insert, pick)) in steps.into_iter().enumerate() {
                if insert || given.is_empty() {
                    let handle = slab.insert(number).unwrap();
                    prop_assert!(given.iter().all(|(known, _)| *known != handle));
                    given.push((handle, Some(number)));
                } else {
                    let at = pick % given.len();
                    let (handle, value) = &mut given[at];
                    prop_assert_eq!(slab.remove(*handle).ok(), value.take());
                }
                for (handle, value) in &given {
                    prop_assert_eq!(slab.get(*handle).ok(), value.as_ref());
                }
                prop_assert_eq!(slab.len(), given.iter().filter(|(_, value)| value.is_some()).count());
            }
        }
    }
}
