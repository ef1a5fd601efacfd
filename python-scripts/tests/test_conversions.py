"""The golden table of conversions: what Python itself makes of its values, without a Java."""

from __future__ import annotations

import datetime
import decimal
import enum
import importlib
import json
import pathlib
import sys
import uuid
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy
import pytest
from conftest import ROOT, FakeCore

import drua.java
from drua import _typed

ROWS: list[dict[str, Any]] = json.loads(
    (ROOT.parent / "tests" / "contract" / "conversions.json").read_text(encoding="utf-8")
)["rows"]
TYPED = [row for row in ROWS if "typed" in row.get("wire", {})]
NAMES = {
    "numpy": numpy,
    "datetime": datetime,
    "decimal": decimal,
    "enum": enum,
    "pathlib": pathlib,
    "uuid": uuid,
}


@pytest.fixture
def values(core: FakeCore) -> Iterator[ModuleType]:
    """Return the module that describes values; it needs a host to be there, but asks it nothing."""
    before = set(sys.modules)
    yield importlib.import_module("drua.java._values")
    for name in set(sys.modules) - before:
        del sys.modules[name]


def title(row: dict[str, Any]) -> str:
    return f"{row['row']}: {row['name']}"


def evaluated(row: dict[str, Any], field: str) -> Any:
    return eval(row.get(field, row["python"]), NAMES)


def plain(tree: dict[str, Any]) -> Any:
    """Return the value that the notation of the table means."""
    ((kind, content),) = tree.items()
    if kind == "list":
        return [plain(entry) for entry in content]
    return None if kind == "null" else {"int": int, "float": float, "text": str}[kind](content)


def test_the_table_has_every_row_of_the_contract() -> None:
    groups = {row["row"] for row in ROWS}
    assert len(groups) == 7 and all(sum(row["row"] == group for row in ROWS) for group in groups)
    assert len({title(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", TYPED, ids=title)
def test_values_without_a_tag_travel_under_a_name(row: dict[str, Any], values: ModuleType) -> None:
    name, content = row["wire"]["typed"]
    assert values.describe(evaluated(row, "python")) == (name, plain(content))


@pytest.mark.parametrize("row", [row for row in TYPED if "only" not in row], ids=title)
def test_they_come_back_as_they_were(row: dict[str, Any]) -> None:
    name, content = row["wire"]["typed"]
    found, expected = _typed.standard(name, plain(content)), evaluated(row, "back")
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize("row", [row for row in TYPED if "only" not in row and row["java"].get("value")], ids=title)
def test_their_java_class_is_known(row: dict[str, Any], values: ModuleType) -> None:
    assert row["java"]["class"] in values.java_names(evaluated(row, "python"))


def test_values_of_no_other_kind(values: ModuleType) -> None:
    assert values.describe(object()) is None and values.java_names(object()) == []
    assert values.describe(range(2)) == ("list", [0, 1])
    assert values.describe({"a": 1}.keys()) == ("set", ["a"])
    assert _typed.standard("set", [[1]]) == [[1]] and _typed.standard("unknown", 5) == ("unknown", 5)


def test_outside_a_host_names_say_where_they_work() -> None:
    assert set(dir(drua.java)) == set(drua.java.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = drua.java.nothing
    for name in drua.java.__all__:
        with pytest.raises(RuntimeError, match="needs a Java host"):
            getattr(drua.java, name)
