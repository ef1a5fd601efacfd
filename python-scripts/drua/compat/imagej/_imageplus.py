"""`ij.ImagePlus` to NumPy and back, plane by plane; pixels are copied."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from ._java import jimport, read, write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["dtype_of", "from_array", "to_array"]

_logger = logging.getLogger("drua")

# ImagePlus.getType(): 8, 16 and 32 bit, 8 bit with a table of colours, RGB.
_DTYPES = {0: "uint8", 1: "uint16", 2: "float32", 3: "uint8", 4: "uint8"}
_RGB = 4
_MOST_COMPOSITE = 7


def dtype_of(imp: Any) -> np.dtype[Any]:
    """Return the NumPy type of its pixels."""
    import numpy as np

    return np.dtype(_DTYPES[int(imp.getType())])


def to_array(imp: Any) -> Array:
    """Return a copy of all pixels, axes (T, Z, C, Y, X). RGB images have their colours as three channels."""
    import numpy as np

    width, height, channels, slices, frames = (int(size) for size in imp.getDimensions())
    stack = imp.getStack()
    rgb = int(imp.getType()) == _RGB
    planes = np.empty((frames * slices * channels, *((height, width, 3) if rgb else (height, width))), dtype_of(imp))
    for index in range(len(planes)):
        pixels = read(stack.getPixels(index + 1))
        if rgb:
            # An int is 0xAARRGGBB: its bytes are blue, green, red, alpha.
            planes[index] = pixels.astype("<i4", copy=False).view("u1").reshape(height, width, 4)[..., 2::-1]
        else:
            planes[index] = pixels.view(planes.dtype).reshape(height, width)
    if rgb:
        # Several channels of RGB planes can't be: what ImageJ counts as channels goes to the slices.
        return np.moveaxis(planes.reshape(frames, slices * channels, height, width, 3), -1, 2)
    return planes.reshape(frames, slices, channels, height, width)


def from_array(values: Array, title: str = "", rgb: bool = False) -> Any:
    """Return a new image with a copy of the pixels.

    Parameters
    ----------
    values
        Axes (T, Z, C, Y, X).
    title
        Its title.
    rgb
        Make an RGB image of three channels of bytes.

    Raises
    ------
    TypeError
        Complex numbers, or no numbers at all.
    ValueError
        No pixels.
    """
    if not values.size:
        raise ValueError(f"expected pixels, found an array of shape {values.shape}")
    values = _as_pixels(values)
    frames, slices, channels, height, width = values.shape
    stack = jimport("ij.ImageStack")(width, height)
    if rgb:
        import numpy as np

        for plane in np.moveaxis(values, 2, -1).reshape(-1, height, width, 3).astype("i4"):
            packed = (plane[..., 0] << 16) | (plane[..., 1] << 8) | plane[..., 2] | -(1 << 24)
            stack.addSlice("", write("int", packed.astype("i4").ravel()))
        channels = 1
    else:
        element, bits = {"uint8": ("byte", "i1"), "uint16": ("short", "i2"), "float32": ("float", "f4")}[
            values.dtype.name
        ]
        for plane in values.reshape(-1, height, width):
            stack.addSlice("", write(element, plane.reshape(-1).view(bits)))
    imp = jimport("ij.ImagePlus")(title, stack)
    imp.setDimensions(channels, slices, frames)
    if channels * slices * frames > 1:
        imp.setOpenAsHyperStack(True)
    if not rgb:
        if 1 < channels <= _MOST_COMPOSITE:
            imp = jimport("ij.CompositeImage")(imp, jimport("ij.CompositeImage").COMPOSITE)
        imp.resetDisplayRange()
    return imp


def _as_pixels(values: Array) -> Array:
    """Return bytes, 16 bit or 32-bit float, in the order of memory."""
    import numpy as np

    kind = values.dtype
    if kind.kind == "b":
        mask: Array = np.where(values, np.uint8(255), np.uint8(0))
        return mask
    if kind.kind not in "uif":
        raise TypeError(
            f"expected numbers, found dtype {kind}; give real and imaginary part, or the modulus, by itself"
        )
    if kind.name in ("uint8", "uint16", "float32"):
        return np.ascontiguousarray(values, dtype=kind.name)
    if kind.itemsize > 2:
        _logger.info("an ImagePlus has no pixels of type %s: they become 32-bit float", kind)
    return np.ascontiguousarray(values, dtype="float32")
