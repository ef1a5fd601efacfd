"""ROIs of all types outside a host: masks, boxes, crops, what is refused. Masks meet ImageJ's in the JVM's tests."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drua import Image, Points, Roi, Rois
from drua._typed import from_wire
from drua.rois._fill import Spans, Window, merged, painted


def rows(mask: np.ndarray[Any, Any]) -> list[str]:
    return ["".join(".#"[value] for value in row) for row in mask.tolist()]


def test_a_composite_has_holes_and_parts() -> None:
    roi = Roi(
        "composite",
        [0, 5, 5, 0, 1, 1, 4, 4, 6, 8, 8, 6],
        [0, 0, 4, 4, 1, 3, 3, 1, 2, 2, 3, 3],
        rings=[0, 4, 8],
    )
    assert rows(roi.mask((4, 8))) == ["#####...", "#...#...", "#...#.##", "#####..."]
    assert roi.box == (0, 0, 4, 8)
    assert from_wire(*roi.__drua_wire__()) == roi


def test_ovals_of_imagej() -> None:
    assert rows(Roi("oval", [0, 5], [0, 5]).mask((5, 5))) == [".###.", "#####", "#####", "#####", ".###."]
    assert rows(Roi("oval", [0, 4], [0, 2]).mask((2, 4))) == ["####", "####"]
    assert rows(Roi("oval", [0, 8], [0, 3]).mask((3, 8))) == [".######.", "########", ".######."]


def test_round_corners_are_cut() -> None:
    mask = Roi("rectangle", [0, 8], [0, 6], corner=6).mask((6, 8))
    assert rows(mask) == [".######.", "########", "########", "########", "########", ".######."]


def test_a_wide_line_is_an_area() -> None:
    line = Roi("line", [2.5, 8.5], [3.5, 3.5], stroke_width=3)
    assert rows(line.mask((7, 11)))[2:5] == ["..######..."] * 3
    assert line.mask((7, 11)).sum() == 18
    bent = Roi("polyline", [2.5, 8.5, 8.5], [2.5, 2.5, 7.5], stroke_width=3)
    assert bent.mask((10, 12))[1:4, 2:9].all() and bent.mask((10, 12))[3:8, 7:10].all()
    halted = Roi("polyline", [2.5, 2.5, 8.5, 8.5], [2.5, 2.5, 2.5, 7.5], stroke_width=3)
    assert halted.mask((10, 12))[3:8, 7:10].all()


def test_a_spline_passes_through_its_corners() -> None:
    straight = Roi("polygon", [2, 22, 22, 2], [2, 2, 22, 22])
    curved = Roi("polygon", [2, 22, 22, 2], [2, 2, 22, 22], spline=200)
    assert straight.mask((26, 26)).sum() == 400 < curved.mask((26, 26)).sum()
    assert Roi("polyline", [2, 12, 22], [2, 20, 2], spline=50).mask((26, 26))[[2, 2], [2, 22]].all()


def test_an_ellipse_and_a_turned_rectangle() -> None:
    disk = Roi("ellipse", [2, 22], [12, 12], ratio=1).mask((24, 24))
    assert disk.sum() == pytest.approx(np.pi * 100, rel=0.02)
    assert Roi("ellipse", [2, 22], [12, 12], ratio=0.5).mask((24, 24)).sum() == pytest.approx(np.pi * 50, rel=0.03)
    assert rows(Roi("rotated_rectangle", [1, 5], [2, 2], width=2).mask((4, 6))) == [
        "......",
        ".####.",
        ".####.",
        "......",
    ]
    assert not Roi("rotated_rectangle", [1, 1], [2, 2], width=2).mask((4, 6)).any()


@pytest.mark.parametrize(
    ("roi", "box"),
    [
        (Roi("rectangle", [2.5, 4.75], [1, 3]), (1, 2, 3, 5)),
        (Roi("rectangle", [-2.5, 1], [0, 0]), (0, -2, 1, 2)),
        (Roi("polygon", [2.5, 4.75, 3], [1, 3.5, 2]), (1, 2, 4, 5)),
        (Roi("point", [2.5, 4], [0.25, 9.75]), (0, 2, 10, 5)),
        (Roi("line", [2.5, 4], [0.25, 9.75]), (0, 2, 10, 5)),
        (Roi("line", [2.5, 8.5], [3.5, 3.5], stroke_width=3), (1, 2, 5, 8)),
        (Roi("polygon", [], []), (0, 0, 0, 0)),
    ],
)
def test_boxes(roi: Roi, box: tuple[int, int, int, int]) -> None:
    assert roi.box == box


def test_a_crop_is_a_view_and_a_mask() -> None:
    image = np.zeros((2, 6, 8), np.uint8)
    view, mask = Roi("oval", [1, 6], [1, 6]).crop(image)
    assert (view.shape, mask.shape) == ((2, 5, 5), (5, 5))
    view[1, mask] = 7
    assert image[1].sum() == 7 * 21 and not image[0].any()


def test_a_crop_finds_the_axes_of_an_image() -> None:
    image = Image.from_array(np.zeros((6, 8, 3), np.uint8), axes="YXC")
    view, mask = Roi("rectangle", [1, 4], [2, 4]).crop(image)
    assert (view.shape, mask.shape) == ((2, 3, 3), (2, 3))
    assert np.shares_memory(view, image)


def test_a_crop_ends_with_the_image() -> None:
    image = np.arange(12).reshape(3, 4)
    view, mask = Roi("rectangle", [2, 9], [-5, 2]).crop(image)
    assert view.tolist() == [[2, 3], [6, 7]] and mask.all()
    view, mask = Roi("polygon", [20, 30, 30], [0, 0, 9]).crop(image)
    assert view.size == mask.size == 0
    view, mask = Roi("point", [], []).crop(image)
    assert view.size == mask.size == 0


shapes = st.sampled_from(
    "rectangle oval polygon freehand traced composite ellipse rotated_rectangle line arrow polyline freeline angle"
    " point text image".split()
)
numbers = st.floats(-30, 30, width=32)


@given(shapes, st.lists(st.tuples(numbers, numbers), min_size=2, max_size=2), st.sampled_from([0.0, 1.0, 2.5]))
def test_all_pixels_lie_in_the_box(kind: str, points: list[tuple[float, float]], stroke: float) -> None:
    x, y = zip(*points, strict=True)
    roi = Roi(kind, x, y, ratio=0.5, width=4, stroke_width=stroke)
    mask = roi.mask((20, 20))
    top, left, bottom, right = roi.box
    mask[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = False
    assert not mask.any()


def test_a_star_of_a_thousand_corners() -> None:
    random = np.random.default_rng(0)
    angle = np.linspace(0, 2 * np.pi, 1000, endpoint=False)
    radius = 800 + 200 * random.random(1000)
    mask = Roi("polygon", 1024 + radius * np.cos(angle), 1024 + radius * np.sin(angle)).mask((2048, 2048))
    area = 0.5 * np.sin(2 * np.pi / 1000) * (radius * np.roll(radius, -1)).sum()
    assert mask.sum() == pytest.approx(area, rel=1e-3)


pieces = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12)


@given(pieces, st.booleans())
def test_spans_are_merged_and_painted(given_pieces: list[tuple[int, int]], large: bool) -> None:
    window = Window(0, 0, 100 if large else 10, 80 if large else 8)
    expected = np.zeros(window.size, bool)
    first, behind = [], []
    for start, length in given_pieces:
        end = min(start + length, window.size)
        expected[start:end] = True
        if start < end:
            first.append(start)
            behind.append(end)
    spans = Spans(np.array(first, np.int64), np.array(behind, np.int64))
    np.testing.assert_array_equal(painted(spans, window).ravel(), expected)
    one = merged(spans)
    assert (one.first[1:] > one.behind[:-1]).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("polygon", [1, np.nan], [1, 2]), "finite coordinates"),
        (("point", np.inf, 1), "finite coordinates"),
        (("ellipse", [1, 2, 3], [1, 2, 3]), "two ends"),
        (("polygon", [1, 2], [[1, 2]]), "of one length"),
    ],
)
def test_wrong_coordinates_are_named(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Roi(*arguments)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rings": [0, 2]}, "one ring for a polygon"),
        ({"rings": [1]}, "rise from 0"),
        ({"group": 256}, "group from 0 to 255"),
        ({"stroke_width": -1}, "stroke_width from 0"),
        ({"corner": -1}, "corner from 0"),
        ({"width": float("nan")}, "width from 0"),
        ({"ratio": 1.5}, "ratio from 0 to 1"),
        ({"stroke_color": "red"}, "colour like #ff8000"),
        ({"fill_color": "#12345"}, "found '#12345'"),
        ({"spline": 1}, "at least 2 points"),
        ({"counters": [1, 2, 3]}, "counter for each"),
    ],
)
def test_wrong_values_are_named(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Roi("polygon", [1, 2, 3], [1, 2, 1], **values)
    with pytest.raises(ValueError, match="rise from 0 to below 3"):
        Roi("composite", [1, 2, 3], [1, 2, 1], rings=[0, 3])
    with pytest.raises(ValueError, match="counter for each of 2"):
        Roi("point", [1, 2], [1, 2], counters=[1])


def test_the_wire_carries_all_and_leaves_out_what_it_does_not_know() -> None:
    roi = Roi(
        "polygon",
        [1, 9, 5],
        [1, 1, 8],
        stroke_color="#ff0000",
        stroke_width=1.5,
        fill_color="#00ff0080",
        properties={"a": "b"},
        spline=30,
    )
    sent = roi.to_wire()
    assert Roi.from_wire({**sent, "of_the_future": [1]}) == roi
    assert set(Roi("point", 1, 1).to_wire()) == {"type", "x", "y", "name", "group", "position"}
    boxed = Roi.from_wire({"type": "rectangle", "x": [0.5, 3], "y": [0, 2], "box": [0, 0, 2, 4]})
    assert boxed.box == (0, 0, 2, 4) and boxed == Roi("rectangle", [0.5, 3], [0, 2])
    boxed.x += 1
    assert boxed.box == (0, 1, 2, 4)
    assert copy.deepcopy(roi) == roi
    with pytest.raises(TypeError, match="found str"):
        Roi.from_wire("x")


def test_rois_are_a_sequence() -> None:
    rois = Rois([Roi("point", 1, 1), Roi("oval", [1, 2], [1, 2]), Roi("point", 2, 2)])
    assert [roi.type for roi in rois[1:]] == ["oval", "point"]
    assert rois[:1] == Rois([Roi("point", 1, 1)]) != rois
    assert Roi.from_wire(rois[1:2]).type == "oval"
    assert Points.from_wire(rois[0]).roi == rois[0]
