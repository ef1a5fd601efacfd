"""The routine of the workload ``command-512``: all of a command but the computing."""

from __future__ import annotations

from typing import Annotated

from drua import Image, Range, routine


@routine(menu="Plugins > Python > Bench No-op...", axes="YX", pin=True)
def no_op(image: Image, offset: Annotated[int, Range(0, 100)] = 0) -> None:
    """Leave the image as it is, unless an offset is asked for, by which a check knows that the routine ran."""
    if offset:
        image += offset
