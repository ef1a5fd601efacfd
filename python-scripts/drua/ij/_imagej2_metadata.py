"""What a Dataset or ImgPlus knows of itself besides pixels and axes, and the same of an `Image`."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import numpy as np

from ..java import array as java_array
from ._imagej2_context import imagej2

if TYPE_CHECKING:
    from .._image import Image

__all__ = ["describe", "metadata_of"]

_logger = logging.getLogger("drua")

KEPT = "drua"
"""Property with what ImageJ2 has no place for, as JSON."""
_KEPT_KEYS = ("channel_names", "slice_labels", "value_calibration")
_BINS = 256


def metadata_of(plus: Any, axes: str) -> dict[str, Any]:
    """Return name, properties, tables of colours and display ranges of an ImgPlus, as an `Image` has them.

    Properties that are texts, numbers or truth values are kept as texts; other objects stay in Java.
    """
    values: dict[str, Any] = {}
    name = plus.getName()
    if name:
        values["name"] = str(name)
    properties = {}
    entries = plus.getProperties()
    for key in entries:
        value = entries.get(key)
        if isinstance(value, str | int | float):
            properties[str(key)] = str(value)
    values.update(_kept(properties.pop(KEPT, None)))
    if properties:
        values["properties"] = properties
    channels = _channels(plus, axes)
    luts = [_lut(plus.getColorTable(channel)) for channel in range(min(channels, int(plus.getColorTableCount())))]
    if len(luts) == channels and all(luts):
        values["luts"] = luts
    ranges = [[float(plus.getChannelMinimum(c)), float(plus.getChannelMaximum(c))] for c in range(channels)]
    if np.isfinite(ranges).all():
        values["display_ranges"] = ranges
        values["display_range"] = ranges[0]
    return values


def _channels(plus: Any, axes: str) -> int:
    return int(plus.dimension(axes[::-1].index("C"))) if "C" in axes else 1


def _kept(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        _logger.warning("the property %r is not what Drua wrote, and is left out", KEPT)
        return {}
    return {key: found[key] for key in _KEPT_KEYS if key in found} if isinstance(found, dict) else {}


def _lut(table: Any) -> bytes | None:
    """Return 256 red, green and blue values; of other lengths resampled, of a grey table three times the same."""
    if table is None:
        return None
    count = int(table.getComponentCount())
    components = [at if at < count else 0 for at in range(3)]
    return bytes(int(table.getResampled(at, _BINS, step)) for at in components for step in range(_BINS))


def describe(plus: Any, image: Image, axes: str) -> None:
    """Write an image's properties, tables of colours, display ranges and names of channels into an ImgPlus.

    Parameters
    ----------
    plus
        The ``net.imagej.ImgPlus``.
    image
        Where they come from.
    axes
        The letters of the ImgPlus' axes, the slowest first.
    """
    entries = plus.getProperties()
    for key, value in image.properties.items():
        entries.put(key, value)
    kept = {key: image._get(key) for key in _KEPT_KEYS if image._get(key)}
    if kept:
        entries.put(KEPT, json.dumps(kept))
    channels = _channels(plus, axes)
    luts = image.luts
    if len(luts) == channels:
        tables = imagej2("net.imglib2.display.ColorTable8")
        plus.initializeColorTables(channels)
        for channel, lut in enumerate(luts):
            columns = [np.ascontiguousarray(lut[:, at]).view(np.int8) for at in range(3)]
            plus.setColorTable(
                tables(java_array("byte[]", [java_array("byte", column) for column in columns])), channel
            )
        plus.setCompositeChannelCount(channels)
    elif "S" in axes:
        plus.setCompositeChannelCount(image.shape[image.axes.index("S")])
    ranges = image.display_ranges
    if len(ranges) == channels:
        for channel, (low, high) in enumerate(ranges):
            plus.setChannelMinimum(channel, low)
            plus.setChannelMaximum(channel, high)
