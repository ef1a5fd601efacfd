"""Pack the zip and the jar for users without Rust or Maven, and try the zip out.

``release.py JARS VERSION JAVA_HOME`` makes ``target/dist/drua-VERSION.zip``, laid out as an update site: unpacked over
an ImageJ or Fiji folder it works with the Python that is there. It holds the natives of every platform, and the
licences of all that they contain. The same files give the same zip, byte for byte. Beside it goes
``drua-micromanager-VERSION.jar``, which Maven has packed, with the same licences.
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from pathlib import Path

from application import start
from layout import SUPPORT, application_files
from licences import third_party
from place import ROOT, TARGET, copy_if_changed, fail, file_digest, say, write_if_changed
from platforms import PLATFORMS

EPOCH = (2026, 1, 1, 0, 0, 0)


def pack(target: Path, files: dict[str, Path]) -> None:
    """Write the files in the order of their names, with one date."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for place in sorted(files):
            entry = zipfile.ZipInfo(place, EPOCH)
            entry.create_system = 3  # permissions are kept as on Unix, whichever system packs
            entry.external_attr = (0o100755 if Path(place).suffix in (".so", ".dylib", ".dll") else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[place].read_bytes())


def check_versions(version: str) -> None:
    """Fail when Maven, cargo and the Python package don't name the same version."""
    files = {
        ROOT / "Cargo.toml": r'\[workspace\.package\]\s+version = "([^"]+)"',
        ROOT / "python-scripts" / "drua" / "__init__.py": r'^__version__(?:: \w+)? = "([^"]+)"',
    }
    for file, pattern in files.items():
        found = re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE)
        if found is None or found.group(1) != version:
            fail(f"{file} should name version {version} as pom.xml does")


def try_out(archive: Path, jars: Path, version: str, java_home: Path) -> None:
    """Unpack the zip over an ImageJ folder, as a user does, and run the showcase there, on this machine's natives."""
    application = TARGET / "unpacked"
    shutil.rmtree(application, ignore_errors=True)
    copy_if_changed(jars / "ij.jar", application / "ij.jar")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(application)
    start(application, version, java_home, TARGET / "unpacked-run", headless=True)


def pack_micromanager(version: str, notices: Path) -> Path:
    """Copy the jar for Micro-Manager, and add the licences of what its natives contain."""
    name = f"drua-micromanager-{version}.jar"
    made = TARGET / "micromanager" / "mmplugins" / name
    if not made.is_file():
        fail(f"{made} was not built: run mvn -Prelease package for all modules")
    target = TARGET / "dist" / name
    shutil.copy2(made, target)
    with zipfile.ZipFile(target, "a") as jar:
        absent = [
            f"natives/{platform.name}/{file}"
            for platform in PLATFORMS
            for file in platform.files()
            if f"natives/{platform.name}/{file}" not in jar.namelist()
        ]
        if absent:
            fail(f"{made} lacks natives: {', '.join(absent)}")
        entry = zipfile.ZipInfo("META-INF/THIRD-PARTY.txt", EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        jar.writestr(entry, notices.read_bytes())
    return target


def main(arguments: list[str]) -> None:
    """Run the command line described above."""
    if len(arguments) != 3:
        fail("use: release.py JARS VERSION JAVA_HOME")
    jars, version, java_home = Path(arguments[0]), arguments[1], Path(arguments[2])
    check_versions(version)
    files = application_files(jars, version, [platform.name for platform in PLATFORMS])
    notices = TARGET / "dist" / "THIRD-PARTY.txt"
    write_if_changed(notices, third_party())
    files[f"{SUPPORT}/licences/THIRD-PARTY.txt"] = notices
    target = TARGET / "dist" / f"drua-{version}.zip"
    pack(target, files)
    try_out(target, jars, version, java_home)
    for made in (target, pack_micromanager(version, notices)):
        say(f"{made}: {made.stat().st_size} bytes, SHA-256 {file_digest(made)}")


if __name__ == "__main__":
    main(sys.argv[1:])
