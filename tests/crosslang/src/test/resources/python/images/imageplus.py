"""`ij.ImagePlus` and `drua.Image`: every kind, both ways, with all that belongs to them."""

import itertools
import math
import threading

from drua import ConversionError, Image, ImageStateError, Labels

LUT = jimport("ij.process.LUT")
Color = jimport("java.awt.Color")
CompositeImage = jimport("ij.CompositeImage")
Roi = jimport("ij.gui.Roi")
KINDS = {"8-bit": "uint8", "16-bit": "uint16", "32-bit": "float32"}


def hyperstack(kind, channels=1, slices=1, frames=1, width=7, height=5):
    """Return an image whose pixels say where they are, and the same as an array (T, Z, C, Y, X)."""
    dtype = KINDS[kind]
    shape = (frames, slices, channels, height, width)
    numbers = np.arange(math.prod(shape)).reshape(shape) % 251
    imp = IJ.createHyperStack("made", width, height, channels, slices, frames, int(kind.split("-")[0]))
    stack = imp.getStack()
    for number, plane in enumerate(numbers.reshape(-1, height, width), 1):
        stack.getProcessor(number).setFloatArray(to_java(plane.T.astype("f4"), "float[][]"))
    return imp, numbers.astype(dtype)


def squeezed(array):
    return array.reshape([length for length in array.shape[:-2] if length > 1] + list(array.shape[-2:]))


def test_what_is_no_image_is_said():
    array = np.zeros((4, 5), "uint8")
    for call in (ij.image_of, ij.to_shared, ij.to_ordinary, ij.shared_array, lambda imp: ij.map_planes(print, imp)):
        for wrong in (None, 5, array):
            with raises(ConversionError, "expected an ij.ImagePlus, found", "imageplus_of"):
                call(wrong)
    with raises(ConversionError, "found ndarray", "put\\(array, imp\\)"):
        ij.put(array)
    with raises(ConversionError, "expected an ij.ImagePlus, found int"):
        ij.put(array, 5)


def test_whole_numbers_that_no_type_holds_are_a_conversion_error():
    with raises(ConversionError, "int64", "16777217"):
        ij.imageplus_of(np.array([[-5, (1 << 24) + 1]]))
    with raises(ConversionError, "uint64 with values up to 1844674407370955"):
        ij.imageplus_of(np.full((2, 2), 2**64 - 1, np.uint64))


def test_calibrated_values_without_a_unit_have_none():
    imp = ij.imageplus_of(np.zeros((4, 5), "uint16"))
    imp.getCalibration().setFunction(0, [1.0, 2.0], "")
    again = ij.image_of(ij.imageplus_of(ij.image_of(imp)))
    assert again.value_unit == "" and again.calibrated()[0, 0] == 1
    described = ij.image_of(imp).with_metadata(value_calibration={"function": 0, "coefficients": [1.0, 2.0]})
    assert ij.image_of(ij.imageplus_of(described)).value_unit == ""


def test_every_kind_and_order_of_axes():
    for kind, channels, slices, frames in itertools.product(KINDS, (1, 2), (1, 3), (1, 4)):
        imp, wanted = hyperstack(kind, channels, slices, frames)
        image = ij.image_of(imp)
        axes = "".join(a for a, n in zip("TZC", (frames, slices, channels), strict=True) if n > 1) + "YX"
        assert image.axes == axes
        assert same_pixels(image, squeezed(wanted)), (kind, axes)
        assert "Copied" in image.transfer
        back = ij.imageplus_of(image)
        assert [int(n) for n in back.getDimensions()] == [7, 5, channels, slices, frames], (kind, axes)
        assert same_pixels(ij.image_of(back), image), (kind, axes)
        assert str(back.getTitle()) == "made"


def test_axes_in_any_order_go_to_imagejs():
    _, wanted = hyperstack("16-bit", 2, 3, 4)
    named = Image.from_array(wanted, axes="TZCYX")
    for order in itertools.permutations(range(5)):
        imp = ij.imageplus_of(named.transpose(order))
        assert same_pixels(ij.image_of(imp), wanted), order


def test_the_real_images_are_what_imagej_reads():
    for name in ("test_image.tif", "test_still_stack.tif"):
        imp = IJ.openImage(str(pathlib.Path(DATA) / name))
        image = ij.image_of(imp)
        for number in range(int(imp.getStackSize())):
            plane = imp.getStack().getProcessor(number + 1)
            mine = np.asarray(image).reshape(-1, *image.shape[-2:])[number]
            assert [int(plane.get(x, 3)) for x in range(50)] == mine[3, :50].tolist()
        assert image.units[-2:] == ("micron", "micron"), image.units
        assert image.spacing[-1] == float(imp.getCalibration().pixelWidth)
        assert image.kind == "16-bit"


def test_the_real_images_are_what_tifffile_reads():
    try:
        import tifffile
    except ImportError:
        return
    for name in ("test_image.tif", "test_still_stack.tif"):
        path = str(pathlib.Path(DATA) / name)
        assert same_pixels(ij.image_of(IJ.openImage(path)), tifffile.imread(path))


def test_colours():
    imp = IJ.createImage("c", "RGB", 6, 4, 3)
    for n in range(3):
        plane = imp.getStack().getProcessor(n + 1)
        plane.set(2, 1, (10 + n) << 16 | 20 << 8 | 30)
    image = ij.image_of(imp)
    assert image.axes == "ZYXS"
    assert image.shape == (3, 4, 6, 3)
    assert image[1, 1, 2].tolist() == [11, 20, 30]
    back = ij.imageplus_of(image)
    assert int(back.getType()) == int(ImagePlus.COLOR_RGB)
    assert same_pixels(ij.image_of(back), image)
    assert ij.imageplus_of(np.zeros((4, 6, 4), "u1")).getType() == ImagePlus.COLOR_RGB


def test_indexed_colours_keep_their_table():
    imp = IJ.createImage("i", "8-bit ramp", 6, 4, 1)
    imp.setLut(LUT.createLutFromColor(Color.ORANGE))
    image = ij.image_of(imp)
    assert len(image.luts) == 1
    assert image.luts[0].shape == (256, 3)
    assert image.luts[0][255].tolist() == [255, 200, 0]
    back = ij.imageplus_of(image)
    assert np.array_equal(ij.image_of(back).luts[0], image.luts[0])


def test_composites_keep_tables_and_ranges_of_each_channel():
    imp, _ = hyperstack("16-bit", 3)
    composite = CompositeImage(imp, IJ.COMPOSITE)
    for channel, color in enumerate((Color.RED, Color.GREEN, Color.CYAN), 1):
        lut = LUT.createLutFromColor(color)
        lut.min, lut.max = float(channel), 100.0 * channel
        composite.setChannelLut(lut, channel)
    image = ij.image_of(composite)
    assert image.display_ranges == ((1.0, 100.0), (2.0, 200.0), (3.0, 300.0))
    assert [lut[255].tolist() for lut in image.luts] == [[255, 0, 0], [0, 255, 0], [0, 255, 255]]
    back = ij.imageplus_of(image)
    assert back.isComposite()
    again = ij.image_of(back)
    assert again.display_ranges == image.display_ranges
    assert all(np.array_equal(a, b) for a, b in zip(again.luts, image.luts, strict=True))
    part = image[1:]
    assert part.display_ranges == ((2.0, 200.0), (3.0, 300.0))
    assert len(part.luts) == 2


def test_calibration_of_all_axes():
    imp, _ = hyperstack("8-bit", 2, 3, 4)
    calibration = imp.getCalibration()
    calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth = 0.25, 0.5, 2.0
    calibration.xOrigin, calibration.yOrigin, calibration.zOrigin = 3.0, 1.0, -2.0
    calibration.setXUnit("micron")
    calibration.setYUnit("nm")
    calibration.setZUnit("mm")
    calibration.frameInterval = 1.5
    calibration.setTimeUnit("min")
    image = ij.image_of(imp)
    assert image.spacing == (1.5, 2.0, 1.0, 0.5, 0.25)
    assert image.units == ("min", "mm", "", "nm", "micron")
    assert image.origin == (0.0, -2.0, 0.0, 1.0, 3.0)
    again = ij.image_of(ij.imageplus_of(image))
    assert (again.spacing, again.units, again.origin) == (image.spacing, image.units, image.origin)


def test_texts_labels_selection_and_names():
    imp, _ = hyperstack("8-bit", 1, 3)
    imp.setProperty("Info", "made\nhere")
    imp.setProp("stain", "größe µ")
    for n, label in enumerate(("one", "two", "three"), 1):
        imp.getStack().setSliceLabel(label, n)
    imp.setRoi(Roi(1, 2, 3, 2))
    image = ij.image_of(imp)
    assert image.properties["Info"] == "made\nhere"
    assert image.metadata["stain"] == "größe µ"
    assert image.slice_labels == ("one", "two", "three")
    assert image[1:].slice_labels == ("two", "three")
    assert image[2].slice_labels == ("three",)
    assert image.roi.bounds == (1.0, 2.0, 4.0, 4.0)
    back = ij.imageplus_of(image)
    assert str(back.getStack().getSliceLabel(2)) == "two"
    assert str(back.getProp("stain")) == "größe µ"
    assert str(back.getProperty("Info")) == "made\nhere"
    assert str(back.getRoi().getBounds()) == str(imp.getRoi().getBounds())


def test_the_source_is_the_image_itself():
    imp, _ = hyperstack("8-bit")
    image = ij.image_of(imp)
    from drua.java import same

    assert same(image.source, imp)
    assert same((image + 1).source, imp)


def test_a_source_that_is_gone_is_none():
    imp, _ = hyperstack("8-bit")
    image = ij.image_of(imp)
    gone = jimport("java.lang.ref.PhantomReference")(imp, jimport("java.lang.ref.ReferenceQueue")())
    del imp
    assert until(gone.isEnqueued)
    assert image.source is None
    with raises(ImageStateError, "gone", "show"):
        ij.put(image)


def test_signed_16_bit_values():
    imp, _ = hyperstack("16-bit")
    imp.getProcessor().set(0, 0, 32768 - 5)
    imp.getCalibration().setSigned16BitCalibration()
    image = ij.image_of(imp)
    assert image[0, 0] == 32763
    assert image.calibrated()[0, 0] == -5
    back = ij.imageplus_of(image)
    assert back.getCalibration().isSigned16Bit()


def test_density_calibration():
    imp, _ = hyperstack("8-bit")
    Calibration = jimport("ij.measure.Calibration")
    imp.getCalibration().setFunction(Calibration.UNCALIBRATED_OD, None, "Uncalibrated OD")
    imp.getProcessor().set(0, 0, 100)
    image = ij.image_of(imp)
    assert image.value_unit == "Uncalibrated OD"
    assert abs(image.calibrated()[0, 0] - float(imp.getCalibration().getCValue(100))) < 1e-6
    table = [float(n) / 2 for n in range(256)]
    imp.getCalibration().setCTable(array("float", table), "halves")
    assert ij.image_of(imp).calibrated()[0, 0] == 50.0
    assert ij.imageplus_of(np.asarray(image)).getCalibration().calibrated() is False


def test_types_that_imagej_lacks():
    def kind(array):
        return int(ij.imageplus_of(array).getBitDepth())

    plane = np.array([[0, 1], [2, 3]])
    assert kind(plane > 1) == 8
    assert np.asarray(ij.image_of(ij.imageplus_of(plane > 1))).tolist() == [[0, 0], [255, 255]]
    assert kind(plane.astype("i8")) == 16
    assert kind(plane.astype("i8") - 7) == 32
    assert np.asarray(ij.image_of(ij.imageplus_of(plane - 7))).tolist() == [[-7, -6], [-5, -4]]
    assert kind(plane.astype("f8")) == 32
    assert kind(plane.astype("f2")) == 32
    assert kind(plane.astype("i1")) == 16
    with raises(Exception, "int64", "hold exactly", "astype"):
        ij.imageplus_of(plane + (1 << 40))
    with raises(ConversionError, "complex", "abs"):
        ij.imageplus_of(plane.astype("c8"))
    with raises(ConversionError, "no type of pixels"):
        ij.imageplus_of(np.array([["a", "b"]]))


def test_nan_and_infinity_stay():
    plane = np.array([[np.nan, np.inf], [-np.inf, -0.0]], "f4")
    assert same_pixels(ij.image_of(ij.imageplus_of(plane)), plane)


def test_big_endian_and_strided_arrays():
    plane = np.arange(24, dtype=">u2").reshape(4, 6)
    assert np.array_equal(ij.image_of(ij.imageplus_of(plane)), plane)
    assert np.array_equal(ij.image_of(ij.imageplus_of(plane[::-1, ::2])), plane[::-1, ::2])


def test_sizes_at_the_edge():
    assert same_pixels(ij.image_of(ij.imageplus_of(np.full((1, 1), 7, "u2"))), np.full((1, 1), 7, "u2"))
    long = np.arange(40000, dtype="u2").reshape(1, -1)
    assert same_pixels(ij.image_of(ij.imageplus_of(long)), long)
    with raises(ConversionError, "no pixels"):
        ij.imageplus_of(np.zeros((0, 5), "u1"))
    with raises(ConversionError, "no image"):
        ij.imageplus_of(np.zeros(5, "u1"))
    with raises(ConversionError, "more axes"):
        ij.imageplus_of(np.zeros((2, 2, 2, 2, 2, 2), "u1"))
    assert ij.imageplus_of(np.zeros((1, 1, 1, 1, 3, 2), "u1")).getStackSize() == 1


def test_wrong_axes_are_named():
    with raises(ValueError, "axes", "QX", "T, Z, C"):
        Image.from_array(np.zeros((2, 2)), axes="QX")
    with raises(ValueError, "each once"):
        Image.from_array(np.zeros((2, 2)), axes="XX")
    with raises(ConversionError, "TZ", "Y and X"):
        ij.imageplus_of(Image.from_array(np.zeros((2, 2), "u1"), axes="TZ"))


def test_writing_back():
    for kind in KINDS:
        imp, _ = hyperstack(kind, 2, 3)
        image = ij.image_of(imp)
        image += 1
        ij.put(image)
        assert same_pixels(ij.image_of(imp), image)
        assert not imp.isLocked()
    imp = IJ.createImage("c", "RGB", 6, 4, 1)
    image = ij.image_of(imp)
    image[..., 0] = 77
    ij.put(image)
    assert int(imp.getProcessor().get(3, 3)) & 0xFFFFFF == 77 << 16 | 0xFFFF


def test_writing_back_what_does_not_fit():
    imp, _ = hyperstack("16-bit")
    image = ij.image_of(imp)
    with raises(ImageStateError, "uint16", "float64"):
        ij.put(image.astype("f8"), imp)
    imp.setProcessor(imp.getProcessor().convertToByte(False))
    with raises(ImageStateError, "uint8"):
        ij.put(image)
    imp, _ = hyperstack("16-bit")
    image = ij.image_of(imp)
    command = threading.Thread(target=imp.lockSilently)
    command.start()
    command.join()
    with raises(ImageStateError, "locked", "wait"):
        ij.put(image)
    imp.unlock()
    ij.put(image)
    imp.flush()
    with raises(ImageStateError, "closed"):
        ij.put(image)
    with raises(ImageStateError, "closed"):
        ij.image_of(imp)


def test_processors():
    processor = hyperstack("32-bit")[0].getProcessor()
    image = ij.from_java(processor)
    assert image.axes == "YX"
    assert image.dtype == np.float32


def test_families():
    imp, wanted = hyperstack("8-bit")
    assert same_pixels(ij.from_java(imp), squeezed(wanted))
    assert type(ij.to_java(ij.from_java(imp))).__java_name__ == "ij.ImagePlus"


def test_labels_have_colours():
    labels = Labels(np.arange(12, dtype="i4").reshape(3, 4))
    imp = ij.imageplus_of(labels)
    assert int(imp.getBitDepth()) == 16
    assert len(ij.image_of(imp).luts) == 1


def test_round_trips_of_random_images():
    rng = np.random.default_rng(20)
    for case in range(60):
        axes = "".join(a for a in "TZC" if rng.random() < 0.5) + "YX"
        shape = [int(rng.integers(2, 5)) for _ in axes[:-2]] + [int(rng.integers(1, 30)), int(rng.integers(1, 30))]
        dtype = rng.choice(["uint8", "uint16", "float32"])
        pixels = (rng.random(shape) * 255).astype(dtype)
        image = Image.from_array(
            pixels,
            axes=axes,
            spacing=[float(rng.integers(1, 9)) / 4 if a in "TZYX" else 1.0 for a in axes],
            units=["s" if a == "T" else "micron" if a in "ZYX" else "" for a in axes],
            origin=[float(rng.integers(0, 3)) if a in "ZYX" else 0.0 for a in axes],
            name=f"case {case}",
            properties={"Info": f"x\n{case}", "key": "v=1"},
            channel_names=[f"dye {n}" for n in range(shape[axes.index("C")])] if "C" in axes else None,
        )
        again = ij.image_of(ij.imageplus_of(image))
        assert same_pixels(again, image), case
        for key in ("axes", "spacing", "units", "origin", "name", "properties", "channel_names"):
            assert getattr(again, key) == getattr(image, key), (case, key, getattr(again, key), getattr(image, key))


def test_without_a_display_what_is_shown_is_the_current_image():
    windows = jimport("ij.WindowManager")
    if not jimport("java.awt.GraphicsEnvironment").isHeadless():
        return
    try:
        image = Image.from_array(np.arange(20, dtype=np.uint8).reshape(4, 5), name="own")
        for value, name in ((image, ""), (image, "named"), (np.zeros((4, 5), np.uint16), "plain")):
            imp = ij.show(value, name)
            assert windows.getCurrentImage() == imp and imp.getTitle() == (name or "own")
        assert ij.show(imp, "again") == imp and imp.getTitle() == "again"
        plane = ij.show(imp.getProcessor(), "plane")
        assert windows.getCurrentImage() == plane and plane.getTitle() == "plane"
    finally:
        windows.setTempCurrentImage(None)
