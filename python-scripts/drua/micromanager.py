"""Micro-Manager's Core and Studio, for routines that steer the microscope.

>>> from drua import Image, processor
>>> from drua.micromanager import core
>>> @processor(calls_java=True)
... def expose_less(image: Image) -> None:
...     if image.max() == 65535:
...         core.setExposure(core.getExposure() / 2)

Methods have their Java names. Numbers, texts, truth values and lists of them travel as values; arrays of numbers
come as read-only NumPy arrays (copies; 16-bit ones are taken for pixels, so they have no sign); any other object
comes back as a `HostObject`, whose methods can be called in turn. Of several Java methods with one name the nearest is
called: a float is a ``double`` first, an int a ``long``. A routine that calls Java is given a copied frame: say
``calls_java=True``, so that it is one from the first frame on. In live view such a call may wait for the window's own
thread, which waits for the routine for a bounded time only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ._errors import DruaError

if TYPE_CHECKING:
    core: HostObject
    studio: HostObject

__all__ = ["HostObject", "core", "studio"]

_offered: dict[str, HostObject] = {}


class HostObject:
    """A Java object of the host program. Its attributes are its methods.

    Parameters
    ----------
    function
        The host's function that takes a method's name and arguments.
    """

    __slots__ = ("_function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the method of that name; whether there is one is known when it is called."""
        if name.startswith("__"):
            raise AttributeError(name)
        function = self._function

        def method(*arguments: object) -> Any:
            return _wrap(function(name, *map(_bare, arguments)))

        method.__name__ = name
        return method

    def __repr__(self) -> str:
        """Java's class."""
        return f"<HostObject {self._function()}>"


def _bare(value: object) -> object:
    return value._function if isinstance(value, HostObject) else value


def _wrap(value: Any) -> Any:
    if isinstance(value, tuple) and len(value) == 2 and value[0] == "drua.Numbers":
        import numpy as np

        return np.frombuffer(value[1]["bytes"], value[1]["dtype"])
    if isinstance(value, list):
        return [_wrap(item) for item in value]
    if isinstance(value, dict):
        return {key: _wrap(item) for key, item in value.items()}
    return HostObject(value) if type(value).__name__ == "HostFunction" else value


def _offer(name: str, function: Callable[..., Any]) -> None:
    """Make a host object known; called by the host when it starts Python."""
    _offered[name] = HostObject(function)


def __getattr__(name: str) -> HostObject:
    if name in _offered:
        return _offered[name]
    if name in ("core", "studio"):
        raise DruaError(
            f"drua.micromanager.{name}: there is no Micro-Manager in this process",
            hint="run the routine as a processor in Micro-Manager",
        )
    raise AttributeError(f"module 'drua.micromanager' has no attribute {name!r}")
