"""Images of ImageJ2, Dataset and ImgPlus, as arrays with axes, and arrays as these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ConversionError, ImageStateError
from .._image import Image
from .._metadata import Metadata
from .._xarray import is_data_array
from ..java import array as java_array
from . import _imagej2_labels as _labels
from ._imagej2_axes import Axis, axes_of, java_axis, of_places
from ._imagej2_context import imagej2, running, service
from ._imagej2_metadata import describe, metadata_of
from ._images import as_image, imageplus_of
from ._java import is_a
from ._windows import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FROM_JAVA", "dataset_of", "image_of_dataset", "imgplus_of", "show", "to_java", "xarray_of_dataset"]

DATASET = "net.imagej.Dataset"
IMGPLUS = "net.imagej.ImgPlus"
DISPLAY = "net.imagej.display.ImageDisplay"


# -- From ImageJ2 --


def image_of_dataset(dataset: Any) -> Image:
    """Return the pixels of an image of ImageJ2 with axes, calibration, name, properties and tables of colours.

    Parameters
    ----------
    dataset
        A Dataset, an ImgPlus, or an ImageDisplay, of which the active Dataset is taken.

    Returns
    -------
    drua.Image
        Axes are in the Dataset's order, reversed: the last one is ImageJ2's first. Types of axes are letters; those
        that aren't X, Y, Z, channel or time are ``?``, and channels of a Dataset that is shown as colours are ``S``.
        The pixels are Shared (0 bytes copied) or Copied as `array_of` says of the image inside, and in ``transfer``.
        An axis whose coordinates aren't evenly spaced counts as not calibrated: `xarray_of_dataset` keeps it.

    Raises
    ------
    drua.ImageStateError
        An ImageDisplay without a Dataset.
    drua.ConversionError
        Python has no type for the pixels.
    """
    return _read(dataset)[0]


def xarray_of_dataset(dataset: Any) -> Any:
    """Return an image of ImageJ2 as an ``xarray.DataArray``; the pixels are those of `image_of_dataset`.

    Dimensions that have no letter are named as ImageJ2 names them (``dim_0`` and so on where it doesn't), and axes with
    coordinates that aren't evenly spaced have these.

    Parameters
    ----------
    dataset
        A Dataset, an ImgPlus or an ImageDisplay.

    Raises
    ------
    ModuleNotFoundError
        xarray is not installed.
    """
    image, axes = _read(dataset)
    array = image.xarray
    renamed = {}
    for dim, axis, length in zip(array.dims, axes, image.shape, strict=False):
        name = axis.label if axis.letter == "?" and axis.label and axis.label not in array.dims else dim
        if name != dim:
            renamed[dim] = name
        if axis.values is not None or (axis.letter in "C?" and axis.is_calibrated and dim not in array.coords):
            array = array.assign_coords({dim: (dim, axis.places(length), {"units": axis.unit} if axis.unit else {})})
    return array.rename(renamed) if renamed else array


def _read(value: Any) -> tuple[Image, list[Axis]]:
    from ._imglib import array_of

    found = _shown(value)
    plus = found.getImgPlus() if is_a(found, DATASET) else found
    pixels = array_of(plus.getImg())
    axes = axes_of(plus)
    letters = "".join(axis.letter for axis in axes)
    values = metadata_of(plus, letters)
    if is_a(found, DATASET) and found.isRGBMerged():
        letters = letters.replace("C", "S")
    elif pixels.ndim == len(axes) + 1:
        # Pixels that are colours have them as an axis behind all others.
        axes, letters = [*axes, Axis("S", "")], letters + "S"
    values["axes"] = letters
    values["spacing"] = [axis.spacing for axis in axes]
    values["origin"] = [axis.origin for axis in axes]
    values["units"] = ["" if axis.values is not None else axis.unit for axis in axes]
    names = {
        axis.label: size for axis, size in zip(axes, pixels.shape, strict=True) if axis.letter == "?" and axis.label
    }
    if names:
        values["other_axes"] = names
    values["transfer"] = pixels.transfer
    image = pixels.view(Image)
    image._carrier = Metadata(values)
    return image, axes


def _shown(value: Any) -> Any:
    """Return the Dataset or ImgPlus itself, and of a display the Dataset that is in front."""
    if not is_a(value, DISPLAY):
        return value
    active = value.getActiveView()
    views = [view for view in (active, *value) if view is not None]
    found = next((view.getData() for view in views if is_a(view.getData(), DATASET)), None)
    if found is None:
        raise ImageStateError("the display shows no Dataset", hint="open an image in it first")
    return found


# -- To ImageJ2 --


def imgplus_of(array: Any, *, name: str = "") -> Any:
    """Return an image or array as ImageJ2's ImgPlus, which needs no running ImageJ2.

    Parameters
    ----------
    array
        `Image`, ndarray or ``xarray.DataArray``; an array without axes has the end of ``TZCYX``, of three axes ``ZYX``.
        The pixels are Shared (0 bytes copied) as `img_of` says. A Dataset or ImgPlus gives its own ImgPlus.
    name
        Name, instead of the image's own.

    Returns
    -------
    net.imagej.ImgPlus
        X and Y are its first axes, the others in the array's order, reversed. Samples of colours, ``S``, are channels.
        A DataArray's dimensions that are no letters have types of their names, and coordinates that aren't evenly
        spaced are kept. ROIs and overlays don't come along, for an ImgPlus has none.

    Raises
    ------
    drua.ConversionError
        No X or Y, no pixels, both ``S`` and ``C``, pixels that ImgLib2 hasn't got, or there is no ImageJ2.
    """
    kind = imagej2(IMGPLUS)
    if is_a(array, DATASET):
        return array.getImgPlus()
    if is_a(array, IMGPLUS):
        return array
    if is_a(array, "net.imglib2.img.Img"):
        return kind(array)
    from ._imglib import img_of

    image = as_image(array)
    order = _order(image)
    described = _axes_of_dims(array) if is_data_array(array) else _axes_of_letters(image)
    axes = [described[at] for at in order]
    letters = "".join(axis.letter for axis in axes)
    pixels: NDArray[Any] = np.asarray(image).transpose(order)
    types = java_array("net.imagej.axis.CalibratedAxis", [java_axis(axis) for axis in reversed(axes)])
    plus = kind(img_of(pixels), name or image.name, types)
    # Labels of planes hold for their order only; `transpose` of an image knows.
    describe(plus, image if order == sorted(order) else image.transpose(order), letters)
    return plus


def _order(image: Image) -> list[int]:
    """Return the order of axes in which Y and X are last, and the samples of a colour before them."""
    axes = image.axes
    if image.size == 0 or "X" not in axes or "Y" not in axes or ("S" in axes and "C" in axes):
        raise ConversionError(
            f"an image with the axes {axes} and the shape {image.shape} is none of ImageJ2's",
            hint="name the axes, as in Image.from_array(array, axes='CYX'); an image has pixels, Y, X, and S or C",
        )
    last = [axes.index(axis) for axis in "SYX" if axis in axes]
    return [at for at in range(image.ndim) if at not in last] + last


def _axes_of_letters(image: Image) -> list[Axis]:
    """Return the axes of an image; one without a letter has the name that came with its length, if just one did."""
    names = dict(image._get("other_axes") or {})
    lengths = [size for axis, size in zip(image.axes, image.shape, strict=True) if axis == "?"]
    columns = zip(image.axes, image.shape, image.spacing, image.origin, image.units, strict=True)
    return [
        Axis(letter, _name(names, length, lengths) if letter == "?" else "", spacing, origin, unit)
        for letter, length, spacing, origin, unit in columns
    ]


def _name(names: dict[str, int], length: int, lengths: list[int]) -> str:
    if len(names) == 1 and len(lengths) == 1:
        return next(iter(names))
    found = [name for name, size in names.items() if size == length]
    return found[0] if len(found) == 1 and lengths.count(length) == 1 else ""


def _axes_of_dims(array: Any) -> list[Axis]:
    """Return the axes of a DataArray, by the coordinates that it has itself."""
    image = Image.from_xarray(array)
    axes = _axes_of_letters(image)
    for at, (dim, axis) in enumerate(zip(array.dims, axes, strict=True)):
        if axis.letter == "?" and not str(dim).startswith("dim_"):
            axis = axis._replace(label=str(dim))
        if dim in array.coords and array.coords[dim].dtype.kind in "iuf":
            unit = str(array.coords[dim].attrs.get("units") or "")
            places = np.asarray(array.coords[dim].values, dtype=np.float64)
            axis = of_places(axis.letter, axis.label, places, unit)
        axes[at] = axis
    return axes


def dataset_of(array: Any, *, name: str = "", context: Any = None) -> Any:
    """Return an image or array as a Dataset of the ImageJ2 that runs; not shown.

    Parameters
    ----------
    array
        As for `imgplus_of`, whose pixels and metadata it has; Shared: after writing into the array, ``update()`` of the
        Dataset has ImageJ2 draw it. An `Image` with samples ``S`` of red, green and
        blue is shown as colours, one with three channels isn't. A Dataset is returned as it is.
    name
        Name, instead of the image's own.
    context
        The ``org.scijava.Context``; by default that of the ImageJ2 that runs.

    Raises
    ------
    drua.ImageStateError
        No ImageJ2 runs.
    drua.ConversionError
        As `imgplus_of`, and complex numbers, which a Dataset can't have.
    """
    if is_a(array, DATASET):
        return array
    imagej2(DATASET)
    maker = service("net.imagej.DatasetService", context)
    if getattr(getattr(array, "dtype", None), "kind", "") == "c":
        raise ConversionError(
            "a Dataset has real pixels, not complex ones",
            hint="give numpy.abs(array), or use drua.ij.imgplus_of(), which keeps them",
        )
    dataset = maker.create(imgplus_of(array, name=name))
    if isinstance(array, np.ndarray) or is_data_array(array):
        colours = "S" in as_image(array).axes
        if bool(dataset.isRGBMerged()) and not colours:
            # ImageJ2 takes any three channels of unsigned bytes for colours.
            dataset.setRGBMerged(False)
    return dataset


# -- Family --

FROM_JAVA: dict[str, Callable[[Any], Any]] = {
    DATASET: image_of_dataset,
    IMGPLUS: image_of_dataset,
    DISPLAY: image_of_dataset,
    _labels.LABELING: _labels.labels_of,
}


def to_java(value: Any) -> Any:
    """Return an ImgLabeling for a `Labeling`; images are made by `dataset_of`, for an ImagePlus is what is expected."""
    return _labels.labeling_of(value) if isinstance(value, _labels.Labeling) else NotImplemented


def show(value: Any, name: str) -> Any:
    """Show an image or labeling of ImageJ2: by ImageJ2 where it runs with windows, otherwise as an ImagePlus."""
    if isinstance(value, _labels.Labeling):
        value = _labels.labeling_of(value)
    labeling = is_a(value, _labels.LABELING)
    if not labeling and not any(is_a(value, kind) for kind in (DATASET, IMGPLUS, DISPLAY)):
        return NotImplemented
    context = running()
    windows = None if context is None or labeling else context.getService("org.scijava.ui.UIService")
    if windows is not None and not windows.isHeadless():
        if is_a(value, DISPLAY):
            windows.show(value)
        else:
            windows.show(name or value.getName() or "", value)
        return value
    image = _labels.labels_of(value).image() if labeling else image_of_dataset(value)
    return shown(imageplus_of(image, name=name))
