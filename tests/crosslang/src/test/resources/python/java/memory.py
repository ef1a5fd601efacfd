"""Arrays and buffers."""

import numpy as np

Memory = jimport("io.drua.crosslang.java.samples.Memory")
Arrays = jimport("java.util.Arrays")

DTYPES = {
    "boolean": "bool", "byte": "int8", "char": "uint16", "short": "int16", "int": "int32", "long": "int64",
    "float": "float32", "double": "float64",
}


def test_elements():
    values = array("int", [1, 2, 3])
    assert len(values) == values.length == 3
    assert values[0] == 1 and values[-1] == 3
    values[1] = 20
    assert values == [1, 20, 3] and list(values) == [1, 20, 3] and 20 in values and 2 not in values
    for wrong in (3, -4):
        with raises(IndexError):
            print(values[wrong])
        with raises(IndexError):
            values[wrong] = 1
    with raises(OverflowError):
        values[0] = 1 << 31
    with raises(TypeError):
        values[0] = "x"
    with raises((AttributeError, TypeError)):
        del values[0]
    assert values == [1, 20, 3]
    assert values.index(3) == 2 and values.count(20) == 1


def test_slices():
    values, plain = array("long", list(range(10))), list(range(10))
    for part in (slice(None), slice(2, 5), slice(None, None, -1), slice(8, 1, -3), slice(5, 2), slice(-2, None)):
        assert list(values[part]) == plain[part], part
        assert type(values[part]).__java_name__ == type(values).__java_name__
    values[2:4] = [7, 8]
    values[::5] = np.array([-1, -2])
    values[8:] = 3
    assert values == [-1, 1, 7, 8, 4, -2, 6, 7, 3, 3]
    with raises(ValueError):
        values[0:2] = [1, 2, 3]
    words = array("java.lang.String", ["a", "b", "c"])
    words[0:2] = ["x", None]
    assert list(words) == ["x", None, "c"] and list(words[::-1]) == ["c", None, "x"]


def test_every_primitive_type():
    for name, dtype in DTYPES.items():
        made = array(name, 3)
        read = np.asarray(made)
        assert read.dtype == dtype and read.shape == (3,), name
        assert list(read) == [0, 0, 0]
        given = np.array([0, 1, 1]).astype(dtype)
        assert list(np.asarray(array(name, given))) == list(given), name


def test_unsigned_numbers_keep_their_bits():
    pixels = np.array([0, 65535, 32768], dtype=np.uint16)
    made = array("short", pixels)
    assert made == [0, -1, -32768]
    assert (np.asarray(made).view(np.uint16) == pixels).all()
    with raises(OverflowError):
        array("short", [65535])
    with raises(OverflowError):
        array("byte", np.array([200], dtype=np.int32))
    with raises(TypeError):
        array("int", [1.5])
    with raises(TypeError):
        array("boolean", [1])
    with raises(OverflowError):
        array("float", [1e300])


def test_chars_and_texts():
    assert list(Memory.chars()) == ["a", "é", "€"]
    assert list(array("char", "aé")) == ["a", "é"]
    assert list(Memory.strings()) == ["a", None, "😀"]
    assert jimport("java.lang.String").valueOf(array("char", "xyz")) == "xyz"
    assert bytes(array("byte", b"\x00\xff")) == b"\x00\xff"


def test_several_axes():
    cube = np.asarray(Memory.cube())
    assert cube.shape == (2, 2, 3) and cube.dtype == np.int32 and (cube.ravel() == np.arange(12)).all()
    assert Memory.cube()[1][0][2] == 8
    jagged = Memory.jagged()
    assert [list(row) for row in jagged] == [[1.0], [2.0, 3.0], []]
    made = array("int", np.arange(6, dtype=np.int32).reshape(2, 3))
    assert Memory.text(made) == "[[[0, 1, 2], [3, 4, 5]]]"
    assert array("int", 3, 4)[2].length == 4
    assert Arrays.deepToString(np.arange(6, dtype=np.int32).reshape(2, 3)) == "[[0, 1, 2], [3, 4, 5]]"
    assert jimport("int[][]") is type(array("int", 1, 1))


def test_ndarrays_are_written_back():
    values = np.array([1, 2], dtype=np.int16)
    Memory.addOne(values)
    assert values.tolist() == [2, 3]
    Memory.addOne(values[::-1])
    assert values.tolist() == [3, 4]
    unsigned = np.array([65534], dtype=np.uint16)
    Memory.addOne(unsigned)
    assert unsigned.tolist() == [65535]
    real = np.array([0.5], dtype=np.float32)
    Memory.addOne(real)
    assert real.tolist() == [1.5]
    fixed = np.array([1, 2], dtype=np.int16)
    fixed.setflags(write=False)
    Memory.addOne(fixed)
    assert fixed.tolist() == [1, 2]


def test_one_ndarray_given_twice():
    values = np.arange(5, dtype=np.int32)
    Memory.setFirst(values, values)
    assert values.tolist() == [99, 1, 2, 3, 4]
    assert Memory.sameInts(values, values)


def test_overlapping_ndarrays():
    values = np.arange(5, dtype=np.int32)
    Memory.copyInto(values[:4], values[1:])
    assert values.tolist() == [0, 0, 1, 2, 3]
    apart = np.arange(5, dtype=np.int32)
    Memory.setFirst(apart[:2], apart[3:])
    assert apart.tolist() == [99, 1, 2, 3, 4]


def test_written_back_after_an_exception():
    values = np.array([1], dtype=np.int32)
    with raises(jimport("java.lang.IllegalStateException")):
        Memory.addOneAndThrow(values)
    assert values.tolist() in ([2], [1])


def test_wrong_dtypes():
    with raises(TypeError):
        Memory.copyInto(np.zeros(2), np.zeros(2))
    with raises(TypeError):
        Memory.sameInts(np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64))


def test_arrays_of_objects():
    Point = jimport("java.awt.Point")
    points = array(Point, [Point(1, 2), None])
    assert points[0].x == 1 and points[1] is None
    points[1] = Point(3, 4)
    assert points[1].y == 4
    with raises((TypeError, jimport("java.lang.IllegalArgumentException"))):
        points[0] = "text"
    assert isinstance(points, jimport("java.lang.Object[]"))
    with raises(Exception):
        array(Point, ["text"])


def test_many_elements():
    values = np.arange(1_000_000, dtype=np.float64)
    made = array("double", values)
    assert (np.asarray(made) == values).all()
    assert sum(1 for _ in made) == 1_000_000


def test_lengths():
    with raises(OverflowError):
        array("int", -1)
    with raises(OverflowError):
        array("int", 1 << 31)
    assert array("int", 0) == []


def test_equality_of_arrays():
    one = array("int", [1, 2])
    assert one == array("int", [1, 2]) and one != array("int", [1, 3]) and one == (1, 2)
    assert one.hashCode() == one.hashCode()
    assert repr(one).startswith("<int[2]")


def test_numpy_of_lists():
    values = jimport("java.util.ArrayList")([1.5, 2.5])
    assert np.asarray(values).tolist() == [1.5, 2.5]
    assert np.asarray(list(values), dtype=np.float32).dtype == np.float32


def test_no_view_of_an_array():
    if np.lib.NumpyVersion(np.__version__) >= "2.0.0":
        with raises(ValueError, "copy"):
            np.array(array("int", 3), copy=False)


def test_direct_buffers_in_place():
    ByteBuffer, order = jimport("java.nio.ByteBuffer"), jimport("java.nio.ByteOrder")
    direct = ByteBuffer.allocateDirect(16)
    seen = np.asarray(direct)
    seen[3] = 7
    assert direct.get(3) == 7
    direct.put(4, 9)
    assert seen[4] == 9
    native = ByteBuffer.allocateDirect(32).order(order.nativeOrder())
    for kind, dtype in (("Short", "i2"), ("Int", "i4"), ("Long", "i8"), ("Float", "f4"), ("Double", "f8"), ("Char", "u2")):
        view = getattr(native, f"as{kind}Buffer")()
        numbers = np.asarray(view)
        assert numbers.dtype == np.dtype(dtype) and len(numbers) == 32 // numbers.itemsize, kind
        numbers[1] = 65
        assert view.get(1) == ("A" if kind == "Char" else 65), kind
    big = ByteBuffer.allocateDirect(8).order(order.BIG_ENDIAN).asShortBuffer()
    big.put(0, 258)
    assert np.asarray(big)[0] == 258


def test_position_and_limit():
    buffer = jimport("java.nio.ByteBuffer").allocateDirect(10)
    buffer.position(2).limit(6)
    seen = np.asarray(buffer)
    assert seen.shape == (4,) and len(buffer) == 4
    seen[0] = 5
    assert buffer.get(2) == 5 and buffer[0] == 5


def test_read_only_buffers():
    fixed = jimport("java.nio.ByteBuffer").allocateDirect(4).asReadOnlyBuffer()
    assert not np.asarray(fixed).flags.writeable
    with raises((TypeError, ValueError)):
        fixed[0:2] = [1, 2]


def test_heap_buffers_by_copy():
    heap = jimport("java.nio.IntBuffer").wrap(array("int", [1, 2, 3]))
    seen = np.asarray(heap)
    seen[0] = 50
    assert heap.get(0) == 1, "a copy"
    heap[0:2] = [7, 8]
    assert [heap.get(at) for at in range(3)] == [7, 8, 3]


def test_memory_outlives_the_buffer():
    before = references()
    seen = np.asarray(jimport("java.nio.ByteBuffer").allocateDirect(1 << 20))
    seen[:] = 3
    assert until(lambda: references() >= before)
    assert (seen == 3).all(), "the array keeps the buffer"
    del seen
    assert until(lambda: references() <= before)


def test_bytes_of_python():
    out = jimport("java.io.ByteArrayOutputStream")()
    out.write(b"abc", 0, 3)
    out.write(bytearray(b"d"), 0, 1)
    assert bytes(out.toByteArray()) == b"abcd"
