"""A few Java classes in Python, with the mixins of `drua.java` on them, and a core that knows them.

Enough to test what is written on Java's public methods; the real ones are used in tests/crosslang.
"""

from __future__ import annotations

import itertools
import sys
import types
from collections.abc import Iterator
from typing import Any

import numpy as np

_NUMBERS = itertools.count(1)


class Cast:
    """A value with its Java type said; the fake's boxes know it."""

    def __init__(self, value: Any, class_id: int) -> None:
        self.value, self.class_id = value, class_id


class Long(int):
    """java.lang.Long: equal to no Integer, as Java has it."""


def same(one: Any, other: Any) -> bool:
    """Compare as Java's equals does."""
    one, other = (Long(side.value) if isinstance(side, Cast) else side for side in (one, other))
    return type(one) is type(other) and bool(one == other)


class Object:
    """java.lang.Object."""

    __java_name__ = "java.lang.Object"
    __java_id__ = 0

    def equals(self, other: Any) -> bool:
        return self is other

    def hashCode(self) -> int:  # noqa: N802
        return 7

    def toString(self) -> str:  # noqa: N802
        return "text"


class ClassCastException(Exception): ...  # noqa: N818


class NullPointerException(Exception): ...  # noqa: N818


class Walker(Object):
    """java.util.Iterator over a list; removing takes from the list itself."""

    __java_name__ = "java.util.Iterator"

    def __init__(self, values: list[Any], at: int = 0) -> None:
        self.values, self.at = values, at

    def hasNext(self) -> bool:  # noqa: N802
        return self.at < len(self.values)

    def next(self) -> Any:
        self.at += 1
        return self.values[self.at - 1]

    def hasPrevious(self) -> bool:  # noqa: N802
        return self.at > 0

    def previous(self) -> Any:
        self.at -= 1
        return self.values[self.at]

    def remove(self) -> None:
        self.at -= 1
        del self.values[self.at]


class Collection(Object):
    """java.util.Collection over a Python list."""

    __java_name__ = "java.util.Collection"

    def __init__(self, values: Any = ()) -> None:
        self.values: list[Any] = []
        self.addAll(values)

    def size(self) -> int:
        return len(self.values)

    def isEmpty(self) -> bool:  # noqa: N802
        return not self.values

    def contains(self, value: Any) -> bool:
        return any(same(mine, value) for mine in self.values)

    def iterator(self) -> Walker:
        return Walker(self.values)

    def add(self, *value: Any) -> bool:
        self.values.insert(value[0] if len(value) > 1 else len(self.values), value[-1])
        return True

    def addAll(self, *values: Any) -> bool:  # noqa: N802
        for at, value in enumerate(list(values[-1])):
            self.add(*((values[0] + at, value) if len(values) > 1 else (value,)))
        return True

    def clear(self) -> None:
        self.values.clear()


class ArrayList(Collection):
    """java.util.ArrayList; a part of it is one that writes through."""

    __java_name__ = "java.util.List"

    def get(self, at: int) -> Any:
        if not 0 <= at < len(self.values):
            raise RuntimeError("java.lang.IndexOutOfBoundsException")
        return self.values[at]

    def set(self, at: int, value: Any) -> Any:
        before, self.values[at] = self.values[at], value
        return before

    def remove(self, at: int) -> Any:
        return self.values.pop(at)

    def indexOf(self, value: Any) -> int:  # noqa: N802
        return next(at for at, mine in enumerate(self.values) if same(mine, value))

    def listIterator(self, at: int) -> Walker:  # noqa: N802
        return Walker(self.values, at)

    def subList(self, start: int, stop: int) -> Any:  # noqa: N802
        part = type(self)(self.values[start:stop])
        whole = self.values

        def clear() -> None:
            del whole[start:stop]

        part.clear = clear  # type: ignore[method-assign]
        return part

    def equals(self, other: Any) -> bool:
        return isinstance(other, ArrayList) and other.values == self.values


class LinkedHashSet(Collection):
    """java.util.LinkedHashSet."""

    __java_name__ = "java.util.Set"

    def add(self, *value: Any) -> bool:
        return not self.contains(value[0]) and self.values.append(value[0]) is None

    def remove(self, value: Any) -> bool:
        kept = [mine for mine in self.values if not same(mine, value)]
        changed, self.values = len(kept) != len(self.values), kept
        return changed


class Entry(Object):
    """java.util.Map.Entry."""

    __java_name__ = "java.util.Map$Entry"

    def __init__(self, key: Any, value: Any) -> None:
        self.key, self.value = key, value

    def getKey(self) -> Any:  # noqa: N802
        return self.key

    def getValue(self) -> Any:  # noqa: N802
        return self.value


class LinkedHashMap(Object):
    """java.util.LinkedHashMap; refuses null keys as TreeMap does."""

    __java_name__ = "java.util.Map"

    def __init__(self, other: Any = None) -> None:
        self.entries: list[Any] = []
        if other is not None:
            self.putAll(other)

    def _find(self, key: Any) -> Any:
        if key is None:
            raise NullPointerException
        if isinstance(key, bytes):
            raise ClassCastException
        return next((entry for entry in self.entries if same(entry.key, key)), None)

    def size(self) -> int:
        return len(self.entries)

    def isEmpty(self) -> bool:  # noqa: N802
        return not self.entries

    def containsKey(self, key: Any) -> bool:  # noqa: N802
        return self._find(key) is not None

    def get(self, key: Any) -> Any:
        entry = self._find(key)
        return None if entry is None else entry.value

    def put(self, key: Any, value: Any) -> None:
        entry = self._find(key)
        if entry is None:
            self.entries.append(TYPES["java.util.Map$Entry"](key, value))
        else:
            entry.value = value

    def putAll(self, other: Any) -> None:  # noqa: N802
        for key, value in other.items():
            self.put(key, value)

    def remove(self, key: Any) -> Any:
        entry = self._find(key)
        self.entries.remove(entry)
        return entry.value

    def keySet(self) -> Any:  # noqa: N802
        return TYPES["java.util.Set"](entry.key for entry in self.entries)

    def entrySet(self) -> Any:  # noqa: N802
        found = Collection()
        found.values = self.entries
        return found


class IntArray(Object):
    """An array of int."""

    __java_name__ = "int[]"

    def __init__(self, values: Any) -> None:
        self.data = np.array(values, np.int32)


TYPES: dict[str, Any] = {}


class FakeJava(types.ModuleType):
    """drua._core, as far as Java goes."""

    JavaCast = Cast

    def __init__(self) -> None:
        super().__init__("drua._core")
        self.packages = {"java": [["Odd"], ["util"]], "java.util": [["ArrayList", "Map"], []]}
        self.asked: list[tuple[object, ...]] = []

    def java_class_id(self, value: object) -> int:
        return int(getattr(type(value), "__java_id__", 0))

    def java_type(self, number: int) -> Any:
        return next(made for made in TYPES.values() if made.__java_id__ == number)

    def java_handle(self, value: object) -> object:
        return ("handle", value)

    def java_array_length(self, array: Any) -> int:
        return len(array.data)

    def java_array_read(self, array: Any, start: int, count: int) -> Any:
        return array.data[start : start + count].copy()

    def java_array_write(self, array: Any, start: int, values: Any) -> None:
        assert values.dtype == array.data.dtype
        array.data[start : start + len(values)] = values

    def java_service(self, operation: str, *arguments: Any) -> Any:
        self.asked.append((operation, *arguments))
        return getattr(self, f"_{operation}")(*arguments)

    def _find(self, name: str) -> int | None:
        known = {"java.util.ArrayList": "java.util.List", "java.util.Map": "java.util.Map", "int": "int"}.get(name, name)
        return TYPES[known].__java_id__ if known in TYPES else None

    def _package(self, name: str) -> bool:
        return name in self.packages

    def _members(self, name: str) -> list[list[str]]:
        return self.packages[name]

    def _add_path(self, path: str) -> None:
        self.packages["added"] = [[], []]

    def _classes(self, ids: list[int]) -> list[list[Any]]:
        names = [self.java_type(number).__java_name__ for number in ids]
        int_id = TYPES["int"].__java_id__
        rows = {"int": (5, 0), "int[]": (32, int_id)}
        found = [(one, name, *rows.get(name, (0, 0))) for one, name in zip(ids, names, strict=True)]
        return [[one, name, category, 0, element, False] for one, name, category, element in found]


def install() -> Iterator[FakeJava]:
    """Put the fake in the place of the core and of the classes, and take all away again."""
    core, classes = FakeJava(), types.ModuleType("drua.java._classes")
    before = {name: sys.modules.get(name) for name in sys.modules if name.startswith("drua.java")}
    sys.modules.update({"drua._core": core, "drua.java._classes": classes})
    classes.jimport = jimport  # type: ignore[attr-defined]
    from drua.java import _protocols

    int_type = type("int", (Object,), {"__java_name__": "int"})
    chain = [Object, Walker, Collection, ArrayList, LinkedHashSet, Entry, LinkedHashMap, IntArray, int_type]
    made: dict[type, Any] = {}
    for plain in chain:
        name = str(plain.__java_name__)  # type: ignore[attr-defined]
        mixin = _protocols.MIXINS.get("[]" if name.endswith("[]") else name)
        body = {} if mixin is None else {key: value for key, value in vars(mixin).items() if key not in _SKIPPED}
        base = plain.__bases__[0]
        kept = {key: value for key, value in vars(plain).items() if key not in _SKIPPED}
        bases = (made[base],) if base in made else ()
        made[plain] = TYPES[name] = type(plain.__name__, bases, {**body, **kept, "__java_id__": next(_NUMBERS)})
        _protocols.adopt(name, made[plain])
    yield core
    for name in [name for name in sys.modules if name.startswith(("drua.java", "drua._core", "java"))]:
        del sys.modules[name]
    sys.modules.update({name: module for name, module in before.items() if module is not None})
    TYPES.clear()


_SKIPPED = ("__dict__", "__weakref__", "__doc__", "__module__")


def jimport(name: str) -> Any:
    """Return one of the classes."""
    own = {
        "java.util.ArrayList": "java.util.List",
        "java.util.LinkedHashSet": "java.util.Set",
        "java.util.LinkedHashMap": "java.util.Map",
        "java.lang.Long": "java.lang.Object",
        "java.lang.Short": "java.lang.Object",
        "java.lang.Byte": "java.lang.Object",
        "java.lang.Float": "java.lang.Object",
        "java.lang.Character": "java.lang.Object",
    }
    if name == "java.lang.ClassCastException":
        return ClassCastException
    if name == "java.lang.NullPointerException":
        return NullPointerException
    if name == "java.util.Collections":
        return types.SimpleNamespace(
            frequency=lambda values, value: sum(same(mine, value) for mine in values.values),
            reverse=lambda values: values.values.reverse(),
        )
    return TYPES[own.get(name, name)]
