"""Tables: results of ImageJ in Python, and back."""

import imagej
import numpy as np

ij = imagej.init()

table = ij.ResultsTable()
for label, area, mean in (("a", 12.0, 100.5), ("b", 30.0, 90.0), ("c", 7.5, 121.25)):
    table.incrementCounter()
    table.addLabel(label)
    table.addValue("Area", area)
    table.addValue("Mean", mean)
assert table.size() == 3
assert table.getValue("Area", 1) == 30

columns = ij.py.from_java(table)
print(f"columns: {list(columns)}")
assert list(columns) == ["Label", "Area", "Mean"]
assert list(columns["Label"]) == ["a", "b", "c"]
assert np.allclose(columns["Area"], [12, 30, 7.5])
assert abs(float(np.mean(columns["Mean"])) - 103.9167) < 1e-3

# Measurements of an image.
imp = ij.IJ.createImage("two", "8-bit black", 50, 50, 1)
imp.getProcessor().setColor(255)
imp.getProcessor().fillRect(5, 5, 10, 10)
imp.getProcessor().fillRect(30, 30, 4, 5)
imp.getProcessor().setThreshold(128, 255)
from ij.measure import Measurements, ResultsTable
from ij.plugin.filter import ParticleAnalyzer

found = ResultsTable()
analyzer = ParticleAnalyzer(0, Measurements.AREA | Measurements.CENTROID, found, 0, 1e9)
assert analyzer.analyze(imp)
areas = sorted(float(area) for area in ij.py.from_java(found)["Area"])
print(f"areas of the particles: {areas}")
assert areas == [20, 100]

try:
    import pandas as pd
except ImportError:
    print("pandas isn't installed: a table is a dict of columns")
else:
    frame = pd.DataFrame({"x": [1.5, 2.5], "name": ["left", "right"]})
    java = ij.py.to_java(frame)
    assert java.getValue("x", 1) == 2.5
    assert java.getStringValue("name", 0) == "left"
    assert list(ij.py.from_java(java)["x"]) == [1.5, 2.5]
