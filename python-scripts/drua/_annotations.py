"""`Range`, and the constraints of other libraries that mean the same."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["Constraints", "Range"]


class Range:
    """Limits of a numeric parameter, both inclusive, for ``Annotated[float, Range(1, 200)]``.

    Parameters
    ----------
    minimum, maximum
        Limits; None for none.
    step
        Step of the dialog's slider or spinner.
    unit
        Unit shown beside the field, such as ``"pixel"``.
    """

    __slots__ = ("maximum", "minimum", "step", "unit")

    def __init__(
        self,
        minimum: float | None = None,
        maximum: float | None = None,
        step: float | None = None,
        unit: str | None = None,
    ) -> None:
        for name, value in (("minimum", minimum), ("maximum", maximum), ("step", step)):
            if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value != value):
                raise TypeError(f"Range: {name}: expected a number or None, found {value!r}")
        if minimum is not None and maximum is not None and minimum > maximum:
            raise ValueError(f"Range: expected minimum <= maximum, found {minimum} > {maximum}")
        if step is not None and step <= 0:
            raise ValueError(f"Range: expected a step above 0, found {step}")
        self.minimum = minimum
        self.maximum = maximum
        self.step = step
        self.unit = unit

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Range({self.minimum!r}, {self.maximum!r}, step={self.step!r}, unit={self.unit!r})"

    def __eq__(self, other: object) -> bool:
        """Compare all four fields."""
        return isinstance(other, Range) and self._fields() == other._fields()

    def __hash__(self) -> int:
        """Hash of all four fields."""
        return hash(self._fields())

    def _fields(self) -> tuple[object, ...]:
        return (self.minimum, self.maximum, self.step, self.unit)


class Constraints:
    """The sum of a parameter's annotations, whatever library they are from.

    Understood are `Range`, ``ge gt le lt multiple_of`` of ``annotated-types`` (also inside an ``Interval``),
    magicgui's option dictionaries (``min max step choices label tooltip mode``), documentation objects
    (``documentation`` of PEP 727) and plain texts as help. Others are left alone.
    """

    def __init__(self, annotations: tuple[Any, ...]) -> None:
        self.minimum: float | None = None
        self.maximum: float | None = None
        self.above: float | None = None
        self.below: float | None = None
        self.step: float | None = None
        self.unit: str | None = None
        self.label: str | None = None
        self.help: str | None = None
        self.choices: list[Any] | None = None
        self.folder = False
        for item in annotations:
            self._add(item)

    def _add(self, item: Any) -> None:
        if isinstance(item, str):
            self.help = item
        elif isinstance(item, dict):
            self._add_options(item)
        elif isinstance(item, Range):
            self._bound("minimum", item.minimum)
            self._bound("maximum", item.maximum)
            self.step = item.step if item.step is not None else self.step
            self.unit = item.unit if item.unit is not None else self.unit
        elif isinstance(item, type):
            return
        else:
            self._bound("minimum", getattr(item, "ge", None))
            self._bound("maximum", getattr(item, "le", None))
            self._bound("above", getattr(item, "gt", None))
            self._bound("below", getattr(item, "lt", None))
            self._set_step(getattr(item, "multiple_of", None))
            text = getattr(item, "documentation", None)
            if isinstance(text, str):
                self.help = text

    def _add_options(self, options: dict[str, Any]) -> None:
        self._bound("minimum", options.get("min"))
        self._bound("maximum", options.get("max"))
        self._set_step(options.get("step"))
        choices = options.get("choices")
        if isinstance(choices, list | tuple):
            # Two that read the same could not be told apart; of an empty list nothing could be chosen.
            self.choices = list({str(item): item for item in choices}.values()) or None
        if isinstance(options.get("label"), str):
            self.label = options["label"]
        if isinstance(options.get("tooltip"), str):
            self.help = options["tooltip"]
        if isinstance(options.get("unit"), str):
            self.unit = options["unit"]
        mode = options.get("mode")
        self.folder = self.folder or str(getattr(mode, "value", mode)) in ("d", "EXISTING_DIRECTORY")

    def _set_step(self, value: Any) -> None:
        if _is_number(value) and value > 0:
            self.step = value

    def _bound(self, name: str, value: Any) -> None:
        """Keep the tighter of two limits."""
        if not _is_number(value):
            return
        known = getattr(self, name)
        tighter = max if name in ("minimum", "above") else min
        setattr(self, name, value if known is None else tighter(known, value))

    def admits(self, value: float) -> bool:
        """Say whether a number keeps all limits."""
        low, high, above, below = self.minimum, self.maximum, self.above, self.below
        # Comparisons with NaN are false, so that it keeps no limit.
        return (
            (low is None or value >= low)
            and (high is None or value <= high)
            and (above is None or value > above)
            and (below is None or value < below)
        )

    def shown(self, whole: bool) -> tuple[float | None, float | None]:
        """Return the limits for a dialog; an open limit of a whole number becomes the next one."""
        low, high = self.minimum, self.maximum
        if self.above is not None:
            edge = math.floor(self.above) + 1 if whole else self.above
            low = edge if low is None else max(low, edge)
        if self.below is not None:
            edge = math.ceil(self.below) - 1 if whole else self.below
            high = edge if high is None else min(high, edge)
        return low, high

    def __str__(self) -> str:
        """Write the limits in words, empty without any."""
        parts = []
        if self.minimum is not None and self.maximum is not None:
            parts.append(f"from {self.minimum:g} to {self.maximum:g}")
        elif self.minimum is not None:
            parts.append(f"of at least {self.minimum:g}")
        elif self.maximum is not None:
            parts.append(f"of at most {self.maximum:g}")
        if self.above is not None:
            parts.append(f"above {self.above:g}")
        if self.below is not None:
            parts.append(f"below {self.below:g}")
        return " ".join(parts)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
