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
from ._options import accepted, check_names, check_options, menu_path, result_kind, title, wrong
from ._processor import ProcessorDeclaration
from ._routine import ATTRIBUTE

if typing.TYPE_CHECKING:
    from ._routine import Declaration

__all__ = ["ImageParameter", "Parameter", "Signature", "analyse", "parameter_of", "type_hints"]

_MISSING = inspect.Parameter.empty


@dataclass(frozen=True)
class Parameter:
    """One field of the dialog."""

    name: str
    kind: Kind
    constraints: Constraints
    default: Any
    required: bool
    help: str | None

    @property
    def example(self) -> str:
        """What to do when a value was wrong."""
        if self.required or self.default is None:
            return f"give '{self.name}' {self.kind.words}"
        return f"for example {self.name}={self.kind.show(self.default)}, its default"

    def manifest(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        number = self.kind.name in ("float", "int")
        low, high = self.constraints.shown(self.kind.name == "int") if number else (None, None)
        empty = self.required or self.default is None
        return {
            "name": self.name,
            "kind": self.kind.name,
            "label": self._label(),
            "default": None if empty else self.kind.show(self.default),
            "required": self.required,
            "minimum": low,
            "maximum": high,
            "step": self.constraints.step if number else None,
            "unit": self.constraints.unit,
            "choices": self.kind.choices,
            "help": self.help,
        }

    def _label(self) -> str:
        given = " ".join((self.constraints.label or "").split())
        return given or title(self.name)


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
    use: str = "command"
    stateful: bool = False
    metadata: bool = False
    outputs: tuple[str, ...] = ()
    calls_java: bool = False
    summary: bool = False
    """Whether the method ``start`` of a processor takes the summary."""

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
            "parallel": self.declaration.parallel,
            "runs": self.declaration.runs,
            "line": self.line,
            "accepts": None if first is None else list(first),
            "returns": self.returns,
            "images": [image.name for image in self.images],
            "parameters": [parameter.manifest() for parameter in self.parameters],
            "use": self.use,
            "stateful": self.stateful,
            "metadata": self.metadata,
            "outputs": list(self.outputs),
            "calls_java": self.calls_java,
        }


def analyse(declaration: Declaration) -> Signature:
    """Check a declared function and describe it.

    Raises
    ------
    drua.ManifestError
        With line and hint, for everything that keeps it from being a routine.
    """
    function = declaration.function
    if getattr(function, ATTRIBUTE, None) not in (None, declaration):
        raise ManifestError(
            f"'{getattr(function, '__name__', '')}': expected one of @routine and @processor, found two",
            line=_line_of(function),
            kind="SignatureError",
            hint="keep one; a @routine with one image can be used as a processor too",
        )
    if isinstance(declaration, ProcessorDeclaration):
        from ._processor_signature import analyse_processor

        return analyse_processor(declaration)
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
        raise wrong(
            name,
            "expected a plain function, found a generator or 'async def'",
            "let it return its result, and report progress with drua.progress()",
        )
    check_options(name, declaration)
    hints = type_hints(name, function)
    docstring = Docstring(inspect.getdoc(function) or "")
    accepts = accepted(name, declaration.accepts)
    images: list[ImageParameter] = []
    parameters: list[Parameter] = []
    for item in inspect.signature(function).parameters.values():
        annotation = unwrap(_hint(name, item, hints))[0]
        if is_image(annotation) and item.default is _MISSING:
            if parameters or item.kind is item.KEYWORD_ONLY:
                raise wrong(
                    name,
                    f"image '{item.name}': expected before the other parameters",
                    "put images without default first",
                )
            dtype = array_dtype(annotation)
            images.append(ImageParameter(item.name, accepts or ((dtype,) if dtype else None)))
        else:
            parameters.append(parameter_of(name, item, hints, docstring))
    if not images:
        raise wrong(name, "expected an image as first parameter, found none", f"write 'def {name}(image: Image, ...)'")
    names = [parameter.name for parameter in parameters]
    check_names(name, declaration, [image.name for image in images], names)
    returns, return_type = result_kind(name, declaration, hints)
    menu = menu_path(declaration, name, bool(parameters) or declaration.preview)
    # What a camera gives frame by frame can be given to it, and nobody is asked meanwhile.
    fits = len(images) == 1 and declaration.axes == "YX" and not any(item.required for item in parameters)
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
        use="both" if fits else "command",
    )


def type_hints(name: str, function: Any) -> dict[str, Any]:
    """Return the annotations of a routine's function.

    Raises
    ------
    drua.ManifestError
        They name something that isn't there.
    """
    try:
        return typing.get_type_hints(function, include_extras=True)
    except Exception as error:
        raise wrong(
            name,
            f"its annotations can't be read: {type(error).__name__}: {error}",
            "import the types that annotations name at the top of the file, outside 'if TYPE_CHECKING'",
        ) from error


def _hint(routine: str, item: inspect.Parameter, hints: dict[str, Any]) -> Any:
    if item.kind in (item.VAR_POSITIONAL, item.VAR_KEYWORD):
        raise wrong(
            routine,
            f"expected named parameters, found '{item}'",
            "write out each parameter with a type and a default",
        )
    if item.name not in hints:
        raise wrong(
            routine,
            f"parameter '{item.name}': expected a type annotation, found none",
            f"write '{item.name}: Image' for an image, or '{item.name}: float = 1.0'",
        )
    return hints[item.name]


def parameter_of(routine: str, item: inspect.Parameter, hints: dict[str, Any], docstring: Docstring) -> Parameter:
    """Describe one field of the dialog.

    Raises
    ------
    drua.ManifestError
        There is no field for it, or its default is wrong.
    """
    annotation, optional, extras = unwrap(_hint(routine, item, hints))
    constraints = Constraints(extras)
    low, high = constraints.shown(annotation is int)
    if low is not None and high is not None and low > high:
        raise wrong(
            routine,
            f"parameter '{item.name}': expected a minimum below the maximum, found {low:g} and {high:g}",
            "correct its Range",
        )
    kind = kind_of(annotation, constraints)
    if kind is None:
        shown = getattr(annotation, "__name__", str(annotation))
        raise wrong(
            routine,
            f"parameter '{item.name}': no dialog field for type {shown}",
            "use float, int, bool, str, Literal, Enum, Path, tuple of numbers, Image, Roi or Table",
        )
    if item.kind is item.POSITIONAL_ONLY:
        raise wrong(
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
            raise wrong(routine, f"default of {error}", "change the default, its annotation or its range") from error
        if kind.name == "text" and isinstance(default, str) != isinstance(item.default, str):
            raise wrong(
                routine,
                f"default of parameter '{item.name}': expected {kind.words}, found {item.default!r}",
                "change the default or its annotation",
            )
        if isinstance(item.default, str) and kind.name in ("float", "int", "bool"):
            raise wrong(
                routine,
                f"default of parameter '{item.name}': expected {kind.words}, found {item.default!r} (str)",
                "write the default without quotes",
            )
    help_text = constraints.help or docstring.parameters.get(item.name)
    return Parameter(item.name, kind, constraints, default, required, help_text)


def _line_of(function: Any) -> int:
    """Return the line where the declaration begins: its first decorator."""
    code = getattr(function, "__code__", None)
    if code is not None:
        return int(code.co_firstlineno)
    try:
        return inspect.getsourcelines(function)[1]
    except (OSError, TypeError):
        return 1
