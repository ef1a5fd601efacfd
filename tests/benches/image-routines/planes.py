"""The routines of the workloads ``planes-100`` and ``planes-100-parallel``."""

from __future__ import annotations

from scipy.ndimage import gaussian_filter

from drua import Image, routine

SIGMA = 2.0


@routine(menu="Plugins > Python > Bench Halve", pin=True)
def halve(image: Image) -> None:
    """Halve the pixels in place."""
    image >>= 1


@routine(menu="Plugins > Python > Bench Smooth", in_place=True)
def smooth(image: Image) -> None:
    """Smooth the plane."""
    gaussian_filter(image, SIGMA, output=image)


@routine(menu="Plugins > Python > Bench Smooth Parallel", in_place=True, parallel=True)
def smooth_parallel(image: Image) -> None:
    """Smooth planes at once."""
    gaussian_filter(image, SIGMA, output=image)
