"""Images with names: axes, pixel sizes and units through xarray."""

import imagej
import numpy as np

ij = imagej.init()

try:
    import xarray as xr
except ImportError:
    xr = None

imp = ij.IJ.createImage("cells", "16-bit ramp", 32, 24, 2, 5, 1)
calibration = imp.getCalibration()
calibration.pixelWidth = 0.5
calibration.pixelHeight = 0.5
calibration.pixelDepth = 2.0
calibration.setUnit("micron")

if xr is None:
    print("xarray isn't installed: images are plain arrays")
    assert ij.py.from_java(imp).shape == (5, 24, 32, 2)
else:
    image = ij.py.from_java(imp)
    print(f"axes {image.dims}, sizes {dict(image.sizes)}")
    assert image.dims == ("pln", "row", "col", "ch")
    assert image.name == "cells"
    assert image.attrs["unit"] == "micron" or image.attrs["unit"] == "µm"
    assert np.allclose(image.coords["col"][:3], [0, 0.5, 1])
    assert np.allclose(image.coords["pln"], [0, 2, 4, 6, 8])

    # By names and by places: the left part of the third slice.
    left = image.sel(pln=4.0).sel(col=slice(0, 7.5))
    assert left.shape == (24, 16, 2)

    # Back to ImageJ, with all of that.
    again = ij.py.to_imageplus(image + 1)
    assert (again.getNChannels(), again.getNSlices(), again.getNFrames()) == (2, 5, 1)
    assert again.getCalibration().pixelWidth == 0.5
    assert again.getCalibration().pixelDepth == 2.0

    # Names for an array that has none.
    named = ij.py.to_xarray(np.zeros((3, 10, 20, 2), np.uint8), dim_order=["t", "row", "col", "ch"])
    assert named.dims == ("t", "row", "col", "ch")
    movie = ij.py.to_imageplus(named)
    print(f"a movie: {movie.dims} {movie.shape}")
    assert (movie.getNFrames(), movie.getNChannels()) == (3, 2)
    assert movie.getWidth() == 20
