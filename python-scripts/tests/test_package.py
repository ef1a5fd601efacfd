"""The package as users get it: errors, public names, types, installation."""

from __future__ import annotations

import builtins
import os
import re
import subprocess
import sys
import types
import venv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT, ROUTINES, Write, manifest

import drua
from drua import _errors, _host

ERRORS = [getattr(_errors, name) for name in _errors.__all__]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_errors_can_be_raised_by_name_with_a_message(error: type[BaseException]) -> None:
    """The core raises them so, with one text."""
    assert getattr(drua, error.__name__) is error
    raised = error("text")
    assert "text" in str(raised)
    assert isinstance(error.code, str) and error.code
    assert isinstance(raised, Exception) == (error is not drua.Cancelled)
    assert getattr(raised, "hint", None) is None
    assert isinstance(getattr(raised, "details", {}), dict)


def test_error_codes_are_distinct() -> None:
    assert len({error.code for error in ERRORS}) == len(ERRORS)


def test_java_error_tells_of_its_throwable() -> None:
    error = drua.JavaError("disk full", "java.io.IOException", "at X.y(X.java:3)")
    assert str(error) == "java.io.IOException: disk full"
    assert error.java_stack == "at X.y(X.java:3)"


def test_public_names() -> None:
    assert set(dir(drua)) == set(drua.__all__)
    for name in drua.__all__:
        assert getattr(drua, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = drua.nothing
    assert (ROOT / "drua" / "py.typed").is_file()


def test_importing_costs_little() -> None:
    """Count what is imported, which is the same on each machine; time is not."""
    code = (
        "import sys, numpy; before = set(sys.modules); "
        "from drua import Image, Range, processor, progress, record, routine; "
        "print(*sorted(set(sys.modules) - before))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    foreign = [name for name in result.stdout.split() if not name.startswith("drua")]
    assert {name.partition(".")[0] for name in foreign} <= {"__future__", "importlib", "typing"}


def test_example_of_the_readme(write: Write) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    routine_file, use, _ = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    path = write(routine_file, "smooth.py")
    found = manifest(path)
    assert found["error"] is None and found["routines"][0]["parameters"][0]["maximum"] == 50
    scope: dict[str, Any] = {}
    exec(use, {"__name__": "notebook", "smooth": None, **_importable(path)}, scope)
    assert 90 < scope["pixels"].mean() < 110 and scope["pixels"].std() < 2


def test_processors_of_the_readme(write: Write) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    path = write(re.findall(r"```python\n(.*?)```", text, re.DOTALL)[2], "processors.py")
    frame = np.full((2, 3), 4, np.uint16).view(drua.Image)
    assert _host.processor(str(path), "halve")(frame) is None and frame.max() == 2
    mean = _host.processor(str(path), "MeanOfLast", {"frames": 2})
    mean.start(None)
    for value, expected in ((2, 2.0), (4, 3.0), (6, 5.0)):
        frame[...] = value
        sent = mean(frame)
        assert sent is not None
        found: Any = sent.value
        assert (found["rows"], found["images"][0][0].max()) == ([{"brightness": value}], expected)
    assert found["tags"] == {"Averaged": 2}


def _importable(path: Path) -> dict[str, Any]:
    """Return globals in which ``import smooth`` gives the file at `path`."""

    def importer(name: str, *arguments: Any, **keywords: Any) -> Any:
        if name != path.stem:
            return builtins.__import__(name, *arguments, **keywords)
        module = types.ModuleType(name)
        exec(path.read_text(encoding="utf-8"), module.__dict__)
        return module

    return {"__builtins__": {**vars(builtins), "__import__": importer}}


@pytest.mark.slow
def test_installed_package_runs_a_routine_file(tmp_path: Path) -> None:
    """Install the folder into a new environment; import a shipped routine there and run it."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    built = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-deps", "--no-input", "--target", site, str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    # NumPy and SciPy are those of this environment: downloading them again would prove nothing of this package.
    (Path(site) / "outer.pth").write_text(str(Path(np.__file__).parents[1]))
    code = """
import sys, numpy as np
import drua, unsharp_mask
assert drua.__file__.startswith(sys.argv[1]), drua.__file__
image = np.zeros((9, 9), np.uint8)
image[4, 4] = 100
unsharp_mask.unsharp_mask(image, sigma=1.0, amount=1.0)
print(image[4, 4], "drua._host" in sys.modules)
"""
    result = subprocess.run(
        [python, "-c", code, site],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROUTINES)},
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == ["184", "False"]
