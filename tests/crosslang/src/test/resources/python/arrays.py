"""Arrays that Python gives to Java."""

import numpy as np

KINDS = "bool uint8 int8 uint16 int16 uint32 int32 uint64 int64 float16 float32 float64 complex64 complex128".split()


def ramp(dtype, *shape):
    count = int(np.prod(shape))
    return (np.arange(count) % 2 if dtype == "bool" else np.arange(count)).astype(dtype).reshape(shape)


def fortran():
    return np.asfortranarray(np.arange(12, dtype=np.int32).reshape(3, 4))


def reversed_rows():
    return np.arange(12, dtype=np.int32).reshape(3, 4)[::-1, ::2]


def byteswapped():
    return np.arange(5, dtype=np.int16).astype(">i2")


def broadcast():
    return np.broadcast_to(np.float32(2.5), (2, 3))


def zero_dimensional():
    return np.array(7, dtype=np.int64)


def structured():
    return np.zeros(3, dtype=[("x", "f4"), ("y", "f4")])


def objects():
    return np.array([object()], dtype=object)


def dates():
    return np.array(["2026-01-01"], dtype="datetime64[D]")


def texts():
    return np.array(["one", "three"])


def frozen():
    array = np.arange(4, dtype=np.uint8)
    array.flags.writeable = False
    return array


def masked():
    return np.ma.masked_array([1, 2, 3], mask=[0, 1, 0])


def facts(array):
    return [str(array.dtype), list(array.shape), bool(array.flags.writeable), type(array).__name__]


def total(array):
    return float(array.sum())


def write_first(array):
    array.flat[0] = 99


kept = []


def keep(array):
    kept.append(array)


def kept_sum():
    return [float(array.sum()) for array in kept]


def forget():
    kept.clear()
