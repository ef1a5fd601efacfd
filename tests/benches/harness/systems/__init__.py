"""The systems that are measured, by the names that workloads use."""

from __future__ import annotations

from harness.systems.base import System
from harness.systems.command import DruaCommand, JavaCommand, JavaDialogCommand
from harness.systems.drua import Drua
from harness.systems.floor import Floor
from harness.systems.images import Columns, DruaHugePages, DruaImages, DruaSerial, JpypeRows, Numpy, Skimage, Xarray
from harness.systems.jep import Jep
from harness.systems.jpy import Jpy
from harness.systems.jpype import Jpype, Scyjava
from harness.systems.memory import JavaMap, MemoryCopy
from harness.systems.micromanager import DruaProcessor
from harness.systems.pyjavaz import Pyjavaz

SYSTEMS: dict[str, type[System]] = {
    "floor": Floor,
    "drua": Drua,
    "jep": Jep,
    "jpype": Jpype,
    "jpy": Jpy,
    "scyjava": Scyjava,
    "memcpy": MemoryCopy,
    "java-map": JavaMap,
    "java": JavaCommand,
    "java-dialog": JavaDialogCommand,
    "drua-command": DruaCommand,
    "drua-processor": DruaProcessor,
    "pyjavaz": Pyjavaz,
    "drua-images": DruaImages,
    "drua-serial": DruaSerial,
    "drua-huge-pages": DruaHugePages,
    "numpy": Numpy,
    "xarray": Xarray,
    "columns": Columns,
    "skimage": Skimage,
    "jpype-rows": JpypeRows,
}

__all__ = ["SYSTEMS", "System"]
