"""Running macros, commands and scripts in the ImageJ that is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from drua import DruaError

from . import _macros
from ._errors import MissingImageJ2Error
from ._java import find, jimport

__all__ = ["MacroError", "run_macro", "run_plugin", "run_script"]

_MACRO = ("ijm", "imagej macro", "ij1", "macro")
_PYTHON = ("py", "python", "cpython", "python (drua)")


class MacroError(DruaError, RuntimeError):
    """A macro stopped with an error; the message is the interpreter's."""

    code = "macro"


def run_macro(macro: str, arguments: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Run a macro and return its outputs by name, or what it returns as ``{"result": ...}``.

    Raises
    ------
    MacroError
        The macro stopped with an error.
    """
    text, outputs = _macros.prepared(macro, arguments)
    interpreter = jimport("ij.macro.Interpreter")()
    interpreter.setIgnoreErrors(True)
    with _stopped("the macro was stopped"):
        result = interpreter.run(text, "")
    message = interpreter.getErrorMessage()
    if message is not None or interpreter.wasError():
        raise MacroError(f"{message or 'the macro was stopped'} (line {interpreter.getLineNumber()} of the macro)")
    return _macros.outputs_of(None if result is None else str(result), outputs)


@contextmanager
def _stopped(message: str) -> Iterator[None]:
    """Make a `MacroError` of what ImageJ throws to end a macro."""
    try:
        yield
    except jimport("java.lang.RuntimeException") as error:
        if str(error.getMessage()) != str(jimport("ij.Macro").MACRO_CANCELED):
            raise
        raise MacroError(message, hint="ImageJ's Log or a dialog says why") from error


def run_plugin(plugin: str, options: str, imp: Any = None) -> None:
    """Run a command by its name in the menus.

    Parameters
    ----------
    plugin
        The name.
    options
        As the recorder writes them.
    imp
        The image that it works on, else the active one.

    Raises
    ------
    MacroError
        The command was stopped.
    """
    static = jimport("ij.IJ")
    with _stopped(f"the command {plugin!r} was stopped, or there is none of that name"):
        if imp is None:
            static.run(plugin, options)
        else:
            static.run(imp, plugin, options)


def run_script(language: str, script: str, arguments: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Run a script in a language by its name or file ending, and return its outputs by name.

    Without ImageJ2 these are the macro language, Python (here, in this interpreter) and what Java's own
    ``javax.script`` knows.

    Raises
    ------
    ValueError
        Python or Java know no such language, and ImageJ2, which may know it, isn't there.
    """
    name = language.lower().lstrip(".")
    if name in _MACRO:
        return run_macro(script, arguments)
    if name in _PYTHON:
        return _run_python(script, arguments or {})
    engines = find("javax.script.ScriptEngineManager")
    engine = None
    if engines is not None:
        engine = engines().getEngineByName(name) or engines().getEngineByExtension(name)
    if engine is None:
        raise MissingImageJ2Error(
            f"no language {language!r} without ImageJ2",
            hint="use 'ijm' or 'python', or start Fiji, which brings more script languages",
        )
    return _run_engine(engine, script, arguments or {})


def _run_python(script: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    found, body = _macros.parameters(script)
    names: dict[str, Any] = {"__name__": "__main__", **_inputs(found, arguments)}
    exec(compile(body, "<script>", "exec"), names)
    return {one.name: names.get(one.name) for one in found if one.output}


def _run_engine(engine: Any, script: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    found, body = _macros.parameters(script)
    for name, value in _inputs(found, arguments).items():
        engine.put(name, value)
    result = engine.eval(body)
    outputs = {one.name: engine.get(one.name) for one in found if one.output}
    return outputs or {"result": result}


def _inputs(found: list[_macros.Parameter], arguments: Mapping[str, Any]) -> dict[str, Any]:
    values = {
        one.name: _macros.parsed(one.default, one.kind) for one in found if not one.output and one.default is not None
    }
    return {**values, **arguments}
