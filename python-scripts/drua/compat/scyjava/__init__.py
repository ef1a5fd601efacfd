"""The names of scyjava on the Java that is running already, for where the package itself isn't installed.

`jimport`, `to_java` and `to_python` are thin over `drua.java`. Converters that a script adds are asked first.
Three things are other than in the package: a float becomes a ``Double`` (a ``Float`` only with ``type="float"``), Java
collections are live Python collections themselves, and a Java ``Character`` becomes a `str`.
"""

from __future__ import annotations

from . import config
from ._convert import (
    Converter,
    Priority,
    add_java_converter,
    add_py_converter,
    java_converters,
    py_converters,
    to_java,
    to_python,
)
from ._jvm import (
    available_processors,
    gc,
    get_version,
    is_awt_initialized,
    is_jvm_headless,
    is_version_at_least,
    jvm_started,
    jvm_version,
    memory_max,
    memory_total,
    memory_used,
    shutdown_jvm,
    start_jvm,
    when_jvm_starts,
    when_jvm_stops,
)
from ._types import (
    JavaClasses,
    is_arraylike,
    is_jarray,
    is_jboolean,
    is_jbyte,
    is_jcharacter,
    is_jdouble,
    is_jfloat,
    is_jinteger,
    is_jlong,
    is_jshort,
    is_memoryarraylike,
    is_xarraylike,
    isjava,
    jarray,
    jclass,
    jimport,
    jinstance,
    jstacktrace,
)

__version__ = "1.12.5"

__all__ = [
    "Converter",
    "JavaClasses",
    "Priority",
    "add_java_converter",
    "add_py_converter",
    "available_processors",
    "config",
    "gc",
    "get_version",
    "is_arraylike",
    "is_awt_initialized",
    "is_jarray",
    "is_jboolean",
    "is_jbyte",
    "is_jcharacter",
    "is_jdouble",
    "is_jfloat",
    "is_jinteger",
    "is_jlong",
    "is_jshort",
    "is_jvm_headless",
    "is_memoryarraylike",
    "is_version_at_least",
    "is_xarraylike",
    "isjava",
    "jarray",
    "java_converters",
    "jclass",
    "jimport",
    "jinstance",
    "jstacktrace",
    "jvm_started",
    "jvm_version",
    "memory_max",
    "memory_total",
    "memory_used",
    "py_converters",
    "shutdown_jvm",
    "start_jvm",
    "to_java",
    "to_python",
    "when_jvm_starts",
    "when_jvm_stops",
]
