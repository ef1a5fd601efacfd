"""Lazy images: planes that are read or computed when they are touched."""

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


def is_virtual(imp: Any) -> bool:
    """Say whether the planes of an image are read when they are asked for."""
    return False


def lazy_array(imp: Any) -> Any:
    """Return it as a lazy image."""
    raise NotImplementedError
