"""Java classes: imported, constructed, called."""

import imagej
from scyjava import jclass, jimport, jinstance

ij = imagej.init()

HashMap = jimport("java.util.HashMap")
ages = HashMap()
ages.put("axon", 3)
ages.put("dendrite", 5)
print(f"a map from Java: {ages}")
assert ages.size() == 2
assert ages.get("dendrite") == 5

System = jimport("java.lang.System")
print(f"Java runs in {System.getProperty('user.dir')}")
assert System.currentTimeMillis() > 0

Math = jimport("java.lang.Math")
assert Math.max(3, 4) == 4
assert abs(Math.cos(Math.PI) + 1) < 1e-12

# Packages can be imported as Python's own.
from java.util import ArrayList, Collections

names = ArrayList(["nucleus", "axon", "soma"])
Collections.sort(names)
print(f"sorted by Java: {list(names)}")
assert list(names) == ["axon", "nucleus", "soma"]
assert isinstance(names, jimport("java.util.List"))
assert jinstance(names, "java.util.Collection")
assert jclass(names).getName() == "java.util.ArrayList"
assert jclass("java.util.ArrayList").getSimpleName() == "ArrayList"

# Nested classes and enum constants.
Entry = jimport("java.util.AbstractMap$SimpleEntry")
assert Entry("key", 1).getKey() == "key"
TimeUnit = jimport("java.util.concurrent.TimeUnit")
assert TimeUnit.MINUTES.toSeconds(2) == 120
print("nested classes and enums work")
