"""What ``java_in_python`` needs of a system."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Ways = Mapping[str, Callable[[], Any]]
"""Ways of doing the same, by name; the runner reports the fastest."""


class Bridge(ABC):
    """Java as one system shows it to Python; what is alike in all of them is here."""

    name: str
    entries = 100_000
    """Of lists and maps. Where it takes minutes, fewer: the times are reported as if for all, in proportion."""

    @abstractmethod
    def java_class(self, name: str) -> Any:
        """Find a Java class."""

    @property
    def calls(self) -> Any:
        """The class whose methods are called."""
        return self.java_class("benches.Calls")

    @property
    def payloads(self) -> Any:
        """The class that makes and checks arrays, lists and maps."""
        return self.java_class("benches.Payloads")

    def twice(self) -> Callable[[int], int]:
        """Give the static method as something to call."""
        method: Callable[[int], int] = self.calls.twice
        return method

    def plus(self) -> Callable[[int], int]:
        """Give the instance method as something to call."""
        method: Callable[[int], int] = self.calls().plus
        return method

    def owners(self) -> tuple[Any, Any]:
        """Give what ``twice`` and ``plus`` are attributes of: a loop that looks them up each time is measured, too."""
        return self.calls, self.calls()

    def measure_lambda(self, successor: Callable[[int], int]) -> None:
        """Let Java measure a Python function; prints the figures."""
        self.calls.measure(self.name, "lambda", successor)

    @abstractmethod
    def to_python(self, array: Any, kind: str) -> Ways:
        """Make a NumPy array with what is in a Java array (``shorts`` or ``doubles``)."""

    def set_first(self, array: Any, kind: str, value: float) -> None:
        """Change the first element of a Java array, in Java."""
        self.payloads.setFirst(array, int(value) if kind == "shorts" else value)

    @abstractmethod
    def to_java(self, array: np.ndarray[Any, Any], kind: str) -> Ways:
        """Make a Java array with what is in a NumPy array."""

    def into_java(self, array: np.ndarray[Any, Any], target: Any, kind: str) -> Ways:
        """Write a NumPy array into a Java array that exists."""

        def assign() -> Any:
            target[:] = array
            return target

        return {"slice": assign}

    @abstractmethod
    def list_to_python(self, strings: Any) -> Ways:
        """Make a list of ``str`` of a ``List<String>``."""

    @abstractmethod
    def dict_to_java(self, numbers: dict[str, int]) -> Ways:
        """Make a ``Map`` of a dict."""

    @abstractmethod
    def map_to_dict(self) -> Mapping[str, Callable[[Any], dict[str, int]]]:
        """Make a dict of str to int of a ``Map``."""
