"""What goes to Python and back, and texts and containers that have no counterpart."""

import numpy as np


def same(value):
    return value


def kind(value):
    return type(value).__name__


def keywords(*args, **named):
    return [list(args), dict(sorted(named.items()))]


def repeat(text, count):
    return text * count


def cyclic_list():
    items = []
    items.append(items)
    return items


def deep_list(depth):
    items = []
    for _ in range(depth):
        items = [items]
    return items


def depth_of(items):
    depth = 0
    while items:
        items = items[0]
        depth += 1
    return depth


def lone_surrogate():
    return "a\ud800b"


def lone_surrogate_in_map():
    return {"k": ["x", "\udfff"]}


def scalars():
    return [
        np.bool_(True),
        np.uint8(255),
        np.int16(-3),
        np.uint64(2**64 - 1),
        np.float32(0.5),
        np.float64(1e300),
        np.str_("text"),
    ]


def special_floats():
    return [float("nan"), float("inf"), float("-inf"), -0.0, 5e-324]


class Opaque:
    """Something without a counterpart in Java."""

    count = 3

    def twice(self, number):
        return 2 * number

    def __repr__(self):
        return "<opaque>"


def opaque():
    return Opaque()


def nested_opaque():
    return {"list": [1, Opaque(), {"inner": Opaque()}]}


class BadRepr:
    def __repr__(self):
        raise ValueError("no repr")


def bad_repr():
    return BadRepr()


def add_in_place(array, number):
    array += np.int64(number).astype(array.dtype)
