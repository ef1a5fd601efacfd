"""What is raised where ImageJ2 is needed and isn't there."""

from __future__ import annotations

from drua import DruaError

__all__ = ["MissingImageJ2Error"]


class MissingImageJ2Error(DruaError, AttributeError):
    """Something of ImageJ2 was asked for in a program that has the original ImageJ only.

    An `AttributeError` too, so that ``hasattr(ij, "op")`` is False there.
    """

    code = "missing-imagej2"
