"""Processors ready to be called by the host, frame by frame."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ._arguments import Arguments
from ._errors import Cancelled, DruaError, ImageTypeError, ManifestError
from ._failures import EXITS, drop_frames, exit_error
from ._files import routine_file
from ._frame import FrameMetadata
from ._frames import frames_of, parts_of
from ._here import threads
from ._hints import line_in
from ._manifest import error_entry
from ._outgoing import prepare
from ._streams import flush_streams, inside_call
from ._typed import Wire

if TYPE_CHECKING:
    from ._files import Known
    from ._image import Image

__all__ = ["BoundProcessor", "bind"]


class BoundProcessor:
    """A processor of a file with its parameters. Call it with each frame.

    A function may be called from several threads at once, a class only from one at a time. `start`, `refresh` and
    `stop` are not for the time of a call. It keeps no reference to an image after the call, not even through the
    traceback of an exception.

    Raises
    ------
    drua.ManifestError
        The file can't be used, has no such routine, or the routine can't be used as a processor.
    drua.ParameterError
        A parameter is unknown, of the wrong type or out of range.
    """

    __slots__ = (
        "_arguments",
        "_call",
        "_dtypes",
        "_error",
        "_file",
        "_instance",
        "_is_routine",
        "_known",
        "_logged",
        "_metadata",
        "_name",
        "_outputs",
        "_parameters",
        "_summary",
        "_values",
        "_version",
        "_versions",
    )

    def __init__(self, path: str, name: str, parameters: Mapping[str, Any]) -> None:
        self._file = routine_file(path)
        self._name = name
        self._parameters = dict(parameters)
        self._summary: bytes | None = None
        self._instance: Any = None
        self._call: Callable[..., Any] | None = None
        self._versions: dict[str, str] | None = None
        self._error: dict[str, Any] | None = None
        self._logged = False
        self._version, known, error = self._file.changed(name, -1)
        if known is None:
            raise error or ManifestError(f"{path}: no routine '{name}'")
        self._adopt(known, *self._checked(known))

    def __repr__(self) -> str:
        """Name and file."""
        return f"BoundProcessor({self._name!r}, {self._file.path!r})"

    def __call__(self, image: Image, metadata: bytes | None = None) -> Wire | None:
        """Process one frame.

        Parameters
        ----------
        image
            Pixels, (Y, X), or (Y, X, 3) in the order R, G, B.
        metadata
            Block of the frame's metadata; only needed if `describe` says so.

        Returns
        -------
        Wire or None
            Under the name ``drua.Frames`` a dictionary with ``drop`` (True), ``images`` (a list of pixels,
            coordinates or None, tags or None), ``tags`` (of the input frame) and ``rows`` (for the table), each
            where there is one; None where there is none: the frame is what is in `image` now.

        Raises
        ------
        drua.ImageTypeError
            Pixels of a type that the processor doesn't take.
        drua.ResultError
            It returned what is no frame.
        drua.RoutineExitError
            It called ``sys.exit()`` or the like.
        drua.Cancelled
            The call was told to stop.
        """
        here = threads.here
        outer = here.rows
        rows: list[dict[str, Any]] = []
        here.rows = rows
        here.depth += 1
        result: Any = None
        about: FrameMetadata | None = None
        try:
            if self._dtypes is not None and image.dtype not in self._dtypes:
                raise self._unfit(image)
            call = self._call
            if call is None:
                call = self._started()
            if self._metadata:
                about = FrameMetadata(metadata)
                result = call(image, about)
                if result is None and not rows and not about._written and not self._outputs:
                    return None
            else:
                result = call(image)
                if result is None and not rows and not self._outputs:
                    return None
            return self._reply(result, image, about, metadata, rows)
        except EXITS as error:
            raise exit_error(self._name, error) from error
        except BaseException as error:
            drop_frames(error)
            raise
        finally:
            # No name of this frame, which an exception may hold, refers to the image.
            del image, result
            here.rows = outer
            here.depth -= 1
            if here.unsent and not here.depth:
                flush_streams()

    def describe(self) -> dict[str, Any]:
        """Say what the host must know: how to hand frames over, and what is wrong with the newest text."""
        signature = self._known.signature
        return {
            "hash": self._known.module.hash,
            "writes": signature.in_place,
            "pin": signature.declaration.pin,
            "metadata": signature.metadata,
            "outputs": list(signature.outputs),
            "calls_java": signature.calls_java,
            "axes": signature.declaration.axes,
            "label": signature.label,
            "error": self._error or self._known.error,
        }

    def start(self, summary: bytes | None = None) -> None:
        """Get ready for frames: an instance of a class is made and started; one that runs is stopped first.

        Parameters
        ----------
        summary
            Block of the acquisition's summary.

        Raises
        ------
        BaseException
            Whatever the class raises.
        """
        self.stop()
        self._summary = summary
        self._started()

    def stop(self) -> None:
        """Stop the instance of a class, if there is one. A later call makes a new one.

        Raises
        ------
        BaseException
            Whatever its method ``stop`` raises.
        """
        instance = self._instance
        if instance is not None:
            self._instance = None
            self._call = None
            self._stop(instance)

    def is_stale(self) -> bool:
        """Say whether `refresh` has something to do. Takes microseconds."""
        return self._file.is_stale(self._version)

    def refresh(self, force: bool = False) -> dict[str, Any] | None:
        """Take over what has changed in the file and the modules beside it.

        A class gets a new instance with the same parameters, started with the same summary; then the old one is
        stopped. If the new text can't be used, the old one goes on. Takes as long as the file's import.

        Parameters
        ----------
        force
            Read the file again even if it is the same: what it imports may be another.

        Returns
        -------
        dict or None
            As `describe`, or None if nothing has changed.
        """
        version, known, error = self._file.changed(self._name, self._version, force)
        if version == self._version:
            return None
        self._version = version
        self._error = error_entry(error) if error is not None else None
        if known is None or known is self._known:
            return self.describe()
        try:
            checked = self._checked(known)
            instance = self._made(known, checked[1]) if self._instance is not None else None
        except Cancelled:
            # The next look tries again.
            self._version = -1
            raise
        except BaseException as failed:
            self._error = _entry(failed, self._file.path)
            return self.describe()
        old = self._instance
        self._adopt(known, *checked)
        self._take(instance)
        if old is not None:
            try:
                self._stop(old)
            except Exception as failed:
                self._error = _entry(failed, self._file.path)
        return self.describe()

    def provenance(self) -> dict[str, Any]:
        """Say what made a frame: ``routine file source_hash python drua packages parameters``."""
        from . import _provenance

        module = self._known.module
        if self._versions is None:
            self._versions = _provenance.packages(module.source)
        record = _provenance.record(self._known.signature.name, module.path, module.hash, self._versions)
        record["parameters"] = self._arguments.texts(self._values)
        return record

    # -- What is called --

    def _checked(self, known: Known) -> tuple[Arguments, dict[str, Any]]:
        """Return what a routine takes, and its values."""
        signature = known.signature
        if signature.use == "command":
            raise ManifestError(
                f"routine '{signature.name}' can't be used as a processor",
                line=signature.line,
                kind="SignatureError",
                hint='a processor takes one image with axes="YX", and all its parameters have defaults',
            )
        arguments = Arguments(signature.parameters)
        return arguments, arguments.values(self._parameters)

    def _adopt(self, known: Known, arguments: Arguments, values: dict[str, Any]) -> None:
        signature = known.signature
        accepts = signature.images[0].accepts
        function: Callable[..., Any] = signature.function
        self._known = known
        self._arguments = arguments
        self._values = values
        self._versions = None
        self._metadata = signature.metadata
        self._outputs = signature.outputs
        self._is_routine = signature.use == "both"
        self._dtypes = None if accepts is None else frozenset(map(np.dtype, accepts))
        self._call = None
        if not signature.stateful:
            self._call = functools.partial(function, **values) if values else function

    def _started(self) -> Callable[..., Any]:
        """Return what is called with frames, after making an instance where one is needed."""
        if self._call is None:
            self._take(self._made(self._known, self._values))
        call = self._call
        assert call is not None
        return call

    def _made(self, known: Known, values: dict[str, Any]) -> Any:
        """Return an instance of a class that was started, None for a function."""
        signature = known.signature
        if not signature.stateful:
            return None
        try:
            with inside_call:
                instance = signature.function(**values)
                start = getattr(instance, "start", None)
                if start is not None:
                    start(*((FrameMetadata(self._summary, readonly=True),) if signature.summary else ()))
            return instance
        except EXITS as error:
            raise exit_error(self._name, error) from error
        except BaseException as error:
            drop_frames(error)
            raise

    def _take(self, instance: Any) -> None:
        self._instance = instance
        if instance is not None:
            self._call = instance.process

    def _stop(self, instance: Any) -> None:
        stop = getattr(instance, "stop", None)
        if stop is None:
            return
        try:
            with inside_call:
                stop()
        except EXITS as error:
            raise exit_error(self._name, error) from error
        except BaseException as error:
            drop_frames(error)
            raise

    # -- What it gave --

    def _reply(
        self,
        result: Any,
        image: Image,
        about: FrameMetadata | None,
        metadata: bytes | None,
        rows: list[dict[str, Any]],
    ) -> Wire | None:
        signature = self._known.signature
        if self._is_routine and result is not None:
            frames, more, others = parts_of(prepare(result, signature, (image,)))
            rows += more
            if others:
                self._log_ignored(others)
            result = None if not frames else frames[0] if len(frames) == 1 else frames
        where = FrameMetadata(metadata) if about is None else about
        reply = frames_of(result, signature, image, where)
        if about is not None and about._written:
            reply["tags"] = {**about._written, **reply.get("tags", {})}
        if rows:
            reply["rows"] = rows
        return Wire("drua.Frames", reply) if reply else None

    def _log_ignored(self, others: list[Any]) -> None:
        if self._logged:
            return
        self._logged = True
        import logging

        kinds = ", ".join(sorted({type(item).__name__ for item in others}))
        logging.getLogger("drua").warning(
            "routine '%s' as a processor: results of type %s are left out; only images, numbers and tables are used",
            self._name,
            kinds,
        )

    def _unfit(self, image: Image) -> ImageTypeError:
        accepts = self._known.signature.images[0].accepts or ()
        return ImageTypeError(
            f"routine '{self._name}': expected pixels of {' or '.join(accepts)}, found {image.dtype.name}",
            hint="choose another pixel type for the camera, or put a processor that converts before this one",
        )


def bind(path: str, name: str, parameters: Mapping[str, Any]) -> BoundProcessor:
    """Return a processor with its parameters. See `drua._host.processor`."""
    return BoundProcessor(path, name, parameters)


def _entry(error: BaseException, path: str) -> dict[str, Any]:
    """Return the manifest's form of what kept a new text from running."""
    if isinstance(error, ManifestError):
        return error_entry(error)
    hint = error.hint if isinstance(error, DruaError) else None
    return {
        "type": type(error).__name__,
        "message": str(error) or type(error).__name__,
        "line": line_in(error, path) or (line_in(error.__cause__, path) if error.__cause__ is not None else None),
        "hint": hint or "correct it and save the file again; until then the processor runs as it was",
    }
