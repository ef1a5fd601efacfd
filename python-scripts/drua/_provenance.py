"""What made a result: routine, text, packages, versions."""

from __future__ import annotations

import ast
import importlib.metadata
import platform
import sys
from typing import Any

from . import __version__

__all__ = ["packages", "record"]


def packages(source: bytes) -> dict[str, str]:
    """Return the versions of the installed packages that a text imports, at any place in it, and NumPy.

    Top-level names that are of the standard library, or have no version, are left out.
    """
    found: dict[str, str] = {}
    for name in sorted(_imported(source) | {"numpy"}):
        if name in sys.stdlib_module_names or name == "drua":
            continue
        version = _version(name)
        if version is not None:
            found[name] = version
    return found


def record(routine: str, file: str, source_hash: str, versions: dict[str, str]) -> dict[str, Any]:
    """Return the record of one routine."""
    return {
        "routine": routine,
        "file": file,
        "source_hash": source_hash,
        "packages": dict(versions),
        "python": platform.python_version(),
        "drua": __version__,
    }


def _imported(source: bytes) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names


def _version(name: str) -> str | None:
    # The loaded module tells the truth even where several are installed.
    version = getattr(sys.modules.get(name), "__version__", None)
    if isinstance(version, str):
        return version
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
