"""Shared stacks from their making to their end: files, conversions, closing, commands."""

import os
import tempfile

from drua import ConversionError
from drua.ij import _stacks

MemoryBlock = jimport("io.drua.bridge.MemoryBlock")
SharedStack = jimport("io.drua.fiji.stack.SharedStack")
SharedImages = jimport("io.drua.fiji.stack.SharedImages")
PixelType = jimport("io.drua.bridge.PixelType")
Thread = jimport("java.lang.Thread")

TYPES = {"8-bit": "uint8", "16-bit": "uint16", "32-bit": "float32"}


def made(shape=(4, 5, 6), dtype="uint16", axes=None, **options):
    """A shared stack with different pixels everywhere, and the image that shows it."""
    image = _stacks.make_shared_stack(shape, dtype, axes, show=False, name="made", **options)
    image[...] = (np.arange(image.size) * 7 % 251).reshape(shape)
    return image, _stacks.to_java(image)


def _pixels(imp, dtype):
    shape = imp.getHeight(), imp.getWidth()
    stack = imp.getStack()
    planes = [np.asarray(stack.getPixels(n)).view(dtype).reshape(shape) for n in range(1, imp.getStackSize() + 1)]
    return np.stack(planes)


def folder():
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


# -- Files --


def test_a_file_keeps_the_pixels():
    with folder() as place:
        path = os.path.join(place, "stack.raw")
        image, imp = made(path=path)
        imp.getStack().getProcessor(2).set(0, 0, 4242)
        _stacks.shared_array(imp)
        kept = np.array(image)
        imp.getStack().block().flush()
        assert kept[1, 0, 0] == 4242
        assert same_pixels(np.fromfile(path, np.uint16).reshape(kept.shape), kept)
        with raises(FileExistsError, "stack.raw"):
            made(path=path)
        with raises(FileNotFoundError):
            made(path=os.path.join(place, "missing", "stack.raw"))


def test_a_full_disk_is_told_when_the_stack_is_made():
    with folder() as place:
        path = os.path.join(place, "large.raw")
        with raises(OSError, "room", "another disk"):
            _stacks.make_shared_stack((1 << 15, 1 << 14, 1 << 14), "uint8", path=path)
        assert not os.path.exists(path)


def test_modes_of_a_file():
    mode = jimport("io.drua.bridge.MemoryBlock.Mode")
    with folder() as place:
        path = os.path.join(place, "data.raw")
        (np.arange(3 + 60) % 256).astype(np.uint8).tofile(path)
        where = jimport("java.nio.file.Paths").get(path)
        for kind in (mode.READ_ONLY, mode.PRIVATE, mode.READ_WRITE):
            block = MemoryBlock.open(where, 3, 60, kind)
            stack = SharedStack(block, 0, PixelType.UINT8, 6, 5, 2)
            block.close()
            imp = SharedImages.image("file", stack, 1, 2, 1)
            pixels = _stacks.shared_array(imp)
            assert pixels[1, 0, 0] == 33
            assert pixels.flags.writeable == (kind != mode.READ_ONLY)
            plane = imp.getProcessor()
            plane.set(0, 0, 200)
            imp.setSlice(2)
            assert pixels[0, 0, 0] == (3 if kind == mode.READ_ONLY else 200)
            assert np.fromfile(path, np.uint8)[3] == (200 if kind == mode.READ_WRITE else 3)
        with raises(jimport("io.drua.bridge.BridgeException"), "63 bytes"):
            MemoryBlock.open(where, 4, 60, mode.READ_ONLY)
        with raises(ConversionError, "planes"):
            block = MemoryBlock.open(where, 0, 60, mode.READ_ONLY)
            SharedStack(block, 1, PixelType.UINT8, 6, 5, 2)


def test_saved_and_opened_again_it_has_its_pixels():
    saver = jimport("ij.io.FileSaver")
    jimport("ij.Prefs").intelByteOrder = False
    with folder() as place:
        for dtype in TYPES.values():
            image, imp = made(dtype=dtype)
            imp.getStack().getProcessor(3).setf(0, 0, 17)
            path = os.path.join(place, f"{dtype}.tif")
            assert saver(imp).saveAsTiff(path)
            opened = IJ.openImage(path)
            now = np.asarray(_stacks.shared_array(imp))
            assert now[2, 0, 0] == 17
            assert same_pixels(_pixels(opened, dtype), now)
            raw = os.path.join(place, f"{dtype}.raw")
            assert saver(imp).saveAsRawStack(raw)
            written = np.fromfile(raw, np.dtype(dtype).newbyteorder(">")).astype(dtype)
            assert same_pixels(written.reshape(now.shape), now)
            imp.setProperty("AnalyzeFormat", "yes")
            assert saver(imp).saveAsRawStack(raw)
            turned = np.fromfile(raw, np.dtype(dtype).newbyteorder(">")).astype(dtype)
            assert same_pixels(turned.reshape(now.shape), now[:, ::-1])
            assert same_pixels(np.asarray(_stacks.shared_array(imp)), now), "saving changed the pixels"


# -- Ordinary stacks --


def test_a_real_image_becomes_shared_and_ordinary_again():
    imp = IJ.openImage(str(pathlib.Path(DATA) / "test_image.tif"))
    before = _pixels(imp, TYPES[f"{imp.getBitDepth()}-bit"])
    title, dims = imp.getTitle(), list(imp.getDimensions())
    imp.setDisplayRange(10, 120)
    imp.setRoi(1, 2, 3, 4)
    imp.getCalibration().pixelWidth = 0.25
    labels = [imp.getStack().getSliceLabel(n) for n in range(1, imp.getStackSize() + 1)]
    image = _stacks.to_shared(imp)
    assert _stacks.is_shared(imp)
    assert same_pixels(np.asarray(image).reshape(before.shape), before)
    _kept(imp, title, dims, labels)
    image[...] = image // 2
    _stacks.update(imp)
    assert _stacks.to_ordinary(imp) == imp and not _stacks.is_shared(imp)
    assert same_pixels(_pixels(imp, before.dtype), before // 2)
    _kept(imp, title, dims, labels)
    with raises(ConversionError, "no shared stack"):
        _stacks.shared_array(imp)
    image[...] = 3
    assert not (_pixels(imp, before.dtype) == 3).all()


def _kept(imp, title, dims, labels):
    assert imp.getTitle() == title and list(imp.getDimensions()) == dims
    assert (imp.getDisplayRangeMin(), imp.getDisplayRangeMax()) == (10, 120)
    assert imp.getRoi().getBounds().width == 3
    assert imp.getCalibration().pixelWidth == 0.25
    assert [imp.getStack().getSliceLabel(n) for n in range(1, imp.getStackSize() + 1)] == labels


def test_colour_tables_and_ranges_of_channels_stay():
    ordinary = IJ.createImage("two", "8-bit composite-mode", 6, 5, 2, 3, 1)
    for n in range(1, 7):
        ordinary.getStack().getProcessor(n).set(0, 0, n)
    ordinary.setC(2)
    ordinary.setDisplayRange(3, 33)
    ordinary.setPosition(2, 2, 1)
    colours = [ordinary.getLuts()[at].toString() for at in range(2)]
    image = _stacks.to_shared(ordinary)
    assert image.axes == "ZCYX" and image[2, 1, 0, 0] == 6
    assert (ordinary.getC(), ordinary.getZ()) == (2, 2) and ordinary.isComposite()
    assert [ordinary.getLuts()[at].toString() for at in range(2)] == colours
    assert ordinary.getDisplayRangeMax() == 33


def test_planes_are_neither_added_nor_deleted():
    _, imp = made()
    stack = imp.getStack()
    plane = imp.getProcessor()
    for attempt in (lambda: stack.deleteSlice(1), stack.deleteLastSlice, lambda: stack.addSlice("x", plane)):
        with raises(jimport("java.lang.UnsupportedOperationException"), "Convert to Ordinary Stack"):
            attempt()
    assert stack.getSize() == 4
    stack.setSliceLabel("third", 3)
    assert stack.getSliceLabel(3) == "third" and stack.getSliceLabels() is None


# -- The end --


def mapped(number):
    """Say whether a block is there; other tests leave theirs to the collector, so that sums say nothing."""
    try:
        MemoryBlock.ofNumber(number).close()
    except jimport("io.drua.bridge.StaleHandleException"):
        return False
    return True


def test_closing_lets_the_memory_go_when_python_has_no_view():
    image, imp = made((4, 500, 500), "uint8")
    stack = imp.getStack()
    number = stack.block().number()
    view = image[1, :10]
    imp.getProcessor().set(0, 0, 42)
    imp.flush()
    assert until(lambda: stack.block().isClosed())
    del image
    gc.collect()
    view[0, 0] = 99
    assert int(view[0, 0]) == 99 and mapped(number)
    del view
    # Not by Java's collector: the stack is referred to here.
    assert until(lambda: not mapped(number))


def test_an_edit_before_closing_is_kept():
    image, imp = made()
    stack = imp.getStack()
    imp.getProcessor().set(0, 0, 4711)
    imp.flush()
    assert until(lambda: stack.block().isClosed())
    assert image[0, 0, 0] == 4711
    with raises(jimport("io.drua.bridge.StaleHandleException"), "closed"):
        stack.getPixels(3)


def test_a_hidden_image_keeps_its_memory():
    image, imp = made()
    stack = imp.getStack()
    imp.lock()
    imp.flush()
    imp.unlock()
    # Listeners hear of it in AWT's order, so after this it was dealt with.
    jimport("java.awt.EventQueue").invokeAndWait(lambda: None)
    assert not stack.block().isClosed() and stack.getProcessor(3).get(0, 0) == image[2, 0, 0]


def test_forgotten_images_let_the_memory_go():
    image, imp = made((4, 500, 500), "uint8")
    number = imp.getStack().block().number()
    del image, imp
    assert until(lambda: not mapped(number))


# -- Commands --


def run_command(name, options):
    macro = jimport("ij.Macro")
    thread, before = Thread.currentThread(), Thread.currentThread().getName()
    thread.setName("Run$_" + name)
    try:
        macro.setOptions(options)
        jimport(f"io.drua.fiji.stack.command.{name}")().run("")
    finally:
        macro.setOptions(None)
        thread.setName(before)


def test_commands_take_a_macro_s_options():
    with folder() as place:
        path = os.path.join(place, "a b.raw")
        run_command("NewSharedStack", f"title=[my stack] type=RGB width=6 height=5 slices=2 frames=3 file=[{path}]")
        imp = IJ.getImage()
        assert imp.getTitle() == "my stack" and list(imp.getDimensions()) == [6, 5, 1, 2, 3]
        pixels = ij.shared_array(imp)
        assert pixels.shape == (3, 2, 5, 6, 3) and os.path.getsize(path) == pixels.nbytes
        run_command("ConvertToOrdinaryStack", "")
        assert not ij.is_shared(imp) and imp.getBitDepth() == 24
        run_command("ConvertToSharedStack", "file=[] ")
        assert ij.is_shared(imp)
        with raises(jimport("java.lang.RuntimeException"), "canceled"):
            run_command("NewSharedStack", "width=0")
        assert "Width" in str(jimport("io.drua.fiji.runtime.CallLog").lastError())
        imp.changes = False
        imp.close()
    jimport("ij.WindowManager").setTempCurrentImage(None)


def test_colours_and_colour_tables_are_converted():
    colours = IJ.createImage("rgb", "RGB ramp", 16, 8, 3)
    before = [np.array(colours.getStack().getPixels(n)) for n in (1, 2, 3)]
    image = ij.to_shared(colours)
    assert image.shape == (3, 8, 16, 3)
    ij.to_ordinary(colours)
    for n, plane in enumerate(before):
        assert (np.array(colours.getStack().getPixels(n + 1)) & 0xFFFFFF).tolist() == (plane & 0xFFFFFF).tolist()
    table = IJ.createImage("lut", "8-bit ramp", 16, 8, 2)
    fire = jimport("ij.process.LUT").createLutFromColor(jimport("java.awt.Color").red)
    table.setLut(fire)
    pixels = ij.to_shared(table)
    assert table.getProcessor().getLut().getRed(255) == 255 and table.getProcessor().getLut().getGreen(255) == 0
    assert isinstance(pixels.lut, bytes)
