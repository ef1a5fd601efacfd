"""The types of JPype, for ``from jpype.types import *``."""

from ._arrays import JArray
from ._classes import JClass, JException, JObject, JString
from ._primitives import JBoolean, JByte, JChar, JDouble, JFloat, JInt, JLong, JShort

__all__ = [
    "JArray",
    "JBoolean",
    "JByte",
    "JChar",
    "JClass",
    "JDouble",
    "JException",
    "JFloat",
    "JInt",
    "JLong",
    "JObject",
    "JShort",
    "JString",
]
