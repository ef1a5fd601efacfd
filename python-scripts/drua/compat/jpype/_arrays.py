"""Java arrays: their types, made of a NumPy array, and back."""

from __future__ import annotations

from typing import Any

import drua.java
from drua.java._classes import JavaClass

from ._classes import java_name, java_type

__all__ = ["JArray", "is_primitive", "to_ndarray"]

# Names of NumPy's types and of Java's; both sides have the same bits.
DTYPES = {
    "boolean": "bool",
    "byte": "int8",
    "char": "uint16",
    "short": "int16",
    "int": "int32",
    "long": "int64",
    "float": "float32",
    "double": "float64",
}
_NAMES = {dtype: name for name, dtype in DTYPES.items() if name != "char"}


def _element(kind: type) -> str | None:
    """Return the name of the element type, or None for what is no array type."""
    name = java_name(kind) if isinstance(kind, JavaClass) else ""
    return name[:-2] if name.endswith("[]") else None


class _ArrayMeta(type):
    def __instancecheck__(cls, value: object) -> bool:
        return _element(type(value)) is not None

    def __subclasscheck__(cls, kind: type) -> bool:
        return kind is JArray or _element(kind) is not None

    def __call__(cls, element: Any, dims: int = 1) -> Any:
        return ArrayType(java_name(element) + "[]" * dims)

    def __getitem__(cls, element: Any) -> Any:
        return ArrayType(java_name(element) + "[]")

    def of(cls, array: Any, dtype: Any = None) -> Any:
        """Return a Java array with the values of a NumPy array, nested where it has several axes."""
        import numpy as np

        values = np.asarray(array)
        if dtype is not None:
            return _nested(values.astype(DTYPES[java_name(dtype)]), java_name(dtype))
        name = _NAMES.get(values.dtype.name)
        if name is None:
            raise TypeError(f"no Java array type for dtype {values.dtype}; give dtype=, such as jpype.JInt")
        return _nested(values, name)


#: ``JArray(JInt)`` is the type ``int[]``; ``JArray(JInt)(10)`` and ``JArray(JInt)([1, 2])`` are arrays.
JArray: Any = _ArrayMeta("JArray", (), {"__module__": "jpype"})


class ArrayType:
    """A Java array type as JPype has it: callable, with ``of``, an answer to ``isinstance``.

    Parameters
    ----------
    name
        The Java name, such as ``int[]``.
    """

    def __init__(self, name: str) -> None:
        self.__java_name__ = name
        self.type = java_type(name)

    def __call__(self, content: Any = 0) -> Any:
        """Make an array of a length, or with these values."""
        return drua.java.array(self.__java_name__[:-2], content)

    def of(self, array: Any) -> Any:
        """Make an array with the values of a NumPy array."""
        import numpy as np

        element = self.__java_name__.replace("[]", "")
        return _nested(np.asarray(array).astype(DTYPES[element], copy=False), element)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, self.type)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.type, name)

    def __eq__(self, other: object) -> bool:
        return (isinstance(other, ArrayType) and other.__java_name__ == self.__java_name__) or other is self.type

    def __hash__(self) -> int:
        return hash(self.type)

    def __repr__(self) -> str:
        return f"<java class '{self.__java_name__}'>"


def _nested(values: Any, name: str) -> Any:
    if values.ndim <= 1:
        return drua.java.array(name, values)
    rows = [_nested(row, name) for row in values]
    return drua.java.array(name + "[]" * (values.ndim - 1), rows)


def is_primitive(value: object) -> bool:
    """Tell whether it is a Java array of numbers or booleans, of one axis or more."""
    element = _element(type(value))
    return element is not None and element.replace("[]", "") in DTYPES and element.replace("[]", "") != "char"


def to_ndarray(value: Any) -> Any:
    """Return a copy of a primitive Java array, of as many axes as it is nested. All rows must be of one length."""
    import numpy as np

    element = _element(type(value)) or ""
    if element.endswith("[]"):
        return np.stack([to_ndarray(row) for row in value])
    return np.array(value, dtype=DTYPES[element])
