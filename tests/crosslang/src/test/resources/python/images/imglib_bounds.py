"""Images of ImgLib2 that reach beyond their memory, lie in the array's own, or are none."""

from drua import ConversionError

ArrayImgs = jimport("net.imglib2.img.array.ArrayImgs")
UnsafeImgs = jimport("net.imglib2.img.unsafe.UnsafeImgs")
Views = jimport("net.imglib2.view.Views")
ByteBuffer = jimport("java.nio.ByteBuffer")
CellImgFactory = jimport("net.imglib2.img.cell.CellImgFactory")
PlanarImgFactory = jimport("net.imglib2.img.planar.PlanarImgFactory")
NIO = "net.imglib2.img.basictypeaccess.nio."


def longs(*values):
    return array("long", [int(value) for value in values])


def ints(*values):
    return array("int", [int(value) for value in values])


# -- What isn't there --


def test_views_larger_than_their_image_are_refused():
    UnsignedByteType = jimport("net.imglib2.type.numeric.integer.UnsignedByteType")
    for img in (
        ij.img_of(np.zeros((3, 4), "u1")),
        ij.img_of(np.zeros((3, 8), "u1")[:, ::2]),
        UnsafeImgs.unsignedBytes(4, 3),
        ArrayImgs.unsignedBytes(4, 3),
        CellImgFactory(UnsignedByteType(), ints(2, 2)).create(longs(4, 3)),
        PlanarImgFactory(UnsignedByteType()).create(longs(4, 3)),
    ):
        ij.write(np.zeros((3, 4), "u1"), img)
        for view, shape in (
            (Views.interval(img, longs(0, 0), longs(3, 3)), (4, 4)),
            (Views.interval(img, longs(-1, 0), longs(3, 2)), (3, 5)),
            (Views.interval(img, longs(0, 0), longs(3, 1 << 20)), None),
            (Views.hyperSlice(img, 1, 3), (4,)),
            (Views.hyperSlice(img, 0, -1), (3,)),
            (Views.interval(Views.invertAxis(img, 0), longs(-4, 0), longs(0, 2)), (3, 5)),
            (Views.subsample(Views.interval(img, longs(0, 0), longs(4, 2)), longs(4, 1)), (3, 2)),
            (Views.translate(Views.interval(img, longs(1, 0), longs(4, 2)), longs(9, 9)), (3, 4)),
        ):
            with raises(ConversionError, "shows pixels from", "Crop the view"):
                ij.array_of(view)
            if shape is not None:
                with raises(ConversionError, "shows pixels from"):
                    ij.write(np.ones(shape, "u1"), view)
        assert ij.array_of(img).max() == 0
        grown = ij.array_of(Views.interval(Views.extendZero(img), longs(-1, -1), longs(4, 3)))
        assert grown.shape == (5, 6)
        assert grown.max() == 0


def test_buffers_shorter_than_their_image_are_refused():
    for access, make, elements in (
        ("ShortBufferAccess", ArrayImgs.unsignedShorts, 12),
        ("FloatBufferAccess", ArrayImgs.complexFloats, 24),
        ("IntBufferAccess", ArrayImgs.argbs, 12),
    ):
        width = 2 if access.startswith("Short") else 4
        enough = jimport(NIO + access)(ByteBuffer.allocateDirect(elements * width), True)
        assert ij.array_of(make(enough, longs(4, 3))).transfer == "Shared"
        short = jimport(NIO + access)(ByteBuffer.allocateDirect((elements - 1) * width), True)
        with raises(ConversionError, f"{elements} elements", f"after {elements - 1}"):
            ij.array_of(make(short, longs(4, 3)))


def test_what_is_no_image_says_so():
    for other in (None, 3, "image", np.zeros((2, 2)), jimport("java.util.ArrayList")()):
        for call in (
            lambda: ij.array_of(other),  # noqa: B023
            lambda: ij.array_of(other, np.s_[:1]),  # noqa: B023
            lambda: ij.write(np.zeros((2, 2)), other),  # noqa: B023
            lambda: ij.run_pinned(len, other),  # noqa: B023
        ):
            with raises(ConversionError, "RandomAccessibleInterval", type(other).__name__, "img_of"):
                call()


# -- Written in place --


def test_an_array_is_written_over_itself():
    for step in (1, -1):
        for move in (1, 1000, 70000):
            pixels = np.arange(400000, dtype="u4")
            source, target = pixels[:-move][::step], pixels[move:]
            wanted = source.copy()
            ij.write(source, ij.img_of(target))
            assert np.array_equal(target, wanted), (step, move)
    colours = np.arange(60, dtype="u1").reshape(4, 5, 3)
    wanted = colours[::-1].copy()
    ij.write(colours[::-1], ij.img_of(colours, axes="YXS"))
    assert np.array_equal(colours, wanted)


def test_read_only_memory_is_not_written():
    for view in (np.s_[:], np.s_[:, ::2]):
        pixels = np.zeros((3, 4), "u2")
        pixels.flags.writeable = False
        with raises(ConversionError, "read-only", "another image"):
            ij.write(np.ones(pixels[view].shape, "u2"), ij.img_of(pixels[view]))
        assert pixels.max() == 0
