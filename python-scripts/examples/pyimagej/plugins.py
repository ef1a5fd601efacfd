"""Commands of the menus, with options by name."""

import imagej
import numpy as np

ij = imagej.init()

assert ij.py.argstring({"radius": 3, "keep": True, "stack": False}) == "radius=[3] keep"
assert ij.py.argstring({"keep": True, "stack": False}, ij1_style=False) == "keep=true stack=false"
assert ij.py.argstring("as it is") == "as it is"

spot = np.zeros((33, 33), np.float32)
spot[16, 16] = 1000
imp = ij.py.to_imageplus(spot)
ij.py.run_plugin("Gaussian Blur...", {"sigma": 2}, imp=imp)
blurred = np.asarray(ij.py.from_java(imp))
print(f"the spot has {blurred[16, 16]:.1f} in its middle after the blur")
assert abs(blurred[16, 16] - 1000 / (2 * np.pi * 4)) < 2
assert abs(blurred.sum() - 1000) < 5

# Options as the recorder writes them.
again = ij.py.to_imageplus(spot)
ij.py.run_plugin("Gaussian Blur...", "sigma=2", imp=again)
assert np.array_equal(np.asarray(ij.py.from_java(again)), blurred)

# On the active image.
ij.WindowManager.setTempCurrentImage(imp)
ij.py.run_plugin("Invert")
inverted = np.asarray(ij.py.from_java(imp))
assert inverted[0, 0] > inverted[16, 16]
ij.WindowManager.setTempCurrentImage(None)
print("blur and invert ran")
