"""What a processor may look like, and what is said of one that can't be one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pytest
from conftest import Write, manifest

from drua import DROP, Frame, FrameMetadata, Image, ManifestError, Range, _host, processor, routine


def entry(path: Path) -> dict[str, Any]:
    found = manifest(path)
    assert found["error"] is None, found["error"]
    (only,) = found["routines"]
    assert isinstance(only, dict)
    return only


def test_function_in_place(write: Write) -> None:
    found = entry(write("@processor(pin=True)\ndef halve_it(image: Image) -> None:\n    '''Halve it.'''"))
    assert (found["use"], found["in_place"], found["pin"], found["returns"]) == ("processor", True, True, "none")
    assert (found["label"], found["menu"]) == ("Halve It", "Plugins > Python > Halve It")
    assert (found["images"], found["axes"], found["parameters"]) == (["image"], "YX", [])
    assert (found["summary"], found["line"], found["preview"]) == ("Halve it.", 2, False)
    assert (found["stateful"], found["metadata"], found["outputs"], found["calls_java"]) == (False, False, [], False)


@pytest.mark.parametrize(
    ("declared", "label"),
    [
        ("@processor\ndef focus_score(image: Image) -> None: ...", "Focus Score"),
        ("@processor\nclass RollingAverage:\n    def process(self, image: Image) -> None: ...", "Rolling Average"),
        ("@processor\nclass RGBSplit2D:\n    def process(self, image: Image) -> None: ...", "RGB Split2D"),
        ("@processor(label=' A\\n> B ')\ndef f(image: Image) -> None: ...", "A B"),
        ("@processor\nclass _:\n    def process(self, image: Image) -> None: ...", "_"),
        ("@processor\nclass my_Filter:\n    def process(self, image: Image) -> None: ...", "My Filter"),
    ],
)
def test_labels(write: Write, declared: str, label: str) -> None:
    found = entry(write(declared))
    assert (found["label"], found["menu"]) == (label, f"Plugins > Python > {label}")


@pytest.mark.parametrize(
    ("annotation", "option", "writes", "returns"),
    [
        ("None", "", True, "none"),
        ("None", "writes=False", False, "none"),
        ("Image", "", False, "image"),
        ("Image | None", "", False, "image"),
        ("Image", "writes=True", True, "image"),
        ("Frame", "", False, "any"),
        ("list[Frame]", "", False, "any"),
        ("Image | Frame | None", "", False, "any"),
        ("tuple[Image, Image]", "outputs=['a', 'b']", False, "several"),
        ("Any", "", False, "any"),
    ],
)
def test_whether_it_writes(write: Write, annotation: str, option: str, writes: bool, returns: str) -> None:
    found = entry(write(f"@processor({option})\ndef f(image: Image) -> {annotation}: ..."))
    assert (found["in_place"], found["returns"]) == (writes, returns)


def test_option_writes_stands_for_an_annotation(write: Write) -> None:
    assert entry(write("@processor(writes=True)\ndef f(image: Image): ..."))["returns"] == "none"
    assert entry(write("@processor(writes=False)\ndef f(image: Image): ..."))["returns"] == "any"


CLASS = """
@processor(outputs=("a", "b"), calls_java=True, accepts="uint16")
class Average:
    '''Average frames.

    Parameters
    ----------
    frames
        How many.
    '''
    def __init__(self, frames: Annotated[int, Range(1, 100)] = 8, name: str = "x") -> None: ...
    def start(self, summary: FrameMetadata) -> None: ...
    def process(self, image: Image, metadata: FrameMetadata) -> tuple[Image, Image]: ...
    def stop(self) -> None: ...
"""


def test_class(write: Write) -> None:
    path = write(CLASS)
    found = entry(path)
    assert (found["stateful"], found["metadata"], found["calls_java"]) == (True, True, True)
    assert (found["outputs"], found["accepts"], found["summary"]) == (["a", "b"], ["uint16"], "Average frames.")
    first, second = found["parameters"]
    assert (first["name"], first["default"], first["minimum"], first["help"]) == ("frames", 8, 1, "How many.")
    assert (second["name"], second["kind"]) == ("name", "text")
    assert path.read_text().splitlines()[found["line"] - 1].startswith("@processor(")


def test_data_class(write: Write) -> None:
    found = entry(
        write("""
        import dataclasses
        @processor
        @dataclasses.dataclass
        class Scale:
            factor: Annotated[float, Range(0, 10)] = 2.0
            def process(self, image: Image) -> None:
                image *= self.factor
        """)
    )
    assert [item["name"] for item in found["parameters"]] == ["factor"]
    assert (found["summary"], found["parameters"][0]["maximum"]) == ("", 10)


@pytest.mark.parametrize("hint", ["", ": FrameMetadata", ": dict", ": Any", ": dict[str, Any]"])
def test_second_parameter_of_this_name_is_the_metadata(write: Write, hint: str) -> None:
    found = entry(write(f"@processor\ndef f(image: Image, metadata{hint}, sigma: float = 1) -> None: ..."))
    assert found["metadata"] is True
    assert [item["name"] for item in found["parameters"]] == ["sigma"]


def test_element_type_of_the_annotation(write: Write) -> None:
    text = "from numpy.typing import NDArray\n@processor\ndef f(image: NDArray[np.uint16]) -> None: ..."
    assert entry(write(text))["accepts"] == ["uint16"]


def function(signature: str, options: str = "", body: str = "...") -> str:
    return f"@processor({options})\ndef f{signature}: {body}"


def methods(*lines: str) -> str:
    return "@processor\nclass F:\n    " + "\n    ".join(lines)


PROCESS = "def process(self, image: Image) -> None: ..."

WRONG = [
    (function("() -> None"), "an image as first parameter, found none"),
    (function("(image) -> None"), "'image': expected a type annotation"),
    (function("(sigma: float) -> None"), "expected an image first, found float"),
    (function("(image: Image = None) -> None"), "an image as first parameter, found none"),
    (function("(*, image: Image) -> None"), "an image as first parameter, found none"),
    (function("(image: Image)"), "expected a return annotation"),
    (function("(image: Image, sigma: float) -> None"), "'sigma': expected a default"),
    (function("(image: Image, other: Image) -> None"), "'other': expected a default"),
    (function("(image: Image, sigma=1.0) -> None"), "'sigma': expected a type annotation"),
    (function("(image: Image, *rest: float) -> None"), "expected named parameters"),
    (function("(image: Image, metadata: str = '') -> None"), "expected FrameMetadata, found str"),
    (function("(image: Image, *, metadata: FrameMetadata) -> None"), "'metadata': expected by position"),
    (function("(image: Image, meta: FrameMetadata) -> None"), "second and under the name 'metadata'"),
    (function("(image: Image, a: int = 1, metadata: FrameMetadata = None) -> None"), "under the name 'metadata'"),
    (function("(image: Image, image2: complex = 1) -> None"), "no dialog field for type complex"),
    (function("(image: Image, IMAGE: int = 1) -> None"), "the same name as 'image'"),
    (function("(image: Image, a: Annotated[int, Range(1, 2)] = 3) -> None"), "default of parameter 'a'"),
    (function("(image: Image) -> None", body="yield"), "found a generator"),
    ("@processor\nasync def f(image: Image) -> None: ...", "found a generator or 'async def'"),
    (function("(image: Image) -> None", "label=' > '"), "label: expected a text"),
    (function("(image: Image) -> None", "pin=1"), "pin: expected True or False, found 1"),
    (function("(image: Image) -> None", "writes='no'"), "writes: expected True or False"),
    (function("(image: Image) -> None", "calls_java=None"), "calls_java: expected True or False"),
    (function("(image: Image) -> None", "pin=True, calls_java=True"), "only one of pin and calls_java"),
    (function("(image: Image) -> None", "accepts='colour'"), "accepts: expected element types"),
    (function("(image: Image) -> Image", "outputs='left'"), "outputs: expected different names"),
    (function("(image: Image) -> Image", "outputs=[]"), "outputs: expected different names"),
    (function("(image: Image) -> Image", "outputs=['a', 'a']"), "outputs: expected different names"),
    (function("(image: Image) -> Image", "outputs=['a', 1]"), "outputs: expected different names"),
    (function("(image: Image) -> Image", "outputs=['a', ' ']"), "outputs: expected different names"),
    (function("(image: Image) -> None", "outputs=['a', 'b']"), "expected to return 2 frames"),
    ("@processor\nclass F: ...", "expected a method 'process', found none"),
    (methods("process = 3"), "'process' to be a plain method"),
    (methods("@staticmethod", "def process(image: Image) -> None: ..."), "'process' to be a plain method"),
    (methods("def process(self) -> None: ..."), "an image as first parameter"),
    (methods("def process(self, image: Image, sigma: float = 1) -> None: ..."), "found also 'sigma'"),
    (methods("def process(self, image: Image, metadata: dict, a: int = 1) -> None: ..."), "found also 'a'"),
    (methods("async def process(self, image: Image) -> None: ..."), "found a generator or 'async def'"),
    (methods("def __init__(self, a: int) -> None: ...", PROCESS), "'a': expected a default"),
    (methods("def __init__(self, **rest: int) -> None: ...", PROCESS), "expected named parameters"),
    (methods("def start(self, summary, more) -> None: ...", PROCESS), "method 'start': expected a plain method"),
    (methods("def start(self, *, how) -> None: ...", PROCESS), "method 'start': expected a plain method"),
    (methods("async def start(self) -> None: ...", PROCESS), "method 'start': expected a plain method"),
    (methods("def stop(self, why) -> None: ...", PROCESS), "method 'stop': expected a plain method"),
    (methods("stop = 1", PROCESS), "method 'stop': expected a plain method"),
    ("@processor\n@routine\ndef f(image: Image) -> None: ...", "expected one of @routine and @processor"),
    ("@routine\n@processor\ndef f(image: Image) -> None: ...", "expected one of @routine and @processor"),
    ("class C:\n    def __call__(self): ...\nf = processor(C())", "expected a function or a class, found C"),
    (function("(image: 'Nowhere') -> None"), "its annotations can't be read"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_wrong_declaration(write: Write, text: str, message: str) -> None:
    path = write(text)
    error = manifest(path)["error"]
    assert error is not None and message in error["message"], error
    assert (error["type"], bool(error["hint"])) == ("SignatureError", True)
    assert error["line"] is not None and error["line"] >= 2


def test_a_wrong_processor_hides_no_sound_one(write: Write) -> None:
    path = write("@processor\ndef f(image: Image) -> None: ...\n@processor\ndef g(image: Image): ...")
    found = manifest(path)
    assert [item["name"] for item in found["routines"]] == ["f"] and found["error"]["line"] == 4
    assert _host.processor(str(path), "f").describe()["error"] is None
    with pytest.raises(ManifestError, match="return annotation"):
        _host.processor(str(path), "g")


def test_names_are_unique_in_a_file(write: Write) -> None:
    path = write("@processor\ndef f(image: Image) -> None: ...\n@routine\ndef F(image: Image) -> None: ...")
    assert manifest(path)["error"]["type"] == "NameCollisionError"


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("@routine\ndef f(image: Image) -> None: ...", "both"),
        ("@routine\ndef f(image: Image, a: float = 1, mask: Image | None = None) -> Image: ...", "both"),
        ("@routine\ndef f(image: Image, a: float) -> Image: ...", "command"),
        ("@routine\ndef f(image: Image, other: Image) -> Image: ...", "command"),
        ("@routine(axes='ZYX')\ndef f(image: Image) -> Image: ...", "command"),
        ("@processor\ndef f(image: Image) -> Image: ...", "processor"),
    ],
)
def test_use(write: Write, text: str, use: str) -> None:
    path = write(text)
    assert entry(path)["use"] == use
    if use == "command":
        with pytest.raises(ManifestError, match="can't be used as a processor") as caught:
            _host.processor(str(path), "f")
        assert caught.value.hint and caught.value.line == 2
    if use == "processor":
        with pytest.raises(ManifestError, match="expected a routine, found the processor 'f'"):
            _host.load(str(path), "f")


# -- Without a host --


def test_function_stays_a_function() -> None:
    @processor
    def focus(image: Image, metadata: FrameMetadata, sigma: float = 1.0) -> Image:
        """Focus."""
        metadata["Shape"] = list(image.shape)
        metadata["Sigma"] = sigma
        metadata["Exposure"] = metadata.get("ExposureMs")
        return image.like(image * 2)

    assert (focus.__name__, focus.__doc__) == ("focus", "Focus.")
    pixels = np.ones((2, 3), np.uint16)
    result = focus(pixels)  # type: ignore[call-arg,arg-type]
    assert type(result) is Image and result.max() == 2
    given: dict[str, Any] = {"ExposureMs": 7.5}
    focus(pixels, given, sigma=3)  # type: ignore[arg-type]
    assert given == {"ExposureMs": 7.5, "Shape": [2, 3], "Sigma": 3, "Exposure": 7.5}
    named: dict[str, Any] = {}
    focus(image=pixels, metadata=named)  # type: ignore[arg-type]
    assert named["Sigma"] == 1.0
    own = FrameMetadata({"ExposureMs": 1.0})
    focus(pixels, own)  # type: ignore[arg-type]
    assert own.written == {"Shape": [2, 3], "Sigma": 1.0, "Exposure": 1.0}


def test_function_without_metadata_stays_a_function() -> None:
    @processor(pin=True)
    def halve(image: Image, by: int = 2) -> None:
        image //= by

    pixels = np.full((2, 3), 9, np.uint8)
    halve(pixels, by=3)  # type: ignore[arg-type]
    assert pixels.max() == 3


def test_class_stays_a_class() -> None:
    @processor
    class Sum:
        def __init__(self, start: Annotated[int, Range(0)] = 1) -> None:
            self.total = start

        def process(self, image: Image) -> None:
            self.total += int(image.sum())

    one = Sum(start=5)
    one.process(np.ones((2, 2), np.uint8).view(Image))
    assert (one.total, isinstance(Sum, type)) == (9, True)


def test_subclass_of_a_processor_is_one_of_its_own(write: Write) -> None:
    path = write("""
        @processor
        class A:
            def process(self, image: Image) -> None: ...
        @processor(label="Second")
        class B(A): ...
        class C(B): ...
    """)
    assert [item["label"] for item in manifest(path)["routines"]] == ["A", "Second"]


def test_what_is_no_function_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="write its options by name"):
        processor("Label")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="found int"):
        processor(pin=True)(3)  # type: ignore[type-var]


def test_public_names() -> None:
    assert repr(DROP) == "DROP"
    assert repr(Frame(np.zeros((2, 3)), z=1)) == "Frame((2, 3), axes={'z': 1})"
    assert repr(Frame(None)) == "Frame(NoneType, axes={})"
    assert callable(routine)
