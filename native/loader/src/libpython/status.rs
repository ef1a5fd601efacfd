//! `PyStatus` and what it says.

use std::ffi::{CStr, c_char, c_int};
use std::path::PathBuf;

use super::StartError;

/// `PyStatus`, the same from 3.10 to 3.13. Returned by value.
#[repr(C)]
pub(super) struct Status {
    kind: c_int,
    func: *const c_char,
    message: *const c_char,
    exit_code: c_int,
}

impl Status {
    /// `Ok`, or what Python said. A wish to exit is an error too: this process belongs to the host.
    pub(super) fn check(&self) -> Result<(), StartError> {
        match self.kind {
            0 => Ok(()),
            2 => Err(refused(
                format!("it asked to end the process with code {}", self.exit_code),
                None,
            )),
            _ => {
                // SAFETY: CPython sets both to static C strings or null, see PyStatus_Error; they are read
                // while the library is open, and it is never closed.
                let (message, func) = unsafe { (text(self.message), text(self.func)) };
                Err(refused(
                    message.unwrap_or_else(|| "no message".to_owned()),
                    func,
                ))
            }
        }
    }
}

/// A refusal with what the environment tells about its cause.
pub(super) fn refused(message: String, func: Option<String>) -> StartError {
    let python_home = std::env::var_os("PYTHONHOME")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from);
    StartError::Refused {
        message,
        func,
        python_home,
    }
}

/// Copies a C string.
///
/// # Safety
/// `string` is null or points to a zero-terminated string.
pub(super) unsafe fn text(string: *const c_char) -> Option<String> {
    if string.is_null() {
        return None;
    }
    // SAFETY: not null, and the caller vouches for the zero at its end.
    Some(
        unsafe { CStr::from_ptr(string) }
            .to_string_lossy()
            .into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(kind: c_int, message: &'static CStr, exit_code: c_int) -> Status {
        Status {
            kind,
            func: c"init_something".as_ptr(),
            message: message.as_ptr(),
            exit_code,
        }
    }

    #[test]
    fn an_error_carries_message_and_function() {
        assert!(status(0, c"", 0).check().is_ok());
        let error = status(1, c"no luck", 0).check().unwrap_err();
        assert_eq!(
            error.to_string(),
            "Python did not start: no luck (in init_something)"
        );
    }

    #[test]
    fn a_wish_to_exit_is_an_error() {
        let error = status(2, c"", 3).check().unwrap_err();
        assert_eq!(error.code(), "libpython-refused");
        assert!(
            error.to_string().contains("end the process with code 3"),
            "{error}"
        );
    }

    #[test]
    fn a_status_without_texts_is_told_too() {
        let bare = Status {
            kind: 1,
            func: std::ptr::null(),
            message: std::ptr::null(),
            exit_code: 0,
        };
        assert_eq!(
            bare.check().unwrap_err().to_string(),
            "Python did not start: no message"
        );
    }
}
