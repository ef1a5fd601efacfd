"""Values of packages that need not be installed."""

from __future__ import annotations

import sys

__all__ = ["is_instance_of"]


def is_instance_of(value: object, module: str, name: str) -> bool:
    """Ask for a class of a package without importing it: what isn't loaded can't have made a value."""
    found = getattr(sys.modules.get(module), name, None)
    return isinstance(found, type) and isinstance(value, found)
