"""`FrameMetadata`: decoded late, looked up through its groups, written as tags; and the coordinates of `Frame`."""

from __future__ import annotations

import enum
import pickle
from typing import Any

import numpy as np
import pytest
from conftest import FakeCore
from hypothesis import given
from hypothesis import strategies as st

from drua import DROP, Frame, FrameMetadata, ResultError

FRAME = {
    "axes": {"time": 3, "channel": 1},
    "ExposureMs": 10.0,
    "Camera": "Cam",
    "UserData": {"Operator": "me", "ExposureMs": -1.0},
    "ScopeData": b"scope",
}
SCOPE = {"Camera": "other", "Core-Shutter": "Shutter"}


@pytest.fixture
def metadata(core: FakeCore) -> FrameMetadata:
    core.blocks = {b"frame": dict(FRAME), b"scope": dict(SCOPE)}
    return FrameMetadata(b"frame")


def test_blocks_are_decoded_when_looked_at(core: FakeCore, metadata: FrameMetadata) -> None:
    metadata["Score"] = 1.5
    assert core.decoded == []
    assert (metadata["Score"], core.decoded) == (1.5, [])
    assert (metadata["ExposureMs"], metadata.axes) == (10.0, {"time": 3, "channel": 1})
    assert core.decoded == [b"frame"]
    assert metadata["Operator"] == "me" and core.decoded == [b"frame"]
    assert metadata["Core-Shutter"] == "Shutter" and metadata["Camera"] == "Cam"
    assert metadata["ScopeData"]["Camera"] == "other" and metadata["UserData"]["Operator"] == "me"
    assert core.decoded == [b"frame", b"scope"]
    assert metadata.get("Nothing") is None
    with pytest.raises(KeyError, match="Nothing"):
        metadata["Nothing"]
    assert core.decoded == [b"frame", b"scope"]


def test_names_and_length(metadata: FrameMetadata) -> None:
    metadata["Camera"] = "mine"
    metadata["New"] = 1
    assert list(metadata) == ["axes", "ExposureMs", "Camera", "Operator", "Core-Shutter", "New"]
    assert len(metadata) == 6
    assert dict(metadata)["Camera"] == "mine" and "New" in metadata and "UserData" in metadata
    assert "'Operator': 'me'" in repr(metadata)


def test_nothing_without_a_host_or_a_block(core: FakeCore) -> None:
    assert dict(FrameMetadata()) == {} and FrameMetadata().axes == {}
    core.blocks = {b"odd": [1, 2], b"flat": {"axes": "YX", "UserData": None, "ScopeData": 3}}
    assert dict(FrameMetadata(b"odd")) == {}
    assert FrameMetadata(b"flat").axes == {} and "a" not in FrameMetadata(b"flat")


def test_block_without_a_host() -> None:
    assert dict(FrameMetadata(b"block")) == {}


def test_of_a_dictionary() -> None:
    source = {"a": 1, "UserData": {"b": 2}, "axes": {"z": 4}}
    metadata = FrameMetadata(source)
    metadata["c"] = 3
    assert dict(metadata) == {"a": 1, "b": 2, "c": 3, "axes": {"z": 4}}
    assert "c" not in source and metadata.written == {"c": 3}


def test_only_own_tags_can_be_deleted(metadata: FrameMetadata) -> None:
    metadata["Camera"] = "x"
    del metadata["Camera"]
    assert metadata["Camera"] == "Cam" and metadata.written == {}
    for key in ("Camera", "Operator", "Core-Shutter"):
        with pytest.raises(TypeError, match=f"'{key}' came with the frame"):
            del metadata[key]
    with pytest.raises(KeyError):
        del metadata["Nothing"]


def test_summary_is_read_only(core: FakeCore) -> None:
    core.blocks = {b"summary": {"ChannelNames": ["a", "b"]}}
    summary = FrameMetadata(b"summary", readonly=True)
    with pytest.raises(TypeError, match="'x': this metadata can't be written"):
        summary["x"] = 1
    assert summary["ChannelNames"] == ["a", "b"]


class Mode(str, enum.Enum):
    FAST = "fast"


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        (1, 1), (2.5, 2.5), ("a", "a"), (True, True), (None, None), ([1, "a"], [1, "a"]), ((1, 2), [1, 2]),
        ({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]}), (np.float32(0.5), 0.5), (np.uint8(7), 7),
        (np.bool_(True), True), (np.str_("x"), "x"), ([np.int64(3)], [3]), (Mode.FAST, "fast"),
        (2**63 - 1, 2**63 - 1), (-(2**63), -(2**63)),
    ],
)  # fmt: skip
def test_tags(value: Any, tag: Any) -> None:
    metadata = FrameMetadata()
    metadata["t"] = value
    found = metadata.written["t"]
    assert found == tag and type(found) is type(tag)


@pytest.mark.parametrize(
    "value", [np.zeros(2), {1}, object(), b"x", 1j, 2**63, [object()], {"a": {1}}, {1: 2}, {"": 1}]
)
def test_other_values_are_refused(value: Any) -> None:
    metadata = FrameMetadata()
    with pytest.raises(TypeError):
        metadata["Score"] = value
    assert metadata.written == {}


def test_refusal_names_the_tag() -> None:
    metadata = FrameMetadata()
    with pytest.raises(TypeError, match=r"'Score\.a': .*found ndarray"):
        metadata["Score"] = {"a": np.zeros(2)}
    with pytest.raises(TypeError, match="more than 64 bits"):
        metadata["Score"] = 2**70
    for key in ("axes", "UserData", "ScopeData"):
        with pytest.raises(TypeError, match=f"'{key}' can't be written"):
            metadata[key] = {}
    for bad in (1, "", None):
        with pytest.raises(TypeError, match="name of a tag"):
            metadata[bad] = 1  # type: ignore[index]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(min_size=1).filter(lambda key: key not in ("axes", "UserData", "ScopeData")), PLAIN))
def test_what_is_written_is_read_back(tags: dict[str, Any]) -> None:
    metadata = FrameMetadata({"UserData": {"x": 1}, "y": 2})
    metadata.update(tags)
    assert metadata.written == tags
    assert {key: metadata[key] for key in tags} == tags
    assert set(metadata) == {*tags, "x", "y"}
    for key in tags:
        del metadata[key]
    assert dict(metadata) == {"x": 1, "y": 2}


# -- Frame --


def test_coordinates_of_a_frame() -> None:
    frame = Frame(None, channel=np.int16(2), z=0, time=5, position=2**31 - 1, axes={"angle": 3}, metadata={"a": 1})
    assert frame.axes == {"channel": 2, "z": 0, "time": 5, "position": 2**31 - 1, "angle": 3}
    assert type(frame.axes["channel"]) is int and frame.metadata == {"a": 1}
    assert Frame(None, axes={"channel": 1}).axes == {"channel": 1}


@pytest.mark.parametrize("index", [-1, 2**31, 1.0, True, "1", np.float32(1)])
def test_coordinates_are_checked(index: Any) -> None:
    for coordinates in ({"z": index}, {"axes": {"angle": index}}):
        with pytest.raises(ResultError, match="whole number from 0"):
            Frame(None, **coordinates)


@pytest.mark.parametrize("name", ["", "a b", "2nd", "a-b", 3])
def test_axes_have_proper_names(name: Any) -> None:
    with pytest.raises(ResultError, match="expected the name of an axis"):
        Frame(None, axes={name: 1})


def test_axis_given_twice_and_wrong_tags() -> None:
    with pytest.raises(ResultError, match="axis 'z' is given twice"):
        Frame(None, z=1, axes={"z": 1})
    with pytest.raises(TypeError, match="'a': expected a text, a number"):
        Frame(None, metadata={"a": object()})


def test_drop_is_one_value() -> None:
    assert pickle.loads(pickle.dumps(DROP)) is DROP
