"""Java arrays as Python sequences of fixed length, and as NumPy's arrays by one copy.

The collector moves what is on the Java heap, so there is no view in place: change elements here, or
compute on ``numpy.asarray(array)`` and write back with ``array[:] = result``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _core
from ._arrays import array, class_name_of, fitting
from ._collections import position
from ._lookup import CHAR, DTYPES, Described, described, java

__all__ = ["ArrayMixin", "as_python", "copied"]

_CHUNK = 1 << 16
_SHOWN = 8


class ArrayMixin:
    """All Java arrays; a slice is a new Java array."""

    @property
    def length(self: Any) -> int:
        """Number of elements, as in Java."""
        return len(self)

    def __len__(self: Any) -> int:
        return _core.java_array_length(self)

    def __getitem__(self: Any, index: Any) -> Any:
        if isinstance(index, slice):
            return _taken(self, index)
        return _get(self, element_of(self), position(index, len(self)))

    def __setitem__(self: Any, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            _replace(self, index, value)
        else:
            _set(self, element_of(self), position(index, len(self)), value)

    def __iter__(self: Any) -> Iterator[Any]:
        element, size = element_of(self), len(self)
        if element.category not in DTYPES:
            get = java("java.lang.reflect.Array").get
            for at in range(size):
                yield get(self, at)
            return
        for start in range(0, size, _CHUNK):
            part = _core.java_array_read(self, start, min(_CHUNK, size - start))
            yield from as_python(part, element.category == CHAR)

    def __contains__(self: Any, value: object) -> bool:
        return any(mine is value or mine == value for mine in self)

    def __eq__(self: Any, other: object) -> Any:
        if self is other:
            return True
        if not isinstance(other, (list, tuple)) and not is_array(other):
            return NotImplemented
        others: Any = other
        if len(self) != len(others):
            return False
        return all(mine == its for mine, its in zip(self, others, strict=False))

    def __hash__(self: Any) -> int:
        return hash(self.hashCode())

    def __array__(self: Any, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return copied(whole(self), dtype, copy, "an array on the Java heap")

    def __bytes__(self: Any) -> bytes:
        data = whole(self)
        if data.dtype.itemsize != 1:
            raise TypeError(f"{type(self).__java_name__} is no byte[]; numpy.asarray(array).tobytes() gives its memory")
        return bytes(data.tobytes())

    def __str__(self: Any) -> str:
        size = len(self)
        shown = [repr(self[at]) for at in range(min(size, _SHOWN))]
        return f"[{', '.join(shown)}{', ...' if size > _SHOWN else ''}]"

    def __repr__(self: Any) -> str:
        name = type(self).__java_name__
        head, bracket, rest = name.partition("[")
        return f"<{head}{bracket}{len(self)}{rest} {self!s}>"

    def index(self: Any, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return the first index of a value between `start` and `stop`."""
        first, last, _ = slice(start, stop).indices(len(self))
        for at, mine in enumerate(self):
            if first <= at < last and mine == value:
                return at
        raise ValueError(f"{value!r} is not in the array")

    def count(self: Any, value: Any) -> int:
        """Return how often a value is there."""
        return sum(1 for mine in self if mine == value)


def element_of(values: Any) -> Described:
    """Return what an array's elements are."""
    return described(described(_core.java_class_id(values)).element)


def is_array(value: object) -> bool:
    """Say whether it is a Java array."""
    number = _core.java_class_id(value)
    return bool(number) and described(number).element != 0


def as_python(part: NDArray[Any], chars: bool) -> list[Any]:
    """Return elements as Python values."""
    return [chr(unit) for unit in part.tolist()] if chars else list(part.tolist())


def whole(values: Any) -> NDArray[Any]:
    """Return a copy of all elements; arrays of arrays of equal lengths have several axes."""
    if element_of(values).category in DTYPES:
        return _core.java_array_read(values, 0, len(values))
    rows = [np.asarray(row) if is_array(row) else row for row in values]
    arrays = [row for row in rows if isinstance(row, np.ndarray)]
    if rows and len(arrays) == len(rows) and len({row.shape for row in arrays}) == 1:
        return np.stack(arrays)
    made = np.empty(len(rows), dtype=object)
    made[:] = rows if not arrays else [*rows]
    return made


def copied(found: NDArray[Any], dtype: Any, copy: bool | None, what: str) -> NDArray[Any]:
    """Finish ``__array__``: what is given was copied already.

    Raises
    ------
    ValueError
        It was to be had without a copy.
    """
    if copy is False:
        raise ValueError(f"{what} can be had by a copy only, and copy=False was asked for")
    return found if dtype is None else found.astype(dtype, copy=False)


def _get(values: Any, element: Described, at: int) -> Any:
    reflect = java("java.lang.reflect.Array")
    if element.category not in DTYPES:
        return reflect.get(values, at)
    return getattr(reflect, f"get{class_name_of(element.category).capitalize()}")(values, at)


def _set(values: Any, element: Described, at: int, value: Any) -> None:
    reflect = java("java.lang.reflect.Array")
    if element.category in DTYPES:
        value = value.item() if isinstance(value, np.generic) else value
        getattr(reflect, f"set{class_name_of(element.category).capitalize()}")(values, at, value)
    else:
        number = described(_core.java_class_id(values)).element
        reflect.set(values, at, value if value is None else _core.JavaCast(value, number))


def _taken(values: Any, index: slice) -> Any:
    start, stop, step = index.indices(len(values))
    places = range(start, stop, step)
    number = described(_core.java_class_id(values)).element
    if described(number).category in DTYPES:
        first, last = (min(places[0], places[-1]), max(places[0], places[-1])) if places else (0, -1)
        part = _core.java_array_read(values, first, last - first + 1)
        return array(_core.java_type(number), part[:: abs(step)][:: 1 if step > 0 else -1])
    made = array(_core.java_type(number), len(places))
    put, get = java("java.lang.reflect.Array").set, java("java.lang.reflect.Array").get
    for to, at in enumerate(places):
        put(made, to, get(values, at))
    return made


def _replace(values: Any, index: slice, others: Any) -> None:
    start, stop, step = index.indices(len(values))
    places, element = range(start, stop, step), element_of(values)
    if element.category not in DTYPES:
        listed = list(others)
        if len(listed) != len(places):
            raise ValueError(f"{len(places)} elements can't take {len(listed)} values: an array keeps its length")
        for at, value in zip(places, listed, strict=True):
            _set(values, element, at, value)
        return
    others = list(others) if isinstance(others, (Iterator, range)) else others
    given = fitting(others, element.category)
    if given.shape != (len(places),):
        if given.ndim:
            raise ValueError(f"{len(places)} elements can't take values of shape {given.shape}")
        given = np.full(len(places), given)
    if not places:
        return
    if step == 1:
        _core.java_array_write(values, start, given)
        return
    first = min(places[0], places[-1])
    part = _core.java_array_read(values, first, abs(places[-1] - places[0]) + 1)
    part[np.asarray(places) - first] = given
    _core.java_array_write(values, first, part)
