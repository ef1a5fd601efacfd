//! Routines of several files that would be one to the host.

use crate::{Manifest, RoutineManifest};
use std::collections::HashMap;
use std::fmt;

/// A routine and its file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoutineRef<'manifest> {
    /// Path of the file.
    pub file: &'manifest str,
    /// The routine.
    pub routine: &'manifest RoutineManifest,
}

/// What two routines have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollisionKind {
    /// The menu label, by which macros run a command.
    Label,
    /// The name, by which macros and other front ends find a routine.
    Name,
}

/// Two routines of which the host can show one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Collision<'manifest> {
    /// What they have in common.
    pub kind: CollisionKind,
    /// The routine that stays.
    pub kept: RoutineRef<'manifest>,
    /// The routine that is left out.
    pub refused: RoutineRef<'manifest>,
}

impl Collision<'_> {
    /// A stable name of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            CollisionKind::Label => "routine-label-taken",
            CollisionKind::Name => "routine-name-taken",
        }
    }

    /// What to do next.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self.kind {
            CollisionKind::Label => {
                "give one of them another menu text: @routine(menu=\"Plugins > Python > ...\")"
            }
            CollisionKind::Name => "rename one of the two functions",
        }
    }
}

impl fmt::Display for Collision<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kept, refused) = (self.kept, self.refused);
        let (what, text) = match self.kind {
            CollisionKind::Label => ("menu label", &refused.routine.label),
            CollisionKind::Name => ("name", &refused.routine.name),
        };
        write!(
            formatter,
            "routine {} of {} is left out: its {what} {text:?} is taken by routine {} of {}",
            refused.routine.name, refused.file, kept.routine.name, kept.file
        )
    }
}

/// Finds routines whose label or name, in lower case, an earlier one has. The first in the order given wins; a routine
/// that is left out takes no name itself, and is reported once.
///
/// ImageJ writes option names and compares commands without case: what differs only there is one.
#[must_use]
pub fn collisions<'manifest>(
    manifests: impl IntoIterator<Item = &'manifest Manifest>,
) -> Vec<Collision<'manifest>> {
    let mut labels: HashMap<String, RoutineRef<'manifest>> = HashMap::new();
    let mut names: HashMap<String, RoutineRef<'manifest>> = HashMap::new();
    let mut found = Vec::new();
    for manifest in manifests {
        for routine in &manifest.routines {
            let refused = RoutineRef {
                file: &manifest.file,
                routine,
            };
            let (label, name) = (routine.label.to_lowercase(), routine.name.to_lowercase());
            let earlier = [
                (CollisionKind::Label, labels.get(&label)),
                (CollisionKind::Name, names.get(&name)),
            ];
            let taken = earlier
                .into_iter()
                .find_map(|(kind, kept)| Some((kind, *kept?)));
            match taken {
                Some((kind, kept)) => found.push(Collision {
                    kind,
                    kept,
                    refused,
                }),
                None => {
                    labels.insert(label, refused);
                    names.insert(name, refused);
                }
            }
        }
    }
    found
}

#[cfg(test)]
#[path = "collisions_tests.rs"]
mod tests;
