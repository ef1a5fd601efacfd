"""Assemble an ImageJ folder with Drua in it, start ImageJ there, and run the showcase macro.

``application.py JARS VERSION JAVA_HOME``: JARS holds ``ij.jar``, ``drua-fiji.jar`` and ``drua-bridge.jar``.
With a display ImageJ's window opens and stays; without one (or with ``DRUA_HEADLESS=1``) the same macro
runs headless and the program ends.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from environment import ensure
from layout import PLUGIN, application_files
from place import ROOT, TARGET, WINDOWS, copy_if_changed, environment_python, fail, host_platform, run, say

APPLICATION = TARGET / "imagej"
RESULTS = TARGET / "run"
MACRO = ROOT / "tests" / "run" / "showcase.ijm"


def assemble(jars: Path, version: str) -> list[Path]:
    """Make the ImageJ folder, without what an older build left there, and give the class path of its jars."""
    files = dict(application_files(jars, version, [host_platform()]), **{"ij.jar": jars / "ij.jar"})
    for folder in ("plugins", "jars", "lib", "routines"):
        for old in (APPLICATION / folder).rglob("*"):
            if old.is_file() and old.relative_to(APPLICATION).as_posix() not in files:
                old.unlink()
    for place, source in files.items():
        copy_if_changed(source, APPLICATION / place)
    say(f"ImageJ with Drua lies in {APPLICATION}")
    return [APPLICATION / place for place in ("ij.jar", PLUGIN, f"jars/drua-bridge-{version}.jar")]


def has_display() -> bool:
    """Whether a window can open; macOS and Windows have a display unless told otherwise."""
    if os.environ.get("DRUA_HEADLESS", "") not in ("", "0"):
        return False
    return WINDOWS or sys.platform == "darwin" or bool(os.environ.get("DISPLAY"))


def java_major(home: Path) -> int:
    """Read a runtime's major version from its ``release`` file; 8 where there is none."""
    release = home / "release"
    match = re.search(r'JAVA_VERSION="(\d+)', release.read_text(encoding="utf-8")) if release.is_file() else None
    return int(match.group(1)) if match else 8


def start(java_home: Path, class_path: list[Path]) -> None:
    """Run the showcase in this folder's ImageJ, with the project's private Python."""
    if not MACRO.is_file():
        fail(f"the showcase macro {MACRO} is missing")
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    command = [str(java_home / "bin" / ("java.exe" if WINDOWS else "java"))]
    # JDK 24 and newer warn about a native library that nobody allowed; JDK 17 and newer know the option, as
    # Fiji's launcher does.
    if java_major(java_home) >= 17:
        command.append("--enable-native-access=ALL-UNNAMED")
    command += [
        f"-Dplugins.dir={APPLICATION}",
        f"-Ddrua.home={APPLICATION}",
        f"-Ddrua.managed.env={ROOT / '.venv'}",
    ]
    environment = {"DRUA_PYTHON": str(environment_python(ROOT / ".venv"))}
    if has_display():
        say("ImageJ's window opens; close it to end this build")
        command += ["-cp", str(class_path[0]), "ij.ImageJ", "-port0", "-macro", str(MACRO), str(RESULTS)]
    else:
        say("no display: the macro runs headless")
        joined = os.pathsep.join(map(str, class_path))
        command += [
            "-Djava.awt.headless=true",
            "-cp",
            joined,
            "io.drua.fiji.launch.Showcase",
            str(MACRO),
            str(RESULTS),
        ]
    run(command, environment)
    for result in sorted(RESULTS.rglob("*")):
        if result.is_file():
            say(f"saved: {result.relative_to(ROOT)} ({result.stat().st_size} bytes)")


def main(arguments: list[str]) -> None:
    """Run the command line described above."""
    if len(arguments) != 3:
        fail("use: application.py JARS VERSION JAVA_HOME")
    ensure(ROOT / ".venv", [ROOT / "python-scripts" / "requirements" / "routines.txt"])
    class_path = assemble(Path(arguments[0]), arguments[1])
    start(Path(arguments[2]), class_path)


if __name__ == "__main__":
    main(sys.argv[1:])
