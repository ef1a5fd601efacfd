"""`drua.ij.open_mapped` and File > Import > Memory-Mapped Stack...: NumPy files and raw pixels as stacks."""

import os
import tempfile

from drua import ConversionError, ij, shared_stack

PACKAGE = "io.drua.fiji.stack.file."
MemoryBlock = jimport("io.drua.bridge.MemoryBlock")
FOLDER = tempfile.TemporaryDirectory(prefix="drua-mapped-")
SHOWN = []
MAPPED_BEFORE = int(MemoryBlock.mappedBytes())


def path(name):
    return os.path.join(FOLDER.name, name)


def mapped(place, **options):
    image = ij.open_mapped(place, **options)
    if options.get("show"):
        SHOWN.append(image._get("source"))
    return image


def planes_of(imp):
    """All planes of an ImagePlus as ImageJ has them, colours packed."""
    stack = imp.getStack()
    return [to_python(stack.getProcessor(n).getPixels()) for n in range(1, imp.getStackSize() + 1)]


def mapped_plus(name):
    file = jimport(PACKAGE + "StackFile").read(jimport("java.io.File")(path(name)).toPath(), None)
    return jimport(PACKAGE + "MappedStacks").open(file, jimport("io.drua.bridge.MemoryBlock$Mode").READ_ONLY)


# -- NumPy files --


def test_relative_paths_begin_in_pythons_folder():
    before = os.getcwd()
    pixels = made((4, 5), "uint16")
    np.save(path("relative.npy"), pixels)
    os.chdir(FOLDER.name)
    try:
        assert same_pixels(mapped("relative.npy"), pixels)
        assert same_pixels(mapped(b"relative.npy"), pixels)
        stack = shared_stack((2, 4, 5), "uint8", path="relative.raw", show=False)
        assert os.path.getsize("relative.raw") >= stack.nbytes
    finally:
        os.chdir(before)


def test_lengths_and_offsets_are_whole_numbers():
    with open(path("whole.raw"), "wb") as file:
        file.write(bytes(100))
    with raises(TypeError, "float"):
        mapped(path("whole.raw"), shape=(5.7, 5), dtype="uint8")
    with raises(TypeError, "float"):
        mapped(path("whole.raw"), shape=(5, 5), dtype="uint8", offset=1.5)


def test_numpy_files_of_every_type_are_mapped_as_they_are():
    for dtype in ("uint8", "uint16", "float32"):
        for shape, axes in (((5, 7), "YX"), ((4, 5, 7), "ZYX"), ((2, 4, 5, 7), "ZCYX"), ((3, 2, 4, 5, 7), "TZCYX")):
            pixels = made(shape, dtype)
            np.save(path("a.npy"), pixels)
            image = mapped(path("a.npy"))
            assert image.axes == axes
            assert image.name == "a.npy"
            assert same_pixels(image, pixels)
            assert not image.flags.writeable


def test_colours_are_three_bytes_at_the_end():
    pixels = made((4, 5, 7, 3), "uint8")
    np.save(path("rgb.npy"), pixels)
    image = mapped(path("rgb.npy"), show=True)
    assert image.axes == "ZYXS"
    assert image.kind == "RGB"
    assert same_pixels(image, pixels)
    imp = image._get("source")
    assert imp.getBitDepth() == 24
    red, green, blue = (int(sample) for sample in pixels[3, 2, 1])
    packed = int(planes_of(imp)[3].reshape(5, 7)[2, 1])
    assert packed & 0xFFFFFF == red << 16 | green << 8 | blue


def test_axes_may_be_given():
    pixels = made((6, 5, 7), "uint16")
    np.save(path("movie.npy"), pixels)
    image = mapped(path("movie.npy"), axes="TYX", show=True)
    assert image.axes == "TYX"
    assert image._get("source").getNFrames() == 6


def test_many_channels_are_shown_one_at_a_time():
    pixels = made((9, 20, 30), "uint16")
    np.save(path("nine.npy"), pixels)
    imp = mapped(path("nine.npy"), axes="CYX", show=True)._get("source")
    assert imp.getNChannels() == 9
    assert imp.isComposite()
    assert np.array_equal(planes_of(imp)[8].view(np.uint16), pixels[8].ravel())


def test_planes_in_another_order_are_turned_without_a_copy():
    pixels = made((2, 3, 4, 5, 7), "uint16")
    np.save(path("tczyx.npy"), pixels)
    image = mapped(path("tczyx.npy"), axes="TCZYX")
    assert image.axes == "TZCYX"
    assert image.shape == (2, 4, 3, 5, 7)
    assert same_pixels(image, pixels.transpose(0, 2, 1, 3, 4))
    assert not image.flags.owndata
    assert not image.flags.c_contiguous
    shown = mapped(path("tczyx.npy"), axes="TCZYX", show=True)
    imp = shown._get("source")
    assert [int(n) for n in imp.getDimensions()] == [7, 5, 3, 4, 2]
    wanted = pixels.transpose(0, 2, 1, 3, 4).reshape(-1, 35)
    assert all(np.array_equal(plane.view(np.uint16), wanted[at]) for at, plane in enumerate(planes_of(imp)))
    assert same_pixels(ij.shared_array(imp), image)
    imp.setDimensions(4, 3, 2)
    with raises(jimport("io.drua.bridge.ParameterException"), "order of channels"):
        ij.shared_array(imp)


def test_changes_of_planes_in_another_order_go_to_their_place():
    np.save(path("czyx.npy"), np.zeros((2, 3, 4, 5), "uint16"))
    image = mapped(path("czyx.npy"), axes="CZYX", writable=True, show=True)
    imp = image._get("source")
    for number in range(1, 7):
        imp.getStack().getProcessor(number).set(1, 2, number)
    ij.update(imp)
    assert image[:, :, 2, 1].tolist() == [[1, 2], [3, 4], [5, 6]]
    assert np.load(path("czyx.npy"))[:, :, 2, 1].tolist() == [[1, 3, 5], [2, 4, 6]]


def test_fortran_order_is_refused_but_where_x_is_first():
    pixels = np.asfortranarray(made((7, 5, 4), "uint16"))
    np.save(path("fortran.npy"), pixels)
    with refused("Fortran order", "ascontiguousarray"):
        mapped(path("fortran.npy"))
    image = mapped(path("fortran.npy"), axes="XYZ")
    assert image.axes == "ZYX"
    assert same_pixels(image, np.ascontiguousarray(pixels.T))


def test_other_types_are_refused_by_name():
    records = np.zeros((3, 4), [("a", "<u2"), ("b", "<f4")])
    for pixels, text in (
        (np.zeros((3, 4)), "f8"),
        (np.zeros((3, 4), bool), "b1"),
        (np.zeros((3, 4), "int16"), "i2"),
        (np.zeros((3, 4), "complex64"), "c8"),
        (records, "records"),
        (np.zeros((3, 4), object), "never unpickled"),
        (np.zeros((0, 4), "uint8"), "no pixels"),
        (np.zeros(5, "uint8"), "axes"),
        (np.zeros((1, 1, 1, 1, 3, 4), "uint16"), "axes"),
    ):
        np.save(path("other.npy"), pixels)
        with refused(text, code="unsupported"):
            mapped(path("other.npy"))


def test_the_other_byte_order_is_shared_too():
    for dtype in ("uint16", "float32"):
        pixels = made((3, 4, 6), dtype)
        np.save(path("swapped.npy"), pixels.astype(pixels.dtype.newbyteorder("S")))
        image = mapped(path("swapped.npy"), writable=True, show=True)
        assert not image.dtype.isnative
        assert np.array_equal(image, pixels)
        imp = image._get("source")
        assert all(np.array_equal(plane.view(dtype), pixels[at].ravel()) for at, plane in enumerate(planes_of(imp)))
        imp.getStack().getProcessor(2).setf(3, 1, 321)
        ij.update(imp)
        assert image[1, 1, 3] == 321
        image[2, 3, 5] = 77
        ij.update(image)
        assert float(imp.getStack().getProcessor(3).getf(5, 3)) == 77
        again = ij.shared_array(imp)
        assert again.dtype == image.dtype
        assert np.array_equal(again, image)
        assert np.load(path("swapped.npy"))[1, 1, 3] == 321
        assert np.array_equal(ij.image_of(ij.imageplus_of(image)), image)


def test_a_shortened_file_is_refused():
    np.save(path("short.npy"), made((6, 50, 70), "uint16"))
    os.truncate(path("short.npy"), 128 + 6 * 50 * 70 * 2 - 1)
    with refused("need 42000 bytes from byte 128", "42127", code="truncated"):
        mapped(path("short.npy"))


def test_a_missing_file_is_said():
    with raises(FileNotFoundError, "no file"):
        mapped(path("none.npy"))
    with raises(OSError, "no regular file"):
        mapped(FOLDER.name)


# -- Writing --


def test_writable_arrays_write_the_file():
    pixels = made((3, 5, 7), "float32")
    np.save(path("w.npy"), pixels)
    image = mapped(path("w.npy"), writable=True)
    image[1, 2, 3] = -1.5
    assert np.load(path("w.npy"))[1, 2, 3] == -1.5
    assert "Shared" in image._get("transfer")


def test_copies_on_write_leave_the_file_alone():
    pixels = made((3, 5, 7), "uint8")
    np.save(path("c.npy"), pixels)
    image = mapped(path("c.npy"), copy_on_write=True)
    image[...] = 9
    assert (image == 9).all()
    assert same_pixels(np.load(path("c.npy")), pixels)
    with raises(ConversionError, "exclude"):
        mapped(path("c.npy"), copy_on_write=True, writable=True)


def test_imagej_and_python_write_one_file():
    np.save(path("both.npy"), made((4, 50, 60), "uint16"))
    image = mapped(path("both.npy"), writable=True, show=True)
    imp = image._get("source")
    plane = imp.getStack().getProcessor(3)
    plane.set(10, 20, 777)
    imp.getStack().flush()
    assert image[2, 20, 10] == 777
    image[3, 1, 1] = 1234
    assert imp.getStack().getProcessor(4).get(1, 1) == 1234
    assert np.load(path("both.npy"))[2, 20, 10] == 777


def test_a_read_only_file_is_not_written_by_imagej():
    pixels = made((4, 50, 60), "uint16")
    np.save(path("read.npy"), pixels)
    imp = mapped_plus("read.npy")
    imp.getStack().getProcessor(1).invert()
    imp.getStack().flush()
    assert same_pixels(np.load(path("read.npy")), pixels)


def test_the_memory_goes_with_the_last_view():
    np.save(path("gone.npy"), np.zeros((16, 256, 256), "uint8"))
    until(lambda: False, 0.1)
    before = int(MemoryBlock.mappedBytes())
    image = mapped(path("gone.npy"))
    part = image[3, :5]
    assert int(MemoryBlock.mappedBytes()) == before + (1 << 20)
    del image
    assert (part == 0).all()
    del part
    assert until(lambda: int(MemoryBlock.mappedBytes()) <= before)


# -- Raw pixels --


def test_raw_pixels_need_shape_and_type():
    pixels = made((3, 5, 7), "uint16")
    with open(path("a.raw"), "wb") as file:
        file.write(b"head!")
        file.write(pixels.tobytes())
    image = mapped(path("a.raw"), shape=(3, 5, 7), dtype="uint16", offset=5, name="raw", show=True)
    assert same_pixels(image, pixels)
    assert image.name == "raw"
    imp = image._get("source")
    assert str(imp.getTitle()) == "raw"
    assert np.array_equal(planes_of(imp)[2].view(np.uint16), pixels[2].ravel())
    with raises(ConversionError, "both"):
        mapped(path("a.raw"), shape=(3, 5, 7))
    with raises(ConversionError, "raw"):
        mapped(path("a.raw"), offset=5)
    with raises(ConversionError, "uint8"):
        mapped(path("a.raw"), shape=(3, 5, 7), dtype="M8[s]")
    with refused("expected a NumPy"):
        mapped(path("a.raw"))
    with refused("need 280 bytes from byte 5"):
        mapped(path("a.raw"), shape=(4, 5, 7), dtype="uint16", offset=5)
    with refused("int16"):
        mapped(path("a.raw"), shape=(3, 5, 7), dtype="int16")
    swapped = mapped(path("a.raw"), shape=(3, 5, 7), dtype=">u2", offset=5)
    assert np.array_equal(swapped, pixels.byteswap())


def test_three_gibibytes_are_mapped_not_read():
    planes = 384
    with open(path("large.raw"), "wb") as file:
        file.truncate(planes * 2048 * 2048 * 2)
    before = int(MemoryBlock.mappedBytes())
    start = time.perf_counter()
    image = mapped(path("large.raw"), shape=(planes, 2048, 2048), dtype="uint16", writable=True, show=True)
    took = time.perf_counter() - start
    assert int(MemoryBlock.mappedBytes()) - before == 3 << 30
    # Generous: reading them would take longer than this on any disk.
    assert took < 1, took
    image[planes - 1, 2047, 2047] = 4711
    with open(path("large.raw"), "rb") as file:
        file.seek((3 << 30) - 2)
        assert int.from_bytes(file.read(), "little") == 4711
    imp = image._get("source")
    assert imp.getStack().getProcessor(planes).get(2047, 2047) == 4711
    os.remove(path("large.raw"))


# -- The command --


@contextlib.contextmanager
def macro(options):
    """Have this thread be one that runs a command for a macro."""
    thread = jimport("java.lang.Thread").currentThread()
    name = str(thread.getName())
    interpreter = jimport("ij.macro.Interpreter")
    thread.setName("Run$_test")
    interpreter.batchMode = True
    try:
        jimport("ij.Macro").setOptions(options)
        yield
    finally:
        jimport("ij.Macro").setOptions(None)
        interpreter.batchMode = False
        thread.setName(name)


def opened(options):
    with macro(options):
        jimport("io.drua.fiji.stack.command.OpenMappedStack")().run("")
        imp = jimport("ij.WindowManager").getCurrentImage()
        jimport("ij.macro.Interpreter").removeBatchModeImage(imp)
        return imp


def test_the_command_opens_files_in_macros():
    pixels = made((4, 50, 60), "uint16")
    np.save(path("command file.npy"), pixels)
    imp = opened(f"open=[{path('command file.npy')}]")
    assert str(imp.getTitle()) == "command file.npy"
    assert list(imp.getDimensions()) == [60, 50, 1, 4, 1]
    assert np.array_equal(planes_of(imp)[3].view(np.uint16), pixels[3].ravel())
    imp.getStack().getProcessor(1).set(0, 0, 9)
    imp.getStack().flush()
    assert same_pixels(np.load(path("command file.npy")), pixels)
    imp = opened(f"open=[{path('command file.npy')}] axes=TYX writable")
    assert imp.getNFrames() == 4
    imp.getStack().getProcessor(1).set(0, 0, 9)
    imp.getStack().flush()
    assert np.load(path("command file.npy"))[0, 0, 0] == 9


def test_the_command_takes_the_options_of_raw_imports():
    pixels = made((3, 5, 7), "uint16")
    with open(path("c.raw"), "wb") as file:
        file.write(b"12345678")
        file.write(pixels.astype("<u2").tobytes())
    imp = opened(f"open={path('c.raw')} image=[16-bit Unsigned] width=7 height=5 offset=8 number=3 little-endian")
    assert np.array_equal(planes_of(imp)[2].view(np.uint16), pixels[2].ravel())
    imp = opened(f"open={path('c.raw')} image=8-bit width=14 height=5 offset=8 number=3 axes=TYX")
    assert imp.getBitDepth() == 8
    assert imp.getNFrames() == 3


def test_the_command_fails_with_the_reason():
    call_log = jimport("io.drua.fiji.runtime.CallLog")
    for options, text in (
        ("open=[/nowhere/a.npy]", "no file"),
        ("writable", "open="),
        (f"open={path('c.raw')} colour=3", "colour"),
        (f"open={path('c.raw')}", "expected a NumPy"),
        (f"open={path('c.raw')} image=8-bit width=x height=5", "width"),
        (f"open={path('c.raw')} image=12-bit width=7 height=5", "12-bit"),
        (f"open={path('c.raw')} image=8-bit width=700 height=500", "need 350000 bytes"),
    ):
        with raises(jimport("java.lang.RuntimeException")):
            opened(options)
        assert text in str(call_log.lastError()), (options, str(call_log.lastError()))


# -- The end --


def test_memory_goes_when_images_are_closed_or_forgotten():
    np.save(path("last.npy"), np.zeros((4, 256, 1024), "uint8"))
    image = mapped(path("last.npy"), show=True)
    while SHOWN:
        imp = SHOWN.pop()
        imp.changes = False
        imp.close()
    assert image[3, 255, 1023] == 0
    del image, imp
    jimport("ij.WindowManager").setTempCurrentImage(None)
    gone = until(lambda: int(MemoryBlock.mappedBytes()) <= MAPPED_BEFORE)
    assert gone, int(MemoryBlock.mappedBytes()) - MAPPED_BEFORE
