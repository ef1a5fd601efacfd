"""Filling outlines: which pixels of a row lie between the crossings of an outline with it.

A *span* is a run of pixels in one row, kept as the first index and the index behind the last in the window's memory
(rows first). The rules are those of ImageJ's ``PolygonFiller``: a pixel belongs to an outline if its centre does; a
centre on a left or upper border is outside, one on a right or lower border inside, and the end points of an edge
belong to the row that their rounded Y names.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Spans", "Window", "merged", "painted", "spans"]

#: What ImageJ adds to each crossing, so that rounding errors don't decide about a centre on a border.
_BIAS = 1e-8


class Window(NamedTuple):
    """The part of a ROI's box that is looked at: rows and columns from the box's upper left corner."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        """Columns."""
        return max(self.right - self.left, 0)

    @property
    def height(self) -> int:
        """Rows."""
        return max(self.bottom - self.top, 0)

    @property
    def size(self) -> int:
        """Pixels."""
        return self.width * self.height


class Spans(NamedTuple):
    """First pixels of some spans and the pixels behind their last ones, as indices into a window's memory."""

    first: NDArray[np.int64]
    behind: NDArray[np.int64]

    def of(self, which: NDArray[Any]) -> Spans:
        """Return some of them."""
        return Spans(self.first[which], self.behind[which])


def spans(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    rings: NDArray[np.int64],
    window: Window,
    outlines: NDArray[np.int64] | None = None,
) -> tuple[Spans, NDArray[np.int64] | None]:
    """Return the spans inside closed rings, by the even-odd rule.

    Parameters
    ----------
    x, y
        Corners of all rings, from the upper left corner of the box.
    rings
        Index of the first corner of each ring.
    window
        What is looked at; rows above the box are never inside.
    outlines
        For each ring, the number of the outline that it belongs to: each is filled for itself. By default all rings
        are one outline.

    Returns
    -------
    spans, outlines
        In the order of memory for each outline; those of one outline don't overlap. The number of each one's outline,
        if there are several.
    """
    if x.size == 0 or window.size == 0:
        return Spans(np.empty(0, np.int64), np.empty(0, np.int64)), outlines if outlines is None else outlines[:0]
    following = np.arange(1, x.size + 1)
    following[np.append(rings[1:], x.size) - 1] = rings
    row = np.floor(y + 0.5).astype(np.int64)
    upper, lower = np.minimum(row, row[following]), np.maximum(row, row[following])
    # ImageJ leaves out edges that end above the box's first row.
    edge = np.flatnonzero((upper != lower) & (lower > max(window.top, 0)) & (upper < window.bottom))
    start, end = edge, following[edge]
    start, end = np.where(row[start] > row[end], end, start), np.where(row[start] > row[end], start, end)
    slope = (x[end] - x[start]) / (y[end] - y[start])
    at_start = x[start] + (row[start] - y[start] + 0.5) * slope + _BIAS
    first_row = np.maximum(upper[edge], max(window.top, 0))
    count = np.minimum(lower[edge], window.bottom) - first_row
    which = np.repeat(np.arange(edge.size), count)
    rows = np.arange(which.size) - np.repeat(np.cumsum(count) - count - first_row, count)
    crossing = at_start[which] + slope[which] * (rows - row[start][which])
    column = np.clip(np.trunc(crossing + 0.5), window.left, window.right).astype(np.int64) - window.left
    place = (rows - window.top) * window.width + column
    if outlines is None:
        place.sort()
    else:
        number = np.repeat(outlines, np.diff(np.append(rings, x.size)))[edge][which]
        # Each outline has a stretch of its own to be sorted in, one longer than the window: spans end behind it.
        place += number * (window.size + 1)
        place.sort()
    first, behind = place[0::2], place[1::2]
    some = first < behind
    found = Spans(first[some], behind[some])
    if outlines is None:
        return found, None
    number = found.first // (window.size + 1)
    start = number * (window.size + 1)
    return Spans(found.first - start, found.behind - start), number


def merged(given: Spans) -> Spans:
    """Return spans that cover the same pixels, in the order of memory, none of which touches another."""
    if given.first.size < 2:
        return given
    order = np.argsort(given.first, kind="stable")
    first, reached = given.first[order], np.maximum.accumulate(given.behind[order])
    new = np.append(True, first[1:] > reached[:-1])
    return Spans(first[new], reached[np.append(np.flatnonzero(new)[1:], first.size) - 1])


def painted(given: Spans, window: Window) -> NDArray[np.bool_]:
    """Return the window with the pixels of some spans set: (Y, X), bool."""
    first, behind = merged(given)
    if first.size * 64 < window.size:
        result = np.zeros(window.size, np.bool_)
        for one, end in zip(first.tolist(), behind.tolist(), strict=True):
            result[one:end] = True
    else:
        change: NDArray[Any] = np.zeros(window.size + 1, np.uint8)
        change[first] = 1
        change[behind] = 1
        result = np.bitwise_xor.accumulate(change)[:-1].view(np.bool_)
    return result.reshape(window.height, window.width)
