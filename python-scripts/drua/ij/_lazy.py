"""Lazy images: planes that are read or computed when they are touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._xarray import is_data_array
from ._java import find, is_a, jimport
from ._lazy_image import LazyImage
from ._lazy_stack import lazy_stack
from ._windows import shown

__all__ = ["FROM_JAVA", "LazyImage", "is_virtual", "lazy_array", "lazy_stack", "show", "to_java"]

#: None of its own: an ImagePlus is of the family of images, which asks `is_virtual`.
FROM_JAVA: dict[str, Callable[[Any], Any]] = {}

#: Packages whose arrays are lazy.
_LAZY = ("dask", "zarr", "h5py")


def is_virtual(imp: Any) -> bool:
    """Say whether an ImagePlus has several planes that are read or computed when they are touched."""
    if not imp.hasImageStack():
        return False
    stack = imp.getImageStack()
    return bool(stack.isVirtual()) and not is_a(stack, "io.drua.fiji.stack.SharedStack")


def lazy_array(imp: Any, axes: str | None = None) -> LazyImage:
    """Return an image of ImageJ as a lazy one: its planes are read when they are touched (Copied, once each).

    No plane is read now. For a virtual stack, whose planes ImageJ reads from files or a program computes, and for an
    ordinary one, which is not copied as a whole.

    Parameters
    ----------
    imp
        The ImagePlus.
    axes
        Axes of the result, slowest first: T, Z and C in any order, also those of length 1, and YX, or YXS for RGB. By
        default TZCYX without those of length 1.

    Returns
    -------
    LazyImage
        It can't be written. It keeps the stack, also when the image is closed.

    Raises
    ------
    drua.ConversionError
        It is no ImagePlus with pixels, or it hasn't got these axes.
    """
    from .. import _core
    from .._errors import ConversionError

    if not is_a(imp, "ij.ImagePlus") or imp.getProcessor() is None:
        raise ConversionError(
            f"expected an ImagePlus with pixels, found {imp!s}",
            hint="IJ.getImage() gives the active image; one that was closed has no pixels",
        )
    block = jimport("io.drua.fiji.stack.LazyImages").describe(imp, axes or "")
    facts: Any = _core.decode(_core.java_to_python(block))
    return LazyImage(imp, facts)


def to_java(value: Any) -> Any:
    """Return an ImagePlus for a lazy array: `lazy_stack` of it, not shown.

    A lazy image becomes the ImagePlus that it is of (Shared), or one with the same stack where that was closed.
    """
    if isinstance(value, LazyImage):
        return _image_plus(value)
    return lazy_stack(value, show=False) if _is_lazy(value) else NotImplemented


def show(value: Any, name: str) -> Any:
    """Show a lazy array as a virtual stack."""
    imp = to_java(value)
    return imp if imp is NotImplemented else shown(imp, name)


def _is_lazy(value: Any) -> bool:
    if is_data_array(value):
        return value.chunks is not None
    package = type(value).__module__.partition(".")[0]
    kind = all(hasattr(value, name) for name in ("shape", "dtype", "__getitem__"))
    return package in _LAZY and kind and len(value.shape) >= 2 and find("ij.ImagePlus") is not None


def _image_plus(lazy: LazyImage) -> Any:
    from ..java import same

    imp = lazy.imp
    if imp.getProcessor() is not None and same(imp.getStack(), lazy.stack):
        return imp
    # The image was closed; its stack is still good for a new one.
    made = jimport("ij.ImagePlus")(lazy.name, lazy.stack)
    made.setCalibration(imp.getCalibration())
    sizes = {axis: length for axis, length in zip(lazy.axes, lazy.shape, strict=True)}
    made.setDimensions(sizes.get("C", 1), sizes.get("Z", 1), sizes.get("T", 1))
    made.setOpenAsHyperStack(made.getNDimensions() > 3)
    return made
