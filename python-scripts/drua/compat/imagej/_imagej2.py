"""What there is with ImageJ2 only: Datasets, SciJava tables and script languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _axes, _imglib
from ._java import is_a, jimport

__all__ = ["run_script", "to_dataset"]

_AXES = {"T": "TIME", "Z": "Z", "C": "CHANNEL", "Y": "Y", "X": "X"}


def to_dataset(imagej2: Any, data: Any, dim_order: Sequence[str] | None = None) -> Any:
    """Return an image as a Dataset with named axes; pixels are copied.

    Parameters
    ----------
    imagej2
        The gateway over the context that runs.
    data
        An array, an xarray, an ImagePlus or an ImgLib2 image.
    dim_order
        Names of the axes of an array.
    """
    import numpy as np

    if is_a(data, "net.imagej.Dataset"):
        return data
    if is_a(data, "ij.ImagePlus"):
        return imagej2.convert().convert(data, jimport("net.imagej.Dataset").class_)
    if is_a(data, _imglib.INTERVAL):
        return imagej2.dataset().create(data)
    values = np.asarray(getattr(data, "values", data))
    names = _axes.named(dim_order, values.ndim) if dim_order else getattr(data, "dims", None)
    axes = _axes.letters(names) if names is not None else _axes.guess(values)
    if axes[-1] == "C":
        values, axes = np.moveaxis(values, -1, 0), ["C", *axes[:-1]]
    kinds = jimport("net.imagej.axis.Axes")
    types = [getattr(kinds, _AXES[axis]) if axis else kinds.unknown() for axis in reversed(axes)]
    plus = jimport("net.imagej.ImgPlus")(
        _imglib.to_img(values), str(getattr(data, "name", None) or ""), jimport("net.imagej.axis.AxisType[]")(types)
    )
    return imagej2.dataset().create(plus)


def from_dataset(dataset: Any) -> Any:
    """Return a copy of a Dataset with axes (t, pln, row, col, ch) as far as it has them."""
    import numpy as np

    from . import _labels

    labels = [str(axis.type().getLabel()) for axis in dataset.dim_axes][::-1]
    values = _imglib.to_array(dataset)
    axes = _axes.letters(labels)
    wanted = [axes.index(axis) for axis in "TZYXC" if axis in axes]
    order = [*(index for index, axis in enumerate(axes) if axis is None), *wanted]
    names = [_axes.PYTHON_NAMES[axes[index] or ""] if axes[index] else labels[index] for index in order]
    return _labels.with_names(np.transpose(values, order), names, None, None, str(dataset.getName()))


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
