"""From a declared function to its checked description: images, parameters, result."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ._annotations import Constraints
from ._docstring import Docstring
from ._errors import ManifestError, ParameterError
from ._kinds import Kind, array_dtype, is_image, kind_of, unwrap
from ._returns import RETURNS, returned

if typing.TYPE_CHECKING:
    from ._routine import Declaration

__all__ = ["ImageParameter", "Parameter", "Signature", "analyse"]

DTYPES = ("bool uint8 int8 uint16 int16 uint32 int32 uint64 int64 float16 float32 float64 complex64 complex128").split()
_MISSING = inspect.Parameter.empty
_ROOT = ("Plugins", "Python")


@dataclass(frozen=True)
class Parameter:
    """One field of the dialog."""

    name: str
    kind: Kind
    constraints: Constraints
    default: Any
    required: bool
    help: str | None

    def manifest(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        low, high = self.constraints.shown(self.kind.name == "int")
        empty = self.required or self.default is None
        return {
            "name": self.name,
            "kind": self.kind.name,
            "label": self.constraints.label or _title(self.name),
            "default": None if empty else self.kind.show(self.default),
            "required": self.required,
            "minimum": low,
            "maximum": high,
            "step": self.constraints.step,
            "unit": self.constraints.unit,
            "choices": self.kind.choices,
            "help": self.help,
        }


@dataclass(frozen=True)
class ImageParameter:
    """One image that the call hands over by position."""

    name: str
    accepts: tuple[str, ...] | None


@dataclass(frozen=True)
class Signature:
    """What is known of one routine."""

    name: str
    function: Callable[..., Any]
    images: tuple[ImageParameter, ...]
    parameters: tuple[Parameter, ...]
    returns: str
    return_type: Any
    in_place: bool
    label: str
    menu: str
    docstring: Docstring
    declaration: Declaration
    line: int

    def manifest(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        first = self.images[0].accepts
        return {
            "name": self.name,
            "label": self.label,
            "menu": self.menu,
            "summary": self.docstring.summary,
            "description": self.docstring.description,
            "axes": self.declaration.axes,
            "in_place": self.in_place,
            "pin": self.declaration.pin,
            "preview": self.declaration.preview,
            "runs": self.declaration.runs,
            "line": self.line,
            "accepts": None if first is None else list(first),
            "returns": self.returns,
            "images": [image.name for image in self.images],
            "parameters": [parameter.manifest() for parameter in self.parameters],
        }


def analyse(declaration: Declaration) -> Signature:
    """Check a declared function and describe it.

    Raises
    ------
    drua.ManifestError
        With line and hint, for everything that keeps it from being a routine.
    """
    function = declaration.function
    line = _line_of(function)
    if not inspect.isfunction(function):
        raise ManifestError(
            f"@routine: expected a function, found {type(function).__name__} "
            f"{getattr(function, '__name__', '')}".rstrip(),
            line=line,
            kind="SignatureError",
            hint="put @routine directly above a 'def'",
        )
    try:
        return _analyse(declaration, function, line)
    except ManifestError as error:
        error.line = line if error.line is None else error.line
        raise


def _analyse(declaration: Declaration, function: Any, line: int) -> Signature:
    name = function.__name__
    if inspect.iscoroutinefunction(function) or inspect.isgeneratorfunction(function):
        raise _wrong(
            name,
            "expected a plain function, found a generator or 'async def'",
            "let it return its result, and report progress with drua.progress()",
        )
    hints = _hints(function)
    docstring = Docstring(inspect.getdoc(function) or "")
    accepts = _accepted(name, declaration.accepts)
    images: list[ImageParameter] = []
    parameters: list[Parameter] = []
    for item in inspect.signature(function).parameters.values():
        if item.kind in (item.VAR_POSITIONAL, item.VAR_KEYWORD):
            raise _wrong(
                name,
                f"expected named parameters, found '{item}'",
                "write out each parameter with a type and a default",
            )
        if item.name not in hints:
            raise _wrong(
                name,
                f"parameter '{item.name}': expected a type annotation, found none",
                f"write '{item.name}: Image' for an image, or '{item.name}: float = 1.0'",
            )
        annotation, optional, extras = unwrap(hints[item.name])
        pixels = is_image(annotation)
        if pixels and item.default is _MISSING:
            if parameters or item.kind is item.KEYWORD_ONLY:
                raise _wrong(
                    name,
                    f"image '{item.name}': expected before the other parameters",
                    "put images without default first",
                )
            dtype = array_dtype(annotation)
            images.append(ImageParameter(item.name, accepts or ((dtype,) if dtype else None)))
        else:
            parameters.append(_parameter(name, item, annotation, optional, extras, docstring))
    if not images:
        raise _wrong(name, "expected an image as first parameter, found none", f"write 'def {name}(image: Image, ...)'")
    _check_names(name, declaration, images, parameters)
    returns, return_type = _returns(name, declaration, hints)
    menu = _menu(declaration, name, bool(parameters) or declaration.preview)
    return Signature(
        name=name,
        function=function,
        images=tuple(images),
        parameters=tuple(parameters),
        returns=returns,
        return_type=return_type,
        in_place=returns == "none" if declaration.in_place is None else declaration.in_place,
        label=menu[-1],
        menu=" > ".join(menu),
        docstring=docstring,
        declaration=declaration,
        line=line,
    )


def _hints(function: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(function, include_extras=True)
    except Exception as error:
        raise _wrong(
            function.__name__,
            f"its annotations can't be read: {type(error).__name__}: {error}",
            "import the types that annotations name at the top of the file, outside 'if TYPE_CHECKING'",
        ) from error


def _parameter(
    routine: str,
    item: inspect.Parameter,
    annotation: Any,
    optional: bool,
    extras: tuple[Any, ...],
    docstring: Docstring,
) -> Parameter:
    constraints = Constraints(extras)
    kind = kind_of(annotation, constraints)
    if kind is None:
        shown = getattr(annotation, "__name__", str(annotation))
        raise _wrong(
            routine,
            f"parameter '{item.name}': no dialog field for type {shown}",
            "use float, int, bool, str, Literal, Enum, Path, tuple of numbers, Image, Roi or Table",
        )
    if item.kind is item.POSITIONAL_ONLY:
        raise _wrong(
            routine,
            f"parameter '{item.name}': expected to be passed by name, found before '/'",
            "put only images before '/'",
        )
    required = item.default is _MISSING
    default = None if required else item.default
    kind.optional = optional or (not required and default is None)
    if not required and default is not None:
        try:
            default = kind.value(item.name, default)
        except ParameterError as error:
            raise _wrong(routine, f"default of {error}", "change the default, its annotation or its range") from error
        if kind.name == "text" and isinstance(default, str) != isinstance(item.default, str):
            raise _wrong(
                routine,
                f"default of parameter '{item.name}': expected {kind.words}, found {item.default!r}",
                "change the default or its annotation",
            )
        if isinstance(item.default, str) and kind.name in ("float", "int", "bool"):
            raise _wrong(
                routine,
                f"default of parameter '{item.name}': expected {kind.words}, found {item.default!r} (str)",
                "write the default without quotes",
            )
    help_text = constraints.help or docstring.parameters.get(item.name)
    return Parameter(item.name, kind, constraints, default, required, help_text)


def _check_names(
    routine: str,
    declaration: Declaration,
    images: list[ImageParameter],
    parameters: list[Parameter],
) -> None:
    """Refuse names that ImageJ can't tell apart, because it lower-cases option keys."""
    seen: dict[str, str] = {"preview": "the preview box"} if declaration.preview else {}
    for name in [image.name for image in images] + [parameter.name for parameter in parameters]:
        other = seen.get(name.lower())
        if other is not None:
            raise _wrong(
                routine,
                f"parameter '{name}' has the same name as {other} when lower-cased, "
                "and ImageJ lower-cases the names of options",
                "rename one of them",
            )
        seen[name.lower()] = f"'{name}'"


def _returns(routine: str, declaration: Declaration, hints: dict[str, Any]) -> tuple[str, Any]:
    if declaration.returns is not None and declaration.returns not in RETURNS:
        raise _wrong(
            routine,
            f"returns: expected one of {', '.join(RETURNS)}, found {declaration.returns!r}",
            "leave it out to use the annotation",
        )
    if declaration.runs != "embedded":
        raise _wrong(routine, f"runs: expected 'embedded', found {declaration.runs!r}", "leave 'runs' out")
    if not declaration.axes or not set(declaration.axes) <= set("TZCYX"):
        raise _wrong(
            routine,
            f"axes: expected letters of TZCYX, slowest first, found {declaration.axes!r}",
            'write axes="YX" for planes or axes="ZYX" for volumes',
        )
    if "return" in hints:
        annotation = hints["return"]
        return declaration.returns or returned(annotation), annotation
    if declaration.returns is not None:
        return declaration.returns, Any
    if declaration.in_place:
        return "none", type(None)
    raise _wrong(
        routine,
        "expected a return annotation, found none",
        "write '-> None:' if it changes its image in place, else '-> Image:'",
    )


def _accepted(routine: str, accepts: Any) -> tuple[str, ...] | None:
    if accepts is None:
        return None
    import numpy as np

    names = []
    for item in (accepts,) if isinstance(accepts, str) else accepts:
        try:
            names.append(np.dtype(item).name)
        except TypeError:
            names.append(str(item))
        if names[-1] not in DTYPES:
            raise _wrong(
                routine,
                f"accepts: expected element types such as 'uint16', found {item!r}",
                f"use some of {', '.join(DTYPES)}",
            )
    return tuple(names)


def _menu(declaration: Declaration, name: str, dialog: bool) -> list[str]:
    path = [part.strip() for part in (declaration.menu or "").split(">") if part.strip()]
    if path[:1] == [_ROOT[0]]:
        path = path[1:]
    if path[:1] == [_ROOT[1]]:
        path = path[1:]
    if declaration.label is not None:
        path = [*path[:-1], declaration.label.strip()]
    if not path:
        path = [_title(name, every_word=True)]
    bare = path[-1].removesuffix("...").rstrip()
    return [*_ROOT, *path[:-1], f"{bare}..." if dialog else bare]


def _title(name: str, every_word: bool = False) -> str:
    words = name.strip("_").replace("_", " ")
    return words.title() if every_word else words[:1].upper() + words[1:]


def _line_of(function: Any) -> int:
    """Return the line where the declaration begins: its first decorator."""
    code = getattr(function, "__code__", None)
    if code is not None:
        return int(code.co_firstlineno)
    try:
        return inspect.getsourcelines(function)[1]
    except (OSError, TypeError):
        return 1


def _wrong(routine: str, message: str, hint: str) -> ManifestError:
    return ManifestError(f"routine '{routine}': {message}", kind="SignatureError", hint=hint)
