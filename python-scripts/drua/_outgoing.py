"""Results on their way to the host: checked against the declaration, in a form the bridge can send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import ResultError
from ._image import Image, Labels
from ._optional import is_instance_of
from ._results import Figure, Several, Table
from ._typed import Wire
from .rois import Points, Roi, Rois

if TYPE_CHECKING:
    from ._signature import Signature

__all__ = ["prepare"]

_WORDS = {
    "none": "None, because it changes its image in place",
    "image": "an image",
    "labels": "a label image",
    "table": "a table",
    "rois": "points or ROIs",
    "number": "a number",
    "text": "a text",
    "several": "several results",
}


def prepare(result: Any, signature: Signature, images: tuple[Image, ...]) -> Any:
    """Check a result and make it ready to be sent.

    Raises
    ------
    drua.ResultError
        It isn't what the routine declares, or has no counterpart in the host.
    """
    declared = signature.returns
    if result is None:
        if declared in ("none", "any") or _may_be_none(signature.return_type):
            return None
        raise _mismatch(signature, "None")
    if declared == "none":
        if any(result is image for image in images):
            # ``return image`` after a change in place says nothing new.
            return None
        raise _mismatch(signature, _found(result))
    if declared == "labels" and isinstance(result, np.ndarray):
        result = _labels(signature, result)
    sent = _outgoing(signature, result)
    if declared != "any" and _kind(sent) != declared and not _is_empty_list_of_rois(sent, declared):
        raise _mismatch(signature, _found(result))
    return sent


def _outgoing(signature: Signature, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | bytes):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        return _array(signature, value)
    if isinstance(value, Several | tuple):
        return Several(*(_outgoing(signature, item) for item in value))
    if isinstance(value, Mapping):
        try:
            return Table(value)
        except ValueError as error:
            raise ResultError(
                f"routine '{signature.name}': expected columns of one length, found {error}",
                hint="return drua.Table(name=[...], ...)",
            ) from error
    if isinstance(value, list):
        if value and all(isinstance(item, Roi) for item in value):
            return Rois(value)
        return [_outgoing(signature, item) for item in value]
    if is_instance_of(value, "pandas", "DataFrame"):
        return Table.from_wire(value)
    if is_instance_of(value, "xarray", "DataArray"):
        return _array(signature, Image.from_xarray(value))
    if is_instance_of(value, "matplotlib.figure", "Figure"):
        return Figure.from_matplotlib(value)
    return value


def _array(signature: Signature, array: np.ndarray[Any, Any]) -> Any:
    """Return native-endian, C-contiguous pixels; labels under their own type name."""
    if isinstance(array, np.ma.MaskedArray):
        masked: Any = array
        array = masked.filled(0)
    if array.dtype.kind not in "buifc" or array.dtype.itemsize > 16 or array.dtype.char in "gG":
        raise ResultError(
            f"routine '{signature.name}': expected pixels that are numbers, found an array of {array.dtype}",
            hint="return a list or a Table for texts, and astype('float32') for other numbers",
        )
    if array.ndim == 0:
        return array.item()
    if isinstance(array, Image):
        array = _in_order(array)
    native = array.dtype.newbyteorder("=")
    if array.dtype != native or not array.flags.c_contiguous:
        # Labels stay Labels and images keep their metadata: the shape is the same.
        array = np.array(array, dtype=native, order="C", subok=True)
    if isinstance(array, Labels):
        return Wire("drua.Labels", array.view(Image))
    return array


def _in_order(image: Image) -> Image:
    """Return an image with named axes in the host's order of them; others as they are."""
    axes = image.axes
    named = image._get("axes") == axes and {"Y", "X"} <= set(axes) and "?" not in axes
    if not named or ("S" in axes and not axes.endswith("S")):
        return image
    ordered = "".join(axis for axis in "TZCYXS" if axis in axes)
    if ordered == axes:
        return image
    moved: Image = image.transpose([axes.index(axis) for axis in ordered])
    return moved


def _labels(signature: Signature, array: np.ndarray[Any, Any]) -> Labels:
    if array.dtype.kind not in "bui":
        raise ResultError(
            f"routine '{signature.name}': expected labels of an integer type, found {array.dtype}",
            hint="return labels.astype('uint16')",
        )
    return array if isinstance(array, Labels) else array.view(Labels)


def _kind(sent: Any) -> str:
    """Return the manifest's word for a result that is ready to be sent."""
    if isinstance(sent, Wire):
        return "labels"
    if isinstance(sent, np.ndarray):
        return "image"
    if isinstance(sent, str):
        return "text"
    if isinstance(sent, int | float):
        return "number"
    for word, types in (
        ("table", Table),
        ("rois", (Points, Roi, Rois)),
        ("several", Several),
    ):
        if isinstance(sent, types):
            return word
    return "any"


def _is_empty_list_of_rois(sent: Any, declared: str) -> bool:
    return declared == "rois" and isinstance(sent, list) and not sent


def _may_be_none(annotation: Any) -> bool:
    from ._kinds import unwrap

    return annotation is Any or unwrap(annotation)[1]


def _found(result: Any) -> str:
    shape = getattr(result, "shape", None)
    kind = type(result).__name__
    return f"{kind} of shape {tuple(shape)}" if shape else kind


def _mismatch(signature: Signature, found: str) -> ResultError:
    hint = "correct its return statement or its return annotation"
    if signature.returns == "none":
        hint = "write into the image, as in image[...] = result, or annotate it with '-> Image'"
    return ResultError(
        f"routine '{signature.name}': expected to return {_WORDS[signature.returns]}, found {found}",
        hint=hint,
    )
