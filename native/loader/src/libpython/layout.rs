//! `PyConfig` and `PyPreConfig` as C structures, per minor version.
//!
//! CPython promises their layout within a minor version only. The lists follow the public headers
//! (`Include/cpython/initconfig.h`); a test compiles those headers where it finds them and compares every
//! offset, and [`super::py_config`] checks each library again before it is trusted.

use std::ffi::{c_int, c_ulong};

/// `wchar_t`: 32 bits on Unix systems, 16 on Windows.
#[cfg(windows)]
pub(super) type WideChar = u16;
/// `wchar_t`: 32 bits on Unix systems, 16 on Windows.
#[cfg(not(windows))]
pub(super) type WideChar = i32;

/// `wchar_t *`.
pub(super) type Wide = *mut WideChar;

/// `PyWideStringList`.
#[repr(C)]
pub(super) struct WideList {
    length: isize,
    items: *mut Wide,
}

/// `PyPreConfig`, the same from 3.10 to 3.13.
#[repr(C)]
pub(super) struct PreConfig {
    pub _config_init: c_int,
    pub parse_argv: c_int,
    pub isolated: c_int,
    pub use_environment: c_int,
    pub configure_locale: c_int,
    pub coerce_c_locale: c_int,
    pub coerce_c_locale_warn: c_int,
    #[cfg(windows)]
    pub legacy_windows_fs_encoding: c_int,
    pub utf8_mode: c_int,
    pub dev_mode: c_int,
    pub allocator: c_int,
}

/// The fields that Drua reads or sets, of whatever version. The pointers lead into the structure they
/// were taken from.
pub(super) struct Fields {
    pub install_signal_handlers: *mut c_int,
    pub faulthandler: *mut c_int,
    pub parse_argv: *mut c_int,
    pub write_bytecode: *mut c_int,
    pub user_site_directory: *mut c_int,
    pub configure_c_stdio: *mut c_int,
    pub pathconfig_warnings: *mut c_int,
    pub init_main: *mut c_int,
    pub program_name: *mut Wide,
    pub executable: *mut Wide,
}

/// A version's `PyConfig`.
pub(super) trait Layout {
    /// Its fields. `config` need not be initialised.
    fn fields(config: *mut Self) -> Fields;
    /// Offsets by name, of all fields.
    #[cfg(test)]
    fn offsets() -> Vec<(&'static str, usize)>;
}

macro_rules! py_config {
    ($(#[$about:meta])* $name:ident,
     after_tracemalloc { $($a:ident: $at:ty),* },
     after_import_time { $($b:ident: $bt:ty),* },
     after_dump_refs { $($c:ident: $ct:ty),* },
     before_paths { $($d:ident: $dt:ty),* },
     before_executable { $($e:ident: $et:ty),* },
     after_run_filename { $($f:ident: $ft:ty),* },
     last { $($g:ident: $gt:ty),* }) => {
        py_config! { @struct $(#[$about])* $name {
            _config_init: c_int, isolated: c_int, use_environment: c_int, dev_mode: c_int,
            install_signal_handlers: c_int, use_hash_seed: c_int, hash_seed: c_ulong,
            faulthandler: c_int, tracemalloc: c_int, $($a: $at,)* import_time: c_int, $($b: $bt,)*
            show_ref_count: c_int, dump_refs: c_int, $($c: $ct,)* malloc_stats: c_int,
            filesystem_encoding: Wide, filesystem_errors: Wide, pycache_prefix: Wide, parse_argv: c_int,
            orig_argv: WideList, argv: WideList, xoptions: WideList, warnoptions: WideList,
            site_import: c_int, bytes_warning: c_int, warn_default_encoding: c_int, inspect: c_int,
            interactive: c_int, optimization_level: c_int, parser_debug: c_int, write_bytecode: c_int,
            verbose: c_int, quiet: c_int, user_site_directory: c_int, configure_c_stdio: c_int,
            buffered_stdio: c_int, stdio_encoding: Wide, stdio_errors: Wide,
        } {
            check_hash_pycs_mode: Wide, $($d: $dt,)*
            pathconfig_warnings: c_int, program_name: Wide, pythonpath_env: Wide, home: Wide,
            platlibdir: Wide, module_search_paths_set: c_int, module_search_paths: WideList,
            $($e: $et,)* executable: Wide, base_executable: Wide, prefix: Wide, base_prefix: Wide,
            exec_prefix: Wide, base_exec_prefix: Wide, skip_source_first_line: c_int,
            run_command: Wide, run_module: Wide, run_filename: Wide, $($f: $ft,)*
            _install_importlib: c_int, _init_main: c_int, $($g: $gt,)*
        } }
    };
    (@struct $(#[$about:meta])* $name:ident { $($x:ident: $xt:ty,)* } { $($y:ident: $yt:ty,)* }) => {
        $(#[$about])*
        #[repr(C)]
        pub(super) struct $name {
            $($x: $xt,)*
            #[cfg(windows)]
            legacy_windows_stdio: c_int,
            $($y: $yt,)*
        }

        impl Layout for $name {
            fn fields(config: *mut Self) -> Fields {
                // Wrapping arithmetic on addresses: nothing is read, so nothing has to be valid yet.
                let base = config.cast::<u8>();
                let int = |offset: usize| base.wrapping_add(offset).cast::<c_int>();
                let wide = |offset: usize| base.wrapping_add(offset).cast::<Wide>();
                Fields {
                    install_signal_handlers: int(std::mem::offset_of!($name, install_signal_handlers)),
                    faulthandler: int(std::mem::offset_of!($name, faulthandler)),
                    parse_argv: int(std::mem::offset_of!($name, parse_argv)),
                    write_bytecode: int(std::mem::offset_of!($name, write_bytecode)),
                    user_site_directory: int(std::mem::offset_of!($name, user_site_directory)),
                    configure_c_stdio: int(std::mem::offset_of!($name, configure_c_stdio)),
                    pathconfig_warnings: int(std::mem::offset_of!($name, pathconfig_warnings)),
                    init_main: int(std::mem::offset_of!($name, _init_main)),
                    program_name: wide(std::mem::offset_of!($name, program_name)),
                    executable: wide(std::mem::offset_of!($name, executable)),
                }
            }

            #[cfg(test)]
            fn offsets() -> Vec<(&'static str, usize)> {
                vec![
                    $((stringify!($x), std::mem::offset_of!($name, $x)),)*
                    $((stringify!($y), std::mem::offset_of!($name, $y)),)*
                ]
            }
        }
    };
}

py_config! {
    /// Of 3.10.
    Config310,
    after_tracemalloc {}, after_import_time {}, after_dump_refs {}, before_paths {}, before_executable {},
    after_run_filename {}, last { _isolated_interpreter: c_int }
}

py_config! {
    /// Of 3.11.
    Config311,
    after_tracemalloc {}, after_import_time { code_debug_ranges: c_int },
    after_dump_refs { dump_refs_file: Wide }, before_paths { use_frozen_modules: c_int, safe_path: c_int },
    before_executable { stdlib_dir: Wide }, after_run_filename {},
    last { _isolated_interpreter: c_int, _is_python_build: c_int }
}

py_config! {
    /// Of 3.12.
    Config312,
    after_tracemalloc { perf_profiling: c_int }, after_import_time { code_debug_ranges: c_int },
    after_dump_refs { dump_refs_file: Wide },
    before_paths { use_frozen_modules: c_int, safe_path: c_int, int_max_str_digits: c_int },
    before_executable { stdlib_dir: Wide }, after_run_filename {}, last { _is_python_build: c_int }
}

py_config! {
    /// Of 3.13.
    Config313,
    after_tracemalloc { perf_profiling: c_int }, after_import_time { code_debug_ranges: c_int },
    after_dump_refs { dump_refs_file: Wide },
    before_paths { use_frozen_modules: c_int, safe_path: c_int, int_max_str_digits: c_int, cpu_count: c_int },
    before_executable { stdlib_dir: Wide }, after_run_filename { sys_path_0: Wide },
    last { _is_python_build: c_int }
}
