"""Regions of interest: made, measured, collected in a manager and an overlay."""

import imagej
import numpy as np
from scyjava import jimport

ij = imagej.init()
Roi = jimport("ij.gui.Roi")
OvalRoi = jimport("ij.gui.OvalRoi")
PolygonRoi = jimport("ij.gui.PolygonRoi")
PointRoi = jimport("ij.gui.PointRoi")
Overlay = jimport("ij.gui.Overlay")

pixels = np.zeros((60, 80), np.uint8)
pixels[10:20, 30:50] = 200
imp = ij.py.to_imageplus(pixels)

box = Roi(30, 10, 20, 10)
imp.setRoi(box)
statistics = imp.getStatistics()
print(f"in the box: area {statistics.area}, mean {statistics.mean}")
assert statistics.area == 200 and statistics.mean == 200
assert box.getBounds().width == 20
assert box.contains(35, 15) and not box.contains(5, 5)

# Coordinates from Python.
triangle = PolygonRoi([0.0, 40.0, 0.0], [0.0, 0.0, 30.0], Roi.POLYGON)
assert triangle.getNCoordinates() == 3
imp.setRoi(triangle)
assert abs(imp.getStatistics().area - 600) < 40

mask = OvalRoi(0, 0, 10, 10).getMask()
assert mask.getWidth() == 10 and mask.getPixel(5, 5) != 0 and mask.getPixel(0, 0) == 0

points = PointRoi()
for x, y in ((1, 2), (3, 4)):
    points.addPoint(x, y)
assert [(point.x, point.y) for point in points.getContainedPoints()] == [(1, 2), (3, 4)]

overlay = Overlay()
for region in (box, triangle, points):
    overlay.add(region)
imp.setOverlay(overlay)
assert imp.getOverlay().size() == 3

# The manager is a window, even where it isn't shown: there is none without a display.
if not ij.ui().isHeadless():
    manager = ij.RoiManager(False)
    manager.addRoi(box)
    manager.addRoi(triangle)
    names = [region.getName() for region in manager.getRoisAsArray()]
    print(f"the manager has {names}")
    assert manager.getCount() == 2
    manager.reset()
    assert manager.getCount() == 0
