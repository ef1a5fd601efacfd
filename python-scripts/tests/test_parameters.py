"""Conversion and checks of parameters."""

from __future__ import annotations

import math
import pathlib
from typing import Any

import numpy as np
import pytest
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st
from test_load import load, plane

from drua import Image, ParameterError, Range
from drua._annotations import Constraints
from drua._kinds import Kind, kind_of, unwrap
from drua._load import LoadedRoutine
from drua._routine import declaration, routine
from drua._signature import analyse

EVERYTHING = """
class Mode(enum.Enum):
    FAST = "quick"
    EXACT = "slow"

@routine
def f(image: Image, a_float: Annotated[float, Range(0, 10)] = 1.0, anInt: int = 2, flag: bool = False,
      text: str = "", mode: Mode = Mode.FAST, edge: Literal["wrap", 7] = "wrap",
      path: pathlib.Path = pathlib.Path("x"), pair: tuple[float, int] = (1.0, 2), many: list[int] = [],
      maybe: float | None = None) -> Any:
    return {k: [v] for k, v in locals().items() if k != "image"}
"""


@pytest.fixture
def everything(write: Write) -> LoadedRoutine:
    return load(write(EVERYTHING))


def value(routine: LoadedRoutine, name: str, given: Any) -> Any:
    (found,) = routine.arguments({name: given}).values()
    return found


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("a_float", 3, 3.0), ("A_FLOAT", "2.5", 2.5), ("a_float", np.float32(0.5), 0.5), ("a_float", "1e1", 10.0),
        ("anint", 4.0, 4), ("ANINT", "5", 5), ("anInt", "6.0", 6), ("anInt", np.int16(7), 7),
        ("anInt", 2**70, 2**70), ("flag", True, True), ("flag", "yes", True), ("flag", "FALSE", False),
        ("flag", 1, True), ("flag", 0.0, False), ("flag", np.bool_(True), True), ("text", "", ""),
        ("path", "/a/b", pathlib.Path("/a/b")), ("pair", "1.5, 2", (1.5, 2)), ("pair", [3, 4.0], (3.0, 4)),
        ("many", "", []), ("many", "1,2", [1, 2]), ("edge", "7", 7), ("edge", "WRAP", "wrap"),
        ("maybe", None, None), ("maybe", "", None), ("maybe", 2, 2.0),
    ],
)  # fmt: skip
def test_values_are_converted(everything: LoadedRoutine, name: str, given: Any, expected: Any) -> None:
    found = value(everything, name, given)
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize("given", ["FAST", "fast", "quick", "QUICK"])
def test_enum_by_name_or_value(everything: LoadedRoutine, given: str) -> None:
    assert value(everything, "mode", given).name == "FAST"


@pytest.mark.parametrize(
    ("name", "given", "expected", "found"),
    [
        ("a_float", "abc", "a number from 0 to 10", "'abc' (str)"), ("a_float", 11, "from 0 to 10", "11 (int)"),
        ("a_float", math.nan, "a number", "nan (float)"), ("a_float", None, "a number", "None"),
        ("a_float", True, "a number", "True (bool)"), ("a_float", [1], "a number", "[1] (list)"),
        ("anInt", 2.5, "a whole number", "2.5 (float)"), ("anInt", math.inf, "a whole number", "inf"),
        ("anInt", False, "a whole number", "False"), ("flag", "perhaps", "true or false", "'perhaps'"),
        ("flag", 2, "true or false", "2"), ("text", 3, "a text", "3 (int)"),
        ("mode", "medium", "one of 'FAST', 'EXACT'", "'medium'"), ("edge", "mirror", "one of 'wrap', '7'", "'mirror'"),
        ("path", "", "a file name", "''"), ("path", 3, "a file name", "3"), ("pair", "1", "2 values", "'1'"),
        ("pair", "1, x", "2 values", "'1, x'"), ("maybe", "x", "a number or None", "'x'"),
        ("a_float", np.zeros((2, 2)), "a number", "an array of shape (2, 2)"),
    ],
)  # fmt: skip
def test_wrong_values_are_named(everything: LoadedRoutine, name: str, given: Any, expected: str, found: str) -> None:
    image = plane()
    with pytest.raises(ParameterError) as caught:
        everything(image, **{name: given})
    error = caught.value
    assert error.parameter.lower() == name.lower()
    assert expected in error.expected and found in error.found
    assert error.hint is not None and error.parameter in error.hint
    assert error.details == {"parameter": error.parameter, "expected": error.expected, "found": error.found}
    assert str(error) == f"parameter '{error.parameter}': expected {error.expected}, found {error.found}"


def test_unknown_missing_and_double(write: Write, everything: LoadedRoutine) -> None:
    with pytest.raises(ParameterError, match="unknown name") as caught:
        everything(plane(), a_flaot=1)
    assert caught.value.hint == "did you mean 'a_float'?"
    with pytest.raises(ParameterError, match="found two, as 'anInt' and 'ANINT'"):
        everything(plane(), anInt=1, ANINT=2)
    needs = load(write("@routine\ndef f(image: Image, n: int) -> int:\n    return n", "needs.py"))
    with pytest.raises(ParameterError, match="'n': expected a whole number, found nothing"):
        needs(plane())
    assert needs(plane(), N=3) == 3


def test_failed_check_leaves_the_image(write: Write) -> None:
    routine = load(write("@routine\ndef f(image: Image, n: int = 1) -> None:\n    image[...] = n"))
    image = plane()
    with pytest.raises(ParameterError):
        routine(image, n="x")
    np.testing.assert_array_equal(image, plane())


def kind(annotation: Any) -> Kind:
    bare, optional, extras = unwrap(annotation)
    found = kind_of(bare, Constraints(extras))
    assert found is not None
    found.optional = optional
    return found


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.lists(st.integers())
)


@given(anything)
@pytest.mark.parametrize("annotation", [float, int, bool, str, pathlib.Path, tuple[float, float], list[int]])
def test_any_value_is_converted_or_refused_by_name(annotation: Any, given: Any) -> None:
    try:
        found = kind(annotation).value("p", given)
    except ParameterError as error:
        assert error.parameter == "p" and error.expected and error.found
    else:
        origin = getattr(annotation, "__origin__", annotation)
        assert isinstance(found, origin)
        assert not (origin is float and math.isnan(found))


finite = st.floats(-1e6, 1e6)


@given(finite, finite, finite)
def test_range_is_inclusive(one: float, other: float, value: float) -> None:
    low, high = sorted((one, other))
    constraints = Constraints((Range(low, high),))
    assert constraints.admits(value) == (low <= value <= high)
    assert constraints.admits(low) and constraints.admits(high)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_open_limits_of_whole_numbers_are_shown_closed(above: int, below: int) -> None:
    class Limits:
        gt, lt = above, below

    constraints = Constraints((Limits(),))
    low, high = constraints.shown(whole=True)
    assert low is not None and high is not None
    assert [n for n in range(-60, 60) if constraints.admits(n)] == list(range(int(low), int(high) + 1))


def test_tighter_limit_wins() -> None:
    constraints = Constraints((Range(0, 10), {"min": 2, "max": 20}, Range(maximum=8, unit="s")))
    assert (constraints.minimum, constraints.maximum, constraints.unit) == (2, 8, "s")
    assert str(constraints) == "from 2 to 8"


@pytest.mark.parametrize(
    "arguments", [{"minimum": "1"}, {"maximum": math.nan}, {"minimum": True}, {"step": 0}, {"minimum": 2, "maximum": 1}]
)
def test_wrong_range(arguments: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError), match="Range: "):
        Range(**arguments)


def test_range_compares_by_value() -> None:
    assert Range(1, 2) == Range(1, 2) != Range(1, 3)
    assert len({Range(1, 2, unit="x"), Range(1, 2, unit="x")}) == 1
    assert repr(Range(1, unit="x")) == "Range(1, None, step=None, unit='x')"


def test_decorated_function_stays_a_function() -> None:
    @routine(menu="X")
    def darken(image: Image, by: int = 2) -> None:
        """Divide."""
        np.floor_divide(image, by, out=image)
        assert type(image) is Image

    pixels = plane()
    darken(pixels, by=4)  # type: ignore[arg-type]
    np.testing.assert_array_equal(pixels, plane() // 4)
    assert (darken.__name__, darken.__doc__) == ("darken", "Divide.")
    declared = declaration(darken)
    assert declared is not None and analyse(declared).name == "darken"
    with pytest.raises(TypeError, match="expected a function, found str"):
        routine("menu")  # type: ignore[call-overload]
