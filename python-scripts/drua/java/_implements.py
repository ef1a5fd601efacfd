"""Python objects behind Java interfaces.

Java holds the Python object as long as it holds the proxy. A cycle through both collectors (a listener
that holds what it listens to) is never collected: end it with `close`, or register with ``weak=True``.
"""

from __future__ import annotations

import functools
import keyword
import types
import weakref
from collections.abc import Callable
from typing import Any, TypeVar, cast

from .. import _core
from ._lookup import ANNOTATED, class_id, class_name, described, java
from ._values import java_class

__all__ = ["close", "implements", "override", "proxy", "proxy_of"]

_Made = TypeVar("_Made", bound=type)
_Function = TypeVar("_Function", bound=Callable[..., Any])

_OVERRIDES = "__java_override__"
_OF_OBJECT = {"equals(java.lang.Object)", "hashCode()", "toString()"}


def implements(*interfaces: object) -> Callable[[_Made], _Made]:
    """Make a Python class implement Java interfaces: its instances are Java objects where Java gets them.

    Methods that the class leaves out keep the interface's default. A method whose name is a Python
    keyword has an underscore behind it.

    Parameters
    ----------
    *interfaces
        Names such as ``"java.lang.Runnable"``, or types.

    Raises
    ------
    TypeError
        At the definition: an abstract method is missing, one marked with `override` is of no interface,
        or something given is no interface.

    Examples
    --------
    >>> @implements("java.util.Comparator")  # doctest: +SKIP
    ... class ByLength:
    ...     def compare(self, one, other):
    ...         return len(one) - len(other)
    """
    if not interfaces:
        raise TypeError("implements needs at least one Java interface")

    def decorate(made: _Made) -> _Made:
        ids = [class_id(interface) for interface in interfaces]
        for inherited in getattr(made, ANNOTATED, ()):
            if inherited not in ids:
                ids.append(inherited)
        _check(made, ids)
        setattr(made, ANNOTATED, tuple(ids))
        return made

    return decorate


def override(function: _Function) -> _Function:
    """Mark a method that must be one of the interfaces' methods; `implements` checks it."""
    setattr(function, _OVERRIDES, True)
    return function


def proxy(target: object, *interfaces: object, weak: bool = False) -> Any:
    """Return a Java object that implements interfaces by a Python object.

    Parameters
    ----------
    target
        Its methods are called by their names; a callable stands for the method of a single interface
        with one abstract method.
    *interfaces
        The interfaces; by default those of a class under `implements`.
    weak
        Whether Java's hold on the proxy leaves the Python object free to go. Once it is gone, calls do
        nothing and give null, 0 or false. The caller keeps a lambda alive by a variable of its own.
    """
    ids = [class_id(interface) for interface in interfaces] or list(getattr(target, ANNOTATED, ()))
    if not ids:
        raise TypeError("proxy needs at least one Java interface, as in proxy(function, 'java.lang.Runnable')")
    for number in ids:
        _need_interface(number)
    if weak:
        return _made(ids, _weak(target, ids))
    return _made(ids, target)


def proxy_of(target: object) -> Any:
    """Return the Java object that stands for an instance of a class under `implements`: the same while it lives."""
    return _made(list(getattr(target, ANNOTATED)), target)


def close(made: object) -> None:
    """End a proxy, or that of an instance under `implements`: calls from Java raise IllegalStateException.

    Raises
    ------
    TypeError
        It is neither.
    """
    if not _core.java_class_id(made):
        if not hasattr(type(made), ANNOTATED):
            raise TypeError(f"expected a proxy or an instance of a class under implements, found {type(made).__name__}")
        made = proxy_of(made)
    _core.java_service("close", made)


def _made(ids: list[int], target: object) -> Any:
    # Java gives the same proxy again as long as it lives: nothing else has this identity meanwhile.
    return _core.java_service("proxy", ids, _core.java_handle(target), id(target))


def _need_interface(number: int) -> None:
    kind = _core.java_service("describe", number)["kind"]
    if kind not in ("interface", "annotation"):
        raise TypeError(f"only interfaces can be implemented from Python; {class_name(number)} is a {kind}")


def _check(made: type, ids: list[int]) -> None:
    known: set[str] = set()
    missing: list[str] = []
    for number in ids:
        _need_interface(number)
        for name, signature, abstract in _methods(number):
            known.add(name)
            python_name = f"{name}_" if keyword.iskeyword(name) else name
            if python_name != name and hasattr(made, python_name) and not hasattr(made, name):
                setattr(made, name, getattr(made, python_name))
            if abstract and not hasattr(made, name) and not hasattr(made, "__getattr__"):
                missing.append(f"{signature}  (of {class_name(number)})")
    if missing:
        lines = "\n  ".join(missing)
        raise TypeError(f"class {made.__name__} lacks {len(missing)} abstract method(s) of its interfaces:\n  {lines}")
    for name, value in vars(made).items():
        if getattr(value, _OVERRIDES, False) and name.removesuffix("_") not in known and name not in known:
            names = ", ".join(class_name(number) for number in ids)
            raise TypeError(f"{made.__name__}.{name} is marked with override, but {names} has no method of that name")


@functools.cache
def _methods(number: int) -> list[tuple[str, str, bool]]:
    """Return name, signature and whether abstract, of the instance methods of an interface."""
    modifier = java("java.lang.reflect.Modifier")
    found = []
    for method in java_class(_core.java_type(number)).getMethods():
        modifiers = method.getModifiers()
        name = str(method.getName())
        parameters = ",".join(str(parameter.getName()) for parameter in method.getParameterTypes())
        if modifier.isStatic(modifiers) or f"{name}({parameters})" in _OF_OBJECT:
            continue
        found.append((name, str(method.toGenericString()), bool(modifier.isAbstract(modifiers))))
    return found


class _Weak:
    """Stands for a Python object without keeping it; what is called after it has gone does nothing."""

    def __init__(self, target: object, zeros: dict[str, object]) -> None:
        bound = isinstance(target, types.MethodType)
        self._target: Callable[[], Any] = weakref.WeakMethod(cast(Any, target)) if bound else weakref.ref(target)
        self._zeros = zeros

    def __getattr__(self, name: str) -> Any:
        target = self._target()
        if target is not None:
            return getattr(target, name)
        if name not in self._zeros:
            raise AttributeError(name)
        return lambda *_: self._zeros[name]


class _WeakFunction(_Weak):
    def __call__(self, *arguments: object) -> Any:
        target = self._target()
        return next(iter(self._zeros.values()), None) if target is None else target(*arguments)


def _weak(target: object, ids: list[int]) -> _Weak:
    zeros: dict[str, object] = {}
    for number in ids:
        for name, _, abstract in _methods(number):
            if abstract:
                overloads = _core.java_service("overloads", number, name)
                zeros[name] = _zero(described(overloads[0][2]).category)
    return _WeakFunction(target, zeros) if callable(target) else _Weak(target, zeros)


def _zero(category: int) -> object:
    if category == 1:
        return False
    if category == 3:
        return "\0"
    return 0 if category in range(2, 9) else None
