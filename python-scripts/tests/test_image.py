"""`Image`: metadata that follow the axes, rounding on assignment, private copies."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest
from conftest import FakeCore
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from drua import ExpiredImageError, Image, Labels, Roi

BLOCK = b"block"
METADATA = {
    "name": "cells",
    "axes": "CYX",
    "spacing": [1.0, 0.5, 0.25],
    "origin": [0.0, 10.0, 20.0],
    "units": ["", "micron", "micron"],
    "channel_names": ["DAPI", "GFP", "RFP"],
    "display_range": [3, 900],
    "lut": None,
    "properties": {"Info": "text"},
    "roi": ("drua.Rois", [{"type": "rectangle", "x": [1, 3], "y": [1, 2]}]),
    "kind": "16-bit",
    "slice": {"Z": 4},
    "source_id": 7,
}


def lent(core: FakeCore) -> Image:
    """Return an image as the core makes it: a view with the metadata's block set on the instance."""
    core.blocks[BLOCK] = METADATA
    image = np.arange(3 * 4 * 5, dtype=np.uint16).reshape(3, 4, 5).view(Image)
    image._block = BLOCK
    return image


def test_metadata_are_decoded_at_first_touch_only(core: FakeCore) -> None:
    image = lent(core)
    derived = (image + 1)[1]
    assert core.decoded == []
    assert image.name == derived.name == "cells"
    assert (image.axes, image.spacing, image.origin) == ("CYX", (1.0, 0.5, 0.25), (0.0, 10.0, 20.0))
    assert (image.units, image.channel_names) == (("", "micron", "micron"), ("DAPI", "GFP", "RFP"))
    assert (image.display_range, image.kind, image.lut) == ((3.0, 900.0), "16-bit", None)
    assert (image.properties, image.position) == ({"Info": "text"}, {"Z": 4})
    assert image.roi == Roi("rectangle", [1, 3], [1, 2])
    assert core.decoded == [BLOCK]


def test_unchanged_metadata_go_back_as_the_same_block(core: FakeCore) -> None:
    image = lent(core)
    assert image.__drua_metadata__() == BLOCK
    doubled: Any = image * 2
    assert doubled.__drua_metadata__() == BLOCK
    assert core.decoded == []
    changed = image.with_metadata(name="new").__drua_metadata__()
    assert isinstance(changed, dict) and changed["name"] == "new" and changed["axes"] == "CYX"
    assert np.zeros(3).view(Image).__drua_metadata__() is None


def test_same_shape_keeps_and_others_lose(core: FakeCore) -> None:
    image = lent(core)
    same: list[Any] = [
        image + 1,
        image.astype(np.float32),
        image.copy(),
        np.sqrt(image),
        image > 3,
        copy.deepcopy(image),
    ]
    for kept in same:
        assert (kept.spacing, kept.channel_names) == (image.spacing, image.channel_names)
    others: list[Any] = [image.reshape(12, 5), image.max(axis=0), image[image > 3], image[[0, 1]]]
    for other in others:
        assert (other.name, other.properties) == ("cells", {"Info": "text"})
        assert other.spacing == (1.0,) * other.ndim and other.roi is None
        assert other.axes == "CYX"[-other.ndim :]


def test_indexing_follows_the_axes(core: FakeCore) -> None:
    image = lent(core)
    green = image[1]
    assert (green.axes, green.spacing, green.channel_names) == ("YX", (0.5, 0.25), ("GFP",))
    assert green.roi == image.roi
    part = image[1:, 2:, ::2]
    assert (part.axes, part.spacing, part.origin) == ("CYX", (1.0, 0.5, 0.5), (-1.0, 8.0, 10.0))
    assert part.channel_names == ("GFP", "RFP") and part.roi is None
    assert (image[..., 0].axes, image[:, np.newaxis].axes) == ("CY", "C?YX")
    assert image[0, 1, 2] == 7 and type(image[0, 1, 2]) is np.uint16


def test_transposing_follows_the_axes(core: FakeCore) -> None:
    image = lent(core)
    turns: list[Any] = [image.T, np.transpose(image), image.transpose(2, 1, 0), image.transpose((-1, 1, 0))]
    for turned in turns:
        assert (turned.axes, turned.spacing, turned.roi) == ("XYC", (0.25, 0.5, 1.0), None)
    moved: Any = np.moveaxis(image, 0, -1)
    assert moved.axes == "YXC"
    assert image.swapaxes(1, 2).spacing == (1.0, 0.25, 0.5)


@given(data=st.data())
def test_coordinates_of_a_pixel_survive_slicing(data: st.DataObject) -> None:
    shape = data.draw(hnp.array_shapes(min_dims=1, max_dims=3, min_side=2, max_side=6))
    ndim = len(shape)
    pixels = np.arange(np.prod(shape)).reshape(shape)
    spacing = data.draw(st.lists(st.sampled_from([0.25, 0.5, 1.0, 3.0]), min_size=ndim, max_size=ndim))
    image = Image.from_array(pixels, spacing=spacing, origin=[1.0] * ndim)
    key = tuple(slice(data.draw(st.integers(0, length - 1)), None, data.draw(st.integers(1, 3))) for length in shape)
    part = image[key]
    index = tuple(data.draw(st.integers(0, length - 1)) for length in part.shape)
    original = np.unravel_index(int(part[index]), shape)
    there = [(i - o) * s for i, o, s in zip(original, image.origin, image.spacing, strict=True)]
    here = [(i - o) * s for i, o, s in zip(index, part.origin, part.spacing, strict=True)]
    np.testing.assert_allclose(here, there)


def test_numbers_are_numbers(core: FakeCore) -> None:
    image = lent(core)
    for number in (image.mean(), image.sum(), np.max(image), np.median(image), image.std(), image[0, 0, 0]):
        assert not isinstance(number, np.ndarray)


@pytest.mark.parametrize(
    ("dtype", "given", "expected"),
    [
        ("uint8", [-3.0, 0.5, 1.5, 300.0, np.nan], [0, 0, 2, 255, 0]),
        ("uint8", [-3, 0, 2, 300, 255], [0, 0, 2, 255, 255]),
        ("uint16", [-1e9, 0.4, 0.6, 1e9, np.inf], [0, 0, 1, 65535, 65535]),
        ("int16", [-1e9, -0.6, 0.6, 1e9, -np.inf], [-32768, -1, 1, 32767, -32768]),
        ("uint32", [-1.0, 0, 1, 4294967295.0, 1e20], [0, 0, 1, 4294967295, 4294967295]),
        ("bool", [0.0, 0.5, 2, -1, 0], [False, True, True, True, False]),
        ("float32", [0.5, 1.5, -2, 1e9, 3], [0.5, 1.5, -2, 1e9, 3]),
    ],
)
def test_assign_rounds_and_clips(dtype: str, given: list[float], expected: list[float]) -> None:
    image = np.zeros(5, dtype).view(Image)
    image.assign(np.array(given))
    np.testing.assert_array_equal(image, np.array(expected, dtype))


@given(
    hnp.arrays(st.sampled_from(["float16", "float32", "float64", "int64", "uint64", "int8"]), 4),
    st.sampled_from(["uint8", "uint16", "int32", "uint64", "int64"]),
)
def test_assign_never_wraps_around(values: np.ndarray[Any, Any], dtype: str) -> None:
    image = np.zeros(4, dtype).view(Image)
    image.assign(values)
    limits = np.iinfo(dtype)
    for given_value, stored in zip(values.tolist(), image.tolist(), strict=True):
        if given_value != given_value:
            assert stored == 0
        elif given_value in (float("inf"), float("-inf")):
            assert stored in (limits.min, limits.max) or abs(stored) >= limits.max * 0.999
        else:
            exact = min(max(given_value, limits.min), limits.max)
            assert abs(stored - exact) <= max(0.5, abs(exact) * 2**-23)


def test_assign_broadcasts_and_keeps_the_memory() -> None:
    pixels = np.ones((2, 3), np.uint8)
    pixels.view(Image).assign(7.6)
    assert (pixels == 8).all()


def test_kept_image_raises_and_retained_one_does_not(core: FakeCore) -> None:
    image = lent(core)
    copy_ = image.retain()
    image._expired = True
    for use in (lambda: image.name, lambda: image.retain(), lambda: image.with_metadata(name="x")):
        with pytest.raises(ExpiredImageError, match="kept after the call") as caught:
            use()
        assert "retain" in (caught.value.hint or "")
    assert image[0, 0, 1] == 1 and image.T.shape == (5, 4, 3) and (image + 1).shape == image.shape
    assert copy_.name == "cells" and copy_.spacing == (1.0, 0.5, 0.25) and not np.shares_memory(copy_, image)
    copy_[...] = 0
    assert image.max() == 59


def test_like_and_from_array() -> None:
    image = Image.from_array(
        np.zeros((2, 3)), spacing=0.5, units="nm", name="n", properties={"a": "b"}, roi=Roi("point", 1, 1)
    )
    assert (image.axes, image.spacing, image.units) == ("YX", (0.5, 0.5), ("nm", "nm"))
    same = image.like(np.ones((2, 3), np.float32), name="other")
    assert (same.spacing, same.name, image.name, same.roi) == ((0.5, 0.5), "other", "n", image.roi)
    other = image.like(np.ones((4, 4)))
    assert (other.spacing, other.name, other.properties) == ((1.0, 1.0), "n", {"a": "b"})
    assert Image.from_array(np.zeros((2, 3, 4)), spacing=2, axes="CYX").spacing == (1.0, 2.0, 2.0)
    shared = np.zeros((2, 2))
    Image.from_array(shared)[...] = 1
    assert shared.all()
    assert type(Labels.from_array(np.zeros((2, 2), int))) is Labels


def test_wrong_metadata_are_named() -> None:
    with pytest.raises(ValueError, match="axes: expected one entry for each of 2 axes, found 'ZYX'"):
        Image.from_array(np.zeros((2, 2)), axes="ZYX")
    with pytest.raises(ValueError, match="spacing: expected one entry"):
        Image.from_array(np.zeros((2, 2)), spacing=[1, 2, 3])
    with pytest.raises(ValueError, match="found nmae"):
        Image.from_array(np.zeros((2, 2))).with_metadata(nmae="x")


def test_defaults_of_a_bare_array() -> None:
    image = np.zeros((1, 2, 3, 4, 5, 6), np.float32).view(Image)
    assert (image.axes, image.spacing, image.units) == ("?TZCYX", (1.0,) * 6, ("",) * 6)
    assert (image.name, image.kind, image.display_range, image.roi) == ("", "32-bit", None, None)
    assert (np.zeros(2, np.int64).view(Image).kind, np.zeros(2).view(Image).channel_names) == ("int64", ())


def test_pickle_keeps_metadata() -> None:
    image = Image.from_array(np.arange(4).reshape(2, 2), spacing=0.5, name="n")
    again = pickle.loads(pickle.dumps(image))
    assert (type(again), again.spacing, again.name) == (Image, (0.5, 0.5), "n")
    np.testing.assert_array_equal(again, image)


def test_an_array_becomes_an_image_or_labels_by_calling_the_class() -> None:
    pixels = np.arange(6, dtype=np.uint16).reshape(2, 3)
    image = Image(pixels, axes="YX", spacing=0.5)
    assert type(image) is Image and image.spacing == (0.5, 0.5)
    image[0, 0] = 9
    assert pixels[0, 0] == 9
    labels = Labels([[0, 1], [2, 2]])
    assert type(labels) is Labels and labels.shape == (2, 2)
