"""`ij.ImagePlus` to NumPy and back, in PyImageJ's order and types."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from drua._image import Image
from drua.ij._images import image_of, imageplus_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["dtype_of", "from_array", "to_array"]

_logger = logging.getLogger("drua")

# ImagePlus.getType(): 8, 16 and 32 bit, 8 bit with a table of colours, RGB.
_DTYPES = {0: "uint8", 1: "uint16", 2: "float32", 3: "uint8", 4: "uint8"}


def dtype_of(imp: Any) -> np.dtype[Any]:
    """Return the NumPy type of its pixels."""
    import numpy as np

    return np.dtype(_DTYPES[int(imp.getType())])


def to_array(imp: Any) -> Array:
    """Return all pixels, axes (T, Z, C, Y, X). RGB images have their colours as three channels.

    A copy, but of a shared stack the stack's own memory.
    """
    import numpy as np

    image = image_of(imp)
    values: Array = np.asarray(image)
    axes = image.axes
    if axes.endswith("S"):
        # What is no axis of an RGB image is one of length 1: channels are its colours.
        values, axes = np.moveaxis(values, -1, -3), axes[:-3] + "CYX"
    for at, axis in enumerate("TZCYX"):
        if axis not in axes:
            values = np.expand_dims(values, at)
    return values


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
    image = Image.from_array(values, axes="TZCYX")
    if rgb:
        import numpy as np

        image = Image.from_array(np.moveaxis(values, 2, -1).astype("u1"), axes="TZYXS")
    return imageplus_of(image, name=title)


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
