"""What the other files of this folder use. Each is run in a namespace of its own, after this one."""

import contextlib
import gc
import pathlib
import re
import time

import numpy as np

from drua import ConversionError, ij
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


def made(shape, dtype):
    """Pixels that all differ from their neighbours in every direction."""
    size = int(np.prod(shape))
    if np.dtype(dtype).kind == "f":
        return (np.arange(size, dtype=dtype) * np.float32(0.37) - 5).reshape(shape)
    return (np.arange(size, dtype=np.uint64) * 40503 % np.uint64(np.iinfo(dtype).max + 1)).astype(dtype).reshape(shape)


@contextlib.contextmanager
def refused(*texts, code=""):
    """Expect a StackFileException with this code, a ConversionError here, with these texts in message or hint."""
    cause = jimport("io.drua.fiji.stack.file.StackFileException")
    try:
        yield
    except ConversionError as error:
        said = f"{error} {error.hint}"
        for text in texts:
            assert re.search(text, said), f"{text!r} is not in: {said}"
        assert error.hint
        assert isinstance(error.__cause__, cause)
        assert str(error.__cause__.getClass().getName()) == "io.drua.fiji.stack.file.StackFileException"
        assert code in str(cause.code(error.__cause__)), code
    else:
        raise AssertionError("expected a refusal, nothing was raised")
