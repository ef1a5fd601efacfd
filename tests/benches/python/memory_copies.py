"""One copy of the bytes of an array workload in memory: what a conversion that copies once can reach.

Usage: ``memory_copies.py WORKLOAD``
"""

from __future__ import annotations

import mmap
import sys
from typing import Any

import numpy as np
from java_in_python import ARRAYS, expected
from timing import Report, bulk, check


def main(workload: str) -> None:
    """Copy between two buffers that are in use, into a new array as NumPy allocates it, and into pages never used."""
    kind, count = ARRAYS[workload.rpartition("-to-")[0]]
    source = expected(kind, count)
    target = np.zeros_like(source)

    def fresh() -> np.ndarray[Any, Any]:
        pages = np.frombuffer(mmap.mmap(-1, source.nbytes), source.dtype)
        np.copyto(pages, source)
        return pages

    np.copyto(target, source)
    check("copyto", np.array_equal(target, source))
    check("copy", np.array_equal(source.copy(), source))
    check("fresh", np.array_equal(fresh(), source))
    bulk([Report(workload, "memcpy")], "copyto", lambda: np.copyto(target, source))
    bulk([Report(workload, "memcpy-new")], "copy", source.copy)
    bulk([Report(workload, "memcpy-fresh")], "mmap", fresh)


if __name__ == "__main__":
    main(sys.argv[1])
