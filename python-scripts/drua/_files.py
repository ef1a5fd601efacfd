"""Routine files: imported once, and again after they changed."""

from __future__ import annotations

import os
import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ._errors import ManifestError
from ._modules import RoutineModule, import_file, read

if TYPE_CHECKING:
    from ._load import LoadedRoutine
    from ._signature import Signature

__all__ = ["Known", "RoutineFile", "routine_file"]

_Stamp = tuple[int, int, int]


class Known:
    """One routine of a text that worked.

    Attributes
    ----------
    signature, module
        What it declares, and where from.
    error
        Why the file's newest text can't be used, as in the manifest; then this is the last form that worked.
    routine
        The form that is called as a command, once somebody asked for it.
    """

    __slots__ = ("error", "module", "routine", "signature")

    def __init__(self, signature: Signature, module: RoutineModule) -> None:
        self.signature = signature
        self.module = module
        self.error: dict[str, Any] | None = None
        self.routine: LoadedRoutine | None = None


class RoutineFile:
    """What is known of one file. A lock of its own lets other files load meanwhile.

    Attributes
    ----------
    version
        How often the file was read; it is the same as long as nothing has changed.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.version = 0
        self._lock = threading.Lock()
        self._stamps: dict[str, _Stamp | None] = {}
        self._module: RoutineModule | None = None
        self._routines: dict[str, Known] = {}
        self._error: ManifestError | None = None

    def find(self, name: str) -> Known:
        """Return a routine by name, whatever its case, of the file as it is now.

        Raises
        ------
        drua.ManifestError
            The file can't be used, or has no such routine.
        """
        with self._lock:
            self._refresh()
            return self._find(name)

    def changed(self, name: str, version: int, force: bool = False) -> tuple[int, Known | None, ManifestError | None]:
        """Return the file's version and, if that is not the given one, the routine, or why there is none.

        With `force` the file is read again even if it is the same: what it imports may be another.
        """
        with self._lock:
            if force:
                self._stamps = {}
            self._refresh()
            if self.version == version:
                return version, None, None
            try:
                return self.version, self._find(name), None
            except ManifestError as error:
                return self.version, None, error

    def is_stale(self, version: int) -> bool:
        """Say whether the file, or a module beside it, may be another one than that of a version. Imports nothing."""
        if self.version != version:
            return True
        # A copy: another thread may be reading the file again.
        return any(_stamp(path) != known for path, known in list(self._stamps.items()))

    def _find(self, name: str) -> Known:
        known = self._routines.get(name) or self._by_folded_name(name)
        if known is None:
            if self._error is not None:
                raise self._error
            names = ", ".join(sorted(self._routines)) or "none"
            raise ManifestError(
                f"{self.path}: expected a routine '{name}', found {names}",
                kind="UnknownRoutineError",
                hint="put @routine or @processor above the function, or refresh the menus",
            )
        return known

    def _by_folded_name(self, name: str) -> Known | None:
        folded = {known.lower(): routine for known, routine in self._routines.items()}
        return folded.get(name.lower())

    def _refresh(self) -> None:
        """Import the file if it is new or has changed; keep what worked if it is broken now."""
        from ._manifest import error_entry, signatures

        if self._stamps and all(_stamp(path) == known for path, known in self._stamps.items()):
            return
        stamps = {self.path: _stamp(self.path)}
        self.version += 1
        try:
            source = read(self.path)
            module = import_file(self.path, source)
            stamps.update(_helper_stamps(module))
            found, broken = signatures(module.functions, self.path)
        except ManifestError as error:
            self._error = error
            self._stamps = stamps
            for routine in self._routines.values():
                routine.error = error_entry(error)
            return
        fresh = {name: Known(signature, module) for name, signature in found.items()}
        if broken is not None:
            # A routine that is broken now keeps its last form that worked.
            for name, routine in self._routines.items():
                if name not in fresh:
                    routine.error = error_entry(broken)
                    fresh[name] = routine
        elif self._module is not None:
            self._module.forget()
        _forget_lines(self.path)
        self._module = module
        self._routines = fresh
        self._error = broken
        self._stamps = stamps


_files: dict[str, RoutineFile] = {}
_files_lock = threading.Lock()


def routine_file(path: str) -> RoutineFile:
    """Return the one object that stands for a file."""
    path = os.path.abspath(path)
    with _files_lock:
        return _files.setdefault(path, RoutineFile(path))


def _forget_lines(path: str) -> None:
    """Have tracebacks show the new text."""
    linecache = sys.modules.get("linecache")
    if linecache is not None:
        linecache.checkcache(path)


def _helper_stamps(module: RoutineModule) -> dict[str, _Stamp | None]:
    helpers: list[ModuleType] = module.helpers
    paths = [helper.__file__ for helper in helpers if helper.__file__ is not None]
    return {path: _stamp(path) for path in paths}


def _stamp(path: str) -> _Stamp | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
