//! Starting 3.14 and newer through `PyInitConfig` (PEP 741), which has options by name and no layout.

use std::ffi::{CStr, CString, c_char, c_int, c_void};

use drua_discover::Interpreter;

use super::library::LibPython;
use super::status::{refused, text};
use super::{StartError, StartOptions};

type Create = unsafe extern "C" fn() -> *mut c_void;
type Free = unsafe extern "C" fn(*mut c_void);
type SetInt = unsafe extern "C" fn(*mut c_void, *const c_char, i64) -> c_int;
type SetStr = unsafe extern "C" fn(*mut c_void, *const c_char, *const c_char) -> c_int;
type GetError = unsafe extern "C" fn(*mut c_void, *mut *const c_char) -> c_int;
type Initialize = unsafe extern "C" fn(*mut c_void) -> c_int;

/// What differs from the isolated defaults of a new configuration: the environment counts, as it did for
/// the probe, but signals, locale and C streams belong to the host.
const NUMBERS: [(&CStr, i64); 11] = [
    (c"isolated", 0),
    (c"use_environment", 1),
    (c"user_site_directory", 1),
    (c"safe_path", 0),
    (c"utf8_mode", 1),
    (c"configure_locale", 0),
    (c"coerce_c_locale", 0),
    (c"parse_argv", 0),
    (c"install_signal_handlers", 0),
    (c"faulthandler", 0),
    (c"configure_c_stdio", 0),
];

struct Functions {
    create: Create,
    free: Free,
    set_int: SetInt,
    set_str: SetStr,
    get_error: GetError,
    initialize: Initialize,
}

/// Starts Python in the calling thread, which then holds the GIL. `point_of_no_return` is called right
/// before the process is changed for good.
pub(super) fn start(
    python: &LibPython,
    found: &Interpreter,
    options: &StartOptions,
    point_of_no_return: impl FnOnce() -> Result<(), StartError>,
) -> Result<(), StartError> {
    // SAFETY: signatures as documented for 3.14 (PEP 741).
    let functions = unsafe {
        Functions {
            create: python.function("PyInitConfig_Create")?,
            free: python.function("PyInitConfig_Free")?,
            set_int: python.function("PyInitConfig_SetInt")?,
            set_str: python.function("PyInitConfig_SetStr")?,
            get_error: python.function("PyInitConfig_GetError")?,
            initialize: python.function("Py_InitializeFromInitConfig")?,
        }
    };
    // Python wants UTF-8 here on all systems.
    let unusable = || StartError::Path {
        path: found.executable.clone(),
    };
    let executable = found.executable.to_str().ok_or_else(unusable)?;
    let executable = CString::new(executable).map_err(|_| unusable())?;
    // SAFETY: takes nothing; the result is freed below on every way.
    let config = unsafe { (functions.create)() };
    if config.is_null() {
        return Err(refused("no memory for its configuration".to_owned(), None));
    }
    // SAFETY: `config` is a live configuration that only this function uses.
    let result = unsafe {
        fill(&functions, config, &executable, options).and_then(|()| {
            point_of_no_return()?;
            check(&functions, config, (functions.initialize)(config))
        })
    };
    // SAFETY: made above, freed once, not used after.
    unsafe { (functions.free)(config) };
    result
}

/// # Safety
/// `config` is a live configuration that nobody else uses.
unsafe fn fill(
    functions: &Functions,
    config: *mut c_void,
    executable: &CStr,
    options: &StartOptions,
) -> Result<(), StartError> {
    let chosen = [
        (c"write_bytecode", options.write_bytecode),
        (c"user_site_directory", options.user_site),
    ];
    let chosen = chosen
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, i64::from(value))));
    for (name, value) in NUMBERS.into_iter().chain(chosen) {
        // SAFETY: see above; the name ends with a zero.
        unsafe {
            check(
                functions,
                config,
                (functions.set_int)(config, name.as_ptr(), value),
            )?
        };
    }
    for name in [c"program_name", c"executable"] {
        // SAFETY: see above; both texts end with a zero and are copied.
        unsafe {
            check(
                functions,
                config,
                (functions.set_str)(config, name.as_ptr(), executable.as_ptr()),
            )?;
        }
    }
    Ok(())
}

/// Turns a failed call into what the configuration says about it.
///
/// # Safety
/// `config` is a live configuration.
unsafe fn check(
    functions: &Functions,
    config: *mut c_void,
    result: c_int,
) -> Result<(), StartError> {
    if result >= 0 {
        return Ok(());
    }
    let mut message = std::ptr::null();
    // SAFETY: see above; the message belongs to the configuration and is copied while that lives.
    let message = unsafe {
        (functions.get_error)(config, &raw mut message);
        text(message)
    };
    Err(refused(
        message.unwrap_or_else(|| "no message".to_owned()),
        None,
    ))
}
