"""Images of every kind, made, read, changed and let go of."""

import gc

import numpy as np

from drua import Image, _core, ij, shared_stack
from drua.java import jimport

IJ = jimport("ij.IJ")


def part(first, count):
    """Work on so many images."""
    for number in range(first, first + count):
        KINDS[number % len(KINDS)](number)
    gc.collect()


def references():
    """Return how many Java objects Python holds."""
    gc.collect()
    return _core.java_statistics()["references"]


def plane(number):
    """Return 150 x 170 pixels of 16 bit."""
    return np.full((150 + number % 7, 170), number % 60000, np.uint16)


def there_and_back(number):
    image = ij.image_of(ij.imageplus_of(Image.from_array(plane(number), axes="YX", name=str(number), spacing=0.5)))
    assert image[1, 1] == number % 60000
    image += 1
    ij.put(image) if image.source is not None else None


def hyperstack(number):
    imp = IJ.createHyperStack(str(number), 50, 40, 2, 3, 2, 16)
    image = ij.image_of(imp)
    image[...] = number % 1000
    ij.put(image)
    assert int(imp.getStack().getProcessor(12).get(3, 3)) == number % 1000


def colours(number):
    imp = IJ.createImage("c", "RGB", 90, 60, 2)
    assert ij.image_of(imp).shape == (2, 60, 90, 3)


def shared(number):
    image = shared_stack((4, 60, 70), np.uint16, "ZYX", show=False)
    image[...] = number % 1000
    imp = ij.to_java(image)
    assert int(imp.getStack().getProcessor(3).get(0, 0)) == number % 1000
    imp.changes = False
    imp.close()


def mapped_planes(number):
    imp = IJ.createImage("m", 100, 80, 3, 16)
    ij.map_planes(lambda image: image.fill(7), imp)


KINDS = [there_and_back, hyperstack, colours, shared, mapped_planes]
