"""java.util.Set as a `collections.abc.MutableSet`.

``add``, ``remove`` and ``clear`` are Java's own.
"""

from __future__ import annotations

import collections.abc
from collections.abc import Iterable
from typing import Any

from .. import _core
from ._collections import as_collection, found, held, other_classes
from ._lookup import java

__all__ = ["SetMixin"]


class SetMixin:
    """java.util.Set; what the operators give is a new java.util.LinkedHashSet."""

    def __eq__(self: Any, other: object) -> Any:
        if self is other:
            return True
        if _core.java_class_id(other):
            return bool(self.equals(other))
        if isinstance(other, collections.abc.Set):
            return len(self) == len(other) and all(value in self for value in other)
        return NotImplemented

    def __hash__(self: Any) -> int:
        return hash(self.hashCode())

    def __le__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Set):
            return NotImplemented
        return len(self) <= len(other) and all(value in other for value in self)

    def __lt__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Set):
            return NotImplemented
        return len(self) < len(other) and all(value in other for value in self)

    def __ge__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Set):
            return NotImplemented
        return len(self) >= len(other) and all(value in self for value in other)

    def __gt__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Set):
            return NotImplemented
        return len(self) > len(other) and all(value in self for value in other)

    def __and__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Iterable):
            return NotImplemented
        return new_set(value for value in other if value in self)

    def __or__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Iterable):
            return NotImplemented
        made = new_set(self)
        _add_all(made, other)
        return made

    def __sub__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Iterable):
            return NotImplemented
        made = new_set(self)
        _remove_all(made, other)
        return made

    def __xor__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Iterable):
            return NotImplemented
        others = new_set(other)
        made = new_set(value for value in self if value not in others)
        made.addAll(new_set(value for value in others if value not in self))
        return made

    def __rsub__(self: Any, other: Any) -> Any:
        if not isinstance(other, collections.abc.Iterable):
            return NotImplemented
        return new_set(value for value in other if value not in self)

    def __rand__(self: Any, other: Any) -> Any:
        return self & other

    def __ror__(self: Any, other: Any) -> Any:
        return self | other

    def __rxor__(self: Any, other: Any) -> Any:
        return self ^ other

    def __ior__(self: Any, other: Any) -> Any:
        _add_all(self, other)
        return self

    def __iand__(self: Any, other: Any) -> Any:
        others = new_set(other)
        _remove_all(self, [value for value in self if value not in others])
        return self

    def __isub__(self: Any, other: Any) -> Any:
        _remove_all(self, list(other))
        return self

    def __ixor__(self: Any, other: Any) -> Any:
        for value in new_set(other):
            at = held(self.contains, value)
            if found(at):
                self.remove(at)
            else:
                self.add(value)
        return self

    def isdisjoint(self: Any, other: Iterable[Any]) -> bool:
        """Say whether the two have nothing in common."""
        return not any(value in self for value in other)

    def discard(self: Any, value: object) -> None:
        """Remove a value if it is there."""
        _remove_all(self, [value])

    def pop(self: Any) -> Any:
        """Remove and return some value."""
        iterator = self.iterator()
        if not iterator.hasNext():
            raise KeyError("pop from an empty set")
        value = iterator.next()
        iterator.remove()
        return value

    def update(self: Any, *others: Iterable[Any]) -> None:
        """Add all values of others."""
        for other in others:
            _add_all(self, other)


def new_set(values: Iterable[Any]) -> Any:
    """Make a java.util.LinkedHashSet."""
    return java("java.util.LinkedHashSet")(as_collection(values))


def _add_all(values: Any, others: Iterable[Any]) -> None:
    if _core.java_class_id(others) == 0:
        others = [value for value in others if not (other_classes(value) and value in values)]
    values.addAll(as_collection(others))


def _remove_all(values: Any, others: Iterable[Any]) -> None:
    for value in others:
        at = held(values.contains, value)
        if found(at):
            values.remove(at)
