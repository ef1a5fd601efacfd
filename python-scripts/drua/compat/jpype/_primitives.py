"""The eight primitive types: ``JInt(5)`` is 5 and says that it is an ``int``, ``JArray(JInt)`` is ``int[]``."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from drua._core import JavaCast
from drua.java._lookup import class_id

from ._classes import BOXES, java_type

__all__ = ["PRIMITIVES", "JBoolean", "JByte", "JChar", "JDouble", "JFloat", "JInt", "JLong", "JShort"]


class _PrimitiveMeta(type):
    """Calls make a value whose Java type is said; ``[]`` makes arrays."""

    __java_primitive__ = True
    __java_name__: str

    def __call__(cls, value: Any = 0) -> Any:
        name = cls.__java_name__
        return type.__call__(cls, _checked(name, _plain(value)), class_id(name))

    def __getitem__(cls, key: Any) -> Any:
        sizes = key if isinstance(key, tuple) else (key,)
        kind = java_type(cls.__java_name__ + "[]" * len(sizes))
        return kind if sizes[0] == slice(None) else kind(*sizes)

    def __repr__(cls) -> str:
        return f"<java primitive '{cls.__java_name__}'>"

    @property
    def class_(cls) -> Any:
        """The ``java.lang.Class`` of the primitive type."""
        return java_type(BOXES[cls.__java_name__]).TYPE


_RANGES = {"byte": 8, "short": 16, "int": 32, "long": 64}


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


class _Value(JavaCast):
    """A value whose Java type is said, and which is a Python value all the same."""

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return str(self.value)

    def __repr__(self) -> str:
        return repr(self.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __int__(self) -> int:
        return int(self.value)  # type: ignore[call-overload,no-any-return]

    def __float__(self) -> float:
        return float(self.value)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self.value)  # type: ignore[arg-type]


class _Whole(_Value):
    """One of the whole numbers, which can be an index."""

    def __index__(self) -> int:
        return operator.index(self.value)  # type: ignore[arg-type]


def _plain(value: object) -> object:
    return value.value if isinstance(value, JavaCast) else value


def _give_operators() -> None:
    """Let a value be calculated and compared with; the result is Python's."""

    def forward(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        return lambda self, other: function(self.value, _plain(other))

    def backward(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        return lambda self, other: function(_plain(other), self.value)

    def alone(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda self: function(self.value)

    for name in "add sub mul truediv floordiv mod pow and or xor lshift rshift".split():
        function = getattr(operator, f"__{name}__")
        setattr(_Value, f"__{name}__", forward(function))
        setattr(_Value, f"__r{name}__", backward(function))
    for name in ("eq", "ne", "lt", "le", "gt", "ge"):
        setattr(_Value, f"__{name}__", forward(getattr(operator, name)))
    for name in ("neg", "pos", "abs", "invert"):
        setattr(_Value, f"__{name}__", alone(getattr(operator, name)))


_give_operators()


class JBoolean(_Value, metaclass=_PrimitiveMeta):
    """``boolean``."""

    __java_name__ = "boolean"


class JByte(_Whole, metaclass=_PrimitiveMeta):
    """``byte``."""

    __java_name__ = "byte"


class JChar(_Value, metaclass=_PrimitiveMeta):
    """``char``."""

    __java_name__ = "char"


class JShort(_Whole, metaclass=_PrimitiveMeta):
    """``short``."""

    __java_name__ = "short"


class JInt(_Whole, metaclass=_PrimitiveMeta):
    """``int``."""

    __java_name__ = "int"


class JLong(_Whole, metaclass=_PrimitiveMeta):
    """``long``."""

    __java_name__ = "long"


class JFloat(_Value, metaclass=_PrimitiveMeta):
    """``float``."""

    __java_name__ = "float"


class JDouble(_Value, metaclass=_PrimitiveMeta):
    """``double``."""

    __java_name__ = "double"


PRIMITIVES = (JBoolean, JByte, JChar, JShort, JInt, JLong, JFloat, JDouble)
