"""Java classes that may be missing."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import jpype

__all__ = ["find", "is_a", "jimport", "read", "write"]

_MISSING_FOR = 1.0
_missing: dict[str, float] = {}


@cache
def jimport(name: str) -> Any:
    """Return a Java class; `TypeError` if there is none of that name."""
    return jpype.JClass(name)


def find(name: str) -> Any:
    """Return a Java class, or None if there is none of that name.

    A class that is missing is looked for again a second later: jars can be added at run time, and all class loaders
    have to be asked.
    """
    if time.monotonic() - _missing.get(name, float("-inf")) < _MISSING_FOR:
        return None
    try:
        return jimport(name)
    except TypeError:
        _missing[name] = time.monotonic()
        return None


def is_a(value: object, name: str) -> bool:
    """Tell whether it is an instance of a Java class, which may be missing."""
    if not isinstance(value, jpype.JObject):
        return False
    kind = find(name)
    return kind is not None and isinstance(value, kind)


def read(array: Any) -> Any:
    """Return the values of a primitive Java array as a NumPy array of its own."""
    from drua import _core

    return _core.java_array_read(array, 0, len(array))


def write(element: str, values: Any) -> Any:
    """Return a new primitive Java array with the values of a NumPy array of that very type."""
    from drua.java import array

    return array(element, values)
