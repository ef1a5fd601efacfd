"""ImgLib2 images as arrays: slices, single pixels, arithmetic. Indices are in Java's order, x first."""

import imagej
import numpy as np

ij = imagej.init()
values = np.arange(4 * 20 * 30, dtype=np.uint16).reshape(4, 20, 30)
image = ij.py.to_java(values)
assert image.shape == (30, 20, 4)

part = image[10:20, 5]
print(f"image[10:20, 5] is {part.shape}")
assert part.shape == (10, 4)
assert np.array_equal(ij.py.from_java(part), values[:, 5, 10:20])

assert image[3, 2, 1].get() == values[1, 2, 3]
assert image[-1, -1, -1].get() == values[-1, -1, -1]
assert np.array_equal(ij.py.from_java(image[:, :, 2]), values[2])
assert np.array_equal(ij.py.from_java(image[::2, 4:8]), values[:, 4:8, ::2])
assert np.array_equal(ij.py.from_java(image.T), values.T)
assert ij.py.to_java(values[:1]).squeeze().shape == (30, 20)

# A slice is a view: what is changed there is changed in the image.
part[0, 0].set(999)
assert image[10, 5, 0].get() == 999
image[10, 5, 0].set(int(values[0, 5, 10]))

for name, result, expected in (
    ("+", image + image, values + values),
    ("-", image - 1, values - 1),
    ("*", image * 2, values * 2),
    ("/", image / 2, np.rint(values / 2)),
):
    assert np.array_equal(ij.py.from_java(result), expected.astype(np.uint16)), name
print("sum, difference, product and quotient are NumPy's")

try:
    image[30, 0, 0]
except IndexError as error:
    print(f"as it should: {error}")
else:
    raise AssertionError("an index out of bounds gave a pixel")
