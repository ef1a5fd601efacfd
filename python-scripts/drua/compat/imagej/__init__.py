"""PyImageJ's names for the ImageJ that is open: ``ij = imagej.init()`` attaches to it and starts nothing.

With the original ImageJ alone, images are `ij.ImagePlus` and ImgLib2 images. What needs ImageJ2 raises
`MissingImageJ2Error`, which says what to use. Images are copied, both ways.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Enum
from typing import Any

from . import _operators, _tables
from ._errors import MissingImageJ2Error
from ._gateway import Gateway, attach
from ._python import ImageJPython

__all__ = ["Gateway", "ImageJPython", "MissingImageJ2Error", "Mode", "imagej_main", "init", "when_imagej_starts"]
__version__ = "1.8.0"

_logger = logging.getLogger("drua")
_callbacks: list[Callable[[Any], Any]] = []

_operators.give()
_tables.register()


class Mode(Enum):
    """How PyImageJ would start ImageJ. Here it runs already."""

    GUI = "gui"
    HEADLESS = "headless"
    INTERACTIVE = "interactive"

    def __eq__(self, other: object) -> bool:
        return self is other or self.value == other

    def __hash__(self) -> int:
        return hash(self.value)


def init(
    ij_dir_or_version_or_endpoint: Any = None,
    mode: Mode | str = Mode.HEADLESS,
    add_legacy: bool = True,
    headless: bool | None = None,
) -> Gateway:
    """Attach to the ImageJ that runs. Each call gives a gateway to the same ImageJ.

    Parameters
    ----------
    ij_dir_or_version_or_endpoint, mode, add_legacy, headless
        What PyImageJ would start. Ignored, with one log line.

    Returns
    -------
    Gateway
        With ``ij.IJ``, ``ij.py`` and so on; with all of ImageJ2's where that is there.

    Raises
    ------
    drua.DruaError
        There is no ImageJ in this program.
    """
    asked = [repr(ij_dir_or_version_or_endpoint)] if ij_dir_or_version_or_endpoint is not None else []
    if headless is not None:
        asked.append(f"headless={headless}")
    if mode != Mode.HEADLESS:
        asked.append(f"mode={getattr(mode, 'value', mode)}")
    ij = attach()
    _logger.info("imagej.init() attaches to %s%s", ij, f"; ignored: {', '.join(asked)}" if asked else "")
    for callback in list(_callbacks):
        callback(ij)
    return ij


def when_imagej_starts(f: Callable[[Any], Any]) -> None:
    """Call a function with the gateway at the end of each `init` that follows."""
    _callbacks.append(f)


def imagej_main() -> None:
    """Attach, as the command ``imagej`` would start it."""
    init(mode=Mode.GUI)
