"""The options of a declaration: checked, and completed from the function's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ._errors import ManifestError
from ._returns import RETURNS, returned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._routine import Declaration

__all__ = ["accepted", "check_names", "check_options", "menu_path", "one_line", "result_kind", "title", "wrong"]

DTYPES = ("bool uint8 int8 uint16 int16 uint32 int32 uint64 int64 float16 float32 float64 complex64 complex128").split()
_ROOT = ("Plugins", "Python")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def wrong(routine: str, message: str, hint: str) -> ManifestError:
    """Return the error for a routine that can't be one."""
    return ManifestError(f"routine '{routine}': {message}", kind="SignatureError", hint=hint)


def check_options(routine: str, declaration: Declaration) -> None:
    """Check what `routine` was told.

    Raises
    ------
    drua.ManifestError
        For the first option that is wrong.
    """
    for name in ("menu", "label"):
        text = getattr(declaration, name)
        if text is not None and not (isinstance(text, str) and text.strip(" >")):
            raise wrong(routine, f"{name}: expected a text, found {text!r}", f"leave '{name}' out for the default")
    for name in ("pin", "preview", "parallel", "in_place"):
        flag = getattr(declaration, name)
        if not isinstance(flag, bool) and not (flag is None and name == "in_place"):
            raise wrong(routine, f"{name}: expected True or False, found {flag!r}", f"write {name}=True")
    if declaration.returns is not None and declaration.returns not in RETURNS:
        raise wrong(
            routine,
            f"returns: expected one of {', '.join(RETURNS)}, found {declaration.returns!r}",
            "leave it out to use the annotation",
        )
    if declaration.runs != "embedded":
        raise wrong(routine, f"runs: expected 'embedded', found {declaration.runs!r}", "leave 'runs' out")
    axes = declaration.axes
    if not isinstance(axes, str) or not axes or len(set(axes)) < len(axes) or not set(axes) <= set("TZCYXS"):
        raise wrong(
            routine,
            f"axes: expected different letters of TZCYXS (S: samples of a colour), slowest first, found {axes!r}",
            'write axes="YX" for planes or axes="ZYX" for volumes',
        )


def accepted(routine: str, accepts: Any) -> tuple[str, ...] | None:
    """Return the names of the element types that a routine takes, None for all."""
    if accepts is None:
        return None
    import numpy as np

    items = [accepts] if isinstance(accepts, str | type | np.dtype) else list(accepts)
    names: list[str] = []
    for item in items:
        try:
            names.append(np.dtype(item).name)
        except TypeError:
            names.append(str(item))
    if not names or not set(names) <= set(DTYPES):
        raise wrong(
            routine,
            f"accepts: expected element types such as 'uint16', found {accepts!r}",
            f"use some of {', '.join(DTYPES)}, or leave 'accepts' out for all",
        )
    return tuple(dict.fromkeys(names))


def check_names(routine: str, declaration: Declaration, images: Iterable[str], parameters: Iterable[str]) -> None:
    """Refuse names that ImageJ can't tell apart, because it lower-cases option keys."""
    seen: dict[str, str] = {"preview": "the preview box"} if declaration.preview else {}
    images, parameters = list(images), list(parameters)
    for name in images + parameters:
        other = seen.get(name.lower())
        if other is not None:
            raise wrong(
                routine,
                f"parameter '{name}' has the same name as {other} when lower-cased, "
                "and ImageJ lower-cases the names of options",
                "rename one of them",
            )
        seen[name.lower()] = f"'{name}'"
    for name in parameters:
        if name.lower() == "image":
            raise wrong(
                routine,
                f"parameter '{name}': this name stands for the active image",
                "rename it",
            )


def result_kind(routine: str, declaration: Declaration, hints: dict[str, Any]) -> tuple[str, Any]:
    """Return the manifest's word for the result, and the annotation that it is checked against."""
    if "return" in hints:
        annotation = hints["return"]
        return declaration.returns or returned(annotation), annotation
    if declaration.returns is not None:
        return declaration.returns, Any
    if declaration.in_place:
        return "none", type(None)
    raise wrong(
        routine,
        "expected a return annotation, found none",
        "write '-> None:' if it changes its image in place, else '-> Image:'",
    )


def menu_path(declaration: Declaration, name: str, dialog: bool) -> list[str]:
    """Return the menu path, the label last: always below Plugins > Python, with dots where there is a dialog."""
    path = [part for part in map(one_line, (declaration.menu or "").split(">")) if part]
    if path[:1] == [_ROOT[0]]:
        path = path[1:]
    if path[:1] == [_ROOT[1]]:
        path = path[1:]
    if declaration.label is not None:
        # A ">" would be one more level.
        path = [*path[:-1], one_line(declaration.label.replace(">", " "))]
    bare = path[-1].removesuffix("...").rstrip() if path else ""
    bare = bare or title(name, every_word=True)
    return [*_ROOT, *path[:-1], f"{bare}..." if dialog else bare]


def title(name: str, every_word: bool = False) -> str:
    """Return a name of Python as a text to show."""
    words = name.strip("_").replace("_", " ") or name
    return words.title() if every_word else words[:1].upper() + words[1:]


def one_line(text: str) -> str:
    """Return a text without line breaks and other control characters, and without blanks around it."""
    return _CONTROL.sub(" ", text).strip()
