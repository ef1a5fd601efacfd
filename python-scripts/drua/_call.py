"""What a running routine says to the host, and hears from it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ._errors import Cancelled
from ._here import threads

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["cancelled", "core_or_none", "progress", "record"]


def core_or_none() -> ModuleType | None:
    """Return ``drua._core`` inside a host, None outside."""
    return sys.modules.get("drua._core")


def cancelled() -> bool:
    """Say whether the user asked this call to stop. Outside a host: False.

    Long calls into compiled code can't be interrupted; ask between them.
    """
    core = core_or_none()
    return bool(core.cancelled()) if core is not None else False


def progress(fraction: float | None, message: str = "") -> None:
    """Report how far this call is. Outside a host it does nothing.

    Parameters
    ----------
    fraction
        Share of the work that is done, 0 to 1; None when it is not known.
    message
        Text beside the progress bar.

    Raises
    ------
    Cancelled
        The user asked to stop: a place to report progress is a good place to end.
    """
    core = core_or_none()
    if core is None:
        return
    # The negated comparison also sends NaN to "unknown".
    known = fraction is not None and fraction >= 0
    core.progress(min(float(fraction), 1.0) if known and fraction is not None else -1.0, message)
    if core.cancelled():
        raise Cancelled("cancelled by the user")


def record(**values: Any) -> None:
    """Add a row to the processor's table. Outside the call of a processor, and on other threads, it does nothing.

    Parameters
    ----------
    **values
        A number, text or truth value for each column; None leaves it empty.

    Raises
    ------
    TypeError
        Another kind of value.
    """
    rows = threads.here.rows
    if rows is None:
        return
    row = {name: _cell(name, value) for name, value in values.items() if value is not None}
    if row:
        rows.append(row)


def _cell(column: str, value: Any) -> bool | int | float | str:
    kind = type(value)
    if kind is float or kind is int or kind is str or kind is bool:
        plain: bool | int | float | str = value
    elif isinstance(value, str):
        plain = str.__str__(value)
    else:
        # Numbers and arrays of one number, of NumPy and the like.
        item = getattr(value, "item", None)
        plain = item() if callable(item) and getattr(value, "size", 1) == 1 else value
    if not isinstance(plain, bool | int | float | str):
        raise TypeError(f"record: '{column}': expected a number, a text, True or False, found {kind.__name__}")
    if isinstance(plain, int) and not -(2**63) <= plain < 2**63:
        return float(plain)
    return plain
