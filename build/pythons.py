"""Prepare an environment with NumPy for each supported CPython here, for the cross-language tests.

Prints ``minor<TAB>python of the environment<TAB>full version`` for each, and says on stderr which versions
are missing. The same lines go to ``tests/.envs/pythons.tsv``. One missing version is reported; none at all
is a failure.
"""

from __future__ import annotations

import sys

from environment import ensure_from
from interpreters import SUPPORTED, by_minor
from place import ROOT, fail, say, write_if_changed

ENVIRONMENTS = ROOT / "tests" / ".envs"
REQUIREMENTS = ROOT / "tests" / "requirements.txt"


def prepared() -> list[tuple[str, str, str]]:
    """Make the environments; give minor version, interpreter and full version of each."""
    found = []
    missing = []
    for minor, installations in by_minor().items():
        if not installations:
            missing.append(minor)
            continue
        python = ensure_from(installations, ENVIRONMENTS / minor, [REQUIREMENTS])
        found.append((minor, str(python), str(installations[0].version)))
    if not found:
        fail(f"no CPython {', '.join(SUPPORTED)} with a shared library: install one, or name it in PYTHONS")
    if missing:
        say(f"SKIPPED: no CPython {', '.join(missing)} on this machine, so the tests don't run on it")
    return found


def main() -> None:
    """Make the environments and print the list."""
    lines = "".join("\t".join(entry) + "\n" for entry in prepared())
    write_if_changed(ENVIRONMENTS / "pythons.tsv", lines)
    sys.stdout.write(lines)


if __name__ == "__main__":
    main()
