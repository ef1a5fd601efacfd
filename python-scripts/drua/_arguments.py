"""Parameters by name, as the host gives them: checked and converted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ._errors import ParameterError

if TYPE_CHECKING:
    from ._signature import Parameter

__all__ = ["Arguments"]


class Arguments:
    """What a routine takes by name.

    Parameters
    ----------
    parameters
        Those of its signature.

    Attributes
    ----------
    required
        Those without a default.
    """

    def __init__(self, parameters: tuple[Parameter, ...]) -> None:
        self._parameters = {parameter.name: parameter for parameter in parameters}
        self._folded = {name.lower(): name for name in self._parameters}
        self.required = tuple(parameter for parameter in parameters if parameter.required)

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Check and convert values, whatever the case of their names; the result has the names of the signature.

        Raises
        ------
        drua.ParameterError
            Unknown, missing, of the wrong type, out of range or no valid choice.
        """
        values: dict[str, Any] = {}
        for key, value in given.items():
            name = key if key in self._parameters else self._folded.get(key.lower())
            if name is None:
                raise self._unknown(key)
            if name in values:
                raise ParameterError(name, "one value", f"two, as '{name}' and '{key}'")
            parameter = self._parameters[name]
            try:
                values[name] = parameter.kind.value(name, value)
            except ParameterError as error:
                error.hint = parameter.example
                raise
        for parameter in self.required:
            if parameter.name not in values:
                raise ParameterError(
                    parameter.name, parameter.kind.words, "nothing", hint="it has no default: give it a value"
                )
        return values

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Return each value as text, defaults included. `values` are converted ones."""
        return {
            name: str(parameter.kind.show(value)) if value is not None else "none"
            for name, parameter in self._parameters.items()
            for value in (values.get(name, parameter.default),)
        }

    def _unknown(self, given: str) -> ParameterError:
        import difflib

        near = difflib.get_close_matches(given.lower(), self._folded, n=1)
        known = ", ".join(self._parameters) or "no parameters"
        hint = f"did you mean '{self._folded[near[0]]}'?" if near else None
        return ParameterError(given, f"one of {known}", "an unknown name", hint=hint)
