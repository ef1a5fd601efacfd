//! Starting 3.10 to 3.13 through `PyPreConfig` and `PyConfig`.

use std::ffi::{CString, c_char, c_int};
use std::mem::{MaybeUninit, size_of};
use std::path::Path;

use drua_discover::Interpreter;

use super::layout::{Fields, Layout, PreConfig, Wide, WideChar};
use super::library::LibPython;
use super::status::Status;
use super::{StartError, StartOptions};

type InitPre = unsafe extern "C" fn(*mut PreConfig);
type PreInitialize = unsafe extern "C" fn(*const PreConfig) -> Status;
type Init<C> = unsafe extern "C" fn(*mut C);
type SetBytes<C> = unsafe extern "C" fn(*mut C, *mut Wide, *const c_char) -> Status;
type SetWide<C> = unsafe extern "C" fn(*mut C, *mut Wide, *const WideChar) -> Status;
type Initialize<C> = unsafe extern "C" fn(*const C) -> Status;

/// Untouched memory behind a structure shows that the library's structure is not longer than ours.
const CANARY: u8 = 0xA5;

/// A structure with room behind it, so that a longer one of an unknown build does no harm.
#[repr(C)]
struct Guarded<T> {
    value: MaybeUninit<T>,
    behind: [u8; 512],
}

impl<T> Guarded<T> {
    fn new() -> Box<Self> {
        let mut guarded = Box::new(Self {
            value: MaybeUninit::zeroed(),
            behind: [CANARY; 512],
        });
        // SAFETY: writes the bytes of the structure itself, which is plain data in own memory.
        unsafe {
            guarded
                .value
                .as_mut_ptr()
                .cast::<u8>()
                .write_bytes(CANARY, size_of::<T>())
        };
        guarded
    }

    /// Whether exactly `T` was initialised: everything behind is untouched.
    fn is_exact(&self) -> bool {
        self.behind.iter().all(|byte| *byte == CANARY)
    }
}

/// All functions of this way, looked up before anything is changed.
struct Functions<C> {
    init_pre: InitPre,
    pre_initialize: PreInitialize,
    init: Init<C>,
    set_bytes: SetBytes<C>,
    set_wide: SetWide<C>,
    initialize: Initialize<C>,
    clear: Init<C>,
}

impl<C> Functions<C> {
    fn of(python: &LibPython) -> Result<Self, StartError> {
        // SAFETY: signatures as in Include/cpython/initconfig.h and pylifecycle.h of 3.10 to 3.13; the layout of C
        // is checked by `init` before any other function sees it.
        unsafe {
            Ok(Self {
                init_pre: python.function("PyPreConfig_InitPythonConfig")?,
                pre_initialize: python.function("Py_PreInitialize")?,
                init: python.function("PyConfig_InitPythonConfig")?,
                set_bytes: python.function("PyConfig_SetBytesString")?,
                set_wide: python.function("PyConfig_SetString")?,
                initialize: python.function("Py_InitializeFromConfig")?,
                clear: python.function("PyConfig_Clear")?,
            })
        }
    }
}

/// Starts Python in the calling thread, which then holds the GIL. `point_of_no_return` is called right
/// before the process is changed for good.
pub(super) fn start<C: Layout>(
    python: &LibPython,
    found: &Interpreter,
    options: &StartOptions,
    point_of_no_return: impl FnOnce() -> Result<(), StartError>,
) -> Result<(), StartError> {
    let functions = Functions::<C>::of(python)?;
    let differs = |detail| StartError::Layout {
        library: python.path().to_owned(),
        version: found.version,
        detail,
    };
    let mut pre = Guarded::<PreConfig>::new();
    let mut config = Guarded::<C>::new();
    let target = config.value.as_mut_ptr();
    let fields = C::fields(target);
    // SAFETY: both structures have room for a longer one behind them (Guarded); the functions only fill them.
    unsafe {
        (functions.init_pre)(pre.value.as_mut_ptr());
        (functions.init)(target);
    }
    if !pre.is_exact() || !config.is_exact() {
        return Err(differs("it is longer"));
    }
    // SAFETY: the library has filled the whole structure; `fields` lead into it.
    if !unsafe { has_defaults(&fields, pre.value.as_ptr()) } {
        return Err(differs("its fields lie elsewhere"));
    }
    let executable = Name::of(&found.executable)?;
    point_of_no_return()?;
    // SAFETY: the layout was just verified; `pre` is exclusively ours. Fields of C are set through pointers
    // into it, and it is only used by CPython between init and clear.
    unsafe {
        let pre = pre.value.as_mut_ptr();
        (*pre).parse_argv = 0;
        (*pre).utf8_mode = 1;
        // The locale belongs to the host: setlocale and putenv are not safe beside its threads.
        (*pre).configure_locale = 0;
        (*pre).coerce_c_locale = 0;
        (*pre).coerce_c_locale_warn = 0;
        (functions.pre_initialize)(pre).check()?;
        fill(&fields, options);
        let result = set_names(&functions, target, &fields, &executable)
            .and_then(|()| (functions.initialize)(target).check());
        (functions.clear)(target);
        result
    }
}

/// Whether fields hold what every 3.10 to 3.13 sets there, which they would not at wrong offsets.
///
/// # Safety
/// The structures were filled by the library and the pointers lead into them.
unsafe fn has_defaults(fields: &Fields, pre: *const PreConfig) -> bool {
    // SAFETY: see above.
    unsafe {
        let flags = *fields.install_signal_handlers == 1
            && *fields.faulthandler == -1
            && *fields.parse_argv == 1
            && *fields.configure_c_stdio == 1
            && *fields.pathconfig_warnings == 1
            && *fields.init_main == 1;
        let names = (*fields.program_name).is_null() && (*fields.executable).is_null();
        flags
            && names
            && (*pre).configure_locale == 1
            && (*pre).utf8_mode == -1
            && (*pre).allocator == 0
    }
}

/// Sets what differs from a python program.
///
/// # Safety
/// As [`has_defaults`], and nobody else uses the structure.
unsafe fn fill(fields: &Fields, options: &StartOptions) {
    // SAFETY: see above.
    unsafe {
        // The JVM uses signals itself: SIGSEGV for its null checks, SIGINT for its shutdown.
        *fields.install_signal_handlers = 0;
        *fields.faulthandler = 0;
        *fields.parse_argv = 0;
        *fields.configure_c_stdio = 0;
        set(fields.write_bytecode, options.write_bytecode);
        set(fields.user_site_directory, options.user_site);
    }
}

/// Sets a flag unless Python shall decide.
///
/// # Safety
/// `flag` may be written.
unsafe fn set(flag: *mut c_int, value: Option<bool>) {
    if let Some(value) = value {
        // SAFETY: the caller vouches for it.
        unsafe { *flag = c_int::from(value) };
    }
}

/// Names the environment's own program, from which Python derives all its folders.
///
/// # Safety
/// `config` was initialised by the library, Python is pre-initialised.
unsafe fn set_names<C>(
    functions: &Functions<C>,
    config: *mut C,
    fields: &Fields,
    name: &Name,
) -> Result<(), StartError> {
    for field in [fields.program_name, fields.executable] {
        // SAFETY: `field` lies in `config`; the text ends with a zero and is copied.
        unsafe {
            match name {
                Name::Bytes(text) => (functions.set_bytes)(config, field, text.as_ptr()).check()?,
                Name::Wide(text) => (functions.set_wide)(config, field, text.as_ptr()).check()?,
            }
        }
    }
    Ok(())
}

/// A path in the form that the system uses for it.
enum Name {
    /// Unix: bytes; Python decodes them as UTF-8 with escapes for others.
    #[cfg_attr(windows, expect(dead_code, reason = "Windows has wide paths"))]
    Bytes(CString),
    /// Windows: UTF-16 with a zero at its end.
    #[cfg_attr(not(windows), expect(dead_code, reason = "Unix has paths of bytes"))]
    Wide(Vec<WideChar>),
}

impl Name {
    #[cfg(unix)]
    fn of(path: &Path) -> Result<Self, StartError> {
        use std::os::unix::ffi::OsStrExt;
        match CString::new(path.as_os_str().as_bytes()) {
            Ok(text) => Ok(Self::Bytes(text)),
            Err(_) => Err(StartError::Path {
                path: path.to_owned(),
            }),
        }
    }

    #[cfg(windows)]
    fn of(path: &Path) -> Result<Self, StartError> {
        use std::os::windows::ffi::OsStrExt;
        let text: Vec<u16> = path.as_os_str().encode_wide().collect();
        if text.contains(&0) {
            return Err(StartError::Path {
                path: path.to_owned(),
            });
        }
        Ok(Self::Wide(text.into_iter().chain([0]).collect()))
    }
}
