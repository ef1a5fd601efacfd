"""Micro-Manager's core with its demo camera, inside the Python of the tests."""

from __future__ import annotations

import sys
import time
from typing import Any

import mm_test_adapters
import numpy as np
import pymmcore


class Camera:
    """The demo camera."""

    def __init__(self) -> None:
        core = pymmcore.CMMCore()
        core.setDeviceAdapterSearchPaths([str(mm_test_adapters.device_adapter_path())])
        core.loadDevice("Camera", "DemoCamera", "DCam")
        core.initializeDevice("Camera")
        core.setCameraDevice("Camera")
        core.setExposure(2.0)
        self._core = core
        self._left = 0
        # Where routines find what the camera gave.
        self._given: list[Any] = []
        sys.drua_given = self._given  # type: ignore[attr-defined]

    def set(self, name: str, value: str) -> None:
        """Set a property of the camera."""
        self._given.clear()
        self._core.setProperty("Camera", name, value)

    def region(self, *rectangle: int) -> None:
        """Set the region of interest; without numbers, the whole."""
        self._given.clear()
        if rectangle:
            self._core.setROI(*rectangle)
        else:
            self._core.clearROI()

    def longer(self) -> None:
        """Make the exposure longer."""
        self._core.setExposure(self._core.getExposure() + 1)

    def sequence(self, count: int) -> None:
        """Start a sequence, whose frames come next."""
        self._given.clear()
        self._left = count
        self._core.startSequenceAcquisition(count, 0, True)

    def next(self) -> list[Any]:
        """Return a frame, of the sequence or else a snap, and how the camera is set."""
        core = self._core
        if self._left:
            end = time.monotonic() + 10
            while not core.getRemainingImageCount():
                if time.monotonic() > end:
                    raise TimeoutError("the camera gives no frames")
                time.sleep(0.001)
            pixels = core.popNextImage()
            self._left -= 1
        else:
            core.snapImage()
            pixels = core.getImage()
        if pixels.dtype == np.uint32:
            # Blue, green, red and alpha, as Micro-Manager has them in memory.
            pixels = pixels.view(np.uint8).reshape(*pixels.shape, 4)
        self._given.append(pixels.copy())
        tags = {
            "exposure": core.getExposure(),
            "binning": int(core.getProperty("Camera", "Binning")),
            "roi": list(core.getROI()),
        }
        return [pixels, tags]
