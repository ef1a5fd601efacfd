"""Classes of Java for the families: found once, and only where they are there."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..java import jimport

__all__ = ["find", "is_a", "jimport", "stored_type"]


def find(name: str) -> Any:
    """Return the type for a Java class, None where this application hasn't got it."""
    known = _found.get(name)
    if known is None:
        try:
            known = jimport(name)
        except (ImportError, TypeError):
            return None
        _found[name] = known
    return known


#: Only what was found: another jar may come at any time.
_found: dict[str, Any] = {}


def is_a(value: Any, name: str) -> bool:
    """Say whether a value is a Java object of the class or interface with this name; never loads the class."""
    return any(vars(part).get("__java_name__") == name for part in type(value).__mro__)


_STORED = {"uint8": "i1", "uint16": "i2", "uint32": "i4", "uint64": "i8", "complex64": "f4", "complex128": "f8"}


def stored_type(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the type of Java's arrays for pixels: its whole numbers are signed, and complex ones are two numbers."""
    return np.dtype(_STORED.get(dtype.name, dtype))
