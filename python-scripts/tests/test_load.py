"""Loading and calling routines: parameters, results, failures, changed files."""

from __future__ import annotations

import gc
import os
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import FakeCore, Write

from drua import (
    Cancelled,
    Image,
    ImageTypeError,
    Labels,
    ManifestError,
    ParameterError,
    Points,
    ResultError,
    Roi,
    Rois,
    RoutineExitError,
    Several,
    Table,
    _host,
)
from drua._load import LoadedRoutine
from drua._typed import Wire


def load(path: Path, name: str = "f") -> LoadedRoutine:
    return _host.load(str(path), name)


def plane(dtype: Any = np.uint16) -> np.ndarray[Any, Any]:
    return np.arange(12).reshape(3, 4).astype(dtype)


# -- Calls --


def test_changes_image_in_place(write: Write) -> None:
    routine = load(write("@routine\ndef f(image: Image, by: int = 2) -> None:\n    image //= by"))
    image = plane()
    assert routine(image) is None
    np.testing.assert_array_equal(image, plane() // 2)
    assert routine(image, BY="3") is None
    np.testing.assert_array_equal(image, plane() // 2 // 3)


def test_routine_sees_an_image(write: Write) -> None:
    routine = load(write("@routine\ndef f(image: Image) -> str:\n    return type(image).__name__ + image.axes"))
    assert routine(plane()) == "ImageYX"


def test_image_type_is_checked(write: Write) -> None:
    routine = load(write("@routine(accepts=['uint8'])\ndef f(image: Image) -> None:\n    image[...] = 0"))
    image = plane()
    with pytest.raises(ImageTypeError, match="image 'image': expected pixels of uint8, found uint16") as caught:
        routine(image)
    assert caught.value.hint is not None and "Image > Type" in caught.value.hint
    np.testing.assert_array_equal(image, plane())


@pytest.mark.parametrize("images", [(), (plane(), plane())])
def test_number_of_images_is_checked(write: Write, images: tuple[Any, ...]) -> None:
    routine = load(write("@routine\ndef f(image: Image) -> None: ..."))
    with pytest.raises(ImageTypeError, match=f"expected 1 image.*found {len(images)}"):
        routine(*images)


def test_something_else_than_an_image(write: Write) -> None:
    routine = load(write("@routine\ndef f(image: Image) -> None: ..."))
    with pytest.raises(ImageTypeError, match="expected an array, found str"):
        routine("picture")


@pytest.mark.parametrize(
    ("call", "words"),
    [("sys.exit()", r"sys.exit\(\)"), ("sys.exit(3)", r"sys.exit\(3\)"), ("raise KeyboardInterrupt", "Keyboard")],
)
def test_exit_becomes_an_ordinary_error(write: Write, call: str, words: str) -> None:
    routine = load(write(f"@routine\ndef f(image: Image) -> None:\n    {call}"))
    with pytest.raises(RoutineExitError, match=f"routine 'f' called .*{words}") as caught:
        routine(plane())
    assert isinstance(caught.value, Exception)


def test_cancelled_and_errors_pass(write: Write) -> None:
    routine = load(write("@routine\ndef f(image: Image, e: str = 'x') -> None:\n    raise getattr(drua, e)('stop')"))
    with pytest.raises(Cancelled, match="stop"):
        routine(plane(), e="Cancelled")
    with pytest.raises(drua_error("BufferInUseError"), match="stop"):
        routine(plane(), e="BufferInUseError")


def drua_error(name: str) -> type[Exception]:
    import drua

    found: type[Exception] = getattr(drua, name)
    return found


def test_endless_recursion_through_c(write: Write) -> None:
    text = "def deep(x): return sorted([1], key=deep)\n@routine\ndef f(image: Image) -> None:\n    deep(1)"
    with pytest.raises(RecursionError):
        load(write(text))(plane())


def test_progress_and_cancel(write: Write, core: FakeCore) -> None:
    path = write("""
        @routine
        def f(image: Image) -> None:
            for i in range(4):
                progress(i / 4, "step")
                image += 1
    """)
    image = plane()
    load(path)(image)
    assert core.reports == [(0.0, "step"), (0.25, "step"), (0.5, "step"), (0.75, "step")]
    core.stop = True
    with pytest.raises(Cancelled):
        load(path)(image)
    np.testing.assert_array_equal(image, plane() + 4)


@pytest.mark.parametrize(
    "body", ["pass", "raise ValueError", "sys.exit()", "image.mean(); image[1:] + 1; print(image.spacing)"]
)
def test_no_reference_to_the_image_is_kept(write: Write, body: str) -> None:
    routine = load(
        write(f"@routine\ndef f(image: Image, other: Image | None = None) -> None:\n    x = image.T; {body}")
    )
    image, other = plane().view(Image), plane().view(Image)
    gc.disable()
    try:
        before = sys.getrefcount(image), sys.getrefcount(other)
        caught: Exception | None = None
        try:
            routine(image, other=other)
        except Exception as error:
            caught = error
        assert (caught is None) == (body not in ("raise ValueError", "sys.exit()"))
        assert (sys.getrefcount(image), sys.getrefcount(other)) == before
    finally:
        gc.enable()


def test_two_threads_at_once(write: Write) -> None:
    text = """
        import threading
        meet = threading.Barrier(2, timeout=20)
        @routine
        def f(image: Image, value: int = 0) -> None:
            meet.wait()
            image[...] = value
            meet.wait()
    """
    routine = load(write(text))
    images = [plane(), plane()]
    threads = [
        threading.Thread(target=routine, args=(image,), kwargs={"value": number})
        for number, image in enumerate(images, 5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [int(image.min()) for image in images] == [int(image.max()) for image in images] == [5, 6]


# -- Results --


@pytest.mark.parametrize("dtype", "bool uint8 int8 uint16 int32 int64 float16 float32 float64".split())
def test_array_keeps_its_type(write: Write, dtype: str) -> None:
    routine = load(write(f"@routine\ndef f(image: Image) -> Image:\n    return image.astype('{dtype}')"))
    result = routine(plane())
    assert (type(result), result.dtype.name) == (Image, dtype)


def test_odd_memory_layouts_become_plain(write: Write) -> None:
    routine = load(write("@routine\ndef f(image: Image) -> Image:\n    return image.T[::-1].astype('>u2', order='K')"))
    result = routine(plane())
    assert result.flags.c_contiguous and result.dtype.isnative
    np.testing.assert_array_equal(result, plane().T[::-1])


def test_metadata_of_a_result(write: Write) -> None:
    routine = load(write("@routine\ndef f(image: Image) -> Image:\n    return image[::2] * 2.0"))
    result = routine(Image.from_array(plane(), spacing=(0.5, 0.25), units="micron"))
    assert (result.spacing, result.units) == ((1.0, 0.25), ("micron", "micron"))


RESULTS = [
    ("Labels", "np.ones((2, 2), 'uint16')", Wire),
    ("Labels", "Labels.from_array(np.ones((2, 2), 'uint16'))", Wire),
    ("Table", "Table(a=[1, 2])", Table),
    ("dict[str, Any]", "{'a': np.arange(3), 'b': list('xyz')}", Table),
    ("Points", "Points([1], [2])", Points),
    ("list[Roi]", "[Roi('line', [0, 1], [0, 1])]", Rois),
    ("list[Roi]", "[]", list),
    ("float", "np.float32(2.5)", float),
    ("int", "np.array(4)", int),
    ("bool", "np.bool_(True)", bool),
    ("str", "'text'", str),
    ("tuple[Image, Table]", "(image, {'a': [1]})", Several),
    ("Several", "Several(image, 3)", Several),
    ("Image | None", "None", type(None)),
    ("object", "object()", object),
    ("Any", "[np.int8(1), 'x']", list),
]


@pytest.mark.parametrize(("annotation", "expression", "kind"), RESULTS)
def test_result_is_made_ready(write: Write, annotation: str, expression: str, kind: type) -> None:
    routine = load(write(f"@routine\ndef f(image: Image) -> {annotation}:\n    return {expression}"))
    assert type(routine(plane())) is kind


def test_parts_of_several_results(write: Write) -> None:
    text = """
        @routine
        def f(i: Image) -> Several:
            return Several(i.astype('int32').view(Labels), {'a': [1]}, np.int8(3))
    """
    name, items = load(write(text))(plane()).__drua_wire__()
    assert name == "drua.Results"
    assert items[0].__drua_wire__()[0] == "drua.Labels"
    assert type(items[0].value) is Image and not isinstance(items[0].value, Labels)
    assert items[1].__drua_wire__() == ("drua.Table", {"a": [1]})
    assert items[2] == 3


def test_returning_the_changed_image_is_fine(write: Write) -> None:
    assert load(write("@routine\ndef f(image: Image) -> None:\n    return image"))(plane()) is None


WRONG = [
    ("None", "image + 1", "expected to return None, .* found Image of shape (3, 4)"),
    ("None", "3", "found int"),
    ("Image", "None", "expected to return an image, found None"),
    ("Image", "{'a': [1]}", "expected to return an image, found dict"),
    ("Image", "np.array(['x', 'y'])", "expected pixels that are numbers, found an array of <U1"),
    ("Image", "np.zeros(3, object)", "found an array of object"),
    ("Image", "np.zeros(3, np.longdouble)", "found an array of"),
    ("Labels", "image * 1.5", "expected labels of an integer type, found float64"),
    ("Table", "image", "expected to return a table, found Image of shape (3, 4)"),
    ("Table", "{'a': [1], 'b': [1, 2]}", "columns of one length"),
    ("float", "'2'", "expected to return a number, found str"),
    ("str", "2", "expected to return a text, found int"),
    ("Points", "[1, 2]", "expected to return points or ROIs, found list"),
    ("tuple[Image, Table]", "image", "expected to return several results, found Image"),
]


@pytest.mark.parametrize(("annotation", "expression", "message"), WRONG)
def test_wrong_result_is_refused(write: Write, annotation: str, expression: str, message: str) -> None:
    routine = load(write(f"@routine\ndef f(image: Image) -> {annotation}:\n    return {expression}"))
    with pytest.raises(ResultError) as caught:
        routine(plane())
    words = message.split(".*")
    assert all(word.strip() in str(caught.value) for word in words), str(caught.value)
    assert caught.value.hint


def test_data_frame_and_figure_without_importing_them(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Classes of these names stand for the libraries, which are not needed to run this test."""
    import types

    class DataFrame:
        columns = ("a", 1)

        def __getitem__(self, name: object) -> Any:
            return types.SimpleNamespace(to_numpy=lambda: np.array([1.5, 2.5]))

        def to_dict(self) -> None: ...

    module = types.ModuleType("pandas")
    module.DataFrame = DataFrame  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", module)
    path = write("@routine\ndef f(i: Image) -> dict[str, Any]:\n    return sys.modules['pandas'].DataFrame()")
    result = load(path)(plane())
    assert result == Table({"a": [1.5, 2.5], "1": [1.5, 2.5]})


# -- Files --


def test_unknown_routine_names_what_there_is(write: Write) -> None:
    path = write("@routine\ndef f(image: Image) -> None: ...")
    with pytest.raises(ManifestError, match="expected a routine 'g', found f") as caught:
        load(path, "g")
    assert (caught.value.kind, bool(caught.value.hint)) == ("UnknownRoutineError", True)
    assert load(path, "F").name == "f"


def test_broken_file_raises_what_the_manifest_says(write: Write) -> None:
    with pytest.raises(ManifestError, match="never closed") as caught:
        load(write("x = ("))
    assert (caught.value.kind, caught.value.line) == ("SyntaxError", 2)
    with pytest.raises(ManifestError, match="can't read"):
        load(Path("/nowhere/none.py"))


def change(path: Path, text: str) -> None:
    """Write a file so that its time differs, whatever the file system's resolution."""
    path.write_text(text, encoding="utf-8")
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))


def test_file_is_imported_once_and_again_after_a_change(write: Write) -> None:
    text = "@routine\ndef f(image: Image) -> int:\n    return 1"
    path = write(text)
    first = load(path)
    assert load(path) is first
    change(path, path.read_text().replace("return 1", "return 2"))
    second = load(path)
    assert second is not first and second.source_hash != first.source_hash
    assert (first(plane()), second(plane())) == (1, 2)
    prefix, _, _ = second._function.__module__.rpartition("_")
    assert [name for name in sys.modules if name.startswith(prefix)] == [second._function.__module__]


def test_broken_save_keeps_what_worked(write: Write) -> None:
    path = write("@routine\ndef f(image: Image) -> int:\n    return 1")
    good = path.read_text()
    first = load(path)
    assert first.error is None
    change(path, good + "\nx = (")
    kept = load(path)
    assert kept is first and kept(plane()) == 1
    assert kept.error is not None and kept.error["type"] == "SyntaxError"
    change(path, good.replace("image: Image", "image"))
    assert load(path).error is not None and load(path)(plane()) == 1
    change(path, good.replace("return 1", "return 3"))
    assert load(path).error is None and load(path)(plane()) == 3


def test_traceback_shows_the_new_text(write: Write) -> None:
    path = write("@routine\ndef f(image: Image) -> None:\n    raise ValueError('old')")
    for text in ("old", "brand new"):
        change(path, path.read_text().replace("'old'", repr(text)))
        with pytest.raises(ValueError, match=text) as caught:
            load(path)(plane())
        assert f"raise ValueError({text!r})" in "".join(traceback.format_exception(caught.value))


def test_change_of_a_neighbour_is_noticed(write: Write) -> None:
    helper = write("VALUE = 1", "near.py")
    path = write("import near\n@routine\ndef f(image: Image) -> int:\n    return near.VALUE")
    assert load(path)(plane()) == 1
    change(helper, "VALUE = 22")
    assert load(path)(plane()) == 22


def test_data_classes_and_late_annotations_work(write: Write) -> None:
    path = write("""
        from dataclasses import dataclass
        @dataclass
        class Box:
            side: "int" = 3
        @routine
        def f(image: "Image") -> "int":
            return Box().side
    """)
    assert load(path)(plane()) == 3


def test_provenance(write: Write) -> None:
    path = write(
        "@routine\ndef f(image: Image, radius: float = 2, name: str | None = None) -> None:\n    import pytest"
    )
    routine = load(path)
    found = routine.provenance({"RADIUS": 3})
    assert found["parameters"] == {"radius": "3.0", "name": "none"}
    assert found["packages"] == {"numpy": np.__version__, "pytest": pytest.__version__}
    assert (found["routine"], found["file"], found["source_hash"]) == ("f", str(path), routine.source_hash)
    assert found["python"] == ".".join(map(str, sys.version_info[:3])) and found["drua"]
    assert "parameters" not in routine.provenance()
    with pytest.raises(ParameterError):
        routine.provenance({"other": 1})


def test_roi_and_table_parameters_as_the_core_gives_them(write: Write) -> None:
    path = write("""
        @routine
        def f(image: Image, roi: Roi | None = None, rows: Table | None = None) -> str:
            return f"{roi!r} {rows!r}"
    """)
    box = {"type": "rectangle", "x": [0, 2], "y": [0, 2], "name": None}
    result = load(path)(plane(), roi=("drua.Rois", [box]), rows=("drua.Table", {"a": [1]}))
    assert result == f"{Roi('rectangle', [0, 2], [0, 2])!r} Table(1 rows: a)"
