"""A host without a JVM: the module ``drua._core`` as a recorder, and the folders of the repository."""

from __future__ import annotations

import json
import sys
import textwrap
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, settings
from numpy.typing import NDArray

from drua import _host

# A busy machine is slow; that is no failure.
settings.register_profile("drua", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("drua")

ROOT = Path(__file__).resolve().parents[1]
ROUTINES = ROOT / "routines"
DATA = ROOT.parent / "tests" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden file of manifests anew."""
    parser.addoption("--golden", action="store_true", help="write tests/contract/manifest.json anew")


class FakeCore(types.ModuleType):
    """What the embedding library offers, recording what it is told."""

    ABI_VERSION = 1

    def __init__(self) -> None:
        super().__init__("drua._core")
        self.written: list[tuple[int, str]] = []
        self.reports: list[tuple[float, str]] = []
        self.logged: list[tuple[int, str]] = []
        self.blocks: dict[bytes, Any] = {}
        self.decoded: list[bytes] = []
        self.stop = False

    def write(self, stream: int, text: str) -> None:
        self.written.append((stream, text))

    def progress(self, fraction: float, message: str) -> None:
        self.reports.append((fraction, message))

    def log(self, level: int, text: str) -> None:
        self.logged.append((level, text))

    def cancelled(self) -> bool:
        return self.stop

    def decode(self, block: bytes) -> Any:
        self.decoded.append(block)
        return self.blocks[block]


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch) -> FakeCore:
    """Return a recording core, in place for one test."""
    fake = FakeCore()
    monkeypatch.setitem(sys.modules, "drua._core", fake)
    return fake


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a routine file and gives its path."""

    def write_file(text: str, name: str = "mine.py") -> Path:
        path = tmp_path / name
        path.write_text(PREAMBLE + textwrap.dedent(text), encoding="utf-8")
        return path

    return write_file


PREAMBLE = (
    "from typing import Annotated, Literal, Optional, Any; import enum, pathlib, sys; import numpy as np; "
    "import drua; from drua import *; from drua import Range, Image, routine\n"
)


def manifest(path: Path) -> dict[str, Any]:
    """Return the manifest of a file."""
    result: dict[str, Any] = json.loads(_host.describe(str(path)))
    return result


@pytest.fixture(scope="session")
def puncta() -> NDArray[Any]:
    """Return the sample image of puncta, (Y, X), uint16."""
    return np.asarray(tifffile.imread(DATA / "test_image.tif"))


@pytest.fixture(scope="session")
def cells() -> NDArray[Any]:
    """Return the sample image of cells, (C, Y, X), uint16."""
    return np.asarray(tifffile.imread(DATA / "test_still_stack.tif"))


@pytest.fixture(autouse=True)
def unchanged_process() -> Iterator[None]:
    """Fail a test after which the import state isn't as before."""
    paths, streams = list(sys.path), (sys.stdout, sys.stderr)
    yield
    assert sys.path == paths
    assert (sys.stdout, sys.stderr) == streams
