"""Routines that return what they did not declare."""

import numpy as np

from drua import Image, routine


@routine(menu="Plugins > Python > Text As Image")
def text_as_image(image: Image) -> Image:
    """Return a text."""
    return "no image"


@routine(menu="Plugins > Python > Image As Number")
def image_as_number(image: Image) -> float:
    """Return an image."""
    return np.zeros((2, 2))


@routine(menu="Plugins > Python > Objects As Image")
def objects_as_image(image: Image) -> Image:
    """Return an array of objects."""
    return np.array([[object()]])


@routine(menu="Plugins > Python > Something In Place")
def something_in_place(image: Image) -> None:
    """Return an image although it declares none."""
    return image + 1


@routine(menu="Plugins > Python > Wrong Shape", in_place=True)
def wrong_shape(image: Image) -> None:
    """Assign an array that does not fit."""
    image[...] = np.zeros((image.shape[0] + 1, image.shape[1]))
