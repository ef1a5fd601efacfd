"""Dataset, ImgPlus and ImageDisplay of ImageJ2 as images and back."""

import pathlib

from drua import ConversionError, Image, ImageStateError
from drua.ij import _imagej2

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
