"""`drua.ij.lazy_stack`: arrays of Python as virtual stacks, whose planes are computed when ImageJ asks for them."""

import os
import shutil
import tempfile
import threading
import weakref

from drua import ConversionError, Image
from drua.java import proxy, same, statistics

IllegalState = jimport("java.lang.IllegalStateException")
Thread = jimport("java.lang.Thread")
FileSaver = jimport("ij.io.FileSaver")


class Counted:
    """An array that computes its planes, and counts them."""

    def __init__(self, shape, dtype="uint16", fail=(), wait=None):
        self.shape, self.dtype = shape, np.dtype(dtype)
        self.fail, self.wait = fail, wait
        self.asked = []

    def __getitem__(self, key):
        self.asked.append(key)
        if self.wait is not None:
            assert self.wait.wait(30)
        if key[0] in self.fail:
            raise ZeroDivisionError(f"nothing at {key[0]}")
        return self.plane(key[0])

    def plane(self, at):
        return (np.indices(self.shape[-2:]).sum(0) + at * 10).astype(self.dtype)


def pixels_of(plane):
    found = np.asarray(plane.getPixels())
    shape = (plane.getHeight(), plane.getWidth())
    if plane.getBitDepth() == 24:
        return np.stack([found.reshape(shape) >> shift & 255 for shift in (16, 8, 0)], -1).astype(np.uint8)
    return found.view({8: np.uint8, 16: np.uint16, 32: np.float32}[plane.getBitDepth()]).reshape(shape)


def plane_of(imp, n):
    return pixels_of(imp.getStack().getProcessor(n))


def made(array, *arguments, **options):
    return ij.lazy_stack(array, *arguments, show=False, **options)


def in_thread(function):
    """Run it on a thread of Java's that isn't AWT's, and give it, and what it raised."""
    raised = []

    def run():
        try:
            function()
        except BaseException as error:
            raised.append(error)

    thread = Thread(proxy(run, "java.lang.Runnable"), "some command")
    thread.start()
    return thread, raised


def test_100_gigabytes_open_by_computing_one_plane():
    large = Counted((3200, 4096, 4096))
    imp = made(large, name="large")
    assert imp.getStackSize() == 3200 and imp.getNSlices() == 3200 and imp.getBitDepth() == 16
    assert imp.getTitle() == "large" and imp.getStack().isVirtual()
    assert [key[0] for key in large.asked] == [0] and imp.getStack().computed() == 1
    assert plane_of(imp, 2000)[3, 4] == 7 + 19990
    assert [key[0] for key in large.asked] == [0, 1999]
    imp.flush()


def test_100_gigabytes_of_dask_open_by_computing_one_plane():
    if missing("dask"):
        return
    import dask.array

    computed = []

    def block(block_info=None):
        where = block_info[None]["chunk-location"]
        computed.append(where)
        return np.full((1, 1, 4096, 4096), where[0] * 2 + where[1], np.uint16)

    chunks = ((1,) * 1600, (1,) * 2, (4096,), (4096,))
    large = dask.array.map_blocks(block, chunks=chunks, dtype=np.uint16, meta=np.empty((0,) * 4, np.uint16))
    imp = ij.to_java(large)
    assert large.nbytes > 100e9 and computed == [(0, 0, 0, 0)]
    assert imp.getNSlices() == 1600 and imp.getNChannels() == 2 and imp.isHyperStack()
    imp.setPositionWithoutUpdate(2, 1234, 1)
    assert imp.getProcessor().get(9, 9) == 1233 * 2 + 1 and len(computed) == 2
    imp.flush()


def test_planes_have_their_places_in_a_hyperstack():
    values = np.random.default_rng(3).integers(0, 60000, (2, 3, 4, 5, 6), dtype=np.uint16)
    reference = jimport("ij.ImageStack")(6, 5)
    for t, z, c in np.ndindex(2, 3, 4):
        reference.addSlice("", array("short", values[t, z, c].ravel().view(np.int16)))
    ordinary = ImagePlus("ordinary", reference)
    ordinary.setDimensions(4, 3, 2)
    for axes in ("TZCYX", "CZTYX", "YXCTZ", "ZCXTY"):
        imp = made(values.transpose(["TZCYX".index(axis) for axis in axes]), axes=axes)
        assert list(imp.getDimensions()) == [6, 5, 4, 3, 2]
        for n in range(1, 25):
            assert imp.convertIndexToPosition(n) == ordinary.convertIndexToPosition(n)
            assert same_pixels(plane_of(imp, n), plane_of(ordinary, n)), axes
        assert same_pixels(ij.lazy_array(imp), values)


def test_types_are_those_that_hold_all_values():
    ramp = np.arange(24).reshape(2, 3, 4)
    for dtype, depth in {
        "uint8": 8, "uint16": 16, "float32": 32, "float16": 32, "float64": 32, "int8": 32, "int16": 32, "uint32": 32,
        "int32": 32, "int64": 32, "uint64": 32, ">u2": 16, ">f4": 32, ">i8": 32,
    }.items():  # fmt: skip
        imp = made(ramp.astype(dtype))
        assert imp.getBitDepth() == depth, dtype
        assert pixels_of(imp.getStack().getProcessor(2)).tolist() == ramp[1].tolist(), dtype
    mask = made(ramp % 2 == 0)
    assert mask.getBitDepth() == 8 and plane_of(mask, 1).ravel().tolist()[:3] == [255, 0, 255]
    assert plane_of(made(np.float64([[[0.1, np.nan, np.inf, -1e30]]])), 1)[0].tolist()[1:] != [0, 0, 0]
    assert np.isnan(plane_of(made(np.float64([[[np.nan, np.inf]]])), 1)[0, 0])
    colours = np.random.default_rng(1).integers(0, 256, (2, 4, 5, 3), dtype=np.uint8)
    rgb = made(colours, axes="ZYXS")
    assert rgb.getBitDepth() == 24 and same_pixels(plane_of(rgb, 2), colours[1])
    first = made(colours.transpose(3, 0, 1, 2), axes="SZYX")
    assert same_pixels(plane_of(first, 2), colours[1])
    assert same_pixels(ij.lazy_array(rgb), colours)


def test_values_that_do_not_fit_fail_and_do_not_wrap():
    def fails(values, *texts, **options):
        stack = np.stack([np.zeros_like(values), values])
        imp = made(stack, **options)
        with raises(IllegalState, "Plane 2", *texts):
            imp.getStack().getProcessor(2)
        return imp

    fails(np.array([[1 << 24, (1 << 24) + 1]]), "16777217", "not exact")
    fails(np.array([[-(1 << 40)]]), "not exact")
    fails(np.array([[1e39]]), "too large")
    fails(np.array([[-1, 5]]), "-1 to 5", "don't fit into uint16", dtype="uint16")
    fails(np.array([[70000]]), "70000", dtype="uint16")
    fails(np.array([[1.5]]), "fractions", dtype="uint8")
    fails(np.array([[np.nan]]), "don't fit", dtype="uint8")
    rounded = made(np.array([[(1 << 24) + 1]]), dtype="float32")
    assert rounded.getProcessor().getf(0, 0) == 1 << 24
    assert made(np.array([[300.0]]), dtype="uint16").getProcessor().get(0, 0) == 300
    with raises(ConversionError, "complex", "uint8"):
        made(np.zeros((2, 2, 2), complex))
    for dtype in ("M8[s]", "U3", object):
        with raises(ConversionError, "uint8, uint16 and float32"):
            made(np.zeros((2, 2, 2), dtype))
    for shape, options, text in (
        ((5,), {}, "Y and X"),
        ((2, 2, 2, 2, 2, 2), {}, r"\?TZCYX"),
        ((2, 3, 4), {"axes": "YX"}, "3 axes"),
        ((2, 3, 4), {"axes": "YXA"}, "YXA"),
        ((2, 3, 4), {"axes": "YXY"}, "YXY"),
        ((2, 3, 4), {"axes": "YXS"}, "3 values of uint8"),
        ((2, 0, 4), {}, "without pixels"),
        ((2, 3, 4), {"dtype": "int64"}, "int64"),
    ):
        with raises(ConversionError, text):
            made(np.zeros(shape), **options)
    with raises(jimport("io.drua.bridge.ParameterException"), "array"):
        made(Counted((2, 1 << 16, 1 << 16)))


def test_arrays_on_disk_are_read_plane_by_plane():
    folder = tempfile.mkdtemp()
    try:
        values = np.random.default_rng(5).integers(0, 60000, (6, 40, 50), dtype=np.uint16)
        path = os.path.join(folder, "memory")
        mapped = np.memmap(path, np.uint16, "w+", shape=values.shape)
        mapped[:] = values
        assert same_pixels(ij.lazy_array(made(mapped)), values)
        if not missing("zarr"):
            import zarr

            stored = zarr.create_array(
                os.path.join(folder, "image.zarr"), shape=values.shape, dtype=values.dtype, chunks=(1, 40, 50)
            )
            stored[:] = values
            opened = zarr.open_array(os.path.join(folder, "image.zarr"), mode="r")
            imp = ij.to_java(opened)
            assert imp.getStack().computed() == 1
            assert same_pixels(plane_of(imp, 5), values[4])
            assert same_pixels(ij.lazy_array(imp)[::2, 3:9], values[::2, 3:9])
            imp.flush()
    finally:
        shutil.rmtree(folder)


def test_what_an_array_says_of_itself_becomes_calibration():
    image = Image.from_array(
        np.zeros((2, 3, 4, 5), np.uint8), axes="TCYX", spacing=[1.5, 1, 0.5, 0.25], units=["sec", "", "um", "um"],
        origin=[0, 0, 1, 2], name="cells", channel_names=["a", "b", "c"], properties={"Info": "note", "key": "value"},
    )  # fmt: skip
    imp = made(image)
    back = ij.lazy_array(imp)
    assert (back.axes, back.spacing, back.origin) == ("TCYX", image.spacing, image.origin)
    assert back.units == ("sec", "", "µm", "µm") and back.channel_names == image.channel_names
    assert back.name == "cells" and back.properties == image.properties
    said = made(np.zeros((2, 4, 5)), name="other", spacing=0.1, units="nm")
    assert ij.lazy_array(said).spacing == (0.1, 0.1, 0.1) and said.getTitle() == "other"
    if missing("xarray") or missing("dask"):
        return
    import dask.array
    import xarray

    data = dask.array.zeros((3, 4, 2, 5), chunks=(1, 4, 1, 5), dtype=np.uint8)
    labelled = xarray.DataArray(
        data,
        dims=("pln", "row", "ch", "col"),
        name="named",
        coords={
            "pln": ("pln", [10.0, 12.0, 14.0], {"units": "micron"}),
            "col": ("col", np.arange(5) * 0.5),
            "ch": ["red", "green"],
        },
    )
    imp = ij.to_java(labelled)
    back = ij.lazy_array(imp)
    assert back.axes == "ZCYX" and back.shape == (3, 2, 4, 5) and back.name == "named"
    assert back.spacing == (2.0, 1.0, 1.0, 0.5) and back.origin[0] == -5.0
    assert back.channel_names == ("red", "green")
    again = ij.to_java(back.xarray)
    assert ij.lazy_array(again).spacing == back.spacing and ij.lazy_array(again).origin == back.origin
    assert ij.to_java(xarray.DataArray(np.zeros((2, 2)))) is not None, "of another family"


def test_commands_wait_for_planes_and_fail_where_they_fail():
    source = Counted((6, 5, 7), "uint8")
    imp = made(source)
    copy = imp.duplicate()
    assert not copy.getStack().isVirtual() and copy.getStackSize() == 6
    for n in range(1, 7):
        assert same_pixels(plane_of(copy, n), source.plane(n - 1))
    folder = tempfile.mkdtemp()
    try:
        path = os.path.join(folder, "saved.tif")
        assert FileSaver(imp).saveAsTiffStack(path)
        saved = IJ.openImage(path)
        assert all(same_pixels(plane_of(saved, n), source.plane(n - 1)) for n in range(1, 7))
    finally:
        shutil.rmtree(folder)
    failing = Counted((6, 5, 7), "uint8", fail=(3,))
    imp = made(failing, name="failing")
    with raises(IllegalState, "Plane 4 of 'failing'", "ZeroDivisionError", "nothing at 3") as caught:
        imp.duplicate()
    assert isinstance(caught.value.getCause(), ZeroDivisionError), "the exception itself"
    failing.fail = ()
    assert imp.duplicate().getStackSize() == 6, "it is tried again"
    with raises(IllegalState, "Plane 1", "nothing at 0"):
        made(Counted((6, 5, 7), fail=(0,)))


def test_planes_of_a_wrong_shape_or_kind_are_refused():
    for give in (lambda key: np.zeros((5, 6)), lambda key: "text", lambda key: None):
        source = Counted((3, 5, 7), "float32")
        imp = made(source)
        source.plane = give
        with raises(IllegalState, "Plane 2"):
            imp.getStack().getProcessor(2)


def test_changed_pixels_are_the_callers_own():
    source = Counted((3, 5, 7))
    imp = made(source)
    for _ in range(3):
        # The first is computed, the others are those that are kept.
        imp.getStack().getProcessor(2).set(0, 0, 999)
    imp.getStack().setPixels(array("short", 35), 2)
    assert same_pixels(plane_of(imp, 2), source.plane(1)) and imp.getStack().computed() == 2
    imp.getStack().setSliceLabel("two", 2)
    assert imp.getStack().getSliceLabel(2) == "two" and imp.getStack().getSliceLabel(1) is None
    for change in (lambda: imp.getStack().deleteLastSlice(), lambda: imp.getStack().addSlice("x")):
        with raises(jimport("java.lang.UnsupportedOperationException"), "Duplicate"):
            change()
    with raises(jimport("java.lang.IllegalArgumentException"), "0 is not in 1-3"):
        imp.getStack().getProcessor(0)


def test_an_array_may_be_made_of_other_lazy_images():
    inner = made(Counted((4, 5, 7)))
    outer = made(ij.lazy_array(inner)[...] + np.uint16(1))
    assert plane_of(outer, 3)[0, 0] == 21
    lazy = ij.lazy_array(inner)

    class Sum:
        shape, dtype = lazy.shape, lazy.dtype

        def __getitem__(self, key):
            return lazy[key] + lazy[(key[0] - 1) % 4]

    assert plane_of(made(Sum()), 3)[1, 2] == 2 * 3 + 20 + 10

    class Recursive:
        shape, dtype = (4, 5, 7), np.dtype(np.uint16)
        imp = None

        def __getitem__(self, key):
            if key[0] == 0:
                return np.ones((5, 7), np.uint16)
            return plane_of(self.imp, key[0]) * np.uint16(2)

    source = Recursive()
    source.imp = made(source)
    assert plane_of(source.imp, 4)[0, 0] == 8
    source.imp.flush()


def test_several_threads_may_ask():
    source = Counted((40, 30, 30))
    imp = made(source)
    wrong = []

    def ask(seed):
        random = np.random.default_rng(seed)
        for n in random.integers(1, 41, 40).tolist():
            if not same_pixels(plane_of(imp, n), source.plane(n - 1)):
                wrong.append(n)

    threads = [in_thread(lambda seed=seed: ask(seed)) for seed in range(6)]
    for thread, raised in threads:
        thread.join(60000)
        assert not thread.isAlive() and not raised, raised
    assert not wrong


def test_escape_and_interrupts_end_a_wait():
    gate = threading.Event()
    gate.set()
    source = Counted((6, 5, 7), wait=gate)
    imp = made(source)
    gate.clear()
    IJ.resetEscape()
    try:
        thread, raised = in_thread(lambda: imp.getStack().getProcessor(2))
        assert until(lambda: len(source.asked) == 2)
        IJ.setKeyDown(jimport("java.awt.event.KeyEvent").VK_ESCAPE)
        thread.join(20000)
        assert not thread.isAlive() and "Macro canceled" in str(raised[0]), raised
        # A key that was pressed before is not meant.
        thread, raised = in_thread(lambda: imp.getStack().getProcessor(3))
        thread.join(300)
        assert thread.isAlive()
        thread.interrupt()
        thread.join(20000)
        assert not thread.isAlive() and "Interrupted while plane 3" in str(raised[0]), raised
        gate.set()
        assert same_pixels(plane_of(imp, 4), source.plane(3))
        assert 2 not in [key[0] for key in source.asked], "plane 3 is wanted by nobody"
    finally:
        gate.set()
        IJ.resetEscape()


def test_closing_ends_waits_and_lets_go_of_the_array():
    gate = threading.Event()
    gate.set()
    source = Counted((6, 5, 7), wait=gate)
    gone = weakref.ref(source)
    imp = made(source)
    stack = imp.getStack()
    gate.clear()
    waiting = [in_thread(lambda n=n: stack.getProcessor(n)) for n in (2, 3)]
    assert until(lambda: len(source.asked) == 2)
    del source
    imp.flush()
    assert stack.isClosed()
    for thread, raised in waiting:
        thread.join(20000)
        assert not thread.isAlive() and "was closed" in str(raised[0]), raised
    with raises(IllegalState, "was closed"):
        stack.getProcessor(1)
    with raises(IllegalState, "was closed"):
        ImagePlus("again", stack)
    gate.set()
    assert until(lambda: gone() is None), "the array is kept"


def test_a_stack_that_two_images_show_is_closed_with_the_last():
    source = Counted((6, 5, 7))
    imp = made(source)
    other = ImagePlus("other", imp.getStack())
    imp.flush()
    assert same_pixels(plane_of(other, 5), source.plane(4))
    stack = other.getStack()
    other.flush()
    assert stack.isClosed()


def test_an_image_that_nobody_has_lets_go_of_the_array():
    def use():
        source = Counted((6, 50, 70))
        imp = made(source)
        plane_of(imp, 3)
        return weakref.ref(source)

    gone = [use() for _ in range(3)]
    assert until(lambda: all(reference() is None for reference in gone), 40)


def test_neither_side_keeps_what_the_other_let_go_of():
    python = jimport("io.drua.bridge.PythonRuntime").runningOrNull()

    def held():
        counts = python.statistics()
        return statistics()["references"], counts.handles(), counts.owners(), counts.buffers()

    def use():
        imp = made(Counted((6, 50, 70)))
        lazy = ij.lazy_array(imp)
        assert lazy[2:4].shape == (2, 50, 70) and plane_of(imp, 6).shape == (50, 70)
        imp.flush()
        assert imp.getStack() is None or imp.getStack().size() <= 1

    use()
    until(lambda: False, 0.5)
    before = held()
    for _ in range(20):
        use()
    assert until(lambda: all(now <= then for now, then in zip(held(), before, strict=True)), 40), (before, held())


def test_show_takes_lazy_arrays():
    source = Counted((3, 20, 30))
    imp = made(source)
    lazy = ij.lazy_array(imp)
    shown = ij.show(lazy, "renamed")
    try:
        assert same(shown, imp) and imp.getTitle() == "renamed"
        assert same(IJ.getImage(), imp)
    finally:
        imp.changes = False
        imp.close()
        jimport("ij.WindowManager").setTempCurrentImage(None)
