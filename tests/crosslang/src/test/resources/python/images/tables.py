"""`ij.measure.ResultsTable`, by column, both ways."""

import datetime

from drua import ConversionError, ImageStateError, Table

ResultsTable = jimport("ij.measure.ResultsTable")
pandas = polars = None
with contextlib.suppress(ImportError):
    import pandas
with contextlib.suppress(ImportError):
    import polars


def columns(table):
    """Return the columns of a table as lists, None for gaps."""
    found = ij.frame_of(table, "dict")
    return {name: [None if cell is None or cell != cell else cell for cell in values] for name, values in found.items()}


def round_trip(**values):
    """Take columns to ImageJ and back."""
    return columns(ij.table_of(values))


def test_masked_values_are_gaps():
    numbers = np.ma.masked_array([1, 2**60 + 1, 3], [False, True, False])
    texts = np.ma.masked_array(["a", "b", "c"], [False, False, True])
    read = ij.frame_of(ij.table_of({"n": numbers, "t": texts}), "dict")
    assert np.array_equal(read["n"], [1, np.nan, 3], equal_nan=True)
    assert read["t"] == ["a", "b", None]


def test_a_single_value_is_no_column():
    with raises(ConversionError, "expected one axis"):
        ij.table_of({"a": np.array(5)})


def test_numbers_are_the_tables_own():
    table = ij.table_of({"a": np.array([1.5, np.nan, np.inf]), "n": np.arange(3, dtype=np.uint8)})
    assert (table.size(), table.getValue("a", 0), table.getValue("n", 2)) == (3, 1.5, 2.0)
    assert table.getStringValue("a", 1) == "NaN"
    assert columns(table) == {"a": [1.5, None, float("inf")], "n": [0, 1, 2]}


def test_a_large_table_keeps_every_bit():
    block = np.random.default_rng(3).normal(0, 1e3, (4, 100_003))
    block[2, 5] = np.nan
    table = ij.table_of({f"c{number}": values for number, values in enumerate(block)})
    back = ij.frame_of(table, "dict")
    assert [back[f"c{number}"].tobytes() for number in range(4)] == [values.tobytes() for values in block]


def test_texts_mixed_cells_and_gaps():
    values = {"t": ["a", None, ""], "m": ["b", 2.5, None], "e": ["", "", ""], "g": [None, None, None]}
    assert round_trip(**values) == values
    assert round_trip(n=["", 1.0, 2.0]) == {"n": [None, 1.0, 2.0]}


def test_any_character():
    texts = ["µm²", "細胞", "😀", "tab\there", "two\nlines", "a\0b", "\ud800"]
    assert round_trip(**{"größe": texts}) == {"größe": texts}


def test_truth_dates_durations():
    found = round_trip(
        b=[True, False],
        d=np.array(["2024-05-01", "NaT"], "M8[D]"),
        o=[datetime.datetime(2024, 5, 1, 10), None],
        s=np.array([1500, 0], "m8[ms]"),
    )
    assert found == {"b": [1, 0], "d": ["2024-05-01", None], "o": ["2024-05-01T10:00:00", None], "s": [1.5, 0]}


def test_row_labels():
    table = ij.table_of({"a": [1.0, 2.0, 3.0], "Label": ["x", None, "z"]})
    assert [table.getLabel(row) for row in range(3)] == ["x", None, "z"]
    assert table.getColumnIndex("Label") == -1
    assert columns(table) == {"Label": ["x", None, "z"], "a": [1, 2, 3]}
    assert columns(ij.table_of({"Label": [1.0, 2.0]})) == {"Label": [1, 2]}


def test_labels_with_another_heading_and_empty_labels():
    table = ResultsTable()
    for row in range(2):
        table.addRow()
        table.addLabel("Cell", f"c{row}")
        table.addValue("a", float(row))
    assert columns(table) == {"Cell": ["c0", "c1"], "a": [0, 1]}


def test_tables_that_imagej_makes():
    for empty, none in ((False, 0), (True, None)):
        table = ResultsTable()
        table.setNaNEmptyCells(empty)
        for row in range(3):
            table.addRow()
            table.addValue("n", row + 0.5)
            if row == 1:
                table.addValue("t", "one")
        table.deleteColumn("n")
        # The first text of a column gives the cells before it an empty one.
        assert columns(table) == {"t": ["" if empty else 0, "one", none]}


def test_empty_tables():
    assert columns(ResultsTable()) == {}
    table = ij.table_of({"a": [], "Label": []})
    assert table.size() == 0 and columns(table) == {"a": [], "Label": []}
    assert columns(ij.table_of({})) == {}


def test_more_columns_than_a_table_has_at_first():
    assert len(round_trip(**{f"c{number}": [float(number)] for number in range(400)})) == 400


def test_names():
    assert list(columns(ij.table_of({"": [1], 5: [2]}))) == ["C1", "5"]
    with raises(ConversionError, "two columns named '1'", "rename"):
        ij.table_of({1: [1], "1": [2]})
    with raises(ConversionError, "tab or line end"):
        ij.table_of({"a\tb": [1]})
    table = ResultsTable()
    table.addRow()
    for number in range(2):
        table.setHeading(number, "a")
        table.setValue(number, 0, float(number))
    assert columns(table) == {"a": [0], "a_2": [1]}


def test_what_imagej_cannot_hold():
    with raises(ConversionError, "'a', row 1: 9007199254740993", "astype"):
        ij.table_of({"a": [1, 2**53 + 1]})
    with raises(ConversionError, "complex"):
        ij.table_of({"a": np.zeros(2, complex)})
    with raises(ConversionError, "one length.*'a': 1, 'b': 2"):
        ij.table_of({"a": [1], "b": [1, 2]})
    with raises(ConversionError, "expected a table, found int"):
        ij.table_of(3)
    with raises(ValueError, "kind: expected"):
        ij.frame_of(ResultsTable(), "arrow")
    with raises(ConversionError, "table of ImageJ or its title, found int"):
        ij.frame_of(3)
    with raises(ImageStateError, "no table 'nowhere' is open"):
        ij.frame_of("nowhere")


def test_decimal_places():
    table = ij.table_of({"a": [0.123456], "b": [2.5], "n": [7]}, decimals={"a": 5})
    assert [table.getStringValue(name, 0) for name in "abn"] == ["0.12346", "2.500", "7"]
    assert ij.table_of({"a": [0.5]}, decimals=1).getStringValue("a", 0) == "0.5"


def test_rows_are_added():
    table = ij.table_of({"a": [0.123456, 1.0], "t": ["x", None], "only": [1, 2]}, decimals={"a": 5})
    ij.append_rows(table, {"a": [0.5], "t": ["y"], "new": ["z"]})
    assert columns(table) == {
        "a": [0.123456, 1, 0.5],
        "t": ["x", None, "y"],
        "only": [1, 2, None],
        "new": [None, None, "z"],
    }
    assert table.getStringValue("a", 2) == "0.50000"
    with raises(ConversionError, "complex"):
        ij.append_rows(table, {"a": [1.0], "c": [1j]})
    assert table.size() == 3


def test_texts_after_numbers_leave_the_gaps():
    table = ij.table_of({"a": [1.0, np.nan]})
    ij.append_rows(table, {"a": ["x", None]})
    assert columns(table) == {"a": [1, None, "x", None]}


def test_the_systems_table():
    table = ij.results()
    table.reset()
    ij.append_rows("Results", {"Area": [1.5, 2.5]})
    assert IJ.runMacro("return '' + nResults + ' ' + getResult('Area', 1);") == "2 2.5"
    assert columns("Results") == {"Area": [1.5, 2.5]}
    table.reset()


def test_pandas_frames():
    if pandas is None:
        return
    frame = pandas.DataFrame(
        {"a": [1.5, 2.5], "t": ["x", None], "c": pandas.Categorical(["u", "v"]), "i": pandas.array([1, None], "Int64")}
    )
    assert columns(ij.table_of(frame)) == {"a": [1.5, 2.5], "t": ["x", None], "c": ["u", "v"], "i": [1, None]}
    named = frame[["a"]].set_index(pandas.Index([7, 8], name="cell"))
    assert columns(ij.table_of(named)) == {"cell": [7, 8], "a": [1.5, 2.5]}
    assert columns(ij.table_of(frame[["a"]][frame.a > 2])) == {"a": [2.5]}
    labelled = frame[["a"]].set_index(pandas.Index(["p", "q"]))
    assert [ij.table_of(labelled).getLabel(row) for row in range(2)] == ["p", "q"]
    levels = frame[["a"]].set_index(pandas.MultiIndex.from_tuples([(1, "x"), (2, "y")], names=["k", None]))
    assert columns(ij.table_of(levels)) == {"k": [1, 2], "level_1": ["x", "y"], "a": [1.5, 2.5]}
    grouped = frame[["a"]].agg(["min"]).T
    assert columns(ij.table_of(grouped)) == {"Label": ["a"], "min": [1.5]}
    twice = pandas.concat([frame[["a"]], frame[["a"]]], axis=1)
    with raises(ConversionError, "two columns named 'a'"):
        ij.table_of(twice)


def test_a_frame_of_numbers_has_one_block():
    if pandas is None:
        return
    table = ij.table_of({"a": [1.0, 2.0], "b": [3.0, np.nan]}, "numbers")
    frame = ij.frame_of(table)
    assert isinstance(frame, pandas.DataFrame) and frame.attrs["title"] == "numbers"
    assert np.shares_memory(frame["a"].to_numpy(), frame.to_numpy())
    assert frame.dtypes.tolist() == [np.float64, np.float64] and frame["b"].isna().tolist() == [False, True]
    assert columns(ij.table_of(frame)) == {"a": [1, 2], "b": [3, None]}


def test_polars_frames():
    if polars is None:
        return
    frame = polars.DataFrame({"a": [1.5, None], "t": ["x", None], "n": [1, None]})
    table = ij.table_of(frame)
    assert columns(table) == {"a": [1.5, None], "t": ["x", None], "n": [1, None]}
    back = ij.frame_of(table, "polars")
    assert back["t"].to_list() == ["x", None] and back["a"].dtype == polars.Float64
    assert ij.frame_of(ij.table_of({"m": ["x", 1.5]}), "polars")["m"].to_list() == ["x", "1.5"]


def test_tables_find_their_family():
    made = ij.to_java(Table(a=[1, 2], t=["x", "y"]))
    assert made.getStringValue("t", 1) == "y"
    found = ij.from_java(made)
    assert list(found["a"]) == [1.0, 2.0] and list(found["t"]) == ["x", "y"]
    shown = ij.show({"a": [1.0]}, "numbers")
    assert shown.getTitle() == "numbers" and shown.size() == 1
    if not jimport("java.awt.GraphicsEnvironment").isHeadless():
        ij.append_rows("numbers", {"a": [2.5]})
        assert columns("numbers") == {"a": [1, 2.5]}
        jimport("ij.WindowManager").getFrame("numbers").close()
