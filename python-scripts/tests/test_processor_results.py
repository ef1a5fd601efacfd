"""What processors return, on its way to the host: pixels, colours, coordinates, outputs, and what is refused."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from conftest import FakeCore, Write
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from drua import DROP, Frame, Image, Labels, ResultError, _host
from drua._bound import BoundProcessor

Returning = Callable[..., BoundProcessor]


@pytest.fixture
def returning(write: Write) -> Returning:
    """Return a maker of processors that call a function of the test."""
    number = itertools.count()

    def make(function: Callable[[Image], Any], options: str = "", annotation: str = "Any") -> BoundProcessor:
        path = write(
            f"def work(image): ...\n@processor({options})\n"
            f"def f(image: Image) -> {annotation}:\n    return work(image)",
            f"mine{next(number)}.py",
        )
        bound = _host.processor(str(path), "f")
        bound._known.signature.function.__globals__["work"] = function
        return bound

    return make


def plane(dtype: Any = np.uint16, shape: tuple[int, ...] = (3, 4)) -> Image:
    return np.arange(int(np.prod(shape))).reshape(shape).astype(dtype).view(Image)


def reply(bound: BoundProcessor, image: Image, metadata: bytes | None = None) -> dict[str, Any]:
    """Return the reply's dictionary, empty for None."""
    sent = bound(image, metadata)
    if sent is None:
        return {}
    name, value = sent.__drua_wire__()
    assert name == "drua.Frames" and isinstance(value, dict) and value
    return value


def pixels(bound: BoundProcessor, image: Image) -> np.ndarray[Any, Any]:
    """Return the pixels of a reply that is one image without more."""
    found = reply(bound, image)
    assert list(found) == ["images"]
    ((array, axes, tags),) = found["images"]
    assert (axes, tags, type(array)) == (None, None, np.ndarray)
    assert array.flags.c_contiguous and array.dtype.isnative
    return np.asarray(array)


@pytest.mark.parametrize(
    ("dtype", "sent"),
    [
        ("uint8", "uint8"), ("uint16", "uint16"), ("float32", "float32"), ("float64", "float32"),
        ("float16", "float32"), ("bool", "uint8"), (">u2", "uint16"), (">f4", "float32"), (">f8", "float32"),
    ],
)  # fmt: skip
def test_pixel_types(returning: Returning, dtype: str, sent: str) -> None:
    found = pixels(returning(lambda image: (np.asarray(image) % 3).astype(dtype)), plane())
    expected = (np.asarray(plane()) % 3).astype(dtype)
    assert found.dtype.name == sent
    np.testing.assert_array_equal(found, expected * 255 if dtype == "bool" else expected)


@pytest.mark.parametrize("dtype", "int8 int16 int32 int64 uint32 uint64 complex64 object U1 longdouble M8[s]".split())
def test_other_pixel_types_are_refused(returning: Returning, dtype: str) -> None:
    with pytest.raises(ResultError, match=r"expected pixels .*uint8, uint16 or float32.*found") as caught:
        returning(lambda image: np.zeros((2, 2), dtype))(plane())
    assert caught.value.hint is not None and "astype('uint16')" in caught.value.hint


def test_large_numbers_become_infinite_without_a_warning(returning: Returning) -> None:
    found = pixels(returning(lambda image: np.full((1, 2), 1e300)), plane())
    assert np.isinf(found).all()


def test_labels_of_wide_integers(returning: Returning) -> None:
    found = pixels(returning(lambda image: np.full((2, 2), 65535).view(Labels)), plane())
    assert (found.dtype, found.max()) == (np.uint16, 65535)
    for wrong in (65536, -1):
        with pytest.raises(ResultError, match="found int64"):
            returning(lambda image, wrong=wrong: np.full((2, 2), wrong, np.int64).view(Labels))(plane())


def test_masked_pixels_are_0(returning: Returning) -> None:
    found = pixels(returning(lambda image: np.ma.masked_greater(np.asarray(image), 5)), plane())
    assert found.max() == 5 and found[2, 3] == 0


SHAPES: list[tuple[int, ...]] = [(), (4,), (2, 3, 1), (2, 3, 2), (2, 3, 4), (3, 2, 3, 4), (0, 4), (4, 0)]


@pytest.mark.parametrize("shape", SHAPES)
def test_other_shapes_are_refused(returning: Returning, shape: tuple[int, ...]) -> None:
    with pytest.raises(ResultError, match=r"expected pixels \(Y, X\) of uint8.*found uint8 of shape") as caught:
        returning(lambda image: np.zeros(shape, np.uint8))(plane())
    assert caught.value.hint


def test_any_size(returning: Returning) -> None:
    for shape in ((1, 1), (1, 9), (7, 2)):
        assert pixels(returning(lambda image, shape=shape: np.ones(shape, np.uint8)), plane()).shape == shape


# -- Colours --


def rgb_frame() -> tuple[np.ndarray[Any, Any], Image]:
    """Return a host's B, G, R, A bytes, and the view of them that a processor gets."""
    host = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    return host, host[..., 2::-1].view(Image)


def test_colours_in_place(returning: Returning) -> None:
    def redder(image: Image) -> None:
        image[..., 0] = 200

    host, image = rgb_frame()
    assert reply(returning(redder, "writes=True"), image) == {}
    np.testing.assert_array_equal(host[..., 2], 200)
    np.testing.assert_array_equal(host[..., :2], np.arange(24).reshape(2, 3, 4)[..., :2])


def test_colours_travel_as_blue_green_red_alpha(returning: Returning) -> None:
    colours = np.zeros((2, 2, 3), np.uint8)
    colours[..., 0], colours[..., 1], colours[..., 2] = 10, 20, 30
    found = pixels(returning(lambda image: colours), plane())
    assert found.shape == (2, 2, 4) and found[0, 0].tolist() == [30, 20, 10, 255]
    _, image = rgb_frame()
    found = pixels(returning(lambda given: given + np.uint8(1)), image)
    np.testing.assert_array_equal(found[..., 2], np.asarray(image)[..., 0] + 1)
    assert reply(returning(lambda given: given), image) == {}


def test_colours_of_truth_values_and_of_wide_types(returning: Returning) -> None:
    found = pixels(returning(lambda image: np.ones((1, 1, 3), bool)), plane())
    assert found[0, 0].tolist() == [255, 255, 255, 255]
    with pytest.raises(ResultError) as caught:
        returning(lambda image: np.ones((1, 1, 3)))(plane())
    assert caught.value.hint is not None and "uint8" in caught.value.hint


# -- The input as result --


@pytest.mark.parametrize(
    "same",
    [
        lambda image: image,
        lambda image: image[:],
        lambda image: np.asarray(image),
        lambda image: image.T.T,
        lambda image: Frame(image),
        lambda image: image.with_metadata(name="x"),
    ],
)
def test_the_input_says_nothing_new(returning: Returning, same: Callable[[Image], Any]) -> None:
    assert reply(returning(same), plane()) == {}


@pytest.mark.parametrize(
    "part", [lambda image: image[:2], lambda image: image[::-1], lambda image: image[:, 1:], lambda image: image.T]
)
def test_a_part_of_the_input_is_copied(returning: Returning, part: Callable[[Image], Any]) -> None:
    image = plane()
    found = pixels(returning(part), image)
    expected = np.array(part(image))
    image[...] = 0
    np.testing.assert_array_equal(found, expected)


def test_the_input_elsewhere_or_among_others_is_copied(returning: Returning) -> None:
    image = plane()
    found = reply(returning(lambda given: [given, Frame(given, channel=3, metadata={"a": 1})]), image)
    image[...] = 0
    assert [item[1:] for item in found["images"]] == [[None, None], [{"channel": 3}, {"a": 1}]]
    for array, _, _ in found["images"]:
        np.testing.assert_array_equal(array, plane())


def test_tags_of_a_frame_that_is_the_input(returning: Returning) -> None:
    assert reply(returning(lambda image: Frame(image, metadata={"a": 1})), plane()) == {"tags": {"a": 1}}


@given(hnp.arrays(st.sampled_from(["uint8", "uint16", "float32"]), hnp.array_shapes(min_dims=2, max_dims=2)), st.data())
def test_pixels_arrive_as_they_are(array: np.ndarray[Any, Any], data: st.DataObject) -> None:
    from drua._frames import _pixels

    given = array[tuple(data.draw(st.slices(length)) for length in array.shape)]
    image = array.view(Image)
    if given.size == 0:
        with pytest.raises(ResultError):
            _pixels("f", given, image)
        return
    found = _pixels("f", given, image)
    assert found.dtype == given.dtype and found.flags.c_contiguous and not np.may_share_memory(found, array)
    np.testing.assert_array_equal(found, given)


# -- None, DROP, several --


def test_drop(returning: Returning) -> None:
    results: list[Any] = [DROP, [], ()]
    for nothing in results:
        assert reply(returning(lambda image, nothing=nothing: nothing), plane()) == {"drop": True}


def test_a_list_of_one(returning: Returning) -> None:
    assert pixels(returning(lambda image: [image + 1]), plane()).max() == 12


def test_frames_at_coordinates(returning: Returning) -> None:
    def work(image: Image) -> list[Frame]:
        return [Frame(image + 1, channel=0), Frame(image + 2, channel=1, axes={"angle": 2}, metadata={"n": 2})]

    images = reply(returning(work), plane())["images"]
    assert [item[1:] for item in images] == [[{"channel": 0}, None], [{"channel": 1, "angle": 2}, {"n": 2}]]


SAME_PLACE: list[Callable[[Image], Any]] = [
    lambda image: [image + 1, image + 2],
    lambda image: (image + 1, image + 2),
    lambda image: [Frame(image, z=1), Frame(image, z=1)],
    lambda image: [Frame(image, z=0), image + 1],
]


@pytest.mark.parametrize("work", SAME_PLACE)
def test_two_at_the_same_place(returning: Returning, work: Callable[[Image], Any]) -> None:
    with pytest.raises(ResultError, match="expected frames at different places, found two at") as caught:
        returning(work)(plane())
    assert caught.value.hint is not None and "outputs=" in caught.value.hint and "channel=" in caught.value.hint


def test_the_place_of_the_input_counts(returning: Returning, core: FakeCore) -> None:
    core.blocks = {b"block": {"axes": {"channel": 1, "time": 4}}}
    one, two = (returning(lambda image, c=c: [image, Frame(image + 1, channel=c)]) for c in (1, 2))
    with pytest.raises(ResultError, match="found two at channel=1, time=4"):
        one(plane(), b"block")
    assert len(reply(two, plane(), b"block")["images"]) == 2
    assert len(reply(one, plane())["images"]) == 2
    # Without the frame's own block, what the image says of itself.
    core.blocks = {b"image": {"slice": {"C": 1, "T": 4, "Z": 0, "Q": 9}}}
    image = plane()
    image._block = b"image"
    with pytest.raises(ResultError, match="found two at time=4, channel=1"):
        one(image)


def test_outputs(returning: Returning) -> None:
    for make in (tuple, list):
        bound = returning(lambda image, make=make: make([image[:, :2], Frame(image + 1, z=3)]), "outputs=['a', 'b']")
        images = reply(bound, plane())["images"]
        assert [item[1:] for item in images] == [[None, None], [{"z": 3}, None]]
        assert bound.describe()["outputs"] == ["a", "b"]
    assert len(reply(returning(lambda image: image, "outputs=['a']"), plane())["images"]) == 1
    assert reply(returning(lambda image: DROP, "outputs=['a', 'b']"), plane()) == {"drop": True}


@pytest.mark.parametrize("result", [None, 1, (), 3])
def test_number_of_outputs(returning: Returning, result: Any) -> None:
    def work(image: Image) -> Any:
        return [image + 1] * result if isinstance(result, int) else result

    with pytest.raises(ResultError, match=r"expected 2 frame\(s\), as outputs= names them, found"):
        returning(work, "outputs=['a', 'b']")(plane())


def test_outputs_and_a_channel(returning: Returning) -> None:
    with pytest.raises(ResultError, match="expected frames without a channel"):
        returning(lambda image: (image, Frame(image, channel=1)), "outputs=['a', 'b']")(plane())


@pytest.mark.parametrize("result", [3, "text", 2.5, {"a": 1}, object(), [None], [3], [[]], Frame(3), Frame(None)])
def test_what_is_no_frame(returning: Returning, result: Any) -> None:
    with pytest.raises(ResultError, match=r"routine 'f': expected an image, a Frame or a list") as caught:
        returning(lambda image: result)(plane())
    assert caught.value.hint is not None
    if result == 3:
        assert "drua.record(value=...)" in caught.value.hint


def test_an_image_of_what_is_annotated_to_give_none(returning: Returning) -> None:
    assert pixels(returning(lambda image: image + 1, annotation="None"), plane()).max() == 12
