"""Three settings that the installed `scyjava` gets inside a host, after its import. Its files stay as they are."""

from __future__ import annotations

import logging
from typing import Any

__all__ = ["fit"]

_logger = logging.getLogger("drua")


def fit(scyjava: Any) -> None:
    """Keep it from ending the host; let primitive arrays become NumPy arrays and types be known by name.

    Its own `shutdown_jvm` disposes all windows of the program. Its own array converter asks for the Python type of an
    element, and plain numbers are what elements are here. Its tests of types (`is_jinteger`) read how JPype prints one.
    """

    def shutdown_jvm() -> None:
        _logger.info("scyjava.shutdown_jvm() does nothing here: this Java is the program that the script runs in")

    shutdown_jvm.__doc__ = "Do nothing: the JVM belongs to the host."
    scyjava.shutdown_jvm = shutdown_jvm
    scyjava._jvm.shutdown_jvm = shutdown_jvm

    scyjava._types._is_jtype = lambda kind, name: getattr(kind, "__java_name__", None) == name

    from jpype._arrays import is_primitive, to_ndarray

    scyjava.add_py_converter(
        scyjava.Converter(
            name="primitive array -> numpy.ndarray (Drua)",
            predicate=is_primitive,
            converter=to_ndarray,
            priority=scyjava.Priority.HIGH,
        )
    )
