"""Shared stacks: one block of memory that ImageJ shows as a stack and Python sees as one array, 0 bytes copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ConversionError
from .._image import Image
from .._memory import array_over
from ._java import find, is_a, jimport
from ._stack_layout import Layout
from ._stack_memory import block_of, block_with, java_path, python_errors
from ._windows import shown

if TYPE_CHECKING:
    import os

    from numpy.typing import DTypeLike

__all__ = [
    "FROM_JAVA",
    "is_shared",
    "make_shared_stack",
    "shared_array",
    "show",
    "to_java",
    "to_ordinary",
    "to_shared",
    "update",
]

#: None of its own: an ImagePlus is of the family of images, which asks `is_shared`.
FROM_JAVA: dict[str, Callable[[Any], Any]] = {}


def is_shared(imp: Any) -> bool:
    """Say whether an ImagePlus shows a shared stack."""
    stack = imp.getImageStack() if is_a(imp, "ij.ImagePlus") and imp.hasImageStack() else None
    return stack is not None and is_a(stack, "io.drua.fiji.stack.SharedStack")


def shared_array(imp: Any, *, changes: bool = True) -> Image:
    """Return all pixels of an image that shows a shared stack, in place (Shared, 0 bytes copied), of any length.

    What ImageJ changed is there; what Python writes is shown after `update`. The memory stays as long as the array,
    also when the image is closed.

    Parameters
    ----------
    imp
        The ImagePlus.
    changes
        Whether to take over first what ImageJ changed in the planes that it has arrays of. It doesn't say what it
        changes, so these are compared: 0.6 ms for a plane of 2048 x 2048 x 16 bit, instead of 15 us for the rest.

    Returns
    -------
    Image
        Axes TZCYX without those of length 1, TZYXS for RGB; read-only where the block is. Of a mapped file it has the
        file's order of bytes and planes: a big-endian dtype, or strides.

    Raises
    ------
    drua.ConversionError
        It shows another stack; `to_shared` changes that.
    """
    from .. import _core
    from ._images import require_image

    require_image(imp)
    facts: Any = _core.decode(_core.java_to_python(_arrays().describe(imp, changes)))
    pixels = array_over(
        facts["address"],
        facts["shape"],
        facts["dtype"],
        block_with(facts["block"]),
        strides=facts["strides"],
        writable=bool(facts["writable"]),
    )
    image = pixels.view(Image)
    image._block = facts["metadata"]
    return image


def to_shared(imp: Any, path: str | os.PathLike[str] | None = None) -> Image:
    """Give an ImagePlus a shared stack with its pixels (Copied, once), and return them as `shared_array` does.

    Window, calibration, colour tables, display ranges, overlay, selection, properties and position stay.

    Parameters
    ----------
    imp
        The ImagePlus. One that shows a shared stack in memory, or no `path` is given, stays as it is.
    path
        New file in which the pixels lie from now on; by default they lie in memory.

    Raises
    ------
    MemoryError, FileExistsError, OSError
        There is no room, or the file can't be made. The image is as it was.
    drua.ImageStateError
        It is locked by a command.
    """
    from ._images import locked, require_image

    require_image(imp)
    with python_errors(), locked(imp):
        jimport("io.drua.fiji.stack.SharedImages").convert(imp, None if path is None else java_path(path))
    return shared_array(imp)


def to_ordinary(imp: Any) -> Any:
    """Give an ImagePlus an ordinary stack with the pixels of its shared one (Copied, once), and return the ImagePlus.

    Arrays that Python has of the shared stack stay valid, but are the image's no longer.

    Raises
    ------
    MemoryError
        Java's heap has no room. The image is as it was.
    drua.ImageStateError
        It is locked by a command.
    """
    from ._images import locked, require_image

    require_image(imp)
    with python_errors(), locked(imp):
        jimport("io.drua.fiji.stack.SharedImages").convertBack(imp)
    return imp


def update(image: Any) -> None:
    """Have ImageJ show what Python wrote; and Python see what ImageJ changed.

    Of a pixel that both wrote, ImageJ's value stays, of others the one that was written. Returns before it is drawn.

    Parameters
    ----------
    image
        An ImagePlus with a shared stack, or an `Image` or array that lies in one; for the latter all images that show
        it.

    Raises
    ------
    drua.ConversionError
        The array lies in no shared stack.
    """
    if is_a(image, "ij.ImagePlus"):
        image.getImageStack().update()
        return
    found = block_of(image) if isinstance(image, np.ndarray) else None
    if found is None:
        raise ConversionError(
            f"expected an ImagePlus, or an array over a shared stack; found {type(image).__name__}",
            hint="show the array with ij.show(array), or write into the one that ij.shared_array(imp) gives",
        )
    jimport("io.drua.fiji.stack.SharedImages").update(found[0].number)


# -- New stacks --


def make_shared_stack(
    shape: Sequence[int],
    dtype: DTypeLike,
    axes: str | None = None,
    *,
    path: str | os.PathLike[str] | None = None,
    name: str = "",
    spacing: Sequence[float] | float | None = None,
    units: Sequence[str] | str | None = None,
    show: bool = True,
) -> Image:
    """Make a stack inside a host; see `drua.shared_stack`."""
    layout = Layout(shape, dtype, axes)
    blocks = jimport("io.drua.bridge.MemoryBlock")
    with python_errors():
        made = blocks.allocate(layout.bytes) if path is None else blocks.create(java_path(path), layout.bytes)
        try:
            block = block_with(made.number())
            pixels = array_over(made.address(), layout.shape, layout.dtype, block)
        finally:
            made.close()
    image = Image.from_array(pixels, axes=layout.axes, name=name, spacing=spacing, units=units)
    if show:
        shown(_image_plus(image, name))
    return image


def to_java(value: Any) -> Any:
    """Return an ImagePlus over the same memory for an array that lies in a shared stack (Shared)."""
    return _image_plus(value, "")


def show(value: Any, name: str) -> Any:
    """Show an array that lies in a shared stack, in place; the image that shows it already where there is one."""
    imp = _image_plus(value, name)
    return imp if imp is NotImplemented else shown(imp)


def _image_plus(value: Any, name: str) -> Any:
    if not isinstance(value, np.ndarray) or not value.flags.c_contiguous or not value.size:
        return NotImplemented
    found = block_of(value)
    if found is None or find("io.drua.fiji.stack.SharedImages") is None:
        return NotImplemented
    block, offset = found
    axes = value.axes if isinstance(value, Image) else None
    try:
        layout = Layout(value.shape, value.dtype, axes)
    except ConversionError:
        # A part with a shape that ImageJ hasn't got: other families copy it.
        return NotImplemented
    title = name or (value.name if isinstance(value, Image) else "") or "Shared stack"
    channels, slices, frames = (layout.length(axis) for axis in "CZT")
    imp = jimport("io.drua.fiji.stack.SharedImages").over(
        block.number,
        offset,
        title,
        layout.imagej_type,
        layout.length("X"),
        layout.length("Y"),
        channels,
        slices,
        frames,
    )
    return _described(imp, value) if isinstance(value, Image) else imp


def _described(imp: Any, image: Image) -> Any:
    from ._images import describe

    return describe(imp, image)


def _arrays() -> Any:
    return jimport("io.drua.fiji.stack.SharedArrays")
