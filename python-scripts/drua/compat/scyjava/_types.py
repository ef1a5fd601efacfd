"""Java types: import by name, tests, arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import jpype
from jpype._classes import java_name

__all__ = [
    "JavaClasses",
    "is_arraylike",
    "is_jarray",
    "is_jboolean",
    "is_jbyte",
    "is_jcharacter",
    "is_jdouble",
    "is_jfloat",
    "is_jinteger",
    "is_jlong",
    "is_jshort",
    "is_memoryarraylike",
    "is_xarraylike",
    "isjava",
    "jarray",
    "jclass",
    "jimport",
    "jinstance",
    "jstacktrace",
]

_PRIMITIVES = {
    "z": jpype.JBoolean,
    "b": jpype.JByte,
    "c": jpype.JChar,
    "s": jpype.JShort,
    "i": jpype.JInt,
    "j": jpype.JLong,
    "f": jpype.JFloat,
    "d": jpype.JDouble,
}


@cache
def jimport(class_name: str) -> Any:
    """Return the Java class of that name; `TypeError` if there is none."""
    return jpype.JClass(class_name)


class JavaClasses:
    """Base of a class whose properties are Java classes, imported at first use; None where one is missing."""

    @staticmethod
    def java_import(function: Callable[[Any], str]) -> property:
        """Turn a method that gives a name into a property that gives the class of that name."""

        def imported(self: Any) -> Any:
            try:
                return jimport(function(self))
            except TypeError:
                return None

        imported.__doc__ = function.__doc__
        return property(imported)


def isjava(data: object) -> bool:
    """Tell whether it is a Java object or a Java class."""
    return isinstance(data, (jpype.JClass, jpype.JObject))


def jclass(data: Any) -> Any:
    """Return the ``java.lang.Class`` of a name, a Java type or a Java object."""
    if isinstance(data, str) and not isjava(data):
        return jimport(data).class_
    if isinstance(data, jpype.JClass):
        return data.class_
    if isinstance(data, jpype.JObject):
        return data.getClass()
    raise TypeError(f"Cannot glean class from data of type: {type(data)}")


def jinstance(obj: object, jtype: Any) -> bool:
    """Tell whether it is an instance of a Java type, given as such or by name."""
    return isinstance(obj, jimport(jtype) if isinstance(jtype, str) else jtype)


def jstacktrace(exc: Any) -> str:
    """Return the Java stack trace of an exception, or "" if it has none."""
    stack = getattr(exc, "java_stack", "")
    if stack:
        return str(stack)
    trace = getattr(exc, "stacktrace", None)
    return str(trace()) if callable(trace) else ""


def jarray(kind: Any, lengths: int | Sequence[int]) -> Any:
    """Return a new Java array.

    Parameters
    ----------
    kind
        A Java type, or one of ``z b c s i j f d`` for the primitive ones.
    lengths
        Its length, or one for each axis.
    """
    sizes = [lengths] if isinstance(lengths, int) else list(lengths)
    element = _PRIMITIVES.get(kind.lower(), kind) if isinstance(kind, str) else kind
    made = jpype.JArray(element, len(sizes))(sizes[0])
    if len(sizes) > 1:
        for index in range(sizes[0]):
            made[index] = jarray(kind, sizes[1:])
    return made


def is_jarray(data: object) -> bool:
    """Tell whether it is a Java array."""
    return isinstance(data, jpype.JArray)


def _is(kind: Any, name: str) -> bool:
    try:
        return java_name(kind) == name
    except TypeError:
        return False


def is_jboolean(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Boolean``."""
    return _is(the_type, "java.lang.Boolean")


def is_jbyte(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Byte``."""
    return _is(the_type, "java.lang.Byte")


def is_jcharacter(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Character``."""
    return _is(the_type, "java.lang.Character")


def is_jdouble(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Double``."""
    return _is(the_type, "java.lang.Double")


def is_jfloat(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Float``."""
    return _is(the_type, "java.lang.Float")


def is_jinteger(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Integer``."""
    return _is(the_type, "java.lang.Integer")


def is_jlong(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Long``."""
    return _is(the_type, "java.lang.Long")


def is_jshort(the_type: Any) -> bool:
    """Tell whether the type is ``java.lang.Short``."""
    return _is(the_type, "java.lang.Short")


def is_arraylike(arr: Any) -> bool:
    """Tell whether it has what a NumPy array has: shape, dtype, ndim, ``__array__``."""
    return all(hasattr(arr, name) for name in ("shape", "dtype", "__array__", "ndim"))


def is_memoryarraylike(arr: Any) -> bool:
    """Tell whether it is like an array whose data lies in memory."""
    return is_arraylike(arr) and isinstance(getattr(arr, "data", None), memoryview)


def is_xarraylike(xarr: Any) -> bool:
    """Tell whether it has what an xarray has: values, dims, coords."""
    return all(hasattr(xarr, name) for name in ("values", "dims", "coords")) and is_arraylike(xarr.values)
