"""A Python function on an ImgLib2 image of the Java heap, in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ._imglib import imglib

__all__ = ["PinnedResult", "run_pinned"]


class PinnedResult(NamedTuple):
    """What a function returned that was called with an image, and what became of the pixels."""

    value: Any
    """What the function returned."""
    transfer: str
    """``"Pinned"``, or ``"Copied"`` with the reason."""
    bytes_copied: int
    """Bytes of pixels that were copied, both ways together."""


def run_pinned(function: Callable[[Any], Any], img: Any, *, pin: bool = False) -> PinnedResult:
    """Call a function with an image of the Java heap, which it may change in place.

    The pixels are Pinned, 0 bytes copied, where the collector of the Java virtual machine takes pins, or with `pin`.
    Elsewhere, in a function's first call, and after it kept an array, they are Copied there and back.

    Parameters
    ----------
    function
        Called with a `drua.Image`, axes reversed; valid until it returns. While it is pinned it can't call Java.
    img
        An ``ArrayImg`` over an array of the Java heap.
    pin
        Promise that the function is short, pure computation, which waits for no other Python thread, so that its image
        may be pinned also where garbage collection has to wait for it.

    Returns
    -------
    PinnedResult
        What it returned, and how the pixels came.

    Raises
    ------
    drua.ConversionError
        The pixels aren't in one array of the Java heap: `array_of` is for these.
    """
    name = getattr(function, "__name__", "function")
    done = imglib("PinnedRun").run(img, function, name, pin)
    return PinnedResult(done.result(), str(done.passed()), int(done.bytesCopied()))
