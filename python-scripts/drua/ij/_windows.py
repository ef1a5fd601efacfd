"""Showing images of ImageJ, with a display and without."""

from __future__ import annotations

from typing import Any

from ._java import jimport

__all__ = ["is_headless", "shown"]


def is_headless() -> bool:
    """Say whether there is no display, so that no window can be made."""
    return bool(jimport("java.awt.GraphicsEnvironment").isHeadless())


def shown(imp: Any, name: str = "") -> Any:
    """Show an ImagePlus, by this name where one is given, and return it.

    Without a display it becomes the current image, so that ``IJ.getImage()`` and the next commands have it.
    """
    if name:
        imp.setTitle(name)
    if is_headless():
        jimport("ij.WindowManager").setTempCurrentImage(imp)
    else:
        imp.show()
    return imp
