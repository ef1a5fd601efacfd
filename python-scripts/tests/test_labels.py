"""Label images and ROIs."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from drua import ConversionError, Image, Roi, Rois, labels_to_rois, rois_to_labels

pixel = st.one_of(st.integers(0, 3), st.sampled_from([5, 2**31 - 1]))


@settings(max_examples=300)
@given(arrays.arrays(np.int64, arrays.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=9), elements=pixel))
def test_labels_come_back_exactly(labels: np.ndarray[Any, Any]) -> None:
    rois = labels_to_rois(labels)
    assert [int(roi.name) for roi in rois] == sorted(set(labels.ravel().tolist()) - {0})
    np.testing.assert_array_equal(rois_to_labels(rois, labels.shape, labels.dtype), labels)
    np.testing.assert_array_equal(rois_to_labels(rois, labels.shape), labels)
    for roi in rois:
        np.testing.assert_array_equal(roi.mask(labels.shape), labels == int(roi.name))
        assert (np.diff(roi.rings) >= 4).all()


@settings(max_examples=60)
@given(arrays.arrays(np.uint16, arrays.array_shapes(min_dims=3, max_dims=4, max_side=4), elements=st.integers(0, 2)))
def test_stacks_have_positions(labels: np.ndarray[Any, Any]) -> None:
    rois = labels_to_rois(labels)
    assert all(set(roi.position) == ({"Z"} if labels.ndim == 3 else {"C", "Z"}) or roi.position for roi in rois)
    np.testing.assert_array_equal(rois_to_labels(rois, labels.shape, np.uint16), labels)


def test_outlines_are_those_of_the_wand() -> None:
    """Clockwise from the upper left corner, one corner for each turn."""
    labels = np.zeros((6, 7), np.uint8)
    labels[1:5, 1:6] = 4
    labels[2:4, 3:4] = 0
    labels[5, 0] = 4
    labels[1, 1] = 0
    [roi] = labels_to_rois(labels)
    assert (roi.type, roi.name, roi.properties, roi.rings.tolist()) == ("composite", "4", {"label": "4"}, [0, 6, 10])
    rings = [
        list(zip(x.tolist(), y.tolist(), strict=True))
        for x, y in zip(np.split(roi.x, roi.rings[1:]), np.split(roi.y, roi.rings[1:]), strict=True)
    ]
    assert sorted(rings[0]) == sorted([(2, 1), (6, 1), (6, 5), (1, 5), (1, 2), (2, 2)])
    assert sorted(rings[1]) == [(3, 2), (3, 4), (4, 2), (4, 4)]
    assert sorted(rings[2]) == [(0, 5), (0, 6), (1, 5), (1, 6)]
    signed = [sum(a * d - b * c for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True)) for ring in rings]
    assert signed[0] > 0 > signed[1] and signed[2] > 0


def test_pixels_that_touch_at_a_corner_are_apart() -> None:
    [roi] = labels_to_rois(np.eye(3, dtype=bool))
    assert (roi.name, roi.rings.tolist()) == ("1", [0, 4, 8])


def test_kinds() -> None:
    labels = np.array([[1, 1, 0], [1, 0, 2]])
    assert [roi.type for roi in labels_to_rois(labels, kind="polygon")] == ["polygon", "polygon"]
    boxes = labels_to_rois(labels, kind="rectangle")
    assert [roi.box for roi in boxes] == [(0, 0, 2, 2), (1, 2, 2, 3)]
    with pytest.raises(ValueError, match="found 'spline'"):
        labels_to_rois(labels, kind="spline")


def test_axes_name_the_positions() -> None:
    stack = np.zeros((2, 3, 4, 4), np.uint8)
    stack[1, 2, 1, 1] = 9
    assert labels_to_rois(Image.from_array(stack, axes="TCYX"))[0].position == {"T": 1, "C": 2}
    assert labels_to_rois(stack, axes="CTYX")[0].position == {"C": 1, "T": 2}
    with pytest.raises(ConversionError, match="end with YX"):
        labels_to_rois(np.zeros((4, 4, 3), np.uint8), axes="YXC")


def test_later_rois_lie_over_earlier() -> None:
    rois = Rois(
        [
            Roi("rectangle", [0, 3], [0, 3]),
            Roi("polygon", [1, 5, 5, 1], [1, 1, 5, 5], properties={"label": "70000"}),
            Roi("oval", [2, 3], [2, 3], properties={"label": "none"}),
            Roi("rectangle", [-9, -5], [0, 2]),
            Roi("point", [], []),
        ]
    )
    labels = rois_to_labels(rois, (4, 4))
    assert labels.dtype == np.uint32
    assert labels.tolist() == [[1, 1, 1, 0], [1, 70000, 70000, 70000], [1, 70000, 3, 70000], [0, 70000, 70000, 70000]]
    with pytest.raises(OverflowError, match="70000"):
        rois_to_labels(rois, (4, 4), np.uint8)
    with pytest.raises(ValueError, match="axes Y and X"):
        rois_to_labels(rois, (4,))


def test_a_roi_without_a_position_is_on_all_planes() -> None:
    rois = [Roi("rectangle", [0, 1], [0, 1]), Roi("rectangle", [1, 2], [0, 1], position={"Z": 1})]
    assert rois_to_labels(rois, (2, 1, 2)).tolist() == [[[1, 0]], [[1, 2]]]
    assert rois_to_labels(rois, (0, 1, 2)).shape == (0, 1, 2)
    assert rois_to_labels([], (2, 2)).tolist() == [[0, 0], [0, 0]]


def test_grey_images_are_no_labels() -> None:
    with pytest.raises(ConversionError, match="found float64") as caught:
        labels_to_rois(np.zeros((3, 3)))
    assert "threshold" in str(caught.value.hint)
    with pytest.raises(ConversionError, match="axes Y and X"):
        labels_to_rois(np.zeros(3, int))


def test_large_rois_are_written_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drua.rois._labels._CHUNK", 7)
    labels = np.arange(60, dtype=np.uint8).reshape(6, 10) // 9
    np.testing.assert_array_equal(rois_to_labels(labels_to_rois(labels), labels.shape), labels)


def test_rois_of_labels_can_be_stored() -> None:
    rois = labels_to_rois(np.array([[1, 0, 2]]))
    assert pickle.loads(pickle.dumps(rois)) == rois
