"""What Java does to Python objects, as functions. Called by ``io.drua.bridge.PyObject`` and its views.

They follow Python's own rules; where Java needs another answer (no exception for a key that is not there), the
docstring says so.
"""

from __future__ import annotations

import builtins
import keyword
import operator
import sys
from collections.abc import Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Set
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from . import _plain
from ._typed import Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# The operations that Python has under these names already.
contains = operator.contains
del_attribute = builtins.delattr
del_item = operator.delitem
directory = builtins.dir
get_item = operator.getitem
has_attribute = builtins.hasattr
hash_of = builtins.hash
identity = builtins.id
is_callable = builtins.callable
is_instance = builtins.isinstance
iterator = builtins.iter
length = builtins.len
same = operator.is_
set_item = operator.setitem
truth = operator.truth
type_of = builtins.type


def equal(left: Any, right: Any) -> bool:
    """Say what ``==`` says; arrays raise, as in ``if``."""
    return bool(left == right)


def less(left: Any, right: Any) -> bool:
    """Say what ``<`` says."""
    return bool(left < right)


def less_or_equal(left: Any, right: Any) -> bool:
    """Say what ``<=`` says."""
    return bool(left <= right)


def greater(left: Any, right: Any) -> bool:
    """Say what ``>`` says."""
    return bool(left > right)


def greater_or_equal(left: Any, right: Any) -> bool:
    """Say what ``>=`` says."""
    return bool(left >= right)


class MissingMethodError(AttributeError):
    """Java called a method of an interface that the Python object does not have."""


class ChangedError(RuntimeError):
    """A container changed while Java iterated over it."""


def itself(value: Any) -> Any:
    """Return the value: Java says whether it wants an object or what it stands for."""
    return value


def plain(value: Any) -> Any:
    """Return a value as Java gets it: dates, sets and the like under their type names, everything else itself."""
    return _plain.plain(value)


def described(value: Any) -> Any:
    """Return an object as a value with a type name, or None if it travels as an object only."""
    found = _plain.plain(value)
    if found is not value or isinstance(value, (int, float, str, bytes, bytearray)):
        return found
    numpy = sys.modules.get("numpy")
    return value if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)) else None


def kind(value: Any) -> str:
    """Return which of Java's collections an object can be seen as."""
    if isinstance(value, Mapping):
        return "mapping"
    if isinstance(value, Set):
        return "set"
    return "sequence" if isinstance(value, Sequence) else ""


def is_mutable(value: Any) -> bool:
    """Say whether entries can be added to a container."""
    return isinstance(value, (MutableSequence, MutableMapping, MutableSet))


# -- Methods of interfaces --


def has_method(target: Any, name: str) -> bool:
    """Say whether `call_method` finds something to call."""
    return _method(target, name) is not None


def call_method(target: Any, name: str, *args: Any) -> Any:
    """Call a method by its Java name."""
    method = _method(target, name)
    if method is None:
        kind = type(target).__qualname__
        raise MissingMethodError(
            f"the Python object of class {kind} has no method '{name}', which Java called: define it, with "
            f"{len(args)} parameter{'' if len(args) == 1 else 's'} beside self"
        )
    return method(*args)


def _method(target: Any, name: str) -> Callable[..., Any] | None:
    found: Callable[..., Any] | None = getattr(target, name, None)
    if found is None and keyword.iskeyword(name):
        found = getattr(target, name + "_", None)
    return found


def proxy_equal(target: Any, other: Any, is_proxy: bool) -> bool:
    """Say whether a proxy of `target` equals another object; methods of one object are equal, though never the same."""
    own = getattr(target, "equals", None)
    if own is not None and callable(own) and not isinstance(target, type):
        return bool(own(other))
    if not is_proxy:
        return False
    return target is other or (_hashable(target) and _hashable(other) and bool(target == other))


def proxy_hash(target: Any) -> int:
    """Return a number that fits `proxy_equal`, 32 bits."""
    own = getattr(target, "hashCode", None)
    if own is not None and callable(own) and not isinstance(target, type):
        return int(own())
    number = hash(target) if _hashable(target) else id(target)
    return (number ^ number >> 32) & 0x7FFFFFFF


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def proxy_text(target: Any) -> str:
    """Return the text of a proxy."""
    own = getattr(target, "toString", None)
    if own is not None and callable(own) and not isinstance(target, type):
        return str(own())
    return str(target)


# -- Blocks --


def run_with(manager: AbstractContextManager[Any], body: Callable[[Any], Any]) -> bool:
    """Call a function within ``with``; say whether it came to its end."""
    ended = False
    with manager as value:
        body(value)
        ended = True
    return ended


# -- Containers --


class Held:
    """A container within a container, which Java sees live instead of as a copy."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def element(value: Any) -> Any:
    """Return an entry as a view of Java gives it."""
    if isinstance(value, (list, dict, set)):
        return Wire("drua.Held", [kind(value), Held(value)])
    return _plain.plain(value)


def list_get(values: Sequence[Any], index: int) -> Any:
    """Return an entry."""
    return element(values[index])


def list_set(values: MutableSequence[Any], index: int, value: Any) -> Any:
    """Replace an entry and return the old one."""
    old = values[index]
    values[index] = value
    return element(old)


def list_insert(values: MutableSequence[Any], index: int, value: Any) -> None:
    """Insert an entry; unlike Python, raise IndexError beyond the end."""
    if index > len(values):
        raise IndexError(f"index {index} is beyond the end, {len(values)}")
    values.insert(index, value)


def list_pop(values: MutableSequence[Any], index: int) -> Any:
    """Remove an entry and return it."""
    return element(values.pop(index))


def list_find(values: Sequence[Any], value: Any, last: bool) -> int:
    """Return the index of an entry that is equal, -1 for none."""
    indices: Iterable[int] = range(len(values) - 1, -1, -1) if last else range(len(values))
    for index in indices:
        entry = values[index]
        if entry is value or entry == value:
            return index
    return -1


def map_get(entries: Mapping[Any, Any], key: Any) -> Any:
    """Return the value of a key, None if there is none; no default is made."""
    return element(entries.get(key))


def map_put(entries: MutableMapping[Any, Any], key: Any, value: Any) -> Any:
    """Set the value of a key and return the old one, None if there was none."""
    old = entries.get(key)
    entries[key] = value
    return element(old)


def map_pop(entries: MutableMapping[Any, Any], key: Any) -> Any:
    """Remove a key and return its value, None if there was none."""
    return element(entries.pop(key, None))


def set_add(values: MutableSet[Any], value: Any) -> bool:
    """Add an entry; say whether it was new."""
    if value in values:
        return False
    values.add(value)
    return True


def set_remove(values: MutableSet[Any], value: Any) -> bool:
    """Remove an entry; say whether there was one."""
    if value not in values:
        return False
    values.discard(value)
    return True


def clear(container: Any) -> None:
    """Remove all entries."""
    container.clear()


class Keys:
    """The keys or entries that a container had, for an iterator that may remove some; Java holds it as an object."""

    __slots__ = ("keys",)

    def __init__(self, container: Iterable[Any]) -> None:
        self.keys = list(container)


def keys_of(container: Iterable[Any]) -> Keys:
    """Return the keys or entries as they are now."""
    return Keys(container)


def count_of(keys: Keys) -> int:
    """Return how many there were."""
    return len(keys.keys)


def key_at(container: Any, keys: Keys, index: int, expected: int) -> Any:
    """Return an entry of a set.

    Raises
    ------
    ChangedError
        The container has another length than the iterator left it with.
    """
    _check(container, expected)
    return _plain.plain(keys.keys[index])


def entry_at(container: Mapping[Any, Any], keys: Keys, index: int, expected: int) -> list[Any]:
    """Return key and value; see `key_at`."""
    _check(container, expected)
    key = keys.keys[index]
    try:
        value = container[key]
    except KeyError:
        raise ChangedError("the key was removed while Java iterated over the map") from None
    return [_plain.plain(key), element(value)]


def _check(container: Any, expected: int) -> None:
    if len(container) != expected:
        raise ChangedError(
            f"the container had {expected} entries and now has {len(container)}, while Java iterated over it"
        )


def remove_key(container: Any, keys: Keys, index: int) -> int:
    """Remove an entry and return the new length."""
    if isinstance(container, Mapping):
        container.pop(keys.keys[index], None)  # type: ignore[attr-defined]
    else:
        container.discard(keys.keys[index])
    return len(container)


def advance(values: Iterator[Any]) -> list[Any]:
    """Return the next value of an iterator in a list, an empty list at its end."""
    for value in values:
        return [_plain.plain(value)]
    return []
