"""Which module serves the names jpype, scyjava and imagej; axes, macros and options of PyImageJ scripts."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from drua import _attach, _compat

NAMES = ("jpype", "scyjava", "imagej")


def part(name: str) -> Any:
    """Load one file of Drua's `imagej` that needs no Java."""
    spec = importlib.util.spec_from_file_location(f"compat_{name}", Path(_compat.FOLDER) / "imagej" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


axes = part("_axes")
macros = part("_macros")


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[_compat.CompatFinder]:
    """Look like the inside of a host, without any Java."""
    core: Any = ModuleType("drua._core")
    core.java_available = lambda: True
    monkeypatch.setitem(sys.modules, "drua._core", core)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    yield _compat.install()


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    for name in names:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("INSTALLED = True\n")
    monkeypatch.syspath_prepend(str(folder))


class TestFinder:
    def test_nothing_is_shadowed_outside_of_a_host(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert not any(isinstance(finder, _compat.CompatFinder) for finder in sys.meta_path)
        monkeypatch.delitem(sys.modules, "drua._core", raising=False)
        assert all(_compat.CompatFinder().find_spec(name) is None for name in NAMES)
        installed(tmp_path, monkeypatch, "jpype")
        spec = importlib.util.find_spec("jpype")
        assert spec is not None and str(spec.origin).startswith(str(tmp_path))

    def test_nothing_is_served_by_a_host_without_its_java(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "drua._core", SimpleNamespace(java_available=lambda: False))
        assert all(_compat.CompatFinder().find_spec(name) is None for name in NAMES)

    @pytest.mark.parametrize("name", NAMES)
    def test_own_modules_serve_where_nothing_is_installed(self, host: _compat.CompatFinder, name: str) -> None:
        spec = host.find_spec(name)
        assert spec is not None
        assert str(spec.origin).startswith(_compat.FOLDER)
        assert importlib.util.find_spec(name) is not None

    def test_own_jpype_and_imagej_win_over_installed_ones(
        self, host: _compat.CompatFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed(tmp_path, monkeypatch, "jpype", "imagej", "scyjava")
        for name in NAMES:
            spec = importlib.util.find_spec(name)
            assert spec is not None and str(spec.origin).startswith(_compat.FOLDER), name

    def test_the_installed_scyjava_wins_where_it_is_complete(
        self, host: _compat.CompatFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed(tmp_path, monkeypatch, "scyjava", "jgo")
        spec = importlib.util.find_spec("scyjava")
        assert spec is not None and str(spec.origin).startswith(str(tmp_path))

    def test_a_folder_is_no_installed_package(
        self, host: _compat.CompatFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed(tmp_path, monkeypatch, "jgo")
        (tmp_path / "scyjava").mkdir()
        spec = importlib.util.find_spec("scyjava")
        assert spec is not None and str(spec.origin).startswith(_compat.FOLDER)

    @pytest.mark.parametrize("name", ["numpy", "imagej2", "jpype1", "java", "drua"])
    def test_other_names_are_left_alone(self, host: _compat.CompatFinder, name: str) -> None:
        assert host.find_spec(name) is None

    def test_names_inside_of_packages_are_left_alone(self, host: _compat.CompatFinder) -> None:
        assert host.find_spec("imagej", ["/somewhere"]) is None
        assert host.find_spec("package.imagej", ["/somewhere"]) is None

    def test_installing_twice_changes_nothing(self, host: _compat.CompatFinder) -> None:
        before = list(sys.meta_path)
        assert _compat.install() is host
        assert sys.meta_path == before

    def test_the_host_waits_for_the_first_of_the_names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "drua._core", SimpleNamespace(java_available=lambda: True))
        waiting: Any = _attach._ScriptNames()
        monkeypatch.setattr(sys, "meta_path", [waiting, *sys.meta_path])
        assert waiting.find_spec("numpy") is None
        assert sys.meta_path.index(waiting) == 0
        spec = waiting.find_spec("imagej")
        assert str(spec.origin).startswith(_compat.FOLDER)
        assert waiting not in sys.meta_path
        assert isinstance(sys.meta_path[0], _compat.CompatFinder)


class TestAxes:
    def test_channels_go_last_and_single_ones_go(self) -> None:
        values = np.zeros((2, 1, 3, 4, 5))
        arranged, names = axes.python_order(values)
        assert names == ["t", "row", "col", "ch"]
        assert arranged.shape == (2, 4, 5, 3)

    def test_rows_and_columns_stay(self) -> None:
        assert axes.python_order(np.zeros((1, 1, 1, 1, 1)))[1] == ["row", "col"]

    @pytest.mark.parametrize(
        ("shape", "dtype", "expected"),
        [
            ((4, 5), "u1", "YX"),
            ((6, 4, 5), "u1", "CYX"),
            ((4, 5, 3), "u1", "YXC"),
            ((4, 5, 3), "u2", "CYX"),
            ((2, 6, 4, 5), "f4", "ZCYX"),
            ((7, 2, 6, 4, 5), "f4", "TZCYX"),
        ],
    )
    def test_guesses(self, shape: tuple[int, ...], dtype: str, expected: str) -> None:
        assert axes.guess(np.zeros(shape, dtype)) == list(expected)

    def test_more_axes_than_imagej_has_are_channels(self) -> None:
        values = np.arange(2 * 3 * 4 * 5 * 6 * 7).reshape(2, 3, 4, 5, 6, 7)
        arranged = axes.arrange(values, axes.guess(values))
        assert arranged.shape == (3, 4, 2 * 5, 6, 7)
        assert arranged[1, 2, 1 * 5 + 3, 4, 5] == values[1, 1, 2, 3, 4, 5]

    def test_names_of_both_sides(self) -> None:
        assert axes.letters(["t", "pln", "row", "col", "ch"]) == ["T", "Z", "Y", "X", "C"]
        assert axes.letters(["Time", "Z", "Y", "X", "Channel", "lifetime"]) == ["T", "Z", "Y", "X", "C", None]

    def test_arranging_and_back(self) -> None:
        values = np.arange(2 * 3 * 4 * 5).reshape(2, 4, 5, 3)
        arranged = axes.arrange(values, axes.letters(["t", "row", "col", "ch"]))
        assert arranged.shape == (2, 1, 3, 4, 5)
        assert np.array_equal(axes.python_order(arranged)[0], values)

    def test_unnamed_axes_can_be_the_plane(self) -> None:
        assert axes.arrange(np.zeros((2, 3)), [None, None]).shape == (1, 1, 1, 2, 3)

    @pytest.mark.parametrize("wrong", [["Y", "Y"], ["T", "Z"]])
    def test_impossible_axes(self, wrong: list[str]) -> None:
        with pytest.raises(ValueError, match="expected"):
            axes.arrange(np.zeros((2, 3)), wrong)

    def test_names_that_are_missing_are_made(self) -> None:
        assert axes.named(["row", "col"], 3) == ["row", "col", "dim_0"]
        with pytest.raises(ValueError, match="2 names of axes at most, found 3"):
            axes.named(["t", "row", "col"], 2)


class TestMacros:
    def test_parameters_and_outputs(self) -> None:
        text, outputs = macros.prepared(
            '#@ String name\n#@ int (min=0, label="Age") age\n#@output String greeting\ngreeting = name + age;',
            {"name": "Ann", "age": 4},
        )
        assert text.splitlines()[0].startswith('name = "Ann"; age = 4;')
        assert text.splitlines()[3] == "greeting = name + age;"
        assert [one.name for one in outputs] == ["greeting"]
        assert macros.outputs_of("Ann4", outputs) == {"greeting": "Ann4"}

    def test_outputs_have_their_types(self) -> None:
        found, _ = macros.parameters("#@output Integer n\n#@output Double x\n#@output Boolean b\n#@output s")
        assert macros.outputs_of("\x1e".join(("5", "2.5", "1", "text")), found) == {
            "n": 5,
            "x": 2.5,
            "b": True,
            "s": "text",
        }

    def test_without_outputs_there_is_a_result(self) -> None:
        assert macros.outputs_of("42", []) == {"result": "42"}
        assert macros.outputs_of(None, []) == {"result": None}

    def test_defaults_and_other_spellings(self) -> None:
        text, outputs = macros.prepared("// #@ Double(value=2.5) radius\n#@ String(type=OUTPUT) out", None)
        assert text.startswith("radius = 2.5;")
        assert outputs[0].name == "out"

    def test_a_value_must_have_a_parameter_and_the_reverse(self) -> None:
        with pytest.raises(ValueError, match="no parameter nme; it has name"):
            macros.prepared("#@ String name", {"nme": "x"})
        with pytest.raises(ValueError, match="name has no value"):
            macros.prepared("#@ String name", {})
        with pytest.raises(ValueError, match="expected '#@ Type name'"):
            macros.parameters("#@ String a b c")

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (True, "true"),
            (3, "3"),
            (-0.5, "-0.5"),
            (float("inf"), "(1/0)"),
            (float("nan"), "NaN"),
            ('a "b" \\ c\n', '"a \\"b\\" \\\\ c\\n"'),
            ([1, "x"], 'newArray(1, "x")'),
        ],
    )
    def test_literals(self, value: object, expected: str) -> None:
        assert macros.literal(value) == expected

    def test_other_values_are_refused(self) -> None:
        with pytest.raises(TypeError, match="found object"):
            macros.literal(object())

    @pytest.mark.parametrize(
        ("arguments", "style", "expected"),
        [
            ({"radius": 3, "keep": True, "stack": False}, True, "radius=[3] keep"),
            ({"keep": True, "stack": False}, False, "keep=true stack=false"),
            ({"path": "C:\\a b"}, True, "path=[C:/a b]"),
            ({"title": "[x y]"}, True, "title=[x y]"),
            ("as it is", True, "as it is"),
        ],
    )
    def test_options(self, arguments: Any, style: bool, expected: str) -> None:
        assert macros.argument_text(arguments, style) == expected

    def test_none_is_no_option(self) -> None:
        with pytest.raises(NotImplementedError, match="radius is None"):
            macros.argument_text({"radius": None})
