"""Label images as ROIs, and ROIs as label images."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ConversionError
from .._metadata import stack_axes
from ._fill import Spans, Window, spans
from ._label_rings import label_rings
from ._mask import covered
from ._outline import Box
from ._several import Roi, Rois

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, DTypeLike, NDArray

__all__ = ["labels_to_rois", "rois_to_labels"]

_KINDS = ("traced", "polygon", "rectangle")
_AT_ONCE = frozenset(("polygon", "freehand", "traced", "composite"))
#: Pixels that are written at once: their indices take eight bytes each.
_CHUNK = 1 << 22


def labels_to_rois(labels: ArrayLike, *, kind: str = "traced", axes: str | None = None) -> Rois:
    """Return the outline of each label of a label image, along the edges of its pixels.

    Parameters
    ----------
    labels
        (Y, X), or planes with these as the last axes; whole numbers, or a mask. 0 and below are background.
    kind
        ``"traced"``, ImageJ's type for outlines of pixels; ``"polygon"``, the same with handles; or ``"rectangle"``,
        the bounding box only.
    axes
        One letter an axis; by default the image's own, or the last of ``TZCYX``, of three axes ``ZYX``.

    Returns
    -------
    Rois
        Plane by plane, in each by rising label. A ROI has the label as its name and as property ``label``, and its
        plane as its position. Pixels that touch at corners only are apart (4-connected), as for ImageJ's wand: a label
        in several parts, or with holes, is a composite. `rois_to_labels` gives back the same labels.

    Raises
    ------
    drua.ConversionError
        These are no labels.

    Examples
    --------
    >>> [roi] = labels_to_rois([[0, 0, 0], [0, 7, 7]])
    >>> roi.name, roi.type, roi.x.tolist(), roi.y.tolist()
    ('7', 'traced', [1.0, 3.0, 3.0, 1.0], [1.0, 1.0, 2.0, 2.0])
    """
    if kind not in _KINDS:
        raise ValueError(f"labels_to_rois: expected a kind of {', '.join(_KINDS)}, found {kind!r}")
    given = np.asarray(labels)
    if given.dtype.kind not in "biu" or given.ndim < 2:
        raise ConversionError(
            f"labels_to_rois: expected whole numbers with axes Y and X, found {given.dtype} of shape {given.shape}",
            hint="a probability map or a grey image must be thresholded first",
        )
    if given.dtype.kind == "b":
        given = given.view(np.uint8)
    letters = _letters(axes or getattr(labels, "axes", None), given.ndim)
    rois: list[Roi] = []
    for plane, position in _planes(given.shape[:-2], letters):
        for label, rings in label_rings(given[plane]):
            name = str(label)
            x, y = (np.concatenate(part) if len(rings) > 1 else part[0] for part in zip(*rings, strict=True))
            if kind == "rectangle":
                roi = Roi(kind, [x.min(), x.max()], [y.min(), y.max()], name=name)
            else:
                starts = np.cumsum([0, *(ring[0].size for ring in rings[:-1])]) if len(rings) > 1 else None
                roi = Roi.traced(x, y, starts, name)
                if kind == "polygon" and starts is None:
                    roi.type = kind
            roi.properties["label"] = name
            roi.position = dict(position)
            rois.append(roi)
    return Rois(rois)


def rois_to_labels(
    rois: Sequence[Roi], shape: tuple[int, ...], dtype: DTypeLike | None = None, *, axes: str | None = None
) -> NDArray[Any]:
    """Return the label image of some ROIs: each pixel has the label of the last ROI that covers it, or 0.

    Parameters
    ----------
    rois
        The label of each is its property ``label``, or else its number in the sequence, from 1. One with a position
        is on the planes there, others are on all planes. What they cover is what `Roi.mask` says.
    shape
        Shape of the label image; its last two axes are Y and X.
    dtype
        Type of the label image; by default the smallest of ``uint8 uint16 uint32 uint64`` that holds all labels.
    axes
        One letter an axis; by default the last of ``TZCYX``, of three axes ``ZYX``.

    Returns
    -------
    numpy.ndarray
        Of that shape.

    Raises
    ------
    OverflowError
        A label doesn't fit into `dtype`.
    """
    if len(shape) < 2:
        raise ValueError(f"rois_to_labels: expected a shape with axes Y and X, found {shape}")
    letters = _letters(axes, len(shape))
    numbers = [_label(roi, index) for index, roi in enumerate(rois)]
    largest = max(numbers, default=0)
    kind = np.dtype(np.min_scalar_type(largest) if dtype is None else dtype)
    if kind.kind in "iu" and (largest > np.iinfo(kind).max or min(numbers, default=0) < np.iinfo(kind).min):
        raise OverflowError(f"rois_to_labels: expected labels that fit into {kind}, found {largest}")
    result = np.zeros(shape, kind)
    values = np.array(numbers, kind)
    found, owner = _spans(rois, shape[-2:])
    for plane, position in _planes(shape[:-2], letters):
        here = np.array([all(position.get(axis, at) == at for axis, at in roi.position.items()) for roi in rois], bool)
        some = here[owner]
        _write(result[plane].reshape(-1), found.of(some), values[owner[some]])
    return result


def _label(roi: Roi, index: int) -> int:
    given = roi.properties.get("label", "")
    try:
        return int(given)
    except ValueError:
        return index + 1


def _letters(axes: object, dimensions: int) -> str:
    letters = axes if isinstance(axes, str) else stack_axes(dimensions)
    if len(letters) != dimensions or letters[-2:] != "YX":
        raise ConversionError(
            f"expected {dimensions} axes that end with YX, found {letters!r}",
            hint="turn the axes with numpy.moveaxis, or name them with axes=",
        )
    return letters


def _planes(outer: tuple[int, ...], letters: str) -> Iterator[tuple[tuple[int, ...], dict[str, int]]]:
    for index in itertools.product(*(range(length) for length in outer)):
        yield index, dict(zip(letters, index, strict=False))


def _spans(rois: Sequence[Roi], plane: tuple[int, ...]) -> tuple[Spans, NDArray[np.int64]]:
    """Return the spans of all ROIs in a plane, and for each span the number of its ROI, which rises."""
    part = Box(0, 0, plane[0], plane[1])
    together = [
        index
        for index, roi in enumerate(rois)
        if roi.type in _AT_ONCE and roi.x.size and not roi.spline and roi.known_box is None
    ]
    parts: list[Spans] = []
    owners: list[NDArray[np.int64]] = []
    if together:
        found, number = _outlined([rois[index] for index in together], part)
        parts.append(found)
        owners.append(np.array(together)[number])
    for index in sorted(set(range(len(rois))).difference(together)):
        parts.append(covered(rois[index], part))
        owners.append(np.full(parts[-1].first.size, index))
    if not parts:
        return Spans(np.empty(0, np.int64), np.empty(0, np.int64)), np.empty(0, np.int64)
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return Spans(*(np.concatenate(side) for side in zip(*parts, strict=True))).of(order), owner[order]


def _outlined(rois: Sequence[Roi], part: Box) -> tuple[Spans, NDArray[np.int64]]:
    """Return the spans of polygons and composites, all at once."""
    counts = np.array([roi.x.size for roi in rois])
    first = np.cumsum(counts) - counts
    composite = np.repeat([roi.type == "composite" for roi in rois], counts)
    coordinates = []
    for given in (np.concatenate([roi.x for roi in rois]), np.concatenate([roi.y for roi in rois])):
        # As in `_outline`: relative to the ROI's box, or to its smallest coordinate, as float.
        single = given.astype(np.float32)
        low = np.repeat(np.minimum.reduceat(single, first), counts)
        base = np.floor(np.repeat(np.minimum.reduceat(given, first), counts))
        coordinates.append(
            np.where(composite, (given - base).astype(np.float32) + base, (single - low) + low.astype(float))
        )
    rings = np.concatenate([roi.rings for roi in rois])
    per_roi = np.array([roi.rings.size for roi in rois])
    number = np.repeat(np.arange(len(rois)), per_roi)
    found, owner = spans(coordinates[0], coordinates[1], rings + first[number], Window(*part), number)
    return found, number[:0] if owner is None else owner


def _write(pixels: NDArray[Any], given: Spans, values: NDArray[Any]) -> None:
    """Write a value into each span; where they overlap, the last one stays."""
    length = given.behind - given.first
    ends = np.cumsum(length)
    begin = 0
    while begin < length.size:
        before = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, before + _CHUNK, side="right")), begin + 1)
        some = length[begin:end]
        start = given.first[begin:end] - (ends[begin:end] - some - before)
        pixels[np.arange(int(ends[end - 1]) - before) + np.repeat(start, some)] = np.repeat(values[begin:end], some)
        begin = end
