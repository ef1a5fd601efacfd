"""Band-pass filter by a difference of Gaussians."""

from typing import Annotated

import numpy as np
from scipy import ndimage

from drua import Image, Range, routine


@routine(menu="Plugins > Python > Band-Pass (Difference of Gaussians)...", preview=True)
def band_pass(
    image: Image,
    small: Annotated[float, Range(0, 100, step=0.5, unit="pixel")] = 1.0,
    large: Annotated[float, Range(0.5, 500, step=0.5, unit="pixel")] = 10.0,
) -> None:
    """Keep structures between two sizes, in place: noise and background go.

    Parameters
    ----------
    image : (Y, X), any real type, written in place
        Plane; of unsigned types what would be negative becomes 0.
    small : pixel
        Standard deviation of the Gaussian that removes what is smaller; 0 keeps all small structures.
    large : pixel
        Standard deviation of the Gaussian that removes what is larger.

    Raises
    ------
    ValueError
        `small` isn't less than `large`.

    References
    ----------
    D. Marr, E. Hildreth, "Theory of edge detection", 1980, https://doi.org/10.1098/rspb.1980.0020
    """
    if small >= large:
        raise ValueError(f"expected small < large, found small = {small:g} and large = {large:g}")
    plane = np.asarray(image, dtype=np.result_type(image.dtype, np.float32))
    fine = ndimage.gaussian_filter(plane, small) if small > 0 else plane
    image.assign(fine - ndimage.gaussian_filter(plane, large))
