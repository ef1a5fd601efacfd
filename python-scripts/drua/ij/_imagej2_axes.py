"""Axes of ImageJ2: what they measure, and the value at each position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..java import array as java_array
from ._imagej2_context import imagej2
from ._java import is_a

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Axis", "axes_of", "java_axis", "of_places"]

_LETTERS = {"X": "X", "Y": "Y", "Z": "Z", "Time": "T", "Channel": "C"}
_LABELS = {**{letter: label for label, letter in _LETTERS.items()}, "S": "Channel"}
_STRAIGHT = 1e-9


class Axis(NamedTuple):
    """An axis in NumPy's words."""

    letter: str
    """``T``, ``Z``, ``C``, ``Y``, ``X``; ``S`` for samples of colours, ``?`` for others."""
    label: str
    """ImageJ2's name of its type; empty where that is unknown."""
    spacing: float = 1.0
    """Distance of neighbouring pixels in `unit`."""
    origin: float = 0.0
    """Index of the pixel at coordinate 0."""
    unit: str = ""
    """Empty where it has none."""
    values: NDArray[np.float64] | None = None
    """Coordinate of each pixel where they aren't evenly spaced; then spacing and origin say nothing."""

    def places(self, length: int) -> NDArray[np.float64]:
        """Return the coordinate of each pixel."""
        if self.values is not None:
            return self.values
        return np.asarray((np.arange(length) - self.origin) * self.spacing, dtype=np.float64)

    @property
    def is_calibrated(self) -> bool:
        """Whether coordinates are something else than indices."""
        return self.values is not None or self.spacing != 1 or self.origin != 0 or bool(self.unit)


def axes_of(plus: Any) -> list[Axis]:
    """Return the axes of an ImgPlus, the slowest first; a type that comes twice has a letter once only."""
    count = int(plus.numDimensions())
    axes = [_axis(plus.axis(d), int(plus.dimension(d))) for d in range(count)]
    seen: set[str] = set()
    for at, axis in enumerate(axes):
        if axis.letter in seen:
            axes[at] = axis._replace(letter="?")
        elif axis.letter != "?":
            seen.add(axis.letter)
    return axes[::-1]


def _axis(axis: Any, length: int) -> Axis:
    label = str(axis.type().getLabel())
    letter = _LETTERS.get(label, "?")
    unit = str(axis.unit() or "")
    label = "" if label == "Unknown" else label
    if is_a(axis, "net.imagej.axis.LinearAxis"):
        return _linear(letter, label, unit, float(axis.scale()), float(axis.origin()))
    places = np.array([float(axis.calibratedValue(float(at))) for at in range(length)], dtype=np.float64)
    return of_places(letter, label, places, unit)


def _linear(letter: str, label: str, unit: str, step: float, first: float) -> Axis:
    """Return an axis by its value at index 0 and the step; one that stands still counts as not calibrated."""
    if not np.isfinite(step) or not np.isfinite(first) or step == 0:
        return Axis(letter, label, unit=unit)
    return Axis(letter, label, step, -first / step + 0.0, unit)


def of_places(letter: str, label: str, places: NDArray[np.float64], unit: str) -> Axis:
    """Return the axis for the coordinate of each pixel; a linear one where they are evenly spaced."""
    if places.size < 2:
        return _linear(letter, label, unit, 1.0, float(places[0]) if places.size else 0.0)
    steps = np.diff(places)
    if np.isfinite(places).all() and np.allclose(steps, steps[0], rtol=_STRAIGHT, atol=0):
        return _linear(letter, label, unit, float((places[-1] - places[0]) / steps.size), float(places[0]))
    return Axis(letter, label, unit=unit, values=places)


def java_axis(axis: Axis) -> Any:
    """Return the axis as ImageJ2's: linear, or one with a value at each position."""
    types = imagej2("net.imagej.axis.Axes")
    label = _LABELS.get(axis.letter) or axis.label
    kind = types.get(label) if label else types.unknown()
    unit = axis.unit or None
    if axis.values is not None:
        return imagej2("net.imagej.axis.EnumeratedAxis")(kind, unit, java_array("double", axis.values))
    return imagej2("net.imagej.axis.DefaultLinearAxis")(kind, unit, axis.spacing, -axis.origin * axis.spacing + 0.0)
