"""Manifests of sound and of broken routine files."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROUTINES, Write, manifest

from drua import _host

GOOD = """
class Mode(enum.Enum):
    FAST = 1
    EXACT = 2

@routine(menu="Filters > Sub", preview=True, pin=True, accepts=("uint8", np.uint16))
def subtract(
    image: Image,
    radius: Annotated[float, Range(1, 200, step=0.5, unit="pixel"), "how wide"] = 25,
    count: int = 3,
    keep: bool = True,
    title: str = "x",
    mode: Mode = Mode.EXACT,
    edge: Literal["wrap", "reflect"] = "wrap",
    table: Optional[pathlib.Path] = None,
    folder: Annotated[pathlib.Path, {"mode": "d", "label": "Where"}] = pathlib.Path("a"),
    sigma: tuple[float, float] = (1.0, 2.0),
    other: Image | None = None,
    selection: Roi | None = None,
    rows: Table | None = None,
) -> None:
    '''Take it away.

    All of it.

    Parameters
    ----------
    image : (Y, X)
        The plane.
    radius, count : pixel
        Not shown for radius.
    '''
"""


def entry(path: Path) -> dict[str, Any]:
    """Return the manifest of the one routine of a file."""
    found = manifest(path)
    assert found["error"] is None
    (routine,) = found["routines"]
    assert isinstance(routine, dict)
    return routine


def test_manifest_has_all_fields(write: Write) -> None:
    path = write(GOOD)
    whole = manifest(path)
    assert whole["schema"] == 1
    assert whole["file"] == str(path)
    assert whole["hash"] == hashlib.sha256(path.read_bytes()).hexdigest()
    found = entry(path)
    assert list(found) == [
        "name", "label", "menu", "summary", "description", "axes", "in_place", "pin", "preview", "parallel", "runs",
        "line", "accepts", "returns", "images", "parameters", "use", "stateful", "metadata", "outputs", "calls_java",
    ]  # fmt: skip
    assert found["menu"] == "Plugins > Python > Filters > Sub..."
    assert found["label"] == "Sub..."
    assert found["summary"] == "Take it away."
    assert found["description"].startswith("All of it.")
    assert (found["in_place"], found["pin"], found["preview"]) == (True, True, True)
    assert (found["accepts"], found["returns"], found["images"]) == (["uint8", "uint16"], "none", ["image"])
    assert path.read_text().splitlines()[found["line"] - 1].startswith("@routine")


def test_manifest_of_each_kind_of_parameter(write: Write) -> None:
    found = {item["name"]: item for item in entry(write(GOOD))["parameters"]}
    assert {name: item["kind"] for name, item in found.items()} == {
        "radius": "float", "count": "int", "keep": "bool", "title": "text", "mode": "choice",
        "edge": "choice", "table": "path", "folder": "folder", "sigma": "text", "other": "image",
        "selection": "roi", "rows": "table",
    }  # fmt: skip
    assert found["radius"] == {
        "name": "radius", "kind": "float", "label": "Radius", "default": 25.0, "required": False, "minimum": 1,
        "maximum": 200, "step": 0.5, "unit": "pixel", "choices": None, "help": "how wide",
    }  # fmt: skip
    assert found["count"]["help"] == "Not shown for radius."
    assert (found["mode"]["choices"], found["mode"]["default"]) == (["FAST", "EXACT"], "EXACT")
    assert (found["edge"]["choices"], found["edge"]["default"]) == (["wrap", "reflect"], "wrap")
    assert (found["table"]["default"], found["table"]["required"]) == (None, False)
    assert (found["folder"]["label"], found["folder"]["default"]) == ("Where", "a")
    assert found["sigma"]["default"] == "1.0, 2.0"


@pytest.mark.parametrize(
    ("menu", "expected"),
    [
        (None, "Plugins > Python > My Filter"),
        ("Plugins > Python > A", "Plugins > Python > A"),
        ("Plugins > Lab > A", "Plugins > Python > Lab > A"),
        ("A...", "Plugins > Python > A"),
    ],
)
def test_everything_is_below_one_menu(write: Write, menu: str | None, expected: str) -> None:
    path = write(f"@routine(menu={menu!r})\ndef my_filter(image: Image) -> None: ...")
    assert entry(path)["menu"] == expected


def test_label_ends_in_dots_with_a_dialog(write: Write) -> None:
    path = write("@routine(label='Mine')\ndef f(image: Image, a: int = 1) -> None: ...")
    assert entry(path)["label"] == "Mine..."


def test_labels_are_one_line_without_levels(write: Write) -> None:
    path = write("@routine(menu='A\\nB > C\\t > ', label='D > E')\ndef f(image: Image) -> None: ...")
    assert entry(path)["menu"] == "Plugins > Python > A B > D   E"


def test_limits_are_for_numbers_only(write: Write) -> None:
    """Each number of a pair is checked, but a text field has no limits."""
    path = write("@routine\ndef f(i: Image, a: Annotated[tuple[int, int], Range(1, 5, step=1)] = (1, 2)) -> None: ...")
    (found,) = entry(path)["parameters"]
    assert (found["kind"], found["minimum"], found["maximum"], found["step"]) == ("text", None, None, None)


def test_foreign_annotations(write: Write) -> None:
    """Objects of annotated-types are known by their attributes alone."""
    path = write("""
        class Ge: ge = 2
        class Lt: lt = 10
        class Interval: gt = 0; ge = None; lt = None; le = 1.5
        @routine
        def f(image: Image, a: Annotated[int, Ge(), Lt()] = 3, b: Annotated[float, Interval()] = 1,
              c: Annotated[int, {"min": 1, "max": 4, "step": 2, "tooltip": "t"}] = 1,
              d: Annotated[str, {"choices": ["x", "y"]}] = "x") -> None: ...
    """)
    a, b, c, d = entry(path)["parameters"]
    assert (a["minimum"], a["maximum"]) == (2, 9)
    assert (b["minimum"], b["maximum"]) == (0, 1.5)
    assert (c["minimum"], c["maximum"], c["step"], c["help"]) == (1, 4, 2, "t")
    assert (d["kind"], d["choices"]) == ("choice", ["x", "y"])


@pytest.mark.parametrize(
    ("annotation", "returns"),
    [
        ("None", "none"), ("Image", "image"), ("np.ndarray", "image"), ("Image | None", "image"),
        ("Labels", "labels"), ("Table", "table"), ("dict[str, list[float]]", "table"), ("Points", "rois"),
        ("list[Roi]", "rois"), ("float", "number"), ("np.float32", "number"), ("str", "text"),
        ("tuple[Image, Table]", "several"), ("Several", "several"), ("object", "any"), ("Any", "any"),
    ],
)  # fmt: skip
def test_return_annotation(write: Write, annotation: str, returns: str) -> None:
    found = entry(write(f"@routine\ndef f(image: Image) -> {annotation}: ..."))
    assert (found["returns"], found["in_place"]) == (returns, returns == "none")


def test_array_annotation_gives_accepted_type(write: Write) -> None:
    path = write("@routine\ndef f(image: 'np.typing.NDArray[np.uint16]') -> None: ...")
    assert entry(path)["accepts"] == ["uint16"]


BROKEN = {
    "syntax": ("x = (\n", "SyntaxError", "never closed", "correct the line"),
    "python 2": ("print 'a'\n", "SyntaxError", "print", "Jython"),
    "missing package": ("import skimage_no.x", "ModuleNotFoundError", "skimage_no", "-m pip install skimage_no"),
    "missing java": ("from ij import IJ", "ModuleNotFoundError", "ij", "Jython"),
    "missing name": ("from numpy import nothing", "ImportError", "nothing", "reinstall"),
    "exit": ("sys.exit(3)", "SystemExit", "exit code 3", "__main__"),
    "interrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt", "", "outside of routines"),
    "cancelled": ("raise Cancelled('no')", "Cancelled", "no", "outside of routines"),
    "raises": ("1 / 0", "ZeroDivisionError", "division", "outside of routines"),
    "name": ("print(undefined_name)", "NameError", "undefined_name", "spelling"),
    "recursion": ("def f(): f()\nf()", "RecursionError", "recursion", "calls itself"),
    "no annotation": ("@routine\ndef f(image) -> None: ...", "SignatureError", "type annotation", "Image"),
    "no return": ("@routine\ndef f(image: Image): ...", "SignatureError", "return annotation", "-> None"),
    "no image": ("@routine\ndef f(a: int = 1) -> None: ...", "SignatureError", "an image", "def f(image"),
    "image late": ("@routine\ndef f(a: Image, b: int, c: Image) -> None: ...", "SignatureError", "before", "first"),
    "default type": ("@routine\ndef f(i: Image, a: int = 'x') -> None: ...", "SignatureError", "'x' (str)", "default"),
    "quoted number": ("@routine\ndef f(i: Image, a: float = '2') -> None: ...", "SignatureError", "'2'", "quotes"),
    "default range": (
        "@routine\ndef f(i: Image, a: Annotated[int, Range(1, 3)] = 9) -> None: ...",
        "SignatureError", "from 1 to 3, found 9", "range",
    ),
    "no field": ("@routine\ndef f(i: Image, a: complex = 1j) -> None: ...", "SignatureError", "complex", "Literal"),
    "star": ("@routine\ndef f(i: Image, *a: int) -> None: ...", "SignatureError", "*a", "each"),
    "clash": ("@routine\ndef f(i: Image, a: int = 1, A: int = 2) -> None: ...", "SignatureError", "'A'", "rename"),
    "image clash": ("@routine\ndef f(i: Image, I: int = 1) -> None: ...", "SignatureError", "'I'", "rename"),
    "preview clash": (
        "@routine(preview=True)\ndef f(i: Image, Preview: int = 1) -> None: ...",
        "SignatureError", "preview box", "rename",
    ),
    "twice": (
        "@routine\ndef f(i: Image) -> None: ...\n@routine\ndef F(i: Image) -> None: ...",
        "NameCollisionError", "declared twice", "rename",
    ),
    "async": ("@routine\nasync def f(i: Image) -> None: ...", "SignatureError", "async", "progress"),
    "class": ("@routine\nclass F: ...", "SignatureError", "found type F", "def"),
    "unknown type": ("@routine\ndef f(i: 'Imagee') -> None: ...", "SignatureError", "Imagee", "TYPE_CHECKING"),
    "axes": ("@routine(axes='yx')\ndef f(i: Image) -> None: ...", "SignatureError", "'yx'", "YX"),
    "runs": ("@routine(runs='moon')\ndef f(i: Image) -> None: ...", "SignatureError", "moon", "runs"),
    "accepts": ("@routine(accepts='uint12')\ndef f(i: Image) -> None: ...", "SignatureError", "uint12", "uint16"),
    "option": ("@routine(manu='x')\ndef f(i: Image) -> None: ...", "TypeError", "manu", "outside of routines"),
    "reserved": ("@routine\ndef f(i: Image, image: str = '') -> None: ...", "SignatureError", "active image", "rename"),
    "axes twice": ("@routine(axes='YYX')\ndef f(i: Image) -> None: ...", "SignatureError", "'YYX'", "YX"),
    "accepts none": ("@routine(accepts=[])\ndef f(i: Image) -> None: ...", "SignatureError", "found []", "leave"),
    "menu": ("@routine(menu=3)\ndef f(i: Image) -> None: ...", "SignatureError", "menu: expected a text", "leave"),
    "flag": ("@routine(pin='yes')\ndef f(i: Image) -> None: ...", "SignatureError", "'yes'", "pin=True"),
    "limits": (
        "@routine\ndef f(i: Image, a: Annotated[int, Range(5), {'max': 3}] = 4) -> None: ...",
        "SignatureError", "minimum", "Range",
    ),
    "strange default": (
        "class S(str):\n    def __repr__(s): raise OSError('no')\n    __eq__ = __hash__ = __str__ = __repr__\n"
        "@routine\ndef f(i: Image, a: int = S()) -> None: ...",
        "OSError", "no", "move it into",
    ),
    "bad range": ("Range(3, 1)", "ValueError", "minimum <= maximum", "outside of routines"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_broken_file_is_described(write: Write, case: str) -> None:
    text, kind, message, hint = BROKEN[case]
    path = write(text)
    before = set(sys.modules)
    found = manifest(path)
    assert [item["name"] for item in found["routines"]] == (["f"] if case == "twice" else [])
    error = found["error"]
    assert error["type"] == kind
    assert message in error["message"]
    assert error["line"] is not None and 2 <= error["line"] <= 5
    assert hint in error["hint"]
    assert found["hash"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not [name for name in set(sys.modules) - before if "mine" in name]


def test_install_hint_names_interpreter_and_distribution() -> None:
    from drua._hints import explain

    error = ModuleNotFoundError("No module named 'cv2'", name="cv2.x")
    assert explain(error, "x.py").hint == f"install it: {sys.executable} -m pip install opencv-python-headless"


def test_error_of_one_routine_leaves_the_others(write: Write) -> None:
    path = write("@routine\ndef bad(image) -> None: ...\n@routine\ndef good(image: Image) -> None: ...")
    found = manifest(path)
    assert [item["name"] for item in found["routines"]] == ["good"]
    assert "routine 'bad'" in found["error"]["message"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"# coding: klingon\n", "x = 'é'".encode("latin-1")])
def test_file_that_is_no_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.py"
    path.write_bytes(content)
    error = manifest(path)["error"]
    assert error["type"] in ("SyntaxError", "ValueError")
    assert "UTF-8" in error["hint"]


def test_file_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    found = manifest(tmp_path / "none.py")
    assert (found["error"]["type"], found["hash"]) == ("FileNotFoundError", "0" * 64)
    assert manifest(tmp_path)["error"]["hint"].startswith("check")


def test_describing_is_silent_and_isolated(write: Write, capfd: pytest.CaptureFixture[str]) -> None:
    write("VALUE = 7", "neighbour.py")
    path = write("""
        print('hello'); print('error', file=sys.stderr)
        import neighbour
        @routine
        def f(image: Image, a: int = neighbour.VALUE) -> None: ...
    """)
    before = set(sys.modules)
    assert entry(path)["parameters"][0]["default"] == 7
    assert capfd.readouterr() == ("", "")
    assert "neighbour" not in sys.modules
    assert not [name for name in set(sys.modules) - before if "mine" in name]


def test_neighbours_of_one_name_in_two_folders(tmp_path: Path) -> None:
    text = "from drua import *\nimport helper\n@routine\ndef f(i: Image, a: int = helper.A) -> None: ...\n"
    for number, folder in enumerate(("one", "two")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "helper.py").write_text(f"A = {number}")
        (tmp_path / folder / "file.py").write_text(text)
    defaults = [entry(tmp_path / name / "file.py")["parameters"][0]["default"] for name in ("one", "two")]
    assert defaults == [0, 1]


def test_neighbour_can_not_hide_the_standard_library(write: Write) -> None:
    write("raise RuntimeError", "fractions_.py")
    write("raise RuntimeError('mine')", "colorsys.py")
    sys.modules.pop("colorsys", None)
    assert manifest(write("import colorsys\ncolorsys.hsv_to_rgb"))["error"] is None


def test_only_own_routines_count(write: Write) -> None:
    write("@routine\ndef theirs(image: Image) -> None: ...", "library_of_mine.py")
    path = write("from library_of_mine import theirs\n@routine\ndef mine(image: Image) -> None: ...")
    assert entry(path)["name"] == "mine"


def test_file_without_routine_is_no_error(write: Write) -> None:
    found = manifest(write("x = 1"))
    assert (found["error"], found["routines"]) == (None, [])


def test_manifest_is_strict_json(write: Write) -> None:
    path = write(
        "@routine\ndef f(i: Image, a: float = float('inf'), b: Annotated[float, Range(0, float('inf'))] = 1)"
        " -> None: ..."
    )
    text = _host.describe(str(path))
    found = json.loads(text, parse_constant=lambda name: pytest.fail(name))
    assert found["routines"][0]["parameters"][1]["maximum"] is None


def test_shipped_routines_are_sound() -> None:
    files = sorted(ROUTINES.glob("*.py"))
    assert len(files) >= 7
    menus = []
    for file in files:
        found = manifest(file)
        assert found["error"] is None, found["error"]
        for routine in found["routines"]:
            menus.append(routine["menu"])
            assert routine["summary"].endswith(".")
            assert "https://doi.org/10." in routine["description"]
            assert all(item["help"] for item in routine["parameters"])
    assert len(set(menus)) == len(menus)


def test_describing_imports_nothing_heavy_at_start() -> None:
    code = (
        "import sys; before = set(sys.modules); import drua, drua._errors, drua._host; "
        "print(*sorted(set(sys.modules) - before))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROUTINES.parent
    )
    imported = set(result.stdout.split())
    assert not imported & {
        "numpy",
        "inspect",
        "dataclasses",
        "logging",
        "asyncio",
        "ast",
        "json",
        "threading",
    }
    assert {name for name in imported if name.startswith("drua")} == {"drua", "drua._errors", "drua._host"}


def test_file_takes_nothing_away_from_others(write: Write) -> None:
    path = write(
        "import sys\n"
        "sys.modules['drua'] = None\n"
        "del sys.modules['json']\n"
        "sys.path = [str(pathlib.Path(__file__).parent / 'extra')]\n"
        "@routine\ndef f(image: Image) -> None:\n    pass\n"
    )
    before, paths = dict(sys.modules), list(sys.path)
    try:
        assert manifest(path)["error"] is None
        assert sys.modules["drua"] is before["drua"]
        assert sys.modules["json"] is before["json"]
        assert sys.path[0] == str(path.parent / "extra")
        assert set(paths) <= set(sys.path)
    finally:
        sys.path[:] = paths
