"""Metadata of an image: decoded from the host's block at first touch, then shared by views.

Rule for derived arrays
-----------------------
- Same shape (arithmetic, filters, ``astype``, ``copy``): the source's metadata.
- Basic indexing (integers, slices, ``...``, ``np.newaxis``), ``transpose``, ``swapaxes``, ``.T``: the
  metadata follow the axes. Spacing is multiplied by the step, the origin moves with the start; a new axis
  has the name ``?``, spacing 1 and no unit. The ROI is dropped when pixels move, because
  its coordinates are pixels.
- Anything else (masks, reductions, ``reshape``): defaults for the shape; name and properties stay.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ._call import core_or_none

__all__ = ["Metadata", "decoded", "default_axes", "per_axis", "stack_axes"]

DEFAULT_AXES = "TZCYX"
"""Axis names given to an array that says nothing, aligned at the fastest axis."""

PER_AXIS = ("spacing", "origin", "units")
_PER_AXIS_DEFAULTS: dict[str, Any] = {"spacing": 1.0, "origin": 0.0, "units": ""}
_PER_CHANNEL = ("channel_names", "luts", "display_ranges")
_KEPT_BY_UNRELATED = ("name", "properties", "source", "source_id")


def default_axes(ndim: int) -> str:
    """Name the axes of an array that says nothing: ``YX``, ``CYX``, ``ZCYX``, ..."""
    return "?" * max(0, ndim - len(DEFAULT_AXES)) + DEFAULT_AXES[max(0, len(DEFAULT_AXES) - ndim) :]


def stack_axes(ndim: int) -> str:
    """Name the axes of an array that becomes an image of ImageJ: three are slices, which may be many, not channels."""
    return "ZYX" if ndim == 3 else default_axes(ndim)


class Metadata:
    """Immutable metadata, held by any number of arrays. Never refers to an array.

    Parameters
    ----------
    values
        Decoded metadata by key, or None.
    block
        The same as a wire block, decoded at first touch.
    source
        What it is derived from.
    step
        How: a name (``index``, ``permute``, ``unrelated``) and its argument.
    """

    __slots__ = ("_block", "_source", "_step", "_values")

    def __init__(
        self,
        values: dict[str, Any] | None = None,
        *,
        block: bytes | None = None,
        source: Metadata | None = None,
        step: tuple[str, Any] | None = None,
    ) -> None:
        self._values = values
        self._block = block
        self._source = source
        self._step = step

    @property
    def block(self) -> bytes | None:
        """The host's own block where nothing was changed, else None."""
        return self._block

    def values(self) -> dict[str, Any]:
        """Return the decoded metadata; don't change the dictionary."""
        values = self._values
        if values is None:
            if self._block is not None:
                values = decoded(self._block)
            elif self._source is not None and self._step is not None:
                kind, argument = self._step
                values = _DERIVE[kind](self._source.values(), argument)
            else:
                values = {}
            self._values = values
        return values

    def unrelated(self) -> Metadata:
        """Return what still holds for an array whose axes are not known any more."""
        return Metadata(source=self, step=("unrelated", None))


def decoded(block: bytes) -> dict[str, Any]:
    """Return what a block of the host holds; nothing where there is no host to decode it."""
    core = core_or_none()
    if core is None:
        return {}
    values = core.decode(block)
    return values if isinstance(values, dict) else {}


def per_axis(values: dict[str, Any], key: str, ndim: int) -> list[Any]:
    """Return one value an axis, filled up with the default where the metadata says less."""
    given = list(values.get(key) or ())
    default = _PER_AXIS_DEFAULTS[key]
    given = [default if item is None else item for item in given]
    return given if len(given) == ndim else [default] * ndim


def _permute(values: dict[str, Any], order: tuple[int, ...]) -> dict[str, Any]:
    ndim = len(order)
    result = dict(values)
    axes = values.get("axes") or default_axes(ndim)
    if len(axes) == ndim:
        result["axes"] = "".join(axes[axis] for axis in order)
    for key in PER_AXIS:
        if values.get(key):
            given = per_axis(values, key, ndim)
            result[key] = [given[axis] for axis in order]
    result["roi"] = None
    # Labels are in the order of the planes.
    result["slice_labels"] = None
    return result


def _index(values: dict[str, Any], argument: tuple[Any, tuple[int, ...]]) -> dict[str, Any]:
    key, shape = argument
    ndim = len(shape)
    axes = values.get("axes") or default_axes(ndim)
    if len(axes) != ndim:
        axes = default_axes(ndim)
    columns = {name: per_axis(values, name, ndim) for name in PER_AXIS}
    channel_axis = axes.find("C")
    channels = {name: values[name] for name in _PER_CHANNEL if values.get(name)}
    items = _expanded(key, ndim)
    names: list[str] = []
    out: dict[str, list[Any]] = {name: [] for name in PER_AXIS}
    moved = False
    axis = 0
    for item in items:
        if item is None:
            names.append("?")
            for name in PER_AXIS:
                out[name].append(_PER_AXIS_DEFAULTS[name])
            continue
        if isinstance(item, slice):
            start, _, step = item.indices(shape[axis])
            spacing, origin = columns["spacing"][axis], columns["origin"][axis]
            names.append(axes[axis])
            out["spacing"].append(spacing * abs(step))
            # The origin is the pixel index at coordinate 0, as in ImageJ's calibration.
            out["origin"].append((origin - start) / step if step > 0 else origin)
            out["units"].append(columns["units"][axis])
            moved = moved or (axes[axis] in "YX" and (start != 0 or step != 1))
        if axis == channel_axis:
            channels = {name: _chosen(entries, item) for name, entries in channels.items()}
        axis += 1
    result = dict(values)
    result["axes"] = "".join(names)
    result.update(out)
    result.update(channels)
    if values.get("slice_labels"):
        result["slice_labels"] = _labels(list(values["slice_labels"]), items, axes, shape)
    if moved or not result["axes"].endswith("YX"):
        result["roi"] = None
    return result


def _chosen(entries: Any, item: Any) -> list[Any]:
    """Return the entries of the channels that an index takes; those of all channels where they don't fit."""
    try:
        chosen = list(entries)[item]
    except IndexError:
        return list(entries)
    return chosen if isinstance(item, slice) else [chosen]


def _labels(labels: list[Any], items: list[Any], axes: str, shape: tuple[int, ...]) -> list[Any] | None:
    """Return the labels of the planes that an index takes; None where it takes no whole planes."""
    outer = tuple(item for item in items if item is not None)[:-2]
    if not axes.endswith("YX") or len(labels) != math.prod(shape[:-2]):
        return None
    grid = np.empty(len(labels), dtype=object)
    grid[:] = labels
    chosen = grid.reshape(shape[:-2])[outer]
    return [chosen] if not isinstance(chosen, np.ndarray) else chosen.ravel().tolist()


def _unrelated(values: dict[str, Any], _: object) -> dict[str, Any]:
    return {key: values[key] for key in _KEPT_BY_UNRELATED if key in values}


def _expanded(key: Any, ndim: int) -> list[Any]:
    """Write a basic index out: one item an axis, and None for each new axis."""
    items = list(key) if isinstance(key, tuple) else [key]
    used = sum(1 for item in items if item is not None and item is not Ellipsis)
    missing = [slice(None)] * (ndim - used)
    for position, item in enumerate(items):
        if item is Ellipsis:
            return [*items[:position], *missing, *items[position + 1 :]]
    return items + missing


_DERIVE: dict[str, Callable[[dict[str, Any], Any], dict[str, Any]]] = {
    "index": _index,
    "permute": _permute,
    "unrelated": _unrelated,
}
