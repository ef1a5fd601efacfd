"""TYPED values of the wire format: names on the way in, wrappers on the way out."""

from __future__ import annotations

from typing import Any

__all__ = ["Wire", "bare", "from_wire", "standard"]


class Wire:
    """A value that travels under a type name although its class would travel bare."""

    __slots__ = ("name", "value")

    def __init__(self, name: str, value: object) -> None:
        self.name = name
        self.value = value

    def __repr__(self) -> str:
        """Type name and the value's type."""
        return f"Wire({self.name}, {type(self.value).__name__})"

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name and value."""
        return self.name, self.value


def standard(name: str, value: Any) -> object:
    """Make the value of Python's own library for a TYPED value; unknown names give the pair as it is."""
    if name == "set":
        try:
            return set(value)
        except TypeError:
            # What Python's sets can't hold, such as lists.
            return value
    if name.startswith("datetime."):
        import datetime

        if name == "datetime.timedelta":
            return datetime.timedelta(*value)
        kind: Any = getattr(datetime, name.partition(".")[2])
        return kind.fromisoformat(value)
    if name == "decimal.Decimal":
        from decimal import Decimal

        return Decimal(value)
    if name == "uuid.UUID":
        from uuid import UUID

        return UUID(value)
    if name == "pathlib.Path":
        from pathlib import Path

        return Path(value)
    return name, value


def bare(value: object) -> Any:
    """Return the value of a TYPED value, which the core decodes to a tuple of name and value."""
    if isinstance(value, tuple) and len(value) == 2 and str(value[0]).startswith("drua."):
        return value[1]
    return value


def from_wire(name: str, value: Any) -> object:
    """Make the Python object for a TYPED value; unknown names give the bare value."""
    if name in ("drua.Rois", "drua.Roi"):
        from .rois import Roi, Rois

        several = isinstance(value, list) and len(value) != 1
        return Rois.from_wire(value) if several else Roi.from_wire(value)
    if name == "drua.Points":
        from .rois import Points

        return Points.from_wire(value)
    if name == "drua.Table":
        from ._results import Table

        return Table.from_wire(value)
    if name == "drua.Labels":
        from ._image import Labels

        return value.view(Labels)
    if name == "drua.Figure":
        from ._results import Figure

        return Figure(value["rgba"])
    if name == "drua.Results":
        from ._results import Several

        return Several(*value)
    return value
