"""ROIs, overlays and the RoiManager.

All ROIs of one call travel at once: the coordinates of all of them in two arrays, the rest as one list. They are
copies, both ways; what has no counterpart in `drua.Roi` stays in its `source`, ImageJ's own object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from .._errors import ConversionError, DruaError
from ..java import array, to_python
from ..rois import Points, Roi, Rois
from ._java import is_a, jimport
from ._windows import is_headless

__all__ = [
    "FROM_JAVA",
    "add_to_manager",
    "arrow_mask",
    "java_roi_of",
    "manager_rois",
    "overlay_of",
    "roi_of",
    "set_overlay",
    "show",
    "to_java",
]


def roi_of(java_roi: Any, imp: Any = None) -> Roi:
    """Return the `drua.Roi` of a ROI of ImageJ: Copied, with the object itself as its `source`.

    Parameters
    ----------
    java_roi
        Any ``ij.gui.Roi``.
    imp
        ImagePlus where it belongs: says which axes its position is on. Without one, a position in a plain stack counts
        as Z.

    Raises
    ------
    drua.ConversionError
        It is no ROI.
    """
    if not is_a(java_roi, "ij.gui.Roi"):
        raise ConversionError(
            f"roi_of: expected an ij.gui.Roi, found {type(java_roi).__name__}",
            hint="the selection of an image is imp.getRoi(), its overlay drua.ij.overlay_of(imp)",
        )
    return _from_java([java_roi], imp)[0]


def java_roi_of(roi: Roi | Points, imp: Any = None) -> Any:
    """Return a ROI of ImageJ: Copied; ImageJ keeps corners as float.

    One that came from ImageJ and has its shape still keeps all that ImageJ's object holds: fonts, styles of arrows,
    curves. Its `source` itself is not changed.

    Parameters
    ----------
    roi
        A `drua.Roi`, or points.
    imp
        ImagePlus where it belongs: tells which slice a position is. Without one, a position along Z only is one in a
        plain stack.

    Raises
    ------
    drua.ConversionError
        It has no points, or ImageJ has no such ROI.
    """
    return _to_java([roi.roi if isinstance(roi, Points) else roi], imp)[0]


def overlay_of(imp: Any) -> Rois:
    """Return the ROIs of an image's overlay in its order, none if it has no overlay: Copied."""
    overlay = _image(imp, "overlay_of").getOverlay()
    return Rois() if overlay is None else _from_java(overlay.toArray(), imp)


def set_overlay(imp: Any, rois: Iterable[Roi]) -> None:
    """Make ROIs the overlay of an image, in place of the one that it has; none of them, no overlay."""
    image = _image(imp, "set_overlay")
    made = _overlay(_to_java(list(rois), image))
    image.setOverlay(made if made.size() else None)


def manager_rois() -> Rois:
    """Return the ROIs of the RoiManager in its order, none if there is no manager: Copied."""
    return _from_java(jimport("io.drua.fiji.image.RoiManagers").rois(), None)


def add_to_manager(rois: Roi | Points | Iterable[Roi], imp: Any = None) -> None:
    """Add ROIs to the RoiManager, which opens if it isn't open: Copied.

    Parameters
    ----------
    rois
        One or several.
    imp
        ImagePlus where they belong, as for `java_roi_of`.

    Raises
    ------
    drua.DruaError
        There is no display for the manager's window.
    """
    made = _to_java(_several(rois), imp)
    _add(made, imp)


def arrow_mask(roi: Roi) -> tuple[int, int, Any] | None:
    """Return the first row and column of an arrow and ImageJ's own mask of it: (Y, X), bool. Copied.

    None if the ROI has no source, or has changed since.
    """
    arrow: Any = roi.source
    if arrow is None or not is_a(arrow, "ij.gui.Arrow"):
        return None
    ends = [value - 0.5 for value in (*roi.x.tolist(), *roi.y.tolist())]
    if ends != [arrow.x1d, arrow.x2d, arrow.y1d, arrow.y2d] or roi.stroke_width != arrow.getStrokeWidth():
        return None
    bounds, mask = arrow.getBounds(), arrow.getMask()
    if mask is None:
        return None
    pixels = np.asarray(mask.getPixels()) != 0
    return int(bounds.y), int(bounds.x), pixels.reshape(int(mask.getHeight()), int(mask.getWidth()))


def to_java(value: Any) -> Any:
    """Return a Roi for a `drua.Roi` or points, an Overlay for `drua.Rois`; NotImplemented for other values."""
    if isinstance(value, Roi | Points):
        return java_roi_of(value)
    if isinstance(value, Rois):
        return _overlay(_to_java(value, None))
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Put ROIs on the active image's overlay and into the RoiManager, and return what was put there.

    Without a display there is only the overlay, without an image only the manager.
    """
    if isinstance(value, Roi | Points | Rois):
        image = jimport("ij.WindowManager").getCurrentImage()
        made = list(_to_java(_several(value), image))
    elif is_a(value, "ij.gui.Overlay") or is_a(value, "ij.gui.Roi"):
        image = jimport("ij.WindowManager").getCurrentImage()
        made = list(value.toArray()) if is_a(value, "ij.gui.Overlay") else [value]
    else:
        return NotImplemented
    if name and len(made) == 1:
        made[0].setName(name)
    headless = is_headless()
    if image is None and headless:
        raise ConversionError(
            "show: expected an active image to put ROIs on, found none",
            hint="show an image first, or name it: drua.ij.set_overlay(imp, rois)",
        )
    if image is not None:
        overlay = image.getOverlay()
        if overlay is None:
            overlay = jimport("ij.gui.Overlay")()
        for roi in made:
            overlay.add(roi.clone())
        image.setOverlay(overlay)
    if not headless:
        _add(array("ij.gui.Roi", made), image)
    return made[0] if len(made) == 1 else _overlay(made)


def _several(rois: Roi | Points | Iterable[Roi]) -> list[Roi]:
    if isinstance(rois, Points):
        return [rois.roi]
    return [rois] if isinstance(rois, Roi) else list(rois)


def _from_java(rois: Any, imp: Any) -> Rois:
    given = list(rois)
    if not given:
        return Rois()
    x, y, counts, heads = jimport("io.drua.fiji.image.RoiMaps").columns(array("ij.gui.Roi", given), imp)
    xs, ys = np.asarray(x), np.asarray(y)
    made = []
    begin = 0
    for head, count, source in zip(to_python(heads), np.asarray(counts).tolist(), given, strict=True):
        end = begin + count
        made.append(Roi.from_parts(head, xs[begin:end], ys[begin:end], source))
        begin = end
    return Rois(made)


def _to_java(rois: Sequence[Roi], imp: Any) -> Any:
    for roi in rois:
        if not isinstance(roi, Roi):
            raise ConversionError(
                f"expected drua.Roi, found {type(roi).__name__}", hint="drua.ij.roi_of() makes one of ImageJ's ROI"
            )
        if roi.x.size == 0:
            raise ConversionError(
                f"expected a ROI with points, found {roi!r}", hint="ImageJ has no empty ROIs: leave it out"
            )
        if roi.type == "image" and roi.source is None:
            raise ConversionError(
                f"expected a ROI that ImageJ can draw, found {roi!r} without the ImageRoi that it was made of",
                hint="make an ij.gui.ImageRoi of the pixels",
            )
    if not rois:
        return array("ij.gui.Roi", [])
    return jimport("io.drua.fiji.image.RoiMaps").ofColumns(
        np.concatenate([roi.x for roi in rois]),
        np.concatenate([roi.y for roi in rois]),
        np.array([roi.x.size for roi in rois], np.int32),
        [roi.head() for roi in rois],
        array("ij.gui.Roi", [roi.source for roi in rois]),
        imp,
    )


def _overlay(rois: Any) -> Any:
    overlay = jimport("ij.gui.Overlay")()
    for roi in rois:
        overlay.add(roi)
    return overlay


def _image(imp: Any, what: str) -> Any:
    if not is_a(imp, "ij.ImagePlus"):
        raise ConversionError(
            f"{what}: expected an ij.ImagePlus, found {type(imp).__name__}",
            hint="the active image is ij.IJ.getImage(); an array becomes one by drua.ij.to_java",
        )
    return imp


def _add(rois: Any, imp: Any) -> None:
    try:
        jimport("io.drua.fiji.image.RoiManagers").add(imp, rois)
    except jimport("java.awt.HeadlessException") as error:
        raise DruaError(
            "the RoiManager is a window, and there is no display here",
            hint="keep the ROIs as the image's overlay: drua.ij.set_overlay(imp, rois)",
        ) from error


def _manager_rois(manager: Any) -> Rois:
    return _from_java(manager.getRoisAsArray(), None)


def _overlay_rois(overlay: Any) -> Rois:
    return _from_java(overlay.toArray(), None)


FROM_JAVA: dict[str, Callable[[Any], Any]] = {
    "ij.gui.Roi": roi_of,
    "ij.gui.Overlay": _overlay_rois,
    "ij.plugin.frame.RoiManager": _manager_rois,
}
