"""What a Python type for a Java class is made from, and in which order its members are looked for.

An object is a reference (`drua._core.JavaRef`), unless Python needs it to be something of its own: an exception, a
text, a number. Types above these, such as `java.lang.Object`, have no layout, so that both kinds can have them.
"""

from __future__ import annotations

from typing import Any

from .. import _core
from .._errors import JavaError
from ._lookup import DTYPES
from ._lookup import described as described_by

__all__ = ["JAVA_CLASS", "PLAIN", "bases", "order"]

#: Java classes whose objects are values of a Python type.
PLAIN: dict[str, type] = {
    "java.lang.String": str,
    "java.lang.Character": str,
    "java.lang.Byte": int,
    "java.lang.Short": int,
    "java.lang.Integer": int,
    "java.lang.Long": int,
    "java.lang.Float": float,
    "java.lang.Double": float,
}

#: The metaclass, set by the module that has it.
JAVA_CLASS: list[type] = []

#: Classes whose objects may have either layout.
_OPEN = ("java.lang.Object", "java.lang.Number")
_ARRAY_OF_OBJECTS = "java.lang.Object[]"


def bases(described: dict[str, Any]) -> tuple[type, ...]:
    """Return the bases of the type for a class."""
    name = described["name"]
    made: list[type] = []
    if described["super"] is not None:
        made.append(_core.java_type(described["super"]))
    if described["kind"] == "array" and name != _ARRAY_OF_OBJECTS and not _of_numbers(described):
        made = [_core.java_type(_core.java_service("find", _ARRAY_OF_OBJECTS))]
    made.extend(_core.java_type(number) for number in described["interfaces"])
    if name in PLAIN:
        made.append(PLAIN[name])
    elif name == "java.lang.Throwable":
        made.append(JavaError)
    elif described["kind"] in ("class", "enum", "array") and name not in _OPEN:
        if not any(issubclass(base, (_core.JavaRef, JavaError)) for base in made):
            made.append(_core.JavaRef)
    return tuple(made)


def _of_numbers(described: dict[str, Any]) -> bool:
    return described_by(described["element"]).category in DTYPES


def order(made: Any) -> list[type]:
    """Return the method resolution order: the class, its superclasses, all interfaces, then what Python adds.

    Java allows interfaces in orders that Python's own rule refuses. An interface comes before those that it extends.
    """
    java = tuple(JAVA_CLASS)
    classes: list[Any] = [made]
    interfaces: list[Any] = []
    added: list[type] = []
    for base in made.__bases__:
        for part in base.__mro__:
            if not isinstance(part, java):
                place = added
            elif vars(part)["__java_kind__"] in ("interface", "annotation"):
                place = interfaces
            else:
                place = classes
            if part not in place:
                place.append(part)
    # While its order is asked for, a type finds no attributes of its own.
    if vars(made)["__java_kind__"] in ("interface", "annotation"):
        return [made, *_sorted(interfaces), object]
    root = [part for part in classes[1:] if part.__java_name__ == "java.lang.Object"]
    chain = [part for part in classes if part not in root]
    python = [part for part in added if part is not object]
    return [*chain, *_sorted(interfaces), *root, *python, object]


def _sorted(interfaces: list[Any]) -> list[Any]:
    result: list[Any] = []

    def visit(part: Any) -> None:
        if part in result:
            return
        for base in reversed(part.__bases__):
            if base in interfaces:
                visit(base)
        result.insert(0, part)

    for part in reversed(interfaces):
        visit(part)
    return result
