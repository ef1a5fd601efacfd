"""The processors of the ``mm-`` workloads."""

from __future__ import annotations

from drua import FrameMetadata, Image, processor


@processor(pin=True)
def no_op(image: Image) -> None:
    """Leave the frame as it is."""


@processor(pin=True)
def halve(image: Image) -> None:
    """Halve the pixels in place."""
    image >>= 1


@processor(pin=True)
def dose(image: Image, metadata: FrameMetadata) -> None:
    """Read two tags of the frame and one of the microscope's state, write one; leave the pixels."""
    if metadata["Camera-Binning"] == "1":
        metadata["Dose"] = metadata["ExposureMs"] * metadata["ImageNumber"]


@processor(writes=False, pin=True)
def brightness(image: Image, metadata: FrameMetadata) -> None:
    """Write the mean of some of the pixels as a tag."""
    metadata["Brightness"] = float(image[::16, ::16].mean())
