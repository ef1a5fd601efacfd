"""What the other files of this folder use. Each is run in a namespace of its own, after this one."""

import contextlib
import gc
import re
import threading
import time

import numpy

from drua import _core
from drua.java import (
    add_path,
    array,
    cast,
    close,
    implements,
    java_class,
    jimport,
    live,
    override,
    proxy,
    to_java,
    to_python,
)


@contextlib.contextmanager
def raises(error, *texts):
    """Expect an exception whose text has all of these."""
    caught = Caught()
    try:
        yield caught
    except error as found:
        caught.value = found
        for text in texts:
            assert re.search(text, str(found)), f"{text!r} is not in: {found}"
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


def is_java(value, name):
    """Say whether a value's class is this one."""
    return type(value).__java_name__ == name


def alike(one, other):
    """Say whether two values are of one type and equal, deeply; NaN and -0.0 are themselves."""
    if type(one) is not type(other):
        return False
    if isinstance(one, numpy.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and bool((one == other).all())
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return alike(list(one), list(other)) and alike(list(one.values()), list(other.values()))
    return repr(one) == repr(other) if isinstance(one, float) else one == other
