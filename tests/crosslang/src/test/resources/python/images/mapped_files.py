"""`drua.ij.open_mapped` and File > Import > Memory-Mapped Stack...: files as stacks, without reading them."""

import os
import tempfile

from drua import ConversionError
from drua.ij._stack_files import open_mapped

try:
    import tifffile
except ImportError:  # Not for CPython 3.10.
    tifffile = None

PACKAGE = "io.drua.fiji.stack.file."
StackFile = jimport(PACKAGE + "StackFile")
StackFileException = jimport(PACKAGE + "StackFileException")
MappedStacks = jimport(PACKAGE + "MappedStacks")
MemoryBlock = jimport("io.drua.bridge.MemoryBlock")
Mode = jimport("io.drua.bridge.MemoryBlock$Mode")
Prefs = jimport("ij.Prefs")
FOLDER = tempfile.TemporaryDirectory(prefix="drua-mapped-")
SHOWN = []
MAPPED_BEFORE = int(MemoryBlock.mappedBytes())
REAL = ("test_image.tif", "test_still_stack.tif")


def path(name):
    return os.path.join(FOLDER.name, name)


def made(shape, dtype):
    """Pixels that all differ from their neighbours in every direction."""
    size = int(np.prod(shape))
    if np.dtype(dtype).kind == "f":
        return (np.arange(size, dtype=dtype) * np.float32(0.37) - 5).reshape(shape)
    return (np.arange(size, dtype=np.uint64) * 40503 % np.uint64(np.iinfo(dtype).max + 1)).astype(dtype).reshape(shape)


def descriptor(name):
    return StackFile.read(jimport("java.io.File")(path(name)).toPath(), None)


def mapped(place, **options):
    image = open_mapped(place, **options)
    if options.get("show"):
        SHOWN.append(image._get("source"))
    return image


@contextlib.contextmanager
def refused(*texts, code=""):
    """Expect a ConversionError of Java's, with these texts in message or hint."""
    try:
        yield
    except ConversionError as error:
        said = f"{error} {error.hint}"
        for text in texts:
            assert re.search(text, said), f"{text!r} is not in: {said}"
        assert error.hint
        assert isinstance(error.__cause__, StackFileException)
        assert str(error.__cause__.getClass().getName()) == PACKAGE + "StackFileException"
        assert code in str(StackFileException.code(error.__cause__)), code
    else:
        raise AssertionError("expected a refusal, nothing was raised")


@contextlib.contextmanager
def intel_order(value):
    """Have ImageJ save in one byte order."""
    before = Prefs.intelByteOrder
    Prefs.intelByteOrder = value
    try:
        yield
    finally:
        Prefs.intelByteOrder = before


def planes_of(imp):
    """All planes of an ImagePlus as ImageJ has them, colours packed."""
    stack = imp.getStack()
    return [to_python(stack.getProcessor(n).getPixels()) for n in range(1, imp.getStackSize() + 1)]


def same_planes(one, other):
    first, second = planes_of(one), planes_of(other)
    return len(first) == len(second) and all(np.array_equal(a, b) for a, b in zip(first, second))


def mapped_plus(name):
    return MappedStacks.open(descriptor(name), Mode.READ_ONLY)


# -- NumPy files --


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
    packed = planes_of(imp)[3].reshape(5, 7)
    assert packed[2, 1] & 0xFFFFFF == int(pixels[3, 2, 1, 0]) << 16 | int(pixels[3, 2, 1, 1]) << 8 | int(pixels[3, 2, 1, 2])


def test_axes_may_be_given():
    pixels = made((6, 5, 7), "uint16")
    np.save(path("movie.npy"), pixels)
    image = mapped(path("movie.npy"), axes="TYX", show=True)
    assert image.axes == "TYX"
    assert image._get("source").getNFrames() == 6


def test_planes_in_another_order_are_turned_without_a_copy():
    pixels = made((2, 3, 4, 5, 7), "uint16")
    np.save(path("tczyx.npy"), pixels)
    image = mapped(path("tczyx.npy"), axes="TCZYX")
    assert image.axes == "TZCYX"
    assert image.shape == (2, 4, 3, 5, 7)
    assert same_pixels(image, pixels.transpose(0, 2, 1, 3, 4))
    assert not image.flags.owndata
    assert not image.flags.c_contiguous
    with refused("order TCZYX", "ImageJ's is TZCYX"):
        mapped(path("tczyx.npy"), axes="TCZYX", show=True)


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


def test_the_other_byte_order_is_refused_with_the_way_out():
    swapped = np.dtype("uint16").newbyteorder("S")
    np.save(path("swapped.npy"), made((3, 4), "uint16").astype(swapped))
    with refused("endian", "numpy.load"):
        mapped(path("swapped.npy"))


def test_a_shortened_file_is_refused():
    np.save(path("short.npy"), made((6, 50, 70), "uint16"))
    os.truncate(path("short.npy"), 128 + 6 * 50 * 70 * 2 - 1)
    with refused("need 42000 bytes from byte 128", "42127", code="truncated"):
        mapped(path("short.npy"))


def test_a_missing_file_is_said():
    with raises(FileNotFoundError, "can't be read"):
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


# -- TIFF files --


def test_stacks_of_tifffile_are_the_same_in_all_three():
    if tifffile is None:
        return
    for dtype in ("uint8", "uint16", "float32"):
        for axes, shape in (
            ("YX", (50, 60)), ("ZYX", (3, 50, 60)), ("CYX", (2, 50, 60)), ("TYX", (4, 50, 60)), ("ZCYX", (3, 2, 50, 60)),
            ("TZCYX", (4, 3, 2, 50, 60)), ("TZYX", (4, 3, 50, 60)),
        ):
            pixels = made(shape, dtype)
            tifffile.imwrite(path("ij.tif"), pixels, imagej=True, byteorder="<", metadata={"axes": axes})
            image = mapped(path("ij.tif"))
            assert image.axes == axes, (image.axes, axes)
            assert same_pixels(image, tifffile.imread(path("ij.tif")))
            mine, theirs = mapped_plus("ij.tif"), IJ.openImage(path("ij.tif"))
            assert same_planes(mine, theirs)
            assert list(mine.getDimensions()) == list(theirs.getDimensions())


def test_big_tiff_and_plain_pages_are_mapped():
    if tifffile is None:
        return
    pixels = made((6, 50, 60), "uint16")
    for options in ({}, {"bigtiff": True}, {"rowsperstrip": 7}, {"bigtiff": True, "rowsperstrip": 7}, {"metadata": None}):
        tifffile.imwrite(path("plain.tif"), pixels, photometric="minisblack", byteorder="<", **options)
        image = mapped(path("plain.tif"))
        assert image.axes == "ZYX"
        assert same_pixels(image, pixels), options


def test_colours_of_tifffile_are_mapped_in_both_byte_orders():
    if tifffile is None:
        return
    pixels = made((3, 50, 60, 3), "uint8")
    for order, metadata in (("<", None), (">", None), ("<", {"axes": "ZYXS"}), ("<", {"axes": "TYXS"})):
        tifffile.imwrite(path("rgb.tif"), pixels, imagej=True, photometric="rgb", byteorder=order, metadata=metadata)
        image = mapped(path("rgb.tif"))
        assert image.axes == (metadata or {"axes": "ZYXS"})["axes"]
        assert same_pixels(image, pixels)
        assert same_planes(mapped_plus("rgb.tif"), IJ.openImage(path("rgb.tif")))


def test_ome_files_have_their_axes_and_calibration():
    if tifffile is None:
        return
    for axes in ("TZCYX", "TCZYX", "CTZYX", "ZTCYX"):
        lengths = {"T": 4, "Z": 3, "C": 2, "Y": 50, "X": 60}
        pixels = made([lengths[axis] for axis in axes], "uint16")
        metadata = {
            "axes": axes, "PhysicalSizeX": 0.25, "PhysicalSizeY": 0.5, "PhysicalSizeZ": 2.0, "TimeIncrement": 1.5,
            "Channel": {"Name": ["DAPI", "GFP"]},
        }
        tifffile.imwrite(path("a.ome.tif"), pixels, byteorder="<", metadata=metadata)
        image = mapped(path("a.ome.tif"))
        assert image.axes == "TZCYX"
        assert same_pixels(image, pixels.transpose([axes.index(axis) for axis in "TZCYX"])), axes
        assert image.spacing == (1.5, 2.0, 1.0, 0.5, 0.25)
        assert image.units == ("s", "µm", "", "µm", "µm")
        assert image.channel_names == ("DAPI", "GFP")
    imp = MappedStacks.open(descriptor_of(made((2, 3, 2, 50, 60), "uint16"), metadata), Mode.READ_ONLY)
    assert imp.getNChannels() == 2
    assert str(imp.getStack().getSliceLabel(2)) == "GFP"


def descriptor_of(pixels, metadata):
    tifffile.imwrite(path("b.ome.tif"), pixels, byteorder="<", metadata={**metadata, "axes": "TZCYX"})
    return descriptor("b.ome.tif")


def test_what_cant_be_mapped_says_why():
    if tifffile is None:
        return
    pixels = made((3, 64, 64), "uint16")
    for options, text in (
        ({"compression": "zlib"}, "compressed \\(deflate\\)"),
        ({"compression": "lzw", "predictor": 2}, "compressed \\(LZW\\)") if has_codecs() else ({"tile": (16, 16)}, "tiles"),
        ({"tile": (32, 32)}, "tiles"),
        ({"byteorder": ">"}, "big-endian"),
    ):
        tifffile.imwrite(path("no.tif"), pixels, photometric="minisblack", **options)
        with refused(text, "File > Open|Bio-Formats"):
            mapped(path("no.tif"))
    planar = made((3, 64, 64), "uint8")
    tifffile.imwrite(path("no.tif"), planar, photometric="rgb", planarconfig="separate")
    with refused("planes of their own"):
        mapped(path("no.tif"))
    tifffile.imwrite(path("no.tif"), pixels.astype("int32"), photometric="minisblack")
    with refused("32 bit signed"):
        mapped(path("no.tif"))
    with tifffile.TiffWriter(path("no.tif")) as writer:
        for plane in pixels:
            writer.write(plane, contiguous=False)
    with refused("several series"):
        mapped(path("no.tif"))
    with tifffile.TiffWriter(path("no.tif")) as writer:
        for plane in pixels:
            writer.write(plane, contiguous=False, metadata=None)
    with refused("scattered"):
        mapped(path("no.tif"))


def has_codecs():
    try:
        import imagecodecs  # noqa: F401
    except ImportError:
        return False
    return True


# -- Real images, as ImageJ reads and writes them --


def test_real_images_are_refused_as_they_are_and_say_what_to_do():
    for name in REAL:
        with refused("uint16 pixels are big-endian", "Intel byte order"):
            mapped(os.path.join(DATA, name))


def test_real_images_in_this_byte_order_are_the_same():
    for name in REAL:
        original = IJ.openImage(os.path.join(DATA, name))
        with intel_order(True):
            IJ.saveAsTiff(original, path(name))
        image = mapped(path(name), show=True)
        shown = image._get("source")
        assert same_planes(shown, original)
        if tifffile is not None:
            assert same_pixels(image, tifffile.imread(os.path.join(DATA, name)).astype("uint16"))
        assert str(shown.getTitle()) == str(original.getTitle())
        assert list(shown.getDimensions()) == list(original.getDimensions())
        assert shown.isComposite() == original.isComposite()
        assert shown.getCalibration().equals(original.getCalibration())
        assert shown.getCalibration().frameInterval == original.getCalibration().frameInterval
        # tifffile and others add lines of their own; ImageJ's own text is the file's.
        assert str(shown.getProperty("Info")) == str(original.getProperty("Info"))
        for channel in range(1, original.getNChannels() + 1):
            shown.setC(channel)
            original.setC(channel)
            assert shown.getDisplayRangeMin() == original.getDisplayRangeMin()
            assert shown.getDisplayRangeMax() == original.getDisplayRangeMax()
            assert shown.getStack().getSliceLabel(channel) == original.getStack().getSliceLabel(channel)
        tables = zip(shown.getLuts(), original.getLuts(), strict=True)
        assert all(np.array_equal(to_python(one.getBytes()), to_python(other.getBytes())) for one, other in tables)
        assert image.units[-1] == "micron"
        assert image.spacing[-1] == original.getCalibration().pixelWidth


def test_what_imagej_saves_with_an_image_comes_back():
    for kind in ("8-bit", "16-bit", "32-bit", "RGB"):
        imp = IJ.createImage("made", kind + " ramp", 40, 30, 4)
        imp.getStack().setSliceLabel("second", 2)
        imp.setRoi(3, 4, 10, 12)
        overlay = jimport("ij.gui.Overlay")(jimport("ij.gui.OvalRoi")(5, 6, 7, 8))
        overlay.add(jimport("ij.gui.TextRoi")(2, 3, "text"))
        imp.setOverlay(overlay)
        imp.setProperty("Info", "first line\nµ: second")
        imp.setProp("note", "kept")
        calibration = imp.getCalibration()
        calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth = 0.5, 0.25, 3.0
        calibration.setUnit("µm")
        calibration.xOrigin = 7.0
        if kind != "RGB":
            imp.setDisplayRange(10, 99)
            imp.setLut(fire())
        with intel_order(True):
            IJ.saveAsTiff(imp, path("made.tif"))
        mine, again = mapped_plus("made.tif"), IJ.openImage(path("made.tif"))
        assert same_planes(mine, again)
        assert mine.getType() == again.getType(), kind
        assert mine.getCalibration().equals(again.getCalibration())
        assert mine.getCalibration().xOrigin == 7.0
        assert str(mine.getStack().getSliceLabel(2)) == "second"
        assert mine.getRoi().getBounds().equals(again.getRoi().getBounds())
        assert mine.getOverlay().size() == 2
        assert str(mine.getProperty("Info")) == "first line\nµ: second"
        assert str(mine.getProp("note")) == "kept"
        assert (mine.getDisplayRangeMin(), mine.getDisplayRangeMax()) == (
            again.getDisplayRangeMin(), again.getDisplayRangeMax(),
        )
        if kind != "RGB":
            assert np.array_equal(
                to_python(mine.getProcessor().getLut().getBytes()), to_python(again.getProcessor().getLut().getBytes())
            )


def fire():
    table = jimport("ij.plugin.LutLoader").getLut("fire")
    return jimport("ij.process.LUT")(table, 0.0, 255.0)


def test_stacks_of_imagej_over_4_gib_are_believed_about_their_planes():
    """Only one directory, and its description: as ImageJ writes them, here with holes in place of most planes."""
    imp = IJ.createImage("large", "8-bit ramp", 2048, 1024, 2)
    with intel_order(True):
        IJ.saveAsTiff(imp, path("large.tif"))
    with open(path("large.tif"), "r+b") as file:
        head = file.read(4096)
        file.seek(head.index(b"images=2\nslices=2\n"))
        # Of the same length: the rest of the description gives way.
        text = head[head.index(b"images=2\nslices=2\n") : head.index(b"\0", head.index(b"images=2"))]
        file.write(b"images=2100\nslices=2100\n".ljust(len(text), b"\n"))
        offset = int(descriptor("large.tif").offset())
        file.truncate(offset + 2100 * 2048 * 1024)
        file.seek(4)
        directory = int.from_bytes(head[4:8], "little")
        fields = int.from_bytes(head[directory : directory + 2], "little")
        file.seek(directory + 2 + 12 * fields)
        file.write(bytes(4))
    image = mapped(path("large.tif"), show=True)
    assert image.shape == (2100, 1024, 2048)
    assert image.nbytes > 4 << 30
    assert int(image[0, 5, 1000]) == int(imp.getStack().getProcessor(1).get(1000, 5))
    assert image[2099, 1023, 2047] == 0
    assert image._get("source").getStackSize() == 2100
    os.remove(path("large.tif"))


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
    with refused("big-endian"):
        mapped(path("a.raw"), shape=(3, 5, 7), dtype=">u2")


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
        jimport(PACKAGE + "OpenMappedStack")().run("")
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
    imp = opened(f"open={path('c.raw')} image=8-bit width=14 height=5 offset=8 number=3")
    assert imp.getBitDepth() == 8


def test_the_command_fails_with_the_reason():
    call_log = jimport("io.drua.fiji.runtime.CallLog")
    for options, text in (
        ("open=[/nowhere/a.npy]", "can't be read"),
        ("writable", "open="),
        (f"open={path('c.raw')} colour=3", "colour"),
        (f"open={path('c.raw')}", "expected a NumPy"),
        (f"open={path('c.raw')} image=8-bit width=x height=5", "width"),
        (f"open={path('c.raw')} image=12-bit width=7 height=5", "12-bit"),
        (f"open={path('c.raw')} image=8-bit width=700 height=500", "need 350000 bytes"),
        (f"open={path('c.raw')} image=[16-bit Unsigned] width=7 height=5", "big-endian"),
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
    assert until(lambda: int(MemoryBlock.mappedBytes()) <= MAPPED_BEFORE), int(MemoryBlock.mappedBytes()) - MAPPED_BEFORE
