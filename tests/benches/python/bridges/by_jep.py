"""Jep: Java starts Python, and Python calls Java through the module ``jep``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jep
import numpy as np

from bridges.base import Bridge, Ways


class Jep(Bridge):
    """Jep's own classes and conversions: String, boxed numbers, ndarray and callables become the other side's."""

    name = "jep"

    def java_class(self, name: str) -> Any:
        """Find a Java class."""
        return jep.findClass(name)

    def to_python(self, array: Any, kind: str) -> Ways:
        """Use a method that returns an ``NDArray``, which Jep copies into an ndarray: an array has no buffer."""
        ndarray = jep.findClass("benches.JepBench").ndarray
        return {"NDArray": lambda: ndarray(array)}

    def to_java(self, array: np.ndarray[Any, Any], kind: str) -> Ways:
        """Use ``jarray``, or an ndarray where an array is a parameter's type."""
        take, back = getattr(self.payloads, "take" + kind.capitalize()), getattr(self.payloads, kind + "Back")

        def taken() -> Any:
            take(array)
            return self.payloads.taken()

        return {"argument": taken, "argument-and-back": lambda: back(array)}

    def into_java(self, array: np.ndarray[Any, Any], target: Any, kind: str) -> Ways:
        """Nothing: there is no way but element by element."""
        return {}

    def list_to_python(self, strings: Any) -> Ways:
        """Iterate: each is a ``str`` already."""
        return {
            "list": lambda: list(strings),
            "str": lambda: [str(s) for s in strings],
            "array": lambda: list(strings.toArray()),
        }

    def dict_to_java(self, numbers: dict[str, int]) -> Ways:
        """Put each, or let Jep convert the argument of a constructor."""
        hash_map = jep.findClass("java.util.HashMap")

        def put() -> Any:
            made = hash_map()
            for key, value in numbers.items():
                made.put(key, value)
            return made

        return {"put": put, "constructor": lambda: hash_map(numbers)}

    def map_to_dict(self) -> Mapping[str, Callable[[Any], dict[str, int]]]:
        """Iterate over the entries, or over arrays of keys and values, which are Python's already."""
        return {
            "items": lambda numbers: dict(numbers.items()),
            "arrays": lambda numbers: dict(zip(numbers.keySet().toArray(), numbers.values().toArray(), strict=True)),
        }


BRIDGE = Jep
