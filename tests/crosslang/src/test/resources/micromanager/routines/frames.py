"""Processors with results that are easy to foretell."""

from __future__ import annotations

import numpy as np

from drua import DROP, Frame, FrameMetadata, Image, processor, record, routine

kept = []


@processor(pin=True)
def add_one(image: Image) -> None:
    """Add one to each value, in place."""
    image += 1


@processor
def add_one_unpromised(image: Image) -> None:
    """The same without the promise to be short."""
    image += 1


@processor(pin=True)
def plus_one(image: Image) -> Image:
    """Give a new frame, one brighter."""
    return image + image.dtype.type(1)


@processor(pin=True, writes=False)
def look(image: Image) -> None:
    """Only look."""
    record(sum=float(image.sum(dtype="float64")), writeable=bool(image.flags.writeable))


@processor(pin=True)
def forget_blue(image: Image) -> None:
    """Make blue 0 and red 200."""
    assert image.shape[2] == 3 and image.axes == "YXC"
    image[..., 2] = 0
    image[..., 0] = 200


@processor
def swap_colours(image: Image) -> Image:
    """Give a new colour frame with red and blue exchanged."""
    return image[..., ::-1]


@processor
def crop(image: Image) -> Image:
    """Give rows 1 to 3 and every second of columns 2 to 11: not contiguous."""
    return image[1:4, 2:12:2]


@processor
def one_pixel(image: Image) -> Image:
    """Give the mean as a frame of one pixel of single precision."""
    return np.full((1, 1), image.mean())


@processor
def enlarge(image: Image) -> Image:
    """Give a frame twice as high and three times as wide, in Fortran's order."""
    return np.asfortranarray(np.kron(image, np.ones((2, 3), image.dtype)))


@processor
def convert(image: Image, to: str = "float64") -> Image:
    """Give the frame in another type."""
    return image > 100 if to == "bool" else image.astype(to)


@processor
def to_grey(image: Image) -> Image:
    """Give the red of a colour frame."""
    return image[..., 0]


@processor
def to_colour(image: Image) -> Image:
    """Give a colour frame: red as it is, green 1, blue 2."""
    colours = np.empty((*image.shape, 3), np.uint8)
    colours[..., 0] = image
    colours[..., 1:] = 1, 2
    return colours


@processor(outputs=("low", "high"))
def halves(image: Image) -> tuple[Image, Image]:
    """Give two channels."""
    return image.copy(), image + image.dtype.type(100)


@processor
def at_channel(image: Image, metadata: FrameMetadata, channel: int = 5) -> list[Frame]:
    """Give the frame where it is, and another at another channel."""
    return [Frame(image), Frame(image + image.dtype.type(7), channel=channel, metadata={"Made": "there"})]


@processor
def everywhere(image: Image, metadata: FrameMetadata) -> Frame:
    """Give the frame at coordinates computed from its own."""
    time = metadata.axes["time"]
    return Frame(image.copy(), z=time % 2, time=time // 2, position=3)


@processor
def wrong_axis(image: Image) -> Frame:
    """Choose an axis that no data set has."""
    return Frame(image.copy(), axes={"lambda": 2})


@processor
def negative(image: Image) -> Frame:
    """Choose what is no coordinate."""
    return Frame(image.copy(), z=-1)


@processor
def always_here(image: Image) -> Frame:
    """Choose the same place each time."""
    return Frame(image.copy(), time=0)


@processor
def twice_here(image: Image) -> list[Image]:
    """Give two frames at one place."""
    return [image.copy(), image.copy()]


@processor(outputs=("a", "b"))
def too_few(image: Image) -> tuple[Image, ...]:
    """Give one frame instead of two."""
    return (image.copy(),)


@processor
def a_text(image: Image) -> Image:
    """Give no image."""
    return "frame"


@processor
def four_axes(image: Image) -> Image:
    """Give a wrong shape."""
    return image.reshape(1, 1, *image.shape)


@processor
def drop_odd(image: Image, metadata: FrameMetadata) -> Image | None:
    """Drop frames of odd time points."""
    return DROP if metadata.axes["time"] % 2 else None


@processor(pin=True)
def keep_view(image: Image) -> None:
    """Keep a view of the frame beyond the call."""
    if len(kept) < 2:
        kept.append(image[:2])
    image += 1


@processor(pin=True)
def itself(image: Image) -> Image:
    """Give the very frame back."""
    return image


@processor(pin=True)
class CountUp:
    """Write the number of the frame over it."""

    def __init__(self, first: int = 1, journal: str = "") -> None:
        self.number = first - 1
        self.journal = journal
        self._note("made")

    def _note(self, text: str) -> None:
        if self.journal:
            with open(self.journal, "a", encoding="utf-8") as file:
                file.write(f"{id(self)} {text}\n")

    def start(self, summary: FrameMetadata) -> None:
        """Say what the summary holds."""
        self._note(f"start {summary.get('Prefix')} {summary.get('ChannelNames')} {summary.readonly}")
        try:
            summary["x"] = 1
        except TypeError:
            self._note("can't be written")

    def process(self, image: Image) -> None:
        """Count."""
        self.number += 1
        image[...] = self.number

    def stop(self) -> None:
        """Say so."""
        self._note(f"stop {self.number}")


@routine(axes="YX")
def threshold(image: Image, above: int = 100) -> Image:
    """Be a command and a processor at once."""
    return ((image > above) * 255).astype("uint8")
