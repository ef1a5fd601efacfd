"""Kinds of parameters: what an annotation means for a dialog, and how a given value is converted."""

from __future__ import annotations

import enum
import math
import pathlib
import types
import typing
from collections.abc import Callable
from typing import Any

from ._annotations import Constraints
from ._errors import ParameterError
from ._image import Image
from ._results import Table
from .rois import Points, Roi, Rois

__all__ = ["Kind", "array_dtype", "is_image", "kind_of", "unwrap"]

_TRUE = ("true", "yes", "on", "1")
_FALSE = ("false", "no", "off", "0")


class Kind:
    """How one parameter is shown and converted.

    Parameters
    ----------
    name
        Kind in the manifest: ``float int bool text choice path folder image roi table``.
    words
        What it takes, for messages.
    convert
        Makes the Python value of a given one, or raises TypeError or ValueError.
    choices
        Texts to choose from, or None.
    show
        Makes the manifest's form of a default.
    """

    __slots__ = ("choices", "convert", "name", "optional", "show", "words")

    def __init__(
        self,
        name: str,
        words: str,
        convert: Callable[[Any], Any],
        choices: list[str] | None = None,
        show: Callable[[Any], Any] | None = None,
    ) -> None:
        self.name = name
        self.words = words
        self.convert = convert
        self.choices = choices
        self.show = show or (lambda value: value)
        self.optional = False

    def value(self, parameter: str, given: Any) -> Any:
        """Convert a given value.

        Raises
        ------
        drua.ParameterError
            It is none of what this kind takes.
        """
        if self.optional and (given is None or (isinstance(given, str) and given == "" and self.name != "text")):
            return None
        try:
            return self.convert(given)
        except (TypeError, ValueError, OverflowError):
            words = f"{self.words} or None" if self.optional else self.words
            raise ParameterError(parameter, words, describe_value(given)) from None


def describe_value(value: Any) -> str:
    """Say what was found: its type, and its value where that is short."""
    if value is None:
        return "None"
    shape = getattr(value, "shape", None)
    if shape:
        return f"an array of shape {tuple(shape)}"
    text = repr(value)
    return f"{text if len(text) <= 60 else text[:57] + '...'} ({type(value).__name__})"


def unwrap(annotation: Any) -> tuple[Any, bool, tuple[Any, ...]]:
    """Split an annotation into its type, whether None is allowed, and what ``Annotated`` adds."""
    extras: tuple[Any, ...] = ()
    optional = False
    while True:
        if typing.get_origin(annotation) is typing.Annotated:
            extras = tuple(annotation.__metadata__) + extras
            annotation = annotation.__origin__
            continue
        if typing.get_origin(annotation) in (typing.Union, types.UnionType):
            members = [item for item in typing.get_args(annotation) if item is not type(None)]
            if len(members) < len(typing.get_args(annotation)):
                optional = True
            if len(members) == 1:
                annotation = members[0]
                continue
        supertype = getattr(annotation, "__supertype__", None)
        if supertype is not None:
            annotation = supertype
            continue
        # The value of a ``type X = ...`` statement, or of a generic one, as NumPy's NDArray is from 2.5 on.
        if type(annotation).__name__ == "TypeAliasType":
            annotation = annotation.__value__
            continue
        alias = typing.get_origin(annotation)
        if type(alias).__name__ == "TypeAliasType":
            annotation = typing.cast(Any, alias).__value__[typing.get_args(annotation)]
            continue
        return annotation, optional, extras


def is_image(annotation: Any) -> bool:
    """Say whether an unwrapped annotation means pixels."""
    import numpy as np

    origin = typing.get_origin(annotation) or annotation
    return isinstance(origin, type) and issubclass(origin, np.ndarray)


def array_dtype(annotation: Any) -> str | None:
    """Return the element type of ``NDArray[np.uint16]``, None where it leaves it open."""
    import numpy as np

    arguments = typing.get_args(annotation)
    inner = typing.get_args(arguments[1]) if len(arguments) == 2 else ()
    scalar = inner[0] if inner else None
    if isinstance(scalar, type) and issubclass(scalar, np.generic):
        try:
            dtype = np.dtype(scalar)
        except TypeError:
            return None
        return dtype.name if dtype.type is scalar and dtype.kind in "buifc" else None
    return None


def kind_of(annotation: Any, constraints: Constraints) -> Kind | None:
    """Return the kind of an unwrapped annotation, None when there is none for it."""
    origin = typing.get_origin(annotation)
    if constraints.choices is not None:
        return _choice({str(item): item for item in constraints.choices})
    if origin is typing.Literal:
        return _choice({str(item): item for item in typing.get_args(annotation)})
    if origin in (tuple, list):
        return _sequence(annotation, origin, constraints)
    if not isinstance(annotation, type):
        return None
    if issubclass(annotation, enum.Enum):
        return _enum(annotation)
    if is_image(annotation):
        return Kind("image", "an image", _to_image)
    if issubclass(annotation, bool):
        return Kind("bool", "true or false", _to_bool)
    if issubclass(annotation, int):
        words = f"a whole number {constraints}".strip()
        return Kind("int", words, lambda value: _limited(_to_int(value), constraints))
    if issubclass(annotation, float):
        words = f"a number {constraints}".strip()
        return Kind("float", words, lambda value: _limited(_to_float(value), constraints))
    if issubclass(annotation, str):
        return Kind("text", "a text", _to_text)
    if issubclass(annotation, pathlib.PurePath):
        name, words = ("folder", "a folder") if constraints.folder else ("path", "a file name")
        return Kind(name, words, lambda value: annotation(_to_path(value)), show=str)
    if issubclass(annotation, Roi | Rois | Points):
        return Kind("roi", "a ROI", annotation.from_wire)
    if issubclass(annotation, Table):
        return Kind("table", "a table of equally long columns", Table.from_wire)
    return None


def _choice(values: dict[str, Any]) -> Kind:
    folded = {text.casefold(): value for text, value in reversed(values.items())}

    def convert(given: Any) -> Any:
        text = str(given)
        if text in values:
            return values[text]
        return _lookup(folded, text)

    shown = {id(value): text for text, value in values.items()}
    return Kind(
        "choice",
        "one of " + ", ".join(repr(text) for text in values),
        convert,
        list(values),
        lambda value: shown.get(id(value), str(value)),
    )


def _lookup(folded: dict[str, Any], text: str) -> Any:
    try:
        return folded[text.casefold()]
    except KeyError:
        raise ValueError(text) from None


def _enum(annotation: type[enum.Enum]) -> Kind:
    names = {member.name.casefold(): member for member in reversed(list(annotation))}
    texts = {str(member.value).casefold(): member for member in reversed(list(annotation))}

    def convert(given: Any) -> enum.Enum:
        if isinstance(given, annotation):
            return given
        text = str(given).casefold()
        return names[text] if text in names else _to_member(texts, text)

    choices = [member.name for member in annotation]
    words = "one of " + ", ".join(repr(name) for name in choices)
    return Kind("choice", words, convert, choices, lambda member: member.name)


def _to_member(texts: dict[str, enum.Enum], text: str) -> enum.Enum:
    member: enum.Enum = _lookup(texts, text)
    return member


def _sequence(annotation: Any, origin: type, constraints: Constraints) -> Kind | None:
    """Return the kind of ``tuple[float, float]`` or ``list[int]``: a text with commas, or a list."""
    arguments = typing.get_args(annotation)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        arguments, length = arguments[:1], None
    else:
        length = len(arguments) if origin is tuple else None
    items = [kind_of(argument, constraints) for argument in arguments]
    if not items or any(item is None or item.name not in ("float", "int", "text") for item in items):
        return None
    kinds = typing.cast("list[Kind]", items)

    def convert(given: Any) -> Any:
        if isinstance(given, str):
            given = [part.strip() for part in given.split(",")] if given.strip() else []
        values = list(given)
        if length is not None and len(values) != length:
            raise ValueError(values)
        each = kinds if length is not None else kinds * len(values)
        return origin(kind.convert(value) for kind, value in zip(each, values, strict=True))

    count = f"{length} values" if length is not None else "values"
    words = f"{count} separated by commas, each {kinds[0].words}"
    return Kind("text", words, convert, show=lambda value: ", ".join(str(item) for item in value))


def _to_image(value: Any) -> Any:
    import numpy as np

    if not isinstance(value, np.ndarray):
        raise TypeError
    return value if isinstance(value, Image) else value.view(Image)


def _to_bool(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    import numpy as np

    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, str):
        text = value.strip().casefold()
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
    elif isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    raise TypeError


def _to_int(value: Any) -> int:
    if type(value) is int:
        return value
    import numpy as np

    if isinstance(value, bool | np.bool_):
        raise TypeError
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            value = float(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return int(value)
    raise TypeError


def _to_float(value: Any) -> float:
    if type(value) is not float:
        import numpy as np

        if isinstance(value, bool | np.bool_) or not isinstance(value, str | int | float | np.integer | np.floating):
            raise TypeError
    number = float(value)
    # NaN is what a dialog gives for a field that can't be read.
    if math.isnan(number):
        raise ValueError
    return number


def _limited(value: Any, constraints: Constraints) -> Any:
    if not constraints.admits(value):
        raise ValueError(value)
    return value


def _to_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _to_path(value: Any) -> str | pathlib.PurePath:
    if isinstance(value, pathlib.PurePath):
        return value
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError
    return value
