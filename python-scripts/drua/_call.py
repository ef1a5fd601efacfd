"""What a running routine says to the host, and hears from it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ._errors import Cancelled

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["cancelled", "core_or_none", "progress"]


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
