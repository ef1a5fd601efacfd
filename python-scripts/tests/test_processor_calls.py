"""Processors as the host calls them: parameters, records, metadata, instances, failures, threads."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import FakeCore, Write

from drua import (
    BufferInUseError,
    Cancelled,
    Image,
    ImageTypeError,
    ManifestError,
    ParameterError,
    RoutineExitError,
    _host,
    record,
)
from drua._bound import BoundProcessor


def bind(path: Path, name: str = "f", **parameters: Any) -> BoundProcessor:
    return _host.processor(str(path), name, parameters)


def plane(dtype: Any = np.uint16, first: int = 0) -> Image:
    return np.arange(first, first + 12).reshape(3, 4).astype(dtype).view(Image)


def reply(bound: BoundProcessor, image: Any, metadata: bytes | None = None) -> dict[str, Any]:
    sent = bound(image, metadata)
    return {} if sent is None else sent.value  # type: ignore[return-value]


# -- Functions --


def test_in_place(write: Write) -> None:
    bound = bind(write("@processor\ndef f(image: Image, by: int = 2) -> None:\n    image //= by"))
    image = plane()
    assert bound(image) is None
    np.testing.assert_array_equal(image, plane() // 2)
    assert repr(bound).startswith("BoundProcessor('f', ")


def test_parameters_are_converted_once(write: Write) -> None:
    path = write("@processor\ndef f(image: Image, by: int = 2, *, deep: bool = False) -> None:\n    image += by + deep")
    image = plane()
    assert bind(path, BY="3", deep="true")(image) is None
    np.testing.assert_array_equal(image, plane() + 4)
    with pytest.raises(ParameterError, match="'by': expected a whole number"):
        bind(path, by="x")
    with pytest.raises(ParameterError, match="an unknown name") as caught:
        bind(path, bye=1)
    assert caught.value.hint == "did you mean 'by'?"


def test_image_type_is_checked(write: Write) -> None:
    bound = bind(write("@processor(accepts=['uint8', 'float32'])\ndef f(image: Image) -> None: ..."))
    assert bound(plane(np.uint8)) is None and bound(plane(np.float32)) is None
    with pytest.raises(ImageTypeError, match="expected pixels of uint8 or float32, found uint16") as caught:
        bound(plane())
    assert caught.value.hint


def test_description(write: Write) -> None:
    path = write(
        "@processor(pin=True, writes=False, label='Fo')\ndef f(image: Image, metadata: FrameMetadata) -> None: ..."
    )
    found = bind(path).describe()
    assert list(found) == [
        "hash", "writes", "pin", "metadata", "outputs", "calls_java", "axes", "label", "error",
    ]  # fmt: skip
    assert (found["writes"], found["pin"], found["metadata"], found["outputs"]) == (False, True, True, [])
    assert (found["calls_java"], found["axes"], found["label"], found["error"]) == (False, "YX", "Fo", None)
    assert len(found["hash"]) == 64


def test_start_and_stop_of_a_function_do_nothing(write: Write) -> None:
    bound = bind(write("@processor\ndef f(image: Image) -> None:\n    image += 1"))
    bound.start(b"summary")
    bound.stop()
    image = plane()
    assert bound(image) is None and image[0, 0] == 1


def test_unknown_and_broken_files(write: Write) -> None:
    with pytest.raises(ManifestError, match="expected a routine 'g', found f"):
        bind(write("@processor\ndef f(image: Image) -> None: ..."), "g")
    with pytest.raises(ManifestError, match="never closed"):
        bind(write("x = (", "broken.py"))
    with pytest.raises(ManifestError, match="can't read"):
        bind(Path("/nowhere/none.py"))


def test_provenance(write: Write) -> None:
    path = write("@processor\ndef f(image: Image, by: float = 2, name: str | None = None) -> None: ...")
    bound = bind(path, by="3")
    found = bound.provenance()
    assert found["parameters"] == {"by": "3.0", "name": "none"}
    assert (found["routine"], found["file"], found["source_hash"]) == ("f", str(path), bound.describe()["hash"])
    assert found["packages"] == {"numpy": np.__version__} and bound.provenance() == found


# -- Records --


def test_record(write: Write) -> None:
    path = write("""
        @processor
        def f(image: Image) -> None:
            record(mean=image.mean(), n=np.uint8(3), ok=np.bool_(True), name="x", none=None, one=np.array([2.5]))
            record()
            record(n=2**70, text=np.str_("y"))
    """)
    rows = reply(bind(path), plane())["rows"]
    assert rows == [
        {"mean": 5.5, "n": 3, "ok": True, "name": "x", "one": 2.5},
        {"n": float(2**70), "text": "y"},
    ]
    assert [type(cell) for cell in rows[0].values()] == [float, int, bool, str, float]
    assert type(rows[1]["text"]) is str


@pytest.mark.parametrize("value", ["[1]", "object()", "b'x'", "1j", "np.zeros(2)", "image", "{}"])
def test_what_is_no_cell(write: Write, value: str) -> None:
    bound = bind(write(f"@processor\ndef f(image: Image) -> None:\n    record(a=1)\n    record(b={value})"))
    with pytest.raises(TypeError, match="record: 'b': expected a number, a text"):
        bound(plane())


def test_record_outside_does_nothing(write: Write) -> None:
    record(a=1)
    path = write("@routine\ndef f(image: Image) -> None:\n    record(a=1)")
    _host.load(str(path), "f")(plane())
    assert reply(bind(path), plane()) == {"rows": [{"a": 1}]}
    path = write("@processor\ndef f(image: Image) -> None: ...", "other.py")
    assert bind(path)(plane()) is None


def test_nested_calls_keep_their_rows_apart(write: Write) -> None:
    path = write("""
        inner = None
        @processor
        def f(image: Image) -> None:
            record(outer=1)
            if inner is not None:
                try:
                    assert inner(image).value == {"rows": [{"inner": 1}]}
                except ValueError:
                    pass
            record(outer=2)
        @processor
        def g(image: Image, fail: bool = False) -> None:
            record(inner=1)
            if fail:
                raise ValueError
    """)
    bound = bind(path)
    for fail in (False, True):
        bound._known.signature.function.__globals__["inner"] = bind(path, "g", fail=fail)
        assert reply(bound, plane()) == {"rows": [{"outer": 1}, {"outer": 2}]}
    record(late=1)
    bound._known.signature.function.__globals__["inner"] = None
    assert reply(bound, plane()) == {"rows": [{"outer": 1}, {"outer": 2}]}


def test_threads_keep_rows_and_tags_apart(write: Write) -> None:
    path = write("""
        import threading
        meet = threading.Barrier(2, timeout=20)
        @processor
        def f(image: Image, metadata: FrameMetadata, who: int = 0) -> None:
            for step in range(20):
                meet.wait()
                record(who=who, step=step)
                metadata[f"{who}-{step}"] = step
            meet.wait()
            image += who
    """)
    found: dict[int, dict[str, Any]] = {}

    def work(who: int) -> None:
        found[who] = reply(bind(path, who=who), plane())

    threads = [threading.Thread(target=work, args=(who,)) for who in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for who in (1, 2):
        assert found[who] == {
            "tags": {f"{who}-{step}": step for step in range(20)},
            "rows": [{"who": who, "step": step} for step in range(20)],
        }


def test_record_of_another_thread_is_lost(write: Write) -> None:
    path = write("""
        import threading
        @processor
        def f(image: Image) -> None:
            thread = threading.Thread(target=record, kwargs={"a": 1})
            thread.start(); thread.join()
    """)
    assert bind(path)(plane()) is None


# -- Metadata --


def test_metadata_are_decoded_only_where_they_are_read(write: Write, core: FakeCore) -> None:
    path = write("""
        @processor(writes=False)
        def f(image: Image, metadata: FrameMetadata, read: bool = False) -> None:
            metadata["Score"] = metadata["ExposureMs"] * 2 if read else np.float32(1)
    """)
    core.blocks = {b"block": {"ExposureMs": 7.0}}
    assert reply(bind(path), plane(), b"block") == {"tags": {"Score": 1.0}}
    assert core.decoded == []
    assert reply(bind(path, read=True), plane(), b"block") == {"tags": {"Score": 14.0}}
    assert core.decoded == [b"block"]


def test_metadata_that_is_not_written_says_nothing(write: Write) -> None:
    path = write("@processor\ndef f(image: Image, metadata: FrameMetadata) -> None:\n    metadata.get('a')")
    assert bind(path)(plane()) is None


def test_tags_go_with_frames(write: Write) -> None:
    path = write("""
        @processor
        def f(image: Image, metadata: FrameMetadata) -> Frame:
            metadata["a"] = 1
            metadata["b"] = 2
            return Frame(image + 1, metadata={"b": 3})
        @processor
        def g(image: Image, metadata: FrameMetadata) -> Frame:
            metadata["a"] = 1
            metadata["b"] = 2
            return Frame(image, metadata={"b": 3})
        @processor
        def h(image: Image, metadata: FrameMetadata) -> object:
            record(n=1)
            return DROP
    """)
    found = reply(bind(path), plane())
    assert (found["tags"], found["images"][0][2]) == ({"a": 1, "b": 2}, {"b": 3})
    assert reply(bind(path, "g"), plane()) == {"tags": {"a": 1, "b": 3}}
    assert reply(bind(path, "h"), plane()) == {"drop": True, "rows": [{"n": 1}]}


# -- Failures --


@pytest.mark.parametrize(
    ("call", "words"),
    [("sys.exit()", r"sys.exit\(\)"), ("sys.exit(3)", r"sys.exit\(3\)"), ("raise KeyboardInterrupt", "Keyboard")],
)
def test_exit_becomes_an_ordinary_error(write: Write, call: str, words: str) -> None:
    bound = bind(write(f"@processor\ndef f(image: Image) -> None:\n    {call}"))
    with pytest.raises(RoutineExitError, match=f"routine 'f' called .*{words}"):
        bound(plane())


def test_cancelled_and_errors_pass(write: Write) -> None:
    path = write("@processor\ndef f(image: Image, e: str = 'x') -> None:\n    raise getattr(drua, e)('stop')")
    with pytest.raises(Cancelled, match="stop"):
        bind(path, e="Cancelled")(plane())
    with pytest.raises(BufferInUseError, match="stop"):
        bind(path, e="BufferInUseError")(plane())


def test_the_next_frame_is_as_if_nothing_had_happened(write: Write) -> None:
    path = write("""
        @processor
        def f(image: Image, metadata: FrameMetadata) -> None:
            record(n=int(image[0, 0]))
            metadata["n"] = int(image[0, 0])
            if image[0, 0]:
                raise ValueError("first pixel")
    """)
    bound = bind(path)
    for _ in range(3):
        with pytest.raises(ValueError, match="first pixel"):
            bound(plane(first=1))
        assert reply(bound, plane()) == {"tags": {"n": 0}, "rows": [{"n": 0}]}


def test_traceback_names_the_line(write: Write) -> None:
    bound = bind(write("@processor\ndef f(image: Image) -> None:\n    raise ValueError('here')"))
    with pytest.raises(ValueError, match="here") as caught:
        bound(plane())
    assert "raise ValueError('here')" in "".join(traceback.format_exception(caught.value))


BODIES = [
    "pass",
    "return image + 1",
    "return image[1:]",
    "return [image, Frame(image, z=1)]",
    "record(a=1); metadata['a'] = 1",
    "raise ValueError",
    "sys.exit()",
    "return object()",
    "return [image + 1, image]",
    "record(a=image)",
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("kind", ["function", "class"])
def test_no_reference_to_the_image_is_kept(write: Write, body: str, kind: str) -> None:
    start = "@processor\ndef f(" if kind == "function" else "@processor\nclass f:\n  def process(self, "
    bound = bind(write(f"{start}image: Image, metadata: FrameMetadata) -> Any:\n    x = image.T; {body}"))
    bound.start(None)
    image = plane()
    fails = body in ("raise ValueError", "sys.exit()", "return object()", BODIES[-2], "record(a=image)")
    gc.disable()
    try:
        before = sys.getrefcount(image)
        caught: BaseException | None = None
        sent: Any = None
        try:
            sent = bound(image)
        except Exception as error:
            caught = error
        assert (caught is not None) == fails
        assert sys.getrefcount(image) == before
        for array, _, _ in () if sent is None else sent.value.get("images", ()):
            assert not np.may_share_memory(array, image)
    finally:
        gc.enable()


# -- Output --


def test_output_is_sent_at_the_end_of_a_call(write: Write, core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> None:
    from drua._streams import HostOutput

    path = write("""
        @processor
        class f:
            def start(self) -> None:
                print("start", end="")
            def process(self, image: Image) -> None:
                print("a", "b")
                print("c", end="")
                if image[0, 0]:
                    raise ValueError
    """)
    bound = bind(path)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", HostOutput(core, 1))
        bound.start(None)
        assert core.written == [(1, "start")]
        bound(plane())
        assert core.written[1:] == [(1, "a b\n"), (1, "c")]
        with pytest.raises(ValueError, match=r"^$"):
            bound(plane(first=1))
        assert core.written[3:] == [(1, "a b\n"), (1, "c")]
