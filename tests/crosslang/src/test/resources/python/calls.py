"""Calls of Java from Python, exceptions, recursion and cancellation."""

import sys
import threading
import time

import drua


def call(function, *args):
    return function(*args)


def call_with_image(image, function=None):
    image += 1
    return function(int(image[0, 0]))


def catch_pinned(image, function=None):
    image += 1
    try:
        function(1)
    except drua.PinnedCallError as error:
        return f"{type(error).__name__}: {error}"
    return "called"


def refuse(image, function=None):
    image += 1
    function(1)


class Own(ValueError):
    """An exception class of a module."""


raised = Own("from Python")


def raise_own():
    raise raised


def same_exception(function):
    try:
        function()
    except Own as error:
        return error is raised
    return "nothing raised"


def catch_java(function):
    try:
        function()
    except drua.JavaError as error:
        return [error.java_class, str(error), "at " in error.java_stack, isinstance(error, Exception)]
    return "nothing raised"


def chain():
    try:
        {}["missing"]
    except KeyError as error:
        raise RuntimeError("outer") from error


def context():
    try:
        {}["missing"]
    except KeyError:
        raise RuntimeError("while handling")


def odd_message():
    raise ValueError("caf\u00e9 \ud800 \U0001f600")


class Silent(Exception):
    def __str__(self):
        raise RuntimeError("no text")


def silent():
    raise Silent()


def down(function, depth):
    return 0 if depth == 0 else 1 + function(depth - 1)


def for_ever(number=0):
    return for_ever(number + 1)


class Endless:
    def __lt__(self, other):
        return sorted([self, Endless()]) is None

    def __repr__(self):
        return repr([self.__dict__, self, Endless()])

    def __eq__(self, other):
        return [self] == [Endless()]


def for_ever_sorted():
    return sorted([1, 2], key=lambda item: for_ever_sorted())


def for_ever_compared():
    return sorted([Endless(), Endless()])


def for_ever_repr():
    return repr(Endless())


def for_ever_equal():
    return Endless() == Endless()


def for_ever_nested_repr():
    items = []
    for _ in range(200_000):
        items = [items]
    try:
        return len(repr(items))
    finally:
        # Without recursion, which the deallocator bounds by itself.
        while items:
            items = items[0]


def for_ever_java(function):
    return function()


def spin(image):
    progress[0] = 0
    while True:
        progress[0] += 1


def spin_stubborn(image):
    progress[0] = 0
    while True:
        try:
            # Without a call, a loop that begins with "try" never lets go of the lock on CPython 3.10.
            progress[0] = max(progress[0] + 1, 1)
        except Exception:
            pass


def spin_cleaning(image):
    try:
        while True:
            progress[0] += 1
    finally:
        cleaned.append(True)


def sleep(image):
    progress[0] = 1
    time.sleep(0.6)
    return "slept"


def ask(image):
    progress[0] = 1
    while not drua.cancelled():
        time.sleep(0.001)
    return "asked"


def quick(image):
    image += 1
    return "done"


progress = [0]
cleaned = []


def steps():
    return progress[0]


def thread_names():
    return [thread.name for thread in threading.enumerate()]


def version():
    return list(sys.version_info[:2])


lock = threading.Lock()


def slow(image):
    inside.set()
    leave.wait(20)
    return "slow"


def slow_write(image):
    image[0, 0] = 5
    inside.set()
    leave.wait(20)
    return "slow"


inside = threading.Event()
leave = threading.Event()


def reset_events():
    inside.clear()
    leave.clear()


def wait_inside():
    return inside.wait(20)


def let_go():
    leave.set()
