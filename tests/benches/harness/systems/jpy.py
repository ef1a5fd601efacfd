"""jpy: CPython in the JVM through JNI, with a Java and a Python part of the same version."""

from __future__ import annotations

from pathlib import Path

from harness.place import BuildError
from harness.systems.base import PYTHON_CALLS, System

VERSION = "1.2.0"
"""The newest that both registries have: Maven Central stops there."""


class Jpy(System):
    """jpy from PyPI and from Maven Central."""

    reported_as = "jpy"

    def prepare(self) -> None:
        """Install both parts, and compile the program."""
        place = self.place
        place.install("jpy", VERSION)
        libraries = place.jars("jpy", f"org.jpyconsortium:jpy:{VERSION}")
        self.class_path = [place.compile("jpy", libraries, *PYTHON_CALLS, "JpyBench.java"), *libraries]

    def command(self, workload: str) -> list[str]:
        """Start the program with the libraries that the wheel has."""
        place = self.place
        python = Path(place.configuration("LIBDIR")) / place.configuration("INSTSONAME")
        defined = {
            "jpy_jpyLib": self.library("jpy"),
            "jpy_jdlLib": self.library("jdl"),
            "jpy_pythonLib": python,
            "jpy_programName": place.python,
            "bench_functions": place.functions,
        }
        return place.java(self.class_path, "benches.JpyBench", workload, **defined)

    def library(self, name: str) -> Path:
        """Find one of the wheel's two libraries."""
        found = sorted(self.place.site_packages.glob(f"{name}.*.so"))
        if not found:
            raise BuildError(f"jpy was installed, but {self.place.site_packages} has no {name}.*.so")
        return found[0]
