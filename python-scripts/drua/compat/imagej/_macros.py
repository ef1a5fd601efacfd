"""Macros and scripts with ``#@`` parameters, and the options of commands, as text; without any Java.

SciJava's parameter lines are understood in their plain form: ``#@ Type name``, ``#@ Type (options) name`` and
``#@output Type name``. Options, such as labels, are for dialogs and are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["Parameter", "argument_text", "literal", "parameters", "parsed", "prepared"]

_LINE = re.compile(r"^\s*(?://)?\s*#@\s*(output|input|OUTPUT|INPUT)?\s*([\w.\[\]<>]+)?\s*(\([^)]*\))?\s*(\w+)?\s*$")
_SEPARATOR = "\x1e"
_WHOLE = frozenset(("byte", "short", "int", "long", "integer", "biginteger"))
_REAL = frozenset(("float", "double", "number", "bigdecimal"))
_TRUTH = frozenset(("boolean",))


class Parameter(NamedTuple):
    """One ``#@`` line: name, type in lower case and without its package, whether it is an output, its default."""

    name: str
    kind: str
    output: bool
    default: str | None


def parameters(script: str) -> tuple[list[Parameter], str]:
    """Return the parameters of a script and the script with blank lines in their place.

    Raises
    ------
    ValueError
        A line that begins with ``#@`` and is none of the forms.
    """
    found = []
    lines = []
    for line in script.splitlines():
        if not re.match(r"^\s*(//)?\s*#@", line):
            lines.append(line)
            continue
        lines.append("")
        match = _LINE.match(line)
        if match is None:
            if re.match(r"^\s*(//)?\s*#@\s*(script\b|\{)", line):
                continue
            raise ValueError(f"expected '#@ Type name', found {line.strip()!r}")
        direction, kind, options, name = match.groups()
        if name is None:
            kind, name = "object", kind
        if name is None:
            continue
        options = options or ""
        output = (direction or "").lower() == "output" or re.search(r"type\s*=\s*OUTPUT", options, re.I) is not None
        value = re.search(r"value\s*=\s*(\"[^\"]*\"|'[^']*'|[^,)]+)", options)
        default = value.group(1).strip().strip("\"'") if value else None
        found.append(Parameter(name, (kind or "object").rpartition(".")[2].lower(), output, default))
    return found, "\n".join(lines)


def literal(value: Any) -> str:
    """Return a value as the macro language writes it.

    Raises
    ------
    TypeError
        Neither a number, text nor truth, nor a list of these.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        special = {"inf": "(1/0)", "-inf": "(-1/0)", "nan": "NaN"}
        return special.get(str(float(value)), repr(float(value)))
    if isinstance(value, str):
        text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{text}"'
    if isinstance(value, (list, tuple)):
        return f"newArray({', '.join(map(literal, value))})"
    if hasattr(value, "getTitle"):
        return literal(str(value.getTitle()))
    raise TypeError(f"a macro takes numbers, text and truth values, found {type(value).__name__}")


def prepared(script: str, values: Mapping[str, Any] | None) -> tuple[str, list[Parameter]]:
    """Return macro text that sets the parameters and gives back all outputs, and these outputs.

    Raises
    ------
    ValueError
        A parameter without value, or a value without parameter.
    """
    found, body = parameters(script)
    settings = _settings(found, values or {})
    outputs = [one for one in found if one.output]
    # All on the first line, so that the lines of error messages stay right.
    head = " ".join(f"{name} = {literal(value)};" for name, value in settings.items())
    text = f"{head} {body}" if head else body
    if outputs:
        joined = " + fromCharCode(30) + ".join(f'"" + {one.name}' for one in outputs)
        text = f"{text}\nreturn {joined};"
    return text, outputs


def _settings(found: list[Parameter], values: Mapping[str, Any]) -> dict[str, Any]:
    inputs = {one.name: one for one in found if not one.output}
    unknown = [name for name in values if name not in inputs]
    if unknown and inputs:
        raise ValueError(f"the script has no parameter {', '.join(unknown)}; it has {', '.join(inputs)}")
    settings = dict(values)
    for name, parameter in inputs.items():
        if name not in settings:
            if parameter.default is None:
                raise ValueError(f"the parameter {name} has no value; give it in args")
            settings[name] = parsed(parameter.default, parameter.kind)
    return settings


def parsed(text: str, kind: str) -> Any:
    """Return text as a value of a parameter's type."""
    if kind in _TRUTH:
        return text.strip().lower() in ("true", "1")
    try:
        if kind in _WHOLE:
            return int(float(text))
        if kind in _REAL:
            return float(text)
    except ValueError:
        return text
    return text


def outputs_of(result: str | None, outputs: list[Parameter]) -> dict[str, Any]:
    """Return the outputs by name from what the macro gave back; without any, ``{"result": ...}``."""
    if not outputs:
        return {"result": result or None}
    parts = (result or "").split(_SEPARATOR)
    return {one.name: parsed(part, one.kind) for one, part in zip(outputs, parts, strict=False)}


def argument_text(arguments: Mapping[str, Any] | str, ij1_style: bool = True) -> str:
    """Return options of a command, ``radius=[2] keep``.

    Parameters
    ----------
    arguments
        By name. True is the name alone, False nothing at all.
    ij1_style
        False writes ``name=true`` and ``name=false``, as commands of ImageJ2 read them.

    Raises
    ------
    NotImplementedError
        A value is None.
    """
    if isinstance(arguments, str):
        return arguments
    parts = []
    for name, value in arguments.items():
        if value is None:
            raise NotImplementedError(f"the option {name} is None; leave it out or give it a value")
        if value is True or value is False:
            if ij1_style:
                parts.extend([str(name)] if value else [])
            else:
                parts.append(f"{name}={str(value).lower()}")
            continue
        parts.append(f"{name}={_option(value)}")
    return " ".join(parts)


def _option(value: Any) -> str:
    if hasattr(value, "getTitle"):
        return str(value.getTitle())
    text = str(value).replace("\\", "/")
    return text if text.startswith("[") and text.endswith("]") else f"[{text}]"
