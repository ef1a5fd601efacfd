"""jpy: Java starts Python, and Python calls Java through the module ``jpy``."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import jpy
import numpy as np

from bridges.base import Bridge, Ways

ELEMENTS = {"shorts": ("short", np.int16), "doubles": ("double", np.float64)}


class Jpy(Bridge):
    """jpy's own classes and conversions."""

    name = "jpy"

    def java_class(self, name: str) -> Any:
        """Find a Java class."""
        return jpy.get_type(name)

    def measure_lambda(self, successor: Callable[[int], int]) -> None:
        """Call it by ``PyObject``, and through a proxy: a lambda alone becomes no interface."""
        jpy.get_type("benches.JpyBench").measure(SimpleNamespace(applyAsInt=successor))

    def to_python(self, array: Any, kind: str) -> Ways:
        """Use the buffer, a copy made once for each Python object that stands for the array: hence a new one."""
        _, element = ELEMENTS[kind]
        again = getattr(self.payloads, kind + "Back")
        return {
            "frombuffer": lambda: np.frombuffer(again(array), element),
            "np.array": lambda: np.array(again(array), element),
        }

    def to_java(self, array: np.ndarray[Any, Any], kind: str) -> Ways:
        """Use ``jpy.array``."""
        name, _ = ELEMENTS[kind]
        return {"jpy.array": lambda: jpy.array(name, array)}

    def into_java(self, array: np.ndarray[Any, Any], target: Any, kind: str) -> Ways:
        """Write into the array's buffer, copied in and, at the object's end, out; slices can't be assigned."""
        again = getattr(self.payloads, kind + "Back")

        def read_into() -> Any:
            io.BytesIO(array.data).readinto(again(target))
            return target

        return {"buffer": read_into}

    def list_to_python(self, strings: Any) -> Ways:
        """Iterate over an array, whose elements are ``str`` already, or get each; lists are not iterable."""
        return {
            "array": lambda: list(strings.toArray()),
            "get": lambda: [strings.get(i) for i in range(strings.size())],
        }

    def dict_to_java(self, numbers: dict[str, int]) -> Ways:
        """Put each."""
        hash_map = jpy.get_type("java.util.HashMap")

        def put() -> Any:
            made = hash_map()
            for key, value in numbers.items():
                made.put(key, value)
            return made

        return {"put": put}

    def map_to_dict(self) -> Mapping[str, Callable[[Any], dict[str, int]]]:
        """Iterate over arrays of keys and values, which are Python's already; sets are not iterable."""
        return {
            "arrays": lambda numbers: dict(zip(numbers.keySet().toArray(), numbers.values().toArray(), strict=True))
        }


BRIDGE = Jpy
