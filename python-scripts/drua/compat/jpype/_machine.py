"""Starting and ending a JVM, which is not for a guest to do; and what there is to know about it."""

from __future__ import annotations

import glob
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import drua.java
from drua import DruaError

from ._classes import java_type

__all__ = [
    "JVMNotFoundException",
    "JVMNotSupportedException",
    "addClassPath",
    "attachThreadToJVM",
    "detachThreadFromJVM",
    "getClassPath",
    "getDefaultJVMPath",
    "getJVMVersion",
    "isJVMStarted",
    "isThreadAttachedToJVM",
    "onJVMStart",
    "setupGuiEnvironment",
    "shutdownGuiEnvironment",
    "shutdownJVM",
    "startJVM",
    "synchronized",
]

_logger = logging.getLogger("drua")
_added: list[str] = []


class JVMNotFoundException(ValueError):
    """Never raised here: there is a JVM."""


class JVMNotSupportedException(ValueError):
    """Never raised here: there is a JVM."""


def isJVMStarted() -> bool:
    """Return True."""
    return True


def startJVM(*arguments: str, classpath: Any = None, **options: Any) -> None:
    """Keep the JVM that runs. A class path is added to it, all other settings are ignored with one log line."""
    entries = [classpath] if isinstance(classpath, (str, os.PathLike)) else list(classpath or ())
    for entry in entries:
        for part in str(entry).split(os.pathsep):
            addClassPath(part)
    ignored = [str(argument) for argument in arguments]
    _logger.info(
        "jpype.startJVM() uses the Java that runs already%s", f"; not applied: {' '.join(ignored)}" if ignored else ""
    )


def shutdownJVM() -> None:
    """Do nothing: the JVM is the program that the script runs in."""
    _logger.info("jpype.shutdownJVM() does nothing here: this Java is the program that the script runs in")


def onJVMStart(function: Callable[[], Any]) -> Callable[[], Any]:
    """Call a function now, as Java has started."""
    function()
    return function


def getJVMVersion() -> tuple[int, ...]:
    """Return the version of the Java that runs, such as ``(17, 0, 9)``."""
    text = str(java_type("java.lang.System").getProperty("java.version"))
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[-+_]", text)[0]))


def getDefaultJVMPath() -> str:
    """Return the library of the Java that runs."""
    home = Path(str(java_type("java.lang.System").getProperty("java.home")))
    names = {"win32": "jvm.dll", "darwin": "libjvm.dylib"}
    name = names.get(sys.platform, "libjvm.so")
    for folder in ("lib/server", "bin/server", "lib", "lib/amd64/server", "bin"):
        if (home / folder / name).is_file():
            return str(home / folder / name)
    raise JVMNotFoundException(f"no {name} in {home}")


def addClassPath(path: Any) -> None:
    """Make the classes of a jar, a folder or ``folder/*`` known to Python code; Java code doesn't see them.

    Parameters
    ----------
    path
        A name, with ``*`` for all jars of a folder. Relative ones begin at the current folder.
    """
    for one in _expanded(str(path)):
        if one not in _added:
            drua.java.add_path(one)
            _added.append(one)


def _expanded(path: str) -> Iterable[str]:
    path = os.path.abspath(path)
    if path.endswith("*"):
        return sorted(glob.glob(path + ("" if path.endswith(".jar") else ".jar")))
    return [path]


def getClassPath(env: bool = True) -> str:
    """Return the class path of Java, with what was added."""
    own = str(java_type("java.lang.System").getProperty("java.class.path")) if env else ""
    return os.pathsep.join(part for part in (own, *_added) if part)


def attachThreadToJVM() -> None:
    """Do nothing: threads are attached when they call Java."""


def detachThreadFromJVM() -> None:
    """Do nothing: a thread is detached when it ends."""


def isThreadAttachedToJVM() -> bool:
    """Return True: each thread may call Java."""
    return True


def setupGuiEnvironment(callback: Callable[[], Any]) -> None:
    """Call the function: the host's event loop runs already."""
    callback()


def shutdownGuiEnvironment() -> None:
    """Do nothing: the event loop belongs to the host."""


def synchronized(monitor: object) -> NoReturn:
    """Refuse: the monitor of a Java object can't be held from Python.

    Raises
    ------
    drua.DruaError
        Always.
    """
    raise DruaError(
        "a Python thread can't hold the monitor of a Java object here",
        hint="use a threading.Lock among Python threads, or a java.util.concurrent.locks.Lock that Java shares",
    )
