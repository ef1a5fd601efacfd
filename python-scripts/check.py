"""Run all checks of this folder: style, format, types, tests.

Usage: ``python -m pip install -r requirements/dev.txt``, then ``python check.py [pytest options]``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent

CHECKS = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("tests", ["pytest"]),
)


def main(options: list[str]) -> int:
    """Run every check, also after one has failed; return 1 if any has."""
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        arguments = [*command, *options] if name == "tests" else command
        if subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT).returncode != 0:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
