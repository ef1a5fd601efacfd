"""The part of JPype's names that scripts, scyjava and imglyb use, on the Java that is running already.

Drua serves this module inside a host (ImageJ, Fiji, Micro-Manager, any Java program that embeds it). There is no JVM to
start and none to shut down. New code is better off with `drua.java`, on which all of this stands.
"""

from __future__ import annotations

from . import config, imports, types
from ._classes import JClass, JException, JObject, JString
from ._customizers import JImplementationFor
from ._machine import (
    JVMNotFoundException,
    JVMNotSupportedException,
    addClassPath,
    attachThreadToJVM,
    detachThreadFromJVM,
    getClassPath,
    getDefaultJVMPath,
    getJVMVersion,
    isJVMStarted,
    isThreadAttachedToJVM,
    onJVMStart,
    setupGuiEnvironment,
    shutdownGuiEnvironment,
    shutdownJVM,
    startJVM,
    synchronized,
)
from ._packages import JPackage, isPackage
from ._primitives import JBoolean, JByte, JChar, JDouble, JFloat, JInt, JLong, JShort
from ._proxies import JImplements, JOverride, JProxy
from .types import JArray

__version__ = "1.7.1"
__version_info__ = __version__.split(".")

__all__ = [
    "JArray",
    "JBoolean",
    "JByte",
    "JChar",
    "JClass",
    "JDouble",
    "JException",
    "JFloat",
    "JImplementationFor",
    "JImplements",
    "JInt",
    "JLong",
    "JObject",
    "JOverride",
    "JPackage",
    "JProxy",
    "JShort",
    "JString",
    "JVMNotFoundException",
    "JVMNotSupportedException",
    "addClassPath",
    "attachThreadToJVM",
    "config",
    "detachThreadFromJVM",
    "getClassPath",
    "getDefaultJVMPath",
    "getJVMVersion",
    "imports",
    "isJVMStarted",
    "isPackage",
    "isThreadAttachedToJVM",
    "java",
    "javax",
    "onJVMStart",
    "setupGuiEnvironment",
    "shutdownGuiEnvironment",
    "shutdownJVM",
    "startJVM",
    "synchronized",
    "types",
]

java = JPackage("java")
javax = JPackage("javax")
