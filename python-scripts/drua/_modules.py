"""Importing a routine file in isolation.

A file becomes a module under a name of its own. Helper modules beside it are found through the end of
`sys.path`, so that they can't hide installed packages, and are taken out of `sys.modules` afterwards, so
that two folders may each have a ``helpers.py``.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

from ._errors import Cancelled, ManifestError
from ._hints import explain
from ._quiet import quiet
from ._routine import collecting

__all__ = ["RoutineModule", "digest", "import_file", "read"]

_OWN_NAMES = "drua_routine_"

# Imports change sys.path and sys.modules, which all threads share.
_importing = threading.RLock()


class RoutineModule:
    """An imported routine file."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.hash = digest(source)
        self.source = source
        self.module: types.ModuleType | None = None
        self.functions: list[Callable[..., Any]] = []
        self.helpers: list[types.ModuleType] = []

    def forget(self) -> None:
        """Take the module out of `sys.modules`."""
        module = self.module
        if module is not None and sys.modules.get(module.__name__) is module:
            del sys.modules[module.__name__]


def digest(source: bytes) -> str:
    """Return the sha256 of a file's bytes in hexadecimal digits."""
    return hashlib.sha256(source).hexdigest()


def read(path: str) -> bytes:
    """Return the bytes of a routine file.

    Raises
    ------
    drua.ManifestError
        It can't be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ManifestError(
            f"can't read {path}: {error.strerror or error}",
            kind=type(error).__name__,
            hint="check that the file exists and may be read",
        ) from error


def import_file(path: str, source: bytes) -> RoutineModule:
    """Import the file whose bytes are `source`, without output.

    Raises
    ------
    drua.ManifestError
        The file can't be imported: with line, error class and hint.
    drua.Cancelled
        The call was cancelled meanwhile.
    """
    result = RoutineModule(path, source)
    with _importing:
        name = _unique_name(path, result.hash)
        module = types.ModuleType(name)
        module.__file__ = path
        result.module = module
        before = dict(sys.modules)
        paths = list(sys.path)
        folder = os.path.dirname(path)
        replaced = sys.modules.get(name)
        sys.modules[name] = module
        sys.path.append(folder)
        try:
            with quiet(), collecting(name) as found:
                exec(_compiled(source, path), module.__dict__)
            result.functions = found.functions
        except BaseException as error:
            result.forget()
            if replaced is not None:
                sys.modules[name] = replaced
            if isinstance(error, Cancelled) and _really_cancelled():
                raise
            if isinstance(error, ManifestError):
                raise
            raise explain(error, path) from error
        finally:
            if isinstance(sys.path, list):
                _remove_last(sys.path, folder)
            _put_back(before, paths)
            result.helpers = _take_helpers(folder, before, name)
    return result


def _compiled(source: bytes, path: str) -> types.CodeType:
    return compile(source, path, "exec", dont_inherit=True)


def _really_cancelled() -> bool:
    from ._call import cancelled

    return cancelled()


def _unique_name(path: str, content: str) -> str:
    stem = re.sub(r"\W", "_", os.path.splitext(os.path.basename(path))[0])
    place = hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
    return f"{_OWN_NAMES}{stem}_{place}_{content[:8]}"


def _put_back(modules: dict[str, types.ModuleType], paths: list[str]) -> None:
    """Undo what a file took away from all others: modules that were there, and places to import from."""
    for name, module in modules.items():
        found = sys.modules.get(name)
        ours = name == "drua" or name.startswith("drua.")
        if found is not module and (found is None or ours) and not name.startswith(_OWN_NAMES):
            sys.modules[name] = module
    if not isinstance(sys.path, list):
        sys.path = []
    # What a file puts there stays: it may import more when it runs.
    sys.path.extend(place for place in paths if place not in sys.path)


def _remove_last(paths: list[str], folder: str) -> None:
    for index in range(len(paths) - 1, -1, -1):
        if paths[index] == folder:
            del paths[index]
            return


def _take_helpers(folder: str, before: dict[str, types.ModuleType], own: str) -> list[types.ModuleType]:
    """Remove and return the modules that came from the routine's own folder."""
    prefix = os.path.join(folder, "")
    helpers = []
    for name in [name for name in sys.modules if name not in before and name != own]:
        module = sys.modules[name]
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.startswith(prefix) and "site-packages" not in file:
            helpers.append(module)
            del sys.modules[name]
    return helpers
