"""The eight primitive types: ``JInt(5)`` says that 5 is an ``int``, ``JArray(JInt)`` is ``int[]``."""

from __future__ import annotations

import math
import operator
from typing import Any

import drua.java

from ._classes import java_type

__all__ = ["PRIMITIVES", "JBoolean", "JByte", "JChar", "JDouble", "JFloat", "JInt", "JLong", "JShort"]


class _PrimitiveMeta(type):
    """Calls make a value whose Java type is said; ``[]`` makes arrays."""

    __java_primitive__ = True
    __java_name__: str

    def __call__(cls, value: Any = 0) -> Any:
        return drua.java.cast(_checked(cls.__java_name__, value), cls.__java_name__)

    def __instancecheck__(cls, value: object) -> bool:
        return getattr(value, "java_type_name", None) == cls.__java_name__

    def __getitem__(cls, key: Any) -> Any:
        sizes = key if isinstance(key, tuple) else (key,)
        kind = java_type(cls.__java_name__ + "[]" * len(sizes))
        return kind if sizes[0] == slice(None) else kind(*sizes)

    def __repr__(cls) -> str:
        return f"<java primitive '{cls.__java_name__}'>"

    @property
    def class_(cls) -> Any:
        """The ``java.lang.Class`` of the primitive type."""
        return java_type(_HOLDERS[cls.__java_name__]).TYPE


_RANGES = {"byte": 8, "short": 16, "int": 32, "long": 64}

_HOLDERS = {
    "boolean": "java.lang.Boolean",
    "byte": "java.lang.Byte",
    "char": "java.lang.Character",
    "short": "java.lang.Short",
    "int": "java.lang.Integer",
    "long": "java.lang.Long",
    "float": "java.lang.Float",
    "double": "java.lang.Double",
}


def _checked(name: str, value: Any) -> Any:
    """Return the plain value; what doesn't fit is an error here and not a surprise in the call."""
    if name == "boolean":
        return bool(value)
    if name == "char":
        return chr(value) if isinstance(value, int) else str(value)
    if name in ("float", "double"):
        number = float(value)
        if name == "float" and math.isfinite(number) and abs(number) >= 3.4028235677973366e38:
            raise OverflowError(f"{value} is out of range for a Java float")
        return number
    whole = int(value) if isinstance(value, float) and value.is_integer() else operator.index(value)
    bits = _RANGES[name]
    if not -(1 << (bits - 1)) <= whole < 1 << (bits - 1):
        raise OverflowError(f"{value} is out of range for a Java {name}")
    return whole


class JBoolean(metaclass=_PrimitiveMeta):
    """``boolean``."""

    __java_name__ = "boolean"


class JByte(metaclass=_PrimitiveMeta):
    """``byte``."""

    __java_name__ = "byte"


class JChar(metaclass=_PrimitiveMeta):
    """``char``."""

    __java_name__ = "char"


class JShort(metaclass=_PrimitiveMeta):
    """``short``."""

    __java_name__ = "short"


class JInt(metaclass=_PrimitiveMeta):
    """``int``."""

    __java_name__ = "int"


class JLong(metaclass=_PrimitiveMeta):
    """``long``."""

    __java_name__ = "long"


class JFloat(metaclass=_PrimitiveMeta):
    """``float``."""

    __java_name__ = "float"


class JDouble(metaclass=_PrimitiveMeta):
    """``double``."""

    __java_name__ = "double"


PRIMITIVES = (JBoolean, JByte, JChar, JShort, JInt, JLong, JFloat, JDouble)
