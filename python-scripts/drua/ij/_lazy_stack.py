"""Any array as a virtual stack of ImageJ, whose planes are computed when ImageJ asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ConversionError
from .._image import Image
from .._metadata import Metadata, stack_axes
from .._xarray import is_data_array, metadata_of
from ._images import describe
from ._java import jimport
from ._lazy_image import LazyImage
from ._lazy_planes import Planes
from ._windows import shown

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

__all__ = ["lazy_stack"]


def lazy_stack(
    array: Any,
    axes: str | None = None,
    *,
    name: str | None = None,
    dtype: DTypeLike | None = None,
    spacing: Sequence[float] | float | None = None,
    origin: Sequence[float] | None = None,
    units: Sequence[str] | str | None = None,
    channel_names: Sequence[str] | None = None,
    show: bool = True,
) -> Any:
    """Show an array as a virtual stack, whose planes are computed when ImageJ asks for them (Copied, once each).

    Only the first plane is computed now. The others are computed by ``array[index]`` on a thread of the stack's own,
    one at a time: for a dask array with the scheduler that is set. While one that takes long is to be shown, the
    image says so (a text in place of the pixels, NaN around it in 32-bit images), and goes on when it is there; a
    failure is shown as a text, and logged. Commands that need pixels
    (Duplicate, Save As, macros) wait for them, and fail where they fail. ImageJ doesn't keep changes of the pixels.

    The array is kept until the image is closed.

    Parameters
    ----------
    array
        Anything with a shape, a dtype and indexing that gives arrays: of dask, zarr, h5py, xarray, `numpy.memmap`, or
        a class of your own. The dtypes uint8, uint16 and float32 stay; bool becomes 8-bit (0 and 255), all others
        32-bit, where integers beyond 16777216 and floats beyond 3.4e38 fail, for that plane.
    axes
        One letter an axis, slowest first, of T, Z, C, Y, X, and S for red, green, blue; in any order. By default what
        the array says of itself, else the end of TZCYX, and ZYX for three axes.
    name
        Title of the image.
    dtype
        ImageJ's type: uint8 or uint16, where values out of range or with a fraction fail, or float32, where integers
        are rounded.
    spacing, origin, units, channel_names
        As for `Image.from_array`; by default what the array says of itself.
    show
        Whether it is shown, or only made.

    Returns
    -------
    ij.ImagePlus
        Closing it lets go of the array.

    Raises
    ------
    drua.ConversionError
        ImageJ has no such axes, or no type for the dtype; the message names the choices.
    java.lang.IllegalStateException
        The first plane can't be computed.
    """
    if axes is not None and len(axes) != len(array.shape):
        raise ConversionError(
            f"expected one axis letter for each of {len(array.shape)} axes, found {axes!r}",
            hint="give one letter an axis, slowest first, for instance axes='ZYX'",
        )
    try:
        image = _described(array, axes)
    except ValueError as wrong:
        raise ConversionError(str(wrong), hint="name the axes as ImageJ has them, for instance axes='ZCYX'") from wrong
    letters = image.axes
    if spacing is not None or units is not None or origin is not None or channel_names is not None:
        image = Image.from_array(
            image,
            axes=letters,
            spacing=image.spacing if spacing is None else spacing,
            origin=image.origin if origin is None else origin,
            units=image.units if units is None else units,
            name=image.name,
            channel_names=image.channel_names if channel_names is None else channel_names,
            properties=image.properties,
        )
    planes = Planes(_plain(array), letters, dtype)
    imp = _made(planes, image, image.name if name is None else name)
    return shown(imp) if show else imp


def _made(planes: Planes, image: Image, name: str) -> Any:
    from ..java import proxy

    imp = jimport("io.drua.fiji.stack.LazyImages").create(
        proxy(planes, "io.drua.fiji.stack.LazyPlanes"),
        name or "Lazy stack",
        planes.depth,
        planes.length("X"),
        planes.length("Y"),
        planes.length("C"),
        planes.length("Z"),
        planes.length("T"),
        list(image.channel_names) if len(image.channel_names) == planes.length("C") else [],
    )
    return describe(imp, image)


# -- What arrays say of themselves --


def _plain(array: Any) -> Any:
    """Return what is within a DataArray: indexing it is much faster."""
    return array.data if is_data_array(array) else array


def _described(array: Any, axes: str | None) -> Image:
    """Return an image without memory that has the array's shape, axes and metadata."""
    shape = tuple(int(length) for length in array.shape)
    like = np.broadcast_to(np.zeros((), np.uint8), shape)
    if isinstance(array, LazyImage | Image):
        source = array._like if isinstance(array, LazyImage) else array
        image = source.like(like)
        return image if axes is None else image.with_metadata(axes=axes)
    if is_data_array(array):
        named = like.view(Image)
        named._carrier = Metadata(metadata_of(array))
        return named if axes is None else named.with_metadata(axes=axes)
    letters = stack_axes(len(shape)) if axes is None else axes
    return Image.from_array(like, axes=letters)
