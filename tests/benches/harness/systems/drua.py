"""Drua itself, by the public interface of its bridge, from a release build of this working tree."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from harness.place import BuildError, Place, call, say
from harness.systems.base import PYTHON_CALLS, System


def natives(place: Place) -> Path:
    """Build the release libraries and give the folder that holds them."""
    say("building Drua's native libraries")
    call(
        [os.environ.get("CARGO", "cargo"), "build", "--release", "-p", "drua-loader", "-p", "drua-core"],
        folder=place.repository,
    )
    target = Path(os.environ.get("CARGO_TARGET_DIR", place.repository / "target"))
    folder = place.work / "natives"
    folder.mkdir(exist_ok=True)
    for name in ("libdrua_loader.so", "libdrua_core.so"):
        built = target / "release" / name
        if not built.exists():
            raise BuildError(f"cargo built no {built}")
        shutil.copy2(built, folder / name)
    return folder


def bridge_classes(place: Place) -> Path:
    """Compile the bridge's own sources."""
    return place.compile_module("bridge", place.repository / "java-plugin" / "bridge", [])


class Drua(System):
    """The bridge without ImageJ."""

    reported_as = "drua"

    def prepare(self) -> None:
        """Build libraries, bridge and program."""
        self.natives = natives(self.place)
        bridge = bridge_classes(self.place)
        program = self.place.compile("drua", [bridge], *PYTHON_CALLS, "DruaBench.java")
        self.class_path = [program, bridge]

    def command(self, workload: str) -> list[str]:
        """Start the program; the cache keeps the interpreter's probe from one process to the next."""
        place = self.place
        defined = {
            "bench_python": place.python,
            "bench_functions": place.functions,
            "bench_package": place.package,
            "bench_natives": self.natives,
            "bench_cache": place.work / "cache",
        }
        return place.java(self.class_path, "benches.DruaBench", workload, **defined)
