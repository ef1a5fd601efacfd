"""From Java: what Java objects become."""

from pathlib import Path

import imagej
import numpy as np
from scyjava import jarray, jimport, to_python

ij = imagej.init()

ArrayList = jimport("java.util.ArrayList")
values = ArrayList()
for value in (1, 2.5, "three", True):
    values.add(value)
python = ij.py.from_java(values)
print(f"a list: {list(python)}")
assert list(python) == [1, 2.5, "three", True]
assert len(python) == 4 and "three" in python

# The list is live: what Java adds is seen.
values.add("new")
assert python[4] == "new"

HashMap = jimport("java.util.HashMap")
settings = HashMap()
settings.put("radius", 3)
python = to_python(settings)
assert python["radius"] == 3 and dict(python) == {"radius": 3}

HashSet = jimport("java.util.HashSet")
names = HashSet()
names.add("goose")
names.add("duck")
assert to_python(names) == {"goose", "duck"}
assert sorted(to_python(names)) == ["duck", "goose"]

# Strings are str, numbers are int and float.
text = to_python(jimport("java.lang.String")("größe 🔬"))
assert type(text) is str and text == "größe 🔬"
assert to_python(jimport("java.lang.Integer").valueOf(12)) == 12
assert to_python(jimport("java.lang.Double").valueOf(0.25)) == 0.25
assert to_python(jimport("java.lang.Boolean").TRUE) is True
assert to_python(jimport("java.math.BigInteger")("12345678901234567890123")) == 12345678901234567890123

# Primitive arrays become NumPy arrays.
shorts = jarray("s", 3)
shorts[1] = -5
array = to_python(shorts)
print(f"a short[]: {array!r}")
assert isinstance(array, np.ndarray) and array.dtype == np.int16 and array.tolist() == [0, -5, 0]

file = jimport("java.nio.file.Paths").get("data", "cells.tif")
assert to_python(file) == Path("data/cells.tif")
print("strings, numbers, arrays and paths came over")
