"""Source text as a notebook's cell: run it, and its last expression is the result. For script engines in Java."""

from __future__ import annotations

import ast
import builtins
import linecache
from typing import TYPE_CHECKING, Any

from . import _plain
from ._here import threads
from ._streams import flush_streams, inside_call

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

__all__ = ["Names", "Script", "call", "names", "offer", "public"]

_OFFERED = "__drua_offered__"


class Script:
    """Compiled source text.

    Parameters
    ----------
    source, file
        The text, and its name for tracebacks.

    Raises
    ------
    SyntaxError
        It is no Python.
    """

    __slots__ = ("_body", "_last")

    def __init__(self, source: str, file: str) -> None:
        tree = ast.parse(source, file)
        self._last: CodeType | None = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
            self._last = compile(last, file, "eval", dont_inherit=True)
        self._body = compile(tree, file, "exec", dont_inherit=True)
        if file.startswith("<"):
            linecache.cache[file] = (len(source), None, source.splitlines(True), file)

    def run(self, names: dict[str, Any], out: Callable[[str], Any] | None, err: Callable[[str], Any] | None) -> Any:
        """Run it.

        Parameters
        ----------
        names
            Where its names live.
        out, err
            Get what this thread prints meanwhile; None: the host's console.

        Returns
        -------
        object
            What the last statement gave if it is an expression, None otherwise.
        """
        with _Output(out, err):
            exec(self._body, names)
            return None if self._last is None else _plain.plain(eval(self._last, names))


def call(
    function: Callable[..., Any], out: Callable[[str], Any] | None, err: Callable[[str], Any] | None, *args: Any
) -> Any:
    """Call a function with its output where `Script.run` has it."""
    with _Output(out, err):
        return _plain.plain(function(*args))


class _Output:
    """Context in which this thread's output goes to two functions."""

    __slots__ = ("_outer", "_writers")

    def __init__(self, out: Callable[[str], Any] | None, err: Callable[[str], Any] | None) -> None:
        self._writers = None if out is None and err is None else (None, out, err)

    def __enter__(self) -> None:
        here = threads.here
        if here.unsent:
            flush_streams()
        self._outer = here.writers
        if self._writers is not None:
            here.writers = self._writers
        inside_call.__enter__()

    def __exit__(self, *error: object) -> None:
        here = threads.here
        try:
            if here.unsent:
                flush_streams()
        finally:
            here.writers = self._outer
            inside_call.__exit__(*error)


# -- Names --


def offer(names: dict[str, Any], offered: dict[str, Any]) -> None:
    """Let a namespace see names that it doesn't have itself, as if they were built in; those of the last time go."""
    own = names.get("__builtins__")
    if _OFFERED not in names:
        if not offered:
            return
        own = dict(vars(builtins))
        names["__builtins__"] = own
    assert isinstance(own, dict)
    for name in names.get(_OFFERED, ()):
        if hasattr(builtins, name):
            own[name] = getattr(builtins, name)
        else:
            own.pop(name, None)
    own.update(offered)
    names[_OFFERED] = list(offered)


def names(namespace: dict[str, Any]) -> list[str]:
    """Return the names that a user has made: all but Python's own, which are ``__so__``."""
    return [name for name in list(namespace) if public(name)]


def public(name: object) -> bool:
    """Say whether a name is a user's."""
    return isinstance(name, str) and not (name.startswith("__") and name.endswith("__"))


class Names:
    """A namespace as an object whose attributes are the names: what implements an interface by functions."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> Any:
        try:
            return self._namespace[name]
        except KeyError:
            raise AttributeError(f"the script defines no '{name}'") from None
