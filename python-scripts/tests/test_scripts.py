"""Scripts as cells of a notebook, and the names that they see."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from drua import _scripts
from drua._streams import HostOutput


class _Core:
    def __init__(self) -> None:
        self.written: list[tuple[int, str]] = []

    def write(self, number: int, text: str) -> None:
        self.written.append((number, text))


def run(source: str, names: dict[str, Any] | None = None) -> Any:
    return _scripts.Script(source, "<script>").run({} if names is None else names, None, None)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("1 + 1", 2),
        ("x = 1", None),
        ("x = 1\nx", 1),
        ("", None),
        ("# comment", None),
        ("if True:\n    5", None),
        ("def f():\n    return 3\nf()", 3),
        ("'''text'''", "text"),
    ],
)
def test_the_last_expression_is_the_result(source: str, result: object) -> None:
    assert run(source) == result


def test_values_are_described() -> None:
    assert run("{1}").name == "set"


def test_source_that_is_wrong_says_where() -> None:
    with pytest.raises(SyntaxError) as caught:
        run("a = 1\nb = = 2")
    assert (caught.value.filename, caught.value.lineno) == ("<script>", 2)


def test_offered_names_are_seen_but_not_changed() -> None:
    names: dict[str, Any] = {}
    _scripts.offer(names, {})
    assert "__builtins__" not in names
    _scripts.offer(names, {"shared": 5, "len": 7})
    assert run("shared + len", names) == 12
    run("def f():\n    return shared", names)
    _scripts.offer(names, {"shared": 6})
    assert run("f(), len('abc')", names) == [6, 3]
    run("shared = 1", names)
    assert run("shared", names) == 1
    assert _scripts.names(names) == ["f", "shared"]
    _scripts.offer(names, {})
    del names["shared"]
    with pytest.raises(NameError):
        run("f()", names)


def test_a_namespace_is_an_object() -> None:
    named = _scripts.Names({"f": 1})
    assert named.f == 1
    with pytest.raises(AttributeError, match="'g'"):
        named.g  # noqa: B018


def test_output_goes_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    core = _Core()
    monkeypatch.setattr(sys, "stdout", HostOutput(core, 1))
    monkeypatch.setattr(sys, "stderr", HostOutput(core, 2))
    out: list[str] = []
    err: list[str] = []
    script = _scripts.Script("import sys\nprint('a')\nprint('b', end='')\nprint('c', file=sys.stderr)", "<script>")
    script.run({}, out.append, err.append)
    assert "".join(out) == "a\nb"
    assert "".join(err) == "c\n"
    assert core.written == []
    with pytest.raises(ZeroDivisionError):
        _scripts.Script("print('d', end='')\n1/0", "<script>").run({}, out.append, None)
    assert "".join(out) == "a\nbd"
    assert _scripts.call(lambda: print("e"), None, None) is None
    assert core.written == [(1, "e\n")]
