"""The names that existing scripts import, `jpype`, `scyjava` and `imagej`, served inside a host and only there.

A real `jpype` would look for a Java of its own; here Java is there before Python is. So inside a host these names come
from the folder ``compat`` beside this file, whatever is installed:

- `jpype`: always Drua's.
- `scyjava`: the installed package, which works on Drua's `jpype`; Drua's own where it, or what it needs, is missing.
- `imagej`: always Drua's. The installed one makes an ImageJ2 of its own and needs a library (``imglib2-imglyb``) that
  no ImageJ or Fiji brings; this one attaches to the ImageJ that runs.

Outside a host nothing is installed here, so nothing is shadowed.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec

__all__ = ["CompatFinder", "install"]

FOLDER = str(Path(__file__).parent / "compat")

_OWN = ("jpype", "scyjava", "imagej")
# What the installed scyjava imports besides jpype. Without it Drua's own serves.
_NEEDED_BY_SCYJAVA = ("jgo",)


def install() -> CompatFinder:
    """Serve the names from now on; further calls change nothing.

    Goes first, as an installed package of the same name must not be found before.
    """
    for finder in sys.meta_path:
        if isinstance(finder, CompatFinder):
            return finder
    made = CompatFinder()
    sys.meta_path.insert(0, made)
    return made


class CompatFinder:
    """Finds the three names, as the module's text says; all others are left to the finders behind it."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Return the spec of one of the names, or None."""
        if name not in _OWN or path is not None or not _has_java():
            return None
        if name == "scyjava":
            installed = self._installed(name)
            if installed is not None and all(self._installed(needed) for needed in _NEEDED_BY_SCYJAVA):
                return _with_action(installed, _fit_scyjava)
        return PathFinder.find_spec(name, [FOLDER])

    def _installed(self, name: str) -> ModuleSpec | None:
        """Return the spec that the other finders give."""
        for finder in list(sys.meta_path):
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, None)
            # A folder without __init__.py is no package of that name, only a folder in the way.
            if spec is not None and spec.loader is not None and spec.origin is not None:
                return spec
        return None


def _has_java() -> bool:
    """Tell whether a host lends its Java; an older one, or none, doesn't."""
    available = getattr(sys.modules.get("drua._core"), "java_available", None)
    return available is not None and bool(available())


def _with_action(spec: ModuleSpec, action: Callable[[Any], None]) -> ModuleSpec:
    """Let an action follow the execution of the module."""
    loader: Any = spec.loader
    execute = loader.exec_module

    def exec_module(module: Any) -> None:
        del loader.exec_module
        execute(module)
        action(module)

    loader.exec_module = exec_module
    return spec


def _fit_scyjava(module: Any) -> None:
    from . import _compat_scyjava

    _compat_scyjava.fit(module)
