"""To Java: what Python values become."""

import imagej
import numpy as np
from scyjava import is_jarray, jarray, jimport, to_java

ij = imagej.init()

planets = ij.py.to_java(["Mercury", "Venus", "Earth"])
print(f"a list: {planets.getClass().getName()} {planets}")
assert planets.getClass().getName() == "java.util.ArrayList"
assert planets.get(1) == "Venus"
assert planets.indexOf("Earth") == 2

masses = ij.py.to_java({"Earth": 1.0, "Jupiter": 317.8})
assert masses.getClass().getName() == "java.util.LinkedHashMap"
assert abs(masses.get("Jupiter") - 317.8) < 1e-4

unique = ij.py.to_java({1, 2, 3})
assert unique.size() == 3

nested = ij.py.to_java({"cells": [1, 2, {"depth": 3}], "none": None})
assert nested.get("cells").get(2).get("depth") == 3
assert nested.containsKey("none")

# Numbers take the smallest type that fits, or the one that is asked for.
sizes = [to_java(5), to_java(2**40), to_java(2**80), to_java(5, type="long"), to_java(5, type="byte")]
names = [size.getClass().getSimpleName() for size in sizes]
print(f"integers: {', '.join(names)}")
assert names == ["Integer", "Long", "BigInteger", "Long", "Byte"]
assert to_java(1.5, type="double").getClass().getSimpleName() == "Double"

# Arrays of Java.
ints = jarray("i", 4)
ints[2] = 7
assert is_jarray(ints) and list(ints) == [0, 0, 7, 0]
grid = jarray("d", [2, 3])
assert len(grid) == 2 and len(grid[0]) == 3
Arrays = jimport("java.util.Arrays")
words = jarray(jimport("java.lang.String"), 2)
words[0], words[1] = "slow", "fast"
assert Arrays.asList(words).contains("fast")

arguments = ij.py.jargs("sigma", 2, True)
assert is_jarray(arguments) and len(arguments) == 3

# A NumPy array becomes an ImgLib2 image: x comes first there.
image = ij.py.to_java(np.zeros((20, 30), np.uint16))
print(f"an array of 20 rows and 30 columns: {image.shape} in Java, {ij.py.dtype(image)}")
assert image.shape == (30, 20)
assert ij.py.dtype(image) == np.uint16
