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
    columns = padded.shape[1]
    starts, owners = _boundary(padded)
    start, label = np.concatenate(starts), np.concatenate(owners)
    if label.size == 0:
        return []
    direction = np.repeat(np.arange(4, dtype=np.int8), [part.size for part in starts])
    after, turned = _linked(padded, starts, start, direction, label)
    first, distance = _ordered(after)
    # Rings by label, then by their first edge; each edge has a place of its own, so that nothing need be sorted.
    rings = np.flatnonzero(first == np.arange(first.size))
    rings = rings[np.argsort(label[rings], kind="stable")]
    length = np.bincount(first)
    begin = np.empty(length.size, np.int64)
    begin[rings] = np.cumsum(length[rings]) - length[rings]
    place = np.empty(first.size, np.int64)
    place[begin[first] + (length[first] - distance) % length[first]] = np.arange(first.size)
    # Corners are where the direction changes; the edge that comes next begins there.
    corners = after[place[turned[place]]]
    y, x = np.divmod(start[corners], columns)
    # The window was padded by one pixel.
    return _grouped((x - 1).astype(np.float64), (y - 1).astype(np.float64), first[corners], label[corners])


def _boundary(padded: NDArray[Any]) -> tuple[list[NDArray[Any]], list[NDArray[Any]]]:
    """Return the directed edges around all labels, for each direction: first corners (flat indices), and labels."""
    columns = padded.shape[1]
    flat = padded.ravel()
    below = np.flatnonzero(padded[1:] != padded[:-1])
    row, column = np.divmod(np.flatnonzero(padded[:, 1:] != padded[:, :-1]), columns - 1)
    left = row * columns + column
    starts, owners = [], []
    # Between pixel p (row above) and p + columns (row below) lies the edge from corner p + columns to the next one;
    # between p and its right neighbour the one from corner p + 1, at the upper end, to p + 1 + columns.
    for pixel, begin in (
        (below + columns, below + columns),
        (left, left + 1),
        (below, below + columns + 1),
        (left + 1, left + 1 + columns),
    ):
        label = flat[pixel]
        own = label > 0
        starts.append(begin[own])
        owners.append(label[own])
    return starts, owners


def _linked(
    padded: NDArray[Any],
    starts: list[NDArray[Any]],
    start: NDArray[Any],
    direction: NDArray[Any],
    label: NDArray[Any],
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the edge that follows each edge around its label, and whether the direction changes there."""
    columns, flat = padded.shape[1], padded.ravel()
    end = start + (_STEP_Y * columns + _STEP_X)[direction]
    ahead_right = flat[end + (_RIGHT_Y * columns + _RIGHT_X)[direction]] == label
    ahead_left = flat[end + (_LEFT_Y * columns + _LEFT_X)[direction]] == label
    turn = np.where(ahead_right, np.where(ahead_left, 3, 0), 1)
    new = (direction + turn) & 3
    after = np.empty(start.size, np.int64)
    # From a corner to the edge that begins there; only entries of edges that exist are ever looked up.
    numbers = np.empty(flat.size + columns + 1, np.int32 if start.size < 1 << 31 else np.int64)
    number = 0
    for way, begin in enumerate(starts):
        numbers[begin] = np.arange(number, number + begin.size)
        number += begin.size
        some = np.flatnonzero(new == way)
        after[some] = numbers[end[some]]
    return after, turn != 0


def _ordered(after: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the smallest edge of each edge's ring, and how many steps it takes to get there.

    Both are known for twice as many steps after each round, and when nothing changes, for the whole ring.
    """
    first, distance = np.arange(after.size), np.zeros(after.size, np.int64)
    link, steps = after, 1
    while True:
        other = first[link]
        nearer = np.flatnonzero(other < first)
        if nearer.size == 0:
            return first, distance
        further = steps + distance[link[nearer]]
        first[nearer] = other[nearer]
        distance[nearer] = further
        link, steps = link[link], steps * 2


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
