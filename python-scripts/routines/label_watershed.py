"""Labels of touching, roundish objects."""

from typing import Annotated

import numpy as np
from scipy import ndimage
from skimage.feature import peak_local_max
from skimage.filters import threshold_otsu
from skimage.segmentation import watershed

from drua import Image, Labels, Range, progress, routine


@routine(menu="Plugins > Python > Label by Watershed...")
def label_watershed(
    image: Image,
    smoothing: Annotated[float, Range(0, 50, step=0.5, unit="pixel")] = 1.0,
    separation: Annotated[int, Range(1, 500, unit="pixel")] = 10,
    smallest: Annotated[int, Range(0, unit="pixel")] = 30,
    fill_holes: bool = True,
) -> Labels:
    """Label bright objects such as nuclei, and cut those that touch at their waists.

    Objects are what is brighter than Otsu's threshold; touching ones are separated by a watershed of the distance
    to the background, flooded from its maxima.

    Parameters
    ----------
    image : (Y, X), any real type
        Plane with bright objects.
    smoothing : pixel
        Standard deviation of a Gaussian filter before the threshold; 0 for none.
    separation : pixel
        Least distance of two objects' centres.
    smallest : pixels
        Objects of less area are left out.
    fill_holes
        Close holes within objects.

    Returns
    -------
    Labels
        (Y, X), uint16 (int32 for more than 65535 objects): 0 is background, objects are numbered from 1 on without
        gaps.

    References
    ----------
    N. Otsu, 1979, https://doi.org/10.1109/TSMC.1979.4310076
    L. Vincent, P. Soille, 1991, https://doi.org/10.1109/34.87344
    """
    plane = np.asarray(image, dtype=np.float32)
    if smoothing > 0:
        plane = ndimage.gaussian_filter(plane, smoothing)
    progress(0.2, "Threshold")
    mask = plane > threshold_otsu(plane) if np.ptp(plane) > 0 else np.zeros(plane.shape, bool)
    if fill_holes:
        mask = ndimage.binary_fill_holes(mask)
    progress(0.4, "Distance")
    # A frame of background: an object at the image's edge is cut off there, not open.
    distance = ndimage.distance_transform_edt(np.pad(mask, 1))[1:-1, 1:-1]
    regions, _ = ndimage.label(mask)
    peaks = peak_local_max(distance, min_distance=separation, labels=regions, exclude_border=False)
    markers = np.zeros(mask.shape, np.int32)
    markers[tuple(peaks.T)] = np.arange(1, len(peaks) + 1)
    progress(0.6, "Watershed")
    labels = watershed(-distance, markers, mask=mask)
    areas = np.bincount(labels.ravel())
    kept = areas >= max(smallest, 1)
    kept[0] = False
    numbers = np.where(kept, np.cumsum(kept), 0)
    progress(1.0, "Watershed")
    dtype = np.uint16 if numbers.max(initial=0) <= np.iinfo(np.uint16).max else np.int32
    return image.like(numbers[labels].astype(dtype), display_range=None, lut=None, kind=None).view(Labels)
