"""From a declared processor, a function or a class, to its checked description."""

from __future__ import annotations

import collections.abc
import inspect
import re
import sys
import typing
from typing import Any

from ._docstring import Docstring
from ._errors import ManifestError
from ._frame import FrameMetadata
from ._kinds import array_dtype, is_image, unwrap
from ._modules import read
from ._options import accepted, check_names, one_line, title, wrong
from ._returns import returned
from ._signature import ImageParameter, Parameter, Signature, parameter_of, type_hints

if typing.TYPE_CHECKING:
    from ._processor import ProcessorDeclaration

__all__ = ["analyse_processor"]

_MISSING = inspect.Parameter.empty
_METADATA = (FrameMetadata, dict, collections.abc.Mapping, collections.abc.MutableMapping)
_NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])|_+")


def analyse_processor(declaration: ProcessorDeclaration) -> Signature:
    """Check what `processor` decorated and describe it.

    Raises
    ------
    drua.ManifestError
        With line and hint, for everything that keeps it from being a processor.
    """
    target = declaration.function
    try:
        if isinstance(target, type):
            return _of_class(declaration, target)
        if inspect.isfunction(target):
            return _of_function(declaration, target)
        raise wrong(
            getattr(target, "__name__", type(target).__name__),
            f"@processor: expected a function or a class, found {type(target).__name__}",
            "put @processor directly above a 'def' or a 'class'",
        )
    except ManifestError as error:
        error.line = _first_line(declaration) if error.line is None else error.line
        raise


def _first_line(declaration: ProcessorDeclaration) -> int:
    """Return the line of the first decorator."""
    line, target = declaration.line, declaration.function
    if sys.version_info >= (3, 11) or not isinstance(target, type):
        return line
    # Python 3.10 gives the line of the word 'class'.
    import ast

    file = getattr(sys.modules.get(target.__module__), "__file__", None)
    for node in ast.walk(ast.parse(read(file))) if isinstance(file, str) else ():
        if isinstance(node, ast.ClassDef) and node.lineno == line:
            return min([line, *(decorator.lineno for decorator in node.decorator_list)])
    return line


def _of_function(declaration: ProcessorDeclaration, function: Any) -> Signature:
    name = function.__name__
    _check_options(name, declaration)
    hints = type_hints(name, function)
    docstring = Docstring(inspect.getdoc(function) or "")
    items = list(inspect.signature(function).parameters.values())
    image, metadata = _frame_parameters(name, function, items, hints)
    parameters = _settings(name, items[2 if metadata else 1 :], hints, docstring)
    return _signature(declaration, name, hints, image, metadata, parameters, docstring)


def _of_class(declaration: ProcessorDeclaration, target: type) -> Signature:
    name = target.__name__
    _check_options(name, declaration)
    process = inspect.getattr_static(target, "process", None)
    if not inspect.isfunction(process):
        raise wrong(
            name,
            "expected a method 'process', found none" if process is None else "expected 'process' to be a plain method",
            "write 'def process(self, image: Image) -> None:'",
        )
    hints = type_hints(name, process)
    items = list(inspect.signature(process).parameters.values())[1:]
    image, metadata = _frame_parameters(name, process, items, hints)
    if len(items) > (2 if metadata else 1):
        raise wrong(
            name,
            f"method 'process': expected the image and the metadata, found also '{items[-1].name}'",
            "make what the user sets a parameter of __init__",
        )
    text = target.__dict__.get("__doc__") or ""
    # What a data class writes for itself.
    docstring = Docstring("" if text.startswith(f"{name}(") else inspect.cleandoc(text))
    parameters: list[Parameter] = []
    if target.__init__ is not object.__init__:  # type: ignore[misc]
        constructor: Any = target.__init__  # type: ignore[misc]
        settings = list(inspect.signature(constructor).parameters.values())[1:]
        parameters = _settings(name, settings, type_hints(name, constructor), docstring)
    summary = _method(name, target, "start", most=1) == 1
    _method(name, target, "stop", most=0)
    return _signature(declaration, name, hints, image, metadata, parameters, docstring, stateful=True, summary=summary)


def _method(name: str, target: type, method: str, most: int) -> int:
    """Return how many values a method is given, 0 where there is none."""
    found = getattr(target, method, None)
    if found is None:
        return 0
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    if inspect.isfunction(found) and not _is_unusual(found):
        items = list(inspect.signature(found).parameters.values())[1:]
        taken = [item for item in items if item.kind in kinds]
        needed = [item for item in taken if item.default is _MISSING]
        odd = [item for item in items if item.kind is item.KEYWORD_ONLY and item.default is _MISSING]
        if len(needed) <= most and not odd:
            return min(len(taken), most)
    raise wrong(
        name,
        f"method '{method}': expected a plain method with {most} parameter(s)",
        "write 'def start(self, summary: FrameMetadata) -> None:'" if most else f"write 'def {method}(self) -> None:'",
    )


def _frame_parameters(
    name: str, function: Any, items: list[inspect.Parameter], hints: dict[str, Any]
) -> tuple[ImageParameter, bool]:
    """Return the image, and whether metadata follow."""
    if _is_unusual(function):
        raise wrong(
            name,
            "expected a plain function, found a generator or 'async def'",
            "let it return its frames; a list may hold several",
        )
    by_position = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    first = items[0] if items else None
    if first is None or first.kind not in by_position or first.default is not _MISSING:
        raise wrong(name, "expected an image as first parameter, found none", "write '(image: Image)'")
    if first.name not in hints:
        raise wrong(
            name,
            f"parameter '{first.name}': expected a type annotation, found none",
            f"write '{first.name}: Image'",
        )
    annotation = unwrap(hints[first.name])[0]
    if not is_image(annotation):
        raise wrong(
            name,
            f"parameter '{first.name}': expected an image first, found {_shown(annotation)}",
            "write '(image: Image)'",
        )
    dtype = array_dtype(annotation)
    image = ImageParameter("image", (dtype,) if dtype else None)
    if len(items) < 2 or items[1].name != "metadata":
        return image, False
    if items[1].kind not in by_position:
        raise wrong(name, "parameter 'metadata': expected by position, found after '*'", "put it after the image")
    wanted = unwrap(hints.get("metadata", Any))[0]
    origin = typing.get_origin(wanted) or wanted
    if wanted is not Any and origin not in _METADATA:
        raise wrong(
            name,
            f"parameter 'metadata': expected FrameMetadata, found {_shown(wanted)}",
            "write 'metadata: FrameMetadata', or use another name for a setting",
        )
    return image, True


def _settings(
    name: str, items: list[inspect.Parameter], hints: dict[str, Any], docstring: Docstring
) -> list[Parameter]:
    parameters = []
    for item in items:
        if item.name in hints and unwrap(hints[item.name])[0] is FrameMetadata:
            raise wrong(
                name,
                f"parameter '{item.name}': expected the metadata second and under the name 'metadata'",
                "write '(image: Image, metadata: FrameMetadata)'",
            )
        parameter = parameter_of(name, item, hints, docstring)
        if parameter.required:
            raise wrong(
                name,
                f"parameter '{item.name}': expected a default, found none",
                "give it one: a processor starts with its defaults",
            )
        parameters.append(parameter)
    return parameters


def _signature(
    declaration: ProcessorDeclaration,
    name: str,
    hints: dict[str, Any],
    image: ImageParameter,
    metadata: bool,
    parameters: list[Parameter],
    docstring: Docstring,
    *,
    stateful: bool = False,
    summary: bool = False,
) -> Signature:
    check_names(name, declaration, ["image"], [parameter.name for parameter in parameters])
    writes = declaration.in_place
    if "return" in hints:
        return_type = hints["return"]
        returns = returned(return_type)
    elif writes is not None:
        return_type, returns = Any, "none" if writes else "any"
    else:
        raise wrong(
            name,
            "expected a return annotation, found none",
            "write '-> None:' if it changes its image in place, else '-> Image:'",
        )
    outputs = _outputs(name, declaration)
    if outputs and returns in ("none", "labels", "table", "rois", "number", "text"):
        raise wrong(
            name,
            f"expected to return {len(outputs)} frames, because of its outputs, found a return annotation that says "
            f"'{returns}'",
            "annotate it with '-> tuple[Image, ...]'",
        )
    label = " ".join(one_line((declaration.label or "").replace(">", " ")).split()) or _label_of(name, stateful)
    accepts = accepted(name, declaration.accepts)
    return Signature(
        name=name,
        function=declaration.function,
        images=(ImageParameter("image", accepts or image.accepts),),
        parameters=tuple(parameters),
        returns=returns,
        return_type=return_type,
        in_place=returns == "none" if writes is None else writes,
        label=label,
        menu=f"Plugins > Python > {label}",
        docstring=docstring,
        declaration=declaration,
        line=_first_line(declaration),
        use="processor",
        stateful=stateful,
        metadata=metadata,
        outputs=outputs,
        calls_java=declaration.calls_java,
        summary=summary,
    )


def _label_of(name: str, is_class: bool) -> str:
    if not is_class:
        return title(name, every_word=True)
    # Capitals inside are the author's, as in RGB.
    return " ".join(word[:1].upper() + word[1:] for word in _NEXT_WORD.sub(" ", name).split()) or name


def _check_options(name: str, declaration: ProcessorDeclaration) -> None:
    label = declaration.label
    if label is not None and not (isinstance(label, str) and label.strip(" >")):
        raise wrong(name, f"label: expected a text, found {label!r}", "leave 'label' out for the default")
    flags = {"pin": declaration.pin, "writes": declaration.in_place, "calls_java": declaration.calls_java}
    for option, flag in flags.items():
        if not isinstance(flag, bool) and not (flag is None and option == "writes"):
            raise wrong(name, f"{option}: expected True or False, found {flag!r}", f"write {option}=True")
    if declaration.pin and declaration.calls_java:
        raise wrong(
            name,
            "expected only one of pin and calls_java: pinned memory and calls of the host exclude each other",
            "leave 'pin' out",
        )


def _outputs(name: str, declaration: ProcessorDeclaration) -> tuple[str, ...]:
    given: Any = declaration.outputs
    if given is None:
        return ()
    texts = list(given) if isinstance(given, list | tuple) else []
    names = [one_line(text) for text in texts if isinstance(text, str)]
    if not names or len(names) < len(texts) or not all(names) or len(set(names)) < len(names):
        raise wrong(
            name,
            f"outputs: expected different names of channels, found {given!r}",
            'write outputs=("left", "right")',
        )
    return tuple(names)


def _is_unusual(function: Any) -> bool:
    return (
        inspect.iscoroutinefunction(function)
        or inspect.isgeneratorfunction(function)
        or inspect.isasyncgenfunction(function)
    )


def _shown(annotation: Any) -> str:
    return str(getattr(annotation, "__name__", annotation))
