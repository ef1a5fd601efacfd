"""Shared stacks: one block of memory that ImageJ and Python see."""

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


def is_shared(imp: Any) -> bool:
    """Say whether an image is on a shared stack."""
    return False


def shared_array(imp: Any) -> Any:
    """Return its pixels."""
    raise NotImplementedError


def refresh(imp: Any) -> None:
    """Show them."""
