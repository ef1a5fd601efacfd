//! Opening the core, after libpython.

use drua_abi::{
    ABI_VERSION, DRUA_CORE_OPEN, DRUA_STATUS_LIBRARY, DRUA_STATUS_OK, DruaCore, DruaFrame, DruaHost,
};
use drua_wire::{Failure, Reader, Value, Writer};
use libloading::Library;
use std::path::Path;

/// Room for the core's first reply: a version, or an error with its traceback.
const REPLY_BYTES: usize = 256 << 10;

type Open = unsafe extern "C" fn(*const DruaHost, *mut DruaFrame) -> *const DruaCore;

/// What the core said when it was opened.
pub(crate) struct Opened {
    pub(crate) core: &'static DruaCore,
    /// Version of NumPy.
    pub(crate) numpy: String,
}

/// Opens the core library and lets it set itself up in the running interpreter. The GIL is not held.
pub(crate) fn open_core(
    path: &Path,
    python_path: &[String],
    host: &DruaHost,
) -> Result<Opened, Box<Failure>> {
    let open = symbol(path)?;
    let mut args = Writer::new();
    Value::List(
        python_path
            .iter()
            .map(|entry| entry.as_str().into())
            .collect(),
    )
    .write(&mut args)?;
    let mut reply = vec![0_u8; REPLY_BYTES];
    let mut frame = DruaFrame {
        version: ABI_VERSION,
        op: 0,
        target: 0,
        call: 0,
        args: args.as_bytes().as_ptr() as u64,
        args_len: args.as_bytes().len() as u64,
        spans: 0,
        span_count: 0,
        reply: reply.as_mut_ptr() as u64,
        reply_capacity: reply.len() as u64,
        reply_len: 0,
        status: DRUA_STATUS_OK,
        flags: 0,
        wait_nanos: 0,
        python_nanos: 0,
        events_wait: 0,
        reserved: [0; 2],
    };
    // SAFETY: the symbol is `drua_core_open` of a library that names itself so; host and frame are valid, and the
    // host's functions live as long as this library, which is never unloaded.
    let core = unsafe { open(host, &raw mut frame).as_ref() };
    let length = usize::try_from(frame.reply_len)
        .unwrap_or(usize::MAX)
        .min(reply.len());
    let value = Value::read(&mut Reader::new(&reply[..length])).unwrap_or(Value::Null);
    match core {
        Some(core)
            if core.version == ABI_VERSION && core.size as usize >= size_of::<DruaCore>() =>
        {
            Ok(Opened {
                core,
                numpy: value.as_text().unwrap_or_default().to_owned(),
            })
        }
        Some(core) => Err(other_version(path, core.version)),
        None => Err(refused(frame.status, &value)),
    }
}

fn symbol(path: &Path) -> Result<Open, Box<Failure>> {
    let broken = |error: libloading::Error| {
        let message = format!(
            "the native library {} can't be opened: {error}",
            path.display()
        );
        Failure::new(DRUA_STATUS_LIBRARY, "library", message).with_hint(
            "Install Drua again, so that the loader and core libraries lie side by side and are of one release.",
        )
    };
    // SAFETY: the library is Drua's own; its initialisers do nothing. Its Python symbols are resolved here, from the
    // libpython that was opened globally before.
    let library = unsafe { Library::new(path) }.map_err(broken)?;
    // SAFETY: the symbol has this type in every version of the interface.
    let open = unsafe { library.get::<Open>(DRUA_CORE_OPEN) }.map(|symbol| *symbol);
    let open = open.map_err(broken)?;
    // Threads and Python objects refer to its code until the process ends.
    std::mem::forget(library);
    Ok(open)
}

fn other_version(path: &Path, found: u32) -> Box<Failure> {
    let message = format!(
        "the native library {} speaks version {found} of Drua's interface; expected {ABI_VERSION}",
        path.display()
    );
    Failure::new(DRUA_STATUS_LIBRARY, "library", message)
        .with_hint("Install both libraries of one release.")
}

/// The core's own error, passed on.
fn refused(status: i32, value: &Value) -> Box<Failure> {
    let text = |key: &str| value.get(key).and_then(Value::as_text).map(str::to_owned);
    let status = if status == DRUA_STATUS_OK {
        DRUA_STATUS_LIBRARY
    } else {
        status
    };
    let code = text("code").unwrap_or_else(|| "library".to_owned());
    let message = text("message")
        .unwrap_or_else(|| "the core gave no reason why it can't be opened".to_owned());
    let mut failure = Failure::new(status, code, message);
    failure.kind = text("type");
    failure.hint = text("hint");
    for key in ["frames", "cause"] {
        if let Some(found) = value.get(key) {
            failure
                .details
                .push((format!("python_{key}"), found.clone()));
        }
    }
    failure
}
