"""Jep: CPython in the JVM through JNI, one interpreter object for each thread."""

from __future__ import annotations

from pathlib import Path

from harness.place import BuildError, call, say
from harness.systems.base import PYTHON_CALLS, System

VERSION = "4.3.2"


class Jep(System):
    """Jep, compiled from its source on PyPI against this JDK and NumPy."""

    reported_as = "jep"

    def prepare(self) -> None:
        """Install Jep into the virtual environment and compile its program."""
        place = self.place
        self.home = place.site_packages / "jep"
        self.jar = self.home / f"jep-{VERSION}.jar"
        if not self.jar.exists():
            say("compiling jep")
            install: list[str | Path] = [
                place.python,
                "-m",
                "pip",
                "install",
                "-q",
                "--no-build-isolation",
                "--no-cache-dir",
                f"jep=={VERSION}",
            ]
            call(install, {"JAVA_HOME": str(place.java_home)})
        if not self.jar.exists():
            raise BuildError(f"jep was installed, but {self.jar} is missing")
        self.classes = place.compile("jep", [self.jar], *PYTHON_CALLS, "JepBench.java")

    def command(self, workload: str) -> list[str]:
        """Start the program; Jep finds its environment by the PATH, which the runner sets."""
        defined = {"java_library_path": self.home, "bench_functions": self.place.functions}
        return self.place.java([self.classes, self.jar], "benches.JepBench", workload, **defined)
