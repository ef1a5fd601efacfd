"""Images as `xarray.DataArray` and back. xarray is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ._optional import is_instance_of

if TYPE_CHECKING:
    from ._described import Described

__all__ = ["ATTRIBUTES", "axis_letters", "is_data_array", "metadata_of", "to_xarray"]

ATTRIBUTES = "imagej"
"""Attribute of a DataArray with what belongs to no axis."""

_LETTERS = {
    **dict.fromkeys(("t", "time", "frame", "frames"), "T"),
    **dict.fromkeys(("z", "pln", "plane", "slice", "depth"), "Z"),
    **dict.fromkeys(("c", "ch", "channel", "channels"), "C"),
    **dict.fromkeys(("y", "row"), "Y"),
    **dict.fromkeys(("x", "col", "column"), "X"),
    **dict.fromkeys(("s", "sample", "samples", "rgb"), "S"),
}
_OF_AXES = ("axes", "spacing", "origin", "units", "name", "channel_names")
_NOT_KEPT = ("source_id", "source", "slice", "transfer")
_STRAIGHT = 1e-6


def is_data_array(value: object) -> bool:
    """Say whether a value is an ``xarray.DataArray``, without importing xarray."""
    return is_instance_of(value, "xarray", "DataArray")


def axis_letters(names: Sequence[Hashable]) -> str:
    """Return one letter for each name of a dimension: ``TZCYXS`` for the usual names in any case, ``?`` for others."""
    return "".join(_LETTERS.get(str(name).lower(), "?") for name in names)


def to_xarray(image: Described) -> Any:
    """Return an image as a DataArray; its pixels are not copied.

    Dimensions are axis letters (``dim_0`` and so on for axes without), coordinates lie at
    ``(index - origin) * spacing`` and have the unit as their attribute ``units``; channels are named. What belongs to
    no axis is in the attribute ``imagej``.
    """
    import xarray

    values = image._metadata().values()
    pixels = getattr(image, "dask", None)
    if pixels is None:
        pixels = np.asarray(image)
    axes = image.axes
    spacing, origin, units = (image._per_axis(key) for key in ("spacing", "origin", "units"))
    dims = tuple(axis if axis != "?" and axes.count(axis) == 1 else f"dim_{at}" for at, axis in enumerate(axes))
    coords: dict[str, Any] = {}
    for at, dim in enumerate(dims):
        length = pixels.shape[at]
        if dim == "C":
            names = values.get("channel_names")
            if names and len(names) == length:
                coords[dim] = (dim, list(names))
        elif dim in "TZYX":
            places = (np.arange(length) - float(origin[at])) * float(spacing[at])
            coords[dim] = (dim, places, {"units": str(units[at])}) if units[at] else (dim, places)
    rest = {
        key: value
        for key, value in values.items()
        if value is not None and key not in _OF_AXES and key not in _NOT_KEPT
    }
    attrs = {ATTRIBUTES: rest} if rest else {}
    return xarray.DataArray(pixels, coords, dims, name=values.get("name") or None, attrs=attrs)


def metadata_of(array: Any) -> dict[str, Any]:
    """Return the metadata of a DataArray, for `Image.from_array`'s keywords and `Image.with_metadata`.

    An axis whose coordinates aren't evenly spaced numbers counts as not calibrated.
    """
    axes = axis_letters(array.dims)
    spacing, origin, units = [1.0] * len(axes), [0.0] * len(axes), [""] * len(axes)
    values: dict[str, Any] = {}
    for at, (axis, dim) in enumerate(zip(axes, array.dims, strict=True)):
        if dim not in array.coords:
            continue
        coordinate = array.coords[dim]
        places = np.asarray(coordinate.values)
        if axis == "C":
            if places.dtype.kind in "UO":
                values["channel_names"] = [str(name) for name in places]
            continue
        step = _step(places)
        if step is not None:
            spacing[at], origin[at] = step, float(-places[0] / step) + 0.0
        units[at] = str(coordinate.attrs.get("units") or "")
    values.update(axes=axes, spacing=spacing, origin=origin, units=units)
    if array.name:
        values["name"] = str(array.name)
    kept = array.attrs.get(ATTRIBUTES)
    if isinstance(kept, Mapping):
        values.update({str(key): value for key, value in kept.items()})
    others = {str(key): str(value) for key, value in array.attrs.items() if key != ATTRIBUTES and _is_plain(value)}
    if others:
        values["properties"] = {**(values.get("properties") or {}), **others}
    return values


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | np.number)


def _step(places: Any) -> float | None:
    """Return the distance of evenly spaced coordinates; None for others."""
    if places.ndim != 1 or places.size < 2 or places.dtype.kind not in "iuf":
        return None
    numbers = places.astype(np.float64)
    steps = np.diff(numbers)
    first = float(steps[0])
    if first <= 0 or not np.isfinite(first) or not np.allclose(steps, first, rtol=_STRAIGHT, atol=0):
        return None
    return float((numbers[-1] - numbers[0]) / (numbers.size - 1))
