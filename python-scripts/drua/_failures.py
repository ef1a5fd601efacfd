"""What becomes of an exception that leaves a routine."""

from __future__ import annotations

from ._errors import RoutineExitError

__all__ = ["EXITS", "drop_frames", "exit_error"]

EXITS = (SystemExit, KeyboardInterrupt, GeneratorExit)
"""Exceptions that mean to end more than the routine."""


def exit_error(routine: str, error: BaseException) -> RoutineExitError:
    """Return the ordinary error for one of `EXITS`, whose frames are cleared; raise it from that one."""
    drop_frames(error)
    call = f"for {type(error).__name__}"
    if isinstance(error, SystemExit):
        call = f"sys.exit({'' if error.code is None else repr(error.code)})"
    return RoutineExitError(
        f"routine '{routine}' called {call}",
        hint="end a routine with 'return'; raise an exception to report a failure",
    )


def drop_frames(error: BaseException | None) -> None:
    """Clear the local variables of ended frames, which would keep images alive with the exception."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        entry = error.__traceback__
        while entry is not None:
            try:
                entry.tb_frame.clear()
            except RuntimeError:
                # A frame that still runs; it drops its variables by itself.
                pass
            entry = entry.tb_next
        error = error.__cause__ or error.__context__
