"""Core and Studio for routines, with a host that is a Python function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import drua.micromanager as micromanager
from drua import DruaError
from drua.micromanager import HostObject


class HostFunction:
    """Named like the core's class, by which functions of the host are known."""

    def __init__(self, calls: list[tuple[Any, ...]], results: dict[str, Any]) -> None:
        self._calls = calls
        self._results = results

    def __call__(self, *arguments: Any) -> Any:
        self._calls.append(arguments)
        return self._results[arguments[0]] if arguments else "mmcorej.CMMCore"


@pytest.fixture
def offered() -> Iterator[dict[str, HostObject]]:
    yield micromanager._offered
    micromanager._offered.clear()


def test_without_a_host_there_is_no_core() -> None:
    with pytest.raises(DruaError, match="no Micro-Manager in this process") as caught:
        _ = micromanager.core
    assert caught.value.hint is not None
    with pytest.raises(AttributeError, match="nothing"):
        _ = micromanager.nothing


def test_methods_are_called_by_name(offered: dict[str, HostObject]) -> None:
    calls: list[tuple[Any, ...]] = []
    inner = HostFunction(calls, {"isLiveModeOn": True})
    micromanager._offer(
        "core", HostFunction(calls, {"getExposure": 10.0, "live": inner, "all": [inner, 1], "map": {"a": inner}})
    )
    core = micromanager.core
    assert core.getExposure() == 10.0
    live = core.live()
    assert isinstance(live, HostObject)
    assert live.isLiveModeOn() is True
    assert [type(item) for item in core.all()] == [HostObject, int]
    assert type(core.map()["a"]) is HostObject
    assert repr(core) == "<HostObject mmcorej.CMMCore>"
    assert core.getExposure.__name__ == "getExposure"
    assert calls[0] == ("getExposure",)


def test_host_objects_travel_back_as_the_host_knows_them(offered: dict[str, HostObject]) -> None:
    calls: list[tuple[Any, ...]] = []
    inner = HostFunction(calls, {})
    micromanager._offer("studio", HostFunction(calls, {"give": inner, "take": None}))
    studio = micromanager.studio
    studio.take(studio.give(), 3)
    assert calls[-1] == ("take", inner, 3)


def test_python_does_not_take_methods_for_protocols(offered: dict[str, HostObject]) -> None:
    micromanager._offer("core", HostFunction([], {}))
    assert not hasattr(micromanager.core, "__len__")
    assert not hasattr(micromanager.core, "__array__")
