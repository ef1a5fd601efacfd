"""``import jpype.imports``: Java packages can be imported here without it."""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["registerDomain"]

_aliases: dict[str, str] = {}


def registerDomain(mod: str, alias: str | None = None) -> None:
    """Make a Java package importable, under another name if one is given.

    Parameters
    ----------
    mod
        The name to import.
    alias
        The Java package behind it. Without one nothing needs to be done.
    """
    if alias is not None and alias != mod:
        if not any(isinstance(finder, _AliasFinder) for finder in sys.meta_path):
            sys.meta_path.append(_AliasFinder())
        _aliases[mod] = alias


class _AliasFinder:
    """Finds Java packages by their other names."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name in _aliases else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return importlib.import_module(_aliases[spec.name])

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: the package was imported when the module was made."""
