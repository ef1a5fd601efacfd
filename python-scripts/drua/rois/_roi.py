"""One region of interest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .._typed import bare
from ._mask import mask_of, within
from ._outline import Box, box_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["Roi"]

TYPES = (
    "point",
    "polygon",
    "rectangle",
    "oval",
    "line",
    "polyline",
    "freehand",
    "traced",
    "composite",
    "ellipse",
    "rotated_rectangle",
    "freeline",
    "angle",
    "arrow",
    "text",
    "image",
)
_BY_AXIS = ("ellipse", "rotated_rectangle")
_SPLINES = ("polygon", "freehand", "traced", "polyline", "freeline")
_COLOUR = re.compile("#[0-9a-f]{6}([0-9a-f]{2})?", re.IGNORECASE)
_ONE_RING = np.zeros(1, np.int64)
_ONE_RING.flags.writeable = False
#: What travels only where it isn't the default, and that.
_FURTHER: dict[str, Any] = {
    "stroke_color": None,
    "stroke_width": 0.0,
    "fill_color": None,
    "corner": 0,
    "ratio": 1.0,
    "width": 0.0,
    "spline": 0,
    "text": "",
}


class Roi:
    """One region of interest, with all that ImageJ's ROIs have.

    Coordinates are in pixels; (0, 0) is the outer corner of the first pixel, whose centre is at (0.5, 0.5). That holds
    for points and lines, too, which ImageJ itself counts from the centre of the first pixel.

    Parameters
    ----------
    type
        Area: ``rectangle oval text image`` (given by two or four corners of the bounding box), ``polygon freehand
        traced`` (by corners), ``composite`` (by the corners of several `rings`), ``ellipse rotated_rectangle`` (by the
        ends of the axis through the middle). Line: ``line arrow`` (two ends), ``polyline freeline angle``. ``point``:
        one or many.
    x, y
        Coordinates of the corners or points, of one length.
    name
        Shown in the RoiManager.
    group
        Number of its group, 0 for none, at most 255.
    position
        0-based position in the stack by axis letter, such as ``{"Z": 3}``; empty for all planes.
    rings
        Of a composite: index of the first corner of each ring. Rings are closed; what lies in an even number of them
        is outside, so that a ring inside another is a hole.
    stroke_color, fill_color
        Colours as ``"#rrggbb"`` or ``"#rrggbbaa"``; None for the host's default, and for no filling.
    stroke_width
        Width of the line, in pixels; 0 for the thinnest. A line wider than 1 is an area.
    properties
        Texts by name.
    corner
        Diameter of the round corners of a rectangle, in pixels.
    ratio
        Minor by major axis of an ellipse, 0 to 1.
    width
        Of a rotated rectangle, across its axis, in pixels.
    spline
        Number of points on the spline through the corners, or 0 for straight lines between them.
    text
        What a text says.
    counters
        Of points: number of the counter (0 to 100) + 256 times the slice (from 1, or 0 for all) of each point.
    source
        Object of the host that it was made of, or None. It holds what has no counterpart here (fonts, styles of
        arrows, curves, pixels of an image), so that nothing is lost on the way back. Never travels to a routine.

    Raises
    ------
    ValueError
        An unknown type, `x` and `y` differ in length or aren't finite, or a value is outside its range.
    """

    __slots__ = (
        "_x",
        "_y",
        "corner",
        "counters",
        "fill_color",
        "group",
        "known_box",
        "name",
        "position",
        "properties",
        "ratio",
        "rings",
        "source",
        "spline",
        "stroke_color",
        "stroke_width",
        "text",
        "type",
        "width",
    )

    def __init__(
        self,
        type: str,
        x: ArrayLike,
        y: ArrayLike,
        *,
        name: str = "",
        group: int = 0,
        position: Mapping[str, int] | None = None,
        rings: ArrayLike | None = None,
        stroke_color: str | None = None,
        stroke_width: float = 0.0,
        fill_color: str | None = None,
        properties: Mapping[str, str] | None = None,
        corner: int = 0,
        ratio: float = 1.0,
        width: float = 0.0,
        spline: int = 0,
        text: str = "",
        counters: ArrayLike | None = None,
        source: object = None,
    ) -> None:
        self.type = type.lower()
        self.x = np.atleast_1d(np.asarray(x, dtype=np.float64))
        self.y = np.atleast_1d(np.asarray(y, dtype=np.float64))
        self.name = name
        self.group = group
        self.position = dict(position or {})
        self.rings: NDArray[np.int64] = _ONE_RING if rings is None else np.asarray(rings, dtype=np.int64)
        self.stroke_color = stroke_color
        self.stroke_width = float(stroke_width)
        self.fill_color = fill_color
        self.properties = dict(properties or {})
        self.corner = int(corner)
        self.ratio = float(ratio)
        self.width = float(width)
        self.spline = int(spline)
        self.text = text
        self.counters: NDArray[np.int64] | None = None if counters is None else np.asarray(counters, dtype=np.int64)
        self.source = source
        #: The pixels around it as the host rounds them; None for the usual rounding.
        self.known_box: Box | None = None
        self._check(type)

    def _check(self, given: str) -> None:
        if self.type not in TYPES:
            raise ValueError(f"Roi: expected a type of {', '.join(TYPES)}, found {given!r}")
        if self.x.ndim != 1 or self.x.shape != self.y.shape:
            raise ValueError(f"Roi: expected x and y of one length, found {self.x.shape} and {self.y.shape}")
        if not (np.isfinite(self.x).all() and np.isfinite(self.y).all()):
            raise ValueError("Roi: expected finite coordinates, found NaN or infinity")
        if self.type in _BY_AXIS and self.x.size not in (0, 2):
            raise ValueError(f"Roi: expected the two ends of the axis of {given!r}, found {self.x.size} points")
        if self.rings is not _ONE_RING:
            self._check_rings()
        if self.counters is not None and (self.type != "point" or self.counters.shape != self.x.shape):
            raise ValueError(f"Roi: expected a counter for each of {self.x.size} points, found {self.counters.shape}")
        if self.spline and (self.type not in _SPLINES or self.spline < 2 or self.x.size < 2):
            raise ValueError(
                f"Roi: expected at least 2 points of a spline through the corners of {', '.join(_SPLINES)}, "
                f"found {self.spline} for {given!r} with {self.x.size}"
            )
        for what, value, least, most in (
            ("group", self.group, 0, 255),
            ("stroke_width", self.stroke_width, 0, np.inf),
            ("corner", self.corner, 0, np.inf),
            ("ratio", self.ratio, 0, 1),
            ("width", self.width, 0, np.inf),
        ):
            if not least <= value <= most:
                raise ValueError(f"Roi: expected a {what} from {least} to {most}, found {value}")
        for colour in (self.stroke_color, self.fill_color):
            if colour is not None and not _COLOUR.fullmatch(colour):
                raise ValueError(f"Roi: expected a colour like #ff8000 or #ff800080, found {colour!r}")

    def _check_rings(self) -> None:
        rings = self.rings
        rising = rings.ndim == 1 and rings.size > 0 and rings[0] == 0 and (np.diff(rings) > 0).all()
        if not rising or (rings.size > 1 and rings[-1] >= self.x.size):
            raise ValueError(f"Roi: expected rings that rise from 0 to below {self.x.size}, found {rings.tolist()}")
        if rings.size > 1 and self.type != "composite":
            raise ValueError(f"Roi: expected one ring for a {self.type}, found {rings.size}: say composite")

    @classmethod
    def traced(cls, x: NDArray[np.float64], y: NDArray[np.float64], rings: NDArray[np.int64] | None, name: str) -> Roi:
        """Make the outline of pixels, of corners that are known to be right: several rings are a composite."""
        roi = cls.__new__(cls)
        roi.type = "traced" if rings is None else "composite"
        roi._x, roi._y, roi.rings, roi.name = x, y, _ONE_RING if rings is None else rings, name
        roi.stroke_width, roi.ratio, roi.width = 0.0, 1.0, 0.0
        roi.group = roi.corner = roi.spline = 0
        roi.stroke_color = roi.fill_color = roi.counters = roi.source = roi.known_box = None
        roi.position, roi.properties, roi.text = {}, {}, ""
        return roi

    @classmethod
    def from_wire(cls, value: object) -> Roi:
        """Make a ROI of what the host sent: a dictionary, or a list of exactly one.

        Keys that it doesn't know are left out.

        Raises
        ------
        TypeError
            It is something else.
        """
        if isinstance(value, Roi):
            return value
        value = bare(value)
        if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 1:
            return cls.from_wire(next(iter(value)))
        if not isinstance(value, Mapping):
            raise TypeError(f"expected a ROI, found {type(value).__name__}")
        x, y = value.get("x"), value.get("y")
        return cls.from_parts(value, [] if x is None else x, [] if y is None else y)

    @classmethod
    def from_parts(cls, head: Mapping[str, Any], x: ArrayLike, y: ArrayLike, source: object = None) -> Roi:
        """Make a ROI of what the host sent, without its coordinates, and these."""
        properties = head.get("properties")
        roi = cls(
            str(head.get("type", "polygon")),
            x,
            y,
            name=str(head.get("name") or ""),
            group=int(head.get("group") or 0),
            position=_position(head.get("position")),
            rings=head.get("rings"),
            properties={str(key): str(text) for key, text in properties.items()} if properties else None,
            counters=head.get("counters"),
            source=source,
            **{key: head[key] for key in _FURTHER if head.get(key) is not None},
        )
        if head.get("box") is not None:
            roi.known_box = Box(*(int(side) for side in head["box"]))
        return roi

    @property
    def x(self) -> NDArray[np.float64]:
        """Coordinates along X, in pixels."""
        return self._x

    @x.setter
    def x(self, values: NDArray[np.float64]) -> None:
        self._x, self.known_box = values, None

    @property
    def y(self) -> NDArray[np.float64]:
        """Coordinates along Y, in pixels."""
        return self._y

    @y.setter
    def y(self, values: NDArray[np.float64]) -> None:
        self._y, self.known_box = values, None

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Smallest and largest coordinates: left, top, right, bottom, in pixels; all 0 without points."""
        if self.x.size == 0:
            return (0.0, 0.0, 0.0, 0.0)
        return (
            float(self.x.min()),
            float(self.y.min()),
            float(self.x.max()),
            float(self.y.max()),
        )

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Bounding box in whole pixels: top, left, and behind the last row and column; may leave the image."""
        return box_of(self)

    def mask(self, shape: tuple[int, ...]) -> NDArray[np.bool_]:
        """Return which pixels of an image the ROI covers, in each pixel as in ImageJ.

        An area has the pixels of ``Roi.getMask``, about those whose centre is inside; rectangles, ovals, texts and
        images are rounded to their `box` before, which has at least one pixel. A line has the pixels that ImageJ draws,
        or, if it is wider than 1, those that *Line to Area* makes of it. A point has the pixel that holds it. An arrow
        is drawn as ImageJ does if its `source` is there, otherwise as a line. Parts outside the image are cut off; a
        ROI without points covers nothing.

        Parameters
        ----------
        shape
            Shape of the image; its last two axes are Y and X.

        Returns
        -------
        numpy.ndarray
            (Y, X), bool.
        """
        height, width = shape[-2:]
        part = within(box_of(self), height, width)
        if part == (0, 0, height, width):
            return mask_of(self, part)
        result = np.zeros((height, width), dtype=np.bool_)
        result[part.top : part.bottom, part.left : part.right] = mask_of(self, part)
        return result

    def crop(self, image: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Return the part of an image in the bounding box, and which of its pixels the ROI covers.

        Parameters
        ----------
        image
            An `Image`, whose axes say where Y and X are, or an array whose last two axes they are.

        Returns
        -------
        view, mask
            A view: no pixel is copied, and what is written to it is written to the image. The mask is (Y, X), bool.
            Both end at the edges of the image, and are empty where the ROI is outside.

        Examples
        --------
        >>> image = np.arange(12).reshape(3, 4)
        >>> view, mask = Roi("oval", [1, 4], [0, 3]).crop(image)
        >>> int(view[mask].sum())
        30
        """
        axes = getattr(image, "axes", None)
        letters = axes if isinstance(axes, str) and "Y" in axes and "X" in axes else "?" * (image.ndim - 2) + "YX"
        y, x = letters.index("Y"), letters.index("X")
        part = within(box_of(self), image.shape[y], image.shape[x])
        place: list[slice] = [slice(None)] * image.ndim
        place[y], place[x] = slice(part.top, part.bottom), slice(part.left, part.right)
        return image[tuple(place)], mask_of(self, part)

    def head(self) -> dict[str, object]:
        """Return what travels to the host beside the coordinates."""
        values: dict[str, object] = {
            "type": self.type,
            "name": self.name,
            "group": self.group,
            "position": self.position,
        }
        for key, default in _FURTHER.items():
            value = getattr(self, key)
            if value != default:
                values[key] = value
        if self.rings.size > 1:
            values["rings"] = self.rings.tolist()
        if self.properties:
            values["properties"] = self.properties
        if self.counters is not None:
            values["counters"] = self.counters.tolist()
        if self.known_box is not None:
            values["box"] = list(self.known_box)
        return values

    def to_wire(self) -> dict[str, object]:
        """Return the dictionary that travels to the host."""
        return {**self.head(), "x": self.x.tolist(), "y": self.y.tolist()}

    def __repr__(self) -> str:
        """Type, number of points and name."""
        name = f" {self.name!r}" if self.name else ""
        return f"Roi({self.type}{name}, {self.x.size} points)"

    def __eq__(self, other: object) -> bool:
        """Compare all but what the host alone knows: its object, and its rounding of the box."""
        if not isinstance(other, Roi):
            return False
        one, two = self.to_wire(), other.to_wire()
        one.pop("box", None)
        two.pop("box", None)
        return one == two

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        """Leave the host's object behind in copies and pickles."""
        return Roi.from_wire, (self.to_wire(),)

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name and a list of this one ROI."""
        return "drua.Rois", [self.to_wire()]


def _position(value: object) -> dict[str, int]:
    if not isinstance(value, Mapping):
        return {}
    return {str(axis): int(index) for axis, index in value.items()}
