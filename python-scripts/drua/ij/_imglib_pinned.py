"""A Python function on an ImgLib2 image of the Java heap, in place."""

from __future__ import annotations

import threading
import weakref
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
        The pixels aren't in one array of the Java heap: `array_of` is for these.
    """
    report = _kept(function, pin).run(img)
    value = _values.pop(threading.get_ident(), None)
    return PinnedResult(value, str(report.passed()), int(report.bytesCopied()))


#: What a function returned, by thread: through Java it would become another object. Python's own storage by thread is
#: another one where Java calls back into Python.
_values: dict[int, Any] = {}

#: Functions that were called; they live no longer for it.
_functions: weakref.WeakKeyDictionary[Callable[[Any], Any], dict[bool, Any]] = weakref.WeakKeyDictionary()


def _kept(function: Callable[[Any], Any], pin: bool) -> Any:
    try:
        refer, by_pin = weakref.ref(function), _functions.setdefault(function, {})
    except TypeError:
        # Some callables can't be referred to weakly.
        return _pinned_function(lambda: function, pin)
    if pin not in by_pin:
        by_pin[pin] = _pinned_function(refer, pin)
    return by_pin[pin]


def _pinned_function(refer: Callable[[], Callable[[Any], Any] | None], pin: bool) -> Any:
    def call(image: Any) -> None:
        function = refer()
        assert function is not None
        _values[threading.get_ident()] = function(image)

    return imglib("PinnedFunction")(call, getattr(refer(), "__name__", "function"), pin)
