"""Whether memory has room for what a lazy image would become as a whole."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ._java import jimport

__all__ = ["require_room"]


def require_room(shape: Sequence[int], dtype: np.dtype[np.generic], name: str) -> None:
    """Raise where an array would not fit into the memory that there is now.

    Systems give out more memory than they have, and end the program when it is used: so it is asked for before.

    Raises
    ------
    MemoryError
        The message names the sizes and the ways out.
    """
    needed = math.prod(shape) * dtype.itemsize
    there = _available()
    if needed > there:
        raise MemoryError(
            f"{name or 'the image'} of shape {tuple(shape)} and dtype {dtype} needs {_size(needed)}, and about "
            f"{_size(there)} are free: read a part (lazy[0], lazy.plane(t=3), for plane in lazy.planes()), or compute "
            "in parts with lazy.to_dask()"
        )


def _available() -> int:
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        # Not Linux: all the memory that the machine has is the least that can be said.
        pass
    machine = jimport("java.lang.management.ManagementFactory").getOperatingSystemMXBean()
    return int(machine.getTotalPhysicalMemorySize())


def _size(count: float) -> str:
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if count < 1024:
            return f"{count:.4g} {unit}"
        count /= 1024
    return f"{count:.4g} TiB"
