"""Figures of matplotlib, images of PIL, and ImageJ's own plots.

Neither package is imported unless it made the value: what isn't loaded can't have made one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._errors import ConversionError
from .._optional import is_instance_of
from .._results import Figure, over_white
from . import _plots
from ._images import image_of, imageplus_of
from ._java import is_a, jimport
from ._windows import shown

__all__ = ["FROM_JAVA", "pil_of", "show", "to_java"]

FROM_JAVA: dict[str, Callable[[Any], Any]] = {_plots.PLOT: _plots.plot_data}

#: Modes of PIL whose pixels are those of an image type of ImageJ.
_SAME = ("1", "L", "I", "F", "RGB")


# -- To ImageJ --


def _figure(value: Any, name: str) -> Any:
    """Return a new RGB ImagePlus of a figure of matplotlib; a pixel is 1 / dpi inch wide."""
    made = _drawing(Figure.from_matplotlib(value), name or value.get_label() or value.get_suptitle() or "Figure")
    calibration = made.getCalibration()
    calibration.pixelWidth = calibration.pixelHeight = 1.0 / float(value.dpi)
    calibration.setUnit("inch")
    return made


def _drawing(value: Figure, name: str) -> Any:
    return imageplus_of(over_white(value.rgba), name=name or "Figure")


def _picture(value: Any, name: str) -> Any:
    """Return a new ImagePlus of the current frame of a PIL image.

    ``1`` and ``L`` become 8-bit, ``P`` 8-bit with its palette as colour table, ``I;16`` 16-bit, ``I`` 16-bit or 32-bit
    as its values need, ``F`` 32-bit, ``RGB`` RGB; all others are converted to RGB, ``LA`` to ``L``. What is transparent
    lies over white, because ImageJ has no transparency; that of a palette is left out.
    """
    title = name or os.path.basename(str(getattr(value, "filename", "") or "")) or "Picture"
    mode = value.mode
    if 0 in value.size:
        raise ConversionError(
            f"an image of {value.size[0]} x {value.size[1]} has no pixels", hint="ImageJ's images are at least 1 x 1"
        )
    if mode == "P":
        return _indexed(value, title)
    if mode in ("LA", "La"):
        grey: NDArray[Any] = over_white(np.asarray(value.convert("LA").convert("RGBA")))[..., 0]
        return imageplus_of(np.ascontiguousarray(grey), name=title)
    if mode in ("RGBA", "RGBa", "PA"):
        return imageplus_of(over_white(np.asarray(value.convert("RGBA"))), name=title)
    if mode.startswith("I;16"):
        return imageplus_of(np.asarray(value).astype(np.uint16, copy=False), name=title)
    try:
        plain = value if mode in _SAME else value.convert("RGB")
    except ValueError as error:
        raise ConversionError(
            f"an image of the mode {mode}: {error}", hint="convert it to RGB with PIL.ImageCms, or show its bands"
        ) from error
    return imageplus_of(np.array(plain), name=title)


def _indexed(value: Any, title: str) -> Any:
    made = imageplus_of(np.asarray(value), name=title)
    table = np.zeros((256, 3), np.uint8)
    colours = np.array(value.getpalette("RGB"), np.uint8).reshape(-1, 3)
    table[: len(colours)] = colours
    red, green, blue = np.ascontiguousarray(table.T).view(np.int8)
    made.setLut(jimport("ij.process.LUT")(red, green, blue))
    made.setDisplayRange(0.0, 255.0)
    return made


# -- From ImageJ --


def pil_of(imp: Any) -> Any:
    """Return the current plane of an image as a PIL image.

    Parameters
    ----------
    imp
        An ``ij.ImagePlus`` or ``ij.process.ImageProcessor``.

    Returns
    -------
    PIL.Image.Image
        Copied (once, out of the array of the Java heap). 8-bit becomes ``L``, or ``P`` with the colours of the image's
        table where these aren't the grey levels; 16-bit ``I;16``, 32-bit ``F``, RGB ``RGB``. The values are the
        pixels', whatever range is displayed.

    Raises
    ------
    drua.ConversionError
        It is no image of ImageJ.
    drua.ImageStateError
        The image was closed.
    ImportError
        PIL isn't installed.
    """
    from PIL import Image

    if is_a(imp, "ij.ImagePlus") and imp.getProcessor() is not None:
        imp = imp.getProcessor()
    elif not (is_a(imp, "ij.process.ImageProcessor") or is_a(imp, "ij.ImagePlus")):
        raise ConversionError(
            f"expected an image of ImageJ, found {type(imp).__name__}",
            hint="drua.ij.imageplus_of() makes one of an array",
        )
    pixels = np.asarray(image_of(imp))
    made = Image.fromarray(pixels)
    if pixels.dtype == np.uint8 and pixels.ndim == 2:
        table = np.frombuffer(bytes(imp.getLut().getBytes()), np.uint8)[:768].reshape(3, 256).T
        if (table != np.arange(256)[:, None]).any():
            made.putpalette(np.ascontiguousarray(table).tobytes())
    return made


# -- Family --


def to_java(value: Any) -> Any:
    """Return an ImagePlus for a figure of matplotlib, a `drua.Figure` or a PIL image."""
    return _imageplus(value, "")


def _imageplus(value: Any, name: str) -> Any:
    if isinstance(value, Figure):
        return _drawing(value, name)
    if is_instance_of(value, "matplotlib.figure", "Figure"):
        return _figure(value, name)
    if is_instance_of(value, "PIL.Image", "Image"):
        return _picture(value, name)
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Show a figure or PIL image as an image, a plot in its own window."""
    if _plots.is_plot(value):
        _plots.show_plot(value, name)
        return value
    made = _imageplus(value, name)
    return made if made is NotImplemented else shown(made)
