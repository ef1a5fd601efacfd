"""scyjava on JPype: its conversion of dicts and maps only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import jpype
import scyjava

from bridges.base import Ways
from bridges.by_jpype import Jpype


class Scyjava(Jpype):
    """scyjava's conversions in a JVM without SciJava libraries, which they don't need."""

    name = "scyjava"
    entries = 2000

    def __init__(self) -> None:
        """Start the JVM by scyjava, which registers its converters then; no Java and no jar is to be fetched."""
        scyjava.config.endpoints.clear()
        scyjava.config.set_java_constraints(fetch="never")
        scyjava.start_jvm(sys.argv[3:])

    def java_class(self, name: str) -> Any:
        """Find a Java class."""
        return jpype.JClass(name)

    def dict_to_java(self, numbers: dict[str, int]) -> Ways:
        """Use ``to_java``."""
        return {"to_java": lambda: scyjava.to_java(numbers)}

    def map_to_dict(self) -> Mapping[str, Callable[[Any], dict[str, int]]]:
        """Use ``to_python``, whose result is a view of the map, and copy that."""
        return {"to_python": lambda numbers: dict(scyjava.to_python(numbers))}


BRIDGE = Scyjava
