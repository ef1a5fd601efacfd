"""Entries that the host calls by name. Thin: each imports what it needs when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._bound import BoundProcessor
    from ._load import LoadedRoutine

__all__ = ["attach", "describe", "load", "processor", "typed"]


def attach() -> None:
    """Connect this interpreter's streams, logging and process functions to the host.

    Called once, right after the start; further calls change nothing. ``drua._core`` must be in
    `sys.modules`.
    """
    from . import _attach

    _attach.attach()


def describe(path: str) -> str:
    """Return the manifest of one routine file as JSON (schema 1).

    Never raises for a broken file: the error, with its line and a hint, is inside.
    """
    from . import _manifest

    return _manifest.describe(path)


def load(path: str, name: str) -> LoadedRoutine:
    """Return the routine `name` of a file, ready to be called.

    The file is imported once and again after it changed. When a changed file is broken, the routine
    that worked is given and its attribute ``error`` says what is wrong with the new text.

    Raises
    ------
    drua.ManifestError
        The file can't be used, or has no such routine.
    """
    from . import _load

    return _load.load(path, name)


def processor(path: str, name: str, parameters: Mapping[str, object] | None = None) -> BoundProcessor:
    """Return the processor `name` of a file with its parameters, ready to be given frames.

    Parameters
    ----------
    path, name
        The file, and the function or class in it.
    parameters
        Values by name, whatever its case. Numbers may come as text; what is left out has its default.

    Raises
    ------
    drua.ManifestError
        The file can't be used, or has no such processor.
    drua.ParameterError
        Unknown, of the wrong type, out of range or no valid choice.
    """
    from . import _bound

    return _bound.bind(path, name, parameters or {})


def typed(name: str, value: object) -> object:
    """Make the Python object for a TYPED value of the wire format.

    Unknown names give the bare value, so that a newer host can be understood in part.
    """
    from . import _typed

    return _typed.from_wire(name, value)
