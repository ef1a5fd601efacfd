"""Do what every change of the Python half must pass: format, lint, types and tests.

The build's own scripts pass the first three too.
"""

from __future__ import annotations

from environment import ensure
from place import ROOT, run

SCRIPTS = ROOT / "python-scripts"
REQUIREMENTS = SCRIPTS / "requirements"


def main() -> None:
    """Prepare the project's environment and run the checks in it, the quick ones first."""
    python = str(ensure(ROOT / ".venv", [REQUIREMENTS / "routines.txt", REQUIREMENTS / "dev.txt"]))
    build = str(ROOT / "build")
    run([python, "-m", "ruff", "check", build])
    run([python, "-m", "ruff", "format", "--check", build])
    run([python, "-m", "mypy", "--config-file", str(ROOT / "build" / "mypy.ini")], folder=ROOT / "build")
    run([python, str(SCRIPTS / "check.py")], folder=SCRIPTS)


if __name__ == "__main__":
    main()
