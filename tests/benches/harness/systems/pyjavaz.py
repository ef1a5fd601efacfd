"""PyJavaZ: Python in a process of its own, at the other end of ZeroMQ sockets; what pycromanager is built on."""

from __future__ import annotations

from harness.systems.base import System

JAVA, PYTHON = "1.0.0", "1.2.8"


class Pyjavaz(System):
    """PyJavaZ's Java side from Maven Central, and its Python side from PyPI."""

    reported_as = "pyjavaz"

    def prepare(self) -> None:
        """Install both sides, and compile the program."""
        place = self.place
        place.install("pyjavaz", PYTHON)
        libraries = place.jars("pyjavaz", f"org.micro-manager.pyjavaz:PyJavaZ:{JAVA}")
        programs = ("Measure.java", "PyjavazFrames.java", "PyjavazBench.java")
        self.class_path = [place.compile("pyjavaz", libraries, *programs), *libraries]

    def command(self, workload: str) -> list[str]:
        """Start Java, which starts Python."""
        defined = {"bench_python": self.place.python, "bench_functions": self.place.functions}
        return self.place.java(self.class_path, "benches.PyjavazBench", workload, **defined)
