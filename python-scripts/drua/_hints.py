"""What to tell somebody whose routine file can't be imported."""

from __future__ import annotations

import sys
from typing import Any

from ._errors import ManifestError

__all__ = ["explain", "line_in", "pip_command"]

# Distributions whose name is not that of the module.
_DISTRIBUTIONS = {
    "Bio": "biopython",
    "PIL": "pillow",
    "bioformats": "python-bioformats",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
_JAVA_ROOTS = ("ij", "java", "javax", "net", "org", "loci", "fiji", "sc")


def pip_command(*packages: str) -> str:
    """Return the command line that installs packages into the interpreter in use."""
    executable = sys.executable or "python"
    quoted = f'"{executable}"' if " " in executable else executable
    return f"{quoted} -m pip install {' '.join(packages)}"


def explain(error: BaseException, path: str) -> ManifestError:
    """Turn whatever a file raised while it was imported into an error with line and hint."""
    kind = type(error).__name__
    if isinstance(error, SyntaxError):
        return _syntax(error, kind, path)
    line = line_in(error, path)
    hint: str | None = None
    message = str(error) or kind
    if isinstance(error, ModuleNotFoundError) and error.name:
        hint = _missing(error.name)
    elif isinstance(error, ImportError):
        hint = "the installed package may be of another version, or damaged; reinstall it: " + (
            pip_command("--force-reinstall", _distribution(error.name or "PACKAGE"))
        )
    elif isinstance(error, SystemExit):
        message = f"the file ends the program while it is imported (exit code {error.code!r})"
        hint = "put what should only run as a script under  if __name__ == '__main__':"
    elif isinstance(error, RecursionError):
        hint = "look for a function that calls itself without end"
    elif isinstance(error, NameError):
        hint = "check the spelling, or import the name first"
    elif isinstance(error, ValueError) and "null bytes" in message:
        hint = "the file is no Python text; save it as UTF-8"
    else:
        hint = (
            "correct the line, or move it into a function: "
            "what stands outside of routines runs whenever the file is imported"
        )
    return ManifestError(message, line=line, kind=kind, hint=hint)


def _syntax(error: SyntaxError, kind: str, path: str) -> ManifestError:
    message = error.msg or "invalid syntax"
    if error.text:
        message = f"{message}: {error.text.strip()}"
    hint = "correct the line and save the file again"
    if "print" in message and "parenthes" in message:
        hint = "this is Python 2 or Jython; in Python 3 print is a function: print(...)"
    elif "codec" in message or "encoding" in message or "null byte" in message:
        hint = "save the file as UTF-8"
    same = error.filename in (None, path)
    if not same:
        message = f"{message} (in {error.filename}, line {error.lineno})"
    return ManifestError(message, line=error.lineno if same else None, kind=kind, hint=hint)


def line_in(error: BaseException, path: str) -> int | None:
    """Return the innermost line of the file itself, None if the error never passed through it."""
    line: int | None = None
    entry: Any = error.__traceback__
    while entry is not None:
        if entry.tb_frame.f_code.co_filename == path:
            line = entry.tb_lineno
        entry = entry.tb_next
    return line


def _distribution(name: str) -> str:
    top = name.partition(".")[0]
    return _DISTRIBUTIONS.get(top, top)


def _missing(name: str) -> str:
    top = name.partition(".")[0]
    if top in sys.modules:
        return f"'{top}' is installed without '{name}'; another version may have it: " + pip_command(
            "--upgrade", _distribution(name)
        )
    if top in _JAVA_ROOTS:
        return f"'{top}' looks like a Java package, as Jython scripts import it; a routine works on NumPy arrays"
    return f"install it: {pip_command(_distribution(name))}"
