"""The decorator that makes a function or a class a processor of frames. Kept light, as `_routine` is."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any, TypeVar, overload

from ._routine import ATTRIBUTE, Declaration, as_image, collect

__all__ = ["ProcessorDeclaration", "processor"]

_T = TypeVar("_T", bound=Callable[..., Any])


class ProcessorDeclaration(Declaration):
    """What `processor` was told, unchecked. `in_place` is the option `writes`."""

    __slots__ = ("calls_java", "line", "outputs")

    def __init__(self, target: Callable[..., Any], line: int, **options: Any) -> None:
        super().__init__(
            target,
            menu=None,
            label=options["label"],
            axes="YX",
            in_place=options["writes"],
            pin=options["pin"],
            preview=False,
            parallel=False,
            accepts=options["accepts"],
            runs="embedded",
            returns=None,
        )
        self.outputs: Sequence[str] | None = options["outputs"]
        self.calls_java: bool = options["calls_java"]
        self.line = line


@overload
def processor(target: _T, /) -> _T: ...


@overload
def processor(
    *,
    label: str | None = None,
    writes: bool | None = None,
    pin: bool = False,
    accepts: Sequence[Any] | None = None,
    outputs: Sequence[str] | None = None,
    calls_java: bool = False,
) -> Callable[[_T], _T]: ...


def processor(
    target: Callable[..., Any] | None = None,
    /,
    *,
    label: str | None = None,
    writes: bool | None = None,
    pin: bool = False,
    accepts: Sequence[Any] | None = None,
    outputs: Sequence[str] | None = None,
    calls_java: bool = False,
) -> Any:
    """Declare a function or a class as a processor of camera frames.

    A function gets the frame as first parameter, and its `FrameMetadata` as second if that is named
    ``metadata``; the others, each with a default, become the settings. A class has its settings as parameters of
    ``__init__`` and its work in ``process(self, image)`` or ``process(self, image, metadata)``; ``start(self,
    summary)`` and ``stop(self)`` are called before the first and after the last frame, where it has them.
    Outside a host a function also takes plain ndarrays, and a dictionary, or nothing, as metadata.

    Parameters
    ----------
    label
        Name in the host's lists; by default made from the function's or the class's name.
    writes
        Whether the frame is changed in place; by default so if the return annotation is None. Otherwise the
        image is read-only.
    pin
        Promise that it is short, pure computation that calls no Java and waits for no other Python thread, so
        that the host's memory may be pinned for it even where that blocks garbage collection.
    accepts
        Element types that it takes, of ``uint8``, ``uint16`` and ``float32``; by default all.
    outputs
        Names of the frames that it returns for each input frame, as a tuple or list of exactly that many: they
        become new channels.
    calls_java
        Whether it calls the host, which then gives it a copy of each frame.

    Notes
    -----
    A processor returns None (the frame as it is now), an image, a `Frame`, a list or tuple of these, or `DROP`.
    Grey frames are (Y, X) of uint8, uint16 or float32; colours are (Y, X, 3) of uint8, in the order R, G, B.
    """

    def decorate(decorated: Callable[..., Any]) -> Any:
        if not callable(decorated):
            raise TypeError(
                f"@processor: expected a function or a class, found {type(decorated).__name__}; "
                "write its options by name, such as @processor(label=...)"
            )
        code = getattr(decorated, "__code__", None)
        # A class doesn't know its line in every version of Python; it is the one that calls this.
        line = sys._getframe(1 if target is None else 2).f_lineno if code is None else code.co_firstlineno
        declared = ProcessorDeclaration(
            decorated,
            line,
            label=label,
            writes=writes,
            pin=pin,
            accepts=accepts,
            outputs=outputs,
            calls_java=calls_java,
        )
        usable = decorated if isinstance(decorated, type) else _plain(decorated)
        setattr(usable, ATTRIBUTE, declared)
        collect(decorated, usable)
        return usable

    return decorate if target is None else decorate(target)


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make the form that is called outside a host: with arrays, and any or no metadata."""
    code = getattr(function, "__code__", None)
    takes_metadata = code is not None and code.co_varnames[1 : code.co_argcount][:1] == ("metadata",)

    @functools.wraps(function)
    def plain(*args: Any, **kwargs: Any) -> Any:
        images = [as_image(value) for value in args]
        named = {name: as_image(value) for name, value in kwargs.items()}
        if not takes_metadata:
            return function(*images, **named)
        from ._frame import FrameMetadata

        given = images[1] if len(images) > 1 else named.get("metadata")
        if isinstance(given, FrameMetadata):
            return function(*images, **named)
        metadata = FrameMetadata(given)
        if len(images) > 1:
            images[1] = metadata
        else:
            named["metadata"] = metadata
        result = function(*images, **named)
        if isinstance(given, MutableMapping):
            given.update(metadata.written)
        return result

    return plain
