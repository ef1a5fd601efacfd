"""`org.scijava.table.Table`, by column, both ways."""

from drua import ConversionError

add_path(IMAGEJ2)

DefaultGenericTable = jimport("org.scijava.table.DefaultGenericTable")


def test_columns_keep_their_types():
    values = {
        "d": np.array([1.5, np.nan]),
        "n": np.array([1, 2**53 + 1]),
        "b": np.array([True, False]),
        "f": np.array([0.5, 1], np.float32),
        "i": np.array([1, 2], np.int32),
        "t": ["x", None],
    }
    table = ij.table_of(values, kind="scijava")
    assert (table.getRowCount(), table.getColumnCount(), table.getColumnHeader(0)) == (2, 6, "d")
    assert table.get(1, 1) == 2**53 + 1 and table.get(5, 0) == "x" and table.get(5, 1) is None
    back = ij.frame_of(table, "dict")
    assert list(back) == list(values) and back["t"] == ["x", None]
    assert all(same_pixels(back[name], values[name]) for name in "dnbfi")


def test_other_numbers_become_double():
    found = ij.frame_of(ij.table_of({"u": np.array([1, 65535], np.uint16)}, kind="scijava"), "dict")["u"]
    assert found.dtype == np.float64 and found.tolist() == [1, 65535]
    with raises(ConversionError, "18446744073709551615"):
        ij.table_of({"u": np.array([2**64 - 1], np.uint64)}, kind="scijava")


def test_an_array_may_be_longer_than_its_column():
    column = jimport("org.scijava.table.LongColumn")("n")
    column.ensureCapacity(100)
    for number in (3, 4):
        column.addValue(number)
    table = DefaultGenericTable()
    table.add(column)
    assert ij.frame_of(table, "dict")["n"].tolist() == [3, 4]


def test_row_headers_and_columns_without_a_name():
    table = DefaultGenericTable()
    for _ in range(2):
        column = jimport("org.scijava.table.DoubleColumn")()
        column.fill(array("double", [1.0, 2.0]))
        table.add(column)
    table.setRowHeader(1, "second")
    back = ij.frame_of(table, "dict")
    assert list(back) == ["Label", "C1", "C2"]
    assert back["Label"] == [None, "second"]


def test_tables_find_their_family():
    table = ij.table_of({"a": [1.0, 2.0], "t": ["x", "y"]}, kind="scijava")
    assert list(ij.from_java(table)["t"]) == ["x", "y"]
    assert ij.show(table, "shown").getStringValue("t", 1) == "y"
    if not jimport("java.awt.GraphicsEnvironment").isHeadless():
        jimport("ij.WindowManager").getFrame("shown").close()
    with raises(ValueError, "kind: expected"):
        ij.table_of({}, kind="excel")
