"""Python calls Java: the workloads of ``drua.java`` and its peers. The loops are the same text for every system.

Usage: ``java_in_python.py SYSTEM WORKLOAD [JVM options]`` where Python starts Java. Elsewhere Java calls ``main``.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from bridges.base import Bridge, Ways
from timing import BULK_LEAST, BULK_WARM_NS, Report, bulk, calls, check, contended_calls, repeat

ARRAYS = {"array-short-4m": ("shorts", 4 << 20), "array-double-1m": ("doubles", 1 << 20)}
ENTRIES = 100_000
CALLS_IN_MIX = 4


def empty(count: int) -> None:
    """Run the loop that is around every call: it is measured by itself, and left in all other figures."""
    for _ in range(count):
        pass


def called(function: Callable[[int], int]) -> Callable[[int], None]:
    """Call a method that was looked up once."""

    def run(count: int) -> None:
        for i in range(count):
            function(i)

    return run


def dotted_twice(owner: Any) -> Callable[[int], None]:
    """Call a static method that is looked up each time."""

    def run(count: int) -> None:
        for i in range(count):
            owner.twice(i)

    return run


def dotted_plus(owner: Any) -> Callable[[int], None]:
    """Call an instance method that is looked up each time."""

    def run(count: int) -> None:
        for i in range(count):
            owner.plus(i)

    return run


def mixed(mix: Callable[..., int], ints: object) -> Callable[[int], None]:
    """Call four of eight overloads in turn."""

    def run(count: int) -> None:
        for i in range(count):
            mix(i, 1)
            mix(i, 2.5)
            mix(1.5, 2.5)
            mix(ints, i)

    return run


def static_call(report: Report, bridge: Bridge) -> None:
    """Call ``Calls.twice``."""
    function = bridge.twice()
    check("twice", [function(i) for i in (0, 7, -7, 1 << 29)] == [0, 14, -14, 1 << 30])
    calls(report, "method", called(function))
    calls(report, "method", empty, prefix="loop-")
    owner, _ = bridge.owners()
    if owner is not None:
        calls(report, "method", dotted_twice(owner), prefix="dotted-")


def instance_call(report: Report, bridge: Bridge) -> None:
    """Call ``plus`` of an object."""
    function = bridge.plus()
    check("plus", [function(i) for i in (0, 7, -7)] == [1, 8, -6])
    calls(report, "method", called(function))
    calls(report, "method", empty, prefix="loop-")
    _, owner = bridge.owners()
    if owner is not None:
        calls(report, "method", dotted_plus(owner), prefix="dotted-")


def contended_call(report: Report, bridge: Bridge) -> None:
    """Call ``Calls.twice`` while another thread runs Python."""
    function = bridge.twice()
    check("twice", function(7) == 14)
    contended_calls(report, "method", called(function))


def overload_call(report: Report, bridge: Bridge) -> None:
    """Call ``Calls.mix`` with int and int, int and float, float and float, Java array and int."""
    mix: Callable[..., int] = bridge.calls.mix
    ints = bridge.calls.ints()
    found = [mix(3, 1), mix(3, 2.5), mix(1.5, 2.5), mix(ints, 3)]
    check(f"mix: {found}", found == [1004, 2005, 3003, 7006])
    found = [mix(3, "abc"), mix("abc", 3), mix("a", "b"), mix(bridge.payloads.strings(5), "ab")]
    check(f"mix: {found}", found == [4006, 5006, 6002, 8007])
    calls(report, "method", mixed(mix, ints), each=CALLS_IN_MIX)


def lambda_call(report: Report, bridge: Bridge) -> None:
    """Let Java call a lambda."""
    bridge.measure_lambda(lambda value: value + 1)


def expected(kind: str, count: int) -> np.ndarray[Any, Any]:
    """Make the test array, as ``Payloads`` makes it."""
    index = np.arange(count)
    return (index * 7 + 40000).astype(np.int16) if kind == "shorts" else index * 0.5 + 0.25


def array_to_python(report: Report, bridge: Bridge) -> None:
    """Make NumPy arrays of a Java array; those that can be written are reported as ``...-writable``, too."""
    kind, count = ARRAYS[report.workload.removesuffix("-to-py")]
    right = expected(kind, count)
    array = getattr(bridge.payloads, kind)(count)
    for variant, run in bridge.to_python(array, kind).items():
        result = run()
        check(f"{variant} gave {type(result)}", isinstance(result, np.ndarray) and result.dtype == right.dtype)
        check(f"{variant}: other elements", np.array_equal(result, right))
        writable = [Report(report.workload, report.system + "-writable")] if result.flags.writeable else []
        del result
        bridge.set_first(array, kind, 1)
        check(f"{variant} gave what was there before", run()[0] == 1)
        bridge.set_first(array, kind, right[0].item())
        bulk([report, *writable], variant, run)


def array_to_java(report: Report, bridge: Bridge) -> None:
    """Make Java arrays of a NumPy array, and write it into a Java array that exists (system ``...-into``)."""
    kind, count = ARRAYS[report.workload.removesuffix("-to-java")]
    payloads, array = bridge.payloads, expected(kind, count)
    is_right, none = (getattr(payloads, prefix + kind.capitalize()) for prefix in ("is", "no"))
    for variant, run in bridge.to_java(array, kind).items():
        check(f"{variant}: other elements", is_right(run(), count))
        bulk([report], variant, run)
    into = Report(report.workload, report.system + "-into")
    for variant, run in bridge.into_java(array, none(count), kind).items():
        check(f"{variant}: other elements", is_right(run(), count))
        bulk([into], variant, run)


def list_to_python(report: Report, bridge: Bridge) -> None:
    """Make lists of ``str`` of a ``List<String>``."""
    ends = [" \u65e5\u672c" if i % 100 == 0 else " \u00b5m" if i % 10 == 0 else "" for i in range(ENTRIES)]
    right = [f"name {i}{end}" for i, end in enumerate(ends)]
    strings = bridge.payloads.strings(ENTRIES)
    for variant, run in bridge.list_to_python(strings).items():
        result = run()
        check(f"{variant}: other elements", result == right)
        check(f"{variant}: {type(result)} of {type(result[0])}", type(result) is list and type(result[0]) is str)
        del result
        bulk([report], variant, run)


def dict_and_back(report: Report, bridge: Bridge) -> None:
    """Make a ``Map`` of a dict of str to int, and a dict of that; both ways together, and each by itself."""
    numbers = {f"key {i}": i for i in range(bridge.entries)}
    there, back = bridge.dict_to_java(numbers), bridge.map_to_dict()
    for variant, to_java in there.items():
        check(f"{variant}: other entries", bridge.payloads.isMap(to_java(), bridge.entries))
    made = next(iter(there.values()))()
    for variant, to_dict in back.items():
        result = to_dict(made)
        check(f"{variant}: other dict", type(result) is dict and result == numbers)
        check(f"{variant}: {type(result['key 1'])}", type(result["key 1"]) is int and type(next(iter(result))) is str)
        del result
    to_java = there[fastest(there)]
    to_dict = back[fastest({name: partial(way, made) for name, way in back.items()})]
    part = bridge.entries / ENTRIES
    bulk([report], "fastest", lambda: to_dict(to_java()), part=part)
    bulk([report], "fastest", to_java, "to-java-", part)
    bulk([report], "fastest", lambda: to_dict(made), "to-py-", part)


def fastest(ways: Ways) -> str:
    """Name the fastest of some ways."""
    return min(ways, key=lambda name: min(repeat(ways[name], BULK_WARM_NS, BULK_LEAST)))


WORKLOADS: dict[str, Callable[[Report, Bridge], None]] = {
    "py-static-call": static_call,
    "py-instance-call": instance_call,
    "py-static-call-contended": contended_call,
    "py-overload-call": overload_call,
    "lambda-call": lambda_call,
    "array-short-4m-to-py": array_to_python,
    "array-short-4m-to-java": array_to_java,
    "array-double-1m-to-py": array_to_python,
    "array-double-1m-to-java": array_to_java,
    "list-string-100k": list_to_python,
    "dict-100k": dict_and_back,
}


def main(system: str, workload: str) -> None:
    """Measure one workload on one system, whose Java is up, or is started by its ``bridges`` module."""
    bridge: Bridge = importlib.import_module(f"bridges.by_{system}").BRIDGE()
    WORKLOADS[workload](Report(workload, bridge.name), bridge)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
