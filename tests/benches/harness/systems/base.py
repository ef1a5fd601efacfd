"""What the runner needs of a system."""

from __future__ import annotations

from abc import ABC, abstractmethod

from harness.place import Place

PYTHON_CALLS = ("Measure.java", "Calls.java", "Payloads.java")
"""What Python calls in Java: these files are compiled into the programs of all systems that do."""


class System(ABC):
    """A bridge, or what a bridge is compared with.

    A program that a system starts is given a workload, prints figures (see ``harness.figures``) and ends
    with status 0, or 3 if what it computed is wrong. For a cold workload it prints ``FIRST<TAB>45`` as soon
    as it has the result, and ends.
    """

    reported_as: str
    """The name in the second column."""

    def __init__(self, place: Place) -> None:
        """Keep the place; nothing is built yet."""
        self.place = place

    @abstractmethod
    def prepare(self) -> None:
        """Build what the programs need.

        Raises
        ------
        BuildError
            If that fails.
        """

    @abstractmethod
    def command(self, workload: str) -> list[str]:
        """Write the command that measures a workload."""
