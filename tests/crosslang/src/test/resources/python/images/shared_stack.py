"""Shared stacks: ImageJ's stack and NumPy's array over one block of memory."""

import threading

from drua import ConversionError, Image, ImageStateError
from drua.ij import _stacks

MemoryBlock = jimport("io.drua.bridge.MemoryBlock")
ImageStack = jimport("ij.ImageStack")
Thread = jimport("java.lang.Thread")

TYPES = {"8-bit": "uint8", "16-bit": "uint16", "32-bit": "float32"}


def made(shape=(4, 5, 6), dtype="uint16", axes=None, **options):
    """A shared stack with different pixels everywhere, and the image that shows it."""
    image = _stacks.make_shared_stack(shape, dtype, axes, show=False, name="made", **options)
    image[...] = (np.arange(image.size) * 7 % 251).reshape(shape)
    return image, _stacks.to_java(image)


def run_filter(imp, name, options, filters=None):
    """Run a filter of ImageJ as a macro does; IJ.run needs a menu bar."""
    filters = filters or jimport("ij.plugin.filter.Filters")()
    macro, thread = jimport("ij.Macro"), Thread.currentThread()
    before = thread.getName()
    thread.setName("Run$_" + name)
    try:
        macro.setOptions(options)
        jimport("ij.WindowManager").setTempCurrentImage(imp)
        jimport("ij.plugin.filter.PlugInFilterRunner")(filters, name, name)
    finally:
        macro.setOptions(None)
        jimport("ij.WindowManager").setTempCurrentImage(None)
        thread.setName(before)


# -- One memory --


def test_both_see_the_same_memory():
    image, imp = made()
    assert (image.axes, image.shape, image.dtype) == ("ZYX", (4, 5, 6), np.uint16)
    assert imp.getStackSize() == 4 and imp.getBitDepth() == 16 and imp.getNSlices() == 4
    assert imp.getStack().getProcessor(2).get(3, 4) == image[1, 4, 3]
    again = _stacks.shared_array(imp)
    assert isinstance(again, Image)
    assert np.shares_memory(again, image) and again.ctypes.data == image.ctypes.data
    assert again.axes == "ZYX" and again.name == "made"
    again[2, 1, 0] = 9999
    assert image[2, 1, 0] == 9999


def test_every_type_has_its_pixels():
    for kind, dtype in TYPES.items():
        image, imp = made(dtype=dtype)
        if dtype == "float32":
            image[0, 0] = [np.nan, np.inf, -0.0, 1e-40, -1.5, 3e38]
        _stacks.update(image)
        planes = [np.asarray(imp.getStack().getPixels(n + 1)).view(dtype).reshape(5, 6) for n in range(4)]
        assert same_pixels(np.stack(planes), np.asarray(image)), kind


def test_colours_are_three_bytes():
    image, imp = made((2, 3, 4, 3), "uint8", "ZYXS")
    assert imp.getBitDepth() == 24 and imp.getStackSize() == 2
    red, green, blue = (int(part) for part in image[1, 2, 3])
    assert imp.getStack().getProcessor(2).getPixel(3, 2) & 0xFFFFFF == red << 16 | green << 8 | blue
    imp.setSlice(2)
    imp.getProcessor().set(0, 0, 0x00123456)
    again = _stacks.shared_array(imp)
    assert again.axes == "ZYXS" and again.shape == (2, 3, 4, 3)
    assert again[1, 0, 0].tolist() == [0x12, 0x34, 0x56]


def test_a_hyperstack_has_its_axes_in_imagej_s_order():
    image, imp = made((2, 3, 2, 5, 6), "uint8", spacing=(0.5, 2.0, 1.0, 0.1, 0.2), units=("sec", "µm", "", "µm", "µm"))
    assert list(imp.getDimensions()) == [6, 5, 2, 3, 2]
    assert imp.isComposite() and imp.isHyperStack() is not None
    for t, z, c in [(0, 0, 0), (1, 2, 1), (0, 2, 1)]:
        n = imp.getStackIndex(c + 1, z + 1, t + 1)
        assert imp.getStack().getProcessor(n).get(4, 3) == image[t, z, c, 3, 4]
    calibration = imp.getCalibration()
    assert (calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth) == (0.2, 0.1, 2.0)
    again = _stacks.shared_array(imp)
    assert again.axes == "TZCYX" and again.shape == image.shape
    assert again.spacing == (0.5, 2.0, 1.0, 0.1, 0.2)


def test_a_single_plane_is_one_too():
    image, imp = made((5, 6), "uint8")
    assert imp.getStackSize() == 1
    imp.getProcessor().set(1, 2, 77)
    again = _stacks.shared_array(imp)
    assert again.axes == "YX" and again.shape == (5, 6) and image[2, 1] == 77


def test_a_part_is_shown_in_place():
    image, _ = made((6, 5, 6), "uint8")
    part = _stacks.to_java(image[2:4])
    assert part.getStackSize() == 2
    image[3, 0, 0] = 200
    _stacks.update(part)
    assert part.getStack().getProcessor(2).get(0, 0) == 200
    assert _stacks.to_java(image[:, ::2]) is NotImplemented
    assert _stacks.to_java(np.zeros((2, 3), np.uint8)) is NotImplemented


def test_an_image_that_shows_it_is_given_again():
    image, imp = made()
    assert _stacks.to_java(image) == imp


# -- Changes by ImageJ --


def test_an_edited_plane_is_written_when_imagej_goes_on():
    image, imp = made()
    imp.getProcessor().set(0, 0, 500)
    imp.setSlice(2)
    assert image[0, 0, 0] == 500
    imp.getProcessor().set(0, 0, 600)
    assert _stacks.shared_array(imp)[1, 0, 0] == 600


def test_a_filter_on_one_plane_changes_that_one():
    image, imp = made(dtype="uint8")
    before = np.array(image)
    imp.setSlice(3)
    run_filter(imp, "invert", "slice")
    now = _stacks.shared_array(imp)
    assert same_pixels(now[2], 255 - before[2])
    assert same_pixels(now[[0, 1, 3]], before[[0, 1, 3]])


def test_a_filter_on_all_planes_changes_all():
    for planes in (4, 100):
        image, imp = made((planes, 5, 6), "uint8")
        before = np.array(image)
        imp.setSlice(3)
        run_filter(imp, "invert", "stack ")
        assert same_pixels(_stacks.shared_array(imp), 255 - before), planes
        shown = np.asarray(imp.getProcessor().getPixels()).view(np.uint8).reshape(5, 6)
        assert same_pixels(shown, 255 - before[2])
        imp.setSlice(1)
        assert same_pixels(_stacks.shared_array(imp), 255 - before), planes
        assert image is not None


def test_a_filter_in_threads_changes_all():
    prefs = jimport("ij.Prefs")
    threads = prefs.getThreads()
    prefs.setThreads(4)
    try:
        image, imp = made((200, 32, 16), "uint8")
        before = np.array(image)
        run_filter(imp, "median", "radius=1 stack ", jimport("ij.plugin.filter.RankFilters")())
    finally:
        prefs.setThreads(threads)
    expected = jimport("ij.ImagePlus")("ordinary", _ordinary_stack(before))
    run_filter(expected, "median", "radius=1 stack ", jimport("ij.plugin.filter.RankFilters")())
    assert same_pixels(_stacks.shared_array(imp), _pixels(expected, np.uint8))


def _ordinary_stack(values):
    stack = ImageStack(values.shape[2], values.shape[1])
    for plane in values:
        stack.addSlice("", array("byte", plane.ravel().view(np.int8)))
    return stack


def _pixels(imp, dtype):
    shape = imp.getHeight(), imp.getWidth()
    stack = imp.getStack()
    planes = [np.asarray(stack.getPixels(n)).view(dtype).reshape(shape) for n in range(1, imp.getStackSize() + 1)]
    return np.stack(planes)


def test_imagej_s_3d_blur_gives_what_it_gives_for_ordinary_stacks():
    blur = jimport("ij.plugin.GaussianBlur3D").blur
    random = np.random.default_rng(3)
    for kind, shape, axes in (
        ("uint8", (20, 9, 11), "ZYX"),
        ("uint16", (20, 9, 11), "ZYX"),
        ("float32", (20, 9, 11), "ZYX"),
        ("uint8", (20, 9, 11, 3), "ZYXS"),
    ):
        pixels = Image.from_array(random.integers(0, 250, shape).astype(kind), axes=axes)
        ordinary, shared = ij.imageplus_of(pixels), ij.imageplus_of(pixels)
        array = ij.to_shared(shared)
        shared.getStack().getProcessor(3)
        for imp in (ordinary, shared):
            blur(imp, 1.0, 1.0, 2.0)
        ij.update(shared)
        assert same_pixels(array, ij.image_of(ordinary)), kind


def test_imagej_s_3d_filters_which_cannot_read_it_are_refused():
    filters = jimport("ij.plugin.Filters3D")
    imp = ij.imageplus_of(np.ones((4, 5, 6), "uint8"))
    ij.to_shared(imp)
    with raises(jimport("java.lang.UnsupportedOperationException"), "Convert to Ordinary Stack"):
        filters.filter(imp.getStack(), filters.MEAN, 1.0, 1.0, 1.0)
    ij.to_ordinary(imp)
    assert int(filters.filter(imp.getStack(), filters.MEAN, 1.0, 1.0, 1.0).getVoxel(2, 2, 2)) == 1


def test_a_copy_of_it_has_its_metadata():
    image, imp = made()
    imp.getCalibration().pixelWidth = 0.5
    imp.getCalibration().setUnit("um")
    imp.setProperty("Info", "made for this")
    for copy in (ij.shared_array(imp), ij.shared_array(imp) + 1):
        again = ij.imageplus_of(copy)
        assert again.getCalibration().pixelWidth == 0.5 and again.getCalibration().getUnit() == imp.getCalibration().getUnit()
        assert again.getInfoProperty() == "made for this" and again.getTitle() == "made"


def test_labels_of_planes_are_there():
    image, imp = made()
    imp.getStack().setSliceLabel("second", 2)
    assert ij.image_of(imp).slice_labels == ("", "second", "", "")
    copy = ij.imageplus_of(ij.shared_array(imp))
    assert copy.getStack().getSliceLabel(2) == "second" and copy.getStack().getSliceLabel(1) is None


def test_an_image_that_is_locked_keeps_its_stack():
    for change, shared in ((ij.to_shared, False), (ij.to_ordinary, True)):
        imp = ij.imageplus_of(np.zeros((3, 4, 5), "uint8"))
        if shared:
            ij.to_shared(imp)
        command = threading.Thread(target=imp.lockSilently)
        command.start()
        command.join()
        with raises(ImageStateError, "locked"):
            change(imp)
        assert ij.is_shared(imp) is shared
        imp.unlock()
        change(imp)
        assert ij.is_shared(imp) is not shared and not imp.isLocked()


def test_a_row_of_it_is_no_image():
    image, _ = made()
    with raises(ConversionError, "axes X"):
        ij.to_java(image[0, 0])


def test_an_array_that_imagej_sets_becomes_the_plane():
    image, imp = made(dtype="uint8")
    own = array("byte", [5] * 30)
    imp.getStack().setPixels(own, 2)
    assert (image[1] == 5).all()
    own[3] = 6
    assert _stacks.shared_array(imp)[1, 0, 3] == 6
    stack = imp.getStack()
    stack.setPixels(stack.getPixels(1), 4)
    assert same_pixels(image[3], image[0])
    stack.getProcessor(4).set(0, 0, 99)
    stack.flush()
    assert image[3, 0, 0] == 99 and image[0, 0, 0] != 99
    with raises(jimport("java.lang.IllegalArgumentException"), "30 pixels of 8 bit"):
        stack.setPixels(array("byte", 29), 1)
    with raises(jimport("java.lang.IllegalArgumentException"), "1-4"):
        stack.getPixels(5)


def test_revert_harms_no_plane():
    image, imp = made()
    before = np.array(image)
    imp.setSlice(3)
    imp.revert()
    assert same_pixels(_stacks.shared_array(imp), before)


# -- Changes by Python --


def test_what_python_wrote_is_shown_after_update():
    image, imp = made()
    shown = imp.getProcessor()
    held = imp.getStack().getProcessor(3)
    image[0, 1, 1] = 1234
    image[2, 0, 0] = 4321
    _stacks.update(imp)
    assert shown.get(1, 1) == 1234 and held.get(0, 0) == 4321
    image[0, 1, 1] = 1
    _stacks.update(image)
    assert shown.get(1, 1) == 1


def test_both_write_different_pixels_of_a_plane():
    image, imp = made((3, 40, 50))
    before = np.array(image)
    plane = imp.getProcessor()
    plane.set(3, 2, 1111)
    image[0, 2, 4] = 2222
    image[0, 30:, :] = 7
    plane.set(49, 39, 3333)
    _stacks.update(imp)
    expected = before[0].copy()
    expected[30:] = 7
    expected[2, 3], expected[2, 4], expected[39, 49] = 1111, 2222, 3333
    assert same_pixels(image[0], expected)
    assert same_pixels(np.asarray(plane.getPixels()).view(np.uint16).reshape(40, 50), expected)
    assert same_pixels(image[1:], before[1:])


def test_both_write_from_threads():
    image, imp = made((8, 64, 64), "uint8")
    image[...] = 0
    _stacks.update(imp)
    stack = imp.getStack()
    failures = []

    def imagej(part):
        try:
            for _ in range(20):
                for n in range(1, 9):
                    plane = stack.getProcessor(n)
                    for x in range(part * 8, part * 8 + 8):
                        plane.set(x, part, n)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=imagej, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for row in range(200):
        image[row % 8, 32 + row % 32, :] = row % 200
        if row % 20 == 0:
            _stacks.update(imp)
    for thread in threads:
        thread.join()
    assert not failures
    _stacks.update(imp)
    expected = np.zeros((8, 64, 64), np.uint8)
    for row in range(200):
        expected[row % 8, 32 + row % 32, :] = row % 200
    for part in range(4):
        expected[:, part, part * 8 : part * 8 + 8] = np.arange(1, 9)[:, None]
    assert same_pixels(np.asarray(image), expected)
    assert same_pixels(_pixels(imp, np.uint8), expected)


# -- Size --


def test_more_than_2_gib_is_one_array():
    shape = (2500, 1000, 1000)
    before = MemoryBlock.mappedBytes()
    image = _stacks.make_shared_stack(shape, "uint8", show=False)
    assert MemoryBlock.mappedBytes() - before == image.nbytes == 2_500_000_000
    imp = _stacks.to_java(image)
    image[-1, -1, -1] = 5
    image[2200, 0, 0] = 6
    stack = imp.getStack()
    assert stack.getProcessor(2500).get(999, 999) == 5
    assert stack.getProcessor(2201).get(0, 0) == 6
    stack.getProcessor(2300).set(10, 20, 7)
    assert _stacks.shared_array(imp)[2299, 20, 10] == 7
    assert np.shares_memory(image[-1], _stacks.shared_array(imp)[-1])


def test_memory_that_is_not_there_is_refused():
    with raises(MemoryError, "available", "file"):
        _stacks.make_shared_stack((1 << 20, 1 << 14, 1 << 14), "float32", show=False)
    with raises(ConversionError, "uint8, uint16, float32", "float64"):
        _stacks.make_shared_stack((2, 3, 4), "float64")
    with raises(ConversionError, "without pixels"):
        _stacks.make_shared_stack((2, 0, 4), "uint8")
    with raises(ConversionError, "order"):
        _stacks.make_shared_stack((2, 3, 4, 5), "uint8", "CZYX")
    with raises(ConversionError, "colours"):
        _stacks.make_shared_stack((2, 3, 4), "uint16", "YXS")
