"""The ImageJ2 that runs in this process, and what it offers."""

from __future__ import annotations

from typing import Any

from .._errors import ConversionError, ImageStateError
from ._java import find, is_a, jimport

__all__ = ["imagej2", "running", "service"]

CONTEXT = "org.scijava.Context"


def imagej2(name: str) -> Any:
    """Return a class of ImageJ2 or of imglib2-roi.

    Raises
    ------
    drua.ConversionError
        It isn't there.
    """
    found = find(name)
    if found is None:
        raise ConversionError(
            f"this application has no ImageJ2: the class {name} is missing",
            hint="use Fiji, or drua.ij.imageplus_of() and drua.ij.img_of(), which don't need it",
        )
    return found


def running() -> Any:
    """Return the ``org.scijava.Context`` of the ImageJ2 that runs, None where none does; never makes one."""
    if find(CONTEXT) is None or find("ij.IJ") is None:
        return None
    ij = jimport("ij.IJ")
    # ImageJ2 puts hooks into ImageJ and answers this request through them; without hooks it would make a new context.
    if getattr(ij, "_hooks", None) is None:
        return None
    context = ij.runPlugIn(CONTEXT, "")
    return context if is_a(context, CONTEXT) else None


def service(name: str, context: Any = None) -> Any:
    """Return a service by the name of its class.

    Parameters
    ----------
    name
        Name of the service's interface.
    context
        Where to look; by default the ImageJ2 that runs.

    Raises
    ------
    drua.ImageStateError
        No ImageJ2 runs, or it hasn't got the service.
    """
    place = running() if context is None else context
    if place is None:
        raise ImageStateError(
            "no ImageJ2 runs in this process",
            hint="start Fiji, or give a context; drua.ij.imgplus_of() needs none",
        )
    # By the class, not by its name: a context looks for names with its own loader only.
    kind = find(name)
    found = None if kind is None else place.getService(kind.class_)
    if found is None:
        raise ImageStateError(f"the ImageJ2 that runs has no {name}", hint="give another context=")
    return found
