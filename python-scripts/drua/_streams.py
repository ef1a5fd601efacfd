"""stdin, stdout and stderr inside a host."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from ._errors import InputError
from ._here import threads

__all__ = ["GuestStream", "HostInput", "HostOutput", "flush_streams", "inside_call"]

_LIMIT = 8192


class HostOutput(io.TextIOBase):
    """A stream that shows in the host's console.

    Text is sent by whole lines while a routine runs, each thread its own, and at once otherwise. Sending
    never waits for the host.

    Parameters
    ----------
    core
        The module ``drua._core``.
    number
        1 for output, 2 for errors.
    """

    def __init__(self, core: Any, number: int) -> None:
        super().__init__()
        self._core = core
        self._number = number

    encoding = "utf-8"
    errors = "backslashreplace"

    @property
    def name(self) -> str:
        """As of the stream that it replaces."""
        return ("", "<stdout>", "<stderr>")[self._number]

    @property
    def buffer(self) -> _Bytes:
        """The same stream for bytes, read as UTF-8."""
        return _Bytes(self)

    def write(self, text: str, /) -> int:
        """Write text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        here = threads.here
        pending = here.pending[self._number] + text
        if here.depth == 0 or len(pending) >= _LIMIT:
            self._send(pending)
            return len(text)
        cut = pending.rfind("\n") + 1
        self._keep(pending[cut:])
        if cut:
            self._write(pending[:cut])
        return len(text)

    def writelines(self, lines: Iterable[str], /) -> None:  # type: ignore[override]
        """Write all texts."""
        self.write("".join(lines))

    def flush(self) -> None:
        """Send what this thread has written."""
        pending = threads.here.pending[self._number]
        if pending:
            self._send(pending)

    def close(self) -> None:
        """Flush; the host's console stays open."""
        self.flush()

    def writable(self) -> bool:
        """Yes."""
        return True

    def isatty(self) -> bool:
        """No: colours and cursor movements would show as text."""
        return False

    def fileno(self) -> int:
        """Raise, as there is no file behind it."""
        raise io.UnsupportedOperation("the host's console has no file number")

    def _send(self, text: str) -> None:
        self._keep("")
        if text:
            self._write(text)

    def _keep(self, text: str) -> None:
        here = threads.here
        here.pending[self._number] = text
        here.unsent = bool(here.pending[1] or here.pending[2])

    def _write(self, text: str) -> None:
        if not text.isascii():
            # Lone surrogates, such as of odd file names, are no UTF-8.
            text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        writers = threads.here.writers
        write = None if writers is None else writers[self._number]
        if write is None:
            self._core.write(self._number, text)
        else:
            write(text)


class _Bytes(io.RawIOBase):
    def __init__(self, stream: HostOutput) -> None:
        super().__init__()
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        view = bytes(data)
        self._stream.write(view.decode("utf-8", "backslashreplace"))
        return len(view)

    def flush(self) -> None:
        self._stream.flush()


class HostInput(io.TextIOBase):
    """Standard input of a program that has none: each read says so, and none waits."""

    encoding = "utf-8"

    @property
    def name(self) -> str:
        """As of the stream that it replaces."""
        return "<stdin>"

    def read(self, size: int | None = -1, /) -> str:
        """Raise InputError."""
        self._refuse()

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """Raise InputError."""
        self._refuse()

    def __next__(self) -> NoReturn:
        """Raise InputError."""
        self._refuse()

    def readable(self) -> bool:
        """Yes, so that readers get this class's message."""
        return True

    def isatty(self) -> bool:
        """No."""
        return False

    def fileno(self) -> int:
        """Raise, as there is no file behind it."""
        raise io.UnsupportedOperation("there is no standard input in the host")

    def _refuse(self) -> NoReturn:
        raise InputError(
            "a routine can't read standard input: there is no terminal",
            hint="ask for the value in the dialog: make it a parameter of the routine",
        )


class GuestStream:
    """A stream of an interpreter that ran before the host came: the host's within routines, its own outside."""

    def __init__(self, own: Any, host: Any) -> None:
        self._own = own
        self._host = host

    def __getattr__(self, name: str) -> Any:
        return getattr(self._host if threads.here.depth else self._own, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._host if threads.here.depth else self._own)

    def __next__(self) -> str:
        line: str = next(self._host if threads.here.depth else self._own)
        return line

    def flush_host(self) -> None:
        """Send what this thread's routine has written."""
        if isinstance(self._host, HostOutput):
            self._host.flush()


class _InsideCall:
    """Context of one routine's run: output goes by lines, and all of it is sent at the end."""

    __slots__ = ()

    def __enter__(self) -> None:
        threads.here.depth += 1

    def __exit__(self, *_: object) -> None:
        here = threads.here
        here.depth -= 1
        if here.depth == 0 and here.unsent:
            flush_streams()


def flush_streams() -> None:
    """Send what this thread's routine has written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, HostOutput):
            stream.flush()
        elif isinstance(stream, GuestStream):
            stream.flush_host()


inside_call = _InsideCall()
