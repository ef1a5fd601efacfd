"""The decorator that makes a function a routine. Kept light: checks happen when a file is described."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar, overload

__all__ = ["ATTRIBUTE", "Declaration", "as_image", "collect", "collecting", "declaration", "routine"]

_P = ParamSpec("_P")
_R = TypeVar("_R")

ATTRIBUTE = "__drua_routine__"

# Functions declared by a module that is being imported as a routine file, by module name. It sees
# two routines of one name, of which the module itself keeps only the second.
_collected: dict[str, list[Callable[..., Any]]] = {}


class Declaration:
    """What `routine` was told, unchecked."""

    __slots__ = (
        "accepts",
        "axes",
        "function",
        "in_place",
        "label",
        "menu",
        "parallel",
        "pin",
        "preview",
        "returns",
        "runs",
    )

    def __init__(self, function: Callable[..., Any], **options: Any) -> None:
        self.function = function
        self.menu: str | None = options["menu"]
        self.label: str | None = options["label"]
        self.axes: str = options["axes"]
        self.in_place: bool | None = options["in_place"]
        self.pin: bool = options["pin"]
        self.preview: bool = options["preview"]
        self.parallel: bool = options["parallel"]
        self.accepts: Sequence[Any] | None = options["accepts"]
        self.runs: str = options["runs"]
        self.returns: str | None = options["returns"]


@overload
def routine(function: Callable[_P, _R], /) -> Callable[_P, _R]: ...


@overload
def routine(
    *,
    menu: str | None = None,
    label: str | None = None,
    axes: str = "YX",
    in_place: bool | None = None,
    pin: bool = False,
    preview: bool = False,
    parallel: bool = False,
    accepts: Sequence[Any] | None = None,
    runs: str = "embedded",
    returns: str | None = None,
) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]: ...


def routine(
    function: Callable[..., Any] | None = None,
    /,
    *,
    menu: str | None = None,
    label: str | None = None,
    axes: str = "YX",
    in_place: bool | None = None,
    pin: bool = False,
    preview: bool = False,
    parallel: bool = False,
    accepts: Sequence[Any] | None = None,
    runs: str = "embedded",
    returns: str | None = None,
) -> Any:
    """Declare a function as a routine.

    The function's first parameters are images; the others, with their annotations and defaults, become the
    dialog. Outside a host it stays an ordinary function, which also takes plain ndarrays.

    Parameters
    ----------
    menu
        Menu path such as ``"Plugins > Python > Subtract Background..."``; by default made from the name.
    label
        Menu text without path, where only that should differ from the default.
    axes
        What the routine works on, slowest first: ``"YX"`` is called once for each plane, ``"ZYX"`` for each
        volume, ``"CYX"`` for all channels of a plane.
    in_place
        Whether the routine changes its image; by default so if it is annotated to return None.
    pin
        Promise that it is short, pure computation that calls no Java and waits for no other Python thread, so
        that the host's memory may be pinned for it even where that blocks garbage collection.
    preview
        Whether it is fast enough for a live preview in the dialog.
    parallel
        Promise that it may be called for several planes at once, on several threads. That is faster where the work is
        done by compiled code that releases Python's lock, as most of SciPy's filters do; results come in the order of
        the planes.
    accepts
        Element types that it takes, such as ``("uint8", "uint16")``; by default all.
    runs
        Where it runs: ``"embedded"``, in the host's process.
    returns
        Kind of result, where the return annotation doesn't say: ``none``, ``image``, ``labels``, ``table``,
        ``rois``, ``number``, ``text``, ``several`` or ``any``.

    Notes
    -----
    Signature and annotations are checked when the host reads the file, with errors that name the line.
    """

    def decorate(target: Callable[..., Any]) -> Callable[..., Any]:
        if not callable(target):
            raise TypeError(
                f"@routine: expected a function, found {type(target).__name__}; "
                "write its options by name, such as @routine(menu=...)"
            )
        declared = Declaration(
            target,
            menu=menu,
            label=label,
            axes=axes,
            in_place=in_place,
            pin=pin,
            preview=preview,
            parallel=parallel,
            accepts=accepts,
            runs=runs,
            returns=returns,
        )

        @functools.wraps(target)
        def plain(*args: Any, **kwargs: Any) -> Any:
            return target(*map(as_image, args), **{k: as_image(v) for k, v in kwargs.items()})

        setattr(plain, ATTRIBUTE, declared)
        collect(target, plain)
        return plain

    return decorate if function is None else decorate(function)


def collect(target: Callable[..., Any], usable: Callable[..., Any]) -> None:
    """Note what stands for a declared function or class, if its module is being imported as a routine file."""
    module = getattr(target, "__module__", None)
    if module in _collected:
        _collected[module].append(usable)


def declaration(function: object) -> Declaration | None:
    """Return what `routine` or `processor` was told of a function or class, None for any other object."""
    found = getattr(function, ATTRIBUTE, None)
    return found if isinstance(found, Declaration) else None


class collecting:  # noqa: N801 - used like a function
    """Context in which what one module declares is collected in order."""

    def __init__(self, module: str) -> None:
        self._module = module
        self.functions: list[Callable[..., Any]] = []

    def __enter__(self) -> collecting:
        _collected[self._module] = self.functions
        return self

    def __exit__(self, *_: object) -> None:
        _collected.pop(self._module, None)


def as_image(value: Any) -> Any:
    """See a plain ndarray as an `Image`; anything else is left as it is."""
    numpy = sys.modules.get("numpy")
    if numpy is None or type(value) is not numpy.ndarray:
        return value
    from ._image import Image

    return value.view(Image)
