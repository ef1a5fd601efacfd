"""Hot reload of processors: new texts, broken saves, instances, neighbours."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import FakeCore, Write

from drua import Cancelled, Image, _host
from drua._bound import BoundProcessor

FUNCTION = "@processor\ndef f(image: Image, by: int = 1) -> None:\n    image += by"

CLASS = """
events = sys.modules.setdefault("drua_test_events", type(sys)("drua_test_events")).__dict__.setdefault("events", [])
@processor
class F:
    def __init__(self, by: int = 1) -> None:
        self.by = by
        self.count = 0
    def start(self, summary: FrameMetadata) -> None:
        events.append(("start", VERSION, self.by, summary.get("Prefix")))
    def process(self, image: Image) -> None:
        self.count += 1
        record(version=VERSION, count=self.count, by=self.by)
    def stop(self) -> None:
        events.append(("stop", VERSION, self.count))
VERSION = 1
"""


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what the class above tells, whichever of its texts is in use."""
    found: list[Any] = []
    module = type(sys)("drua_test_events")
    module.events = found  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "drua_test_events", module)
    return found


def plane() -> Image:
    return np.zeros((2, 3), np.uint16).view(Image)


def change(path: Path, old: str, new: str) -> None:
    """Replace something so that the file's time differs, whatever the file system's resolution."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))


def bind(path: Path, name: str = "f", **parameters: Any) -> BoundProcessor:
    return _host.processor(str(path), name, parameters)


def result(bound: BoundProcessor) -> int:
    image = plane()
    assert bound(image) is None
    return int(image[0, 0])


def row(bound: BoundProcessor) -> dict[str, Any]:
    sent = bound(plane())
    assert sent is not None
    (found,) = sent.value["rows"]  # type: ignore[index]
    assert isinstance(found, dict)
    return found


def test_new_text_of_a_function(write: Write) -> None:
    path = write(FUNCTION)
    bound = bind(path, by=2)
    before = bound.describe()
    assert bound.refresh() is None and result(bound) == 2
    change(path, "image += by", "image += by * 10")
    assert result(bound) == 2, "the text in use changes only when it is asked to"
    after = bound.refresh()
    assert after is not None and after["error"] is None and after["hash"] != before["hash"]
    assert (result(bound), bound.refresh(), bound.describe()) == (20, None, after)
    assert bound.provenance()["source_hash"] == after["hash"]


def test_what_the_host_must_know_may_change(write: Write) -> None:
    path = write(FUNCTION)
    bound = bind(path)
    change(path, "@processor\ndef f(image: Image, ", "@processor(accepts=['uint8'])\ndef f(image: Image, metadata, ")
    change(path, "-> None:\n    image += by", "-> Image:\n    return image + by")
    found = bound.refresh()
    assert found is not None and (found["writes"], found["metadata"]) == (False, True)
    sent = bound(plane().astype(np.uint8).view(Image))
    assert sent is not None and list(sent.value) == ["images"]  # type: ignore[call-overload]


def test_several_uses_of_one_file_each_see_the_change(write: Write) -> None:
    path = write(FUNCTION)
    one, two = bind(path), bind(path, by=3)
    routine = path.read_text()
    change(path, "image += by", "image += by * 10")
    assert one.refresh() is not None and one.refresh() is None
    assert (result(one), result(two)) == (10, 3)
    assert two.refresh() is not None and result(two) == 30
    assert result(bind(path)) == 10 and "image += by" in routine


def test_a_file_that_others_read_first_is_noticed(write: Write) -> None:
    path = write(FUNCTION + "\n@routine\ndef g(image: Image) -> None: ...")
    bound = bind(path)
    change(path, "image += by", "image += by * 10")
    _host.load(str(path), "g")
    assert bound.refresh() is not None and result(bound) == 10


BROKEN = [
    ("image += by", "image += (", "SyntaxError", 4),
    ("image: Image, by", "image, by", "SignatureError", 2),
    ("def f(", "def g(", "UnknownRoutineError", None),
    ("@processor", "import nowhere_to_be_found\n@processor", "ModuleNotFoundError", 2),
    ("@processor", "sys.exit()\n@processor", "SystemExit", 2),
    ("by: int", "by: Annotated[int, Range(5, 9)]", "SignatureError", 2),
    ("by: int = 1", "near: int = 1", "ParameterError", None),
    ("by: int = 1", "by: Annotated[int, Range(0, 1)] = 1", "ParameterError", None),
    ("image: Image, by", "image: Image, other: Image, by", "SignatureError", 2),
    ("@processor", "@routine(axes='ZYX')", "SignatureError", 2),
]


@pytest.mark.parametrize(("old", "new", "kind", "line"), BROKEN)
def test_broken_save_keeps_what_worked(write: Write, old: str, new: str, kind: str, line: int | None) -> None:
    path = write(FUNCTION)
    bound = bind(path, by=2)
    good = bound.describe()
    change(path, old, new)
    found = bound.refresh()
    assert found is not None and found["hash"] == good["hash"]
    error = found["error"]
    assert list(error) == ["type", "message", "line", "hint"]
    assert (error["type"], error["line"]) == (kind, line), error
    assert error["message"] and error["hint"]
    assert (result(bound), bound.refresh()) == (2, None)
    assert bound.describe() == found
    change(path, new, old)
    found = bound.refresh()
    assert found is not None and found["error"] is None and result(bound) == 2


def test_file_that_is_gone_and_comes_back(write: Write) -> None:
    path = write(FUNCTION)
    bound = bind(path)
    text = path.read_text()
    path.unlink()
    found = bound.refresh()
    assert found is not None and found["error"]["type"] == "FileNotFoundError" and result(bound) == 1
    path.write_text(text.replace("by: int = 1", "by: int = 4"))
    found = bound.refresh()
    assert found is not None and found["error"] is None and result(bound) == 4


def test_change_of_a_neighbour(write: Write) -> None:
    helper = write("VALUE = 1", "near.py")
    path = write("import near\n@processor\ndef f(image: Image) -> None:\n    image += near.VALUE")
    bound = bind(path)
    assert result(bound) == 1
    change(helper, "VALUE = 1", "VALUE = 22")
    assert bound.refresh() is not None and result(bound) == 22


def test_class_gets_a_new_instance_that_is_started(write: Write, core: FakeCore, events: list[Any]) -> None:
    core.blocks = {b"summary": {"Prefix": "run"}}
    path = write(CLASS)
    bound = bind(path, "F", by=7)
    bound.start(b"summary")
    assert [row(bound)["count"] for _ in range(2)] == [1, 2]
    change(path, "VERSION = 1", "VERSION = 2")
    assert row(bound)["count"] == 3
    assert bound.refresh() is not None
    assert row(bound) == {"version": 2, "count": 1, "by": 7}
    bound.stop()
    assert events == [("start", 1, 7, "run"), ("start", 2, 7, "run"), ("stop", 1, 3), ("stop", 2, 1)]


def test_class_that_does_not_run_is_not_started(write: Write, events: list[Any]) -> None:
    path = write(CLASS)
    bound = bind(path, "F")
    change(path, "VERSION = 1", "VERSION = 2")
    assert bound.refresh() is not None and events == []
    bound.start(None)
    assert row(bound)["version"] == 2
    bound.stop()
    change(path, "VERSION = 2", "VERSION = 3")
    assert bound.refresh() is not None
    assert events == [("start", 2, 1, None), ("stop", 2, 1)]


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("self.count = 0", "raise ValueError('no instance')", "ValueError", "no instance"),
        ("self.count = 0", "sys.exit(3)", "RoutineExitError", "sys.exit(3)"),
        ('events.append(("start"', 'raise KeyError(("start"', "KeyError", "start"),
    ],
)
def test_instance_that_can_not_be_made_keeps_the_old_one(
    write: Write, events: list[Any], old: str, new: str, kind: str, words: str
) -> None:
    path = write(CLASS)
    bound = bind(path, "F")
    bound.start(None)
    good = bound.describe()["hash"]
    assert row(bound)["count"] == 1
    change(path, old, new)
    found = bound.refresh()
    assert found is not None and (found["hash"], found["error"]["type"]) == (good, kind)
    assert words in found["error"]["message"] and found["error"]["line"] is not None and found["error"]["hint"]
    assert row(bound)["count"] == 2 and bound.refresh() is None
    change(path, new, old)
    found = bound.refresh()
    assert found is not None and found["error"] is None and row(bound)["count"] == 1
    bound.stop()
    assert events == [("start", 1, 1, None), ("start", 1, 1, None), ("stop", 1, 2), ("stop", 1, 1)]


def test_old_instance_that_can_not_be_stopped(write: Write, events: list[Any]) -> None:
    path = write(CLASS.replace('events.append(("stop"', 'raise OSError(("stop"'))
    bound = bind(path, "F")
    bound.start(None)
    row(bound)
    change(path, 'raise OSError(("stop"', 'events.append(("stop"')
    found = bound.refresh()
    assert found is not None and found["error"]["type"] == "OSError"
    assert row(bound)["count"] == 1
    bound.stop()
    assert events[-1] == ("stop", 1, 1)


def test_function_becomes_a_class_and_back(write: Write, events: list[Any]) -> None:
    path = write(FUNCTION)
    bound = bind(path)
    bound.start(None)
    change(path, FUNCTION, CLASS.replace("class F", "class f"))
    assert bound.refresh() is not None
    assert row(bound)["count"] == 1 and events == [("start", 1, 1, None)]
    change(path, CLASS.replace("class F", "class f"), FUNCTION)
    assert bound.refresh() is not None and result(bound) == 1
    assert events[-1] == ("stop", 1, 1)


def test_cancelling_a_reload_keeps_what_worked(write: Write, core: FakeCore) -> None:
    path = write("@processor\nclass F:\n    def process(self, image: Image) -> None: image += 1")
    bound = bind(path, "F")
    bound.start(None)
    change(path, "    def process", "    def start(self): raise drua.Cancelled('stop')\n    def process")
    with pytest.raises(Cancelled):
        bound.refresh()
    assert result(bound) == 1
    change(path, "raise drua.Cancelled('stop')", "...")
    assert bound.refresh() is not None and bound.refresh() is None


def test_old_texts_leave_no_modules_behind(write: Write) -> None:
    path = write(FUNCTION)
    bound = bind(path)
    prefix = bound._known.signature.function.__module__.rpartition("_")[0]
    for number in range(3):
        change(path, "image += by", f"image += by * {number + 2}; image += by")
        assert bound.refresh() is not None
    assert [name for name in sys.modules if name.startswith(prefix)] == [bound._known.signature.function.__module__]
