"""Classes by name and number, for the modules of this package.

What is asked of Java here is asked once: classes never change their name, kind or elements.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from .. import _core

__all__ = ["ANNOTATED", "CHAR", "DTYPES", "Described", "array_of", "class_id", "class_name", "described", "java"]

#: Element categories of primitive arrays, and what NumPy calls them. A Java char is an unsigned 16-bit number.
DTYPES = {1: "bool", 2: "int8", 3: "uint16", 4: "int16", 5: "int32", 6: "int64", 7: "float32", 8: "float64"}

#: The category of ``char``.
CHAR = 3

#: Attribute of Python classes that implement Java interfaces: the class ids of these.
ANNOTATED = "__java_interfaces__"


class Described(NamedTuple):
    """A class in short: its name, category, the number of its elements' class (0: no array)."""

    name: str
    category: int
    element: int
    functional: bool


@functools.cache
def java(name: str) -> Any:
    """Return the Python type of a Java class, as `drua.java.jimport` does, remembered."""
    from ._classes import jimport

    return jimport(name)


@functools.cache
def described(number: int) -> Described:
    """Return what is known of the class with that id."""
    _, name, category, _, element, functional = _core.java_service("classes", [number])[0]
    return Described(str(name), int(category), int(element), bool(functional))


def class_id(named: object) -> int:
    """Return the id of a class given by name (``"long"``, ``"int[]"``), as a type, or as a java.lang.Class.

    Raises
    ------
    ImportError
        No class of that name.
    TypeError
        It names no class at all.
    """
    number = getattr(named, "__java_id__", None) if isinstance(named, type) else None
    if number is not None:
        return int(number)
    if isinstance(named, str):
        return _found(str(named))
    if getattr(type(named), "__java_name__", None) == "java.lang.Class":
        # Not by its name, which two class loaders may have.
        return int(_core.java_service("class_id", named))
    raise TypeError(
        "expected a Java class: its name such as 'java.util.List' or 'int[]', the type that jimport gives, or a "
        f"java.lang.Class; found {named!r}"
    )


def _found(name: str) -> int:
    number = _core.java_service("find", name)
    if not number:
        # Says in one place which class loaders were asked.
        return int(java(name).__java_id__)
    return int(number)


def class_name(number: int) -> str:
    """Return the name of a class."""
    return described(number).name


@functools.cache
def array_of(element: int) -> int:
    """Return the id of the class of arrays with these elements."""
    return int(_core.java_service("array_of", element))
