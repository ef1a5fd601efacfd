"""ImageJ's own plots, `ij.gui.Plot`: series of points with axes that live in ImageJ's window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _core
from .._columns import cells_of
from .._errors import ConversionError
from ._java import is_a, jimport
from ._tables_frames import columns_of, is_frame
from ._windows import is_headless

__all__ = ["is_plot", "plot", "plot_data", "show_plot"]

PLOT = "ij.gui.Plot"

#: What a kind is in ImageJ, which names it by what is drawn.
KINDS = {
    "line": "line",
    "points": "circle",
    "connected": "connected circle",
    "bars": "bar",
    "separated bars": "separated bar",
    "filled": "filled",
    "boxes": "box",
    "triangles": "triangle",
    "diamonds": "diamond",
    "crosses": "cross",
    "x": "x",
    "dots": "dot",
}

#: Colours that differ for people with any colour vision: https://doi.org/10.1038/nmeth.1618
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")

_KEYS = ("x", "y", "kind", "errors", "x_errors", "label", "color")

Series = dict[str, Any]


def plot(
    x: Any,
    y: Any = None,
    *,
    kind: str = "line",
    errors: Any = None,
    x_errors: Any = None,
    labels: str | Sequence[str] | None = None,
    colors: str | Sequence[str] | None = None,
    title: str = "Plot",
    x_label: str | None = None,
    y_label: str | None = None,
    limits: Sequence[float | None] | None = None,
    log_x: bool = False,
    log_y: bool = False,
    legend: bool | str | None = None,
    show: bool = True,
) -> Any:
    """Plot series of numbers in a window of ImageJ, whose axes stay alive: zoom, *Data*, *More*.

    Parameters
    ----------
    x, y
        Positions and values: lists, arrays or Series. With one of them only, these are the values, at 0, 1, 2 ... or
        the numbers of a Series' index. `y` may be a dict of several columns. A DataFrame is one series for each column
        of numbers. A list of dicts is one series for each, with the keys ``x``, ``y``, ``kind``, ``errors``,
        ``x_errors``, ``label`` and ``color``, which `plot_data` gives. NaN is a gap. ImageJ plots float32.
    kind
        ``"line"``, ``"points"``, ``"connected"``, ``"bars"``, ``"separated bars"``, ``"filled"``, ``"boxes"``,
        ``"triangles"``, ``"diamonds"``, ``"crosses"``, ``"x"`` or ``"dots"``.
    errors, x_errors
        Half the length of the error bars of each point, in units of y and x.
    labels, colors
        One for each series. Colours are ``"#rrggbb"`` or names of ImageJ.
    title, x_label, y_label
        Of the window and the axes.
    limits
        (x least, x most, y least, y most) in units of the axes; None where ImageJ chooses.
    log_x, log_y
        Logarithmic axes; points at 0 and below are not drawn.
    legend
        True, False, or a place such as ``"top-left"``; by default where there are several labelled series.
    show
        False only makes the plot. Without a display nothing is shown either.

    Returns
    -------
    ij.gui.Plot
        The numbers are copied.

    Raises
    ------
    drua.ConversionError
        There are no points, x, y and errors differ in length, or some are no numbers or too large for float32.
    ValueError
        Unknown kind, key or number of limits.
    """
    series = _several(x, y, kind)
    _spread(series, "label", labels)
    _spread(series, "color", colors)
    for key, bars in (("errors", errors), ("x_errors", x_errors)):
        if bars is not None:
            if len(series) != 1:
                raise ValueError(f"{key} are of one series: give them in the dict of each")
            series[0][key] = bars
    if limits is not None and len(limits) != 4:
        raise ValueError(f"limits: expected x least, x most, y least, y most, found {limits!r}")
    checked = [_checked(one, number) for number, one in enumerate(series, 1)]
    made = jimport(PLOT)(title, x_label or series[0].get("x_name") or "X", y_label or "Y")
    for one in checked:
        _add(made, one)
    made.setColor("black")
    made.setLineWidth(1)
    if log_x or log_y:
        made.setAxisXLog(log_x)
        made.setAxisYLog(log_y)
    # Without limits ImageJ would cut error bars off.
    made.setLimits(*(float("nan") if limit is None else float(limit) for limit in limits or [None] * 4))
    labelled = len(series) > 1 and any(one["label"] for one in checked)
    if legend or (legend is None and labelled):
        made.addLegend(None, legend if isinstance(legend, str) else "auto")
    if show:
        show_plot(made)
    return made


def is_plot(value: Any) -> bool:
    """Say whether a value is a plot of ImageJ."""
    return is_a(value, PLOT)


def show_plot(made: Any, title: str = "") -> None:
    """Open the window of a plot; without a display only draw it."""
    if is_headless():
        made.draw()
    else:
        made.show()
    if title:
        # The window has an ImagePlus of its own.
        made.getImagePlus().setTitle(title)


def _several(x: Any, y: Any, kind: str) -> list[Series]:
    """Return the series as dicts of what was given."""
    if isinstance(x, list) and x and all(isinstance(one, Mapping) for one in x):
        unknown = {key for one in x for key in one} - set(_KEYS)
        if unknown:
            raise ValueError(f"a series has the keys {', '.join(_KEYS)}, found {', '.join(map(str, unknown))}")
        return [{"kind": kind, **one} for one in x]
    if y is None and is_frame(x):
        index, name = _index(x)
        columns = {key: cells_of(key, values) for key, values in columns_of(x).items() if key != name}
        numbers = {key: cells.values for key, cells in columns.items() if cells.texts is None}
        return [{"x": index, "x_name": name, "y": v, "kind": kind, "label": key} for key, v in numbers.items()]
    if y is None:
        index, name = _index(x)
        return [{"x": index, "x_name": name, "y": x, "kind": kind, "label": getattr(x, "name", None)}]
    if isinstance(y, Mapping) or is_frame(y):
        return [{"x": x, "y": values, "kind": kind, "label": key} for key, values in columns_of(y).items()]
    return [{"x": x, "y": y, "kind": kind, "x_name": getattr(x, "name", None), "label": getattr(y, "name", None)}]


def _index(values: Any) -> tuple[Any, Any]:
    """Return the numbers of the index of pandas, and its name."""
    index: Any = getattr(values, "index", None)
    if callable(index) or getattr(index, "nlevels", 2) != 1 or index.dtype.kind not in "iuf":
        return None, None
    return index.to_numpy(), index.name


def _spread(series: list[Series], key: str, values: str | Sequence[str] | None) -> None:
    if values is None:
        return
    several = [values] if isinstance(values, str) else list(values)
    if len(several) != len(series):
        raise ValueError(f"{key}s: expected {len(series)}, one for each series, found {len(several)}")
    for one, value in zip(series, several, strict=True):
        one[key] = value


def _checked(one: Series, number: int) -> Series:
    """Return a series as ImageJ takes it."""
    name = f"series {number}"
    if one.get("y") is None:
        raise ConversionError(f"{name} has no y", hint="give y, or one list of values")
    if one["kind"] not in KINDS:
        raise ValueError(f"kind: expected one of {', '.join(KINDS)}, found {one['kind']!r}")
    y = _numbers(f"y of {name}", one["y"])
    if not len(y) or np.isnan(y).all():
        raise ConversionError(f"{name} has no points", hint="leave it out, or look why there are no numbers")
    made: Series = {"kind": one["kind"], "y": y, "color": one.get("color") or COLOURS[(number - 1) % len(COLOURS)]}
    for key in ("x", "errors", "x_errors"):
        given = one.get(key)
        made[key] = None if given is None else _numbers(f"{key} of {name}", given)
        if given is not None and len(made[key]) != len(y):
            raise ConversionError(
                f"{name}: y has {len(y)} points, {key} {len(made[key])}", hint="give one number for each point"
            )
    # Line ends and tabs would divide the legend.
    made["label"] = " ".join(str(one["label"]).split()) if one.get("label") is not None else None
    return made


def _numbers(name: str, values: Any) -> NDArray[np.float32]:
    cells = cells_of(name, values)
    if cells.texts is not None:
        raise ConversionError(
            f"{name}: expected numbers, found text such as {next(filter(None, cells.texts), '')!r}",
            hint="convert it to numbers, or leave it out",
        )
    with np.errstate(over="ignore"):
        numbers = cells.values.astype(np.float32)
    if (np.isinf(numbers) & np.isfinite(cells.values)).any():
        raise ConversionError(f"{name}: numbers beyond 3.4e38, which float32 doesn't hold", hint="plot their logarithm")
    return numbers


def _add(made: Any, one: Series) -> None:
    kind = jimport(PLOT).toShape(KINDS[one["kind"]])
    filled = one["kind"] in ("bars", "separated bars", "filled")
    made.setColor(one["color"], one["color"] if filled else None)
    made.addPoints(one["x"], one["y"], one["errors"], kind, one["label"])
    if one["x_errors"] is not None:
        made.addHorizontalErrorBars(one["x_errors"])


# -- Back --


def plot_data(of: Any) -> list[Series]:
    """Return the series of a plot, as `plot` takes them.

    Parameters
    ----------
    of
        An ``ij.gui.Plot``, or the ``ij.ImagePlus`` of its window.

    Returns
    -------
    list of dict
        ``x``, ``y``, ``errors`` and ``x_errors`` (float32, copied; None where there are no error bars), ``kind``,
        ``label`` and ``color``. Hidden series, texts and arrows are left out. A table of all is
        ``frame_of(plot.getResultsTable())``.

    Raises
    ------
    drua.ConversionError
        It is no plot.
    """
    made = of
    if is_a(of, "ij.ImagePlus"):
        made = of.getPlot() or of.getProperty("thePlot")
    if not is_plot(made):
        what = f"the image '{of.getTitle()}'" if is_a(of, "ij.ImagePlus") else type(of).__name__
        raise ConversionError(
            f"expected a plot of ImageJ, found {what}", hint="give an ij.gui.Plot, or the image of its window"
        )
    names = made.getPlotObjectDesignations()
    found: list[Series] = []
    for index in range(int(made.getNumPlotObjects())):
        style = str(made.getPlotObjectStyle(index)).split(",")
        if str(names[index]).startswith("Data Set ") and style[-1] != "hidden":
            found.append(_series(made, index, len(found), style))
    return found


def _series(made: Any, index: int, number: int, style: list[str]) -> Series:
    arrays = [None if values is None else _core.java_array_read(values) for values in made.getDataObjectArrays(number)]
    x, y, x_errors, errors = arrays
    shape = jimport(PLOT).toShape(style[3])
    kind = next(name for name, drawn in KINDS.items() if jimport(PLOT).toShape(drawn) == shape)
    label = made.getPlotObjectLabel(index)
    return {
        "x": x,
        "y": y,
        "errors": errors,
        "x_errors": x_errors,
        "kind": kind,
        "label": None if label is None else str(label),
        "color": style[0],
    }
