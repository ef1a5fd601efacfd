"""What a processor returned, on its way to the host: checked, in a form that the bridge can send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import ResultError
from ._frame import Drop, Frame, FrameMetadata
from ._image import Labels
from ._results import Several, Table
from ._typed import Wire

if TYPE_CHECKING:
    from ._image import Image
    from ._signature import Signature

__all__ = ["frames_of", "parts_of"]

_AXES_OF_SLICE = {"T": "time", "Z": "z", "C": "channel", "P": "position"}
_FITTING = ("uint8", "uint16", "float32")
_SHAPES = "(Y, X) of uint8, uint16 or float32, or (Y, X, 3) of uint8 for R, G, B"


def frames_of(result: Any, signature: Signature, image: Image, metadata: FrameMetadata) -> dict[str, Any]:
    """Return the entries ``drop``, ``images`` and ``tags`` of a reply, as far as there is something to say.

    Parameters
    ----------
    result
        What the processor returned.
    image, metadata
        What it was given.

    Raises
    ------
    drua.ResultError
        It is nothing that a processor may return.
    """
    if isinstance(result, Drop):
        return {"drop": True}
    name, outputs = signature.name, signature.outputs
    several = isinstance(result, list | tuple)
    if result is None and not outputs:
        return {}
    if not several and not outputs:
        # What most processors do, the short way.
        own = isinstance(result, Frame)
        if not (own and result.axes) and _is_whole(result.pixels if own else result, image):
            return {"tags": result.metadata} if own and result.metadata else {}
        if not own:
            return {"images": [[_pixels(name, result, image), None, None]]}
    items = list(result) if several else [result]
    if outputs and (result is None or len(items) != len(outputs)):
        raise ResultError(
            f"routine '{name}': expected {len(outputs)} frame(s), as outputs= names them, found "
            + ("None" if result is None else str(len(items))),
            hint="return one image for each name, or DROP to give no frame",
        )
    if not items:
        return {"drop": True}
    frames = [item if isinstance(item, Frame) else Frame(item) for item in items]
    if outputs:
        _check_channels(name, frames)
    elif len(frames) > 1:
        _check_places(name, frames, _place(image, metadata))
    images = []
    # No comprehension: with an exception, its function would keep the image alive.
    for frame in frames:
        images.append([_pixels(name, frame.pixels, image), frame.axes or None, frame.metadata or None])
    return {"images": images}


def parts_of(sent: Any) -> tuple[list[Any], list[dict[str, Any]], list[Any]]:
    """Sort what a routine gave, ready to be sent, into frames, rows for the table, and what a processor has no use for.

    A label image counts as a frame, a number as a row of one value.
    """
    frames: list[Any] = []
    rows: list[dict[str, Any]] = []
    others: list[Any] = []
    for part in sent if isinstance(sent, Several) else (sent,):
        if isinstance(part, Wire) and part.name == "drua.Labels":
            pixels: Any = part.value
            frames.append(pixels.view(Labels))
        elif isinstance(part, np.ndarray):
            frames.append(part)
        elif isinstance(part, Table):
            rows += [{name: cell for name, cell in row.items() if cell is not None} for row in part.rows()]
        elif isinstance(part, bool | int | float):
            rows.append({"value": part})
        elif part is not None:
            others.append(part)
    return frames, rows, others


def _is_whole(result: Any, image: Image) -> bool:
    """Say whether a result is the input image itself, or a view that shows all of it as it is."""
    if result is image:
        return True
    return (
        isinstance(result, np.ndarray)
        and not isinstance(result, np.ma.MaskedArray)
        and result.shape == image.shape
        and result.strides == image.strides
        and result.dtype == image.dtype
        and np.may_share_memory(result, image)
        and result.__array_interface__["data"][0] == image.__array_interface__["data"][0]
    )


def _place(image: Image, metadata: FrameMetadata) -> dict[str, int]:
    """Return the coordinates of the input frame, as far as they are known."""
    given = metadata.axes
    if given:
        return given
    position = image.position
    return {name: position[axis] for axis, name in _AXES_OF_SLICE.items() if axis in position}


def _check_channels(name: str, frames: list[Frame]) -> None:
    for frame in frames:
        if "channel" in frame.axes:
            raise ResultError(
                f"routine '{name}': expected frames without a channel, because outputs= makes each of them a channel, "
                f"found channel={frame.axes['channel']}",
                hint="leave 'channel' out, or 'outputs'",
            )


def _check_places(name: str, frames: list[Frame], start: dict[str, int]) -> None:
    seen: set[frozenset[tuple[str, int]]] = set()
    for frame in frames:
        # For the host, an axis without an index has index 0.
        axes = {axis: index for axis, index in {**start, **frame.axes}.items() if index}
        key = frozenset(axes.items())
        if key in seen:
            where = ", ".join(f"{axis}={index}" for axis, index in axes.items()) or "all indices 0"
            raise ResultError(
                f"routine '{name}': expected frames at different places, found two at {where}",
                hint='return Frame(image, channel=...), or name the frames with @processor(outputs=("a", "b"))',
            )
        seen.add(key)


def _pixels(name: str, value: Any, image: Image) -> np.ndarray[Any, Any]:
    """Return pixels of a kind that the host has, which stay as they are when the call has ended."""
    if not isinstance(value, np.ndarray):
        raise _unfit(name, f"expected an image, a Frame or a list of these, found {type(value).__name__}", value)
    labels = isinstance(value, Labels)
    if isinstance(value, np.ma.MaskedArray):
        masked: Any = value
        value = masked.filled(0)
    array: np.ndarray[Any, Any] = value.view(np.ndarray)
    if array.dtype.kind == "b":
        array = array.astype(np.uint8) * np.uint8(255)
    elif array.dtype.name in ("float16", "float64"):
        # Beyond the limits of float32 lies infinity, without a warning each frame.
        with np.errstate(over="ignore"):
            array = array.astype(np.float32)
    elif labels and array.dtype.kind in "iu" and array.dtype.name not in _FITTING and array.size:
        low, high = array.min(), array.max()
        if low >= 0 and high <= 65535:
            array = array.astype(np.uint16)
    if array.dtype.name not in _FITTING or array.size == 0:
        raise _unfit(name, f"expected pixels {_SHAPES}, found {array.dtype} of shape {array.shape}", array)
    if array.ndim == 3 and array.shape[2] == 3 and array.dtype == np.uint8:
        colours = np.empty((*array.shape[:2], 4), np.uint8)
        colours[..., :3] = array[..., ::-1]
        colours[..., 3] = 255
        return colours
    if array.ndim != 2:
        raise _unfit(name, f"expected pixels {_SHAPES}, found {array.dtype} of shape {array.shape}", array)
    native = array.dtype.newbyteorder("=")
    if array.dtype != native or not array.flags.c_contiguous or np.may_share_memory(array, image):
        # The host's pixels are gone, or change, after the call.
        array = np.array(array, dtype=native, order="C")
    return array


def _unfit(name: str, message: str, value: Any) -> ResultError:
    hint = "return an image, Frame(image, ...), a list of these, DROP, or None for the frame as it is"
    if isinstance(value, np.ndarray):
        if value.dtype.name not in _FITTING:
            hint = "convert it: result.astype('uint16'), or result.astype('float32') where values are negative"
        elif value.ndim == 3 and value.shape[2] == 4:
            hint = "leave the fourth colour out: result[..., :3]"
        elif value.ndim == 3 and value.shape[2] == 3:
            hint = "convert the colours: result.astype('uint8')"
        else:
            hint = "return each plane as a Frame(plane, channel=...) or Frame(plane, z=...) of its own"
    elif value is not None and not isinstance(value, Frame):
        hint = "call drua.record(value=...) for numbers and texts; " + hint
    return ResultError(f"routine '{name}': {message}", hint=hint)
