"""Connecting the interpreter to its host. Runs while the host starts: nothing heavy is imported here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from ._errors import ForbiddenCallError
from ._streams import GuestStream, HostInput, HostOutput

__all__ = ["attach"]

_attached = False

# Calls of Python functions by C functions take up to 3 KB of stack each, and threads for routines have 16 MB of it.
_DEEPEST_RECURSION = 5000

# What ends or splits the whole process, and what to do instead.
_FORBIDDEN = {
    "fork": "use subprocess, or multiprocessing with its default start method here ('spawn')",
    "forkpty": "use subprocess",
    "_exit": "raise an exception to end the routine",
    "abort": "raise an exception to end the routine",
    "execv": "use subprocess.run(...)",
    "execve": "use subprocess.run(...)",
}

# Signals of these end the host when they go to its own process.
_END_ITSELF = "raise an exception to end the routine"


class _JavaImports:
    """Stands behind all other finders until the first import that they don't know, which may be one of Java's."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """Let the real finder take this one's place, where the host has Java."""
        if not sys.modules["drua._core"].java_available():
            return None
        from .java import _importer

        sys.meta_path.remove(self)
        return _importer.install().find_spec(fullname, path, target)


def attach() -> None:
    """Redirect streams, guard process functions, and wait for `logging` and `multiprocessing`.

    An interpreter that was running before, such as one that started the host itself, keeps its own ways outside of
    routines, and its process functions.
    """
    global _attached
    if _attached:
        return
    _attached = True
    core = sys.modules["drua._core"]
    sys.meta_path.append(_JavaImports())
    if sys.orig_argv:
        # Only a program named python has a command line of its own; an embedded one has none.
        for name, host in (("stdout", HostOutput(core, 1)), ("stderr", HostOutput(core, 2)), ("stdin", HostInput())):
            setattr(sys, name, GuestStream(getattr(sys, name), host))
        return
    sys.stdout = HostOutput(core, 1)
    sys.stderr = HostOutput(core, 2)
    sys.stdin = HostInput()
    # faulthandler, site and some libraries fall back to these; the files behind them are the host's own.
    sys.__stdout__, sys.__stderr__, sys.__stdin__ = sys.stdout, sys.stderr, sys.stdin  # type: ignore[misc,assignment]
    _guard_process()
    if sys.version_info < (3, 12):
        _bound_recursion(core)
    waiting: dict[str, Callable[[Any], None]] = {
        "logging": lambda module: _attach_logging(module, core),
        "multiprocessing": _prefer_spawn,
        "matplotlib": _prefer_drawing_in_memory,
    }
    for name, action in list(waiting.items()):
        if name in sys.modules:
            action(sys.modules[name])
            del waiting[name]
    if waiting:
        sys.meta_path.insert(0, _AfterImport(waiting))


def _guard_process() -> None:
    posix = sys.modules.get("posix") or sys.modules.get("nt")
    for name, hint in _FORBIDDEN.items():
        for module in (os, posix):
            if module is not None and hasattr(module, name):
                setattr(module, name, _refusal(f"os.{name}", hint))
    _guard_signals(posix)
    import faulthandler

    # The JVM raises and handles segmentation faults in its ordinary work; this would end it at the first one.
    faulthandler.enable = _refusal("faulthandler.enable", "errors reach the host without it")


def _guard_signals(posix: Any) -> None:
    """Let signals go to other processes only; signal 0 asks whether a process lives, and changes nothing."""
    # Without Python's own handlers nothing has imported it yet; the type checkers don't know it.
    _signal: Any = __import__("_signal")

    def guarded(module: Any, name: str, is_own: Callable[[int], bool]) -> None:
        original = getattr(module, name, None)
        if original is None:
            return
        refuse = _refusal(f"{'os' if module is posix else 'signal'}.{name}", _END_ITSELF)

        def send(target: int, number: int, /) -> None:
            if number != 0 and is_own(target):
                refuse()
            original(target, number)

        send.__name__ = send.__qualname__ = name
        for place in (module, os if module is posix else sys.modules.get("signal")):
            if place is not None and hasattr(place, name):
                setattr(place, name, send)

    own_group = getattr(os, "getpgrp", lambda: -1)
    guarded(posix, "kill", lambda target: target in (os.getpid(), 0, -1, -own_group()))
    guarded(posix, "killpg", lambda target: target in (0, own_group()))
    guarded(_signal, "pthread_kill", lambda target: True)
    python_signal: Any = sys.modules.get("signal")
    for module in (_signal, python_signal):
        if hasattr(module, "raise_signal"):
            module.raise_signal = _refusal("signal.raise_signal", _END_ITSELF)


def _bound_recursion(core: Any) -> None:
    """Keep the limit of recursion where it comes before the end of the stack, which would end the host.

    From Python 3.12 on, recursion through C has a limit of its own.
    """
    set_limit = sys.setrecursionlimit

    def setrecursionlimit(limit: int, /) -> None:
        if isinstance(limit, int) and limit > _DEEPEST_RECURSION:
            text = f"the recursion limit stays at {_DEEPEST_RECURSION}, as deeper recursion would end the program"
            core.log(30, f"{text}; use a loop, or Python 3.12")
            limit = _DEEPEST_RECURSION
        set_limit(limit)

    sys.setrecursionlimit = setrecursionlimit


def _refusal(name: str, hint: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise ForbiddenCallError(
            f"{name}() is not possible here: it would take down the whole program that this interpreter is embedded in",
            hint=hint,
        )

    refuse.__name__ = refuse.__qualname__ = name.rpartition(".")[2]
    return refuse


class _AfterImport:
    """An import hook that finds nothing itself, and acts after some modules were imported."""

    def __init__(self, actions: dict[str, Callable[[Any], None]]) -> None:
        self._actions = actions

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Return the spec that the other finders give, with the action behind its execution."""
        action = self._actions.pop(name, None)
        if action is None:
            return None
        for finder in list(sys.meta_path):
            if finder is self:
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                # A class is the one loader of all built-in or frozen modules: it must stay as it is.
                if spec.loader is not None and not isinstance(spec.loader, type):
                    _act_after(spec.loader, action)
                return spec
        return None


def _act_after(loader: Any, action: Callable[[Any], None]) -> None:
    execute = loader.exec_module

    def exec_module(module: Any) -> None:
        del loader.exec_module
        execute(module)
        action(module)

    loader.exec_module = exec_module


def _prefer_spawn(module: Any) -> None:
    """Make ``spawn`` the default: a forked copy of the host would be lost. Spawned ones find routine files."""
    module.context._default_context._default_context = module.get_context("spawn")
    from multiprocessing import spawn

    prepare = spawn.get_preparation_data

    def get_preparation_data(name: str) -> dict[str, Any]:
        data = prepare(name)
        if "init_main_from_name" not in data and "init_main_from_path" not in data:
            from . import _child

            data["init_main_from_name"] = _child.__name__
            data["sys_argv"] = [*data["sys_argv"], *_child.arguments()]
        return data

    spawn.get_preparation_data = get_preparation_data


def _prefer_drawing_in_memory(module: Any) -> None:
    """Keep pyplot from opening windows of its own, whose event loop would fight with the host's."""
    module.use("agg")


def _attach_logging(logging: Any, core: Any) -> None:
    """Send what reaches the root logger to the host, whatever ``basicConfig`` is called with."""

    class HostHandler(logging.Handler):  # type: ignore[misc]
        def emit(self, record: Any) -> None:
            try:
                text = self.format(record)
                if not text.isascii():
                    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
                core.log(max(0, min(record.levelno, 2550)), text)
            except Exception:
                self.handleError(record)

    handler = HostHandler()
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    configure = logging.basicConfig

    def basic_config(**options: Any) -> None:
        # Its settings are taken over; the console handler that it would add is what is attached already.
        root.removeHandler(handler)
        before = list(root.handlers)
        try:
            configure(**options)
        finally:
            for added in [item for item in root.handlers if item not in before]:
                if type(added) is logging.StreamHandler and isinstance(added.stream, HostOutput):
                    if "format" in options:
                        handler.setFormatter(added.formatter)
                    root.removeHandler(added)
            root.addHandler(handler)

    logging.basicConfig = basic_config
