"""Routines ready to be called by the host."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ._errors import ImageTypeError, ManifestError, ParameterError, RoutineExitError
from ._image import Image
from ._modules import RoutineModule, import_file, read
from ._outgoing import prepare
from ._streams import inside_call

if TYPE_CHECKING:
    from ._signature import Parameter, Signature

__all__ = ["LoadedRoutine", "load"]

_Stamp = tuple[int, int, int]


class LoadedRoutine:
    """A routine of a file; call it with images by position and parameters by name.

    Safe to call from several threads at once. It keeps no reference to an image after the call, not even
    through the traceback of an exception.

    Attributes
    ----------
    signature : Signature
        Images, parameters and result, as in the manifest.
    error : dict or None
        Why the file's newest text can't be used, as in the manifest; then this is the last routine
        that worked.
    """

    def __init__(self, signature: Signature, module: RoutineModule) -> None:
        self.signature = signature
        self.error: dict[str, Any] | None = None
        self._module = module
        self._function: Callable[..., Any] = signature.function
        self._parameters: dict[str, Parameter] = {}
        for parameter in signature.parameters:
            self._parameters[parameter.name] = parameter
        self._folded = {name.lower(): name for name in self._parameters}
        self._required = tuple(p for p in signature.parameters if p.required)
        self._returns_none = signature.returns == "none"
        self._single = signature.images[0].accepts if len(signature.images) == 1 else ()
        self._versions: dict[str, str] | None = None

    @property
    def name(self) -> str:
        """Name of the function."""
        return self.signature.name

    @property
    def path(self) -> str:
        """Absolute path of the file."""
        return self._module.path

    @property
    def source_hash(self) -> str:
        """Sha256 of the text that is in use."""
        return self._module.hash

    def __repr__(self) -> str:
        """Name and file."""
        return f"LoadedRoutine({self.name!r}, {self.path!r})"

    def __call__(self, /, *images: Any, **parameters: Any) -> Any:
        """Run the routine.

        Parameters
        ----------
        *images
            ndarrays, in the order of the signature.
        **parameters
            Values by name, whatever its case. Numbers may come as text; what is left out has its default.

        Returns
        -------
        object
            The result in a form that the bridge can send; None for a routine that changes its image in place.

        Raises
        ------
        drua.ParameterError
            Unknown, missing, of the wrong type, out of range or no valid choice.
        drua.ImageTypeError
            An image of a type that the routine doesn't take, or another number of images.
        drua.ResultError
            The result isn't what the routine declares, or can't be sent.
        drua.RoutineExitError
            The routine called ``sys.exit()`` or the like.
        drua.Cancelled
            The user asked to stop.
        """
        try:
            values: Any = self.arguments(parameters) if parameters or self._required else {}
            # Rebinding drops the caller's tuple: no name but the routine's may hold an image.
            images = self._checked(images)
            with inside_call:
                result = self._function(*images, **values)
            if result is None and self._returns_none:
                return None
            return prepare(result, self.signature, images)
        except (SystemExit, KeyboardInterrupt, GeneratorExit) as error:
            _drop_frames(error)
            raise RoutineExitError(
                f"routine '{self.name}' called {_exit_call(error)}",
                hint="end a routine with 'return'; raise an exception to report a failure",
            ) from error
        except BaseException as error:
            _drop_frames(error)
            raise
        finally:
            del images
            parameters.clear()
            values = result = None

    def arguments(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Check and convert parameters; the result has the names of the signature.

        Raises
        ------
        drua.ParameterError
            As for the call.
        """
        values: dict[str, Any] = {}
        for given, value in parameters.items():
            name = given if given in self._parameters else self._folded.get(given.lower())
            if name is None:
                raise self._unknown(given)
            if name in values:
                raise ParameterError(name, "one value", f"two, as '{name}' and '{given}'")
            parameter = self._parameters[name]
            try:
                values[name] = parameter.kind.value(name, value)
            except ParameterError as error:
                error.hint = parameter.example
                raise
        for parameter in self._required:
            if parameter.name not in values:
                raise ParameterError(
                    parameter.name, parameter.kind.words, "nothing", hint="it has no default: give it a value"
                )
        return values

    def provenance(self, parameters: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Say what made a result.

        Parameters
        ----------
        parameters
            What a call was given; the entry ``parameters`` then has each value as text, defaults included.

        Returns
        -------
        dict
            ``routine file source_hash python drua packages`` and, if asked for, ``parameters``.
        """
        from . import _provenance

        if self._versions is None:
            self._versions = _provenance.packages(self._module.source)
        record = _provenance.record(self.name, self.path, self.source_hash, self._versions)
        if parameters is not None:
            values = self.arguments(parameters)
            record["parameters"] = {
                name: str(parameter.kind.show(value)) if value is not None else "none"
                for name, parameter in self._parameters.items()
                for value in (values.get(name, parameter.default),)
            }
        return record

    def _unknown(self, given: str) -> ParameterError:
        import difflib

        near = difflib.get_close_matches(given.lower(), self._folded, n=1)
        known = ", ".join(self._parameters) or "no parameters"
        hint = f"did you mean '{self._folded[near[0]]}'?" if near else None
        return ParameterError(given, f"one of {known}", "an unknown name", hint=hint)

    def _checked(self, images: tuple[Any, ...]) -> tuple[Image, ...]:
        # The usual case, without loops: one image as the core makes it, of a type that is taken.
        accepts = self._single
        if len(images) == 1 and type(images[0]) is Image and (accepts is None or images[0].dtype.name in accepts):
            return images
        wanted = self.signature.images
        if len(images) != len(wanted):
            names = ", ".join(image.name for image in wanted)
            raise ImageTypeError(
                f"routine '{self.name}': expected {len(wanted)} image(s) ({names}), found {len(images)}"
            )
        for image, declared in zip(images, wanted, strict=True):
            dtype = getattr(image, "dtype", None)
            if dtype is None:
                raise ImageTypeError(
                    f"routine '{self.name}', image '{declared.name}': expected an array, found {type(image).__name__}"
                )
            if declared.accepts is not None and dtype.name not in declared.accepts:
                raise ImageTypeError(
                    f"routine '{self.name}', image '{declared.name}': expected pixels of "
                    f"{' or '.join(declared.accepts)}, found {dtype.name}",
                    hint="convert the image first (Image > Type)",
                )
        return tuple(image if isinstance(image, Image) else image.view(Image) for image in images)


def _exit_call(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"sys.exit({'' if error.code is None else repr(error.code)})"
    return f"for {type(error).__name__}"


def _drop_frames(error: BaseException | None) -> None:
    """Clear the local variables of ended frames, which would keep images alive with the exception."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        entry = error.__traceback__
        while entry is not None:
            try:
                entry.tb_frame.clear()
            except RuntimeError:
                # A frame that still runs; it drops its variables by itself.
                pass
            entry = entry.tb_next
        error = error.__cause__ or error.__context__


# -- Files --


class _File:
    """What is known of one routine file. A lock of its own lets other files load meanwhile."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lock = threading.Lock()
        self.stamps: dict[str, _Stamp | None] = {}
        self.module: RoutineModule | None = None
        self.routines: dict[str, LoadedRoutine] = {}
        self.error: ManifestError | None = None


_files: dict[str, _File] = {}
_files_lock = threading.Lock()


def load(path: str, name: str) -> LoadedRoutine:
    """Return a routine of a file. See `drua._host.load`."""
    path = os.path.abspath(path)
    with _files_lock:
        file = _files.setdefault(path, _File(path))
    with file.lock:
        _refresh(file)
        routine = file.routines.get(name) or _by_folded_name(file, name)
        if routine is None:
            if file.error is not None:
                raise file.error
            known = ", ".join(sorted(file.routines)) or "none"
            raise ManifestError(
                f"{path}: expected a routine '{name}', found {known}",
                kind="UnknownRoutineError",
                hint="put @routine above the function, or refresh the menus",
            )
        return routine


def _by_folded_name(file: _File, name: str) -> LoadedRoutine | None:
    folded = {known.lower(): routine for known, routine in file.routines.items()}
    return folded.get(name.lower())


def _refresh(file: _File) -> None:
    """Import the file if it is new or has changed; keep what worked if it is broken now."""
    from ._manifest import error_entry, signatures

    if file.stamps and all(_stamp(path) == known for path, known in file.stamps.items()):
        return
    stamps = {file.path: _stamp(file.path)}
    try:
        source = read(file.path)
        module = import_file(file.path, source)
        stamps.update(_helper_stamps(module))
        found, broken = signatures(module.functions, file.path)
    except ManifestError as error:
        file.error = error
        file.stamps = stamps
        for routine in file.routines.values():
            routine.error = error_entry(error)
        return
    fresh = {name: LoadedRoutine(signature, module) for name, signature in found.items()}
    if broken is not None:
        # A routine that is broken now keeps its last form that worked.
        for name, routine in file.routines.items():
            if name not in fresh:
                routine.error = error_entry(broken)
                fresh[name] = routine
    elif file.module is not None:
        file.module.forget()
    _forget_lines(file.path)
    file.module = module
    file.routines = fresh
    file.error = broken
    file.stamps = stamps


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
