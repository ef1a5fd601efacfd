"""The JVM that runs: its numbers, and what a guest may not do with it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

import jpype

from ._types import isjava, jimport

__all__ = [
    "available_processors",
    "gc",
    "get_version",
    "is_awt_initialized",
    "is_jvm_headless",
    "is_version_at_least",
    "jvm_started",
    "jvm_version",
    "memory_max",
    "memory_total",
    "memory_used",
    "shutdown_jvm",
    "start_jvm",
    "when_jvm_starts",
    "when_jvm_stops",
]

_logger = logging.getLogger("drua")


def jvm_started() -> bool:
    """Return True."""
    return True


def jvm_version() -> tuple[int, ...]:
    """Return the version of the Java that runs."""
    return jpype.getJVMVersion()


def start_jvm(options: Sequence[str] | None = None) -> None:
    """Do nothing: Java runs. Options are ignored with one log line."""
    if options:
        _logger.info("scyjava.start_jvm() uses the Java that runs already; not applied: %s", " ".join(options))


def shutdown_jvm() -> None:
    """Do nothing: the JVM is the program that the script runs in."""
    _logger.info("scyjava.shutdown_jvm() does nothing here: this Java is the program that the script runs in")


def when_jvm_starts(f: Callable[[], Any]) -> None:
    """Call a function now, as Java has started."""
    f()


def when_jvm_stops(f: Callable[[], Any]) -> None:
    """Take a function that is never called: the script ends before Java does."""


def _runtime() -> Any:
    return jimport("java.lang.Runtime").getRuntime()


def gc() -> None:
    """Let Java collect garbage."""
    jimport("java.lang.System").gc()


def memory_total() -> int:
    """Return how many bytes Java holds."""
    return int(_runtime().totalMemory())


def memory_max() -> int:
    """Return how many bytes Java may hold."""
    return int(_runtime().maxMemory())


def memory_used() -> int:
    """Return how many bytes Java's objects take, garbage included."""
    return memory_total() - int(_runtime().freeMemory())


def available_processors() -> int:
    """Return how many processors Java sees."""
    return int(_runtime().availableProcessors())


def is_jvm_headless() -> bool:
    """Tell whether Java runs without a display."""
    return bool(jimport("java.awt.GraphicsEnvironment").isHeadless())


def is_awt_initialized() -> bool:
    """Tell whether Java's windows have been used."""
    threads = jimport("java.lang.Thread").getAllStackTraces().keySet()
    return any(str(thread.getName()).startswith("AWT-") for thread in threads)


def get_version(java_class_or_python_package: Any) -> str:
    """Return the version of the jar that a Java class is from, or of a Python package."""
    subject = java_class_or_python_package
    if isjava(subject):
        package = subject.class_.getPackage() if isinstance(subject, jpype.JClass) else subject.getPackage()
        found = package.getImplementationVersion() or package.getSpecificationVersion()
        return "Unknown" if found is None else str(found)
    name = getattr(subject, "__module__", None) or getattr(subject, "__name__", None) or str(subject)
    return version(str(name).split(".")[0])


def is_version_at_least(actual_version: str, minimum_version: str) -> bool:
    """Compare versions by their numbers."""
    return _numbers(actual_version) >= _numbers(minimum_version)


def _numbers(text: str) -> tuple[int, ...]:
    parts = str(text).split("-")[0].split(".")
    return tuple(int(part) for part in parts if part.isdigit())
