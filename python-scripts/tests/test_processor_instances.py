"""Processors that are classes, and routines that are used as processors."""

from __future__ import annotations

import logging
import sys
from typing import Any

import numpy as np
import pytest
from conftest import FakeCore, Write
from test_processor_calls import bind, plane, reply

from drua import ResultError, RoutineExitError
from drua._bound import BoundProcessor

# -- Classes --

COUNTER = """
seen = []
@processor
class Counter:
    def __init__(self, first: int = 0, fail: str = "") -> None:
        self.number = first
        self.fail = fail
        seen.append("init")
    def start(self, summary: FrameMetadata) -> None:
        if self.fail == "start":
            raise ValueError("not today")
        seen.append(("start", dict(summary), summary.readonly))
    def process(self, image: Image) -> None:
        self.number += 1
        record(n=self.number)
    def stop(self) -> None:
        seen.append(("stop", self.number))
        if self.fail:
            raise SystemExit(self.fail)
"""


def seen(bound: BoundProcessor) -> list[Any]:
    module = sys.modules[bound._known.signature.function.__module__]
    found: list[Any] = module.seen
    return found


def test_instance_is_started_and_stopped(write: Write, core: FakeCore) -> None:
    core.blocks = {b"summary": {"Prefix": "run"}}
    bound = bind(write(COUNTER), "Counter", first=5)
    assert seen(bound) == []
    bound.start(b"summary")
    assert [reply(bound, plane())["rows"][0]["n"] for _ in range(2)] == [6, 7]
    bound.stop()
    bound.stop()
    assert seen(bound) == ["init", ("start", {"Prefix": "run"}, True), ("stop", 7)]
    # One that runs is stopped before the next starts; a frame without a start makes one as well.
    bound.start(b"summary")
    bound.start(None)
    bound.stop()
    assert reply(bound, plane())["rows"] == [{"n": 6}]
    assert seen(bound)[3:] == [
        "init", ("start", {"Prefix": "run"}, True), ("stop", 5), "init", ("start", {}, True), ("stop", 5),
        "init", ("start", {}, True),
    ]  # fmt: skip


def test_each_use_has_an_instance_of_its_own(write: Write) -> None:
    path = write(COUNTER)
    one, two = bind(path, "Counter"), bind(path, "Counter", first=10)
    one.start(None)
    two.start(None)
    assert [reply(bound, plane())["rows"][0]["n"] for bound in (one, two, one)] == [1, 11, 2]


@pytest.mark.parametrize(
    "methods",
    ["", "def start(self): ...", "def start(self, summary=None): ...", "def start(self, *rest): ..."],
)
def test_methods_that_a_class_may_leave_out(write: Write, methods: str) -> None:
    path = write(f"@processor\nclass F:\n    def process(self, image: Image) -> None: image += 1\n    {methods}")
    bound = bind(path, "F")
    bound.start(b"summary")
    image = plane()
    assert bound(image) is None and image[0, 0] == 1
    bound.stop()


def test_failures_of_start_and_stop(write: Write) -> None:
    path = write(COUNTER)
    bound = bind(path, "Counter", fail="start")
    with pytest.raises(ValueError, match="not today"):
        bound.start(None)
    bound.stop()
    assert seen(bound) == ["init"]
    bound = bind(path, "Counter", fail="stop")
    bound.start(None)
    with pytest.raises(RoutineExitError, match=r"routine 'Counter' called sys.exit\('stop'\)"):
        bound.stop()
    bound.stop()


# -- Routines as processors --


def test_routine_in_place_and_with_an_image(write: Write) -> None:
    path = write("""
        @routine
        def f(image: Image, by: int = 2) -> None:
            image += by
        @routine
        def g(image: Image) -> Image:
            return image * 2.0
        @routine
        def h(image: Image) -> Labels:
            return (np.asarray(image) > 5).astype("int64")
    """)
    image = plane()
    assert bind(path, by=3)(image) is None and image[0, 0] == 3
    ((doubled, _, _),) = reply(bind(path, "g"), plane())["images"]
    assert (doubled.dtype, doubled.max()) == (np.float32, 22)
    ((labels, _, _),) = reply(bind(path, "h"), plane())["images"]
    assert (labels.dtype, labels.max()) == (np.uint16, 1)
    assert bind(path).describe()["writes"] is True and bind(path, "g").describe()["writes"] is False


def test_numbers_and_tables_of_a_routine_are_recorded(write: Write) -> None:
    path = write("""
        @routine
        def f(image: Image) -> float:
            record(own=1)
            return image.max()
        @routine
        def g(image: Image) -> Table:
            return Table(a=[1, None], b=["x", "y"])
        @routine
        def h(image: Image) -> tuple[Image, float, Table]:
            return image + 1, 2.5, Table(c=[True])
    """)
    assert reply(bind(path), plane()) == {"rows": [{"own": 1}, {"value": 11}]}
    assert reply(bind(path, "g"), plane()) == {"rows": [{"a": 1, "b": "x"}, {"b": "y"}]}
    found = reply(bind(path, "h"), plane())
    assert found["rows"] == [{"value": 2.5}, {"c": True}] and len(found["images"]) == 1


def test_other_results_of_a_routine_are_left_out_and_logged_once(
    write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    bound = bind(write("@routine\ndef f(image: Image) -> tuple[str, float]:\n    return 'text', 1.0"))
    with caplog.at_level(logging.WARNING, "drua"):
        assert [reply(bound, plane()) for _ in range(3)] == [{"rows": [{"value": 1.0}]}] * 3
    assert len(caplog.records) == 1 and "results of type str are left out" in caplog.text


def test_result_of_a_routine_is_still_checked(write: Write) -> None:
    bound = bind(write("@routine\ndef f(image: Image) -> float:\n    return 'x'"))
    with pytest.raises(ResultError, match="expected to return a number"):
        bound(plane())
