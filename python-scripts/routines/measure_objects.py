"""Sizes, shapes and intensities of objects."""

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.filters import threshold_otsu
from skimage.measure import regionprops_table

from drua import Image, Labels, Range, Several, Table, progress, routine

_SHAPE = ("label", "area", "centroid", "eccentricity", "solidity", "perimeter")
_INTENSITY = ("intensity_mean", "intensity_min", "intensity_max")


@routine(menu="Plugins > Python > Measure Objects...")
def measure_objects(
    image: Image,
    smoothing: Annotated[float, Range(0, 50, step=0.5, unit="pixel")] = 1.0,
    smallest: Annotated[int, Range(0, unit="pixel")] = 30,
    labels: Image | None = None,
) -> Several:
    """Measure each object: area, shape, and intensities above the background.

    Without a label image, objects are the connected parts brighter than Otsu's threshold.

    Parameters
    ----------
    image : (Y, X), any real type
        Plane to measure.
    smoothing : pixel
        Standard deviation of a Gaussian filter before the threshold; 0 for none. Intensities are of the plane itself.
    smallest : pixels
        Objects of less area are left out.
    labels : (Y, X), integer
        Label image of the same size, such as "Label by Watershed" makes; 0 is background.

    Returns
    -------
    Several
        The labels (Y, X), and a table with one row each object: ``label``, ``area`` (in the image's unit, squared),
        ``pixels``, ``x``, ``y`` (centre, in the image's unit), ``perimeter`` (in the unit, for square pixels; else
        in pixels), ``eccentricity``, ``solidity``, ``mean``, ``min``, ``max``, ``sum`` (grey values), and
        ``sum_above_background`` (the median of all background pixels taken off).

    Raises
    ------
    ValueError
        The label image has another size, or isn't of an integer type.

    References
    ----------
    N. Otsu, 1979, https://doi.org/10.1109/TSMC.1979.4310076
    S. van der Walt et al., "scikit-image", 2014, https://doi.org/10.7717/peerj.453
    """
    plane = np.asarray(image)
    objects = _segmented(plane, smoothing) if labels is None else _checked(labels, plane.shape)
    areas = np.bincount(objects.ravel())
    if labels is None:
        kept = areas >= max(smallest, 1)
        kept[0] = False
        objects = np.where(kept, np.cumsum(kept), 0)[objects]
    else:
        kept = areas >= smallest
        objects = np.where(kept[objects], objects, 0)
    progress(0.4, "Measure")
    measured = regionprops_table(objects, plane, properties=_SHAPE + _INTENSITY)
    progress(0.9, "Measure")
    outside = plane[objects == 0]
    floor = float(np.median(outside)) if outside.size else 0.0
    (height, width), (top, left) = image.spacing[-2:], image.origin[-2:]
    pixels = np.bincount(objects.ravel())[measured["label"]]
    total = ndimage.sum_labels(plane.astype(np.float64), objects, measured["label"])
    table = Table(
        label=measured["label"],
        area=pixels * height * width,
        pixels=pixels,
        x=(measured["centroid-1"] + 0.5 - left) * width,
        y=(measured["centroid-0"] + 0.5 - top) * height,
        perimeter=measured["perimeter"] * (width if width == height else 1.0),
        eccentricity=measured["eccentricity"],
        solidity=measured["solidity"],
        mean=measured["intensity_mean"],
        min=measured["intensity_min"],
        max=measured["intensity_max"],
        sum=np.asarray(total),
        sum_above_background=np.asarray(total) - floor * pixels,
    )
    dtype = np.uint16 if objects.max(initial=0) <= np.iinfo(np.uint16).max else np.int32
    shown = image.like(objects.astype(dtype), display_range=None, lut=None, kind=None)
    return Several(shown.view(Labels), table)


def _segmented(plane: NDArray[Any], smoothing: float) -> NDArray[Any]:
    smoothed = np.asarray(plane, dtype=np.float32)
    if smoothing > 0:
        smoothed = ndimage.gaussian_filter(smoothed, smoothing)
    # Not so of NaN either.
    if not np.ptp(smoothed) > 0:
        return np.zeros(plane.shape, np.int32)
    mask = ndimage.binary_fill_holes(smoothed > threshold_otsu(smoothed))
    return np.asarray(ndimage.label(mask)[0])


def _checked(labels: Image, shape: tuple[int, ...]) -> NDArray[Any]:
    if labels.shape != shape or labels.dtype.kind not in "ui":
        raise ValueError(
            f"labels: expected integers of shape {shape}, found {labels.dtype} of shape {labels.shape}; "
            "choose the label image that belongs to this image"
        )
    return np.asarray(labels).astype(np.int64)
