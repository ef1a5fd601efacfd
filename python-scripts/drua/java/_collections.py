"""Java's collections as Python's: what `collections.abc` expects, on public Java methods only.

Where Java has a method of a name, that is the method: ``map.get(key)`` is None for a missing key,
``list.remove(0)`` removes by index, ``set.add(x)`` says whether it was new. Everything here is live;
slices and set operations make new Java collections.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from typing import Any

from .. import _core
from ._lookup import java

__all__ = [
    "CollectionMixin",
    "EnumerationMixin",
    "IterableMixin",
    "IteratorMixin",
    "as_collection",
    "found",
    "held",
    "other_classes",
    "position",
    "walk",
]

_ABSENT = object()
_INT_BITS = 31


def walk(iterator: Any) -> Iterator[Any]:
    """Go through a java.util.Iterator."""
    more, following = iterator.hasNext, iterator.next
    while more():
        yield following()


def _twins(value: object) -> Iterator[object]:
    """Give a plain Python value as each other Java class that Python can't tell from the natural one."""
    for name in other_classes(value):
        try:
            yield _core.JavaCast(value, java(name).__java_id__)
        except OverflowError:
            continue


def other_classes(value: object) -> tuple[str, ...]:
    """Return the Java classes, besides the natural one, that hold the same plain Python value."""
    if type(value) is int and -(1 << _INT_BITS) <= value < 1 << _INT_BITS:
        return "java.lang.Long", "java.lang.Short", "java.lang.Byte"
    if type(value) is float:
        return ("java.lang.Float",)
    return ("java.lang.Character",) if type(value) is str and len(value) == 1 else ()


def _says(ask: Any, value: object) -> bool:
    """Ask a collection for a value; where it refuses such values (Java allows that), it hasn't got one."""
    try:
        return bool(ask(value))
    except (java("java.lang.ClassCastException"), java("java.lang.NullPointerException")):
        return False


def held(ask: Any, value: object) -> object:
    """Return `value` as the collection holds it.

    A Python int may be an Integer, a Long, a Short or a Byte in there, which are never equal in Java.

    Returns
    -------
    object
        The value as it is to be named in calls, or a mark of absence: ask `found`.
    """
    if _says(ask, value):
        return value
    return next((twin for twin in _twins(value) if _says(ask, twin)), _ABSENT)


def found(value: object) -> bool:
    """Say whether `held` found its value."""
    return value is not _ABSENT


class IterableMixin:
    """java.lang.Iterable."""

    def __iter__(self: Any) -> Iterator[Any]:
        return walk(self.iterator())


class IteratorMixin:
    """java.util.Iterator is a Python iterator."""

    def __iter__(self: Any) -> Any:
        return self

    def __next__(self: Any) -> Any:
        if not self.hasNext():
            raise StopIteration
        return self.next()


class EnumerationMixin:
    """java.util.Enumeration is a Python iterator."""

    def __iter__(self: Any) -> Any:
        return self

    def __next__(self: Any) -> Any:
        if not self.hasMoreElements():
            raise StopIteration
        return self.nextElement()


class CollectionMixin:
    """java.util.Collection."""

    def __len__(self: Any) -> int:
        return int(self.size())

    def __bool__(self: Any) -> bool:
        return not self.isEmpty()

    def __contains__(self: Any, value: object) -> bool:
        return found(held(self.contains, value))


def as_collection(values: Iterable[Any]) -> Any:
    """Give what Java takes as a Collection: a Java one as it is, anything else as a list."""
    if _core.java_class_id(values) and isinstance(values, java("java.util.Collection")):
        return values
    return list(values)


def position(index: Any, size: int) -> int:
    """Return a 0-based index that may be negative as one that isn't.

    Raises
    ------
    IndexError
        It is outside.
    """
    at = operator.index(index)
    whole = at + size if at < 0 else at
    if not 0 <= whole < size:
        raise IndexError(f"index {at} is out of range for length {size}")
    return whole
