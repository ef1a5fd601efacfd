"""What a process that `multiprocessing` spawned from a routine runs first.

Such a process gets functions by the names of their modules. Those of routine files have names that only the host's
process knows; here they become importable. Without this, a ``Pool`` would wait for its workers for ever.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

__all__ = ["FLAG", "RoutineFinder", "arguments"]

FLAG = "--drua-routine-files"


def arguments() -> list[str]:
    """Return what the host's process adds to its child's ``sys.argv``: the loaded files by module name."""
    files = {
        name: module.__file__
        for name, module in list(sys.modules.items())
        if name.startswith("drua_routine_") and getattr(module, "__file__", None)
    }
    return [FLAG, json.dumps(files)]


class RoutineFinder:
    """An import hook that finds routine files by the names that the host's process gave them.

    Parameters
    ----------
    files
        Path of the file by module name.
    """

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a routine file, None for any other module."""
        file = self._files.get(name)
        if file is None:
            return None
        folder = os.path.dirname(file)
        if folder not in sys.path:
            sys.path.append(folder)
        return importlib.util.spec_from_file_location(name, file)


def _install() -> None:
    position = sys.argv.index(FLAG)
    files: Any = json.loads(sys.argv[position + 1])
    del sys.argv[position : position + 2]
    sys.meta_path.append(RoutineFinder(files))


if __name__ == "__mp_main__":
    _install()
