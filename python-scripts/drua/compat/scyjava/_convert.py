"""Values, both ways: converters that scripts add come first, then those of `drua.java`."""

from __future__ import annotations

import inspect
from bisect import insort
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jpype
from jpype._arrays import is_primitive, to_ndarray

import drua.java

from ._types import isjava, jimport

__all__ = [
    "Converter",
    "Priority",
    "add_java_converter",
    "add_py_converter",
    "java_converters",
    "py_converters",
    "to_java",
    "to_python",
]


class Priority:
    """How early a converter is asked."""

    FIRST = 1e300
    EXTREMELY_HIGH = 1e6
    VERY_HIGH = 1e4
    HIGH = 1e2
    NORMAL = 0.0
    LOW = -1e2
    VERY_LOW = -1e4
    EXTREMELY_LOW = -1e6
    LAST = -1e300


class Converter(NamedTuple):
    """What converts some values, and how early it is asked.

    Parameters
    ----------
    predicate, converter
        Functions of the value, and of hints by name if they take any.
    priority
        The highest is asked first.
    name
        For messages.
    """

    predicate: Callable[..., bool]
    converter: Callable[..., Any]
    priority: float = Priority.NORMAL
    name: str = "<unnamed>"

    def supports(self, obj: Any, **hints: Any) -> bool:
        """Tell whether it converts the value."""
        return bool(_with_hints(self.predicate, obj, hints))

    def convert(self, obj: Any, **hints: Any) -> Any:
        """Convert the value."""
        return _with_hints(self.converter, obj, hints)

    def __lt__(self, other: Any) -> bool:
        return self.priority < float(getattr(other, "priority", Priority.NORMAL))


def _with_hints(function: Callable[..., Any], value: Any, hints: dict[str, Any]) -> Any:
    if hints and not isinstance(function, jpype.JClass):
        kinds = (parameter.kind for parameter in inspect.signature(function).parameters.values())
        if inspect.Parameter.VAR_KEYWORD in kinds:
            return function(value, **hints)
    return function(value)


java_converters: list[Converter] = []
py_converters: list[Converter] = []


def add_java_converter(converter: Converter) -> None:
    """Let `to_java` ask another converter."""
    insort(java_converters, converter)


def add_py_converter(converter: Converter) -> None:
    """Let `to_python` ask another converter."""
    insort(py_converters, converter)


_HINTS = {
    "b": "java.lang.Byte",
    "byte": "java.lang.Byte",
    "s": "java.lang.Short",
    "short": "java.lang.Short",
    "i": "java.lang.Integer",
    "int": "java.lang.Integer",
    "integer": "java.lang.Integer",
    "j": "java.lang.Long",
    "l": "java.lang.Long",
    "long": "java.lang.Long",
    "bi": "java.math.BigInteger",
    "bigint": "java.math.BigInteger",
    "biginteger": "java.math.BigInteger",
    "f": "java.lang.Float",
    "float": "java.lang.Float",
    "d": "java.lang.Double",
    "double": "java.lang.Double",
    "bd": "java.math.BigDecimal",
    "bigdec": "java.math.BigDecimal",
    "bigdecimal": "java.math.BigDecimal",
}


def to_java(obj: Any, **hints: Any) -> Any:
    """Return a value as a Java object.

    Parameters
    ----------
    obj
        The value. Containers are copied with all that is in them, Java objects are given back.
    **hints
        ``type="byte"`` and so on for numbers; what else converters understand.

    Raises
    ------
    TypeError
        Nothing converts it.
    """
    for converter in reversed(java_converters):
        if converter.supports(obj, **hints):
            return converter.convert(obj, **hints)
    if obj is None or isjava(obj):
        return obj
    kind = hints.get("type")
    if kind is not None and isinstance(obj, (int, float)) and not isinstance(obj, bool):
        return _number(obj, str(kind))
    if isinstance(obj, dict) and java_converters:
        made = jimport("java.util.LinkedHashMap")()
        for key, value in obj.items():
            made.put(to_java(key), to_java(value))
        return made
    if isinstance(obj, (list, tuple)) and java_converters:
        made = jimport("java.util.ArrayList")()
        for item in obj:
            made.add(to_java(item))
        return made
    return drua.java.to_java(obj)


def _number(value: float, kind: str) -> Any:
    name = _HINTS.get(kind.lower())
    if name is None:
        raise TypeError(f"unknown hint type={kind!r}; one of {', '.join(sorted(_HINTS))}")
    if name.startswith("java.math."):
        return jimport(name)(str(value))
    primitive = "int" if name.endswith("Integer") else name.rpartition(".")[2].lower()
    return jimport(name).valueOf(drua.java.cast(value, primitive))


_LIVE = ("java.util.Collection", "java.util.Map", "java.lang.Iterable", "java.util.Iterator")


def to_python(data: Any, gentle: bool = False) -> Any:
    """Return a Java object as a Python value.

    Parameters
    ----------
    data
        Anything; what isn't from Java is given back. Collections, maps and iterators are given back, too: they are live
        Python collections themselves. Primitive arrays become NumPy arrays, other arrays lists.
    gentle
        Give back what can't be converted, too.

    Raises
    ------
    TypeError
        Nothing converts it.
    """
    for converter in reversed(py_converters):
        if converter.supports(data):
            return converter.convert(data)
    if not isjava(data):
        return data
    if is_primitive(data):
        return to_ndarray(data)
    if isinstance(data, jpype.JArray):
        return [to_python(item, gentle=True) for item in data]
    # Before the live ones: a Path is Iterable, too.
    if isinstance(data, jimport("java.nio.file.Path")):
        return Path(str(data))
    if any(isinstance(data, jimport(name)) for name in _LIVE):
        return data
    plain = drua.java.to_python(data)
    if isinstance(plain, jpype.JObject) and not gentle:
        raise TypeError(f"Unsupported type: {type(data)}")
    return plain
