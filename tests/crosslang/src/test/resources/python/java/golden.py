"""Every row of tests/contract/conversions.json, in both directions."""

import datetime
import decimal
import enum
import json
import pathlib
import uuid

import numpy

Golden = jimport("io.drua.crosslang.java.Golden")
ROWS = json.loads(pathlib.Path(GOLDEN_FILE).read_text(encoding="utf-8"))["rows"]
Golden.load([row for row in ROWS if row.get("only") != "wire"])


def evaluated(row, field):
    return eval(row.get(field, row["python"]))


def plain(value):
    """As `to_python`, with arrays of numbers as NumPy's, also within arrays."""
    found = to_python(value)
    return [plain(part) for part in found] if type(found) is list else found


def wrong(direction):
    """Go through the rows, and return what is wrong, by name."""
    found = {}
    for row in ROWS:
        if row.get("only", direction) != direction:
            continue
        try:
            text = DIRECTIONS[direction](row)
        except Exception as failed:
            text = f"{type(failed).__name__}: {failed}"
        if text is not None:
            found[f"{row['row']}: {row['name']}"] = str(text)
    return found


def python_to_java(row):
    value = evaluated(row, "python")
    if "target" in row:
        return Golden.differs(row["row"], row["name"], to_java(value, row["target"]))
    return Golden.differs(row["row"], row["name"], value) or Golden.differs(row["row"], row["name"], to_java(value))


def java_to_python(row):
    found, expected = plain(Golden.value(row["row"], row["name"])), evaluated(row, "back")
    return None if alike(found, expected) else f"expected {expected!r}, found {found!r}"


def from_block(row):
    if "block" not in row or row.get("only") == "java":
        return None
    found, expected = _core.decode(bytes.fromhex(row["block"])), evaluated(row, "back")
    return None if alike(found, expected) else f"expected {expected!r}, found {found!r}"


DIRECTIONS = {"java": python_to_java, "python": java_to_python, "block": from_block}


def test_python_to_java():
    assert wrong("java") == {}, wrong("java")


def test_java_to_python():
    assert wrong("python") == {}, wrong("python")


def test_blocks_are_read():
    assert wrong("block") == {}, wrong("block")


def test_there_and_back_by_a_call():
    same = jimport("io.drua.crosslang.java.Callbacks").same
    for row in ROWS:
        if "target" in row or "only" in row or "cast" in row["python"] or "numpy" in row.get("back", ""):
            continue
        expected = evaluated(row, "back")
        assert alike(to_python(same(evaluated(row, "python"))), expected), row
