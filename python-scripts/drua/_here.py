"""What is kept for each thread while it runs routines."""

from __future__ import annotations

from _thread import _local
from typing import Any

__all__ = ["Here", "threads"]


class Here:
    """State of one thread. An object of its own, because its fields are reached faster than those of a `_local`.

    Attributes
    ----------
    depth : int
        How many routines the thread is in.
    pending : list of str
        What it has written but not sent, by number of the stream.
    unsent : bool
        Whether any of these is not empty.
    rows : list or None
        What `drua.record` collects; None outside of processors.
    writers : tuple or None
        What gets the output instead of the host's console, by number of the stream; None: the console.
    """

    __slots__ = ("depth", "pending", "rows", "unsent", "writers")

    def __init__(self) -> None:
        self.depth = 0
        self.pending = ["", "", ""]
        self.unsent = False
        self.rows: list[dict[str, Any]] | None = None
        self.writers: tuple[Any, Any, Any] | None = None


class _Threads(_local):
    """Holds each thread's own state, made when the thread first asks for it."""

    def __init__(self) -> None:
        self.here = Here()


threads = _Threads()
