"""``ij.io()`` and ``ij.ui()`` where ImageJ2 is missing: scripts begin and end with them."""

from __future__ import annotations

import logging
from typing import Any

from drua import DruaError

from ._java import is_a, jimport

__all__ = ["Files", "Windows", "files", "windows"]

_logger = logging.getLogger("drua")


class Files:
    """Opens and saves by the original ImageJ."""

    def open(self, path: Any) -> Any:
        """Return the image of a file or URL as an ``ij.ImagePlus``, a table as a ``ResultsTable``, else text.

        Raises
        ------
        OSError
            ImageJ can't open it.
        """
        name = str(path)
        if name.lower().endswith((".csv", ".tsv", ".xls")):
            return jimport("ij.measure.ResultsTable").open(name)
        opener = jimport("ij.io.Opener")()
        opener.setSilentMode(True)
        image = opener.openURL(name) if "://" in name else opener.openImage(name)
        if image is None:
            raise OSError(f"ImageJ can't open {name} as an image")
        return image

    def save(self, data: Any, path: Any) -> None:
        """Save an image in the format of the file's ending; arrays are converted first.

        Raises
        ------
        OSError
            ImageJ can't save it there.
        """
        if is_a(data, "ij.measure.ResultsTable"):
            data.saveAs(str(path))
            return
        from ._python import as_imageplus

        name = str(path)
        ending = name.rpartition(".")[2].lower()
        image = as_imageplus(data)
        saver = jimport("ij.io.FileSaver")(image)
        if ending in ("tif", "tiff"):
            saved = saver.saveAsTiffStack(name) if int(image.getStackSize()) > 1 else saver.saveAsTiff(name)
        elif ending in ("png", "jpg", "jpeg", "gif", "bmp", "fits", "pgm"):
            saved = getattr(saver, "saveAs" + {"jpg": "Jpeg", "jpeg": "Jpeg"}.get(ending, ending.capitalize()))(name)
        else:
            raise OSError(f"no format for the ending .{ending}; use .tif, .png, .jpg, .gif, .bmp, .fits or .pgm")
        if not saved:
            raise OSError(f"ImageJ could not save {name}")


class Windows:
    """Shows images in the ImageJ that is open."""

    def isHeadless(self) -> bool:
        """Tell whether there is no display."""
        return bool(jimport("java.awt.GraphicsEnvironment").isHeadless())

    def isVisible(self) -> bool:
        """Tell whether ImageJ's window is open."""
        window = jimport("ij.IJ").getInstance()
        return window is not None and bool(window.isVisible())

    def showUI(self) -> None:
        """Do nothing: ImageJ is as the user has opened it."""
        if not self.isVisible():
            _logger.info("ij.ui().showUI() opens no second ImageJ; there is no window here")

    def need_display(self) -> None:
        """Raise `drua.DruaError` where nothing can be shown."""
        if self.isHeadless():
            raise DruaError(
                "an image can't be shown: ImageJ runs without a display", hint="save it: ij.io().save(image, path)"
            )

    def show(self, *what: Any) -> None:
        """Show an image: ``show(image)`` or ``show(title, image)``."""
        from ._python import as_imageplus

        self.need_display()
        image = as_imageplus(what[-1])
        if len(what) > 1:
            image.setTitle(str(what[0]))
        image.show()


def files() -> Files:
    """Return what opens and saves."""
    return Files()


def windows() -> Windows:
    """Return what shows images."""
    return Windows()
