"""ROIs, their masks, tables and other results."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drua import Figure, Points, Roi, Rois, Several, Table
from drua._typed import from_wire


def test_mask_of_a_rectangle_and_of_its_polygon() -> None:
    expected = np.zeros((5, 6), bool)
    expected[1:3, 2:5] = True
    for roi in (
        Roi("rectangle", [2, 5], [1, 3]),
        Roi("rectangle", [2, 5, 5, 2], [1, 1, 3, 3]),
        Roi("polygon", [2, 5, 5, 2], [1, 1, 3, 3]),
        Roi("freehand", [2, 2, 5, 5], [1, 3, 3, 1]),
    ):
        np.testing.assert_array_equal(roi.mask((9, 5, 6)), expected)


def test_mask_of_an_oval_is_a_disk() -> None:
    mask = Roi("oval", [0, 40], [0, 40]).mask((40, 40))
    assert mask.sum() == pytest.approx(np.pi * 400, rel=0.01)
    np.testing.assert_array_equal(mask, mask.T)
    np.testing.assert_array_equal(mask, mask[::-1])
    assert not mask[0, 0] and mask[20, 0]


def test_mask_of_a_concave_outline() -> None:
    """A U: the bay is outside."""
    mask = Roi("polygon", [0, 6, 6, 4, 4, 2, 2, 0], [0, 0, 6, 6, 2, 2, 6, 6]).mask((6, 6))
    expected = np.ones((6, 6), bool)
    expected[2:, 2:4] = False
    np.testing.assert_array_equal(mask, expected)


def test_mask_of_lines_and_points() -> None:
    line = Roi("line", [0.5, 4.5], [0.5, 4.5]).mask((5, 5))
    np.testing.assert_array_equal(line, np.eye(5, dtype=bool))
    corner = Roi("polyline", [0.5, 3.5, 3.5], [0.5, 0.5, 2.5]).mask((3, 4))
    assert corner.sum() == 6 and corner[0].all() and corner[:, 3].all()
    points = Roi("point", [0.2, 3.9, -1, 9], [0, 1.5, 0, 0]).mask((3, 4))
    assert np.argwhere(points).tolist() == [[0, 0], [1, 3]]


@pytest.mark.parametrize("kind", ["rectangle", "oval", "polygon", "freehand", "line", "polyline", "point"])
def test_mask_is_cut_off_at_the_edge_and_may_be_empty(kind: str) -> None:
    outside = Roi(kind, [-20, -10], [-20, -12])
    assert not outside.mask((4, 4)).any()
    assert not Roi(kind, [], []).mask((4, 4)).any()
    whole = Roi("rectangle", [-5, 50], [-5, 50])
    assert whole.mask((4, 4)).all()


coordinate = st.floats(-3, 12).map(lambda value: round(value, 3))


@given(st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=7))
def test_filling_agrees_with_the_winding_of_each_centre(corners: list[tuple[float, float]]) -> None:
    """Count crossings of a ray to the right of each pixel's centre, one by one."""
    x, y = zip(*corners, strict=True)
    mask = Roi("polygon", x, y).mask((8, 9))
    for row in range(8):
        for column in range(9):
            crossings, close = 0, False
            for index in range(len(x)):
                x1, y1, x2, y2 = x[index - 1], y[index - 1], x[index], y[index]
                # As in ImageJ, a centre on a lower border is inside, one on an upper border outside.
                if (y1 < row + 0.5) != (y2 < row + 0.5):
                    at = x1 + (row + 0.5 - y1) / (y2 - y1) * (x2 - x1)
                    close = close or abs(at - column - 0.5) < 1e-9
                    crossings += at > column + 0.5
            assert close or mask[row, column] == (crossings % 2 == 1)


def test_wire_forms() -> None:
    roi = Roi("Polygon", [1, 2, 3], [1, 2, 1], name="a", group=2, position={"Z": 1})
    name, value = roi.__drua_wire__()
    assert (name, value) == ("drua.Rois", [roi.to_wire()])
    assert from_wire(name, value) == roi
    assert Roi.from_wire((name, value)) == roi
    both = from_wire("drua.Rois", [roi.to_wire(), Roi("point", 1, 1).to_wire()])
    assert isinstance(both, Rois) and [item.type for item in both] == ["polygon", "point"]
    name, value = Points([1.5], [2.5], name="p").__drua_wire__()
    assert name == "drua.Points"
    points = from_wire(name, value)
    assert isinstance(points, Points) and (points.x.tolist(), points.y.tolist()) == ([1.5], [2.5])
    table = from_wire("drua.Table", {"a": [1]})
    assert isinstance(table, Table) and Table.from_wire(("drua.Table", {"a": [1]})) == table
    several = from_wire("drua.Results", [1, 2])
    assert isinstance(several, Several) and list(several) == [1, 2]
    assert from_wire("drua.FromTheFuture", 3) == 3


def test_wrong_rois_are_named() -> None:
    with pytest.raises(ValueError, match=r"expected a type of point, .*found 'circle'"):
        Roi("circle", 1, 1)
    with pytest.raises(ValueError, match="of one length"):
        Roi("polygon", [1, 2], [1])
    with pytest.raises(TypeError, match="expected a ROI, found int"):
        Roi.from_wire(3)
    with pytest.raises(TypeError, match="expected Roi, found str"):
        Rois(["x"])  # type: ignore[list-item]


def test_table() -> None:
    table = Table({"a": np.array([1, 2], np.uint8)}, b=[1.5, None], c=["x", np.float32(2)])
    assert (len(table), table.names, table["a"]) == (2, ("a", "b", "c"), [1, 2])
    assert list(table.rows())[1] == {"a": 2, "b": None, "c": 2.0}
    kind, columns = table.__drua_wire__()
    assert kind == "drua.Table" and isinstance(columns, dict)
    assert columns.pop("a").tolist() == [1.0, 2.0]
    assert columns == {"b": [1.5, None], "c": ["x", 2.0]}
    assert Table(table.to_dict()) == table != Table(a=[1])
    assert (len(Table()), "a" in table, repr(table)) == (0, True, "Table(2 rows: a, b, c)")
    for columns in ({"a": [1], "b": []}, {"a": "text"}, {"a": 3}, {"a": np.zeros((2, 2))}):
        with pytest.raises(ValueError, match="Table: "):
            Table(columns)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="found int"):
        Table.from_wire(3)


def test_figure() -> None:
    rgba = np.zeros((2, 3, 4), np.uint8)
    name, value = Figure(rgba).__drua_wire__()
    assert name == "drua.Figure" and isinstance(value, dict)
    assert (value["width"], value["height"]) == (3, 2)
    with pytest.raises(ValueError, match=r"expected \(Y, X, 4\) of uint8"):
        Figure(np.zeros((2, 3)))
