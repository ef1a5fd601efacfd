"""Find the CPython interpreters of this machine that Drua can live in.

Looked at, in this order: the environment variable ``PYTHONS`` (interpreters, separated like a PATH), every
folder of the PATH, the versions that pyenv installed, and the usual places of macOS and Windows installers.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

from place import WINDOWS, fail, say

SUPPORTED = ("3.10", "3.11", "3.12", "3.13")

PROBE = """
import json, os, platform, struct, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps({
    "minor": "%d.%d" % sys.version_info[:2],
    "version": platform.python_version(),
    "implementation": platform.python_implementation(),
    "executable": sys.executable,
    "shared": bool(os.name == "nt" or get("Py_ENABLE_SHARED") or get("PYTHONFRAMEWORK")),
    "special": bool(get("Py_GIL_DISABLED") or get("Py_DEBUG") or struct.calcsize("P") != 8),
    "base": sys.prefix == sys.base_prefix,
}))
"""


class Interpreter(NamedTuple):
    """One CPython that can be embedded.

    Attributes
    ----------
    minor : str
        Major and minor version, such as ``3.11``.
    version : str
        Full version.
    executable : Path
        The program itself, not a shim.
    base : bool
        Whether this is an installation, not a virtual environment.
    """

    minor: str
    version: str
    executable: Path
    base: bool


def find_all() -> list[Interpreter]:
    """List every usable interpreter, in the order searched, each once."""
    found: dict[Path, Interpreter] = {}
    for candidate in _candidates():
        interpreter = _probe(candidate)
        if interpreter is not None:
            found.setdefault(interpreter.executable.resolve(), interpreter)
    return list(found.values())


def by_minor() -> dict[str, list[Interpreter]]:
    """Group the usable installations (no virtual environments) by supported minor version."""
    groups: dict[str, list[Interpreter]] = {minor: [] for minor in SUPPORTED}
    for interpreter in find_all():
        if interpreter.base:
            groups[interpreter.minor].append(interpreter)
    return groups


def make_environment(folder: Path, choices: list[Interpreter]) -> Interpreter:
    """Make a virtual environment from the first interpreter that can; some have no ``venv``."""
    problems = []
    for interpreter in choices:
        shutil.rmtree(folder, ignore_errors=True)
        command = [str(interpreter.executable), "-m", "venv", str(folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode == 0:
            return interpreter
        problems.append(f"{interpreter.executable}: {done.stdout.decode(errors='replace').strip()}")
    shutil.rmtree(folder, ignore_errors=True)
    fail(
        f"no interpreter could make the virtual environment {folder}:\n  " + "\n  ".join(problems or ["none was found"])
    )


def _candidates() -> Iterator[Path]:
    for entry in os.environ.get("PYTHONS", "").split(os.pathsep):
        if entry:
            yield Path(entry)
    names = [f"python{minor}" for minor in SUPPORTED] + ["python3", "python"]
    for entry in os.environ.get("PATH", "").split(os.pathsep):
        # The stubs of the Windows Store only open a shop.
        if entry and "WindowsApps" not in entry:
            for name in names:
                yield Path(entry) / (name + (".exe" if WINDOWS else ""))
    pyenv = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv")))
    yield from sorted(pyenv.glob("versions/*/bin/python"))
    for minor in SUPPORTED:
        yield Path(f"/Library/Frameworks/Python.framework/Versions/{minor}/bin/python{minor}")
        yield Path(f"/opt/homebrew/bin/python{minor}")
        local = os.environ.get("LOCALAPPDATA")
        if local:
            yield Path(local) / "Programs" / "Python" / f"Python{minor.replace('.', '')}" / "python.exe"


def _probe(candidate: Path) -> Interpreter | None:
    # On macOS this one is a shim that opens an installer's window where the developer tools are missing.
    if not candidate.is_file() or (sys.platform == "darwin" and str(candidate) == "/usr/bin/python3"):
        return None
    try:
        done = subprocess.run(
            [str(candidate), "-I", "-c", PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        facts = json.loads(done.stdout) if done.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    if facts is None or facts["minor"] not in SUPPORTED or facts["implementation"] != "CPython" or facts["special"]:
        return None
    if not facts["shared"]:
        say(f"not used: {facts['executable']} ({facts['version']}) was built without a shared library")
        return None
    return Interpreter(facts["minor"], facts["version"], Path(facts["executable"]), facts["base"])
