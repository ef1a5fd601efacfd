"""Silence for one thread, without touching what other threads print."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from typing import Any

__all__ = ["quiet"]


class _Muted:
    """A stream that drops what its own thread writes and passes on the rest."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._thread = threading.get_ident()

    def write(self, text: str) -> int:
        if threading.get_ident() == self._thread:
            return len(text)
        return int(self._stream.write(text))

    def flush(self) -> None:
        if threading.get_ident() != self._thread:
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Drop what this thread writes to stdout and stderr through Python."""
    before = sys.stdout, sys.stderr
    muted = tuple(None if stream is None else _Muted(stream) for stream in before)
    sys.stdout, sys.stderr = muted
    try:
        yield
    finally:
        # Somebody may have put another stream there meanwhile; it stays.
        if sys.stdout is muted[0]:
            sys.stdout = before[0]
        if sys.stderr is muted[1]:
            sys.stderr = before[1]
