"""What Java does to Python objects, without Java."""

from __future__ import annotations

import collections
import datetime
import decimal
import enum
import pathlib
import types
import uuid
from typing import Any

import numpy as np
import pytest

from drua import _operations as operations
from drua import _plain
from drua._typed import Wire


class Colour(enum.IntEnum):
    RED = 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({1}, ("set", [1])),
        (frozenset(), ("set", [])),
        (Colour.RED, ("enum.Enum", ["RED", 1])),
        (1 + 2j, ("complex", [1.0, 2.0])),
        (datetime.datetime(2024, 1, 2), ("datetime.datetime", "2024-01-02T00:00:00")),
        (datetime.date(2024, 1, 2), ("datetime.date", "2024-01-02")),
        (datetime.time(1, 2), ("datetime.time", "01:02:00")),
        (datetime.timedelta(days=-1, microseconds=5), ("datetime.timedelta", [-1, 0, 5])),
        (decimal.Decimal("1.10"), ("decimal.Decimal", "1.10")),
        (uuid.UUID(int=5), ("uuid.UUID", "00000000-0000-0000-0000-000000000005")),
        (pathlib.PurePosixPath("a/b"), ("pathlib.Path", "a/b")),
        (object(), None),
        ("text", None),
        ([1], None),
    ],
)
def test_values_are_described(value: object, expected: object) -> None:
    assert _plain.describe(value) == expected


def test_plain_goes_into_containers() -> None:
    found = _plain.plain({"a": [{1}, (datetime.date(2024, 1, 2),)], Colour.RED: None})
    assert isinstance(found["a"][0], Wire)
    assert found["a"][0].value == [1]
    assert found["a"][1][0].name == "datetime.date"
    assert [key.name for key in found if isinstance(key, Wire)] == ["enum.Enum"]


def test_plain_ends_in_cycles() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    found = _plain.plain(cycle)
    for _ in range(150):
        found = found[0]
    assert isinstance(found, list)


def test_described_knows_values_and_objects() -> None:
    assert operations.described(object()) is None
    assert operations.described(5) == 5
    assert operations.described(np.float32(2)) == 2
    assert operations.described({1}).name == "set"


@pytest.mark.parametrize(
    ("value", "kind", "mutable"),
    [
        ([], "sequence", True),
        ((), "sequence", False),
        (collections.deque(), "sequence", True),
        ({}, "mapping", True),
        (types.MappingProxyType({}), "mapping", False),
        (set(), "set", True),
        ({}.keys(), "set", False),
        (5, "", False),
        (np.zeros(2), "", False),
    ],
)
def test_kinds_of_containers(value: object, kind: str, mutable: bool) -> None:
    assert operations.kind(value) == kind
    assert operations.is_mutable(value) is mutable


def test_methods_of_interfaces() -> None:
    class Target:
        def run(self, n: int) -> int:
            return n

        def in_(self) -> int:
            return 3

    target = Target()
    assert operations.call_method(target, "run", 2) == 2
    assert operations.call_method(target, "in") == 3
    assert not operations.has_method(target, "stop")
    with pytest.raises(operations.MissingMethodError, match=r"Target has no method 'stop'.*1 parameter "):
        operations.call_method(target, "stop", 1)


def test_equality_of_proxies() -> None:
    class Panel:
        def heard(self) -> None: ...

    panel = Panel()
    assert operations.proxy_equal(panel.heard, panel.heard, True)
    assert operations.proxy_hash(panel.heard) == operations.proxy_hash(panel.heard)
    assert not operations.proxy_equal(panel.heard, Panel().heard, True)
    assert not operations.proxy_equal([], [], True)
    assert not operations.proxy_equal(panel, panel, False)
    assert 0 <= operations.proxy_hash([]) < 1 << 31


def test_lists_and_maps_answer_as_java_asks() -> None:
    values = [1, 2.0, "x"]
    assert operations.list_find(values, 2, False) == 1
    assert operations.list_find(values, "none", True) == -1
    with pytest.raises(IndexError):
        operations.list_insert(values, 4, 0)
    defaults = collections.defaultdict(int, a=1)
    assert operations.map_get(defaults, "none") is None
    assert operations.map_put(defaults, "a", 2) == 1
    assert operations.map_pop(defaults, "none") is None
    assert dict(defaults) == {"a": 2}
    inner = operations.element([1])
    assert inner.name == "drua.Held"
    assert inner.value[0] == "sequence"


def test_iterators_notice_changes() -> None:
    data = {"a": 1, "b": 2}
    keys = operations.keys_of(data)
    assert operations.entry_at(data, keys, 0, 2) == ["a", 1]
    assert operations.remove_key(data, keys, 0) == 1
    with pytest.raises(operations.ChangedError):
        operations.entry_at(data, keys, 1, 2)
    del data["b"]
    data["c"] = 3
    with pytest.raises(operations.ChangedError):
        operations.entry_at(data, keys, 1, 1)


def test_iteration_and_with() -> None:
    values = iter([{1}])
    assert operations.advance(values)[0].name == "set"
    assert operations.advance(values) == []
    seen: list[object] = []
    assert operations.run_with(_manager(), seen.append)
    assert seen == ["value"]


def _manager() -> Any:
    import contextlib

    return contextlib.nullcontext("value")
