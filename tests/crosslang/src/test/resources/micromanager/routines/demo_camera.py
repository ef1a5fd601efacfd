"""Compares frames with what the camera gave."""

from __future__ import annotations

import sys

import numpy as np

from drua import FrameMetadata, Image, processor, record


@processor(pin=True)
def compare_and_invert(image: Image, metadata: FrameMetadata) -> None:
    """Record whether the frame is as the camera gave it, then invert it in place."""
    given = sys.drua_given[metadata["ImageNumber"]]
    if given.ndim == 3:
        given = given[..., 2::-1]
    record(
        same=bool(given.dtype == image.dtype and np.array_equal(given, image)),
        spread=int(image.max()) - int(image.min()),
        exposure=metadata["ExposureMs"],
        binning=metadata["Binning"],
        roi=repr(metadata["ROI"]),
    )
    np.invert(image, out=image)
