"""What a return annotation means for the host."""

from __future__ import annotations

import collections.abc
import typing
from typing import Any

from ._image import Labels
from ._kinds import is_image, unwrap
from ._results import Several, Table
from .rois import Points, Roi, Rois

__all__ = ["RETURNS", "returned"]

RETURNS = ("none", "image", "labels", "table", "rois", "number", "text", "several", "any")


def returned(annotation: Any) -> str:
    """Return the manifest's word for a return annotation."""
    if annotation is None or annotation is type(None):
        return "none"
    annotation, _, _ = unwrap(annotation)
    origin = typing.get_origin(annotation) or annotation
    if not isinstance(origin, type):
        return "any"
    if is_image(annotation):
        return "labels" if issubclass(origin, Labels) else "image"
    if issubclass(origin, Several | tuple):
        return "several"
    if issubclass(origin, Points | Roi | Rois) or _is_list_of_rois(annotation):
        return "rois"
    if issubclass(origin, Table | collections.abc.Mapping) or _is_data_frame(origin):
        return "table"
    if issubclass(origin, bool | int | float) or _is_scalar(origin):
        return "number"
    return "text" if issubclass(origin, str) else "any"


def _is_list_of_rois(annotation: Any) -> bool:
    arguments = typing.get_args(annotation)
    return typing.get_origin(annotation) is list and arguments in ((Roi,), (Points,))


def _is_data_frame(origin: type) -> bool:
    return origin.__name__ == "DataFrame" and origin.__module__.split(".")[0] == "pandas"


def _is_scalar(origin: type) -> bool:
    import numpy as np

    return issubclass(origin, np.number | np.bool_)
