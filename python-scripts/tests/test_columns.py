"""Columns as ImageJ's tables have them, without a JVM."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

import numpy as np
import pytest

from drua import ConversionError
from drua._columns import cells_of, joined, split

NAN = float("nan")


def plain(values: Any) -> list[Any]:
    """Return a column's cells, None for gaps."""
    merged = cells_of("a", values).merged
    return [None if cell is None or cell != cell else cell for cell in merged]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], [1.0, 2.0]),
        ([True, False], [1.0, 0.0]),
        ([1.5, NAN], [1.5, None]),
        ([1, None, 2.5], [1.0, None, 2.5]),
        (["a", None, ""], ["a", None, ""]),
        (["a", 1, True, NAN], ["a", 1.0, 1.0, None]),
        (["", 1.0], [None, 1.0]),
        (["", ""], ["", ""]),
        ([None, None], [None, None]),
        ([], []),
        (np.array(["x", "y"]), ["x", "y"]),
        (np.array([1, 2], ">i2"), [1.0, 2.0]),
        (np.array([0.5, 2], np.float16), [0.5, 2.0]),
        (np.array(["2024-05-01", "NaT"], "M8[D]"), ["2024-05-01", None]),
        (np.array([1500, "NaT"], "m8[ms]"), [1.5, None]),
        ([datetime.date(2024, 5, 1), datetime.time(3)], ["2024-05-01", "03:00:00"]),
        ([datetime.timedelta(seconds=2), decimal.Decimal("0.1")], [2.0, 0.1]),
        ([np.datetime64("2024-05-01"), np.float32(0.5), np.bool_(True)], ["2024-05-01", 0.5, 1.0]),
        (np.array([2**53, -(2**53)]), [2.0**53, -(2.0**53)]),
        (np.array([2**60, 2**63], np.uint64), [2.0**60, 2.0**63]),
        ([2**70], [2.0**70]),
    ],
)
def test_cells(values: Any, expected: list[Any]) -> None:
    """Numbers, texts and gaps, whatever they come as."""
    assert plain(values) == expected


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (np.array([1, 2**53 + 1]), r"'a', row 1: 9007199254740993 has no exact"),
        (np.array([2**63 - 1]), "row 0: 9223372036854775807"),
        (np.array([2**64 - 1], np.uint64), "row 0: 18446744073709551615"),
        ([1.5, 2**53 + 1], "row 1: 9007199254740993"),
        ([10**400, 1.5], "row 0: 1000"),
        ([1j], "row 0: .* complex"),
        (np.array([1j]), "complex128"),
        ([b"x"], "row 0: .* bytes"),
        ([[1], "x"], "row 0: .* list"),
        (["x", np.zeros(2)], "row 1: .* ndarray"),
        (np.zeros((2, 2)), r"one axis, found the shape \(2, 2\)"),
        ("abc", "expected a list of values, found str"),
        (3, "expected a list of values, found int"),
    ],
)
def test_what_no_table_holds(values: Any, text: str) -> None:
    """Nothing is rounded or dropped without a word."""
    with pytest.raises(ConversionError, match=text):
        cells_of("a", values)


def test_float64_is_not_copied() -> None:
    """The column is the array's own memory."""
    values = np.arange(4.0)
    assert np.shares_memory(cells_of("a", values).values, values)


@pytest.mark.parametrize(
    "texts", [["a", None, "", "bcd"], ["µm", "細胞", "😀", None, "x😀y"], ["\ud800", "a"], [None], [], ["", "a\0b\n"]]
)
def test_texts_cross_and_return(texts: list[str | None]) -> None:
    """Any character, empty and missing texts."""
    units, lengths = joined(texts)
    assert units.dtype == np.uint16 and lengths.dtype == np.int32 and len(units)
    assert split(units[: int(lengths[lengths > 0].sum())], lengths) == texts


def test_pandas_series() -> None:
    """Pandas' own kinds of columns."""
    pandas = pytest.importorskip("pandas")
    assert plain(pandas.Series([1, None, 3], dtype="Int64")) == [1.0, None, 3.0]
    assert plain(pandas.Series([True, None], dtype="boolean")) == [1.0, None]
    assert plain(pandas.Series(["a", None], dtype="string")) == ["a", None]
    assert plain(pandas.Series(["a", "b", None], dtype="category")) == ["a", "b", None]
    assert plain(pandas.Series([1, 5, 1], dtype="category")) == [1.0, 5.0, 1.0]
    zoned = pandas.Series(pandas.to_datetime(["2024-05-01T10:00", None])).dt.tz_localize("UTC")
    assert plain(zoned) == ["2024-05-01T10:00:00+00:00", None]
    with pytest.raises(ConversionError, match="9007199254740993"):
        cells_of("a", pandas.Series([2**53 + 1, None], dtype="Int64"))


def test_polars_series() -> None:
    """Polars' own kinds of columns."""
    polars = pytest.importorskip("polars")
    assert plain(polars.Series([1, None, 3])) == [1.0, None, 3.0]
    assert plain(polars.Series(["a", None])) == ["a", None]
    assert plain(polars.Series(["a", None, "b"], dtype=polars.Categorical)) == ["a", None, "b"]
    assert plain(polars.Series([True, None])) == [1.0, None]
    assert plain(polars.Series([datetime.date(2024, 5, 1), None])) == ["2024-05-01", None]
    with pytest.raises(ConversionError, match="9007199254740993"):
        cells_of("a", polars.Series([2**53 + 1, None]))
    with pytest.raises(ConversionError, match="row 0"):
        cells_of("a", polars.Series([[1, 2], [3]]))
