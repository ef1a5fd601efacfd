#!/usr/bin/env python3
"""Lays out the Python files that Drua's jars carry: ``shipped_python.py FOLDER [package]``.

FOLDER gets ``drua-python/SHA256SUMS`` and the files that it names, for Micro-Manager: the package ``drua`` in
``python/``, the shipped processors in ``processors/``, and what pip is to install for them. With ``package`` it gets
``drua-package/``, the package alone, for the bridge's own jar.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    ("python-scripts/drua", "python/drua", ("*.py", "py.typed", "*.pyi")),
    ("python-scripts/processors", "processors", ("*.py",)),
    ("python-scripts/requirements", "", ("routines.txt",)),
)


def shipped(sources: tuple[tuple[str, str, tuple[str, ...]], ...]) -> dict[str, Path]:
    """Return the files by their place in the archive."""
    files: dict[str, Path] = {}
    for source, target, patterns in sources:
        folder = ROOT / source
        for pattern in patterns:
            for path in sorted(folder.rglob(pattern)):
                inside = path.relative_to(folder).as_posix()
                files[f"{target}/{inside}".lstrip("/")] = path
    return files


def lay_out(place: Path, sources: tuple[tuple[str, str, tuple[str, ...]], ...]) -> None:
    """Copy all files, and remove what is there from an earlier build."""
    if place.exists():
        shutil.rmtree(place)
    sums = []
    for name, source in sorted(shipped(sources).items()):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_bytes().replace(b"\r\n", b"\n")
        target.write_bytes(text)
        sums.append(f"{hashlib.sha256(text).hexdigest()}  {name}\n")
    (place / "SHA256SUMS").write_bytes("".join(sums).encode())


if __name__ == "__main__":
    if len(sys.argv) == 2:
        lay_out(Path(sys.argv[1]) / "drua-python", SOURCES)
    elif len(sys.argv) == 3 and sys.argv[2] == "package":
        lay_out(Path(sys.argv[1]) / "drua-package", SOURCES[:1])
    else:
        sys.exit(__doc__)
