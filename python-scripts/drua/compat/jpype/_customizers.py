"""Python members for Java classes: ``@JImplementationFor("java.util.List")``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from drua.java import _protocols

from ._classes import java_type

__all__ = ["JImplementationFor"]

_T = TypeVar("_T", bound=type)

_NOT_MEMBERS = frozenset(("__module__", "__dict__", "__weakref__", "__doc__", "__qualname__", "__firstlineno__"))


def JImplementationFor(name: str, base: bool = False) -> Callable[[_T], _T]:
    """Return a decorator that gives the members of a Python class to a Java class and to all that derive from it.

    Parameters
    ----------
    name
        Name of a Java class or interface. It needn't be there: then the members wait for it.
    base
        Taken and ignored: Drua's exceptions have their Python base already.
    """

    def give(members: _T) -> _T:
        added = {key: value for key, value in vars(members).items() if key not in _NOT_MEMBERS}
        before = _protocols.MIXINS.get(name)
        kept = {} if before is None else {k: v for k, v in vars(before).items() if k not in _NOT_MEMBERS}
        _protocols.MIXINS[name] = type(members.__name__, (), {**kept, **added})
        _give_now(name, added)
        return members

    return give


def _give_now(name: str, members: dict[str, Any]) -> None:
    """Give them to a type that is made already; it isn't made again."""
    try:
        kind = java_type(name)
    except TypeError:
        return
    for key, value in members.items():
        # What Java calls so is Java's, as for types that are made later.
        if key.startswith("__") or key not in vars(kind):
            type.__setattr__(kind, key, value)
