"""Java classes by name, and the types that only answer ``isinstance`` and cast."""

from __future__ import annotations

from typing import Any

import drua.java
from drua.java._classes import JavaClass

__all__ = ["BOXES", "JClass", "JException", "JObject", "JString", "java_name", "java_type"]

_PRIMITIVES_OF_PYTHON = {int: "long", float: "double", bool: "boolean", str: "java.lang.String"}


def java_type(name: str) -> Any:
    """Return the Python type of a Java class; `TypeError` if there is none, as JPype does."""
    try:
        return drua.java.jimport(name)
    except (ImportError, AttributeError, TypeError, drua.DruaError) as missing:
        raise TypeError(f"Class {name} is not found") from missing


def java_name(kind: Any) -> str:
    """Return the Java name of what may stand for a class: a type, a primitive, a name, a ``java.lang.Class``."""
    if isinstance(kind, str):
        return kind
    name = getattr(kind, "__java_name__", None)
    if isinstance(name, str):
        return name
    if kind is JObject:
        return "java.lang.Object"
    if kind is JClass:
        return "java.lang.Class"
    if isinstance(kind, type) and kind in _PRIMITIVES_OF_PYTHON:
        return _PRIMITIVES_OF_PYTHON[kind]
    if _is_class_object(kind):
        return str(kind.getTypeName())
    raise TypeError(f"expected a Java class, found {kind!r}; use jpype.JClass('package.Name') or a name")


def _is_class_object(value: Any) -> bool:
    return isinstance(value, JObject) and isinstance(value, java_type("java.lang.Class"))


class _ClassMeta(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, JavaClass) or hasattr(type(value), "__java_primitive__")

    def __call__(cls, name: Any, loader: Any = None, initialize: bool = True) -> Any:
        return java_type(java_name(name))

    def __getitem__(cls, key: Any) -> Any:
        return java_type("java.lang.Class[]") if key == slice(None) else java_type("java.lang.Class[]")(key)


#: ``JClass("java.util.ArrayList")`` is the class; ``isinstance(kind, JClass)`` asks whether one is a Java class.
JClass: Any = _ClassMeta("JClass", (), {"__module__": "jpype"})


class _ObjectMeta(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(type(value), JavaClass)

    def __subclasscheck__(cls, kind: type) -> bool:
        return isinstance(kind, JavaClass) or kind is JObject

    def __call__(cls, *args: Any) -> Any:
        if not args:
            return java_type("java.lang.Object")()
        value = args[0]
        if len(args) == 1 or args[1] is None:
            return value if isinstance(value, JObject) else drua.java.to_java(value)
        return _as_object(value, java_name(args[1]))

    def __getitem__(cls, key: Any) -> Any:
        return java_type("java.lang.Object[]") if key == slice(None) else java_type("java.lang.Object[]")(key)


def _as_object(value: Any, name: str) -> Any:
    boxed = BOXES.get(name)
    if boxed is not None:
        return java_type(boxed).valueOf(drua.java.cast(value, name))
    kind = java_type(name)
    if value is None:
        return drua.java.cast(None, kind)
    if isinstance(value, JObject):
        if not isinstance(value, kind):
            raise TypeError(f"Unable to cast {type(value).__name__} to {name}")
        # The object itself: calls choose by its class and by what it implements.
        return value
    return drua.java.cast(value, kind)


#: Boxes of the primitive types.
BOXES = {
    "boolean": "java.lang.Boolean",
    "byte": "java.lang.Byte",
    "char": "java.lang.Character",
    "short": "java.lang.Short",
    "int": "java.lang.Integer",
    "long": "java.lang.Long",
    "float": "java.lang.Float",
    "double": "java.lang.Double",
}


#: ``JObject(value, kind)`` boxes or checks; ``isinstance(value, JObject)`` asks whether it is a Java object.
JObject: Any = _ObjectMeta("JObject", (), {"__module__": "jpype"})


JString = java_type("java.lang.String")
JException = java_type("java.lang.Throwable")
