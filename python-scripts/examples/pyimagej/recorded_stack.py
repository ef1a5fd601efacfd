"""What ImageJ's recorder writes for stacks: new image, fill, project, duplicate, measure."""

from ij import IJ
from ij.gui import Roi
from ij.plugin import Duplicator, ZProjector

imp = IJ.createImage("Untitled", "8-bit black", 64, 48, 10)
for i in range(1, imp.getStackSize() + 1):
    imp.setSlice(i)
    imp.setRoi(Roi(4 * i, 10, 4, 10))
    imp.getProcessor().setValue(10 * i)
    imp.getProcessor().fill(imp.getRoi())
imp.deleteRoi()

projection = ZProjector.run(imp, "max")
assert projection.getStackSize() == 1
assert [projection.getPixel(4 * i + 1, 12)[0] for i in range(1, 11)] == [10 * i for i in range(1, 11)]

part = Duplicator().run(imp, 3, 5)
assert part.getStackSize() == 3
IJ.run(part, "Gaussian Blur...", "sigma=1 stack")
part.setSlice(1)
assert 0 < part.getPixel(11, 15)[0] < part.getPixel(13, 15)[0] <= 30

IJ.run(imp, "32-bit", "")
assert imp.getBitDepth() == 32
print(f"{imp}: projected, cut and blurred")
imp.changes = False
imp.close()
