"""Assemble an ImageJ folder with Drua in it, start ImageJ there, and run the showcase macro.

``application.py JARS VERSION JAVA_HOME``: JARS holds ``ij.jar``, ``drua-fiji.jar`` and ``drua-bridge.jar``. With a
display ImageJ's window opens and stays; without one (or with ``DRUA_HEADLESS=1``) the same macro runs headless and the
program ends.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

from environment import ensure
from layout import PLUGIN, application_files
from place import ROOT, TARGET, WINDOWS, copy_if_changed, fail, host_platform, run, say, write_if_changed

MACRO = ROOT / "tests" / "run" / "showcase.ijm"
MAIN = "io.drua.fiji.launch.Showcase"


def assemble(application: Path, jars: Path, version: str) -> None:
    """Make the ImageJ folder: files of an earlier build that this one lacks are removed, files of others stay."""
    files = dict(application_files(jars, version, [host_platform()]), **{"ij.jar": jars / "ij.jar"})
    ours = application / "lib" / "drua" / "files.txt"
    earlier = ours.read_text(encoding="utf-8").splitlines() if ours.is_file() else []
    for place in earlier:
        if place not in files:
            (application / place).unlink(missing_ok=True)
    for place, source in files.items():
        copy_if_changed(source, application / place)
    write_if_changed(ours, "".join(f"{place}\n" for place in sorted(files)))
    say(f"ImageJ with Drua lies in {application}")


def java_major(home: Path) -> int:
    """Read a runtime's major version from its ``release`` file; 8 where there is none."""
    release = home / "release"
    match = re.search(r'JAVA_VERSION="(\d+)', release.read_text(encoding="utf-8")) if release.is_file() else None
    return int(match.group(1)) if match else 8


def start(application: Path, version: str, java_home: Path, results: Path, headless: bool) -> None:
    """Run the showcase in an ImageJ folder, with the project's private Python.

    Parameters
    ----------
    application
        The ImageJ folder, with ``ij.jar`` in it.
    version
        Drua's version.
    java_home
        The Java runtime.
    results
        Folder for the images and tables that the macro saves, over those of an earlier run.
    headless
        Whether no window may open, even where there is a display.
    """
    python = ensure(ROOT / ".venv", [ROOT / "python-scripts" / "requirements" / "routines.txt"])
    chosen = os.environ.get("DRUA_PYTHON", "")
    say(f"Python: {chosen} (DRUA_PYTHON)" if chosen else f"Python: {python}, the project's own environment")
    results.mkdir(parents=True, exist_ok=True)
    began = time.time()
    command = [str(java_home / "bin" / ("java.exe" if WINDOWS else "java"))]
    # JDK 24 and newer warn about a native library that nobody allowed; 17 and newer know the option.
    if java_major(java_home) >= 17:
        command.append("--enable-native-access=ALL-UNNAMED")
    if headless:
        command.append("-Djava.awt.headless=true")
    command += [f"-Ddrua.home={application}", f"-Ddrua.managed.env={ROOT / '.venv'}"]
    jars = [application / place for place in ("ij.jar", PLUGIN, f"jars/drua-bridge-{version}.jar")]
    command += ["-cp", os.pathsep.join(map(str, jars)), MAIN, str(MACRO), str(results)]
    run(command, {"DRUA_PYTHON": chosen or str(python)})
    # Some file systems know whole seconds only.
    saved = [one for one in sorted(results.rglob("*")) if one.is_file() and one.stat().st_mtime >= began - 2]
    if not saved:
        fail(f"the showcase saved nothing in {results}")
    for result in saved:
        say(f"saved: {result.relative_to(ROOT)} ({result.stat().st_size} bytes)")


def main(arguments: list[str]) -> None:
    """Run the command line described above."""
    if len(arguments) != 3:
        fail("use: application.py JARS VERSION JAVA_HOME")
    jars, version, java_home = Path(arguments[0]), arguments[1], Path(arguments[2])
    application = TARGET / "imagej"
    assemble(application, jars, version)
    start(application, version, java_home, TARGET / "run", os.environ.get("DRUA_HEADLESS", "0") not in ("", "0"))


if __name__ == "__main__":
    main(sys.argv[1:])
