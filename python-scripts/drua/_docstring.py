"""The part of a numpydoc docstring that a dialog shows."""

from __future__ import annotations

import re

__all__ = ["Docstring"]

_UNDERLINE = re.compile(r"^-{3,}\s*$")
_ENTRY = re.compile(r"^(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?$")


class Docstring:
    """A docstring in parts.

    Parameters
    ----------
    text
        The docstring with its indentation removed.

    Attributes
    ----------
    summary : str
        First paragraph, on one line.
    description : str
        All that follows.
    parameters : dict of str
        Help by parameter, from the section "Parameters".
    """

    def __init__(self, text: str) -> None:
        head, _, rest = text.strip().partition("\n\n")
        self.summary = " ".join(head.split())
        self.description = rest.strip()
        self.parameters = _parameters(rest.splitlines())


def _parameters(lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    inside = False
    names: list[str] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if _UNDERLINE.match(line):
            continue
        if _UNDERLINE.match(following):
            inside = line.strip() in ("Parameters", "Other Parameters")
            names = []
        elif inside and line.strip():
            entry = _ENTRY.match(line)
            if entry is not None:
                names = [name.strip().lstrip("*") for name in entry.group(1).split(",")]
            else:
                for name in names:
                    found.setdefault(name, []).append(line.strip())
    return {name: " ".join(parts) for name, parts in found.items()}
