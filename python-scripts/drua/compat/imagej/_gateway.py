"""The gateway ``ij``: to the original ImageJ, and to ImageJ2 where that is there."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from drua import DruaError

from . import _services
from ._errors import MissingImageJ2Error
from ._java import find, jimport

if TYPE_CHECKING:
    from ._python import ImageJPython

__all__ = ["Gateway", "attach"]

_logger = logging.getLogger("drua")

# What scripts ask an ImageJ2 gateway for, and what does the same in the original ImageJ or in Python.
_INSTEAD = {
    "animation": "use ij.IJ.run('Animation Options...')",
    "command": "use ij.py.run_plugin(name, options)",
    "context": "there is no SciJava context without ImageJ2",
    "convert": "use ij.py.to_java, ij.py.to_imageplus, ij.py.to_img and ij.py.from_java",
    "dataset": "use ij.py.to_imageplus(array) for an image of the original ImageJ",
    "datasetIO": "use ij.IJ.openImage(path)",
    "display": "use ij.ui().show(image) and ij.WindowManager",
    "event": "use listeners of java.awt or of ij.ImagePlus",
    "get": "there are no SciJava services without ImageJ2",
    "imageDisplay": "use ij.WindowManager.getCurrentImage() or ij.py.active_imageplus()",
    "log": "use ij.IJ.log(text) or Python's logging",
    "menu": "use ij.py.run_plugin(name, options)",
    "module": "use ij.py.run_plugin(name, options)",
    "notebook": "use ij.ui().show(image)",
    "op": "use SciPy or scikit-image on ij.py.from_java(image), or a command by ij.py.run_plugin",
    "overlay": "use image.getOverlay() of an ij.ImagePlus",
    "plugin": "use ij.py.run_plugin(name, options)",
    "roi": "use ij.RoiManager and the classes of ij.gui",
    "scifio": "use ij.IJ.openImage(path), or a Python reader such as tifffile",
    "script": "use ij.py.run_macro and ij.py.run_script",
    "table": "use ij.ResultsTable, or a DataFrame",
    "thread": "use Python's threading",
}


class Legacy:
    """Stands for ImageJ2's LegacyService where the original ImageJ runs by itself."""

    def isActive(self) -> bool:
        """Return True: it is all there is."""
        return True

    def getIJ1Helper(self) -> Any:
        """Return None: there is nothing to help with."""
        return None


class Gateway:
    """PyImageJ's ``ij``. Where ImageJ2 is, everything of its gateway is here, too.

    Parameters
    ----------
    imagej2
        The ``net.imagej.ImageJ`` over the context that runs, or None.
    """

    def __init__(self, imagej2: Any = None) -> None:
        from ._python import ImageJPython

        self._imagej2 = imagej2
        self._py = ImageJPython(self)

    @property
    def py(self) -> ImageJPython:
        """Conversions, and what runs macros, commands and scripts."""
        return self._py

    @property
    def legacy(self) -> Any:
        """ImageJ2's LegacyService, or what stands for it."""
        if self._imagej2 is None:
            return Legacy()
        service = find("net.imagej.legacy.LegacyService")
        return None if service is None else self._imagej2.get("net.imagej.legacy.LegacyService")

    @property
    def IJ(self) -> Any:
        """The class ``ij.IJ``."""
        return jimport("ij.IJ")

    @property
    def ResultsTable(self) -> Any:
        """The class ``ij.measure.ResultsTable``."""
        return jimport("ij.measure.ResultsTable")

    @property
    def RoiManager(self) -> Any:
        """The class ``ij.plugin.frame.RoiManager``."""
        return jimport("ij.plugin.frame.RoiManager")

    @property
    def WindowManager(self) -> Any:
        """The class ``ij.WindowManager``."""
        return jimport("ij.WindowManager")

    def getVersion(self) -> str:
        """Return the version of ImageJ2, or else that of the original ImageJ."""
        return str(self._imagej2.getVersion() if self._imagej2 is not None else self.IJ.getFullVersion())

    def dispose(self) -> None:
        """Do nothing: ImageJ was there before the script and stays."""
        _logger.info("ij.dispose() does nothing here: ImageJ was open before the script")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._imagej2 is not None:
            return getattr(self._imagej2, name)
        if name == "io":
            return _services.files
        if name == "ui":
            return _services.windows
        if name in _INSTEAD:
            raise MissingImageJ2Error(
                f"ij.{name}() needs ImageJ2, and only the original ImageJ is here", hint=_INSTEAD[name]
            )
        raise AttributeError(f"ij has no {name}")

    def __repr__(self) -> str:
        kind = "ImageJ2" if self._imagej2 is not None else "ImageJ"
        return f"{kind} {self.getVersion()}"


def attach() -> Gateway:
    """Return a gateway to the ImageJ of this program."""
    if find("ij.IJ") is None and find("net.imagej.ImageJ") is None:
        raise DruaError(
            "there is no ImageJ in this program",
            hint="run the script in ImageJ or Fiji, or add ij.jar to the class path",
        )
    _prepare_without_display()
    return Gateway(_running_imagej2())


def _running_imagej2() -> Any:
    """Return ImageJ2's gateway over the context that runs; None without one. A context is never made."""
    gateway = find("net.imagej.ImageJ")
    context_class = find("org.scijava.Context")
    if gateway is None or context_class is None:
        return None
    # ImageJ2 answers the request for its context through the original ImageJ, as plugins ask it. It has put hooks into
    # that; without them the request would make a new context.
    context = None
    if getattr(jimport("ij.IJ"), "_hooks", None) is not None:
        context = jimport("ij.IJ").runPlugIn("org.scijava.Context", "")
    if context is None or not isinstance(context, context_class):
        _logger.info("ImageJ2's classes are here, but no context of it runs: the original ImageJ is used")
        return None
    return gateway(context)


@lru_cache(maxsize=1)
def _prepare_without_display() -> None:
    """Make ImageJ's commands known to ``IJ.run`` where no menu bar can be made."""
    if jimport("java.awt.GraphicsEnvironment").isHeadless():
        commands = find("io.drua.fiji.menu.HeadlessCommands")
        if commands is not None:
            commands.prepare()
