"""The manifest that all three languages read: the golden file is what this package writes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT, Write, manifest
from test_describe import GOOD

GOLDEN = ROOT.parent / "tests" / "contract" / "manifest.json"

BROKEN = "\n@routine\ndef unnamed(image) -> None: ...\n"

PROCESSORS = """
@processor(label="Focus Score", writes=False, accepts=["uint16"])
def focus_score(image: Image, metadata: FrameMetadata, sigma: Annotated[float, Range(0.5, 10)] = 1.0) -> None:
    '''Write how sharp a frame is into its metadata.'''

@processor(outputs=("left", "right"), calls_java=True)
class SplitView:
    '''Split each frame into its halves.'''
    def __init__(self, gap: int = 0) -> None: ...
    def process(self, image: Image) -> tuple[Image, Image]: ...

@routine(axes="ZYX")
def project(image: Image) -> Image: ...
"""


def written(write: Write, name: str, text: str) -> dict[str, Any]:
    """Return the manifest of a text as if it were a file of a fixed place."""
    found = manifest(write(text, name))
    found["file"] = f"/routines/{name}"
    return found


def test_manifests_are_those_of_the_golden_file(write: Write, request: pytest.FixtureRequest) -> None:
    """Write the file anew with ``pytest --golden``, and look at what changed."""
    found = {
        "about": "Manifests of schema 1 as the Python package writes them, each of one file.",
        "manifests": [
            written(write, "everything.py", GOOD),
            written(write, "broken.py", BROKEN),
            written(write, "processors.py", PROCESSORS),
        ],
    }
    if request.config.getoption("--golden"):
        GOLDEN.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == found
