"""Images: open a file, look at it in Python, save what comes out."""

import tempfile
from pathlib import Path

import imagej
import numpy as np

ij = imagej.init()
sample = Path(__file__).resolve().parents[3] / "tests" / "data" / "test_image.tif"

# The gateway's own opener and that of the original ImageJ.
image = ij.io().open(str(sample))
same = ij.IJ.openImage(str(sample))
print(f"{image.getTitle()}: {image.dims} {image.shape}, {ij.py.dtype(image)}")
assert image.shape == same.shape
assert ij.py.dtype(image) == np.uint16

array = ij.py.from_java(image)
assert array.shape == image.shape[::-1]
assert array.dtype == np.uint16
processor = same.getProcessor()
assert int(array[10, 20]) == processor.getPixel(20, 10)
assert abs(float(np.mean(array)) - same.getStatistics().mean) < 1e-6
print(f"mean {float(np.mean(array)):.2f} in Python and in Java")

# A picture made in Python, opened again.
with tempfile.TemporaryDirectory() as folder:
    path = str(Path(folder) / "gradient.tif")
    gradient = np.add.outer(np.arange(40), np.arange(60)).astype(np.float32)
    ij.io().save(ij.py.to_imageplus(gradient), path)
    again = ij.io().open(path)
    assert np.array_equal(np.asarray(ij.py.from_java(again)), gradient)
print("saved, opened, equal")

try:
    ij.io().open("no-such-file.tif")
except OSError as error:
    print(f"as it should: {error}")
else:
    raise AssertionError("opened a file that isn't there")
