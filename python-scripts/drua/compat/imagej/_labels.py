"""What an image knows besides pixels, as xarray's names, coordinates and attributes; plain arrays without xarray."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _axes, _imageplus
from ._java import jimport

__all__ = ["from_imageplus", "to_imageplus", "with_names"]


def with_names(
    values: Any, names: Sequence[str], coords: Any = None, attrs: Any = None, name: str | None = None
) -> Any:
    """Return an `xarray.DataArray`, or the array itself where xarray isn't installed."""
    try:
        import xarray
    except ImportError:
        return values
    return xarray.DataArray(values, dims=list(names), coords=coords, attrs=attrs, name=name)


def from_imageplus(imp: Any) -> Any:
    """Return a copy of an image with axes (t, pln, row, col, ch); coordinates are calibrated."""
    values, names = _axes.python_order(_imageplus.to_array(imp))
    calibration = imp.getCalibration()
    places: dict[str, Any] = {
        "t": lambda index: index * (float(calibration.frameInterval) or 1.0),
        "pln": lambda index: float(calibration.getZ(float(index))),
        "row": lambda index: float(calibration.getY(float(index))),
        "col": lambda index: float(calibration.getX(float(index))),
        "ch": float,
    }
    coords = {
        name: [places[name](index) for index in range(size)] for name, size in zip(names, values.shape, strict=True)
    }
    attrs: dict[str, Any] = {"unit": str(calibration.getUnit())}
    if int(imp.getType()) == 4:
        attrs["rgb"] = True
    info = imp.getInfoProperty()
    if info is not None:
        attrs["Info"] = str(info)
    return with_names(values, names, coords, attrs, str(imp.getTitle()))


def to_imageplus(data: Any, dim_order: Sequence[str] | None = None) -> Any:
    """Return a new image of an array or an xarray, calibrated by the coordinates of its axes."""
    import numpy as np

    values = np.asarray(getattr(data, "values", data))
    names = getattr(data, "dims", None)
    if dim_order:
        names = _axes.named(dim_order, values.ndim)
    axes = _axes.letters(names) if names is not None else _axes.guess(values)
    arranged = _axes.arrange(values, axes)
    attrs = getattr(data, "attrs", {})
    coloured = bool(attrs.get("rgb")) or (names is None and axes == ["Y", "X", "C"])
    rgb = coloured and arranged.shape[2] == 3 and arranged.dtype == np.uint8
    imp = _imageplus.from_array(arranged, str(getattr(data, "name", None) or ""), rgb)
    if hasattr(data, "coords"):
        _calibrate(imp, data, axes)
    return imp


def _calibrate(imp: Any, data: Any, axes: Sequence[str | None]) -> None:
    """Take scale and origin from evenly spaced numeric coordinates; ImageJ knows no others."""
    import numpy as np

    calibration = jimport("ij.measure.Calibration")(imp)
    for name, axis in zip(data.dims, axes, strict=True):
        if axis not in ("X", "Y", "Z", "T") or name not in data.coords:
            continue
        places = np.asarray(data.coords[name])
        if places.dtype.kind not in "uif" or len(places) < 2:
            continue
        steps = np.diff(places.astype("f8"))
        if not np.allclose(steps, steps[0]) or steps[0] == 0:
            continue
        _set_axis(calibration, axis, float(steps[0]), float(places[0]))
    unit = data.attrs.get("unit")
    if unit:
        calibration.setUnit(str(unit))
    imp.setCalibration(calibration)
    if data.attrs.get("Info"):
        imp.setProperty("Info", str(data.attrs["Info"]))


def _set_axis(calibration: Any, axis: str, step: float, start: float) -> None:
    if axis == "T":
        calibration.frameInterval = step
    elif axis == "X":
        calibration.pixelWidth, calibration.xOrigin = step, -start / step
    elif axis == "Y":
        calibration.pixelHeight, calibration.yOrigin = step, -start / step
    else:
        calibration.pixelDepth, calibration.zOrigin = step, -start / step
