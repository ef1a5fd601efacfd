"""Routines that work, with every kind of parameter that a test needs."""

from typing import Annotated, Literal

import numpy as np

from drua import Image, Range, routine


@routine(menu="Plugins > Python > Scale...")
def scale(
    image: Image,
    factor: Annotated[float, Range(0.5, 8.0)],
    offset: int = 0,
    mode: Literal["wrap", "clip"] = "wrap",
    invert: bool = False,
    note: str = "",
) -> None:
    """Scale the pixels."""
    image[...] = (image * factor + offset).astype(image.dtype)
    if invert:
        image[...] = np.iinfo(image.dtype).max - image


@routine(menu="Plugins > Python > Count")
def count(image: Image) -> float:
    """Count the pixels that are not zero."""
    return float(np.count_nonzero(image))


@routine(menu="Plugins > Python > Half")
def half(image: Image) -> Image:
    """Return every other pixel."""
    return image[::2, ::2]


@routine(menu="Plugins > Python > Bytes Only", accepts=["uint8"])
def bytes_only(image: Image) -> None:
    """Take 8-bit images only."""
    image += 1


@routine(menu="Plugins > Python > Axes")
def axes(image: Image) -> str:
    """Say what the image is."""
    return f"{image.axes} {image.name} {tuple(image.spacing)} {image.shape}"


kept = []


@routine(menu="Plugins > Python > Keep")
def keep(image: Image) -> str:
    """Keep the image."""
    kept.append(image)
    return image.name


@routine(menu="Plugins > Python > Kept Name")
def kept_name(image: Image) -> str:
    """Ask a kept image for its metadata."""
    return kept[-1].name
