"""The families of objects, and which of them an object belongs to.

A family is a module of this package with

``FROM_JAVA``
    Name of a Java class or interface -> function that gives the Python object for an object of it.
``to_java(value)``
    The Java object for a Python value, or NotImplemented for a value that isn't of this family.
``show(value, name)``
    Shows a value, or a Java object of this family, to the user and gives the Java object; NotImplemented for others.

The first family that knows a value has it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from ._java import is_a

__all__ = ["from_java", "show", "to_java"]

FAMILIES = ("_stacks", "_images", "_lazy", "_imagej2", "_imglib", "_rois", "_tables", "_figures")


def _families() -> list[Any]:
    return [importlib.import_module(f"drua.ij.{name}") for name in FAMILIES]


def from_java(value: Any) -> Any:
    """Return the Python object for an object of ImageJ or ImgLib2.

    An ImagePlus, a Dataset or an ImgLib2 image becomes an `Image` (a lazy array where it is virtual), a Roi a
    `drua.Roi`, an Overlay `drua.Rois`, a table a DataFrame, or a dict of columns without pandas. Anything else becomes
    what `drua.java.to_python` makes of it.
    """
    convert = _converters.get(type(value))
    if convert is None:
        convert = _converter(value)
        _converters[type(value)] = convert
    return convert(value)


#: Types of Java's objects, which stay until the process ends, and what makes Python's objects of theirs.
_converters: dict[type, Callable[[Any], Any]] = {}


def _converter(value: Any) -> Callable[[Any], Any]:
    for family in _families():
        for name, convert in family.FROM_JAVA.items():
            if is_a(value, name):
                found: Callable[[Any], Any] = convert
                return found
    from ..java import to_python

    return to_python


def to_java(value: Any) -> Any:
    """Return the object of ImageJ or ImgLib2 for a Python value.

    An `Image` becomes an ImagePlus, a plain ndarray an ImgLib2 image where ImgLib2 is there, otherwise an ImagePlus; a
    `drua.Roi` a Roi, a DataFrame or `drua.Table` a ResultsTable, a figure an ImagePlus. Anything else becomes what
    `drua.java.to_java` makes of it.

    Raises
    ------
    drua.ConversionError
        There is no such object for it; the message names the choices.
    """
    for family in _families():
        made = family.to_java(value)
        if made is not NotImplemented:
            return made
    from ..java import to_java as plainly

    return plainly(value)


def show(value: Any, name: str = "") -> Any:
    """Show a value to the user in a window of ImageJ, and return the Java object that is shown.

    Parameters
    ----------
    value
        Image, array, xarray or dask array, table, ROIs, matplotlib figure, PIL image, or an object of ImageJ.
    name
        Title of the window; by default the value's own name.

    Raises
    ------
    TypeError
        It can't be shown.
    """
    for family in _families():
        shown = family.show(value, name)
        if shown is not NotImplemented:
            return shown
    raise TypeError(
        f"can't show {type(value).__name__}: expected an image, array, table, ROI, figure or object of ImageJ"
    )
