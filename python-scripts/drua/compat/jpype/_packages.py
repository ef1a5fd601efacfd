"""``jpype.java.util.ArrayList``: Java packages as objects."""

from __future__ import annotations

from typing import Any

from ._classes import java_type

__all__ = ["JPackage", "isPackage"]


def isPackage(name: str) -> bool:
    """Tell whether a class or package of that name is known to Java."""
    from drua import _core

    return bool(_core.java_service("package", name))


class JPackage:
    """A Java package whose attributes are its classes and packages.

    Parameters
    ----------
    name
        Its full name.
    strict
        Taken and ignored: what isn't there is an `AttributeError` always.
    """

    def __init__(self, name: str, strict: bool = True) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        full = f"{self._name}.{name}"
        try:
            found = java_type(full)
        except TypeError as missing:
            if not isPackage(full):
                raise AttributeError(f"Java has no class and no package {full}") from missing
            found = JPackage(full)
        setattr(self, name, found)
        return found

    def __repr__(self) -> str:
        return f"<java package '{self._name}'>"
