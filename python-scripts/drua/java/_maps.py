"""java.util.Map as a `collections.abc.MutableMapping`.

``get``, ``values``, ``putIfAbsent`` and so on are Java's own: ``map.get(key)`` is None for a missing key. With a
default, which Java's has not, ``map.get(key, default)`` is Python's.
"""

from __future__ import annotations

import collections.abc
from collections.abc import Iterator, Mapping
from typing import Any

from .. import _core
from ._collections import found, held, other_classes, walk
from ._lookup import java

__all__ = ["EntryMixin", "MapMixin", "get_or_default"]


class EntryMixin:
    """java.util.Map.Entry unpacks: ``key, value = entry``."""

    def __iter__(self: Any) -> Iterator[Any]:
        yield self.getKey()
        yield self.getValue()

    def __len__(self: Any) -> int:
        return 2

    def __getitem__(self: Any, index: int) -> Any:
        return (self.getKey(), self.getValue())[index]


class Items(collections.abc.ItemsView[Any, Any]):
    """Live pairs of a Java map."""

    _mapping: Any

    def __init__(self, mapping: Any) -> None:
        super().__init__(mapping)

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        for entry in walk(self._mapping.entrySet().iterator()):
            yield entry.getKey(), entry.getValue()

    def __repr__(self) -> str:
        return f"Items({self._mapping!r})"


class MapMixin:
    """java.util.Map; ``map[key]`` raises KeyError, ``map.get(key)`` is Java's."""

    def __len__(self: Any) -> int:
        return int(self.size())

    def __bool__(self: Any) -> bool:
        return not self.isEmpty()

    def __iter__(self: Any) -> Iterator[Any]:
        return walk(self.keySet().iterator())

    def __contains__(self: Any, key: object) -> bool:
        return found(held(self.containsKey, key))

    def __getitem__(self: Any, key: object) -> Any:
        try:
            value = self.get(key)
        except (java("java.lang.ClassCastException"), java("java.lang.NullPointerException")):
            value = None
        if value is not None:
            return value
        return self.get(_present(self, key))

    def __setitem__(self: Any, key: object, value: object) -> None:
        if other_classes(key):
            at = held(self.containsKey, key)
            key = at if found(at) else key
        self.put(key, value)

    def __delitem__(self: Any, key: object) -> None:
        self.remove(_present(self, key))

    def __eq__(self: Any, other: object) -> Any:
        if self is other:
            return True
        if _core.java_class_id(other):
            return bool(self.equals(other))
        if not isinstance(other, Mapping):
            return NotImplemented
        return len(self) == len(other) and all(key in self and self[key] == other[key] for key in other)

    def __hash__(self: Any) -> int:
        return hash(self.hashCode())

    def __or__(self: Any, other: Any) -> Any:
        if not isinstance(other, Mapping):
            return NotImplemented
        made = java("java.util.LinkedHashMap")(self)
        made |= other
        return made

    def __ror__(self: Any, other: Any) -> Any:
        if not isinstance(other, Mapping):
            return NotImplemented
        made = java("java.util.LinkedHashMap")()
        _put_all(made, other)
        made.putAll(self)
        return made

    def __ior__(self: Any, other: Any) -> Any:
        _put_all(self, other)
        return self

    def keys(self: Any) -> Any:
        """Return the live set of keys, Java's keySet()."""
        return self.keySet()

    def items(self: Any) -> Items:
        """Return a live view of pairs."""
        return Items(self)

    def pop(self: Any, key: object, *default: Any) -> Any:
        """Remove a key and return its value, or the default where there is none."""
        at = held(self.containsKey, key)
        if found(at):
            return self.remove(at)
        if default:
            return default[0]
        raise KeyError(key)

    def popitem(self: Any) -> tuple[Any, Any]:
        """Remove and return some pair."""
        iterator = self.entrySet().iterator()
        if not iterator.hasNext():
            raise KeyError("popitem from an empty map")
        key, value = iterator.next()
        iterator.remove()
        return key, value

    def setdefault(self: Any, key: object, default: Any = None) -> Any:
        """Return the value of a key, after setting it if there was none."""
        if key not in self:
            self.put(key, default)
        return self[key]

    def update(self: Any, *others: Any, **named: Any) -> None:
        """Put all pairs of others."""
        for other in (*others, *([named] if named else [])):
            _put_all(self, other)


def _put_all(mapping: Any, other: Any) -> None:
    mapping.putAll(other if _core.java_class_id(other) else dict(other))


def get_or_default(mapping: Any, key: object, default: Any) -> Any:
    """Return the value of a key or a default, as `collections.abc.Mapping` has it: ``get`` with two arguments."""
    try:
        return mapping[key]
    except KeyError:
        return default


def _present(mapping: Any, key: object) -> object:
    at = held(mapping.containsKey, key)
    if not found(at):
        raise KeyError(key)
    return at
