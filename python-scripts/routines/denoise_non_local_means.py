"""Removal of noise that keeps edges."""

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.restoration import denoise_nl_means

from drua import Image, Range, progress, routine


@routine(menu="Plugins > Python > Denoise (Non-Local Means)...", accepts=("uint8", "uint16", "float32", "float64"))
def denoise_non_local_means(
    image: Image,
    strength: Annotated[float, Range(0.1, 5, step=0.1)] = 0.8,
    patch: Annotated[int, Range(1, 10, unit="pixel")] = 2,
    search: Annotated[int, Range(1, 30, unit="pixel")] = 6,
) -> None:
    """Remove noise, in place, by averaging pixels whose surroundings look alike.

    The noise is measured from the plane itself, so that `strength` means the same for all pixel types.

    Parameters
    ----------
    image : (Y, X), uint8, uint16, float32 or float64, written in place
        Plane with noise of about one level everywhere.
    strength
        Cut-off of the likeness of two patches, in noise standard deviations.
    patch : pixel
        Half the side of the patches that are compared.
    search : pixel
        How far away a like patch may be.

    References
    ----------
    A. Buades, B. Coll, J.-M. Morel, 2011, https://doi.org/10.5201/ipol.2011.bcm_nlm
    J. Immerkaer, "Fast noise variance estimation", 1996, https://doi.org/10.1006/cviu.1996.0060
    """
    progress(0.0, "Non-local means")
    plane = np.asarray(image, dtype=np.float32)
    sigma = noise_of(plane)
    if sigma == 0:
        return
    smooth = denoise_nl_means(
        plane,
        patch_size=2 * patch + 1,
        patch_distance=search,
        h=strength * sigma,
        sigma=sigma,
        fast_mode=True,
        preserve_range=True,
    )
    progress(1.0, "Non-local means")
    image.assign(smooth)


def noise_of(plane: NDArray[Any]) -> float:
    """Return the standard deviation of a plane's noise, by the spread of a mask that is blind to slopes."""
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float64)
    response = ndimage.convolve(plane.astype(np.float64), mask, mode="reflect")
    # The mask's coefficients have a square sum of 36; 1.4826 makes a median deviation a standard deviation.
    return float(1.4826 * np.median(np.abs(response)) / 6.0)
