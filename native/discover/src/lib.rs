//! Finds the Python interpreter that Drua embeds, and says why another one cannot be used.
//!
//! [`find`] goes through the places named by [`PythonSource`] in their order and takes the first
//! interpreter that passes all checks. One that the user named is taken or refused, never replaced
//! silently. [`survey`] looks at all places and reports on each.
//!
//! # Rationale
//! An interpreter is judged by what it says about itself when it runs a small script: file names and
//! folder layouts do not tell whether it is free-threaded, has a shared library or a NumPy. It runs in the
//! very environment that the embedded interpreter will see, since a wrong PYTHONHOME would otherwise show
//! only when it is too late. Answers are kept on disk, see [`Request::cache_dir`].
//!
//! # Limitations
//! NumPy is found, not imported; a damaged one shows when it is imported. Stand-ins that open an installer
//! (Windows Store, macOS) are never run.
#![forbid(unsafe_code)]

mod cache;
mod candidates;
mod environment;
mod error;
mod fiji;
mod interpreter;
mod probe;
mod registry;
mod source;
mod stub;
mod verdict;

use std::path::{Path, PathBuf};

use candidates::Candidate;

pub use environment::{Environment, Os};
pub use error::DiscoverError;
pub use interpreter::{Interpreter, Numpy, PythonVersion};
pub use source::{PythonSource, Searched, Verdict};
pub use stub::{DiskFacts, Facts, FileFacts};

/// What to look for, and where.
#[derive(Clone, Debug)]
pub struct Request {
    /// Interpreter or environment folder of Drua's own setting.
    pub explicit: Option<PathBuf>,
    /// Folder of ImageJ or Fiji.
    pub app_dir: Option<PathBuf>,
    /// Folder of the environment that Drua manages.
    pub managed_env: Option<PathBuf>,
    /// Folder for kept answers; without it each call runs processes. With a fresh record a call runs none.
    pub cache_dir: Option<PathBuf>,
    /// The process and the machine.
    pub environment: Environment,
}

impl Request {
    /// A request that names nothing, on this machine.
    #[must_use]
    pub fn new() -> Self {
        Self {
            explicit: None,
            app_dir: None,
            managed_env: None,
            cache_dir: None,
            environment: Environment::current(),
        }
    }
}

impl Default for Request {
    fn default() -> Self {
        Self::new()
    }
}

/// An interpreter and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The interpreter.
    pub interpreter: Interpreter,
    /// Where it came from.
    pub source: PythonSource,
}

/// Finds the interpreter to embed. Blocks for as long as interpreters need to answer.
///
/// # Errors
/// [`DiscoverError::Named`] if the user named one that cannot be used, [`DiscoverError::NotFound`] with all
/// searched places otherwise.
pub fn find(request: &Request) -> Result<Found, DiscoverError> {
    if let Some(candidate) = candidates::explicit(request) {
        let examined = match &candidate.program {
            Some(program) => examine(program, request),
            None => Err(DiscoverError::Missing {
                path: candidate.named.clone(),
            }),
        };
        return match examined {
            Ok(interpreter) => Ok(Found {
                interpreter,
                source: candidate.source,
            }),
            Err(reason) => Err(DiscoverError::Named {
                named_by: candidate.source,
                path: candidate.named,
                reason: Box::new(reason),
            }),
        };
    }
    let mut searched = Vec::new();
    for candidate in candidates::automatic(request) {
        let one = search(candidate, request);
        match one.verdict {
            Verdict::Usable(interpreter) => {
                return Ok(Found {
                    interpreter: *interpreter,
                    source: one.source,
                });
            }
            Verdict::Refused(_) | Verdict::Absent(_) => searched.push(one),
        }
    }
    Err(DiscoverError::NotFound { searched })
}

/// Looks at all places, also after a usable one, for a diagnosis. Blocks as [`find`] does.
#[must_use]
pub fn survey(request: &Request) -> Vec<Searched> {
    let explicit = candidates::explicit(request).into_iter();
    explicit
        .chain(candidates::automatic(request))
        .map(|candidate| search(candidate, request))
        .collect()
}

fn search(candidate: Candidate, request: &Request) -> Searched {
    let verdict = match &candidate.program {
        None => Verdict::Absent(candidate.absent),
        Some(program) => match examine(program, request) {
            Ok(interpreter) => Verdict::Usable(Box::new(interpreter)),
            Err(error) => Verdict::Refused(Box::new(error)),
        },
    };
    Searched {
        source: candidate.source,
        path: candidate.program.unwrap_or(candidate.named),
        verdict,
    }
}

/// Judges one program, by its kept answer if that still holds.
fn examine(program: &Path, request: &Request) -> Result<Interpreter, DiscoverError> {
    let environment = &request.environment;
    let facts = environment.facts.of(program);
    if let Some(kind) = stub::stub_kind(environment.os, program, facts) {
        return Err(DiscoverError::StubOnly {
            path: program.to_owned(),
            kind,
        });
    }
    if let Some(error) = verdict::broken_environment(program) {
        return Err(error);
    }
    let folder = request.cache_dir.as_deref();
    if let Some(answer) = folder.and_then(|folder| cache::load(folder, program, environment)) {
        return verdict::judge(&answer, environment);
    }
    let answer = probe::ask(program, environment)
        .map_err(|error| verdict::explain(error, program, environment))?;
    if let Some(folder) = folder {
        cache::store(folder, program, environment, &answer);
    }
    verdict::judge(&answer, environment)
}
