"""`drua.ij.lazy_array`: images of ImageJ whose planes are read when they are touched."""

import os
import pickle
import shutil
import tempfile
import threading

from drua import ConversionError, ExpiredImageError
from drua.java import same, statistics

VirtualStack = jimport("ij.VirtualStack")
FileInfoVirtualStack = jimport("ij.plugin.FileInfoVirtualStack")
TYPES = {"8-bit": "uint8", "16-bit": "uint16", "32-bit": "float32", "RGB": "uint8"}


def pixels_of(plane):
    """Read a plane by ImageJ's own means."""
    found = np.asarray(plane.getPixels())
    shape = (plane.getHeight(), plane.getWidth())
    if plane.getBitDepth() == 24:
        return np.stack([found.reshape(shape) >> shift & 255 for shift in (16, 8, 0)], -1).astype(np.uint8)
    return found.view({8: np.uint8, 16: np.uint16, 32: np.float32}[plane.getBitDepth()]).reshape(shape)


def by_position(imp):
    """All pixels of a hyperstack, (T, Z, C, Y, X), each plane found by its position."""
    return np.stack(
        [
            np.stack(
                [
                    np.stack(
                        [
                            pixels_of(imp.getStack().getProcessor(imp.getStackIndex(c, z, t)))
                            for c in range(1, imp.getNChannels() + 1)
                        ]
                    )
                    for z in range(1, imp.getNSlices() + 1)
                ]
            )
            for t in range(1, imp.getNFrames() + 1)
        ]
    )


def hyperstack(kind, channels=3, slices=4, frames=2, width=7, height=5):
    """An ordinary hyperstack whose pixels all differ as far as its type lets them."""
    random = np.random.default_rng(7)
    stack = jimport("ij.ImageStack")(width, height)
    for _ in range(channels * slices * frames):
        values = random.integers(0, 1 << 24, width * height)
        if kind == "8-bit":
            pixels = array("byte", values.astype(np.uint8).view(np.int8))
        elif kind == "16-bit":
            pixels = array("short", values.astype(np.uint16).view(np.int16))
        elif kind == "RGB":
            pixels = array("int", values.astype(np.int32))
        else:
            pixels = array("float", (values / 7).astype(np.float32))
        stack.addSlice("", pixels)
    imp = ImagePlus(f"{kind} hyperstack", stack)
    imp.setDimensions(channels, slices, frames)
    imp.setOpenAsHyperStack(True)
    return imp


def on_disk(imp, folder):
    """The same image, its planes read from a file when ImageJ asks for them."""
    path = os.path.join(folder, "image.tif")
    if imp.getBitDepth() != 24:
        assert IJ.saveAsTiff(imp, path)
        return FileInfoVirtualStack.openVirtual(path)
    # ImageJ reads stacks of colours from a file a plane only.
    files = VirtualStack(imp.getWidth(), imp.getHeight(), None, folder)
    for n in range(1, imp.getStackSize() + 1):
        plane = ImagePlus(f"{n}", imp.getStack().getProcessor(n))
        assert IJ.saveAsTiff(plane, os.path.join(folder, f"{n}.tif"))
        files.addSlice(f"{n}.tif")
    files.setBitDepth(24)
    virtual = ImagePlus("image", files)
    virtual.setDimensions(imp.getNChannels(), imp.getNSlices(), imp.getNFrames())
    return virtual


class folder_of_files:
    def __enter__(self):
        self.path = tempfile.mkdtemp()
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path)


def test_a_stack_of_100_gigabytes_opens_without_reading_a_plane():
    imp = ImagePlus("large", VirtualStack(4096, 4096, 3200, "16-bit"))
    lazy = ij.lazy_array(imp)
    assert lazy.shape == (3200, 4096, 4096) and lazy.dtype == np.uint16 and lazy.axes == "ZYX"
    assert lazy.nbytes > 100e9 and len(lazy) == 3200 and lazy.ndim == 3
    assert lazy.planes_read == 0
    assert lazy[1234, 100:102, ::2048].shape == (2, 2)
    assert lazy.planes_read == 1
    assert lazy[3:6, 7, 7].shape == (3,) and lazy[[5, 9], 4000].shape == (2, 4096)
    assert lazy.planes_read == 5, lazy.planes_read
    assert lazy[5, 0, 0] == lazy[[5], 0, 0][0] and lazy.planes_read == 5, "planes that were just read are kept"
    assert lazy[10:10].shape == (0, 4096, 4096) and lazy.planes_read == 5
    assert lazy.transfer.startswith("Copied (planes of a virtual stack") and str(5 * 4096 * 4096 * 2) in lazy.transfer
    for whole in (lambda: np.asarray(lazy), lambda: lazy[::2], lambda: lazy + 1):
        with raises(MemoryError, "large", "GiB", "lazy.plane", "to_dask"):
            whole()
    assert lazy.planes_read == 5


def test_a_real_stack_is_read_from_its_file_plane_by_plane():
    path = os.path.join(DATA, "test_still_stack.tif")
    ordinary = IJ.openImage(path)
    virtual = FileInfoVirtualStack.openVirtual(path)
    expected = by_position(ordinary)[0, 0]
    lazy = ij.lazy_array(virtual)
    assert lazy.axes == "CYX" and lazy.planes_read == 0
    assert same_pixels(lazy, expected)
    assert lazy.spacing == ij.lazy_array(ordinary).spacing
    assert lazy.properties == ij.lazy_array(ordinary).properties
    assert same_pixels(lazy[:, ::3, 50:-50:7], expected[:, ::3, 50:-50:7])
    single = ij.lazy_array(IJ.openImage(os.path.join(DATA, "test_image.tif")))
    assert single.axes == "YX" and single.units == ("micron", "micron") and single.spacing[0] < 1
    assert single.shape == (250, 250) and int(single[10, 20]) == IJ.openImage(
        os.path.join(DATA, "test_image.tif")
    ).getProcessor().get(20, 10)


def test_planes_of_every_type_have_their_places():
    for kind, dtype in TYPES.items():
        ordinary = hyperstack(kind)
        expected = by_position(ordinary)
        with folder_of_files() as folder:
            virtual = on_disk(ordinary, folder)
            assert virtual.getStack().isVirtual()
            for imp in (virtual, ordinary):
                lazy = ij.lazy_array(imp)
                assert lazy.axes == ("TZCYXS" if kind == "RGB" else "TZCYX") and lazy.dtype == dtype
                assert lazy.kind == kind
                assert same_pixels(lazy, expected), kind
                assert same_pixels(lazy.plane(t=1, z=-1, c=2), expected[1, 3, 2])
                assert same_pixels(lazy[1, ::-2, [2, 0], 1:4], expected[1, ::-2, [2, 0], 1:4])
                for found, at in zip(lazy.planes(), np.ndindex(2, 4, 3), strict=True):
                    assert same_pixels(found, expected[at])
                    assert found.position == dict(zip("TZC", at, strict=True))
                assert [plane.shape for plane in lazy] == [expected.shape[1:]] * 2


def test_axes_can_be_asked_for_in_another_order():
    imp = hyperstack("16-bit", channels=3, slices=4, frames=1)
    expected = by_position(imp)
    lazy = ij.lazy_array(imp, axes="CTZYX")
    assert lazy.axes == "CTZYX" and lazy.shape == (3, 1, 4, 5, 7)
    assert same_pixels(lazy, expected.transpose(2, 0, 1, 3, 4))
    assert same_pixels(lazy.plane(c=2, z=1), expected[0, 1, 2])
    for wrong in ("CYX", "ZCXY", "ZCCYX", "QZCYX", "ZC"):
        with raises(ConversionError, "Z, C, Y, X|Z, C, Y, X", wrong):
            ij.lazy_array(imp, axes=wrong)
    with raises(IndexError, "no axis T"):
        ij.lazy_array(imp).plane(t=1)
    with raises(IndexError, "out of bounds"):
        lazy.plane(c=3)


def test_metadata_are_known_at_once_and_follow_indices():
    imp = hyperstack("16-bit")
    calibration = imp.getCalibration()
    calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth = 0.25, 0.5, 2.0
    calibration.setUnit("micron")
    calibration.frameInterval = 3.0
    calibration.setTimeUnit("sec")
    calibration.xOrigin = 4.0
    for channel, name in enumerate(("DAPI", "GFP", "RFP"), 1):
        imp.getStack().setSliceLabel(name, channel)
    imp.setProperty("Info", "from a camera")
    lazy = ij.lazy_array(imp)
    assert lazy.spacing == (3.0, 2.0, 1.0, 0.5, 0.25) and lazy.units[0] == "sec" and lazy.units[-1] == "micron"
    assert lazy.channel_names == ("DAPI", "GFP", "RFP") and lazy.properties["Info"] == "from a camera"
    assert lazy.origin[-1] == 4.0 and lazy.name == imp.getTitle() and lazy.planes_read == 0
    part = lazy[:, 1, :2, ::2, 2:]
    assert part.axes == "TCYX" and part.spacing == (3.0, 1.0, 1.0, 0.25) and part.channel_names == ("DAPI", "GFP")
    assert part.origin[-1] == 2.0


def test_colours_by_number_come_with_their_table():
    imp = IJ.createImage("colour", "8-bit ramp", 16, 8, 3)
    table = np.random.default_rng(1).integers(0, 256, (3, 256), dtype=np.uint8)
    stack = imp.getStack()
    stack.setColorModel(jimport("ij.process.LUT")(*(array("byte", row.view(np.int8)) for row in table)))
    imp = ImagePlus("colour", stack)
    # As ImageJ does for files with a colour table.
    imp.setTypeToColor256()
    lazy = ij.lazy_array(imp)
    assert lazy.dtype == np.uint8 and lazy.axes == "ZYX" and lazy.kind == "8-bit color"
    assert same_pixels(np.frombuffer(lazy.lut, np.uint8).reshape(3, 256), table)
    assert same_pixels(lazy.plane(z=1), pixels_of(imp.getStack().getProcessor(2)))


def test_numpy_works_on_it():
    imp = hyperstack("8-bit")
    lazy, expected = ij.lazy_array(imp), by_position(imp)
    assert np.mean(lazy) == expected.mean()
    assert same_pixels(np.max(lazy, axis=0), expected.max(axis=0))
    assert same_pixels(lazy > 100, expected > 100) and (lazy > 100).axes == "TZCYX"
    assert same_pixels(1 + lazy * np.uint16(2), 1 + expected * np.uint16(2))
    assert same_pixels(np.stack([lazy, lazy]), np.stack([expected, expected]))
    assert np.asarray(lazy, dtype=float).dtype == float
    private = np.array(lazy)
    private[:] = 0
    assert same_pixels(lazy, expected)
    with raises(ValueError, "copy=False"):
        np.array(lazy, copy=False)


def test_it_cannot_be_written_and_says_what_can():
    lazy = ij.lazy_array(ImagePlus("virtual", VirtualStack(8, 8, 5, "8-bit")))
    with raises(ValueError, "to_shared", "Duplicate"):
        lazy[0] = 1
    with raises(ValueError, "to_shared", "Duplicate"):
        lazy += 1
    with raises(ValueError, "read-only"):
        lazy[0][0, 0] = 1
    with raises(ValueError, "read-only"):
        lazy[0:2][0, 0] = 1
    with raises(TypeError, "pickled"):
        pickle.dumps(lazy)


def test_what_the_stack_is_no_longer_is_told():
    ordinary = hyperstack("8-bit")
    lazy = ij.lazy_array(ordinary)
    ordinary.flush()
    with raises(ExpiredImageError, "closed"):
        lazy[0]
    shrinking = hyperstack("8-bit")
    lazy = ij.lazy_array(shrinking)
    shrinking.getStack().deleteLastSlice()
    assert lazy[0, 0, 0].shape == (5, 7)
    with raises(ExpiredImageError, "23 planes now, and plane 24"):
        lazy[-1, -1, -1]
    with folder_of_files() as folder:
        stack = VirtualStack(9, 6, None, folder)
        for name in ("a.tif", "b.tif"):
            IJ.saveAsTiff(IJ.createImage(name, "8-bit ramp", 9, 6, 1), os.path.join(folder, name))
            stack.addSlice(name)
        stack.setBitDepth(8)
        lazy = ij.lazy_array(ImagePlus("files", stack))
        assert lazy[1].shape == (6, 9)
        os.remove(os.path.join(folder, "a.tif"))
        with raises(ExpiredImageError, "a.tif", "gone"):
            lazy[0]
    closed = IJ.createImage("x", "8-bit", 4, 4, 1)
    closed.flush()
    for nothing in (closed, 5, None):
        with raises(ConversionError, "ImagePlus"):
            ij.lazy_array(nothing)


def test_it_becomes_the_image_that_it_is_of():
    imp = ImagePlus("virtual", VirtualStack(8, 8, 6, "16-bit"))
    imp.setDimensions(2, 3, 1)
    lazy = ij.lazy_array(imp)
    assert same(ij.to_java(lazy), imp)
    imp.flush()
    again = ij.to_java(lazy)
    assert again.getStackSize() == 6 and again.getNChannels() == 2 and again.getTitle() == "virtual"
    assert same(again.getStack(), lazy.stack)


def test_dask_reads_planes_on_its_threads():
    if missing("dask"):
        with raises(ImportError, "dask"):
            ij.lazy_array(hyperstack("8-bit")).to_dask()
        return
    import dask

    ordinary = hyperstack("16-bit", channels=3, slices=4, frames=1, width=300, height=200)
    expected = by_position(ordinary)[0]
    with folder_of_files() as folder:
        lazy = ij.lazy_array(on_disk(ordinary, folder))
        chunked = lazy.dask
        assert chunked.shape == lazy.shape and chunked.numblocks == (4, 3, 1, 1) and lazy.planes_read == 0
        with dask.config.set(scheduler="threads", num_workers=12):
            assert same_pixels(chunked.compute(), expected)
            assert lazy.planes_read == 12
            fresh = ij.lazy_array(lazy.imp).dask
            assert same_pixels(fresh[[3, 1], :, 5][..., [7, 9]].compute(), expected[[3, 1], :, 5][..., [7, 9]])
            assert float((fresh.astype(float) - fresh.mean()).std().compute()) > 0


def test_dask_on_a_stack_that_dask_computes_comes_to_an_end():
    if missing("dask"):
        return
    import dask
    import dask.array

    values = np.random.default_rng(2).integers(0, 60000, (12, 40, 50), dtype=np.uint16)
    with dask.config.set(scheduler="threads", num_workers=12):
        imp = ij.lazy_stack(dask.array.from_array(values, chunks=(1, 20, 50)) + np.uint16(1), show=False)
        found = []
        asking = threading.Thread(target=lambda: found.append(ij.lazy_array(imp).dask.sum(axis=0).compute()))
        asking.start()
        again = ij.lazy_array(imp).dask.max(axis=0).compute()
        asking.join(60)
        assert not asking.is_alive()
        assert (found[0] == (values + 1).sum(axis=0)).all() and (again == (values + 1).max(axis=0)).all()
        assert imp.getStack().computed() == 12
    imp.flush()


def test_it_knows_of_itself_what_other_images_do():
    imp = hyperstack("16-bit")
    imp.setOverlay(jimport("ij.gui.Overlay")(jimport("ij.gui.Roi")(1, 2, 3, 4)))
    lazy, whole = ij.lazy_array(imp), ij.image_of(imp)
    for name in ("name", "axes", "spacing", "origin", "units", "channel_names", "display_ranges", "properties", "kind"):
        assert getattr(lazy, name) == getattr(whole, name), name
    assert len(lazy.luts) == len(whole.luts) and all(map(np.array_equal, lazy.luts, whole.luts))
    assert lazy.source == imp and len(lazy.overlay) == 1 and lazy.planes_read == 0
    assert lazy.metadata["axes"] == lazy.axes


def test_xarray_has_the_axes_as_dimensions():
    if missing("xarray") or missing("dask"):
        return
    imp = hyperstack("16-bit")
    imp.getCalibration().pixelWidth = 0.5
    imp.getCalibration().setUnit("micron")
    for channel, name in enumerate(("DAPI", "GFP", "RFP"), 1):
        imp.getStack().setSliceLabel(name, channel)
    lazy = ij.lazy_array(imp)
    labelled = lazy.xarray
    assert labelled.dims == tuple("TZCYX") and labelled.name == imp.getTitle() and labelled.chunks is not None
    assert labelled.attrs["imagej"]["kind"] == "16-bit" == lazy.kind
    assert labelled.X.values.tolist()[:3] == [0, 0.5, 1.0] and labelled.X.attrs["units"] == "micron"
    assert lazy.planes_read == 0
    found = labelled.sel(C="GFP").isel(T=1, Z=2)
    assert same_pixels(found, by_position(imp)[1, 2, 1]) and lazy.planes_read == 1


def test_threads_that_read_at_once_get_their_planes():
    ordinary = hyperstack("8-bit", channels=2, slices=8, frames=3, width=64, height=64)
    expected = by_position(ordinary)
    wrong = []
    with folder_of_files() as folder:
        lazy = ij.lazy_array(on_disk(ordinary, folder))

        def read(seed):
            random = np.random.default_rng(seed)
            for _ in range(60):
                at = tuple(int(random.integers(length)) for length in lazy.shape[:3])
                if not same_pixels(lazy[at], expected[at]):
                    wrong.append(at)

        threads = [threading.Thread(target=read, args=(seed,)) for seed in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads), "a reader hangs"
    assert not wrong


def test_nothing_of_java_is_kept_by_what_was_read():
    def use():
        lazy = ij.lazy_array(ImagePlus("virtual", VirtualStack(64, 64, 50, "16-bit")))
        return [lazy[at].copy() for at in range(50)], lazy[:3]

    use()
    until(lambda: False, 0.3)
    before = statistics()["references"]
    kept = [use() for _ in range(5)]
    assert until(lambda: statistics()["references"] <= before), (before, statistics())
    assert kept[0][0][0].shape == (64, 64)
