"""Errors of Drua, each with a stable ``code`` and, where there is one, a ``hint``.

The embedding library imports this module first and raises these classes by name, so it must
stay free of imports.
"""

from __future__ import annotations

__all__ = [
    "BufferInUseError",
    "Cancelled",
    "ConversionError",
    "DruaError",
    "ExpiredImageError",
    "ForbiddenCallError",
    "ImageTypeError",
    "InputError",
    "JavaError",
    "LostViewError",
    "ManifestError",
    "ParameterError",
    "PinnedCallError",
    "ResultError",
    "RoutineExitError",
]


class DruaError(Exception):
    """Base of all errors that Drua itself raises.

    Parameters
    ----------
    message
        What was expected and what was found.
    hint
        What to do next, or None.

    Attributes
    ----------
    code : str
        Stable name of the kind of error, the same in Python, Rust and Java.
    hint : str or None
        What to do next.
    """

    code = "drua"

    def __init__(self, message: str = "", *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint

    @property
    def details(self) -> dict[str, object]:
        """Facts beyond the message, by name; they travel to the host with the error."""
        return {}


class Cancelled(BaseException):
    """The user asked to stop. Not an `Exception`, so that ``except Exception`` lets it pass."""

    code = "cancelled"


class PinnedCallError(DruaError, RuntimeError):
    """The host was called while an image of this thread was pinned."""

    code = "pinned-call"


class BufferInUseError(DruaError):
    """Another call has borrowed the same pixels in a way that excludes this one."""

    code = "buffer-in-use"


class ConversionError(DruaError, TypeError):
    """A value has no counterpart on the other side."""

    code = "conversion"


class LostViewError(DruaError):
    """A view of a pinned image outlived its call, and could not be given pixels of its own."""

    code = "lost-view"


class JavaError(DruaError):
    """Java threw while Python had called it.

    Parameters
    ----------
    message
        The throwable's message.
    java_class
        Its class name.
    java_stack
        Its stack trace as text.
    """

    code = "java-exception"

    def __init__(self, message: str = "", java_class: str = "", java_stack: str = "") -> None:
        super().__init__(message)
        self.java_class = java_class
        self.java_stack = java_stack

    def __str__(self) -> str:
        """Class and message of the throwable."""
        message = super().__str__()
        if not self.java_class:
            return message
        return f"{self.java_class}: {message}" if message else self.java_class


class ManifestError(DruaError):
    """A routine file can't be used as it is.

    Parameters
    ----------
    message
        What is wrong.
    line
        1-based line in the file, or None.
    kind
        Name of the error class to show; by default this class.
    hint
        What to do next.
    """

    code = "manifest"

    def __init__(
        self,
        message: str = "",
        *,
        line: int | None = None,
        kind: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.kind = kind or "ManifestError"

    @property
    def details(self) -> dict[str, object]:
        """Line and kind of the error."""
        return {"line": self.line, "kind": self.kind}


class ParameterError(DruaError, ValueError):
    """A parameter is missing, unknown, of the wrong type or out of range.

    Parameters
    ----------
    parameter
        Name of the parameter.
    expected
        What it takes, in words.
    found
        What was given, in words.
    hint
        What to do next.
    """

    code = "parameter"

    def __init__(self, parameter: str = "", expected: str = "", found: str = "", *, hint: str | None = None) -> None:
        super().__init__(f"parameter '{parameter}': expected {expected}, found {found}", hint=hint)
        self.parameter = parameter
        self.expected = expected
        self.found = found

    @property
    def details(self) -> dict[str, object]:
        """Parameter, what was expected, what was found."""
        return {"parameter": self.parameter, "expected": self.expected, "found": self.found}


class ImageTypeError(ConversionError):
    """The image is of a type that the routine doesn't take."""

    code = "image-type"


class ResultError(ConversionError):
    """The routine returned something that it didn't declare, or that has no counterpart."""

    code = "result"


class RoutineExitError(DruaError):
    """The routine tried to end the program; only the routine was ended."""

    code = "routine-exit"


class ExpiredImageError(DruaError, RuntimeError):
    """An image was kept after the call that lent it."""

    code = "expired-image"


class InputError(DruaError, EOFError):
    """There is no standard input in the host."""

    code = "no-input"


class ImageStateError(DruaError, RuntimeError):
    """An image of the host can't be used as it is now: closed, locked by a command, of another size or type by now."""

    code = "image-state"


class ForbiddenCallError(DruaError, RuntimeError):
    """The call would end or break the whole host program."""

    code = "forbidden-call"
