"""Images of ImgLib2: where their pixels lie, who keeps them, and what is copied."""

import os
import threading
import weakref

from drua import ConversionError, ParameterError

ArrayImgs = jimport("net.imglib2.img.array.ArrayImgs")
UnsafeImgs = jimport("net.imglib2.img.unsafe.UnsafeImgs")
Views = jimport("net.imglib2.view.Views")
ByteBuffer = jimport("java.nio.ByteBuffer")
ByteOrder = jimport("java.nio.ByteOrder")
UnsignedShortType = jimport("net.imglib2.type.numeric.integer.UnsignedShortType")
CellImgFactory = jimport("net.imglib2.img.cell.CellImgFactory")
PlanarImgFactory = jimport("net.imglib2.img.planar.PlanarImgFactory")
NIO = "net.imglib2.img.basictypeaccess.nio."


def ints(*values):
    return array("int", [int(value) for value in values])


def numbers(*shape, dtype="u2"):
    return (np.arange(np.prod(shape)) * 7 % 60013).astype(dtype).reshape(shape)


# -- Shared --


def test_direct_buffers_are_shared_in_either_byte_order():
    for order, dtype in ((ByteOrder.LITTLE_ENDIAN, "<u2"), (ByteOrder.BIG_ENDIAN, ">u2")):
        memory = ByteBuffer.allocateDirect(24).order(order)
        access = jimport(NIO + "ShortBufferAccess")(memory, True)
        img = ArrayImgs.unsignedShorts(access, longs(4, 3))
        pixels = ij.array_of(img)
        assert pixels.transfer == "Shared"
        assert pixels.dtype == np.dtype(dtype)
        pixel(img, 1, 2).set(515)
        assert pixels[2, 1] == 515
        pixels[0, 3] = 7
        assert pixel(img, 3, 0).get() == 7
    read_only = jimport(NIO + "ByteBufferAccess")(ByteBuffer.allocateDirect(6).asReadOnlyBuffer(), True)
    assert not ij.array_of(ArrayImgs.unsignedBytes(read_only, longs(3, 2))).flags.writeable
    heap = jimport(NIO + "ByteBufferAccess")(ByteBuffer.allocate(6), True)
    assert "heap" in ij.array_of(ArrayImgs.unsignedBytes(heap, longs(3, 2))).transfer


def test_colours_in_direct_buffers():
    for order in (ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN):
        access = jimport(NIO + "IntBufferAccess")(ByteBuffer.allocateDirect(24).order(order), True)
        img = ArrayImgs.argbs(access, longs(3, 2))
        pixel(img, 2, 1).set(0x01020304)
        pixels = ij.array_of(img)
        assert pixels[1, 2].tolist() == [2, 3, 4]
        assert pixels.transfer == "Shared"
        pixels[0, 0] = (9, 8, 7)
        assert pixel(img, 0, 0).get() & 0xFFFFFF == 0x090807


def test_unsafe_images_are_shared():
    for name in ("bytes", "unsignedShorts", "ints", "floats", "doubles"):
        img = getattr(UnsafeImgs, name)(4, 3)
        pixels = ij.array_of(img)
        assert pixels.transfer == "Shared", name
        pixels[...] = np.arange(12).reshape(3, 4)
        assert pixel(img, 1, 2).getRealDouble() == 9
        del img
        jimport("java.lang.System").gc()
        assert pixels.sum() == 66
    whole = ArrayImgs.unsignedShorts(
        jimport("net.imglib2.img.basictypelongaccess.unsafe.ShortUnsafe")(pixels.ctypes.data), longs(4, 3)
    )
    assert np.shares_memory(ij.array_of(whole), pixels)


def test_unsafe_images_of_longs_are_refused():
    # imglib2-unsafe 1.1.0 allocates half of what they need.
    for name in ("longs", "unsignedLongs"):
        with raises(ConversionError, "half", "img_of"):
            ij.array_of(getattr(UnsafeImgs, name)(4, 3))


def test_views_are_shared():
    pixels = numbers(4, 5, 6)
    img = ij.img_of(pixels)
    for name, view, wanted in (
        ("cropped", Views.interval(img, longs(1, 2, 0), longs(3, 4, 2)), pixels[0:3, 2:5, 1:4]),
        ("moved", Views.translate(img, longs(5, -3, 2)), pixels),
        ("sliced", Views.hyperSlice(img, 1, 3), pixels[:, 3]),
        ("swapped", Views.permute(img, 0, 2), pixels.transpose(2, 1, 0)),
        ("turned", Views.zeroMin(Views.invertAxis(img, 1)), pixels[:, ::-1]),
        ("thinned", Views.subsample(img, longs(2, 1, 3)), pixels[::3, :, ::2]),
        (
            "all",
            Views.subsample(Views.zeroMin(Views.hyperSlice(Views.invertAxis(img, 0), 2, 1)), longs(2, 1)),
            pixels[1, :, ::-1][:, ::2],
        ),
        ("larger", Views.addDimension(img, 0, 0), pixels[None]),
    ):
        found = ij.array_of(view)
        assert same_pixels(found, wanted), name
        assert found.transfer == "Shared", name
        assert np.shares_memory(found, pixels), name


def test_random_chains_of_views():
    seed = int.from_bytes(os.urandom(4), "little")
    rng = np.random.default_rng(seed)
    for turn in range(150):
        wanted = numbers(*rng.integers(1, 7, rng.integers(1, 5)))
        img = ij.img_of(wanted)
        for _ in range(rng.integers(1, 6)):
            count = wanted.ndim
            axis, step = int(rng.integers(count)), int(rng.integers(1, 4))
            choice = rng.integers(5)
            if choice == 0:
                img, wanted = Views.zeroMin(Views.invertAxis(img, count - 1 - axis)), np.flip(wanted, axis)
            elif choice == 1:
                other = int(rng.integers(count))
                img, wanted = Views.permute(img, count - 1 - axis, count - 1 - other), wanted.swapaxes(axis, other)
            elif choice == 2:
                steps = [step if at == count - 1 - axis else 1 for at in range(count)]
                img, wanted = (
                    Views.subsample(img, longs(*steps)),
                    wanted[(slice(None),) * axis + (slice(None, None, step),)],
                )
            elif choice == 3 and count > 1:
                at = int(rng.integers(wanted.shape[axis]))
                img, wanted = Views.hyperSlice(img, count - 1 - axis, at), wanted.take(at, axis)
            else:
                low = [int(rng.integers(length)) for length in wanted.shape]
                high = [int(rng.integers(least, length)) for least, length in zip(low, wanted.shape, strict=True)]
                img = Views.zeroMin(Views.interval(img, longs(*reversed(low)), longs(*reversed(high))))
                wanted = wanted[tuple(slice(a, b + 1) for a, b in zip(low, high, strict=True))]
        found = ij.array_of(img)
        assert same_pixels(found, wanted), (seed, turn)
        assert found.transfer == "Shared", (seed, turn)


def test_views_of_the_fluent_interface_are_shared():
    pixels = numbers(4, 5, 6)
    img = ij.img_of(pixels)
    if not hasattr(img, "view"):
        # Before ImgLib2 7.1 there is none.
        return
    for name, view, wanted in (
        ("itself", img.view(), pixels),
        ("sliced", img.view().slice(2, 1), pixels[1]),
        ("chained", img.view().permute(0, 1).slice(0, 3).zeroMin(), pixels[:, 3]),
        ("inside another one", Views.interval(img.view(), longs(1, 1, 1), longs(4, 2, 3)), pixels[1:4, 1:3, 1:5]),
    ):
        found = ij.array_of(view)
        assert same_pixels(found, wanted), name
        assert found.transfer == "Shared", name
        assert np.shares_memory(found, pixels), name
    for heap, reason in containers((4, 5, 6)):
        ij.write(pixels, heap.view())
        assert same_pixels(ij.array_of(heap), pixels), reason
        found = ij.array_of(heap.view())
        assert same_pixels(found, pixels), reason
        assert reason in found.transfer
    doubled = ArrayImgs.unsignedShorts(6, 5)
    ij.write(pixels[0], doubled)
    ij.run_pinned(lambda image: np.multiply(image, 2, out=image), doubled.view())
    assert same_pixels(ij.array_of(doubled), pixels[0] * 2)


# -- Copied --


def containers(shape):
    """Return images of each container, and the reason for which they are copied."""
    sizes = longs(*reversed(shape))
    yield ArrayImgs.unsignedShorts(sizes), "heap"
    yield PlanarImgFactory(UnsignedShortType()).create(sizes), "planes"
    yield CellImgFactory(UnsignedShortType(), ints(*(3 for _ in shape))).create(sizes), "cells"
    yield jimport("net.imglib2.img.list.ListImgFactory")(UnsignedShortType()).create(sizes), "ListImg"


def test_every_container_there_and_back():
    for shape in ((7,), (5, 7), (4, 5, 7), (2, 3, 5, 7), (2, 2, 2, 3, 4), (1, 1), (300, 400)):
        for img, reason in containers(shape):
            pixels = numbers(*shape)
            ij.write(pixels, img)
            back = ij.array_of(img)
            assert same_pixels(back, pixels), (shape, reason)
            assert "Copied" in back.transfer
            assert reason in back.transfer
            moved = Views.translate(img, longs(*(-3 for _ in shape)))
            assert same_pixels(ij.array_of(moved), pixels), (shape, reason)
            ij.write(pixels + 1, moved)
            assert same_pixels(ij.array_of(img), pixels + 1), (shape, reason)
            back += 1
            assert same_pixels(ij.array_of(img), pixels + 1), (shape, reason)


def test_intervals_of_every_container():
    rng = np.random.default_rng(5)
    for img, reason in (*containers((6, 7, 8)), (ij.img_of(numbers(6, 7, 8)), "Shared")):
        pixels = numbers(6, 7, 8)
        ij.write(pixels, img)
        for view, low in ((img, 0), (Views.translate(img, longs(9, -4, 2)), 9)):
            for _ in range(12):
                starts = [int(rng.integers(length)) for length in pixels.shape]
                parts = tuple(
                    slice(start, int(rng.integers(start, length)) + 1, int(rng.integers(1, 3)))
                    for start, length in zip(starts, pixels.shape, strict=True)
                )
                assert same_pixels(ij.array_of(view, interval=parts), pixels[parts]), (reason, low, parts)
        assert same_pixels(ij.array_of(img, slice(-2, None)), pixels[-2:])
        with raises(ParameterError, "interval", "forward"):
            ij.array_of(img, (slice(3, 3),))
        with raises(ParameterError, "interval", "at most 3 slices"):
            ij.array_of(img, (slice(3),) * 4)


def test_what_is_not_asked_for_is_not_loaded():
    loaded = []
    lock = threading.Lock()
    grid = jimport("net.imglib2.img.cell.CellGrid")(longs(40, 30, 20), ints(10, 10, 10))

    def cell(index):
        with lock:
            loaded.append(int(index))
        low, size = array("long", 3), array("int", 3)
        grid.getCellDimensions(int(index), low, size)
        access = jimport("net.imglib2.img.basictypeaccess.array.ShortArray")(array("short", [int(index) + 1] * 1000))
        return jimport("net.imglib2.img.cell.Cell")(size, low, access)

    lazy = lazy_image(grid, cell)
    part = ij.array_of(lazy, interval=np.s_[0:10, 5:15, 10:20])
    assert sorted(set(loaded)) == [1, 5], loaded
    assert part[0, 0, 0] == 2
    assert part[0, 9, 0] == 6
    assert part.shape == (10, 10, 10)


def lazy_image(grid, cell):
    """Return an image whose cells are made when they are touched first."""
    LazyCellImg = jimport("net.imglib2.img.cell.LazyCellImg")
    known = {}
    lock = threading.Lock()

    def get(index):
        with lock:
            if index not in known:
                known[index] = cell(index)
            return known[index]

    from drua.java import proxy

    return LazyCellImg(grid, UnsignedShortType(), proxy(get, "net.imglib2.img.cell.LazyCellImg$Get"))


def test_what_does_not_fit_is_not_written():
    img = ArrayImgs.unsignedShorts(4, 3)
    with raises(ConversionError, r"\(4, 3\)", r"\(3, 4\)", "transpose"):
        ij.write(np.zeros((4, 3), "u2"), img)
    for dtype in ("i4", "i2", "f4", "c8"):
        with raises(ConversionError, "16 bits of uint16", np.dtype(dtype).name, "astype"):
            ij.write(np.ones((3, 4), dtype), img)
    assert ij.array_of(img).max() == 0
    ij.write(np.full((3, 4), 200, "u1"), img)
    assert ij.array_of(img).min() == 200


def test_converted_views_are_read():
    source = ArrayImgs.unsignedShorts(5, 4)
    ij.write(numbers(4, 5), source)
    converters = jimport("net.imglib2.converter.RealTypeConverters")
    floats = converters.convert(source, jimport("net.imglib2.type.numeric.real.FloatType")())
    assert same_pixels(ij.array_of(floats), numbers(4, 5).astype("f4"))
    assert "Copied" in ij.array_of(floats).transfer


# -- Pinned --


def test_functions_get_the_array_of_the_heap():
    def count(image):
        image += 1
        return image.shape, image.dtype.name, image.tolist()

    for img, dtype in (
        (ArrayImgs.unsignedShorts(4, 3), "uint16"),
        (ArrayImgs.doubles(4, 3), "float64"),
        (ArrayImgs.complexFloats(2), "complex64"),
    ):
        ij.run_pinned(count, img, pin=True)
        result = ij.run_pinned(count, img, pin=True)
        assert result.transfer == "Pinned", result.transfer
        assert result.bytes_copied == 0
        assert result.value[1] == dtype
        assert ij.array_of(img).tolist() == result.value[2]
        assert np.all(ij.array_of(img) == 2)
    marker = object()
    assert ij.run_pinned(lambda image: marker, img).value is marker
    with raises(ZeroDivisionError):
        ij.run_pinned(lambda image: 1 // 0, img)
    for other in (ArrayImgs.argbs(3, 2), ArrayImgs.bits(3, 2), ij.img_of(numbers(3, 2)), UnsafeImgs.bytes(3, 2)):
        with raises(ConversionError, "can't be pinned", "array_of"):
            ij.run_pinned(count, other)


def test_functions_are_not_kept():
    def function(image):
        return None

    gone = weakref.ref(function)
    ij.run_pinned(function, ArrayImgs.bytes(3, 2))
    del function
    assert until(lambda: gone() is None)
