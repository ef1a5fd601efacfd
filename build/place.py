"""Where things lie in the repository, and how the build's scripts run other programs.

The scripts in this folder use the standard library only, and run on Python 3.8 and newer, so that whatever
``python3`` the machine has can start a build.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Mapping, NoReturn, Sequence

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "target"
NATIVES = TARGET / "natives"
WINDOWS = os.name == "nt"


def say(text: str) -> None:
    """Tell the reader of the build's log what happens; stdout is kept for results."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """End the script with a message that says what to do next."""
    say(f"error: {text}")
    raise SystemExit(1)


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path = ROOT) -> None:
    """Run a program, its output in the build's log, and fail when it fails."""
    say("> " + " ".join(command))
    merged = dict(os.environ, **(environment or {}))
    try:
        status = subprocess.run(command, cwd=folder, env=merged, stdout=sys.stderr, check=False).returncode
    except OSError as problem:
        fail(f"{command[0]} can't be run ({problem.strerror}): install it, or put it on the PATH")
    if status != 0:
        fail(f"{command[0]} ended with status {status}: its messages are above")


def host_platform() -> str:
    """Name the platform of this machine as ImageJ's ``lib`` folders do."""
    machine = platform.machine().lower()
    arm = machine in ("arm64", "aarch64")
    if not arm and machine not in ("x86_64", "amd64"):
        fail(f"Drua has no natives for {machine} processors: x86-64 and arm64 are supported")
    names = {"Linux": "linux-arm64" if arm else "linux64", "Darwin": "macos-arm64" if arm else "macos64"}
    names["Windows"] = "win64"
    system = platform.system()
    if system not in names or (system == "Windows" and arm):
        fail(f"Drua has no natives for {system} on {machine}")
    return names[system]


def environment_python(environment: Path) -> Path:
    """Give the interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if WINDOWS else "bin/python")


def find_rust_tool(name: str) -> str | None:
    """Find ``cargo`` or ``rustup``: on the PATH, or where rustup puts them (some PATHs lack it)."""
    home = Path(os.environ.get("CARGO_HOME", str(Path.home() / ".cargo")))
    return shutil.which(name) or shutil.which(name, path=str(home / "bin"))


def rust_tool(name: str) -> str:
    """Give the program that :func:`find_rust_tool` finds, or say what to install."""
    found = find_rust_tool(name)
    if found is None:
        fail(f"{name} was found neither on the PATH nor in CARGO_HOME: install Rust 1.88 or newer")
    return found


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hexadecimal."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            total.update(block)
    return total.hexdigest()


def copy_if_changed(source: Path, target: Path) -> None:
    """Copy a file, or leave an equal one untouched so that later steps see nothing new."""
    if target.is_file() and file_digest(source) == file_digest(target):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # A fresh file, never the old one overwritten: a running JVM may have that one mapped.
    scratch = target.with_name(target.name + f".{os.getpid()}")
    shutil.copy2(source, scratch)
    os.replace(scratch, target)


def write_if_changed(target: Path, text: str) -> None:
    """Write a text file, or leave an equal one untouched."""
    if target.is_file() and target.read_bytes() == text.encode():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())
