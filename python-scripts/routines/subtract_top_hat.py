"""Background subtraction by a white top-hat."""

from typing import Annotated

import numpy as np
from scipy import ndimage

from drua import Image, Range, routine


@routine(menu="Plugins > Python > Subtract Top-Hat Background...", preview=True, pin=True)
def subtract_top_hat(
    image: Image,
    radius: Annotated[int, Range(1, 200, unit="pixel")] = 25,
    smooth: bool = True,
) -> None:
    """Remove slowly varying background, in place, by a white top-hat.

    The background is the morphological opening of the plane by a square: all bright structures that the square
    doesn't fit into are taken for signal.

    Parameters
    ----------
    image : (Y, X), any real type, written in place
        Plane with bright structures on a darker background.
    radius : pixel
        Half the side of the square. Larger than the structures to keep.
    smooth
        Average the background over the same square, so that its edges don't show; it never rises above the image.

    References
    ----------
    J. Serra, L. Vincent, "An overview of morphological filtering", 1992, https://doi.org/10.1007/BF01189221
    """
    plane = np.asarray(image)
    side = 2 * radius + 1
    background = ndimage.grey_opening(plane, size=(side, side))
    if smooth:
        background = ndimage.uniform_filter(background, size=side)
        np.minimum(background, plane, out=background)
    np.subtract(image, background, out=image)
