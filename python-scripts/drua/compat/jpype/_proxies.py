"""Java interfaces implemented in Python, by class, by dictionary or by object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, TypeVar, overload

import drua.java

from ._classes import java_name, java_type

__all__ = ["JImplements", "JOverride", "JProxy"]

_F = TypeVar("_F", bound=Callable[..., Any])
_T = TypeVar("_T", bound=type)

_ABSTRACT = 0x400


@overload
def JOverride(function: _F) -> _F: ...
@overload
def JOverride(*, rename: str | None = ...) -> Callable[[_F], _F]: ...
def JOverride(function: Any = None, *, rename: str | None = None) -> Any:
    """Mark a method as one of a Java interface.

    Parameters
    ----------
    function
        The method.
    rename
        Its name in Java, where that is another.
    """
    if function is None:
        return lambda given: _marked(given, rename)
    return _marked(function, None)


def _marked(function: Any, rename: str | None) -> Any:
    function.__joverride__ = rename or function.__name__
    return function


def JImplements(*interfaces: Any, deferred: bool = False) -> Callable[[_T], _T]:
    """Return a class decorator: its objects implement these Java interfaces.

    Parameters
    ----------
    *interfaces
        Names or Java types; one list of them will do, too.
    deferred
        Taken and ignored: Java is there from the start.

    Raises
    ------
    NotImplementedError
        A method without default has no Python method marked by `JOverride`.
    """
    if len(interfaces) == 1 and isinstance(interfaces[0], (list, tuple)):
        interfaces = tuple(interfaces[0])
    names = [java_name(interface) for interface in interfaces]

    def implement(cls: _T) -> _T:
        marked = {}
        for base in reversed(cls.__mro__):
            for name, member in vars(base).items():
                java = getattr(member, "__joverride__", None)
                if java is not None:
                    marked[java] = name
        for name in names:
            _check(cls, java_type(name), marked)
        for java, name in marked.items():
            if java != name:
                setattr(cls, java, getattr(cls, name))
        implemented: _T = drua.java.implements(*names)(cls)
        return implemented

    return implement


def _check(cls: type, interface: Any, marked: Mapping[str, str]) -> None:
    class_object = interface.class_
    if not class_object.isInterface():
        raise TypeError(f"{interface.__java_name__} is no interface: only interfaces can be implemented in Python")
    for method in class_object.getMethods():
        name = str(method.getName())
        if int(method.getModifiers()) & _ABSTRACT and name not in marked and not _of_object(method):
            raise NotImplementedError(
                f"{cls.__name__} must have a method '{name}' marked with @JOverride to implement "
                f"{interface.__java_name__}"
            )


def _of_object(method: Any) -> bool:
    """Tell whether every Java object has the method anyway, as ``equals`` of a Comparator."""
    signature = (str(method.getName()), len(method.getParameterTypes()))
    return signature in (("equals", 1), ("hashCode", 0), ("toString", 0))


def JProxy(
    intf: Any, dict: Mapping[str, Callable[..., Any]] | None = None, inst: Any = None, convert: bool = False
) -> Any:
    """Return a Java object that implements interfaces by the functions of a dictionary or the methods of an object.

    Parameters
    ----------
    intf
        A name or a Java type, or several.
    dict, inst
        Functions by name, or an object; one of the two.
    convert
        Taken and ignored: an object that comes back from Java is the Python object itself.
    """
    if (dict is None) == (inst is None):
        raise TypeError("give JProxy either dict= or inst=")
    several = intf if isinstance(intf, (list, tuple)) else (intf,)
    target = inst if dict is None else SimpleNamespace(**dict)
    return drua.java.proxy(target, *(java_name(one) for one in several))
