"""JPype: Python starts the JVM."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import jpype
import numpy as np

from bridges.base import Bridge, Ways

ELEMENTS = {"shorts": jpype.JShort, "doubles": jpype.JDouble}


class Jpype(Bridge):
    """JPype's own classes and conversions."""

    name = "jpype"

    def __init__(self) -> None:
        """Start the JVM with the options on the command line."""
        jpype.startJVM(*sys.argv[3:])

    def java_class(self, name: str) -> Any:
        """Find a Java class."""
        return jpype.JClass(name)

    def to_python(self, array: Any, kind: str) -> Ways:
        """Use ``np.array``, or the array's buffer: a copy that can't be written."""
        return {
            "np.array": lambda: np.array(array),
            "np.asarray": lambda: np.asarray(array),
            "memoryview": lambda: np.asarray(memoryview(array)),
            "slice": lambda: np.array(array[:]),
        }

    def to_java(self, array: np.ndarray[Any, Any], kind: str) -> Ways:
        """Use ``JArray.of``, the array type's constructor, or an ndarray where an array is a parameter's type."""
        element = ELEMENTS[kind]
        constructor = jpype.JArray(element)
        back = getattr(self.payloads, kind + "Back")
        return {
            "JArray.of": lambda: jpype.JArray.of(array),
            "JArray.of-typed": lambda: jpype.JArray.of(array, element),
            "constructor": lambda: constructor(array),
            "argument-and-back": lambda: back(array),
        }

    def list_to_python(self, strings: Any) -> Ways:
        """Iterate, and make each a ``str``."""
        return {"str": lambda: [str(s) for s in strings], "str-of-array": lambda: [str(s) for s in strings.toArray()]}

    def dict_to_java(self, numbers: dict[str, int]) -> Ways:
        """Put each, or let the constructor of ``HashMap`` convert."""
        hash_map = jpype.JClass("java.util.HashMap")

        def put() -> Any:
            made = hash_map()
            for key, value in numbers.items():
                made.put(key, value)
            return made

        return {"put": put, "constructor": lambda: hash_map(numbers)}

    def map_to_dict(self) -> Mapping[str, Callable[[Any], dict[str, int]]]:
        """Iterate over the entries, or over arrays of keys and values."""
        return {
            "entries": lambda numbers: {str(entry.getKey()): int(entry.getValue()) for entry in numbers.entrySet()},
            "arrays": lambda numbers: dict(
                zip(map(str, numbers.keySet().toArray()), map(int, numbers.values().toArray()), strict=True)
            ),
        }


BRIDGE = Jpype
