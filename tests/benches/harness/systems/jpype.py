"""JPype: Python starts the JVM, in its own process."""

from __future__ import annotations

from harness.systems.base import PYTHON_CALLS, System

VERSION = "1.7.1"
SCYJAVA = "1.12.5"


class Jpype(System):
    """JPype from PyPI; its JVM has the options of all others."""

    reported_as = "jpype"

    def prepare(self) -> None:
        """Install JPype into the virtual environment and compile the classes that it calls."""
        self.place.install("jpype1", VERSION)
        self.classes = self.place.compile("jpype", [], *PYTHON_CALLS)

    def command(self, workload: str) -> list[str]:
        """Start Python with the options that the JVM is to have."""
        place = self.place
        program = [str(place.python), str(place.functions / "java_in_python.py"), self.reported_as, workload]
        return [*program, *place.jvm_options, f"-Djava.class.path={self.classes}"]


class Scyjava(Jpype):
    """scyjava, which converts collections, on the same JPype."""

    reported_as = "scyjava"

    def prepare(self) -> None:
        """Install scyjava, too."""
        super().prepare()
        self.place.install("scyjava", SCYJAVA)
