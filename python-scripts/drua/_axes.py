"""Axes as letters, and arrays brought into ImageJ's order of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._errors import ConversionError

if TYPE_CHECKING:
    from ._image import Image

__all__ = ["IMAGEJ_AXES", "check_axes", "in_imagej_order"]

IMAGEJ_AXES = "TZCYX"
"""ImageJ's order: X is the fastest, then Y, channels, slices, frames. ``S``, samples of a colour, lies behind X."""

_COLOURS = (3, 4)


def check_axes(axes: str, ndim: int) -> str:
    """Return the axes of an array as letters.

    Raises
    ------
    ValueError
        Not one letter an axis, a letter twice, or a letter that is none of ``TZCYXS`` and ``?``.
    """
    named = axes.replace("?", "")
    if len(axes) != ndim or len(set(named)) != len(named) or not set(named) <= set("TZCYXS"):
        raise ValueError(
            f"axes: expected one entry for each of {ndim} axes, found {axes!r}; letters are T, Z, C, Y, X, S (samples "
            "of a colour), each once, and ? for others"
        )
    return axes


def in_imagej_order(image: Image) -> Image:
    """Return a view of an image with its axes in the order ``TZCYX``, or ``TZYXS`` for colours.

    Axes without a name (``?``) get those of T, Z and C that are free, the fastest the fastest; those of length 1 are
    left out.

    Raises
    ------
    drua.ConversionError
        It has no Y or X, or more axes than ImageJ's images have.
    """
    axes = image.axes
    if (image.ndim > 1 and axes == IMAGEJ_AXES[-image.ndim :]) or axes in ("YXS", "ZYX", "TYX", "TZYX", "TCYX"):
        return _checked_colours(image)
    if "?" in axes:
        image = _named(image)
        axes = image.axes
    missing = [axis for axis in "YX" if axis not in axes]
    if missing or ("S" in axes and "C" in axes):
        raise ConversionError(
            f"an image with the axes {axes} and the shape {image.shape} is none of ImageJ's",
            hint="name the axes, as in Image.from_array(array, axes='CYX'); an image has Y and X, and S or C",
        )
    wanted = "".join(axis for axis in IMAGEJ_AXES + "S" if axis in axes)
    moved: Image = image.transpose([axes.index(axis) for axis in wanted])
    return _checked_colours(moved)


def _checked_colours(image: Image) -> Image:
    if image.axes.endswith("S") and (image.shape[-1] not in _COLOURS or image.dtype.name != "uint8"):
        raise ConversionError(
            f"colours of shape {image.shape} and dtype {image.dtype} are none of ImageJ's",
            hint="give red, green and blue as uint8, the last axis 3 long, or name the last axis C for channels",
        )
    return image


def _named(image: Image) -> Image:
    unknown = [at for at, axis in enumerate(image.axes) if axis == "?" and image.shape[at] != 1]
    index = tuple(0 if axis == "?" and image.shape[at] == 1 else slice(None) for at, axis in enumerate(image.axes))
    free = [axis for axis in IMAGEJ_AXES if axis not in image.axes]
    if len(unknown) > len(free):
        raise ConversionError(
            f"an image of shape {image.shape} has more axes than ImageJ's, which are T, Z, C, Y and X",
            hint="give parts of it, or join axes with reshape()",
        )
    taken: Image = image[index]
    # The fastest unknown axis is the fastest free one.
    letters = iter(free[len(free) - len(unknown) :])
    return taken.with_metadata(axes="".join(next(letters) if axis == "?" else axis for axis in taken.axes))
