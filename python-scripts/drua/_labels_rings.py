"""Outlines of labels along the edges of their pixels, all labels of a plane at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ring = tuple[NDArray[np.float64], NDArray[np.float64]]

__all__ = ["label_rings"]

# Directions along edges of pixels: right, down, left, up. What a direction steps by, in y and x.
_STEP_Y, _STEP_X = np.array([0, 1, 0, -1]), np.array([1, 0, -1, 0])
# From the end of a step, the pixel ahead on its right, and the one ahead on its left.
_RIGHT_Y, _RIGHT_X = np.array([0, 0, -1, -1]), np.array([0, -1, -1, 0])
_LEFT_Y, _LEFT_X = np.array([-1, 0, 0, -1]), np.array([0, 0, -1, -1])


def label_rings(labels: NDArray[Any]) -> list[tuple[int, list[Ring]]]:
    """Return the outlines of each label of a plane, along the edges of its pixels.

    Pixels that touch at corners only have outlines of their own (4-connected), holes are outlines, too. Outer ones run
    clockwise as the image is seen (y downwards), holes against it. There is no loop over pixels: the edges of a label's
    boundary, each with the label on its right, are linked to the next one around the label, and ordered along their
    ring by doubling the links.

    Parameters
    ----------
    labels
        (Y, X), whole numbers; 0 and below is background.

    Returns
    -------
    list
        For each label in ascending order, the label and its rings: coordinates x and y of the corners.
    """
    padded = np.pad(labels, 1)
    start, direction, label = _boundary(padded)
    if label.size == 0:
        return []
    columns = padded.shape[1]
    after, turned = _linked(padded, start, direction, label, columns)
    ring, rank = _ordered(after)
    # Corners are where the direction changes; the edge that comes next begins there.
    corners = after[turned]
    order = np.lexsort((rank[corners], ring[corners], label[corners]))
    corners = corners[order]
    y, x = np.divmod(start[corners], columns)
    # The window was padded by one pixel.
    xs, ys = (x - 1).astype(np.float64), (y - 1).astype(np.float64)
    return _grouped(xs, ys, ring[corners], label[corners])


def _boundary(padded: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return the directed edges around all labels: first corner (flat index), direction, label."""
    columns = padded.shape[1]
    across = padded[:, 1:] != padded[:, :-1]
    down = padded[1:] != padded[:-1]
    flat = padded.ravel()
    starts, directions, owners = [], [], []
    below = np.flatnonzero(down)
    # Between pixel p (row above) and p + columns (row below) lies the edge from corner q to q + 1.
    corner = below + columns
    for pixel, begin, way in ((below + columns, corner, 0), (below, corner + 1, 2)):
        own = flat[pixel] > 0
        starts.append(begin[own])
        owners.append(flat[pixel[own]])
        directions.append(np.full(starts[-1].size, way, np.int8))
    row, column = np.divmod(np.flatnonzero(across), columns - 1)
    left = row * columns + column
    # Between pixel p and its right neighbour lies the edge from corner q, at the upper end, to q + columns.
    corner = left + 1
    for pixel, begin, way in ((left, corner, 1), (left + 1, corner + columns, 3)):
        own = flat[pixel] > 0
        starts.append(begin[own])
        owners.append(flat[pixel[own]])
        directions.append(np.full(starts[-1].size, way, np.int8))
    return np.concatenate(starts), np.concatenate(directions), np.concatenate(owners)


def _linked(
    padded: NDArray[Any], start: NDArray[Any], direction: NDArray[Any], label: NDArray[Any], columns: int
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the edge that follows each edge around its label, and whether the direction changes there."""
    flat = padded.ravel()
    step = _STEP_Y * columns + _STEP_X
    end = start + step[direction]
    ahead_right = flat[end + (_RIGHT_Y * columns + _RIGHT_X)[direction]] == label
    ahead_left = flat[end + (_LEFT_Y * columns + _LEFT_X)[direction]] == label
    turn = np.where(ahead_right, np.where(ahead_left, 3, 0), 1)
    new = (direction + turn) & 3
    # Only entries of edges that exist are ever looked up.
    numbers = np.empty(4 * (flat.size + columns + 1), np.int32 if start.size < 1 << 31 else np.int64)
    numbers[start * 4 + direction] = np.arange(start.size)
    return numbers[end * 4 + new].astype(np.int64), turn != 0


def _ordered(after: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the smallest edge of each edge's ring, and how many edges lie between the two."""
    count = after.size
    smallest = np.minimum(np.arange(count), after)
    link = after
    while True:
        link = link[link]
        lower = np.minimum(smallest, smallest[link])
        if np.array_equal(lower, smallest):
            break
        smallest = lower
    # Cut each ring before its smallest edge, and count the edges to the cut.
    last = smallest[after] == after
    link = np.where(last, np.arange(count), after)
    distance = np.where(last, 0, 1)
    while True:
        further = distance + distance[link]
        if np.array_equal(further, distance):
            return smallest, -distance
        distance, link = further, link[link]


def _grouped(
    xs: NDArray[np.float64], ys: NDArray[np.float64], ring: NDArray[Any], label: NDArray[Any]
) -> list[tuple[int, list[Ring]]]:
    ends = [*(np.flatnonzero(ring[1:] != ring[:-1]) + 1).tolist(), ring.size]
    result: list[tuple[int, list[Ring]]] = []
    begin = 0
    for end, number in zip(ends, label[[end - 1 for end in ends]].tolist(), strict=True):
        if not result or result[-1][0] != number:
            result.append((number, []))
        result[-1][1].append((xs[begin:end], ys[begin:end]))
        begin = end
    return result
