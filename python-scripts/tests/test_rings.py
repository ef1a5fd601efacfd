"""Outlines of labels and what is inside them."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from drua._rings import fill_rings, label_rings


def filled(labels: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Draw the outlines of labels again."""
    result = np.zeros_like(labels)
    for number, rings in label_rings(labels):
        result[fill_rings(rings, 0, 0, labels.shape)] = number
    return result


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 12), st.integers(0, 12), st.integers(1, 5))
def test_labels_are_their_outlines(seed: int, height: int, width: int, most: int) -> None:
    labels = np.random.default_rng(seed).integers(0, most + 1, (height, width))
    np.testing.assert_array_equal(filled(labels), labels)


def test_a_pixel_is_a_square_that_runs_clockwise() -> None:
    labels = np.zeros((3, 4), np.uint8)
    labels[1, 2] = 9
    [(number, [(x, y)])] = label_rings(labels)
    assert number == 9
    corners = list(zip(x.tolist(), y.tolist(), strict=True))
    start = corners.index((2.0, 1.0))
    assert corners[start:] + corners[:start] == [(2.0, 1.0), (3.0, 1.0), (3.0, 2.0), (2.0, 2.0)]


def test_pixels_that_touch_at_corners_have_outlines_of_their_own() -> None:
    [(_, rings)] = label_rings(np.eye(3, dtype=np.int32))
    assert len(rings) == 3


def test_a_hole_is_an_outline() -> None:
    labels = np.ones((5, 5), np.int64)
    labels[2, 2] = 0
    [(_, rings)] = label_rings(labels)
    assert sorted(len(x) for x, _ in rings) == [4, 4]


def test_large_numbers_and_backgrounds() -> None:
    labels = np.array([[2**31 - 1, 0], [-5, 2**40]])
    assert [number for number, _ in label_rings(labels)] == [2**31 - 1, 2**40]
    assert label_rings(np.zeros((3, 3), np.uint16)) == []
    assert label_rings(np.zeros((0, 3), np.uint16)) == []


def test_long_snakes() -> None:
    labels = np.zeros((101, 100), np.uint8)
    labels[::2] = 1
    labels[1::4, -1] = 1
    labels[3::4, 0] = 1
    np.testing.assert_array_equal(filled(labels), labels)


def test_windows_cut_off() -> None:
    square = (np.array([2.0, 8.0, 8.0, 2.0]), np.array([2.0, 2.0, 8.0, 8.0]))
    inside = fill_rings([square], 4, 4, (10, 3))
    assert inside[:4].all() and not inside[4:].any()
    assert fill_rings([], 0, 0, (2, 2)).sum() == 0
