"""`drua.ij.open_mapped` of TIFF files: against tifffile and ImageJ's own reader."""

import os
import tempfile

from drua import ij

try:
    import tifffile
except ImportError:  # Not for CPython 3.10.
    tifffile = None

PACKAGE = "io.drua.fiji.stack.file."
StackFile = jimport(PACKAGE + "StackFile")
MappedStacks = jimport(PACKAGE + "MappedStacks")
MemoryBlock = jimport("io.drua.bridge.MemoryBlock")
Mode = jimport("io.drua.bridge.MemoryBlock$Mode")
Prefs = jimport("ij.Prefs")
FOLDER = tempfile.TemporaryDirectory(prefix="drua-tiff-")
SHOWN = []
MAPPED_BEFORE = int(MemoryBlock.mappedBytes())
REAL = ("test_image.tif", "test_still_stack.tif")


def path(name):
    return os.path.join(FOLDER.name, name)


def descriptor(name):
    return StackFile.read(jimport("java.io.File")(path(name)).toPath(), None)


def mapped(place, **options):
    image = ij.open_mapped(place, **options)
    if options.get("show"):
        SHOWN.append(image._get("source"))
    return image


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


# -- TIFF files --


def test_stacks_of_tifffile_are_the_same_in_all_three():
    if tifffile is None:
        return
    for dtype in ("uint8", "uint16", "float32"):
        for axes, shape in (
            ("YX", (50, 60)),
            ("ZYX", (3, 50, 60)),
            ("CYX", (2, 50, 60)),
            ("TYX", (4, 50, 60)),
            ("ZCYX", (3, 2, 50, 60)),
            ("TZCYX", (4, 3, 2, 50, 60)),
            ("TZYX", (4, 3, 50, 60)),
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
    for options in (
        {},
        {"bigtiff": True},
        {"rowsperstrip": 7},
        {"bigtiff": True, "rowsperstrip": 7},
        {"metadata": None},
    ):
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
            "axes": axes,
            "PhysicalSizeX": 0.25,
            "PhysicalSizeY": 0.5,
            "PhysicalSizeZ": 2.0,
            "TimeIncrement": 1.5,
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
        ({"tile": (32, 32)}, "tiles"),
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


# -- Real images, as ImageJ reads and writes them --


def test_real_images_are_mapped_as_they_are():
    for name in REAL:
        original = IJ.openImage(os.path.join(DATA, name))
        image = mapped(os.path.join(DATA, name), show=True)
        assert image.dtype == np.dtype(">u2")
        assert same_planes(image._get("source"), original)
        assert np.array_equal(image, ij.image_of(original))
        if tifffile is not None:
            assert np.array_equal(image, tifffile.imread(os.path.join(DATA, name)))
        assert image.units[-1] == "micron"


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
            again.getDisplayRangeMin(),
            again.getDisplayRangeMax(),
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


# -- The end --


def test_memory_goes_when_images_are_closed():
    while SHOWN:
        imp = SHOWN.pop()
        imp.changes = False
        imp.close()
    del imp
    jimport("ij.WindowManager").setTempCurrentImage(None)
    gone = until(lambda: int(MemoryBlock.mappedBytes()) <= MAPPED_BEFORE)
    assert gone, int(MemoryBlock.mappedBytes()) - MAPPED_BEFORE
