"""Drua: ``drua.java``, in the Python that Drua runs in the JVM."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from drua.java import array as java_array
from drua.java import jimport, to_java, to_python

from bridges.base import Bridge, Ways

ELEMENTS = {"shorts": "short", "doubles": "double"}


class Drua(Bridge):
    """Drua's own classes and conversions."""

    name = "drua"

    def java_class(self, name: str) -> Any:
        """Find a Java class."""
        return jimport(name)

    def to_python(self, array: Any, kind: str) -> Ways:
        """Ask NumPy, or ``to_python``."""
        return {
            "np.array": lambda: np.array(array),
            "np.asarray": lambda: np.asarray(array),
            "to_python": lambda: to_python(array),
        }

    def to_java(self, array: np.ndarray[Any, Any], kind: str) -> Ways:
        """Use ``array``, or an ndarray where an array is a parameter's type."""
        element = ELEMENTS[kind]
        back = getattr(self.payloads, kind + "Back")
        return {"array": lambda: java_array(element, array), "argument-and-back": lambda: back(array)}

    def list_to_python(self, strings: Any) -> Ways:
        """Use ``to_python``, or iterate and make each a ``str``."""
        return {
            "to_python": lambda: to_python(strings),
            "str": lambda: [str(s) for s in strings],
        }

    def dict_to_java(self, numbers: dict[str, int]) -> Ways:
        """Use ``to_java``, or a dict where a map is a parameter's type."""
        hash_map = jimport("java.util.HashMap")
        return {"to_java": lambda: to_java(numbers), "constructor": lambda: hash_map(numbers)}

    def map_to_dict(self) -> Mapping[str, Callable[[Any], dict[str, int]]]:
        """Use ``to_python``."""
        return {"to_python": to_python}


BRIDGE = Drua
