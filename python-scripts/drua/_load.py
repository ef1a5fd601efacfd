"""Routines ready to be called by the host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ._arguments import Arguments
from ._errors import ImageTypeError, ManifestError
from ._failures import EXITS, drop_frames, exit_error
from ._files import routine_file
from ._image import Image
from ._outgoing import prepare
from ._streams import inside_call

if TYPE_CHECKING:
    from ._files import Known

__all__ = ["LoadedRoutine", "load"]


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

    def __init__(self, known: Known) -> None:
        signature = known.signature
        self.signature = signature
        self._known = known
        self._function: Callable[..., Any] = signature.function
        self._arguments = Arguments(signature.parameters)
        self._required = self._arguments.required
        self._returns_none = signature.returns == "none"
        self._single = signature.images[0].accepts if len(signature.images) == 1 else ()
        self._versions: dict[str, str] | None = None

    @property
    def error(self) -> dict[str, Any] | None:
        """Why the file's newest text can't be used."""
        return self._known.error

    @property
    def name(self) -> str:
        """Name of the function."""
        return self.signature.name

    @property
    def path(self) -> str:
        """Absolute path of the file."""
        return self._known.module.path

    @property
    def source_hash(self) -> str:
        """Sha256 of the text that is in use."""
        return self._known.module.hash

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
        except EXITS as error:
            raise exit_error(self.name, error) from error
        except BaseException as error:
            drop_frames(error)
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
        return self._arguments.values(parameters)

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
            self._versions = _provenance.packages(self._known.module.source)
        record = _provenance.record(self.name, self.path, self.source_hash, self._versions)
        if parameters is not None:
            record["parameters"] = self._arguments.texts(self.arguments(parameters))
        return record

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


def load(path: str, name: str) -> LoadedRoutine:
    """Return a routine of a file. See `drua._host.load`."""
    known = routine_file(path).find(name)
    if known.signature.use == "processor":
        raise ManifestError(
            f"{known.module.path}: expected a routine, found the processor '{known.signature.name}'",
            line=known.signature.line,
            kind="UnknownRoutineError",
            hint="use it as a processor; for a command, put @routine above a function",
        )
    # Two threads may make one each; the last stays.
    if known.routine is None:
        known.routine = LoadedRoutine(known)
    return known.routine
