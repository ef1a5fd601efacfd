"""Write a Python function, get an ImageJ command or a Micro-Manager processor.

A *routine* is a plain function with type hints and defaults under `routine`. In the host (ImageJ or
Fiji) it becomes a menu command with a dialog; outside, it stays a function on arrays that runs under
pytest or in a notebook. Under `processor` a function or class gets each frame of a camera.

Examples
--------
>>> from typing import Annotated
>>> from drua import Image, Range, routine
>>> @routine(menu="Plugins > Python > Darken...")
... def darken(image: Image, divisor: Annotated[int, Range(1, 16)] = 2) -> None:
...     '''Divide each pixel, in place.'''
...     image //= divisor

Names are imported at first use, because the host imports this package while it starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._annotations import Range
    from ._call import cancelled, progress, record
    from ._errors import (
        BufferInUseError,
        Cancelled,
        ConversionError,
        DruaError,
        ExpiredImageError,
        ForbiddenCallError,
        ImageStateError,
        ImageTypeError,
        InputError,
        JavaError,
        LostViewError,
        ManifestError,
        ParameterError,
        PinnedCallError,
        ResultError,
        RoutineExitError,
    )
    from ._frame import DROP, Frame, FrameMetadata
    from ._image import Image, Labels
    from ._processor import processor
    from ._results import Figure, Several, Table
    from ._routine import routine
    from .ij._stack_layout import shared_stack
    from .rois import Points, Roi, Rois
    from .rois._labels import labels_to_rois, rois_to_labels

__version__ = "0.1.0"

__all__ = [
    "DROP",
    "BufferInUseError",
    "Cancelled",
    "ConversionError",
    "DruaError",
    "ExpiredImageError",
    "Figure",
    "ForbiddenCallError",
    "Frame",
    "FrameMetadata",
    "Image",
    "ImageStateError",
    "ImageTypeError",
    "InputError",
    "JavaError",
    "Labels",
    "LostViewError",
    "ManifestError",
    "ParameterError",
    "PinnedCallError",
    "Points",
    "Range",
    "ResultError",
    "Roi",
    "Rois",
    "RoutineExitError",
    "Several",
    "Table",
    "__version__",
    "cancelled",
    "labels_to_rois",
    "processor",
    "progress",
    "record",
    "rois_to_labels",
    "routine",
    "shared_stack",
]

_HOMES = {
    "Range": "_annotations",
    "cancelled": "_call",
    "progress": "_call",
    "record": "_call",
    "DROP": "_frame",
    "Frame": "_frame",
    "FrameMetadata": "_frame",
    "Image": "_image",
    "Labels": "_image",
    "labels_to_rois": "rois._labels",
    "rois_to_labels": "rois._labels",
    "Figure": "_results",
    "Several": "_results",
    "Table": "_results",
    "Points": "rois",
    "Roi": "rois",
    "Rois": "rois",
    "processor": "_processor",
    "routine": "_routine",
    "shared_stack": "ij._stack_layout",
}


def __getattr__(name: str) -> object:
    """Import a public name at its first use."""
    if name not in __all__:
        raise AttributeError(f"module 'drua' has no attribute {name!r}")
    import importlib

    home = importlib.import_module(f"drua.{_HOMES.get(name, '_errors')}")
    value: object = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, for completion."""
    return sorted(__all__)
