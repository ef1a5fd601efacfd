"""What Python does at its end, short of ending: the interpreter outlives it under a JVM."""

from __future__ import annotations

import contextlib
import sys

__all__ = ["run"]


def run() -> None:
    """Stop executors, join the threads that a program would wait for, run ``atexit`` functions, flush.

    ``threading._shutdown`` can't do this: called on another thread than the interpreter's first, it waits for that
    one, which never ends here. Blocks until the threads have ended; the caller bounds the wait.
    """
    threading = sys.modules.get("threading")
    if threading is not None:
        for stop in reversed(list(getattr(threading, "_threading_atexits", ()))):
            with contextlib.suppress(Exception):
                stop()
        waits_for_nobody = (threading.main_thread(), threading.current_thread())
        for thread in threading.enumerate():
            dummy = isinstance(thread, threading._DummyThread)
            if not (thread.daemon or dummy or thread in waits_for_nobody):
                thread.join()
    import atexit

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
