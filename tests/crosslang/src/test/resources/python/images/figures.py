"""Figures of matplotlib and images of PIL in windows of ImageJ, and PIL images of ImageJ's."""

import sys

from drua import ConversionError, Figure, ImageStateError

Picture = matplotlib = None
with contextlib.suppress(ImportError):
    from PIL import Image as Picture
with contextlib.suppress(ImportError):
    import matplotlib.figure


def figure(**options):
    """Return a figure of 3 x 2 inches whose axes are all red."""
    made = matplotlib.figure.Figure(figsize=(3, 2), dpi=50, **options)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.fill_between([0, 1], [0.5, 0.5], color="red", linewidth=0)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    return made


def pixels(imp):
    """Return the pixels of an ImagePlus."""
    return np.asarray(ij.image_of(imp))


def test_a_figure_becomes_an_image():
    if matplotlib is None:
        return
    made = figure()
    made.suptitle("half red")
    own, loaded = made.canvas, "matplotlib.pyplot" in sys.modules
    imp = ij.to_java(made)
    assert made.canvas is own and ("matplotlib.pyplot" in sys.modules) == loaded
    assert (imp.getTitle(), imp.getWidth(), imp.getHeight(), imp.getType()) == ("half red", 150, 100, ImagePlus.COLOR_RGB)
    assert imp.getCalibration().getUnit() == "inch" and abs(imp.getCalibration().pixelWidth * 50 - 1) < 1e-12
    colours = pixels(imp)
    assert colours[90, 75].tolist() == [255, 0, 0] and colours[40, 5].tolist() == [255, 255, 255]


def test_a_transparent_figure_lies_over_white():
    if matplotlib is None:
        return
    made = figure(facecolor="none")
    assert pixels(ij.to_java(made))[40, 5].tolist() == [255, 255, 255]
    assert (Figure.from_matplotlib(made).rgba[..., 3] == 255).all()


def test_a_drawing_of_a_routine():
    rgba = np.zeros((2, 3, 4), np.uint8)
    rgba[0] = [10, 20, 30, 255]
    colours = pixels(ij.to_java(Figure(rgba)))
    assert colours[0, 0].tolist() == [10, 20, 30] and colours[1, 0].tolist() == [255, 255, 255]


def test_pictures_of_every_mode():
    if Picture is None:
        return
    rng = np.random.default_rng(5)
    grey = rng.integers(0, 256, (5, 7), np.uint8)
    colours = rng.integers(0, 256, (5, 7, 3), np.uint8)
    wide = rng.integers(0, 65536, (5, 7), np.uint16)
    real = rng.normal(0, 1, (5, 7)).astype(np.float32)
    for array, mode in ((grey, "L"), (colours, "RGB"), (wide, "I;16"), (real, "F")):
        picture = Picture.fromarray(array)
        assert picture.mode == mode
        assert same_pixels(pixels(ij.to_java(picture)), array)
        back = ij.pil_of(ij.to_java(picture))
        assert back.mode == mode and same_pixels(np.asarray(back), array)
    assert pixels(ij.to_java(Picture.fromarray(grey > 99))).tolist() == np.where(grey > 99, 255, 0).tolist()
    assert same_pixels(pixels(ij.to_java(Picture.fromarray(wide.astype(np.int32)))), wide)
    assert pixels(ij.to_java(Picture.fromarray(wide.astype(np.int32) - 70000))).dtype == np.float32
    cyan = Picture.fromarray(colours).convert("CMYK")
    assert same_pixels(pixels(ij.to_java(cyan)), np.asarray(cyan.convert("RGB")))


def test_transparent_pictures_lie_over_white():
    if Picture is None:
        return
    rgba = np.full((1, 3, 4), 100, np.uint8)
    rgba[0, :, 3] = [0, 51, 255]
    assert pixels(ij.to_java(Picture.fromarray(rgba)))[0, :, 0].tolist() == [255, 224, 100]
    grey = Picture.fromarray(rgba).convert("LA")
    assert pixels(ij.to_java(grey)).tolist() == [[255, 224, 100]]


def test_palettes():
    if Picture is None:
        return
    picture = Picture.fromarray(np.array([[0, 1], [1, 2]], np.uint8), "P")
    picture.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255])
    imp = ij.to_java(picture)
    assert pixels(imp).tolist() == [[0, 1], [1, 2]] and imp.getBitDepth() == 8
    processor = imp.getProcessor()
    assert [processor.getColorModel().getRGB(value) & 0xFFFFFF for value in range(4)] == [0xFF0000, 0xFF00, 0xFF, 0]
    back = ij.pil_of(imp)
    assert back.mode == "P" and same_pixels(np.asarray(back.convert("RGB")), np.asarray(picture.convert("RGB")))


def test_pictures_of_stacks_and_processors():
    if Picture is None:
        return
    imp = IJ.openImage(f"{DATA}/test_image.tif")
    assert same_pixels(np.asarray(ij.pil_of(imp)), pixels(imp.getProcessor()))
    stack = IJ.createImage("s", "8-bit ramp", 4, 3, 2)
    stack.setSlice(2)
    stack.getProcessor().set(0, 0, 77)
    assert np.asarray(ij.pil_of(stack))[0, 0] == 77
    with raises(ConversionError, "an image of ImageJ, found int"):
        ij.pil_of(3)
    imp.flush()
    with raises(ImageStateError, "closed"):
        ij.pil_of(imp)


def test_names():
    if Picture is None:
        return
    picture = Picture.new("L", (3, 2))
    assert ij.to_java(picture).getTitle() == "Picture"
    picture.filename = "/somewhere/cells.png"
    assert ij.to_java(picture).getTitle() == "cells.png"
