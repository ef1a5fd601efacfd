"""A Python function on an ImgLib2 image of the Java heap, in place."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, NamedTuple

from ._imglib import checked, imglib

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
    Elsewhere, in the first call of a function, and after it kept an array, they are Copied there and back: for a
    function made anew each time, as a lambda in a loop, that is always.

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
        Not an image of ImgLib2, or its pixels aren't in one array of the Java heap: `array_of` is for these.
    """
    checked(img)
    idle = _idle(function, pin)
    try:
        called = idle.pop()
    except IndexError:
        called = _Called(function, pin)
    try:
        report = called.java.run(img)
        return PinnedResult(called.value, str(report.passed()), int(report.bytesCopied()))
    finally:
        called.value = None
        idle.append(called)


class _Called:
    """A function for one call at a time: Java may run it on another thread, and its result would come back changed."""

    def __init__(self, function: Callable[[Any], Any], pin: bool) -> None:
        self.value: Any = None
        try:
            refer: Callable[[], Any] = weakref.ref(function)
        except TypeError:
            # Some callables can't be referred to weakly.
            def refer() -> Any:
                return function

        mine = weakref.ref(self)

        def call(image: Any) -> None:
            called = mine()
            assert called is not None
            called.value = refer()(image)

        self.java = imglib("PinnedFunction")(call, getattr(function, "__name__", "function"), pin)


#: Functions that were called, and what of them is not in a call now. They live no longer for it.
_functions: weakref.WeakKeyDictionary[Callable[[Any], Any], dict[bool, list[_Called]]] = weakref.WeakKeyDictionary()


def _idle(function: Callable[[Any], Any], pin: bool) -> list[_Called]:
    try:
        return _functions.setdefault(function, {}).setdefault(pin, [])
    except TypeError:
        return []
