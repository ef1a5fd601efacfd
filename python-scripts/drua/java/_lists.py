"""java.util.List as a `collections.abc.MutableSequence`.

``sort``, ``remove`` and ``clear`` are Java's own; slices are copies, as those of a Python list, and
are of class java.util.ArrayList.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from typing import Any

from .. import _core
from ._collections import as_collection, found, held, position
from ._lookup import java

__all__ = ["ListMixin"]


class ListMixin:
    """java.util.List."""

    def __getitem__(self: Any, index: Any) -> Any:
        if isinstance(index, slice):
            return _taken(self, index)
        at = operator.index(index)
        if at < 0:
            return self.get(position(at, self.size()))
        try:
            return self.get(at)
        except Exception:
            # One call where all is well; only a failure is looked at.
            position(at, self.size())
            raise

    def __setitem__(self: Any, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            _replace(self, index, list(value))
        else:
            self.set(position(index, self.size()), value)

    def __delitem__(self: Any, index: Any) -> None:
        if not isinstance(index, slice):
            self.remove(position(index, self.size()))
            return
        start, stop, step = index.indices(self.size())
        if step == 1:
            self.subList(start, max(start, stop)).clear()
        else:
            for at in sorted(range(start, stop, step), reverse=True):
                self.remove(at)

    def __reversed__(self: Any) -> Iterator[Any]:
        iterator = self.listIterator(self.size())
        while iterator.hasPrevious():
            yield iterator.previous()

    def __eq__(self: Any, other: object) -> Any:
        if self is other:
            return True
        if _core.java_class_id(other):
            return bool(self.equals(other))
        if not isinstance(other, list):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=False))

    def __hash__(self: Any) -> int:
        return hash(self.hashCode())

    def __add__(self: Any, other: Any) -> Any:
        if not isinstance(other, Iterable) or isinstance(other, str):
            return NotImplemented
        made = java("java.util.ArrayList")(self)
        made.addAll(as_collection(other))
        return made

    def __radd__(self: Any, other: Any) -> Any:
        return [*other, *self] if isinstance(other, list) else NotImplemented

    def __iadd__(self: Any, other: Any) -> Any:
        self.addAll(as_collection(other))
        return self

    def append(self: Any, value: Any) -> None:
        """Add a value at the end."""
        self.add(value)

    def extend(self: Any, values: Iterable[Any]) -> None:
        """Add all values at the end."""
        self.addAll(as_collection(values))

    def insert(self: Any, index: int, value: Any) -> None:
        """Insert a value before an index; indices outside mean the ends."""
        size = self.size()
        at = operator.index(index)
        self.add(max(0, at + size) if at < 0 else min(at, size), value)

    def pop(self: Any, index: int = -1) -> Any:
        """Remove and return the value at an index, by default the last."""
        size = self.size()
        if not size:
            raise IndexError("pop from an empty list")
        return self.remove(position(index, size))

    def index(self: Any, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return the first index of a value between `start` and `stop`."""
        first, last, _ = slice(start, stop).indices(self.size())
        part = self if (first, last) == (0, self.size()) else self.subList(first, max(first, last))
        at = held(part.contains, value)
        if not found(at):
            raise ValueError(f"{value!r} is not in the list")
        return first + int(part.indexOf(at))

    def count(self: Any, value: Any) -> int:
        """Return how often a value is there."""
        at = held(self.contains, value)
        return int(java("java.util.Collections").frequency(self, at)) if found(at) else 0

    def reverse(self: Any) -> None:
        """Reverse the order, in place."""
        java("java.util.Collections").reverse(self)


def _taken(values: Any, index: slice) -> Any:
    start, stop, step = index.indices(values.size())
    made = java("java.util.ArrayList")
    if step == 1:
        return made(values.subList(start, max(start, stop)))
    return made([values.get(at) for at in range(start, stop, step)])


def _replace(values: Any, index: slice, others: list[Any]) -> None:
    start, stop, step = index.indices(values.size())
    places = range(start, max(start, stop) if step == 1 else stop, step)
    if len(places) == len(others):
        # Lists of fixed size, such as those over an array, allow this.
        for at, value in zip(places, others, strict=True):
            values.set(at, value)
    elif step == 1:
        values.subList(start, places.stop).clear()
        values.addAll(start, others)
    else:
        raise ValueError(f"{len(places)} places of a slice with step {step} can't take {len(others)} values")
