"""Processors that read and write metadata."""

from __future__ import annotations

import numpy as np

from drua import FrameMetadata, Image, processor, record


@processor
def untouched(image: Image, metadata: FrameMetadata) -> None:
    """Record whether anything was decoded."""
    record(decoded=metadata._values is not None)


@processor
def lazy(image: Image, metadata: FrameMetadata) -> None:
    """Record what was decoded after one tag of the frame, and after one of the microscope."""
    exposure = metadata["ExposureMs"]
    before = isinstance(metadata._values["ScopeData"], bytes)
    gain = metadata["Synthetic-Gain"]
    after = isinstance(metadata._values["ScopeData"], bytes)
    record(exposure=exposure, gain=gain, before=before, after=after)


@processor(writes=False)
def say_all(image: Image, metadata: FrameMetadata) -> None:
    """Record every tag as text, and a few about the whole."""
    row = {f"tag {key}": f"{type(value).__name__} {value!r}"[:200] for key, value in metadata.items()}
    record(axes=repr(metadata.axes), count=len(metadata), spacing=repr(image.spacing), position=repr(image.position), **row)


@processor
def write_all(image: Image, metadata: FrameMetadata) -> None:
    """Write one tag of each kind."""
    metadata["Text"] = "größe µ"
    metadata["Whole"] = 7
    metadata["Big"] = 2**40
    metadata["Real"] = 0.5
    metadata["Scalar"] = np.float32(0.25)
    metadata["Yes"] = True
    metadata["Texts"] = ["a", "b"]
    metadata["Numbers"] = [1, 2.5]
    metadata["Wholes"] = [1, 2]
    metadata["Empty"] = []
    metadata["Group"] = {"inner": 3, "deeper": {"text": "x"}}
    metadata["Given"] = "changed"
    metadata["Taken back"] = 1
    del metadata["Taken back"]


@processor
def chained(image: Image, metadata: FrameMetadata) -> None:
    """Count how often it saw the frame."""
    metadata["Seen"] = metadata.get("Seen", 0) + 1


@processor
def write_wrong(image: Image, metadata: FrameMetadata) -> None:
    """Write what no tag can hold."""
    metadata["Array"] = np.zeros(3)


@processor
def delete_given(image: Image, metadata: FrameMetadata) -> None:
    """Delete what came with the frame."""
    del metadata["ExposureMs"]


@processor(pin=True, writes=False)
def dials(image: Image, metadata: FrameMetadata) -> None:
    """Write what the metadata say of the camera."""
    metadata["Dials"] = f"{metadata['ExposureMs']} {metadata['Binning']}"
