"""A Python function on each plane of an image, in the plane's own array."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np

from .._errors import ImageStateError, ImageTypeError
from ..java import to_python
from ._java import is_a, jimport
from ._lazy import is_virtual

__all__ = ["PlaneResults", "map_planes"]

_RGB = 4  # ij.ImagePlus.COLOR_RGB


class PlaneResults(list[Any]):
    """What a function returned for each plane, in ImageJ's order of planes.

    Parameters
    ----------
    values
        The results.
    transfer
        How the pixels were passed, such as ``"Copied (first call) + 99 x Pinned"``.
    bytes_copied
        Bytes of pixels that were copied, both ways together.
    """

    def __init__(self, values: list[Any], transfer: str, bytes_copied: int) -> None:
        super().__init__(values)
        self.transfer = transfer
        self.bytes_copied = bytes_copied


def map_planes(
    function: Callable[[Any], Any], imp: Any, *, parallel: bool | int = False, pin: bool = False
) -> PlaneResults:
    """Call a function with each plane of an image, which it may change in place.

    The planes are not copied where the collector of the Java virtual machine takes pins, or with `pin`: the function
    gets the array of the Java heap itself. The first call of a function gets a copy, as does every one after it kept an
    array. Planes of a shared stack are Shared. There is no Undo; a function that fails leaves the planes before as they
    are.

    Parameters
    ----------
    function
        Called with a `drua.Image` (Y, X) of the plane's pixels, with its metadata; valid until it returns. While its
        image is pinned it can't call Java.
    imp
        An ``ij.ImagePlus`` of 8, 16 or 32 bit; locked meanwhile.
    parallel
        How many planes to work on at once, True for as many as there are processors. Faster only where the function
        spends its time in compiled code that releases Python's lock, as most filters of SciPy do.
    pin
        Promise that the function is short, pure computation, which waits for no other Python thread, so that its image
        may be pinned also where garbage collection has to wait for it.

    Returns
    -------
    PlaneResults
        What it returned, by plane, as routines' results come back: images as arrays, tuples as lists.

    Raises
    ------
    drua.ImageStateError
        The image was closed, is locked by a command, or virtual.
    drua.ImageTypeError
        The image has colours.
    """
    from ._images import locked, require_image, update

    require_image(imp)
    _check(imp)
    threads = (os.cpu_count() or 1) if parallel is True else max(1, int(parallel))
    name = getattr(function, "__name__", "function")
    with locked(imp):
        done = jimport("io.drua.fiji.command.PlaneMap").run(imp, function, name, pin, threads)
    update(imp)
    return PlaneResults([_result(value) for value in done.results()], str(done.passed()), int(done.bytesCopied()))


def _result(value: Any) -> Any:
    value = to_python(value)
    if isinstance(value, list):
        return [_result(item) for item in value]
    if isinstance(value, dict):
        return {key: _result(item) for key, item in value.items()}
    return np.asarray(value) if is_a(value, "io.drua.bridge.ImageBuffer") else value


def _check(imp: Any) -> None:
    title = str(imp.getTitle())
    if imp.getProcessor() is None:
        raise ImageStateError(f"'{title}' was closed", hint="open it again")
    if imp.isLockedByAnotherThread():
        raise ImageStateError(f"'{title}' is locked: a command works on it", hint="wait for that command")
    if is_virtual(imp):
        raise ImageStateError(
            f"'{title}' is a virtual stack, whose planes are read each time",
            hint="make a shared stack of it with drua.ij.to_shared(imp), or read it with drua.ij.lazy_array(imp)",
        )
    if int(imp.getType()) == _RGB:
        raise ImageTypeError(
            f"'{title}' is an RGB image, whose planes have no single number for each pixel",
            hint="convert it with Image > Type, or work on drua.ij.image_of(imp)",
        )
