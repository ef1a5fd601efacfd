"""Values on their way between the languages, where the core needs Python's help or a user asks for it."""

from __future__ import annotations

import datetime
import decimal
import pathlib
import uuid
from collections.abc import Mapping, Sequence, Set
from typing import Any

from .. import _core, _plain
from ._lookup import class_id, described

__all__ = ["cast", "describe", "java_class", "java_names", "live", "same", "statistics", "to_java", "to_python"]

_DEEPEST = 200


def describe(value: object) -> tuple[str, object] | None:
    """Return how a value travels that the wire format has no tag for: a name and plain content.

    None for values that have no counterpart: they travel as handles.
    """
    found = _plain.describe(value)
    if found is not None:
        return found
    for name, kind, copied in _LIKE_PYTHONS_OWN:
        if isinstance(value, kind):
            return name, copied(value)
    return None


#: What is read as Python's own containers are, because it behaves so: views of a dict, ranges, queues.
_LIKE_PYTHONS_OWN: tuple[tuple[str, type, Any], ...] = (
    ("set", Set, list),
    ("dict", Mapping, dict),
    ("list", Sequence, list),
)


def java_names(value: object) -> list[str]:
    """Return the names of the Java classes that `describe` values become, the natural one first."""
    if isinstance(value, datetime.datetime):
        if value.utcoffset() is None:
            return ["java.time.LocalDateTime"]
        return ["java.time.OffsetDateTime", "java.time.ZonedDateTime", "java.time.Instant"]
    return next((list(names) for kind, names in _NAMES.items() if isinstance(value, kind)), [])


_NAMES: dict[type, tuple[str, ...]] = {
    datetime.date: ("java.time.LocalDate",),
    datetime.time: ("java.time.LocalTime",),
    datetime.timedelta: ("java.time.Duration",),
    decimal.Decimal: ("java.math.BigDecimal",),
    uuid.UUID: ("java.util.UUID",),
    pathlib.PurePath: ("java.nio.file.Path", "java.io.File"),
}


def cast(value: object, java_type: object) -> Any:
    """Say the Java type of a value, for the choice among overloads.

    Parameters
    ----------
    value
        A Python value, a Java object or None.
    java_type
        Name of the type, or the type.

    Raises
    ------
    OverflowError
        The number is out of the type's range.
    TypeError
        The Java object is of no such type.
    """
    wanted = class_id(java_type)
    own = _core.java_class_id(value)
    if own and described(wanted).category == 0 and not isinstance(value, _core.java_type(wanted)):
        raise TypeError(f"a {described(own).name} can't be cast to {described(wanted).name}")
    _check_range(value, wanted)
    return _core.JavaCast(value, wanted)


_BITS = {2: 8, 4: 16, 5: 32, 6: 64}
_BOX_OFFSET = 16


def _check_range(value: object, wanted: int) -> None:
    category = described(wanted).category
    bits = _BITS.get(category, _BITS.get(category - _BOX_OFFSET))
    if bits is None or not isinstance(value, int) or isinstance(value, bool):
        return
    if not -(1 << (bits - 1)) <= value < 1 << (bits - 1):
        raise OverflowError(f"{value} is out of the range of Java's {described(wanted).name}")


def java_class(named: object) -> Any:
    """Return the java.lang.Class of a name, a Python type for a Java class, or a Java object."""
    number = class_id(named) if isinstance(named, (str, type)) else _core.java_class_id(named)
    if not number:
        raise TypeError(f"expected a Java class or object, found {type(named).__name__}")
    return _core.java_service("to_java", _core.java_type(number), 0)


def to_java(value: object, java_type: object = None) -> Any:
    """Return a value as a Java object: containers deeply, as copies.

    Parameters
    ----------
    value
        Any value; a Java object is given as it is.
    java_type
        The class it is to be; by default the natural one.

    Raises
    ------
    drua.ConversionError
        It can't become that; the message says where in the container.
    OverflowError
        A number is out of range.
    """
    if java_type is None and _core.java_class_id(value):
        return value
    wanted = 0 if java_type is None else class_id(java_type)
    if wanted:
        _check_range(value, wanted)
    return _core.java_service("to_java", value, wanted)


def to_python(value: Any, *, _depth: int = 0) -> Any:
    """Return a plain Python value, deeply: dict, list, set, str, int, float, ndarray.

    Java objects without a counterpart stay what they are. Python's containers are gone through, too.

    Raises
    ------
    drua.ConversionError
        A container contains itself.
    """
    if _depth > _DEEPEST:
        from .._errors import ConversionError

        raise ConversionError(f"nested deeper than {_DEEPEST} levels", hint="Does a container contain itself?")
    if _core.java_class_id(value):
        return _plainly(value)
    if isinstance(value, Mapping):
        return {to_python(key): to_python(entry, _depth=_depth + 1) for key, entry in value.items()}
    if type(value) in (list, tuple, set, frozenset):
        return type(value)(to_python(entry, _depth=_depth + 1) for entry in value)
    return value


def _plainly(value: Any) -> Any:
    # Texts and boxed numbers of Java are Python's own by a subclass.
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    return _core.java_to_python(value)


def live(container: object) -> Any:
    """Return a java.util.List, Map or Set over a Python list, dict or set itself.

    Changes on either side are seen on the other. Java objects given as arguments become copies otherwise.
    """
    return _core.java_service("live", _core.java_handle(container))


def same(first: object, second: object) -> bool:
    """Say whether both are the same Java object: two Python objects may stand for one, and are equal if it says so."""
    return _core.java_same(first, second)


def statistics() -> dict[str, int]:
    """Return the Java objects that Python holds (``references``) or let go of just now (``waiting``), and its types."""
    return _core.java_statistics()
