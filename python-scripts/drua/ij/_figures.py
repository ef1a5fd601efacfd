"""Figures of matplotlib, images of PIL, and ImageJ's own plots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import _plots

__all__ = ["FROM_JAVA", "show", "to_java"]

FROM_JAVA: dict[str, Callable[[Any], Any]] = {_plots.PLOT: _plots.plot_data}


def to_java(value: Any) -> Any:
    """Return the Java object for a value of this family."""
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Show a value of this family."""
    if _plots.is_plot(value):
        _plots.show_plot(value, name)
        return value
    return NotImplemented
