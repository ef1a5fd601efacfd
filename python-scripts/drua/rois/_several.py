"""Regions of interest: outlines and points in pixel coordinates of an image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

from .._typed import bare
from ._roi import Roi

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["Points", "Roi", "Rois"]


class Rois(Sequence[Roi]):
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

    @overload
    def __getitem__(self, index: int) -> Roi: ...
    @overload
    def __getitem__(self, index: slice) -> Rois: ...
    def __getitem__(self, index: int | slice) -> Roi | Rois:
        """Return one, or some of them."""
        return Rois(self._rois[index]) if isinstance(index, slice) else self._rois[index]

    def __eq__(self, other: object) -> bool:
        """Compare all of them."""
        return isinstance(other, Rois) and self._rois == other._rois

    __hash__ = None  # type: ignore[assignment]

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
    def roi(self) -> Roi:
        """The points as a ROI."""
        return self._roi

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
