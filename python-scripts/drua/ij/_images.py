"""Images of ImageJ, `ij.ImagePlus`, and their planes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["FROM_JAVA", "show", "to_java"]

FROM_JAVA: dict[str, Callable[[Any], Any]] = {}


def to_java(value: Any) -> Any:
    """Return the Java object for a value of this family."""
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Show a value of this family."""
    return NotImplemented
