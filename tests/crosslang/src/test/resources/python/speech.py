"""Everything that a routine says while it runs."""

import logging
import sys
import time

import drua


def count(image):
    for number in range(20):
        print("line", number)
        drua.progress(number / 20, f"step {number}")
        logging.getLogger("speech").warning("log %d", number)


def two_streams(image):
    sys.stdout.write("out without end")
    sys.stderr.write("err without end")


def unicode(image):
    print("caf\u00e9 \U0001f600 \u4e2d")


def surrogate(image):
    print("lone \ud800 one")


def huge(image):
    print("x" * 3_000_000)
    print("end of it")


def huge_text(size):
    return "\u00e9" * size


def binary(image):
    sys.stdout.buffer.write(b"raw bytes\n")
    sys.stdout.flush()


def raise_after_print(image):
    print("before the end")
    raise ValueError("after the print")


def strange_progress(image):
    drua.progress(float("nan"), "nan")
    drua.progress(None)
    drua.progress(7.0, "too much")


def print_from_thread(image):
    import threading

    thread = threading.Thread(target=lambda: print("from a thread"))
    thread.start()
    thread.join()


def slowly(image):
    print("first", flush=True)
    time.sleep(0.3)
    print("second")
