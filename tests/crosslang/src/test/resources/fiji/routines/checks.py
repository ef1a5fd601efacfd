"""Routines for the tests of the ImageJ plugin: every kind of result, and ways to go wrong."""

import logging
import threading
import time
from typing import Annotated, Literal

import numpy as np

from drua import Image, Labels, Points, Range, Roi, Rois, Several, Table, progress, routine


@routine(menu="Plugins > Python > Tests > Raise Half Way...", preview=True)
def raise_half_way(image: Image, rows: Annotated[int, Range(0, 1000)] = 10) -> None:
    """Change some rows, then fail."""
    image[:rows] = 7
    raise ValueError("half way")


@routine(menu="Plugins > Python > Tests > Slow...")
def slow(image: Image, seconds: float = 30.0) -> None:
    """Change the image, then take its time."""
    image[:5] = 9
    start = time.time()
    while time.time() - start < seconds:
        progress((time.time() - start) / seconds, "slow and steady")
        time.sleep(0.01)


@routine(menu="Plugins > Python > Tests > Invert Plane", pin=True)
def invert_plane(image: Image) -> None:
    """Subtract each pixel from 200."""
    image[...] = 200 - image


@routine(menu="Plugins > Python > Tests > Choose...")
def choose(
    image: Image,
    mode: Literal["fast", "good"] = "fast",
    howMany: Annotated[int, Range(1, 5)] = 2,  # noqa: N803 - a name with a capital is what the test is about
    weight: Annotated[float, Range(0.0, 1.0)] = 0.5,
    title: str = "x",
    flag: bool = False,
) -> str:
    """Say what was chosen."""
    return f"{mode} {howMany} {weight} {title} {flag}"


@routine(menu="Plugins > Python > Tests > Needs Value...")
def needs_value(image: Image, least: int) -> float:
    """Have a parameter without a default."""
    return float(least)


@routine(menu="Plugins > Python > Tests > Mean of Plane")
def mean_of(image: Image) -> float:
    """Return a number."""
    return float(np.asarray(image).mean())


@routine(menu="Plugins > Python > Tests > Name of Image")
def name_of(image: Image) -> str:
    """Return a text."""
    return image.name


@routine(menu="Plugins > Python > Tests > Bytes Only", accepts=["uint8"])
def bytes_only(image: Image) -> float:
    """Take 8-bit images only."""
    return float(image.max())


@routine(menu="Plugins > Python > Tests > Halves")
def halves(image: Image) -> Image:
    """Return an image of another type."""
    return np.asarray(image, dtype=np.float32) / 2


@routine(menu="Plugins > Python > Tests > Labels of Bright")
def labels_of(image: Image) -> Labels:
    """Return labels."""
    return ((np.asarray(image) > np.median(image)).astype(np.uint16) * 300).view(Labels)


@routine(menu="Plugins > Python > Tests > Two Points")
def two_points(image: Image) -> Points:
    """Return points."""
    return Points([1.5, 4.5], [2.5, 3.5], name="two")


@routine(menu="Plugins > Python > Tests > Numbers and Names")
def numbers_and_names(image: Image) -> Table:
    """Return a table."""
    return Table(value=[float(image.min()), float(image.max())], name=["least", "largest"])


@routine(menu="Plugins > Python > Tests > Doubled Table")
def doubled_table(image: Image, rows: Table) -> Table:
    """Return a table's numbers doubled, as an array, and its texts."""
    numbers = rows.to_arrays()["value"]
    return Table(value=np.asarray(numbers) * 2, name=rows["name"], array=[isinstance(numbers, np.ndarray)] * len(rows))


@routine(menu="Plugins > Python > Tests > Everything")
def everything(image: Image) -> Several:
    """Return several results."""
    return Several(
        np.asarray(image) // 2,
        Rois([Roi("rectangle", [1, 4], [2, 7], name="box"), Roi("polygon", [1, 5, 5], [1, 1, 5])]),
        Table(a=[1, 2.5]),
        42,
        "the end",
    )


@routine(menu="Plugins > Python > Tests > Sum of Stack", axes="ZYX")
def sum_of_stack(image: Image) -> Image:
    """Add all planes."""
    return np.asarray(image, dtype=np.float32).sum(axis=0)


@routine(menu="Plugins > Python > Tests > Mark Channels", axes="CYX")
def mark_channels(image: Image) -> None:
    """Write each channel's number into its first pixel."""
    for channel in range(image.shape[0]):
        image[channel, 0, 0] = channel + 1


@routine(menu="Plugins > Python > Tests > Add Image...")
def add_image(image: Image, other: Image, factor: float = 1.0) -> Image:
    """Add two images."""
    return np.asarray(image, np.float32) + np.float32(factor) * np.asarray(other, np.float32)


@routine(menu="Plugins > Python > Tests > Talk")
def talk(image: Image) -> None:
    """Print, log and report progress."""
    print("printed by", image.name)
    print("without an end", end="")
    logging.getLogger("talk").warning("logged as a warning")
    progress(0.5, "half done")


@routine(menu="Plugins > Python > Tests > Wrong Size")
def wrong_size(image: Image) -> None:
    """Assign an array that doesn't fit."""
    image[0] = 1
    image[...] = np.zeros((image.shape[0] + 1, image.shape[1]))


@routine(menu="Plugins > Python > Tests > Anything")
def anything(image: Image) -> object:
    """Return what ImageJ can't show."""
    return object()


@routine(menu="Plugins > Python > Tests > Five Apart...")
def five_apart(image: Image, path: str = "") -> None:
    """Draw nothing: the empty image stays."""


@routine(menu="Plugins > Python > Subtract Top-Hat Background...")
def colliding(image: Image, note: str = "own") -> str:
    """Have the label of a shipped routine."""
    return "the user's " + note


@routine(menu="Plugins > Python > Tests > Meet Others...", parallel=True, in_place=True, pin=True)
def meet_others(image: Image, wanted: int = 2, seconds: float = 20.0) -> Table:
    """Wait until so many planes are worked on at once, then invert; tell the plane's first pixel and its thread."""
    first = int(image[0, 0])
    with _meeting:
        _here.add(threading.get_ident())
        _meeting.notify_all()
        met = _meeting.wait_for(lambda: len(_here) >= wanted, seconds)
    image[...] = 255 - image
    return Table({"first": [first], "met": [1 if met else 0]})


@routine(menu="Plugins > Python > Tests > Fail on Value...", parallel=True)
def fail_on_value(image: Image, value: int = 3) -> None:
    """Mark the plane; fail where its first pixel has this value."""
    if image[0, 0] == value:
        raise ValueError(f"plane of value {value}")
    time.sleep(0.05)
    image[...] = 200


_meeting = threading.Condition()
_here: set[int] = set()
