"""Images of ImgLib2: every type, both ways, at any strides."""

import itertools

from drua import ConversionError, Image

ArrayImgs = jimport("net.imglib2.img.array.ArrayImgs")
Views = jimport("net.imglib2.view.Views")
INTEGER = "net.imglib2.type.numeric.integer."
TYPES = {
    "bool": "net.imglib2.type.logic.NativeBoolType",
    "uint8": INTEGER + "UnsignedByteType",
    "int8": INTEGER + "ByteType",
    "uint16": INTEGER + "UnsignedShortType",
    "int16": INTEGER + "ShortType",
    "uint32": INTEGER + "UnsignedIntType",
    "int32": INTEGER + "IntType",
    "uint64": INTEGER + "UnsignedLongType",
    "int64": INTEGER + "LongType",
    "float32": "net.imglib2.type.numeric.real.FloatType",
    "float64": "net.imglib2.type.numeric.real.DoubleType",
    "complex64": "net.imglib2.type.numeric.complex.ComplexFloatType",
    "complex128": "net.imglib2.type.numeric.complex.ComplexDoubleType",
}


def random_array(rng, dtype, shape):
    """Return an array of all bits that the type has, without those that aren't one number."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.random(shape) > 0.5
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        return rng.integers(info.min, info.max, shape, dtype=dtype, endpoint=True)
    values = rng.normal(size=shape) * 1e3
    return (values + (1j * rng.normal(size=shape) if dtype.kind == "c" else 0)).astype(dtype)


def pixel(img, index):
    """Return the pixel at an index in NumPy's order, read by Java."""
    access = img.randomAccess()
    for d, (at, low) in enumerate(zip(reversed(index), minima(img), strict=True)):
        access.setPosition(int(at) + low, d)
    return access.get()


def minima(img):
    return [int(img.min(d)) for d in range(int(img.numDimensions()))]


def array_of_longs(values):
    return to_java([int(value) for value in values], "long[]")


def number(value):
    if hasattr(value, "getImaginaryDouble") and "Complex" in type(value).__name__:
        return complex(value.getRealDouble(), value.getImaginaryDouble())
    if hasattr(value, "getBigInteger"):
        return int(str(value.getBigInteger()))
    return bool(value.get()) if hasattr(value, "and") or hasattr(value, "and_") else float(value.getRealDouble())


def read_by_java(img, shape):
    """Return all pixels as Java reads them."""
    return [number(pixel(img, index)) for index in np.ndindex(*shape)]


def plain(array):
    return [value.item() for value in array.reshape(-1)]


def arrangements(array):
    """Return arrays of the same type at all kinds of strides."""
    yield "contiguous", array
    yield "fastest axis first", np.asfortranarray(array)
    yield "turned", array[tuple(slice(None, None, -1) for _ in array.shape)]
    yield "every other", array[..., ::2]
    yield "every other from behind", array[::-2]
    yield "transposed", array.T
    yield "inner", array[tuple(slice(0 if n == 1 else 1, None) for n in array.shape)]
    yield "other byte order", array.astype(array.dtype.newbyteorder())
    yield "repeated", np.broadcast_to(array, (2, *array.shape))
    yield "nothing", array[:0]
    read_only = array.copy()
    read_only.flags.writeable = False
    yield "read-only", read_only


def test_every_type_at_all_strides_is_shared():
    rng = np.random.default_rng(1)
    for dtype, java in TYPES.items():
        for name, array in arrangements(random_array(rng, dtype, (2, 3, 5))):
            img = ij.img_of(array)
            if array.size:
                assert type(img.firstElement()).__java_name__ == java, (dtype, name)
                assert read_by_java(img, array.shape) == plain(array), (dtype, name)
            back = ij.array_of(img)
            assert back.transfer == "Shared", (dtype, name)
            assert back.dtype == array.dtype, (dtype, name)
            assert back.tobytes() == array.tobytes(), (dtype, name)
            assert back.shape == array.shape, (dtype, name)
            if array.size:
                assert back.strides == array.strides or 1 in array.shape or name == "nothing", (dtype, name)
                assert np.shares_memory(back, array), (dtype, name)
                assert back.flags.writeable == array.flags.writeable, (dtype, name)


def test_one_to_six_axes_and_sizes_at_the_edge():
    rng = np.random.default_rng(2)
    for shape in (
        (7,),
        (1,),
        (0,),
        (1, 1),
        (3, 0),
        (2, 3),
        (2, 1, 3),
        (2, 3, 2, 2),
        (1, 2, 3, 2, 2),
        (2, 1, 2, 3, 2, 2),
    ):
        for dtype in ("uint8", "float32", "bool"):
            array = random_array(rng, dtype, shape)
            img = ij.img_of(array)
            assert [int(img.dimension(d)) for d in range(len(shape))] == list(reversed(shape))
            assert same_pixels(ij.array_of(img), array), (shape, dtype)
            if array.size:
                copied = jimport("net.imglib2.img.planar.PlanarImgFactory")(img.firstElement().createVariable())
                copied = copied.create(array_of_longs(reversed(shape)))
                ij.write(array, copied)
                assert same_pixels(ij.array_of(copied), array), (shape, dtype)
    with raises(ConversionError, "single value", "reshape"):
        ij.img_of(np.float32(3))


def test_both_sides_see_what_the_other_writes():
    rng = np.random.default_rng(3)
    for dtype in TYPES:
        for name, array in arrangements(random_array(rng, dtype, (3, 4, 6))):
            if not array.flags.writeable or array.size == 0:
                continue
            img = ij.img_of(array)
            index = tuple(int(rng.integers(n)) for n in array.shape)
            target = pixel(img, index)
            target.set(pixel(img, (0,) * array.ndim))
            assert array[index] == array[(0,) * array.ndim], (dtype, name)
            array[index] = array.reshape(-1)[-1]
            assert number(pixel(img, index)) == array.reshape(-1)[-1].item(), (dtype, name)


def test_read_only_memory_stays_as_it_is():
    error = jimport("java.nio.ReadOnlyBufferException")
    for dtype in TYPES:
        array = np.ones((2, 3), dtype)
        array.flags.writeable = False
        for view in (array, array[::-1]):
            with raises(error):
                pixel(ij.img_of(view), (0, 1)).setZero()
            assert (array == 1).all()
        assert not ij.array_of(ij.img_of(array)).flags.writeable


def test_types_that_imglib2_lacks():
    half = np.array([1.5, -2, np.inf], "f2")
    img = ij.img_of(half)
    assert type(img.firstElement()).__java_name__ == TYPES["float32"]
    assert ij.array_of(img).tolist() == half.tolist()
    for array in (np.ones(3, "datetime64[s]"), np.array(["a"]), np.array([None])):
        with raises(ConversionError, "ImgLib2 has no type", "astype"):
            ij.img_of(array)
    if np.dtype(np.longdouble).itemsize > 8:
        with raises(ConversionError, "float128|longdouble", "float64"):
            ij.img_of(np.ones(3, np.longdouble))
    records = np.zeros((2, 3), [("a", "u1"), ("b", "<f8")])
    with raises(ConversionError, "fields", r"array\['a'\]"):
        ij.img_of(records)
    img = ij.img_of(records["b"])
    pixel(img, (1, 2)).setReal(2.5)
    assert records["b"][1, 2] == 2.5
    assert records["b"].sum() == 2.5


def test_types_of_odd_widths_are_widened_and_checked():
    for bits, dtype in ((2, "uint8"), (4, "uint8"), (12, "uint16")):
        name = f"Unsigned{bits}BitType"
        kind = jimport(INTEGER + name)()
        img = jimport("net.imglib2.img.array.ArrayImgFactory")(kind).create(array_of_longs([5, 3]))
        values = (np.arange(15).reshape(3, 5) % (1 << bits)).astype(dtype)
        ij.write(values, img)
        back = ij.array_of(img)
        assert same_pixels(back, values), name
        assert name in back.transfer
        with raises(ConversionError, f"{bits} bits", "clip"):
            ij.write(values + (1 << bits), img)
    bits = ArrayImgs.bits(5, 3)
    mask = np.arange(15).reshape(3, 5) % 4 == 1
    ij.write(mask, bits)
    assert same_pixels(ij.array_of(bits), mask)
    assert "BitType" in ij.array_of(bits).transfer
    for img in (ArrayImgs.unsigned128Bits(3, 2), ArrayImgs.unsignedVariableBitLengths(7, 3, 2)):
        with raises(ConversionError, "no type for pixels", "convert them to one of 8, 16"):
            ij.array_of(img)


def test_colours():
    rng = np.random.default_rng(4)
    for samples, channels in itertools.product((3, 4), (False, True)):
        rgb = rng.integers(0, 256, (4, 5, samples), dtype="u1")
        view = rgb[::-1, :, :] if channels else rgb
        img = ij.img_of(view, axes="YXS")
        colour = int(pixel(img, (1, 2)).get()) & 0xFFFFFFFF
        red, green, blue, *opacity = (int(n) for n in view[1, 2])
        assert colour == ((opacity or [255])[0] << 24 | red << 16 | green << 8 | blue)
        back = ij.array_of(img)
        assert back.axes == "YXS"
        assert same_pixels(back, view)
        assert back.transfer == "Shared"
        pixel(img, (0, 0)).set(0x01020304)
        assert view[0, 0, :3].tolist() == [2, 3, 4]
    assert ij.img_of(Image.from_array(np.zeros((2, 3, 3), "u1"), axes="YXS")).numDimensions() == 2
    assert ij.img_of(np.zeros((2, 3, 3), "u1")).numDimensions() == 3
    assert same_pixels(ij.array_of(ij.img_of(np.moveaxis(rgb, 2, 0), axes="SYX")), rgb)
    heap = ArrayImgs.argbs(5, 4)
    ij.write(rgb[..., :3], heap)
    assert same_pixels(ij.array_of(heap), rgb[..., :3])
    assert "heap" in ij.array_of(heap).transfer
    with raises(ConversionError, "colours of shape", "channels"):
        ij.img_of(np.zeros((2, 3, 5), "u1"), axes="YXS")
    with raises(ConversionError, "axes 'YX'", "slowest first"):
        ij.img_of(np.zeros((2, 3, 3), "u1"), axes="YX")
