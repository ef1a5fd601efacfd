//! Python exceptions and failures of the bridge, in both directions; the only place that knows both.

use crate::calls::{self, Obstacle};
use crate::java;
use crate::stack;
use crate::state::state;
use drua_abi as abi;
use drua_image::ImageError;
use drua_wire::{Failure, Reader, SourceFrame, Value, WireError};
use pyo3::exceptions::{PyException, PyRecursionError, PyRuntimeError, PySyntaxError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTraceback, PyType};
use std::borrow::Cow;
use std::cell::Cell;

/// How many causes are followed.
const MAX_CAUSES: usize = 8;
/// How many frames of a traceback travel; of a deep recursion the ends are enough.
const MAX_FRAMES: usize = 64;

/// What the host is told of a Python exception.
pub(crate) fn to_failure(py: Python<'_>, error: &PyErr) -> Box<Failure> {
    let mut failure = one_failure(py, error, 0);
    // The exception with its traceback, which before 3.12 lies beside it until somebody puts it there.
    let exception = error.clone_ref(py).into_value(py);
    failure.exception = state().keep(exception.into_any()).ok();
    failure
}

fn one_failure(py: Python<'_>, error: &PyErr, depth: usize) -> Box<Failure> {
    let value = error.value(py);
    let (status, code) = classify(py, error);
    let mut failure = Failure::new(status, code, message(value));
    failure.kind = Some(class_name(&error.get_type(py)));
    failure.hint = text_attribute(value, "hint");
    failure.frames = frames(py, error.traceback(py));
    failure.details = details(value);
    failure.details.extend(throwable(value));
    if error.is_instance_of::<PySyntaxError>(py) {
        failure.frames.extend(syntax_frame(value));
    }
    if depth < MAX_CAUSES {
        failure.cause = cause(py, error).map(|cause| one_failure(py, &cause, depth + 1));
    }
    failure
}

/// The Java exception that a Python one stands for; the handle that goes with it keeps it until the host has it.
fn throwable(value: &Bound<'_, PyAny>) -> Option<(String, Value)> {
    let held = java::throwable_of(value)?;
    let handle = state().keep(value.clone().unbind()).ok()?;
    let object = Value::HostObject {
        reference: held.reference,
        class: held.class,
        handle,
    };
    Some(("throwable".to_owned(), object))
}

/// `__cause__`, or `__context__` unless it is suppressed.
fn cause(py: Python<'_>, error: &PyErr) -> Option<PyErr> {
    error.cause(py).or_else(|| {
        let value = error.value(py);
        let suppressed = value
            .getattr(intern!(py, "__suppress_context__"))
            .ok()?
            .is_truthy()
            .ok()?;
        let context = value.getattr(intern!(py, "__context__")).ok()?;
        (!suppressed && !context.is_none()).then(|| PyErr::from_value(context))
    })
}

/// Status and stable code. Only Drua's own classes have a say in it: others use the name `code` for other things.
fn classify(py: Python<'_>, error: &PyErr) -> (i32, Cow<'static, str>) {
    let ours = own_class(py, "DruaError").is_ok_and(|class| error.is_instance(py, &class))
        || calls::cancelled_class(py).is_ok_and(|class| error.is_instance(py, class));
    let code = if ours {
        text_attribute(error.value(py), "code")
    } else {
        None
    };
    match code.as_deref() {
        None => (
            abi::DRUA_STATUS_PYTHON_EXCEPTION,
            Cow::Borrowed("python-exception"),
        ),
        Some("cancelled") => (abi::DRUA_STATUS_CANCELLED, Cow::Borrowed("cancelled")),
        Some("buffer-in-use") => (
            abi::DRUA_STATUS_BUFFER_IN_USE,
            Cow::Borrowed("buffer-in-use"),
        ),
        Some("conversion") => (abi::DRUA_STATUS_CONVERSION, Cow::Borrowed("conversion")),
        Some("lost-view") => (abi::DRUA_STATUS_LOST_VIEW, Cow::Borrowed("lost-view")),
        Some(other) => (
            abi::DRUA_STATUS_PYTHON_EXCEPTION,
            Cow::Owned(other.to_owned()),
        ),
    }
}

fn own_class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import(intern!(py, "drua._errors"))?.getattr(name)
}

/// The facts that an error of ours carries beyond its message, as text.
fn details(value: &Bound<'_, PyAny>) -> Vec<(String, Value)> {
    let Ok(details) = value.getattr("details") else {
        return Vec::new();
    };
    let Ok(details) = details.cast_into::<PyDict>() else {
        return Vec::new();
    };
    let entry = |(key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
        let value = if value.is_none() {
            Value::Null
        } else {
            message(&value).into()
        };
        Some((key.extract().ok()?, value))
    };
    details.iter().filter_map(entry).collect()
}

/// `str(value)`, also where that raises or has characters that no other language has.
pub(crate) fn message(value: &Bound<'_, PyAny>) -> String {
    match value.str() {
        Ok(text) => text.to_string_lossy().into_owned(),
        Err(_) => {
            "(its message can't be read: str() of the exception raised another one)".to_owned()
        }
    }
}

fn class_name(class: &Bound<'_, PyType>) -> String {
    let name = class
        .qualname()
        .map_or_else(|_| "Exception".to_owned(), |name| name.to_string());
    match class.module() {
        Ok(module) if module != "builtins" => format!("{module}.{name}"),
        _ => name,
    }
}

fn text_attribute(value: &Bound<'_, PyAny>, name: &str) -> Option<String> {
    value.getattr(name).ok()?.extract().ok()
}

fn frames(py: Python<'_>, traceback: Option<Bound<'_, PyTraceback>>) -> Vec<SourceFrame> {
    let mut frames = Vec::new();
    let mut next = traceback.map(Bound::into_any);
    while let Some(entry) = next {
        frames.extend(frame(py, &entry));
        next = entry
            .getattr(intern!(py, "tb_next"))
            .ok()
            .filter(|next| !next.is_none());
        if frames.len() > MAX_FRAMES {
            frames.remove(MAX_FRAMES / 2);
        }
    }
    frames
}

fn frame(py: Python<'_>, entry: &Bound<'_, PyAny>) -> Option<SourceFrame> {
    let line: u32 = entry
        .getattr(intern!(py, "tb_lineno"))
        .ok()?
        .extract()
        .unwrap_or(0);
    let code = entry
        .getattr(intern!(py, "tb_frame"))
        .ok()?
        .getattr(intern!(py, "f_code"))
        .ok()?;
    let file: String = code
        .getattr(intern!(py, "co_filename"))
        .ok()?
        .extract()
        .ok()?;
    let function: String = code.getattr(intern!(py, "co_name")).ok()?.extract().ok()?;
    let source = py
        .import(intern!(py, "linecache"))
        .and_then(|cache| cache.call_method1(intern!(py, "getline"), (&file, line)))
        .and_then(|text| text.extract::<String>())
        .unwrap_or_default();
    Some(SourceFrame {
        file,
        line,
        function,
        source: source.trim().to_owned(),
    })
}

/// Where the text is that Python could not parse.
fn syntax_frame(value: &Bound<'_, PyAny>) -> Option<SourceFrame> {
    let file = text_attribute(value, "filename")?;
    let line = value.getattr("lineno").ok()?.extract().ok()?;
    let source = text_attribute(value, "text").unwrap_or_default();
    Some(SourceFrame {
        file,
        line,
        function: String::new(),
        source: source.trim().to_owned(),
    })
}

/// What the host is told of memory that could not be lent.
pub(crate) fn image_failure(error: &ImageError) -> Box<Failure> {
    Failure::new(error.status(), error.code(), error.to_string()).with_hint(error.hint())
}

/// What the host is told of a defect that was stopped at the edge.
pub(crate) fn panic_failure(payload: &(dyn std::any::Any + Send)) -> Box<Failure> {
    Failure::panicked("Drua itself", payload)
}

fn raise(py: Python<'_>, class: &str, message: &str) -> PyErr {
    let made = own_class(py, class).and_then(|class| class.call1((message,)));
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// What a thread is told that may not call the host just now.
#[cold]
pub(crate) fn obstacle(py: Python<'_>, obstacle: Obstacle, name: &str) -> PyErr {
    match obstacle {
        Obstacle::Pinned => pinned_call(py, name),
        Obstacle::Stack => PyRecursionError::new_err(stack::too_deep(name)),
    }
}

/// A call of the host while pixels of the thread are pinned.
fn pinned_call(py: Python<'_>, name: &str) -> PyErr {
    let text = format!(
        "{name} can't be called while the image is pinned: Java may not run on a thread that holds its pixels. \
         Remove pin=True from its declaration, so that it gets a copy; a processor says calls_java=True."
    );
    raise(py, "PinnedCallError", &text)
}

/// A call of the host where there is none.
pub(crate) fn no_host(name: &str) -> PyErr {
    PyRuntimeError::new_err(format!(
        "{name} can't be called: no host program has opened Drua"
    ))
}

/// A value that has no counterpart on the other side.
pub(crate) fn conversion(py: Python<'_>, message: &str) -> PyErr {
    raise(py, "ConversionError", message)
}

/// A text that has no counterpart on the other side.
pub(crate) fn lone_surrogate(py: Python<'_>, error: &PyErr) -> PyErr {
    let found = message(error.value(py));
    let message = format!(
        "the text has a surrogate without its pair, which is no character ({found}); \
         remove it, for example with text.encode('utf-8', 'replace').decode()"
    );
    conversion(py, &message)
}

/// A block that could not be written.
pub(crate) fn wire(py: Python<'_>, error: &WireError) -> PyErr {
    conversion(py, &error.to_string())
}

/// A table that could not take or give something.
pub(crate) fn image(py: Python<'_>, error: &ImageError) -> PyErr {
    let class = match error {
        ImageError::BufferInUse(_) => "BufferInUseError",
        _ => "ConversionError",
    };
    raise(py, class, &format!("{error}. {}", error.hint()))
}

/// The Python exception for a reference to a Java one, which is taken over; nothing where it can't be made.
fn of_throwable(py: Python<'_>, reference: u64, class: u64) -> Option<PyErr> {
    thread_local! {
        static WITHIN: Cell<bool> = const { Cell::new(false) };
    }
    // Making it asks Java, which may fail in the same way, and so on without end.
    if WITHIN.replace(true) {
        java::let_go_unread(reference);
        return None;
    }
    let made = java::object_of(py, reference, class);
    WITHIN.set(false);
    match made {
        Ok(exception) => Some(PyErr::from_value(exception)),
        // The wish to stop may meet the thread just here; it is no failure that the exception's texts could stand for.
        Err(error) if !error.is_instance_of::<PyException>(py) => Some(error),
        Err(_) => None,
    }
}

/// The exception that the host's error block stands for: the same object where it was a Python exception first.
pub(crate) fn from_host(py: Python<'_>, block: &[u8]) -> PyErr {
    let value = match Value::read(&mut Reader::new(block)) {
        Ok(value) => value,
        Err(error) => {
            return PyRuntimeError::new_err(format!(
                "the host failed without a readable error: {error}"
            ));
        }
    };
    let throwable = match value.get("throwable") {
        Some(Value::HostObject {
            reference, class, ..
        }) => Some((*reference, *class)),
        _ => None,
    };
    if let Some(Value::Object(handle)) = value.get("exception")
        && let Ok(exception) = state().object(py, *handle)
    {
        if let Some((reference, _)) = throwable {
            java::let_go_unread(reference);
        }
        return PyErr::from_value(exception.into_bound(py));
    }
    if let Some((reference, class)) = throwable
        && let Some(made) = of_throwable(py, reference, class)
    {
        return made;
    }
    // Its texts have to do.
    let text = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_text)
            .unwrap_or_default()
            .to_owned()
    };
    let arguments = (text("message"), text("type"), text("stack"));
    let made = own_class(py, "JavaError").and_then(|class| class.call1(arguments));
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// A view of pinned pixels that could not be given a copy.
pub(crate) fn lost_view(py: Python<'_>) -> PyErr {
    let text = "the routine, or a library or thread that it started, still uses the image's memory after the call \
                ended, and can't be given a copy; what it reads or writes there is no longer the image. Remove \
                pin=True from @routine, or copy the pixels with image.copy() before passing them on";
    raise(py, "LostViewError", text)
}

/// Takes the frames from an exception and its causes: their local variables would keep pinned pixels.
pub(crate) fn forget_frames(py: Python<'_>, error: &PyErr) {
    let mut next = Some(error.clone_ref(py));
    for _ in 0..MAX_CAUSES {
        let Some(current) = next else { break };
        next = cause(py, &current);
        // Every exception object has this attribute; without it there is nothing to forget.
        let _ = current
            .value(py)
            .setattr(intern!(py, "__traceback__"), py.None());
    }
}
