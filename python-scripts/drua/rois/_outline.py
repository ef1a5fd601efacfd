"""Outlines of ROIs as ImageJ makes them: the same corners in the same precision, so that masks agree in every pixel.

ImageJ keeps corners as ``float`` relative to the box of their ROI, and rounds in between; so do the functions here.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ._roi import Roi

__all__ = ["AREAS", "LINES", "Box", "Outline", "box_of", "outline_of"]

#: Types with an outline that is filled; rectangles and the like have a box, lines and points neither.
AREAS = frozenset(("polygon", "freehand", "traced", "composite", "ellipse", "rotated_rectangle"))
LINES = frozenset(("line", "arrow", "polyline", "freeline", "angle"))
#: ImageJ counts lines and points from the centre of a pixel, areas from its corner, as all are counted here.
CENTRE = 0.5

_ONE_RING = np.zeros(1, np.int64)


class Box(NamedTuple):
    """Whole pixels around a ROI: first row and column, and those behind the last."""

    top: int
    left: int
    bottom: int
    right: int


class Outline(NamedTuple):
    """Closed rings from the upper left corner of a box."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    rings: NDArray[np.int64]
    box: Box


def box_of(roi: Roi) -> Box:
    """Return the pixels around a ROI, by ImageJ's rounding; for wide lines around the area that they cover."""
    if roi.known_box is not None:
        return roi.known_box
    if roi.x.size == 0:
        return Box(0, 0, 0, 0)
    if roi.type in AREAS or (roi.type == "rectangle" and roi.corner > 0):
        return outline_of(roi).box
    if roi.type == "point":
        return _box_of_centres(roi.x, roi.y)
    if roi.type in LINES:
        if roi.stroke_width <= 1 or roi.x.size < 2:
            return _box_of_centres(*line_points(roi))
        return outline_of(roi).box if roi.type in ("line", "arrow") else _box_of_wide(roi)
    left, top, right, bottom = roi.bounds
    x, y = int(left), int(top)
    return Box(y, x, y + max(math.ceil(bottom - top), 1), x + max(math.ceil(right - left), 1))


def outline_of(roi: Roi) -> Outline:
    """Return the outline that ImageJ fills for an area, a rounded rectangle or a straight wide line."""
    if roi.type == "composite":
        left, top, right, bottom = roi.bounds
        box = roi.known_box or Box(math.floor(top), math.floor(left), math.ceil(bottom), math.ceil(right))
        return Outline(_float(roi.x - box.left), _float(roi.y - box.top), roi.rings, box)
    if roi.type == "ellipse":
        return _from_corners(*_ellipse(roi.x, roi.y, roi.ratio), roi.known_box)
    if roi.type == "rotated_rectangle":
        return _from_corners(*_rotated(roi.x, roi.y, roi.width), roi.known_box)
    if roi.type in ("line", "arrow"):
        # Line to Area: through the centres, which are the corners of the pixels there.
        ends = (roi.x[[0, -1]] - CENTRE).astype(np.float32), (roi.y[[0, -1]] - CENTRE).astype(np.float32)
        return _from_corners(*_rotated(*ends, max(roi.stroke_width, 1.0)), None)
    if roi.type == "rectangle":
        left, top, right, bottom = roi.bounds
        box = roi.known_box or Box(
            int(top), int(left), int(top) + math.ceil(bottom - top), int(left) + math.ceil(right - left)
        )
        x, y = _rounded(box.right - box.left, box.bottom - box.top, roi.corner)
        return Outline(x, y, _ONE_RING, box)
    xs, ys = curve(roi) if roi.spline else (roi.x, roi.y)
    x, left, right = _relative(xs)
    y, top, bottom = _relative(ys)
    return Outline(x, y, _ONE_RING, roi.known_box or Box(top, left, bottom, right))


def curve(roi: Roi, closed: bool = True) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the points of the spline through the corners of a ROI."""
    xs, ys = roi.x.astype(np.float32), roi.y.astype(np.float32)
    x0, y0 = xs.min(), ys.min()
    x, y = _spline(xs - x0, ys - y0, roi.spline, closed)
    return x + x0, y + y0


def line_points(roi: Roi) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the points of a line, or of the spline through them, counted from the corner of a pixel."""
    if roi.spline and roi.x.size > 1:
        return curve(roi, closed=False)
    return (roi.x[[0, -1]], roi.y[[0, -1]]) if roi.type in ("line", "arrow") else (roi.x, roi.y)


def wide(roi: Roi) -> Outline:
    """Return what a wide polyline covers: a rectangle for each piece, a triangle in each bend, from (0, 0).

    Each ring is to be filled for itself.
    """
    xs, ys = line_points(roi)
    x, y = (xs - CENTRE).astype(np.float32), (ys - CENTRE).astype(np.float32)
    dx, dy = np.diff(x).astype(np.float64), np.diff(y).astype(np.float64)
    length = np.sqrt(dx * dx + dy * dy)
    with np.errstate(invalid="ignore"):
        dx, dy = dx / length, dy / length
    radius = roi.stroke_width / 2.0
    start_x, start_y, end_x, end_y = (part.astype(np.float64) for part in (x[:-1], y[:-1], x[1:], y[1:]))
    start_x[0] -= 0.5 * dx[0]
    start_y[0] -= 0.5 * dy[0]
    end_x[-1] += 0.5 * dx[-1]
    end_y[-1] += 0.5 * dy[-1]
    across, down = radius * dy, radius * dx
    quads = np.stack(
        (
            np.stack((start_x + across, start_x - across, end_x - across, end_x + across), 1),
            np.stack((start_y - down, start_y + down, end_y + down, end_y - down), 1),
        )
    )
    side = np.where(dx[1:] * dy[:-1] > dx[:-1] * dy[1:], 1.0, -1.0)
    bend_x, bend_y = _float(start_x[1:]), _float(start_y[1:])
    # The triangle begins behind the bend, or rounding would leave gaps between it and the rectangles.
    bends = np.stack(
        (
            np.stack(
                (
                    _float(bend_x + side * _float(0.5 * (across[:-1] + across[1:]))),
                    start_x[1:] - side * across[:-1],
                    start_x[1:] - side * across[1:],
                ),
                1,
            ),
            np.stack(
                (
                    _float(bend_y - side * _float(0.5 * (down[:-1] + down[1:]))),
                    start_y[1:] + side * down[:-1],
                    start_y[1:] + side * down[1:],
                ),
                1,
            ),
        )
    )
    quads = quads[:, ~np.isnan(quads).any((0, 2))]
    bends = bends[:, ~np.isnan(bends).any((0, 2))]
    rings = np.append(np.arange(quads.shape[1]) * 4, quads.shape[1] * 4 + np.arange(bends.shape[1]) * 3)
    corners = _float(np.concatenate((quads.reshape(2, -1), bends.reshape(2, -1)), 1)) + CENTRE
    return Outline(corners[0], corners[1], rings, Box(0, 0, 0, 0))


def _box_of_wide(roi: Roi) -> Box:
    outline = wide(roi)
    if outline.x.size == 0:
        return _box_of_centres(*line_points(roi))
    return Box(
        math.floor(outline.y.min()),
        math.floor(outline.x.min()),
        math.ceil(outline.y.max()),
        math.ceil(outline.x.max()),
    )


def _box_of_centres(x: NDArray[Any], y: NDArray[Any]) -> Box:
    """Return the box of points and thin lines: the pixels that hold them."""
    return Box(math.floor(y.min()), math.floor(x.min()), math.floor(y.max()) + 1, math.floor(x.max()) + 1)


def _float(values: NDArray[Any]) -> NDArray[np.float64]:
    """Round to Java's ``float``."""
    return values.astype(np.float32).astype(np.float64)


def _relative(values: NDArray[Any]) -> tuple[NDArray[np.float64], int, int]:
    """Return coordinates from the first pixel that they touch, that pixel, and the one behind the last."""
    given = values.astype(np.float32)
    low = given.min()
    base = float(low)
    first = math.floor(base)
    return (given - low).astype(np.float64) + (base - first), first, math.ceil(base + float(given.max() - low))


def _from_corners(x: NDArray[np.float32], y: NDArray[np.float32], known: Box | None) -> Outline:
    """Return the outline of an ellipse or rotated rectangle, whose box ImageJ rounds in its own way."""
    left, top = math.floor(x.min()), math.floor(y.min())
    box = known or Box(
        top,
        left,
        top + int(float(y.max() - np.float32(top)) + 0.5),
        left + int(float(x.max() - np.float32(left)) + 0.5),
    )
    return Outline((x - np.float32(left)).astype(np.float64), (y - np.float32(top)).astype(np.float64), _ONE_RING, box)


def _ellipse(x: NDArray[Any], y: NDArray[Any], ratio: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the 72 corners of ImageJ's ellipse between the ends of its major axis."""
    x1, y1, x2, y2 = float(x[0]), float(y[0]), float(x[-1]), float(y[-1])
    major = math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
    # Degrees and back, as in ImageJ: the last bit decides about centres on the border.
    turned = math.atan2(y2 - y1, x2 - x1) * 180.0 / math.pi / 180.0 * math.pi
    xs, ys = np.empty(72, np.float32), np.empty(72, np.float32)
    for index in range(72):
        angle = index * 360.0 / 72 / 180.0 * math.pi
        dx, dy = math.cos(angle) * major / 2.0, math.sin(angle) * (major * ratio) / 2.0
        radius, direction = math.sqrt(dx * dx + dy * dy), math.atan2(dy, dx) + turned
        xs[index] = (x1 + x2) / 2.0 + math.cos(direction) * radius
        ys[index] = (y1 + y2) / 2.0 + math.sin(direction) * radius
    return xs, ys


def _rotated(x: NDArray[Any], y: NDArray[Any], width: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the corners of a rectangle around the line through its middle."""
    x1, y1, x2, y2 = float(x[0]), float(y[0]), float(x[-1]), float(y[-1])
    length = math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1))
    if length == 0:
        return np.full(4, x1, np.float32), np.full(4, y1, np.float32)
    across, down = 0.5 * width * (y2 - y1) / length, -0.5 * width * (x2 - x1) / length
    return (
        np.array([x1 + across, x2 + across, x2 - across, x1 - across], np.float32),
        np.array([y1 + down, y2 + down, y2 - down, y1 - down], np.float32),
    )


_A = 1.0 - math.cos(math.pi / 4)
_CV = 4.0 / 3.0 * _A * math.tan(math.pi / 4) / (math.sqrt(1.0 + math.tan(math.pi / 4) ** 2) - 1.0 + _A)
_ACV = (1.0 - _CV) / 2.0
#: The corners of `java.awt.geom.RoundRectangle2D`, counterclockwise from the lower left: four control points each, as
#: parts of width and arc in X, and of height and arc in Y.
_ARCS = (
    ((0, 0.0, 1, -0.5), (0, 0.0, 1, -_ACV), (0, _ACV, 1, 0.0), (0, 0.5, 1, 0.0)),
    ((1, -0.5, 1, 0.0), (1, -_ACV, 1, 0.0), (1, 0.0, 1, -_ACV), (1, 0.0, 1, -0.5)),
    ((1, 0.0, 0, 0.5), (1, 0.0, 0, _ACV), (1, -_ACV, 0, 0.0), (1, -0.5, 0, 0.0)),
    ((0, 0.5, 0, 0.0), (0, _ACV, 0, 0.0), (0, 0.0, 0, _ACV), (0, 0.0, 0, 0.5)),
)


def _rounded(width: int, height: int, corner: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the outline of a rounded rectangle, its arcs in pieces as `java.awt.geom` flattens them."""
    arc_x, arc_y = min(width, corner), min(height, corner)
    points: list[tuple[float, float]] = []
    for arc in _ARCS:
        control = np.array([(a * width + b * arc_x, c * height + d * arc_y) for a, b, c, d in arc])
        bezier = [tuple(point) for point in _float(control).tolist()]
        points.append(bezier[0])
        _flatten(bezier, 0, points)
    corners = _float(np.array(points))
    return corners[:, 0], corners[:, 1]


def _flatten(curve: list[Any], level: int, points: list[tuple[float, float]]) -> None:
    """Add the ends of the pieces of a cubic curve that are flat to a hundredth of a pixel."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    if level == 10 or max(_off(x0, y0, x3, y3, x1, y1), _off(x0, y0, x3, y3, x2, y2)) < 0.01 * 0.01:
        points.append((x3, y3))
        return
    a, b, c = ((x0 + x1) / 2.0, (y0 + y1) / 2.0), ((x1 + x2) / 2.0, (y1 + y2) / 2.0), ((x2 + x3) / 2.0, (y2 + y3) / 2.0)
    d, e = ((a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0), ((b[0] + c[0]) / 2.0, (b[1] + c[1]) / 2.0)
    middle = ((d[0] + e[0]) / 2.0, (d[1] + e[1]) / 2.0)
    _flatten([curve[0], a, d, middle], level + 1, points)
    _flatten([middle, e, c, curve[3]], level + 1, points)


def _off(x1: float, y1: float, x2: float, y2: float, px: float, py: float) -> float:
    """Return the square of the distance of a point from a piece of a line."""
    x2, y2, px, py = x2 - x1, y2 - y1, px - x1, py - y1
    along = px * x2 + py * y2
    if along > 0.0:
        px, py = x2 - px, y2 - py
        along = px * x2 + py * y2
    on_line = along * along / (x2 * x2 + y2 * y2) if along > 0.0 else 0.0
    return max(px * px + py * py - on_line, 0.0)


def _spline(
    x: NDArray[np.float32], y: NDArray[np.float32], count: int, closed: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return points on the natural cubic spline through corners, as ImageJ's ``SplineFitter`` makes it.

    References
    ----------
    Hornbeck, Fast Cubic Spline Interpolation, doi:10.48550/arXiv.2001.09253
    """
    if closed:
        x, y = np.append(x, x[:1]), np.append(y, y[:1])
    # A knot is the root of a distance from the one before, summed as float.
    steps = np.sqrt(np.sqrt((np.diff(x) ** 2 + np.diff(y) ** 2).astype(np.float64))).astype(np.float32)
    knots = np.append(np.float32(0), np.cumsum(np.maximum(steps, np.float32(0.001)), dtype=np.float32))
    at = np.arange(count) * (float(knots[-1]) / (count - 1))
    if closed:
        more = min(7, knots.size - 1)
        before, after = slice(-more - 1, -1), slice(1, more + 1)
        wide_knots = np.concatenate((knots[before] - knots[-1], knots, knots[after] - knots[0] + knots[-1]))
        parts = [np.concatenate((values[before], values, values[after])) for values in (x, y)]
    else:
        wide_knots, parts = knots, [x, y]
    return _evaluated(wide_knots, parts[0], at), _evaluated(wide_knots, parts[1], at)


def _evaluated(knots: NDArray[np.float32], values: NDArray[np.float32], at: NDArray[Any]) -> NDArray[np.float32]:
    gaps = np.diff(knots).astype(np.float64)
    bends = (np.diff(values).astype(np.float64) / gaps).tolist()
    gap = gaps.tolist()
    second, carried = [0.0] * knots.size, [0.0] * knots.size
    for j in range(1, knots.size - 1):
        scale = 1.0 / (2.0 * (gap[j] + gap[j - 1]) - gap[j - 1] * carried[j - 1])
        second[j] = (6.0 * (bends[j] - bends[j - 1]) - gap[j - 1] * second[j - 1]) * scale
        carried[j] = gap[j] * scale
    for j in range(knots.size - 2, -1, -1):
        second[j] -= carried[j] * second[j + 1]
    curved = np.array(second)
    right = np.clip(np.searchsorted(knots.astype(np.float64), at, side="left"), 1, knots.size - 1)
    left = right - 1
    wide_gap = (knots[right] - knots[left]).astype(np.float64)
    from_left, to_right = at - knots[left], knots[right] - at
    square = wide_gap * wide_gap
    lower = from_left * values[right] + to_right * values[left]
    one = (from_left * from_left - square) * from_left * curved[right]
    other = (to_right * to_right - square) * to_right * curved[left]
    result: NDArray[np.float32] = ((lower + (one + other) / 6.0) / wide_gap).astype(np.float32)
    return result
