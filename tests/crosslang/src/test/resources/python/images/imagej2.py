"""Dataset, ImgPlus and ImageDisplay of ImageJ2 as images and back."""

import pathlib

from drua import ConversionError, Image, ImageStateError
from drua.ij import _imagej2

add_path(IMAGEJ2)

Axes = jimport("net.imagej.axis.Axes")
DefaultLinearAxis = jimport("net.imagej.axis.DefaultLinearAxis")
EnumeratedAxis = jimport("net.imagej.axis.EnumeratedAxis")
ImgPlus = jimport("net.imagej.ImgPlus")
DefaultDataset = jimport("net.imagej.DefaultDataset")
ArrayImgs = jimport("net.imglib2.img.array.ArrayImgs")
ColorTable8 = jimport("net.imglib2.display.ColorTable8")

context = jimport("org.scijava.Context")([jimport("net.imagej.DefaultDatasetService").class_])


def linear(kind, unit=None, scale=1.0, origin=0.0):
    return DefaultLinearAxis(kind, unit, scale, origin)


def plus_of(values, *axes, name="plus"):
    """An ImgPlus in the Java heap."""
    made = ArrayImgs.unsignedShorts(array("short", values.reshape(-1).view(np.int16)), *reversed(values.shape))
    return ImgPlus(made, name, array("net.imagej.axis.CalibratedAxis", list(axes)))


def axis_texts(plus):
    return [str(plus.axis(d).type().getLabel()) for d in range(plus.numDimensions())]


def counted(*shape, dtype="uint16"):
    return np.arange(np.prod(shape), dtype=dtype).reshape(shape)


# -- From ImageJ2 --


def test_an_imgplus_has_pixels_axes_and_calibration():
    pixels = counted(2, 3, 4, 5)
    plus = plus_of(
        pixels,
        linear(Axes.X, "um", 0.5, -1.0),
        linear(Axes.Y, "um", 0.25),
        linear(Axes.CHANNEL),
        linear(Axes.TIME, "sec", 2.0, 6.0),
    )
    image = ij.image_of_dataset(plus)
    assert same_pixels(image, pixels)
    assert (image.axes, image.name) == ("TCYX", "plus")
    assert image.spacing == (2.0, 1.0, 0.25, 0.5)
    assert image.origin == (-3.0, 0.0, 0.0, 2.0)
    assert image.units == ("sec", "", "um", "um")
    assert image.transfer.startswith("Copied (")
    assert "heap" in image.transfer


def test_from_java_knows_imgplus_dataset_and_display():
    plus = plus_of(counted(3, 4), linear(Axes.X, "mm", 3.0), linear(Axes.Y, "mm", 2.0))
    dataset = DefaultDataset(context, plus)
    display = jimport("net.imagej.display.DefaultImageDisplay")([dataset])
    for found in (plus, dataset, display):
        image = ij.from_java(found)
        assert type(image) is Image
        assert (image.axes, image.spacing, image.name) == ("YX", (2.0, 3.0), "plus")
        assert same_pixels(image, counted(3, 4))


def test_a_display_without_a_dataset_says_so():
    Display = jimport("net.imagej.display.DefaultImageDisplay")
    for shown in ([], ["an overlay"]):
        with raises(ImageStateError, "no Dataset", "open an image"):
            ij.image_of_dataset(Display(shown))


def test_a_display_gives_the_dataset_behind_an_overlay():
    dataset = DefaultDataset(context, plus_of(counted(3, 4), linear(Axes.X), linear(Axes.Y)))
    display = jimport("net.imagej.display.DefaultImageDisplay")(["an overlay", dataset])
    assert ij.image_of_dataset(display).shape == (3, 4)


def test_properties_are_texts_and_objects_stay_in_java():
    plus = plus_of(counted(3, 4), linear(Axes.X), linear(Axes.Y))
    plus.getProperties().put("Info", "from a microscope")
    plus.getProperties().put("gain", 2.5)
    plus.getProperties().put("reader", jimport("java.lang.Object")())
    assert ij.image_of_dataset(plus).properties == {"Info": "from a microscope", "gain": "2.5"}


def test_tables_of_colours_and_ranges_are_by_channel():
    plus = plus_of(counted(2, 3, 4), linear(Axes.X), linear(Axes.Y), linear(Axes.CHANNEL))
    green = [array("byte", 256), array("byte", np.arange(256, dtype=np.uint8).view(np.int8)), array("byte", 256)]
    grey16 = jimport("net.imglib2.display.ColorTable16")()
    plus.initializeColorTables(2)
    plus.setColorTable(ColorTable8(array("byte[]", green)), 0)
    plus.setColorTable(grey16, 1)
    for channel, low, high in ((0, 5.0, 100.0), (1, 0.0, 4095.0)):
        plus.setChannelMinimum(channel, low)
        plus.setChannelMaximum(channel, high)
    image = ij.image_of_dataset(plus)
    assert image.luts[0][200].tolist() == [0, 200, 0]
    assert image.luts[1][200].tolist() == [200, 200, 200]
    assert image.display_ranges == ((5.0, 100.0), (0.0, 4095.0))


def test_without_tables_and_ranges_there_are_none():
    plus = plus_of(counted(2, 3, 4), linear(Axes.X), linear(Axes.Y), linear(Axes.CHANNEL))
    plus.initializeColorTables(2)
    plus.setChannelMinimum(0, 1.0)
    image = ij.image_of_dataset(plus)
    assert image.luts == ()
    assert image.display_ranges == ()


def test_axes_without_a_letter_keep_their_names_in_xarray():
    try:
        import xarray  # noqa: F401
    except ImportError:
        return
    plus = plus_of(
        counted(2, 3, 4, 5),
        linear(Axes.X, "um", 0.5),
        linear(Axes.Y),
        linear(Axes.get("Lifetime"), "ns", 0.1, 1.0),
        linear(Axes.unknown()),
    )
    assert ij.image_of_dataset(plus).axes == "??YX"
    found = ij.xarray_of_dataset(plus)
    assert found.dims == ("dim_0", "Lifetime", "Y", "X")
    assert np.allclose(found.coords["Lifetime"], [1.0, 1.1, 1.2])
    assert found.coords["Lifetime"].attrs == {"units": "ns"}
    back = ij.imgplus_of(found)
    assert axis_texts(back) == ["X", "Y", "Lifetime", "Unknown"]
    assert back.axis(2).type() == Axes.get("Lifetime")
    assert abs(back.axis(2).calibratedValue(2.0) - 1.2) < 1e-12


def test_an_axis_that_is_not_linear_keeps_its_coordinates_in_xarray():
    times = [0.0, 1.0, 4.0]
    axis = EnumeratedAxis(Axes.TIME, "sec", array("double", times))
    plus = plus_of(counted(3, 4, 5), linear(Axes.X), linear(Axes.Y), axis)
    image = ij.image_of_dataset(plus)
    assert (image.axes, image.spacing, image.units) == ("TYX", (1.0, 1.0, 1.0), ("", "", ""))
    try:
        import xarray  # noqa: F401
    except ImportError:
        return
    found = ij.xarray_of_dataset(plus)
    assert found.coords["T"].values.tolist() == times
    assert found.coords["T"].attrs == {"units": "sec"}
    back = ij.imgplus_of(found).axis(2)
    assert [back.calibratedValue(float(at)) for at in range(3)] == times
    assert back.unit() == "sec"


def test_evenly_enumerated_coordinates_are_a_calibration():
    axis = EnumeratedAxis(Axes.Z, "um", array("double", [3.0, 3.5, 4.0]))
    image = ij.image_of_dataset(plus_of(counted(3, 4, 5), linear(Axes.X), linear(Axes.Y), axis))
    assert (image.spacing[0], image.origin[0], image.units[0]) == (0.5, -6.0, "um")


def test_a_type_that_comes_twice_has_its_letter_once():
    plus = plus_of(counted(2, 3, 4, 5), *(linear(kind) for kind in (Axes.X, Axes.Y, Axes.TIME, Axes.TIME)))
    assert ij.image_of_dataset(plus).axes == "?TYX"


# -- To ImageJ2 --


def described():
    """An image with all that has a place in ImageJ2."""
    return Image.from_array(
        counted(2, 3, 4, 5),
        axes="TCYX",
        spacing=(2.0, 1.0, 0.25, 0.5),
        origin=(-3.0, 0.0, 0.0, 2.0),
        units=("sec", "", "um", "um"),
        name="cells",
        channel_names=["DAPI", "GFP", "RFP"],
        properties={"Info": "made here"},
    ).with_metadata(
        luts=[np.eye(3, dtype=np.uint8)[at] * np.arange(256, dtype=np.uint8)[:, None] for at in range(3)],
        display_ranges=[[0.0, 10.0], [5.0, 20.0], [1.0, 2.0]],
        slice_labels=[f"plane {at}" for at in range(6)],
    )


def test_an_image_becomes_an_imgplus_over_its_memory():
    image = described()
    plus = ij.imgplus_of(image)
    assert axis_texts(plus) == ["X", "Y", "Channel", "Time"]
    assert plus.axis(0).type() == Axes.X
    assert [plus.dimension(d) for d in range(4)] == [5, 4, 3, 2]
    assert (plus.axis(0).scale(), plus.axis(0).origin(), plus.axis(0).unit()) == (0.5, -1.0, "um")
    assert (plus.axis(3).calibratedValue(1.0), plus.axis(2).unit()) == (8.0, None)
    image[1, 2, 3, 4] = 4711
    assert plus.getAt(4, 3, 2, 1).get() == 4711
    plus.getAt(0, 0, 0, 0).set(12)
    assert int(image[0, 0, 0, 0]) == 12


def test_all_metadata_come_back():
    image = described()
    back = ij.image_of_dataset(ij.imgplus_of(image))
    assert back.transfer == "Shared"
    assert np.shares_memory(back, image)
    assert same_pixels(back, image)
    for key in ("axes", "spacing", "origin", "units", "name", "channel_names", "properties", "display_ranges"):
        assert getattr(back, key) == getattr(image, key), key
    assert back.slice_labels == image.slice_labels
    assert all(np.array_equal(one, other) for one, other in zip(back.luts, image.luts, strict=True))


def test_x_and_y_come_first_and_labels_of_moved_planes_are_left_out():
    image = described().transpose(3, 2, 0, 1)
    plus = ij.imgplus_of(image)
    assert axis_texts(plus) == ["X", "Y", "Channel", "Time"]
    back = ij.image_of_dataset(plus)
    assert back.axes == "TCYX"
    assert np.shares_memory(back, image)
    assert same_pixels(back, image.transpose(2, 3, 1, 0))
    assert back.slice_labels == ()
    assert back.channel_names == ("DAPI", "GFP", "RFP")


def test_a_plain_array_has_imagejs_axes():
    assert axis_texts(ij.imgplus_of(counted(2, 3, 4))) == ["X", "Y", "Z"]
    assert axis_texts(ij.imgplus_of(counted(2, 3, 4, 5, 6))) == ["X", "Y", "Channel", "Z", "Time"]


def test_a_name_is_taken_instead_of_the_images_own():
    assert ij.imgplus_of(described(), name="other").getName() == "other"
    assert ij.imgplus_of(described()).getName() == "cells"


def test_one_axis_without_a_letter_has_its_name_again():
    plus = plus_of(counted(2, 3, 4), linear(Axes.X), linear(Axes.Y), linear(Axes.get("Lifetime"), "ns", 0.5))
    image = ij.image_of_dataset(plus)
    assert axis_texts(ij.imgplus_of(image)) == ["X", "Y", "Lifetime"]
    assert axis_texts(ij.imgplus_of(image[:1])) == ["X", "Y", "Lifetime"]


def test_axes_without_a_letter_are_told_by_length_or_unknown():
    axes = [linear(kind) for kind in (Axes.X, Axes.Y, Axes.get("Lifetime"), Axes.get("Phase"))]
    image = ij.image_of_dataset(plus_of(counted(2, 3, 4, 5), *axes))
    assert axis_texts(ij.imgplus_of(image.transpose(1, 0, 2, 3))) == ["X", "Y", "Phase", "Lifetime"]
    image = ij.image_of_dataset(plus_of(counted(3, 3, 4, 5), *axes))
    assert axis_texts(ij.imgplus_of(image.transpose(1, 0, 2, 3))) == ["X", "Y", "Unknown", "Unknown"]


def test_what_is_no_image_of_imagej2_says_so():
    with raises(ConversionError, "axes CZ", "name the axes"):
        ij.imgplus_of(Image.from_array(counted(2, 3), axes="CZ"))
    with raises(ConversionError, r"\(0, 3\)", "pixels"):
        ij.imgplus_of(counted(0, 3))
    with raises(ConversionError, "no image"):
        ij.imgplus_of(counted(3))


def test_a_class_that_is_missing_is_named():
    from drua.ij._imagej2_context import imagej2

    with raises(ConversionError, "net.imagej.NoSuch", "Fiji"):
        imagej2("net.imagej.NoSuch")


# -- Datasets --


def test_a_dataset_is_over_the_same_memory():
    image = described()
    dataset = ij.dataset_of(image, context=context)
    assert dataset.getName() == "cells"
    assert dataset.getContext() == context
    image[0, 0, 0, 0] = 4711
    assert dataset.getAt(0, 0, 0, 0).getRealDouble() == 4711.0
    assert ij.dataset_of(dataset) == dataset
    assert ij.imgplus_of(dataset) == dataset.getImgPlus()


def test_real_pixels_go_through_a_dataset_and_an_imageplus():
    imp = IJ.openImage(str(pathlib.Path(DATA) / "test_still_stack.tif"))
    image = ij.image_of(imp)
    back = ij.image_of_dataset(ij.dataset_of(image, context=context))
    assert same_pixels(back, image)
    assert (back.axes, back.spacing, back.origin, back.units) == (image.axes, image.spacing, image.origin, image.units)
    assert back.properties == image.properties
    again = ij.imageplus_of(back)
    assert same_pixels(ij.image_of(again), image)
    assert again.getTitle() == imp.getTitle()


def test_three_channels_are_no_colours_and_samples_are():
    pixels = counted(3, 4, 5, dtype="uint8")
    channels = ij.dataset_of(Image.from_array(pixels, axes="CYX"), context=context)
    assert not channels.isRGBMerged()
    assert ij.image_of_dataset(channels).axes == "CYX"
    colours = ij.dataset_of(Image.from_array(pixels.transpose(1, 2, 0), axes="YXS"), context=context)
    assert colours.isRGBMerged()
    assert axis_texts(colours.getImgPlus()) == ["X", "Y", "Channel"]
    back = ij.image_of_dataset(colours)
    assert back.axes == "SYX"
    assert same_pixels(back, pixels)
    assert ij.imageplus_of(back).getType() == ImagePlus.COLOR_RGB


def test_colours_of_one_int_each_have_samples():
    image = ij.image_of_dataset(ImgPlus(ArrayImgs.argbs(array("int", [0xFF8001, 0x010203]), 2, 1)))
    assert image.axes == "YXS"
    assert image.tolist() == [[[0xFF, 0x80, 0x01], [1, 2, 3]]]


def test_all_real_types_come_back():
    for dtype in ("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "f4", "f8"):
        pixels = (counted(3, 4) % 2).astype(dtype)
        assert same_pixels(ij.image_of_dataset(ij.dataset_of(pixels, context=context)), pixels), dtype


def test_complex_pixels_are_for_an_imgplus_only():
    pixels = counted(3, 4).astype("complex64")
    assert same_pixels(ij.image_of_dataset(ij.imgplus_of(pixels)), pixels)
    with raises(ConversionError, "complex", "imgplus_of"):
        ij.dataset_of(pixels, context=context)


def test_without_a_running_imagej2_there_is_no_dataset():
    with raises(ImageStateError, "no ImageJ2 runs", "imgplus_of"):
        ij.dataset_of(counted(3, 4))
    with raises(ImageStateError, "net.imagej.DatasetService"):
        ij.dataset_of(counted(3, 4), context=jimport("org.scijava.Context")(True))


# -- Showing --


class Windows:
    """A UIService that remembers what it was told to show."""

    def __init__(self, headless):
        self.headless, self.shown = headless, []

    def getService(self, name):
        assert name == "org.scijava.ui.UIService"
        return self

    def isHeadless(self):
        return self.headless

    def show(self, *what):
        self.shown.append(what)


@contextlib.contextmanager
def running(windows):
    before = _imagej2.running
    _imagej2.running = lambda: windows
    try:
        yield windows
    finally:
        _imagej2.running = before


def test_a_dataset_is_shown_by_imagej2():
    dataset = ij.dataset_of(described(), context=context)
    with running(Windows(headless=False)) as windows:
        assert ij.show(dataset) == dataset
        ij.show(dataset.getImgPlus(), name="mine")
        display = jimport("net.imagej.display.DefaultImageDisplay")([dataset])
        assert ij.show(display) == display
    assert windows.shown == [("cells", dataset), ("mine", dataset.getImgPlus()), (display,)]


def test_without_windows_of_imagej2_all_is_shown_as_an_imageplus():
    if jimport("java.awt.GraphicsEnvironment").isHeadless():
        return
    dataset = ij.dataset_of(described(), context=context)
    with running(Windows(headless=True)) as windows:
        imp = ij.show(dataset, name="mine")
    assert windows.shown == []
    assert imp.getTitle() == "mine"
    assert same_pixels(ij.image_of(imp), described())
    imp.close()
    imp = ij.show(ij.labeling_of(counted(3, 4)), name="objects")
    assert imp.isVisible()
    assert same_pixels(ij.image_of(imp), counted(3, 4))
    imp.close()
