"""What the other files of this folder use. Each is run in a namespace of its own, after this one."""

import contextlib
import gc
import pathlib
import re
import time

import numpy as np

from drua import ij
from drua.java import add_path, array, jimport, to_java, to_python

IJ = jimport("ij.IJ")
ImagePlus = jimport("ij.ImagePlus")


@contextlib.contextmanager
def raises(error, *texts):
    """Expect an exception whose text, with its hint, has all of these."""
    caught = Caught()
    try:
        yield caught
    except error as found:
        caught.value = found
        said = f"{found}. {getattr(found, 'hint', None) or ''}"
        for text in texts:
            assert re.search(text, said), f"{text!r} is not in: {said}"
    else:
        raise AssertionError(f"expected {error}, nothing was raised")


class Caught:
    """The exception that `raises` met."""

    value = None


def until(condition, seconds=20.0):
    """Wait for what the collectors and the janitor do, and say whether it came."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        gc.collect()
        jimport("java.lang.System").gc()
        jimport("java.lang.Object")().hashCode()
        time.sleep(0.02)
    return True


def same_pixels(one, other):
    """Say whether two arrays have one dtype, one shape and the same bits."""
    one, other = np.asarray(one), np.asarray(other)
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()


def missing(name):
    """Say whether a package isn't there; then there is nothing to test."""
    import importlib.util

    return importlib.util.find_spec(name) is None


def longs(*values):
    """Return a Java array of long."""
    return array("long", [int(value) for value in values])


def pixel(img, *position):
    """Return the pixel at a position, the fastest axis first."""
    access = img.randomAccess()
    access.setPosition(longs(*position))
    return access.get()
