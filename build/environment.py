"""Make the project's private Python environment, and run programs in it.

``environment.py [REQUIREMENTS ...] [-- ARGUMENT ...]`` makes ``.venv`` where it is missing, installs the
requirement files that are new or have changed, and then runs the environment's ``python`` with the
arguments. The environment's interpreter is the first usable one found, or the one that
``DRUA_BUILD_PYTHON`` names.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Sequence

from interpreters import Interpreter, find_all, make_environment
from place import ROOT, environment_python, fail, file_digest, run, say


def ensure(environment: Path, requirements: Sequence[Path], packages: Sequence[str] = ()) -> Path:
    """Do the same as :func:`ensure_from` with the interpreter that this machine has."""
    return ensure_from(None, environment, requirements, packages)


def ensure_from(
    interpreters: list[Interpreter] | None,
    environment: Path,
    requirements: Sequence[Path],
    packages: Sequence[str] = (),
) -> Path:
    """Make an environment that holds what is asked for, and give its interpreter.

    A stamp file inside remembers what was installed, so that a second call is quick. An environment whose
    interpreter has gone is made anew.
    """
    python = environment_python(environment)
    stamp = environment / "drua-installed.json"
    done: dict[str, str] = {}
    if stamp.is_file() and python.exists():
        done = json.loads(stamp.read_text(encoding="utf-8"))
    else:
        chosen = make_environment(environment, _choices() if interpreters is None else interpreters)
        say(f"{environment}: a virtual environment of {chosen.executable} ({chosen.version})")
        stamp.write_text("{}", encoding="utf-8")
    wanted = {str(path.relative_to(ROOT)): _requirements_digest(path) for path in requirements}
    wanted.update({package: "package" for package in packages})
    changed = [name for name, value in wanted.items() if done.get(name) != value]
    if changed:
        arguments: list[str] = []
        for name in changed:
            arguments += [name] if wanted[name] == "package" else ["-r", str(ROOT / name)]
        run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])
        done.update(wanted)
        stamp.write_text(json.dumps(done, indent=1, sort_keys=True), encoding="utf-8")
    return python


def tools(*packages: str) -> Path:
    """Give the interpreter of the build's own environment, with these packages in it."""
    return ensure(ROOT / "target" / "tools", [], packages)


def _requirements_digest(path: Path) -> str:
    """Give one digest of a requirement file and the files that it includes."""
    digests = [file_digest(path)]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            digests.append(_requirements_digest(path.parent / line[3:].strip()))
    return "-".join(digests)


def _choices() -> list[Interpreter]:
    named = os.environ.get("DRUA_BUILD_PYTHON")
    usable = [one for one in find_all() if one.base]
    if named is not None:
        usable = [one for one in usable if one.executable.resolve() == Path(named).resolve()]
        if not usable:
            fail(f"DRUA_BUILD_PYTHON: {named} is no CPython 3.10 to 3.13 with a shared library")
    if not usable:
        fail("no CPython 3.10 to 3.13 with a shared library was found: install one, or name it in PYTHONS")
    return usable


def main(arguments: list[str]) -> None:
    """Run the command line described above."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    python = ensure(ROOT / ".venv", [Path(name).resolve() for name in arguments[:split]])
    if arguments[split + 1 :]:
        run([str(python), *arguments[split + 1 :]], folder=Path.cwd())


if __name__ == "__main__":
    main(sys.argv[1:])
