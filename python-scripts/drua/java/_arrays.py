"""Making Java arrays, and giving Python's numbers to them without a silent change."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from .. import _core
from ._lookup import CHAR, DTYPES, array_of, class_id, described, java

__all__ = ["array", "fitting"]

_FIRST_INTEGER, _LAST_INTEGER = 2, 6
_FLOAT = 7
_BOOLEAN = 1


def array(element_type: object, values: Any, *lengths: SupportsIndex) -> Any:
    """Make a Java array.

    Parameters
    ----------
    element_type
        Class of the elements: a name such as ``"int"``, ``"java.lang.String"`` or ``"int[]"``, or a type.
    values
        The values, or the length of an array of zeros or nulls. An ndarray of several axes becomes an
        array of arrays; unsigned numbers in an ndarray keep their bits (uint16 in a ``short[]``), as
        Java's image programs have it.
    *lengths
        Further lengths: ``array("int", 3, 4)`` is an ``int[3][4]``.

    Raises
    ------
    OverflowError
        A number is out of the element type's range.
    TypeError
        A value isn't of the element type.

    Examples
    --------
    >>> array("int", 10), array("double", [0.5, 1]), array("short", image)  # doctest: +SKIP
    """
    element = class_id(element_type)
    if isinstance(values, SupportsIndex) and not isinstance(values, np.ndarray):
        return _empty(element, [operator.index(values), *map(operator.index, lengths)])
    if lengths:
        raise TypeError(f"lengths are whole numbers, found {type(values).__name__}")
    if described(element).category in DTYPES:
        return _primitive(element, values)
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    return _core.java_service("to_java", listed, array_of(element))


def _empty(element: int, lengths: list[int]) -> Any:
    if min(lengths) < 0 or max(lengths) > np.iinfo(np.int32).max:
        raise OverflowError(f"Java arrays have 0 to {np.iinfo(np.int32).max} elements, asked for {lengths}")
    reflect, dimensions = java("java.lang.reflect.Array"), _core.java_service("classes", [element])[0][3]
    return reflect.newInstance(dimensions, np.asarray(lengths, np.int32))


def _primitive(element: int, values: Any) -> Any:
    if not isinstance(values, (np.ndarray, str, bytes, bytearray, memoryview)):
        values = values if isinstance(values, (list, tuple)) or hasattr(values, "__array__") else list(values)
        if isinstance(values, (list, tuple)) and values and isinstance(values[0], (list, tuple, np.ndarray)):
            return _rows(element, values)
    fitted = fitting(values, described(element).category)
    if fitted.ndim > 1:
        return _rows(element, fitted)
    made = _empty(element, [len(fitted)])
    _core.java_array_write(made, 0, fitted)
    return made


def _rows(element: int, rows: Iterable[Any]) -> Any:
    """Make an array of arrays; the rows may differ in length."""
    made = [_primitive(element, row) for row in rows]
    inner = max(made, key=lambda row: str(type(row).__java_name__).count("["), default=None)
    of = array_of(element) if inner is None else int(type(inner).__java_id__)
    outer = _empty(of, [len(made)])
    put = java("java.lang.reflect.Array").set
    for at, row in enumerate(made):
        put(outer, at, row)
    return outer


def fitting(values: Any, category: int) -> NDArray[Any]:
    """Return values as a contiguous ndarray of an element category, none of them changed.

    Only an ndarray of whole numbers of the same width gives its bits.

    Raises
    ------
    OverflowError
        A number is out of range.
    TypeError
        A value is of another kind: a float for an int, a number for a boolean.
    """
    dtype = np.dtype(DTYPES[category])
    found = _read(values, category)
    if isinstance(values, np.ndarray) and _same_bits(found.dtype, dtype):
        # As the core does with arguments: Java's images keep unsigned pixels in short[] and byte[].
        found = found.astype(found.dtype.newbyteorder("="), copy=False).view(dtype)
    elif found.dtype != dtype:
        if found.size:
            _check(found, category, dtype)
        found = found.astype(dtype)
    return np.require(found, requirements=["C", "A"])


def _read(values: Any, category: int) -> NDArray[Any]:
    if isinstance(values, str):
        return np.frombuffer(values.encode("utf-16-le"), "<u2")
    if isinstance(values, (bytes, bytearray, memoryview)):
        # Bytes are the same 8 bits on both sides; Java reads them with a sign.
        return np.frombuffer(values, np.int8 if category == _FIRST_INTEGER else np.uint8)
    found = np.asarray(values)
    if found.dtype.kind == "U" and category == CHAR and found.dtype.itemsize <= np.dtype("U1").itemsize:
        return np.asarray(found.astype("U1").view(np.uint32).reshape(found.shape))
    if found.dtype.kind == "f" and not isinstance(values, np.ndarray) and _FIRST_INTEGER <= category <= _LAST_INTEGER:
        # Whole numbers that fit no dtype together became floats.
        found = np.asarray(values, dtype=object)
    return found


def _same_bits(found: np.dtype[Any], wanted: np.dtype[Any]) -> bool:
    return found.kind in "iu" and wanted.kind in "iu" and found.itemsize == wanted.itemsize


def _check(found: NDArray[Any], category: int, dtype: np.dtype[Any]) -> None:
    name = class_name_of(category)
    if category == _BOOLEAN:
        raise TypeError(f"elements of boolean[] are True or False, found {found.dtype}")
    if _FIRST_INTEGER <= category <= _LAST_INTEGER:
        if found.dtype.kind == "O":
            whole = all(isinstance(value, SupportsIndex) and not isinstance(value, bool) for value in found.flat)
        else:
            whole = found.dtype.kind in "iu"
        if not whole:
            raise TypeError(f"elements of {name}[] are whole numbers, found {_kinds(found)}")
        limits = np.iinfo(dtype)
        smallest, largest = int(found.min()), int(found.max())
        if smallest < limits.min or largest > limits.max:
            wrong = smallest if smallest < limits.min else largest
            raise OverflowError(f"{wrong} is out of range for {name}: {limits.min} to {limits.max}")
        return
    if found.dtype.kind not in "iuf" and not (
        found.dtype.kind == "O" and all(isinstance(value, (int, float)) for value in found.flat)
    ):
        raise TypeError(f"elements of {name}[] are numbers, found {_kinds(found)}")
    if category == _FLOAT and found.dtype.kind == "f":
        finite = np.abs(found[np.isfinite(found)])
        if finite.size and finite.max() > np.finfo(np.float32).max:
            raise OverflowError(f"{finite.max()} is out of range for float")


def class_name_of(category: int) -> str:
    """Return the name of a primitive type by its category."""
    return ("", "boolean", "byte", "char", "short", "int", "long", "float", "double")[category]


def _kinds(found: NDArray[Any]) -> str:
    if found.dtype.kind != "O":
        return str(found.dtype)
    return ", ".join(sorted({type(value).__name__ for value in found.flat}))
