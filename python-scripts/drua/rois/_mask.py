"""Pixels that a ROI covers, as ImageJ would fill or draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ._fill import Spans, Window, painted, spans
from ._outline import AREAS, LINES, Box, box_of, line_points, outline_of, wide

if TYPE_CHECKING:
    from ._roi import Roi

__all__ = ["covered", "mask_of", "within"]


def within(box: Box, height: int, width: int) -> Box:
    """Return the part of a box that lies in an image; empty where there is none."""
    top, left = min(max(box.top, 0), height), min(max(box.left, 0), width)
    return Box(top, left, max(min(box.bottom, height), top), max(min(box.right, width), left))


def mask_of(roi: Roi, part: Box) -> NDArray[np.bool_]:
    """Return which pixels of a part of the image a ROI covers: (Y, X), bool."""
    return painted(covered(roi, part), Window(*part))


def covered(roi: Roi, part: Box) -> Spans:
    """Return the spans of a ROI in a part of the image, as indices into the memory of that part."""
    if roi.x.size == 0 or part.top >= part.bottom or part.left >= part.right:
        return _pixels(np.empty(0, np.int64), np.empty(0, np.int64), part)
    if roi.type == "arrow" and roi.source is not None:
        from ..ij._rois import arrow_mask

        drawn = arrow_mask(roi)
        if drawn is not None:
            return _of_mask(*drawn, part)
    if roi.type in AREAS or (roi.type == "rectangle" and roi.corner > 0):
        return _filled(roi, part)
    if roi.type == "point":
        return _pixels(np.floor(roi.y).astype(np.int64), np.floor(roi.x).astype(np.int64), part)
    if roi.type in LINES:
        if roi.stroke_width <= 1 or roi.x.size < 2:
            return _drawn(roi, part)
        if roi.type in ("line", "arrow"):
            return _filled(roi, part)
        area = wide(roi)
        return spans(area.x, area.y, area.rings, Window(*part), np.arange(area.rings.size))[0]
    box = box_of(roi)
    if roi.type == "oval":
        return _oval(box, part)
    inside = Box(
        max(box.top, part.top),
        max(box.left, part.left),
        min(box.bottom, part.bottom),
        min(box.right, part.right),
    )
    rows = np.arange(inside.top, max(inside.bottom, inside.top), dtype=np.int64)
    return _rows(rows, np.full(rows.size, inside.left), np.full(rows.size, inside.right), part)


def _filled(roi: Roi, part: Box) -> Spans:
    outline = outline_of(roi)
    box = outline.box
    shifted = Box(part.top - box.top, part.left - box.left, part.bottom - box.top, part.right - box.left)
    # ImageJ's masks end with the box, which may leave out a border pixel of an ellipse.
    inside = within(shifted, box.bottom - box.top, box.right - box.left)
    found, _ = spans(outline.x, outline.y, outline.rings, Window(*inside))
    width = inside.right - inside.left
    if found.first.size == 0 or inside == shifted:
        return found
    row = found.first // width
    start = box.left + inside.left - row * width
    return _rows(row + box.top + inside.top, found.first + start, found.behind + start, part)


def _oval(box: Box, part: Box) -> Spans:
    """Return the spans of ImageJ's oval: the pixels whose centre is in the ellipse through the box."""
    a, b = (box.right - box.left) / 2.0, (box.bottom - box.top) / 2.0
    rows = np.arange(max(box.top, part.top), min(box.bottom, part.bottom), dtype=np.int64)
    down = (rows - box.top) - (b - 0.5)
    down = down * down / (b * b)

    def is_in(column: NDArray[Any]) -> NDArray[np.bool_]:
        across = column - (a - 0.5)
        return np.asarray(across * across / (a * a) + down <= 1.0)

    reach = a * np.sqrt(np.maximum(1.0 - down, 0.0))
    # The root is rounded, the test isn't: look at one column more and one less.
    last = np.floor(a - 0.5 + reach)
    last = np.where(is_in(last + 1), last + 1, np.where(is_in(last), last, last - 1))
    first = np.ceil(a - 0.5 - reach)
    first = np.where(is_in(first - 1), first - 1, np.where(is_in(first), first, first + 1))
    return _rows(rows, box.left + first.astype(np.int64), box.left + last.astype(np.int64) + 1, part)


def _drawn(roi: Roi, part: Box) -> Spans:
    """Return the pixels that ImageJ draws for a thin line, its ends included."""
    xs, ys = line_points(roi)
    x, y = np.floor(xs).astype(np.int64), np.floor(ys).astype(np.int64)
    columns, rows = [x[:1]], [y[:1]]
    for x1, y1, x2, y2 in zip(x[:-1].tolist(), y[:-1].tolist(), x[1:].tolist(), y[1:].tolist(), strict=True):
        steps = max(abs(x2 - x1), abs(y2 - y1))
        if steps:
            columns.append(_steps(x1, x2, steps))
            rows.append(_steps(y1, y2, steps))
    return _pixels(np.concatenate(rows), np.concatenate(columns), part)


def _steps(start: int, end: int, steps: int) -> NDArray[np.int64]:
    """Return rounded places on the way, summed up as ImageJ does: the sum's error decides about halves."""
    way = np.full(steps + 1, (end - start) / steps)
    way[0] = start
    return np.floor(np.cumsum(way) + 0.5).astype(np.int64)


def _rows(row: NDArray[Any], first: NDArray[Any], behind: NDArray[Any], part: Box) -> Spans:
    """Return pieces of rows of the image as spans of a part of it."""
    begin = np.maximum(first, part.left) - part.left
    end = np.minimum(behind, part.right) - part.left
    some = (begin < end) & (row >= part.top) & (row < part.bottom)
    start = (row[some] - part.top).astype(np.int64) * (part.right - part.left)
    return Spans(start + begin[some].astype(np.int64), start + end[some].astype(np.int64))


def _pixels(row: NDArray[np.int64], column: NDArray[np.int64], part: Box) -> Spans:
    return _rows(row, column, column + 1, part)


def _of_mask(top: int, left: int, mask: NDArray[np.bool_], part: Box) -> Spans:
    row, column = np.nonzero(mask)
    return _pixels(row + top, column + left, part)
