"""Arrays and buffers: sequences for Python, memory for NumPy."""

import numpy as np

Arrays = jimport("java.util.Arrays")
ByteBuffer = jimport("java.nio.ByteBuffer")
ByteOrder = jimport("java.nio.ByteOrder")

PRIMITIVES = {
    "boolean": (bool, [True, False, True]),
    "byte": (np.int8, [-128, 0, 127]),
    "char": (np.uint16, ["a", "\0", "\uffff"]),
    "short": (np.int16, [-32768, 0, 32767]),
    "int": (np.int32, [-(2**31), 0, 2**31 - 1]),
    "long": (np.int64, [-(2**63), 0, 2**63 - 1]),
    "float": (np.float32, [-0.5, 0.0, 3.0]),
    "double": (np.float64, [-0.1, 1e300, float("inf")]),
}


def test_arrays_of_all_primitive_types():
    for name, (dtype, values) in PRIMITIVES.items():
        made = array(name, values)
        assert is_java(made, f"{name}[]") and len(made) == made.length == 3, name
        assert made == values and list(made) == values and made[1] == values[1] and made[-1] == values[-1], name
        assert type(made[0]) is type(values[0]), name
        found = np.asarray(made)
        assert found.dtype == dtype and found.shape == (3,) and found.flags.writeable, name
        assert (array(name, found) == made) and array(name, 3) == [type(values[0])()] * 3 or name == "char", name
        made[0] = values[2]
        made[1:] = values[1:][::-1]
        assert made == [values[2], values[2], values[1]], name
        assert made[::-1] == [values[1], values[2], values[2]] and is_java(made[:1], f"{name}[]"), name
        assert values[2] in made and made.index(values[1]) == 2 and made.count(values[2]) == 2, name
        with raises(IndexError, "out of range for length 3"):
            made[3]
        with raises(IndexError):
            made[-4] = values[0]


def test_arrays_of_objects():
    texts = array("java.lang.String", ["a", None, "c"])
    assert texts == ["a", None, "c"] and texts[0] == "a" and len(array("java.lang.String", 4)) == 4
    texts[1] = "b"
    texts[:2] = ["x", "y"]
    assert list(texts) == ["x", "y", "c"] and Arrays.asList(texts) == ["x", "y", "c"] and texts[::-1] == ["c", "y", "x"]
    assert repr(texts) == "<java.lang.String[3] ['x', 'y', 'c']>"
    numbers = array("java.lang.Long", [1, 2])
    numbers[0] = 5
    assert numbers == [5, 2] and is_java(numbers[0], "java.lang.Long")
    for wrong in (5, [1]):
        with raises(TypeError):
            texts[0] = wrong
    with raises(ValueError, "keeps its length"):
        texts[:] = ["a"]


def test_arrays_of_arrays():
    grid = array("int", 2, 3)
    grid[1][2] = 7
    assert is_java(grid, "int[][]") and grid == [[0, 0, 0], [0, 0, 7]] and np.asarray(grid).shape == (2, 3)
    image = np.arange(24, dtype=np.int16).reshape(2, 3, 4)
    made = array("short", image)
    assert is_java(made, "short[][][]") and (np.asarray(made) == image).all() and made[1][2][3] == 23
    ragged = array("int", [[1], [2, 3]])
    assert ragged == [[1], [2, 3]] and np.asarray(ragged).dtype == object
    assert array("int[]", [[1], [2, 3]]) == ragged and array("int[]", 2) == [None, None]
    assert array("java.lang.String[]", [["a"], []]) == [["a"], []]
    assert array("int", []) == [] and array("double", np.zeros((0, 3))) == []


def test_numbers_keep_their_value_or_are_refused():
    for name, bits in (("byte", 8), ("short", 16), ("int", 32), ("long", 64)):
        for value in (1 << (bits - 1), -(1 << (bits - 1)) - 1, 1 << 80):
            with raises(OverflowError, "out of range"):
                array(name, [0, value])
            with raises(OverflowError):
                array(name, 1)[0] = value
        for wrong in ([0.5], ["a"], [None], [True]):
            with raises(TypeError):
                array(name, wrong)
    with raises(OverflowError):
        array("float", [1e300])
    assert array("float", [float("nan"), float("inf")])[1] == float("inf")
    with raises(TypeError):
        array("boolean", [0, 1])
    # Unsigned pixels keep their bits in an array of the same width.
    assert array("short", np.array([65535], np.uint16)) == [-1] and array("byte", b"\xff\x01") == [-1, 1]
    assert array("int", np.array([1, 2], ">i4")) == [1, 2] and array("long", range(3)) == [0, 1, 2]
    assert array("double", [1, 2**60]) == [1.0, 2.0**60] and array("char", "añ") == ["a", "ñ"]
    for length in (-1, 2**31):
        with raises(OverflowError, "Java arrays have 0 to"):
            array("int", length)


def test_ndarrays_as_arguments_come_back_changed():
    values = np.array([3, 1, 2], np.int32)
    Arrays.sort(values)
    assert values.tolist() == [1, 2, 3]
    every_other = np.array([3, 9, 1, 9, 2, 9], np.int32)
    Arrays.sort(every_other[::2])
    assert every_other.tolist() == [1, 9, 2, 9, 3, 9]
    fixed = np.array([3, 1], np.int32)
    fixed.flags.writeable = False
    Arrays.sort(fixed)
    assert fixed.tolist() == [3, 1]
    assert Arrays.toString(np.array([0.5, 1])) == "[0.5, 1.0]" and Arrays.toString(np.array([True])) == "[true]"
    assert Arrays.deepToString(np.arange(6, dtype=np.int32).reshape(2, 3)) == "[[0, 1, 2], [3, 4, 5]]"
    assert Arrays.hashCode(b"\x01\xff") == Arrays.hashCode(array("byte", [1, -1]))
    made = array("int", [3, 1, 2])
    Arrays.sort(made, 0, 2)
    Arrays.fill["int[]", "int", "int", "int"](made, 2, 3, 9)
    assert made == [1, 3, 9]


def test_arrays_as_numpy_and_bytes():
    made = array("int", range(5))
    assert np.asarray(made, dtype=float).dtype == np.float64 and np.add(made, 1).tolist() == [1, 2, 3, 4, 5]
    if np.lib.NumpyVersion(np.__version__) >= "2.0.0":
        with raises(ValueError, "by a copy only"):
            np.asarray(made, copy=False)
    made[:] = np.asarray(made) * 2
    assert made == [0, 2, 4, 6, 8] and (made == np.asarray(made)).all()
    made[:] = 0
    made[1::2] = [1, 2]
    assert made == [0, 1, 0, 2, 0]
    assert bytes(array("byte", [-1, 1])) == b"\xff\x01"
    with raises(TypeError, r"no byte\[\]"):
        bytes(made)
    assert hash(made) == hash(made) and made == array("int", [0, 1, 0, 2, 0]) and made != [0] and made != "x"
    assert to_python(made).tolist() == [0, 1, 0, 2, 0]


def test_direct_buffers_are_in_place():
    buffer = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder())
    seen = np.asarray(buffer)
    seen[0] = 7
    assert buffer.get(0) == 7 and seen.dtype == np.int8 and seen.shape == (16,)
    numbers = buffer.asIntBuffer()
    whole = np.asarray(numbers)
    whole[3] = 77
    assert numbers[3] == 77 and len(numbers) == 4 and whole.dtype == np.int32 and numbers[-1] == 77
    numbers.position(1)
    numbers.limit(3)
    assert np.asarray(numbers).shape == (2,) and len(numbers) == 2
    numbers[0] = 5
    numbers[1:] = 6
    assert whole.tolist()[1:3] == [5, 6] and list(numbers) == [5, 6]
    swapped = ByteBuffer.allocateDirect(8).asShortBuffer()
    np.asarray(swapped)[0] = 258
    assert swapped.get(0) == 258 and np.asarray(swapped).dtype == np.dtype(">i2")
    fixed = np.asarray(buffer.asReadOnlyBuffer())
    assert not fixed.flags.writeable
    with raises(TypeError, "read-only"):
        buffer.asReadOnlyBuffer()[:] = 1
    seen[0] = 1
    del buffer, numbers
    assert seen[0] == 1 and bytes(ByteBuffer.allocateDirect(2)) == b"\0\0"


def test_a_direct_buffer_lives_as_long_as_the_array_over_it():
    before = _core.java_statistics()["references"]
    seen = np.asarray(ByteBuffer.allocateDirect(1 << 20))
    jimport("java.lang.System").gc()
    seen[:] = 5
    assert int(seen.sum()) == 5 << 20
    del seen
    assert until(lambda: _core.java_statistics()["references"] <= before)


def test_buffers_on_the_heap_are_copied():
    buffer = jimport("java.nio.ShortBuffer").wrap(array("short", [1, 2, 3]))
    seen = np.asarray(buffer)
    seen[0] = 99
    assert buffer.get(0) == 1 and seen.dtype == np.int16 and list(buffer) == [1, 2, 3]
    buffer[1:] = [8, 9]
    buffer[0] = 7
    assert list(buffer) == [7, 8, 9] and buffer[1:].tolist() == [8, 9]
    view = ByteBuffer.wrap(array("byte", [1, 2, 3, 4])).asShortBuffer()
    assert np.asarray(view).tolist() == [258, 772]
    assert str(jimport("java.nio.CharBuffer").wrap("abc")) == "abc" and list(jimport("java.nio.CharBuffer").wrap("ab")) == ["a", "b"]


def test_large_arrays():
    many = np.arange(4_000_000, dtype=np.float64)
    made = array("double", many)
    assert len(made) == len(many) and made[3_999_999] == 3_999_999.0 and (np.asarray(made) == many).all()
    made[1_000_000:2_000_000] = many[:1_000_000]
    assert made[1_000_001] == 1.0
