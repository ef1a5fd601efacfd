"""Python values that have no tag of their own in the wire format, and travel to Java under a type name."""

from __future__ import annotations

import enum
import sys
from typing import Any

from ._typed import Wire

__all__ = ["describe", "plain"]

_DEPTH = 200


def describe(value: object) -> tuple[str, object] | None:
    """Return type name and payload of a value that Java has a class for, or None.

    Modules that nobody has imported are not imported here: then no value is of their classes.
    """
    if isinstance(value, (set, frozenset)):
        return "set", list(value)
    if isinstance(value, enum.Enum):
        return "enum.Enum", [value.name, value.value]
    if isinstance(value, complex):
        return "complex", [value.real, value.imag]
    for module, find in _BY_MODULE:
        if module in sys.modules:
            found = find(value, sys.modules[module])
            if found is not None:
                return found
    return None


def _time(value: Any, datetime: Any) -> tuple[str, object] | None:
    # A datetime is a date, too.
    if isinstance(value, datetime.datetime):
        return "datetime.datetime", value.isoformat()
    if isinstance(value, datetime.date):
        return "datetime.date", value.isoformat()
    if isinstance(value, datetime.time):
        return "datetime.time", value.isoformat()
    if isinstance(value, datetime.timedelta):
        return "datetime.timedelta", [value.days, value.seconds, value.microseconds]
    return None


def _decimal(value: Any, decimal: Any) -> tuple[str, object] | None:
    return ("decimal.Decimal", str(value)) if isinstance(value, decimal.Decimal) else None


def _uuid(value: Any, uuid: Any) -> tuple[str, object] | None:
    return ("uuid.UUID", str(value)) if isinstance(value, uuid.UUID) else None


def _path(value: Any, pathlib: Any) -> tuple[str, object] | None:
    return ("pathlib.Path", str(value)) if isinstance(value, pathlib.PurePath) else None


_BY_MODULE = (("datetime", _time), ("decimal", _decimal), ("uuid", _uuid), ("pathlib", _path))


def plain(value: Any, depth: int = 0) -> Any:
    """Return a value with everything in it that `describe` knows as `Wire`; containers are copies.

    Deeper than any container may be it is left as it is, for the core to refuse.
    """
    kind = type(value)
    if kind in _UNCHANGED or depth > _DEPTH:
        return value
    if isinstance(value, (list, tuple)):
        return [plain(entry, depth + 1) for entry in value]
    if isinstance(value, dict):
        return {_key(key): plain(entry, depth + 1) for key, entry in value.items()}
    found = describe(value)
    if found is None:
        return value
    return Wire(found[0], plain(found[1], depth + 1))


def _key(key: Any) -> Any:
    """Return a key as it travels; a tuple has to stay one, as lists are no keys."""
    if type(key) in _UNCHANGED or isinstance(key, tuple):
        return key
    return plain(key)


_UNCHANGED = frozenset((type(None), bool, int, float, str, bytes))
