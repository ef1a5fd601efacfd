"""The manifest of one routine file, as JSON of schema 1."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ._errors import ManifestError
from ._hints import explain
from ._modules import digest, import_file, read

if TYPE_CHECKING:
    from ._signature import Signature

__all__ = ["describe", "error_entry", "signatures"]

SCHEMA = 1


def describe(path: str) -> str:
    """Return the manifest of a file; an error of the file is inside. See `drua._host.describe`."""
    path = os.path.abspath(path)
    manifest: dict[str, Any] = {
        "schema": SCHEMA,
        "file": path,
        "hash": "0" * 64,
        "error": None,
        "routines": [],
    }
    try:
        source = read(path)
        loaded = import_file(path, source)
    except ManifestError as error:
        manifest["error"] = error_entry(error)
        if os.path.isfile(path) and os.access(path, os.R_OK):
            manifest["hash"] = digest(read(path))
        return _text(manifest)
    try:
        manifest["hash"] = loaded.hash
        found, broken = signatures(loaded.functions, path)
        manifest["routines"] = [signature.manifest() for signature in found.values()]
        manifest["error"] = error_entry(broken) if broken is not None else None
    finally:
        loaded.forget()
    return _text(manifest)


def signatures(functions: list[Callable[..., Any]], path: str) -> tuple[dict[str, Signature], ManifestError | None]:
    """Return the sound routines of a file by name, and the first error of another one."""
    from ._routine import declaration
    from ._signature import analyse

    found: dict[str, Signature] = {}
    lines: dict[str, int] = {}
    broken: ManifestError | None = None
    for function in functions:
        declared = declaration(function)
        if declared is None:
            continue
        try:
            signature = analyse(declared)
            _check_unique(signature, lines)
        except ManifestError as error:
            broken = broken or error
        except Exception as error:
            # A default or an annotation of a strange class may raise whatever it likes when it is looked at.
            broken = broken or explain(error, path)
        else:
            found[signature.name] = signature
    return found, broken


def _check_unique(signature: Signature, lines: dict[str, int]) -> None:
    first = lines.setdefault(signature.name.lower(), signature.line)
    if first != signature.line:
        raise ManifestError(
            f"routine '{signature.name}' is declared twice, in lines {first} and {signature.line}",
            line=signature.line,
            kind="NameCollisionError",
            hint="rename one of them; ImageJ doesn't distinguish upper and lower case",
        )


def error_entry(error: ManifestError) -> dict[str, Any]:
    """Return the manifest's entry for an error."""
    return {
        "type": error.kind,
        "message": str(error),
        "line": error.line,
        "hint": error.hint,
    }


def _text(manifest: dict[str, Any]) -> str:
    return json.dumps(_plain(manifest), ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    """Replace what JSON can't hold: infinite limits become none, other values their text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)
