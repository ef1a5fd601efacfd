"""Images of ImgLib2 shared with Python: over 2 GiB, lifetimes, threads, round trips of real and made data."""

import os
import tempfile
import threading
import weakref

from drua import ConversionError, Image
from drua.java import same

Views = jimport("net.imglib2.view.Views")
ArrayImgs = jimport("net.imglib2.img.array.ArrayImgs")
ByteBuffer = jimport("java.nio.ByteBuffer")
System = jimport("java.lang.System")
GIB = 1 << 30


@contextlib.contextmanager
def sparse(shape, dtype):
    """Give a large array that takes no memory where nothing was written."""
    with tempfile.TemporaryDirectory() as folder:
        # Windows keeps a file that is still mapped.
        made = np.memmap(os.path.join(folder, "sparse"), dtype, "w+", shape=shape)
        yield made
        made.flush()


def corners(shape):
    """Return some places, the first and the last among them."""
    rng = np.random.default_rng(6)
    return [
        (0,) * len(shape),
        tuple(n - 1 for n in shape),
        *(tuple(int(rng.integers(n)) for n in shape) for _ in range(40)),
    ]


def check_shared(large):
    img = ij.img_of(large)
    back = ij.array_of(img)
    assert back.transfer == "Shared"
    assert back.shape == large.shape
    assert back.__array_interface__["data"] == large.__array_interface__["data"]
    for at, place in enumerate(corners(large.shape), 1):
        pixel(img, *reversed(place)).setReal(float(at % 100))
        assert large[place] == at % 100, place
        large[place] = at % 100 + 1
        assert pixel(img, *reversed(place)).getRealDouble() == at % 100 + 1, place
    return img


# -- Over 2 GiB --


def test_read_only_memory_is_not_written():
    pixels = np.arange(20, dtype="uint16").reshape(4, 5)
    pixels.flags.writeable = False
    for image in (ij.img_of(pixels), ij.img_of(pixels[::-1, ::2])):
        with raises(ConversionError, "read-only"):
            ij.write(np.zeros_like(ij.array_of(image)), image)
    assert pixels[0, 1] == 1


def test_over_2_gib_in_blocks():
    for shape, dtype in (
        ((5, 1024, 1024, 1024), "u1"),
        ((3 * GIB,), "i1"),
        ((3, 40000, 30000), "u2"),
        ((2, 3 * GIB), "u1"),
    ):
        with sparse(shape, dtype) as large:
            img = check_shared(large)
            assert type(img).__java_name__ == "net.imglib2.img.cell.CellImg"
            # A part is read by way of the cells, across their borders.
            middle = large.shape[-1] // 2
            cut = (slice(0, 1),) * (large.ndim - 1) + (slice(middle - 5, middle + 5),)
            assert np.array_equal(ij.array_of(img, interval=cut), large[cut])
            del img


def test_over_2_gib_by_strides():
    with sparse((5, 1024, 1024, 1024), "u1") as large:
        check_shared(large[:, ::-1, :, ::2])
        check_shared(large.T)
        check_shared(large.view(">u4"))
        check_shared(large.reshape(-1)[3 : 3 + 4 * GIB].view("f8"))
    with sparse((3 * GIB,), "u1") as large:
        # An element lies across the border of two buffers.
        odd = large[1 : 1 + 8 * ((3 * GIB - 8) // 8)].view("f8")
        img = ij.img_of(odd[::-1])
        for border in (GIB, 2 * GIB):
            at = border // 8 - 1
            odd[at] = -1.25
            assert pixel(img, odd.size - 1 - at).get() == -1.25
            pixel(img, odd.size - 1 - at).set(3.5)
            assert odd[at] == 3.5


# -- Lifetimes --


def test_the_image_keeps_the_array():
    for view in (slice(None), slice(None, None, -1)):
        values = np.arange(1 << 20, dtype="i4")
        gone = weakref.ref(values)
        img = ij.img_of(values[view])
        del values
        for _ in range(3):
            gc.collect()
            System.gc()
            np.zeros(1 << 20, "i4")
        assert gone() is not None
        assert pixel(img, 1000).get() == (1000 if view.step is None else (1 << 20) - 1001)
        del img
        assert until(lambda gone=gone: gone() is None)


def test_an_access_keeps_the_array():
    for length in (slice(None), slice(None, None, 2)):
        values = np.full(1 << 20, 7, "u2")
        gone = weakref.ref(values)
        cursor = ij.img_of(values[length]).cursor()
        del values
        for _ in range(3):
            gc.collect()
            System.gc()
        assert gone() is not None
        cursor.fwd()
        assert cursor.get().get() == 7
        del cursor
        assert until(lambda gone=gone: gone() is None)


def test_the_array_keeps_the_image():
    Weak = jimport("java.lang.ref.WeakReference")
    memory = ByteBuffer.allocateDirect(1 << 20)
    access = jimport("net.imglib2.img.basictypeaccess.nio.ByteBufferAccess")(memory, True)
    img = ArrayImgs.unsignedBytes(access, longs(1 << 20))
    gone = Weak(memory)
    part = ij.array_of(img)[10:20]
    part[...] = 5
    del memory, access, img
    for _ in range(5):
        gc.collect()
        System.gc()
        ByteBuffer.allocateDirect(1 << 20)
    assert gone.get() is not None
    assert part.tolist() == [5] * 10
    del part
    assert until(lambda: gone.get() is None)


def test_there_and_back_many_times_keeps_nothing():
    values = np.zeros((16, 16), "u2")
    gone = weakref.ref(values)
    img = ij.img_of(values)
    seen = values
    for _ in range(200):
        seen = ij.array_of(ij.img_of(seen))
    assert same(ij.img_of(np.asarray(seen)), ij.img_of(seen))
    assert not same(ij.img_of(seen[:8]), ij.img_of(seen))
    seen[3, 4] = 9
    del img
    assert values[3, 4] == 9
    del values, seen
    assert until(lambda: gone() is None)


# -- Threads --


def test_java_reads_while_python_writes():
    values = np.zeros((64, 64, 64), "i4")
    img = ij.img_of(values)
    going = True
    last = 64**3 - 1
    seen = []

    def read():
        while going:
            cursor = img.cursor()
            cursor.jumpFwd(last)
            seen.append(int(cursor.next().get()))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, 200):
            values[...] = number
        assert until(lambda: 199 in seen[-4:])
    finally:
        going = False
        for reader in readers:
            reader.join()
    assert all(0 <= number <= 199 for number in seen)


def test_python_runs_while_java_copies():
    source = ArrayImgs.unsignedShorts(700, 700, 20)
    done = threading.Event()

    def copy():
        for _ in range(3):
            ij.array_of(Views.translate(source, longs(1, 1, 1)))
        done.set()

    turns = 0
    worker = threading.Thread(target=copy)
    worker.start()
    while not done.is_set():
        turns += 1
        time.sleep(0)
    worker.join()
    assert turns > 20


# -- Round trips --


def test_real_images_there_and_back():
    for name in ("test_image.tif", "test_still_stack.tif"):
        pixels = np.asarray(ij.image_of(IJ.openImage(str(pathlib.Path(DATA) / name))))
        img = ij.img_of(pixels)
        assert same_pixels(ij.array_of(img), pixels)
        heap = img.copy()
        assert type(heap).__java_name__ == "net.imglib2.img.array.ArrayImg"
        assert same_pixels(ij.array_of(heap), pixels)
        ij.write(pixels[..., ::-1], heap)
        assert same_pixels(ij.array_of(heap), pixels[..., ::-1])
        assert img.firstElement().get() == pixels.flat[0]


def test_the_families_know_them():
    values = np.arange(6, dtype="u2").reshape(2, 3)
    img = ij.to_java(values)
    assert type(img).__java_name__ == "net.imglib2.img.array.ArrayImg"
    image = ij.from_java(img)
    assert isinstance(image, Image)
    assert image.transfer == "Shared"
    assert np.shares_memory(image, values)
    with raises(ConversionError, "<U1"):
        ij.to_java(np.array(["a", "b"]))
    assert same_pixels(ij.from_java(Views.interval(img, longs(1, 0), longs(2, 1))), values[:, 1:])


def test_copies_of_random_images():
    seed = int.from_bytes(os.urandom(4), "little")
    rng = np.random.default_rng(seed)
    types = ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8", "c8", "c16", "?")
    for turn in range(60):
        dtype = np.dtype(types[int(rng.integers(len(types)))])
        shape = tuple(int(n) for n in rng.integers(1, 9, rng.integers(1, 7)))
        bits = rng.integers(0, 256, (*shape, dtype.itemsize), dtype="u1")
        values = bits.view(dtype)[..., 0] if dtype.kind in "iu" else bits[..., 0].astype(dtype)
        strided = ij.img_of(np.flip(values, int(rng.integers(len(shape)))))
        sizes = [int(rng.integers(1, 5)) for _ in shape]
        cells = jimport("net.imglib2.img.cell.CellImgFactory")(
            ij.img_of(values).firstElement().createVariable(), array("int", sizes)
        )
        cells = cells.create(longs(*reversed(shape)))
        ij.write(values, cells)
        assert same_pixels(ij.array_of(cells), values), (seed, turn, dtype, shape)
        wanted = np.asarray(ij.array_of(strided))
        ij.write(wanted, cells)
        assert same_pixels(ij.array_of(cells), wanted), (seed, turn, dtype, shape)
