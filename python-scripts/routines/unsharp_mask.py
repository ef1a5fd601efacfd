"""Sharpening by an unsharp mask."""

from typing import Annotated

import numpy as np
from scipy import ndimage

from drua import Image, Range, routine


@routine(menu="Plugins > Python > Unsharp Mask...", preview=True, pin=True)
def unsharp_mask(
    image: Image,
    sigma: Annotated[float, Range(0.3, 100, step=0.5, unit="pixel")] = 2.0,
    amount: Annotated[float, Range(0, 10, step=0.1)] = 0.6,
) -> None:
    """Sharpen, in place, by adding what a Gaussian filter takes away.

    Unlike ImageJ's command of this name, which divides by ``1 - weight``, ``amount`` is the factor of the detail
    itself, and integer pixels are rounded.

    Parameters
    ----------
    image : (Y, X), any real type, written in place
        Plane; values beyond the limits of its type become these limits.
    sigma : pixel
        Standard deviation of the Gaussian: the size of the details.
    amount
        Factor of the details that are added.

    References
    ----------
    A. Polesel, G. Ramponi, V. J. Mathews, 2000, https://doi.org/10.1109/83.826787
    """
    plane = np.asarray(image, dtype=np.result_type(image.dtype, np.float32))
    detail = plane - ndimage.gaussian_filter(plane, sigma)
    image.assign(plane + amount * detail)
