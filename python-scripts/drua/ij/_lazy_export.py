"""Lazy images as arrays of dask and xarray."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from ._lazy_image import LazyImage

__all__ = ["to_dask", "to_xarray"]


def to_dask(lazy: LazyImage) -> Any:
    """Return a dask array, a chunk a plane; see `LazyImage.to_dask`."""
    dask_array = _optional("dask.array", "dask[array]")
    within = 3 if lazy.kind == "RGB" else 2
    chunks = (1,) * (lazy.ndim - within) + lazy.shape[-within:]
    meta = np.empty((0,) * lazy.ndim, lazy.dtype)
    # Arrays as indices are left to dask: a lazy image takes them for planes only.
    return dask_array.from_array(lazy, chunks=chunks, name=False, asarray=True, fancy=False, meta=meta)


def to_xarray(lazy: LazyImage) -> Any:
    """Return a DataArray with calibrated coordinates; see `LazyImage.xarray`."""
    xarray = _optional("xarray", "xarray")
    coordinates: dict[str, Any] = {}
    for axis, length, step, zero, unit in zip(
        lazy.axes, lazy.shape, lazy.spacing, lazy.origin, lazy.units, strict=True
    ):
        if axis == "C" and any(lazy.channel_names):
            coordinates[axis] = list(lazy.channel_names)
        elif axis in "TZYX":
            coordinates[axis] = (axis, (np.arange(length) - zero) * step, {"units": unit} if unit else {})
    attributes = {"properties": lazy.properties, "kind": lazy.kind}
    return xarray.DataArray(to_dask(lazy), dims=tuple(lazy.axes), coords=coordinates, name=lazy.name, attrs=attributes)


def _optional(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        raise ImportError(f"{module} is not there: install {package} into Drua's Python environment") from missing
