"""A routine that halves each plane of a stack of 100, 2048 x 2048 x 16 bit, in place: a whole command of ImageJ."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

PLANES, SIDE = 100, 2048
RUNS = 40
SMALL, WARM = 16, 400


def plane(number: int) -> np.ndarray[Any, Any]:
    """Return the pixels of a plane."""
    return (np.arange(SIDE * SIDE, dtype=np.uint32) * 2654435761 >> 7).astype(np.uint16).reshape(SIDE, SIDE) ^ number


def times(run: Callable[[], object], runs: int = RUNS) -> dict[str, tuple[float, str]]:
    """Time so many runs, after one that isn't timed."""
    taken = []
    for _ in range(runs + 1):
        start = time.perf_counter_ns()
        run()
        taken.append(time.perf_counter_ns() - start)
    ordered = sorted(taken[1:])
    return {"min": (ordered[0] / 1e3, "us"), "median": (ordered[len(ordered) // 2] / 1e3, "us")}


def stack_of_imagej(side: int = SIDE) -> Any:
    """Return the stack, or its upper left corner, as an ``ij.ImagePlus``."""
    from drua import _core
    from drua.java import array, jimport

    stack = jimport("ij.ImageStack")(side, side)
    for number in range(PLANES):
        pixels = array("short", side * side)
        corner = np.ascontiguousarray(plane(number)[:side, :side])
        _core.java_array_write(pixels, 0, corner.reshape(-1).view(np.int16))
        stack.addSlice("", pixels)
    return jimport("ij.ImagePlus")("bench", stack)


def warm(label: str) -> None:
    """Run a routine on small planes until the JVM has compiled the way there."""
    once = command(stack_of_imagej(SMALL), label)
    for _ in range(WARM):
        once()


def command(imp: Any, label: str) -> Callable[[], object]:
    """Return what runs a routine on all planes, as a macro does."""
    from drua.java import jimport

    run = jimport("ij.IJ").run
    if not jimport("io.drua.fiji.RoutineCommand").run(imp, label, "stack"):
        raise RuntimeError(str(jimport("io.drua.fiji.runtime.CallLog").lastError()))
    return lambda: run(imp, label, "stack")


def copied() -> tuple[float, str]:
    """Return the bytes that the last command copied, as it says."""
    from drua.java import jimport

    return float(jimport("io.drua.fiji.runtime.CallLog").last().bytesCopied()), "B"


def drua() -> dict[str, tuple[float, str]]:
    """Run the routine as a command, in turns with NumPy."""
    return measure("numpy/")


def drua_huge_pages() -> dict[str, tuple[float, str]]:
    """Do the same on a Java heap in huge pages."""
    return measure("numpy-beside-huge-pages/")


def measure(beside: str) -> dict[str, tuple[float, str]]:
    """Check the routine, and time it and NumPy."""
    from drua.ij._images import read_into

    warm("Bench Halve")
    imp = stack_of_imagej()
    once = command(imp, "Bench Halve")
    for number in (0, 1, PLANES - 1):
        found = np.empty(SIDE * SIDE, np.uint16)
        read_into(imp.getStack().getPixels(number + 1), found.reshape(SIDE, SIDE))
        assert np.array_equal(found.reshape(SIDE, SIDE), plane(number) >> 1)
    return {**in_turns({"": once, beside: bare()}), "copied": copied()}


def bare() -> Callable[[], object]:
    """Return what halves the same planes in arrays of NumPy's own."""
    planes = [plane(number) for number in range(PLANES)]

    def once() -> None:
        for pixels in planes:
            pixels >>= 1

    return once


def in_turns(runs: dict[str, Callable[[], object]]) -> dict[str, tuple[float, str]]:
    """Time runs that take turns: the speed of the machine's memory changes by more than what is to be seen."""
    taken: dict[str, list[int]] = {prefix: [] for prefix in runs}
    for turn in range(RUNS + 1):
        for prefix, run in runs.items():
            start = time.perf_counter_ns()
            run()
            if turn > 0:
                taken[prefix].append(time.perf_counter_ns() - start)
    figures = {}
    for prefix, nanos in taken.items():
        ordered = sorted(nanos)
        figures[prefix + "min"] = (ordered[0] / 1e3, "us")
        figures[prefix + "median"] = (ordered[len(ordered) // 2] / 1e3, "us")
    return figures


SYSTEMS = {"drua": drua, "drua-huge-pages": drua_huge_pages}
