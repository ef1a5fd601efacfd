"""Settings of scyjava. The class path works; what is for the start of a JVM is kept, given back and not applied."""

from __future__ import annotations

import enum
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jpype

__all__ = [
    "Mode",
    "add_classpath",
    "add_endpoints",
    "add_kwargs",
    "add_option",
    "add_options",
    "add_repositories",
    "enable_headless_mode",
    "enable_remote_debugging",
    "endpoints",
    "find_jars",
    "get_cache_dir",
    "get_classpath",
    "get_endpoints",
    "get_kwargs",
    "get_options",
    "get_repositories",
    "mode",
    "set_cache_dir",
    "set_heap_max",
    "set_heap_min",
    "set_java_constraints",
    "set_m2_repo",
    "set_manage_deps",
    "set_verbose",
]

_logger = logging.getLogger("drua")


class Mode(enum.Enum):
    """How Python and Java are joined."""

    JEP = "jep"
    JPYPE = "jpype"


mode = Mode.JPYPE
endpoints: list[str] = []
_options: list[str] = []
_kwargs: dict[str, Any] = {}
_repositories: dict[str, str] = {}
_cache_dir = Path.home() / ".jgo"


def _ignored(what: str, instead: str) -> None:
    _logger.info("scyjava.config.%s is not applied, as Java runs already; %s", what, instead)


def add_endpoints(*new_endpoints: str) -> None:
    """Keep Maven coordinates. Nothing is downloaded into a program that runs."""
    endpoints.extend(new_endpoints)
    _ignored(f"add_endpoints({', '.join(new_endpoints)})", "install what is missing in ImageJ, or use add_classpath")


def get_endpoints() -> list[str]:
    """Return the coordinates that were given."""
    return endpoints


def add_classpath(*path: str | Path) -> None:
    """Make jars and folders known to Python code."""
    for entry in path:
        for part in str(entry).split(os.pathsep):
            jpype.addClassPath(part)


def get_classpath() -> str:
    """Return the class path of Java, with what was added."""
    return jpype.getClassPath()


def find_jars(directory: Path | str) -> list[str]:
    """Return all jars below a folder."""
    return sorted(str(jar) for jar in Path(directory).rglob("*.jar"))


def add_option(option: str) -> None:
    """Keep an option of the JVM."""
    add_options([option])


def add_options(options: str | Sequence[str]) -> None:
    """Keep options of the JVM."""
    given = [options] if isinstance(options, str) else list(options)
    _options.extend(given)
    _ignored(f"options {' '.join(given)}", "set them where ImageJ is started")


def get_options() -> list[str]:
    """Return the options that were given."""
    return _options


def add_kwargs(**kwargs: Any) -> None:
    """Keep arguments of jpype.startJVM."""
    _kwargs.update(kwargs)


def get_kwargs() -> dict[str, Any]:
    """Return the arguments that were given."""
    return _kwargs


def add_repositories(*args: dict[str, str], **kwargs: str) -> None:
    """Keep Maven repositories."""
    for given in (*args, kwargs):
        _repositories.update(given)


def get_repositories() -> dict[str, str]:
    """Return the repositories that were given."""
    return _repositories


def enable_headless_mode() -> None:
    """Do nothing: whether there is a display is the host's business."""
    _ignored("enable_headless_mode()", "ImageJ has its windows or not")


def enable_remote_debugging(port: int = 8000, suspend: bool = False) -> None:
    """Do nothing: the debugger is chosen when Java starts."""
    _ignored("enable_remote_debugging()", "set -agentlib:jdwp where ImageJ is started")


def set_heap_min(mb: int | None = None, gb: int | None = None) -> None:
    """Do nothing: memory is chosen when Java starts."""
    _ignored("set_heap_min()", "see Edit > Options > Memory & Threads")


def set_heap_max(mb: int | None = None, gb: int | None = None) -> None:
    """Do nothing: memory is chosen when Java starts."""
    _ignored("set_heap_max()", "see Edit > Options > Memory & Threads")


def set_java_constraints(**constraints: Any) -> None:
    """Do nothing: Java is there."""
    _ignored("set_java_constraints()", "Java is that of the host")


def set_cache_dir(cache_dir: Path | str) -> None:
    """Keep a folder for downloads, of which there are none."""
    global _cache_dir
    _cache_dir = Path(cache_dir)


def get_cache_dir() -> Path:
    """Return the folder that was given."""
    return _cache_dir


def set_m2_repo(repo_dir: Path | str) -> None:
    """Do nothing: nothing is downloaded."""


def set_manage_deps(manage: bool) -> None:
    """Do nothing: nothing is downloaded."""


def set_verbose(level: int) -> None:
    """Do nothing: nothing is downloaded."""
