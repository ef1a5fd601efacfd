//! Opening libpython, and finding one that is already open.

use std::ffi::{c_char, c_int};
use std::path::{Path, PathBuf};

use drua_discover::Interpreter;

use super::StartError;
use super::status::text;

#[cfg(unix)]
use libloading::os::unix as system;
#[cfg(windows)]
use libloading::os::windows as system;

/// An open libpython. It is never closed: Python's own threads and objects may live on.
pub(super) struct LibPython {
    library: std::mem::ManuallyDrop<system::Library>,
    path: PathBuf,
}

impl LibPython {
    /// Opens the interpreter's library for this loader only.
    pub(super) fn open(found: &Interpreter) -> Result<Self, StartError> {
        let library = platform::open(found)?;
        Ok(Self::new(library, found.library.clone()))
    }

    /// A libpython that somebody else opened in this process, if any.
    pub(super) fn already_open(found: Option<&Interpreter>) -> Option<Self> {
        platform::already_open(found).map(|(library, path)| Self::new(library, path))
    }

    fn new(library: system::Library, path: PathBuf) -> Self {
        Self {
            library: std::mem::ManuallyDrop::new(library),
            path,
        }
    }

    /// Makes the symbols visible to the core and to extension modules. A library that is refused must not
    /// have been: its symbols would win over those of the next one.
    pub(super) fn publish(&self, found: Option<&Interpreter>) -> Result<(), StartError> {
        platform::publish(&self.path, found)
    }

    /// Closes a library in which nothing but constant functions was called.
    pub(super) fn close(self) {
        drop(std::mem::ManuallyDrop::into_inner(self.library));
    }

    /// Its file, as far as it is known.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A function by its name.
    ///
    /// # Safety
    /// `F` is the function pointer type with the signature that CPython documents for `name`.
    pub(super) unsafe fn function<F: Copy>(&self, name: &'static str) -> Result<F, StartError> {
        // SAFETY: the caller vouches for the type; the library stays open (ManuallyDrop), or `close` has
        // consumed this object.
        let symbol = unsafe { self.library.get::<F>(name.as_bytes()) };
        match symbol {
            Ok(symbol) => Ok(*symbol),
            Err(source) => Err(StartError::Symbol {
                library: self.path.clone(),
                symbol: name,
                source,
            }),
        }
    }

    /// Whether the interpreter runs.
    pub(super) fn is_initialized(&self) -> Result<bool, StartError> {
        // SAFETY: documented as int Py_IsInitialized(void); may be called at any time from any thread.
        let running =
            unsafe { self.function::<unsafe extern "C" fn() -> c_int>("Py_IsInitialized")?() };
        Ok(running != 0)
    }

    /// The version text, such as "3.11.7 (main, …)".
    pub(super) fn version(&self) -> Result<String, StartError> {
        // SAFETY: documented as const char *Py_GetVersion(void), static text; may be called before the start.
        let version = unsafe {
            text(self.function::<unsafe extern "C" fn() -> *const c_char>(
                "Py_GetVersion",
            )?())
        };
        Ok(version.unwrap_or_default())
    }
}

#[cfg(unix)]
mod platform {
    use super::{Interpreter, Path, PathBuf, StartError, system};
    use system::{Library, RTLD_GLOBAL, RTLD_LOCAL, RTLD_NOW};

    /// `RTLD_NOLOAD`: only if it is open already.
    #[cfg(target_os = "macos")]
    const RTLD_NOLOAD: std::ffi::c_int = 0x10;
    #[cfg(not(target_os = "macos"))]
    const RTLD_NOLOAD: std::ffi::c_int = 0x4;

    pub(super) fn open(found: &Interpreter) -> Result<Library, StartError> {
        open_with(&found.library, RTLD_LOCAL)
    }

    pub(super) fn publish(path: &Path, _found: Option<&Interpreter>) -> Result<(), StartError> {
        // Without a path it was found because it is visible.
        if !path.as_os_str().is_empty() {
            // The reference is given up on purpose: visible once, visible for ever.
            std::mem::forget(open_with(path, RTLD_GLOBAL)?);
        }
        Ok(())
    }

    fn open_with(path: &Path, visibility: std::ffi::c_int) -> Result<Library, StartError> {
        // SAFETY: runs the initialisers of libpython, which are those that its python program runs; discovery
        // has run that program successfully.
        unsafe { Library::open(Some(path), RTLD_NOW | visibility) }.map_err(|source| {
            StartError::Open {
                library: path.to_owned(),
                source,
            }
        })
    }

    pub(super) fn already_open(found: Option<&Interpreter>) -> Option<(Library, PathBuf)> {
        let whole = Library::this();
        // SAFETY: only asks whether the name exists; nothing is called through it here.
        let visible = unsafe { whole.get::<unsafe extern "C" fn()>(b"Py_IsInitialized") }.is_ok();
        if visible {
            return Some((whole, PathBuf::new()));
        }
        // Somebody may have opened it for himself only.
        let path = &found?.library;
        // SAFETY: with RTLD_NOLOAD no code of the library is run.
        let library = unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD) };
        library.ok().map(|library| (library, path.clone()))
    }
}

#[cfg(windows)]
mod platform {
    use super::{Interpreter, Path, PathBuf, StartError, system};
    use std::ffi::c_void;
    use std::os::windows::ffi::OsStrExt;
    use system::{LOAD_LIBRARY_SEARCH_DEFAULT_DIRS, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR, Library};

    pub(super) fn open(found: &Interpreter) -> Result<Library, StartError> {
        for folder in ["", "DLLs", "Library\\bin"] {
            add_folder(&found.base_prefix.join(folder));
        }
        load(&found.library)
    }

    pub(super) fn publish(_path: &Path, found: Option<&Interpreter>) -> Result<(), StartError> {
        // The core imports python3.dll by that bare name: the one opened first is taken.
        if let Some(stable) = found.and_then(|found| found.stable_library.as_ref()) {
            std::mem::forget(load(stable)?);
        }
        Ok(())
    }

    fn load(path: &Path) -> Result<Library, StartError> {
        let flags = LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS;
        // SAFETY: runs the initialisers of libpython, which are those that its python program runs; discovery
        // has run that program successfully.
        unsafe { Library::load_with_flags(path, flags) }.map_err(|source| StartError::Open {
            library: path.to_owned(),
            source,
        })
    }

    /// Lets extension modules find libraries there, as conda's activation does by PATH. Without it only
    /// some extension modules fail, with their own message.
    fn add_folder(folder: &Path) {
        if !folder.is_dir() {
            return;
        }
        let wide: Vec<u16> = folder.as_os_str().encode_wide().chain([0]).collect();
        let Ok(kernel) = Library::open_already_loaded("kernel32.dll") else {
            return;
        };
        // SAFETY: documented as void *AddDllDirectory(const wchar_t *), system calling convention; `wide` ends
        // with a zero and outlives the call.
        unsafe {
            if let Ok(add) = kernel
                .get::<unsafe extern "system" fn(*const u16) -> *mut c_void>(b"AddDllDirectory")
            {
                add(wide.as_ptr());
            }
        }
    }

    pub(super) fn already_open(_found: Option<&Interpreter>) -> Option<(Library, PathBuf)> {
        (10..=30).rev().find_map(|minor| {
            let name = format!("python3{minor}.dll");
            let library = Library::open_already_loaded(&name).ok()?;
            Some((library, PathBuf::from(name)))
        })
    }
}
