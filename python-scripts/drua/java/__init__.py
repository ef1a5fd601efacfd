"""All of Java from Python: classes as types, collections as collections, exceptions as exceptions.

Works inside a host only, where the Java virtual machine is.

Examples
--------
>>> from drua.java import jimport  # doctest: +SKIP
>>> ArrayList = jimport("java.util.ArrayList")  # doctest: +SKIP
>>> from java.util import HashMap  # the same by import  # doctest: +SKIP
>>> names = ArrayList(["b", "a"])  # doctest: +SKIP
>>> names[0], len(names), sorted(names)  # doctest: +SKIP
('b', 2, ['a', 'b'])

Names are imported at first use, as those of `drua`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._arrays import array
    from ._classes import JavaClass, jimport
    from ._implements import close, implements, override, proxy
    from ._importer import add_path
    from ._values import cast, java_class, live, same, statistics, to_java, to_python

__all__ = [
    "JavaClass",
    "add_path",
    "array",
    "cast",
    "close",
    "implements",
    "java_class",
    "jimport",
    "live",
    "override",
    "proxy",
    "same",
    "statistics",
    "to_java",
    "to_python",
]

_HOMES = {
    "JavaClass": "_classes",
    "add_path": "_importer",
    "array": "_arrays",
    "cast": "_values",
    "close": "_implements",
    "implements": "_implements",
    "java_class": "_values",
    "jimport": "_classes",
    "live": "_values",
    "override": "_implements",
    "proxy": "_implements",
    "same": "_values",
    "statistics": "_values",
    "to_java": "_values",
    "to_python": "_values",
}


def __getattr__(name: str) -> object:
    """Import a public name at its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drua.java' has no attribute {name!r}")
    import importlib
    import sys

    if "drua._core" not in sys.modules:
        raise RuntimeError(
            f"drua.java.{name} needs a Java host: run this script in ImageJ, Fiji or Micro-Manager, or in a Java "
            "program that starts Python through io.drua.bridge"
        )
    home = importlib.import_module(f"drua.java.{_HOMES[name]}")
    value: object = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, for completion."""
    return sorted(__all__)
