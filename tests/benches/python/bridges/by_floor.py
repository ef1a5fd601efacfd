"""The floor: the built-in module ``floor`` of ``native/floor.c``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import floor
import numpy as np

from bridges.base import Bridge, Ways


class Floor(Bridge):
    """JNI by hand: one C function for each thing that is done."""

    name = "floor"

    def java_class(self, name: str) -> Any:
        """Refuse: the floor knows no classes."""
        raise LookupError(f"the floor has no Java classes, {name} was asked for")

    @property
    def payloads(self) -> Any:
        """Stand in for the class: arrays are made and checked by C functions, which know one array of each kind."""
        return SimpleNamespace(
            shorts=floor.make_shorts,
            doubles=floor.make_doubles,
            noShorts=floor.make_no_shorts,
            noDoubles=floor.make_no_doubles,
            isShorts=floor.is_shorts,
            isDoubles=floor.is_doubles,
        )

    def twice(self) -> Callable[[int], int]:
        """Give the C function that calls the static method."""
        function: Callable[[int], int] = floor.twice
        return function

    def plus(self) -> Callable[[int], int]:
        """Give the C function that calls the instance method."""
        function: Callable[[int], int] = floor.plus
        return function

    def owners(self) -> tuple[Any, Any]:
        """Give the module: its dictionary is the cheapest look-up."""
        return floor, floor

    def set_first(self, array: Any, kind: str, value: float) -> None:
        """Change it by C."""
        getattr(floor, f"set_first_{kind}")(value)

    def to_python(self, array: Any, kind: str) -> Ways:
        """Copy into a new array."""
        return {"region": getattr(floor, f"{kind}_to_python")}

    def to_java(self, array: np.ndarray[Any, Any], kind: str) -> Ways:
        """Copy into a new array."""
        function = getattr(floor, f"{kind}_to_java")
        return {"region": lambda: function(array)}

    def into_java(self, array: np.ndarray[Any, Any], target: Any, kind: str) -> Ways:
        """Copy into the array that C knows."""
        function = getattr(floor, f"{kind}_into_java")
        return {"region": lambda: function(array)}

    def list_to_python(self, strings: Any) -> Ways:
        """Nothing: that is no floor's matter."""
        return {}

    def dict_to_java(self, numbers: dict[str, int]) -> Ways:
        """Nothing: that is no floor's matter."""
        return {}

    def map_to_dict(self) -> Mapping[str, Callable[[Any], dict[str, int]]]:
        """Nothing: that is no floor's matter."""
        return {}


BRIDGE = Floor
