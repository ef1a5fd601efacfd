"""ROIs, overlays and the RoiManager."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["FROM_JAVA", "show", "to_java"]


def java_mask(roi: Any) -> tuple[int, int, Any]:
    """Return the first row and column of a ROI of ImageJ and its own mask: (Y, X), bool."""
    raise NotImplementedError


FROM_JAVA: dict[str, Callable[[Any], Any]] = {}


def to_java(value: Any) -> Any:
    """Return the Java object for a value of this family."""
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Show a value of this family."""
    return NotImplemented
