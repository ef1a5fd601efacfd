"""Images and NumPy: every type, stacks, colours, and copies into arrays that are there."""

import imagej
import numpy as np

ij = imagej.init()
rng = np.random.default_rng(5)

# ImagePlus: 8 bit, 16 bit, 32-bit float, masks.
for dtype, bits in ((np.uint8, 8), (np.uint16, 16), (np.float32, 32)):
    pixels = (rng.random((12, 17)) * 200).astype(dtype)
    imp = ij.py.to_imageplus(pixels)
    assert imp.getBitDepth() == bits
    assert np.array_equal(np.asarray(ij.py.from_java(imp)), pixels)
mask = ij.py.to_imageplus(np.eye(4, dtype=bool))
assert mask.getProcessor().getPixel(2, 2) == 255
print("8, 16 and 32 bit and masks came back equal")

# Colours: three bytes for each pixel.
colours = rng.integers(0, 256, (9, 11, 3), dtype=np.uint8)
rgb = ij.py.to_imageplus(colours)
assert rgb.getBitDepth() == 24
assert list(rgb.getPixel(4, 2))[:3] == colours[2, 4].tolist()
assert np.array_equal(np.asarray(ij.py.from_java(rgb)), colours)
print(f"an RGB image of {rgb.shape}")

# A hyperstack: frames, slices, channels, rows, columns.
stack = rng.integers(0, 60000, (2, 3, 2, 8, 10), dtype=np.uint16)
imp = ij.py.to_imageplus(stack)
print(f"a hyperstack: {imp.dims} {imp.shape}")
assert (imp.getNChannels(), imp.getNSlices(), imp.getNFrames()) == (2, 3, 2)
imp.setPosition(2, 3, 1)
assert imp.getProcessor().getPixel(7, 5) == stack[0, 2, 1, 5, 7]
back = ij.py.from_java(imp)
assert back.shape == (2, 3, 8, 10, 2)  # channels last, as PyImageJ has it
assert np.array_equal(np.asarray(back), np.moveaxis(stack, 2, -1))

# ImgLib2 images: all number types.
for dtype in ("bool", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"):
    values = (rng.random((2, 5, 7)) * 100).astype(dtype)
    img = ij.py.to_img(values)
    assert img.shape == (7, 5, 2) and img.ndim == 3
    assert ij.py.dtype(img) == values.dtype, dtype
    assert np.array_equal(ij.py.from_java(img), values), dtype

# Into an array that is there.
target = ij.py.initialize_numpy_image(img)
assert target.shape == (2, 5, 7) and not target.any()
assert ij.py.rai_to_numpy(img, target) is target
assert np.array_equal(target, values)
print("ImgLib2 images of eleven types came back equal")
