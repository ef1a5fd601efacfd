"""Routines for the stress, leak and exit tests."""

import gc
import sys
import threading
import time

import numpy as np

# Threads take turns as often as they can.
sys.setswitchinterval(0.0002)
lock = threading.Lock()
stop = threading.Event()
kept = []
holders = []


class Noisy:
    """Calls Java when it dies, which is refused where pixels are pinned."""

    died = 0
    refused = 0

    def __init__(self, java=None):
        self.java = java
        self.cycle = self

    def __del__(self):
        Noisy.died += 1
        if self.java is not None:
            try:
                self.java(b"d" * 100)
            except RuntimeError:
                Noisy.refused += 1


class Quiet:
    """Has no counterpart in Java."""

    def __init__(self):
        self.text = "x" * 100


def increment(number):
    return number + 1


def add(image, value):
    image += image.dtype.type(value)
    return int(image.sum(dtype=np.float64))


def add_slowly(image, value, seconds, busy):
    rows = image.shape[0] // 2
    image[:rows] += image.dtype.type(value)
    if busy:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
    else:
        time.sleep(seconds)
    image[rows:] += image.dtype.type(value)


def add_and_collect(image, value):
    image += image.dtype.type(value)
    for _ in range(20):
        Noisy()
    gc.collect()


def make_noisy(java):
    return Noisy(java)


def make_quiet():
    return Quiet()


def call_java(image, value, java):
    image += image.dtype.type(value)
    return java(7, b"c" * 1000, "text")


def call_java_and_fail(image, java):
    image += image.dtype.type(1)
    java(1)


def keep(image, value, how):
    image += image.dtype.type(value)
    del kept[:-20]
    if how == 0:
        kept.append(image)
    elif how == 1:
        kept.append({"rows": image[1:], "transposed": image.T})
    elif how == 2:
        kept.append((np.asarray(image[1:]), "a tuple of arrays"))
    else:
        kept.append([image[::2], lambda: image])


def kept_changes():
    """Writes all that was kept, as a careless routine may: it must not be anybody's image."""
    for entry in kept:
        values = entry.values() if isinstance(entry, dict) else entry
        for array in (values,) if isinstance(values, np.ndarray) else values:
            if isinstance(array, np.ndarray):
                array[...] = array.dtype.type(99)


def forget():
    kept.clear()


def fail(image, value):
    view = image[1:]
    view += image.dtype.type(value)
    raise ValueError("a failure on purpose")


def spin(image, seconds):
    total = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        total += int(image[0, 0])
    return total


def with_lock(image, value):
    with lock:
        image += image.dtype.type(value)


def hold_and_call(java):
    while not stop.is_set():
        with lock:
            java(b"h" * 1000)
        time.sleep(0.0005)


def start_holders(java, count, daemon=True):
    for _ in range(count):
        thread = threading.Thread(target=hold_and_call, args=(java,), daemon=daemon)
        thread.start()
        holders.append(thread)


def stop_holders():
    stop.set()
    for thread in holders:
        thread.join(20)
    return sum(thread.is_alive() for thread in holders)


def short_threads(java, count):
    threads = [threading.Thread(target=java, args=(b"s",)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def nested(image, value, java):
    image += image.dtype.type(value)
    total = 0
    for round_ in range(3):
        total += java(round_)
    return total


def result_image(rows, columns, value):
    return np.full((rows, columns), value, np.uint16)


def multiply():
    matrix = np.ones((300, 300))
    while True:
        matrix = matrix @ matrix / 300.0
