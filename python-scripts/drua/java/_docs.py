"""Docstrings of Java classes and methods: signatures, as Java declares them."""

from __future__ import annotations

from typing import Any

from .. import _core
from ._lookup import class_name

__all__ = ["class_doc", "method_doc"]

_DEPRECATED = 4
_CONSTRUCTOR = "<init>"


def method_doc(number: int, name: str) -> str:
    """Return the signatures of a method, one a line, with the class that declares them if it's another.

    Parameters
    ----------
    number
        Id of the class.
    name
        Java's name of the method; ``<init>`` for constructors.
    """
    overloads = _core.java_service("overloads", number, name)
    if not overloads:
        return f"Java method {class_name(number)}.{name}"
    return "\n".join(_line(overload, number) for overload in overloads)


def class_doc(number: int) -> str:
    """Return what a Java class is, what it extends and implements, and its constructors."""
    about: dict[str, Any] = _core.java_service("describe", number)
    lines = [f"{_kind(about)} {about['name']}"]
    if about["super"] and about["kind"] == "class":
        lines.append(f"extends {class_name(about['super'])}")
    if about["interfaces"]:
        word = "extends" if about["kind"] == "interface" else "implements"
        lines.append(f"{word} {', '.join(class_name(one) for one in about['interfaces'])}")
    text = "\n    ".join(lines)
    if about["functional"]:
        text += f"\n\nA Python function can stand for it: {about['functional']} is its only abstract method."
    if about.get("constructors"):
        text += f"\n\nConstructors:\n{_indented(method_doc(number, _CONSTRUCTOR))}"
    inner = [str(name) for name, _ in about["inner"]]
    if inner:
        text += f"\n\nMember classes: {', '.join(inner)}"
    return text


def _kind(about: dict[str, Any]) -> str:
    words = ["abstract"] if about["abstract"] and about["kind"] == "class" else []
    if about["final"] and about["kind"] == "class":
        words.append("final")
    return " ".join(["Java", *words, str(about["kind"])])


def _line(overload: Any, number: int) -> str:
    _, modifiers, _, _, signature, declaring = overload
    notes = [f"from {class_name(declaring)}"] if declaring != number else []
    if modifiers & _DEPRECATED:
        notes.append("deprecated")
    return f"{signature}  [{', '.join(notes)}]" if notes else str(signature)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
