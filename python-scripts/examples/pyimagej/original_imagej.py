"""The original ImageJ: its classes by `ij.IJ` and by import."""

import imagej
import numpy as np
from scyjava import jimport

ij = imagej.init()

imp = ij.IJ.createImage("blobs", "8-bit black", 100, 80, 1)
processor = imp.getProcessor()
processor.setColor(255)
processor.fillOval(20, 20, 30, 30)
processor.fillRect(70, 10, 10, 50)

# Getters and setters are properties, as in Jython scripts.
print(f"{imp.title}: {imp.width} x {imp.height}")
assert imp.width == imp.getWidth() == 100
imp.title = "cells"
assert imp.getTitle() == "cells"

statistics = imp.getStatistics()
assert statistics.max == 255
bright = np.count_nonzero(np.asarray(ij.py.from_java(imp)))
assert abs(statistics.mean - bright * 255 / 8000) < 1e-6

# Processors, duplicates, types.
copy = imp.duplicate()
ij.IJ.run(copy, "16-bit", "")
assert copy.getBitDepth() == 16 and imp.getBitDepth() == 8
flipped = processor.duplicate()
flipped.flipHorizontal()
assert flipped.getPixel(99 - 75, 30) == 255

# A stack, made and taken apart.
ImagePlus = jimport("ij.ImagePlus")
ImageStack = jimport("ij.ImageStack")
stack = ImageStack(100, 80)
for slice_name, plane in (("first", processor), ("second", flipped)):
    stack.addSlice(slice_name, plane)
movie = ImagePlus("movie", stack)
assert movie.getStackSize() == 2
assert stack.getSliceLabel(2) == "second"
assert np.array_equal(np.asarray(ij.py.from_java(movie))[1], np.asarray(ij.py.from_java(imp))[:, ::-1])

# What is open.
assert ij.WindowManager.getImageCount() >= 0
assert not ij.IJ.isMacro()
print("images, processors and stacks work")
