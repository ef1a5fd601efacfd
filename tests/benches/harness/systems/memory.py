"""What needs no bridge: copies in memory, and a map built in Java."""

from __future__ import annotations

from harness.systems.base import PYTHON_CALLS, System


class MemoryCopy(System):
    """One copy of the same bytes by NumPy, in a Python without Java."""

    reported_as = "memcpy"

    def prepare(self) -> None:
        """Build nothing: NumPy is in the virtual environment."""

    def command(self, workload: str) -> list[str]:
        """Start Python."""
        return [str(self.place.python), str(self.place.functions / "memory_copies.py"), workload]


class JavaMap(System):
    """The map of ``dict-100k`` built in Java, with its keys (``java``) and of keys that exist (``java-put``)."""

    reported_as = "java"

    def prepare(self) -> None:
        """Compile the program."""
        self.classes = self.place.compile("map", [], *PYTHON_CALLS, "MapBench.java")

    def command(self, workload: str) -> list[str]:
        """Start it."""
        return self.place.java([self.classes], "benches.MapBench", workload)
