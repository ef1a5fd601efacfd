"""Regions of interest: outlines and points in pixel coordinates of an image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ._typed import bare

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["Points", "Roi", "Rois"]

TYPES = ("point", "polygon", "rectangle", "oval", "line", "polyline", "freehand")
_AREAS = ("polygon", "rectangle", "oval", "freehand")


class Roi:
    """One region of interest.

    Coordinates are in pixels; (0, 0) is the outer corner of the first pixel, whose centre is at (0.5, 0.5).

    Parameters
    ----------
    type
        ``point polygon rectangle oval line polyline freehand``. A rectangle or an oval is given by the
        corners of its bounding box, two or four of them.
    x, y
        Coordinates of the corners or points, of one length.
    name
        Shown in the RoiManager.
    group
        Number of its group, 0 for none.
    position
        0-based position in the stack by axis letter, such as ``{"Z": 3}``; empty for all planes.

    Raises
    ------
    ValueError
        An unknown type, or `x` and `y` differ in length.
    """

    __slots__ = ("group", "name", "position", "type", "x", "y")

    def __init__(
        self,
        type: str,
        x: ArrayLike,
        y: ArrayLike,
        *,
        name: str = "",
        group: int = 0,
        position: Mapping[str, int] | None = None,
    ) -> None:
        self.type = type.lower()
        self.x = np.atleast_1d(np.asarray(x, dtype=np.float64))
        self.y = np.atleast_1d(np.asarray(y, dtype=np.float64))
        if self.type not in TYPES:
            raise ValueError(f"Roi: expected a type of {', '.join(TYPES)}, found {type!r}")
        if self.x.ndim != 1 or self.x.shape != self.y.shape:
            raise ValueError(f"Roi: expected x and y of one length, found {self.x.shape} and {self.y.shape}")
        self.name = name
        self.group = group
        self.position = dict(position or {})

    @classmethod
    def from_wire(cls, value: object) -> Roi:
        """Make a ROI of what the host sent: a dictionary, or a list of exactly one.

        Raises
        ------
        TypeError
            It is something else.
        """
        if isinstance(value, Roi):
            return value
        value = bare(value)
        if isinstance(value, Rois | list | tuple) and len(value) == 1:
            return cls.from_wire(next(iter(value)))
        if not isinstance(value, Mapping):
            raise TypeError(f"expected a ROI, found {type(value).__name__}")
        return cls(
            str(value.get("type", "polygon")),
            value.get("x") or [],
            value.get("y") or [],
            name=str(value.get("name") or ""),
            group=int(value.get("group") or 0),
            position=_position(value.get("position")),
        )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Bounding box: left, top, right, bottom, in pixels; all 0 for a ROI without points."""
        if self.x.size == 0:
            return (0.0, 0.0, 0.0, 0.0)
        return (
            float(self.x.min()),
            float(self.y.min()),
            float(self.x.max()),
            float(self.y.max()),
        )

    def mask(self, shape: tuple[int, ...]) -> NDArray[np.bool_]:
        """Return which pixels of an image the ROI covers.

        A pixel belongs to an area if its centre does; to a line if the line runs through it; to a point if it
        holds the point. Parts outside the image are cut off.

        Parameters
        ----------
        shape
            Shape of the image; its last two axes are Y and X.

        Returns
        -------
        numpy.ndarray
            (Y, X), bool.
        """
        result = np.zeros(shape[-2:], dtype=np.bool_)
        if self.x.size == 0:
            return result
        if self.type in ("rectangle", "oval"):
            left, top, right, bottom = self.bounds
            y, x = _centres(shape)
            if self.type == "rectangle":
                return (x >= left) & (x < right) & (y >= top) & (y < bottom)
            if right <= left or bottom <= top:
                return result
            across = (2 * x - left - right) / (right - left)
            down = (2 * y - top - bottom) / (bottom - top)
            return np.asarray(across**2 + down**2 <= 1.0)
        if self.type in _AREAS:
            _fill(result, self.x, self.y)
        elif self.type == "point":
            _mark(result, self.x, self.y)
        else:
            for index in range(len(self.x) - 1):
                _mark(result, *_along(self.x[index : index + 2], self.y[index : index + 2]))
        return result

    def to_wire(self) -> dict[str, object]:
        """Return the dictionary that travels to the host."""
        return {
            "type": self.type,
            "x": self.x.tolist(),
            "y": self.y.tolist(),
            "name": self.name,
            "group": self.group,
            "position": self.position,
        }

    def __repr__(self) -> str:
        """Type, number of points and name."""
        name = f" {self.name!r}" if self.name else ""
        return f"Roi({self.type}{name}, {self.x.size} points)"

    def __eq__(self, other: object) -> bool:
        """Compare all that travels to the host."""
        return isinstance(other, Roi) and self.to_wire() == other.to_wire()

    __hash__ = None  # type: ignore[assignment]

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name and a list of this one ROI."""
        return "drua.Rois", [self.to_wire()]


class Rois:
    """Several regions of interest, shown in the RoiManager or as an overlay."""

    def __init__(self, rois: Iterable[Roi] = ()) -> None:
        self._rois = list(rois)
        for roi in self._rois:
            if not isinstance(roi, Roi):
                raise TypeError(f"Rois: expected Roi, found {type(roi).__name__}")

    @classmethod
    def from_wire(cls, value: object) -> Rois:
        """Make ROIs of what the host sent: one, or a list of them."""
        if isinstance(value, Rois):
            return value
        value = bare(value)
        if isinstance(value, list):
            return cls(Roi.from_wire(item) for item in value)
        return cls([Roi.from_wire(value)])

    def __iter__(self) -> Iterator[Roi]:
        """Yield the ROIs in order."""
        return iter(self._rois)

    def __len__(self) -> int:
        """Count them."""
        return len(self._rois)

    def __getitem__(self, index: int) -> Roi:
        """Return one."""
        return self._rois[index]

    def __repr__(self) -> str:
        """How many there are."""
        return f"{type(self).__name__}({len(self)})"

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name and ROIs."""
        return "drua.Rois", [roi.to_wire() for roi in self._rois]


class Points:
    """Points in pixel coordinates, shown as one multi-point selection.

    Parameters
    ----------
    x, y
        Coordinates, of one length; the centre of the first pixel is at (0.5, 0.5).
    name, position
        As for `Roi`.
    """

    def __init__(
        self,
        x: ArrayLike,
        y: ArrayLike,
        *,
        name: str = "",
        position: Mapping[str, int] | None = None,
    ) -> None:
        self._roi = Roi("point", x, y, name=name, position=position)

    @classmethod
    def from_wire(cls, value: object) -> Points:
        """Make points of what the host sent: the corners of any ROI.

        Raises
        ------
        TypeError
            It is no ROI.
        """
        if isinstance(value, Points):
            return value
        roi = Roi.from_wire(value)
        return cls(roi.x, roi.y, name=roi.name, position=roi.position)

    @property
    def x(self) -> NDArray[np.float64]:
        """Coordinates along X, in pixels."""
        return self._roi.x

    @property
    def y(self) -> NDArray[np.float64]:
        """Coordinates along Y, in pixels."""
        return self._roi.y

    def __len__(self) -> int:
        """Count them."""
        return int(self.x.size)

    def __repr__(self) -> str:
        """How many there are."""
        return f"Points({len(self)})"

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name and one multi-point ROI."""
        return "drua.Points", [self._roi.to_wire()]


def _position(value: object) -> dict[str, int]:
    if not isinstance(value, Mapping):
        return {}
    return {str(axis): int(index) for axis, index in value.items()}


def _centres(shape: tuple[int, ...]) -> tuple[NDArray[Any], NDArray[Any]]:
    height, width = shape[-2:]
    return np.arange(height)[:, np.newaxis] + 0.5, np.arange(width)[np.newaxis, :] + 0.5


def _fill(result: NDArray[np.bool_], x: NDArray[Any], y: NDArray[Any]) -> None:
    """Set pixels whose centre is inside the closed outline, by the even-odd rule."""
    height, width = result.shape
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    first, last = max(0, int(np.floor(y.min()))), min(height, int(np.ceil(y.max())))
    columns = np.arange(width) + 0.5
    for row in range(first, last):
        centre = row + 0.5
        # Half-open in y, so that a corner on the line counts once.
        crossing = (y <= centre) != (y2 <= centre)
        if not crossing.any():
            continue
        part = (centre - y[crossing]) / (y2[crossing] - y[crossing])
        cuts = np.sort(x[crossing] + part * (x2[crossing] - x[crossing]))
        result[row] |= (np.searchsorted(cuts, columns, side="right") % 2).astype(np.bool_)


def _mark(result: NDArray[np.bool_], x: NDArray[Any], y: NDArray[Any]) -> None:
    column, row = np.floor(x).astype(int), np.floor(y).astype(int)
    inside = (row >= 0) & (row < result.shape[0]) & (column >= 0) & (column < result.shape[1])
    result[row[inside], column[inside]] = True


def _along(x: NDArray[Any], y: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return points at most half a pixel apart on a straight line."""
    steps = int(np.ceil(2 * max(abs(x[1] - x[0]), abs(y[1] - y[0])))) + 1
    return np.linspace(x[0], x[1], steps + 1), np.linspace(y[0], y[1], steps + 1)
