"""Separation of the two images that an image splitter puts side by side on one camera."""

from typing import Annotated

from drua import Image, Range, processor


@processor(label="Split Left and Right", outputs=("left", "right"), pin=True)
def split_left_right(
    image: Image,
    gap: Annotated[int, Range(0, unit="pixel")] = 0,
    mirror: bool = False,
) -> tuple[Image, Image]:
    """Make two channels of the left and the right half of each frame.

    Parameters
    ----------
    image : (Y, X) any type; RGB (Y, X, 3) uint8
        Frame with two images side by side.
    gap : pixel
        Width of the strip in the middle that belongs to neither; of an odd rest, one column more is left out.
    mirror
        Mirror the right half, for splitters that reflect it.

    Returns
    -------
    tuple
        Two frames of the same size and type: copies, which don't keep the frame.

    Raises
    ------
    ValueError
        The frame is too narrow for two halves and the gap.
    """
    half = _half(image.shape[1], gap, "width")
    right = image[:, image.shape[1] - half :]
    return image[:, :half].copy(), (right[:, ::-1] if mirror else right).copy()


@processor(label="Split Top and Bottom", outputs=("top", "bottom"), pin=True)
def split_top_bottom(
    image: Image,
    gap: Annotated[int, Range(0, unit="pixel")] = 0,
    mirror: bool = False,
) -> tuple[Image, Image]:
    """Make two channels of the upper and the lower half of each frame.

    Parameters
    ----------
    image : (Y, X) any type; RGB (Y, X, 3) uint8
        Frame with two images one above the other.
    gap : pixel
        Height of the strip in the middle that belongs to neither; of an odd rest, one row more is left out.
    mirror
        Mirror the lower half, for splitters that reflect it.

    Returns
    -------
    tuple
        Two frames of the same size and type: copies, which don't keep the frame.

    Raises
    ------
    ValueError
        The frame is too low for two halves and the gap.
    """
    half = _half(image.shape[0], gap, "height")
    bottom = image[image.shape[0] - half :]
    return image[:half].copy(), (bottom[::-1] if mirror else bottom).copy()


def _half(length: int, gap: int, name: str) -> int:
    half = (length - gap) // 2
    if half < 1:
        raise ValueError(f"expected a {name} of at least {gap + 2} pixels for two halves and the gap, found {length}")
    return half
