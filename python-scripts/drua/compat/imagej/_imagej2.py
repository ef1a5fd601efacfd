"""What there is with ImageJ2 only: Datasets and script languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from drua._image import Image
from drua.ij._imagej2 import image_of_dataset, imgplus_of, xarray_of_dataset

from . import _axes, _imglib
from ._java import is_a, jimport

__all__ = ["from_dataset", "run_script", "to_dataset"]


def to_dataset(imagej2: Any, data: Any, dim_order: Sequence[str] | None = None) -> Any:
    """Return an image as a Dataset with named and calibrated axes; pixels are copied, as PyImageJ does.

    Parameters
    ----------
    imagej2
        The gateway over the context that runs.
    data
        An array, an xarray, an ImagePlus or an ImgLib2 image.
    dim_order
        Names of the axes of an array.
    """
    if is_a(data, "net.imagej.Dataset"):
        return data
    if is_a(data, "ij.ImagePlus"):
        return imagej2.convert().convert(data, jimport("net.imagej.Dataset").class_)
    if is_a(data, _imglib.INTERVAL):
        return imagej2.dataset().create(data)
    if dim_order and hasattr(data, "dims"):
        data = data.rename(dict(zip(data.dims, _axes.named(dim_order, data.ndim), strict=True)))
    if hasattr(data, "dims"):
        axes = _axes.letters(data.dims)
        image = data.copy(deep=True)
        if axes[-1] == "C":
            image = image.transpose(image.dims[-1], ...)
    else:
        values = np.array(data)
        axes = _axes.letters(_axes.named(dim_order, values.ndim)) if dim_order else _axes.guess(values)
        image = Image.from_array(values, axes="".join(axis or "?" for axis in axes))
        if axes[-1] == "C":
            image = image.transpose(values.ndim - 1, *range(values.ndim - 1))
    return imagej2.dataset().create(imgplus_of(image, name=str(getattr(data, "name", None) or "")))


def from_dataset(dataset: Any) -> Any:
    """Return a copy of a Dataset with axes (t, pln, row, col, ch) as far as it has them, and calibrated coordinates.

    Without xarray it is an array.
    """
    try:
        found = xarray_of_dataset(dataset)
    except ImportError:
        image = image_of_dataset(dataset)
        return np.array(image.transpose(_order(list(image.axes.replace("S", "C")))), subok=False)
    names = ["C" if dim == "S" else str(dim) for dim in found.dims]
    renamed = {dim: _axes.PYTHON_NAMES[name] for dim, name in zip(found.dims, names, strict=True) if name in _KNOWN}
    ordered = found.transpose(*(found.dims[at] for at in _order(names)))
    return ordered.rename(renamed).copy(deep=True)


_KNOWN = "TZYXC"


def _order(names: Sequence[str]) -> list[int]:
    """Return the order of axes in which those without a letter are first, and channels last."""
    return [
        *(at for at, name in enumerate(names) if name not in _KNOWN),
        *(names.index(name) for name in _KNOWN if name in names),
    ]


def run_script(imagej2: Any, language: str, script: str, arguments: Any) -> dict[str, Any]:
    """Run a script by SciJava, and return its outputs by name."""
    service = imagej2.script()
    found = service.getLanguageByName(language) or service.getLanguageByExtension(language)
    if found is None:
        raise ValueError(f"unknown script language: {language}")
    name = f"script.{found.getExtensions()[0]}"
    promise = service.run(name, script, True) if arguments is None else service.run(name, script, True, arguments)
    outputs = promise.get().getOutputs()
    return {str(key): outputs.get(key) for key in outputs.keySet()}
