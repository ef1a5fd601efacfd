"""Any array as a virtual stack of ImageJ, whose planes are computed when ImageJ asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ConversionError
from .._image import Image
from ._java import jimport
from ._lazy_image import LazyImage
from ._lazy_planes import Planes, default_axes_of

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

__all__ = ["lazy_stack", "shown"]

#: Names of dimensions that xarray's users give, besides the letters themselves.
_LETTERS = {"row": "Y", "col": "X", "pln": "Z", "ch": "C", "time": "T", "channel": "C", "rgb": "S"}
_UNEVEN = 1e-3


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
        raise ConversionError(f"expected one axis letter for each of {len(array.shape)} axes, found {axes!r}")
    image = _described(array, axes)
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


def shown(imp: Any) -> Any:
    """Show an ImagePlus; without a display, make it the current one. Returns it."""
    if jimport("java.awt.GraphicsEnvironment").isHeadless():
        # There IJ.getImage() gives it; a window can't be made.
        jimport("ij.WindowManager").setTempCurrentImage(imp)
    else:
        imp.show()
    return imp


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
    _calibrate(imp, image)
    for key, value in image.properties.items():
        imp.setProp(key, value) if key != "Info" else imp.setProperty(key, value)
    lut = jimport("io.drua.fiji.image.ImageMetadata").lutOf(image.lut)
    if lut is not None:
        imp.setLut(lut)
    if image.display_range is not None:
        imp.setDisplayRange(*image.display_range)
    return imp


def _calibrate(imp: Any, image: Image) -> None:
    calibration = imp.getCalibration()
    for axis, step, zero, unit in zip(image.axes, image.spacing, image.origin, image.units, strict=True):
        if axis in "XYZ":
            setattr(calibration, {"X": "pixelWidth", "Y": "pixelHeight", "Z": "pixelDepth"}[axis], float(step))
            setattr(calibration, f"{axis.lower()}Origin", float(zero))
            getattr(calibration, f"set{axis}Unit")(unit or "pixel")
        elif axis == "T" and unit:
            calibration.frameInterval = float(step)
            calibration.setTimeUnit(unit)
    imp.setCalibration(calibration)


# -- What arrays say of themselves --


def _plain(array: Any) -> Any:
    """Return what is within a DataArray: indexing it is much faster."""
    return array.data if _is_data_array(array) else array


def _is_data_array(array: Any) -> bool:
    return type(array).__module__.partition(".")[0] == "xarray" and hasattr(array, "dims")


def _described(array: Any, axes: str | None) -> Image:
    """Return an image without memory that has the array's shape, axes and metadata."""
    shape = tuple(int(length) for length in array.shape)
    like = np.broadcast_to(np.zeros((), np.uint8), shape)
    if isinstance(array, LazyImage | Image):
        source = array._like if isinstance(array, LazyImage) else array
        image = source.like(like)
        return image if axes is None else image.with_metadata(axes=axes)
    if _is_data_array(array):
        return _from_coordinates(array, like, axes)
    letters = default_axes_of(len(shape)) if axes is None else axes
    return Image.from_array(like, axes=letters)


def _from_coordinates(array: Any, like: Any, axes: str | None) -> Image:
    dims = [str(dim) for dim in array.dims]
    letters = "".join(_LETTERS.get(dim.lower(), dim.upper() if len(dim) == 1 else "?") for dim in dims)
    spacing, origin, units = [1.0] * len(dims), [0.0] * len(dims), [""] * len(dims)
    channel_names: list[str] = []
    for at, dim in enumerate(array.dims):
        if dim not in array.coords:
            continue
        coordinate = array.coords[dim]
        values = np.asarray(coordinate.values)
        units[at] = str(coordinate.attrs.get("units", ""))
        if values.dtype.kind in "iuf" and len(values) > 1:
            steps = np.diff(values.astype(float))
            step = float(steps.mean())
            if step > 0 and np.allclose(steps, step, rtol=_UNEVEN):
                spacing[at], origin[at] = step, -float(values[0]) / step
        elif values.dtype.kind in "UO" and letters[at] == "C":
            channel_names = [str(value) for value in values]
    return Image.from_array(
        like,
        axes=letters if axes is None else axes,
        spacing=spacing,
        origin=origin,
        units=units,
        name=str(array.name or ""),
        channel_names=channel_names,
    )
