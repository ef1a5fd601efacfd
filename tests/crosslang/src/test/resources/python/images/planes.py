"""`drua.ij.map_planes`: a function on each plane, in place."""

import asyncio
import threading

import numpy as np

from drua import BufferInUseError, ImageStateError, ImageTypeError


def stack(planes=6, kind=16):
    imp = IJ.createImage("s", 40, 30, planes, kind)
    for n in range(planes):
        imp.getStack().getProcessor(n + 1).set(0, 0, n + 1)
    return imp


def test_planes_are_changed_in_place():
    imp = stack()

    def halve(image):
        image += 10
        return int(image[0, 0]), image.position

    results = ij.map_planes(halve, imp, pin=True)
    assert [value for value, _ in results] == [11, 12, 13, 14, 15, 16]
    assert [position["Z"] for _, position in results] == list(range(6))
    assert int(imp.getStack().getProcessor(3).get(0, 0)) == 13
    assert "Copied (first call)" in results.transfer
    assert "5 x Pinned" in results.transfer
    assert results.bytes_copied == 2 * 40 * 30 * 2
    assert not imp.isLocked()


def test_arrays_come_back_as_arrays():
    imp = stack(2)
    for result in ij.map_planes(lambda image: image + 1, imp):
        assert isinstance(result, np.ndarray) and result.shape == (30, 40) and result[1, 1] == 1
    (first, told, nothing), _ = ij.map_planes(lambda image: (np.arange(3), {"n": np.ones(2)}, None), imp)
    assert first.tolist() == [0, 1, 2] and told["n"].tolist() == [1.0, 1.0] and nothing is None


def test_planes_at_once():
    imp = stack(8)
    meeting = threading.Barrier(2, timeout=20)

    def wait(image):
        meeting.wait()
        image[...] = 7

    ij.map_planes(wait, imp, parallel=2)
    assert (ij.image_of(imp) == 7).all()


def test_one_plane_and_every_type():
    for kind in (8, 16, 32):
        imp = IJ.createImage("one", 5, 4, 1, kind)
        ij.map_planes(lambda image: image.fill(3), imp)
        assert (ij.image_of(imp) == 3).all()


def test_what_a_function_raises_comes_back():
    imp = stack()

    def fail(image):
        if image[0, 0] == 4:
            raise KeyError("four")
        image[...] = 9

    with raises(KeyError, "four"):
        ij.map_planes(fail, imp)
    assert not imp.isLocked()
    assert int(imp.getStack().getProcessor(1).get(5, 5)) == 9
    assert int(imp.getStack().getProcessor(5).get(5, 5)) == 0


def test_a_plane_that_is_kept_becomes_private():
    imp = stack()
    kept = []
    results = ij.map_planes(lambda image: kept.append(image[1:]), imp, pin=True)
    assert "escaped" in results.transfer or "Copied" in results.transfer
    imp.getStack().getProcessor(2).set(3, 3, 99)
    assert all(int(part[2, 3]) == 0 for part in kept)


def test_a_search_for_kept_planes_leaves_free_lists_alone():
    asyncio.run(asyncio.sleep(0.01))
    kept = []
    for _ in range(3):
        ij.map_planes(kept.append, stack(2), pin=True)
    # Before, the second search of CPython 3.12 went round in the free list of asyncio's iterators forever.
    assert len(kept) == 6


def test_images_that_have_no_such_planes():
    with raises(ImageTypeError, "RGB"):
        ij.map_planes(print, IJ.createImage("c", "RGB", 4, 4, 1))
    closed = stack()
    closed.flush()
    with raises(ImageStateError, "closed"):
        ij.map_planes(print, closed)
    locked = stack()
    command = threading.Thread(target=locked.lockSilently)
    command.start()
    command.join()
    with raises(ImageStateError, "locked"):
        ij.map_planes(print, locked)


def test_planes_of_a_shared_stack_are_shared():
    imp = stack()
    ij.to_shared(imp)
    results = ij.map_planes(lambda image: image.fill(int(image[0, 0]) * 2), imp, parallel=2)
    assert results.transfer == "6 x Shared"
    assert results.bytes_copied == 0
    assert ij.shared_array(imp)[:, 3, 3].tolist() == [2, 4, 6, 8, 10, 12]
    assert int(imp.getStack().getProcessor(5).get(9, 9)) == 10


def test_two_functions_on_one_plane_are_refused_by_name():
    shared = stack(2)
    ij.to_shared(shared)
    entered, leave = threading.Event(), threading.Event()

    def hold(image):
        entered.set()
        assert leave.wait(20)

    first = threading.Thread(target=ij.map_planes, args=(hold, shared))
    first.start()
    assert entered.wait(20)
    twin = ImagePlus("twin", shared.getStack())
    with raises(BufferInUseError):
        ij.map_planes(lambda image: image.fill(1), twin)
    leave.set()
    first.join()
    ij.map_planes(lambda image: image.fill(1), twin)
    assert (ij.shared_array(shared) == 1).all()
