"""Classes of several class loaders, also of one name, and of the host."""

import base64
import os
import tempfile

import numpy as np

#: public class other.Other { public static int answer() { return 42; } }
OTHER = base64.b64decode(
    "yv66vgAAADQADAoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWBwAIAQALYWRkZWQvQWRkZWQBAARDb2RlAQAG"
    "YW5zd2VyAQADKClJACEABwACAAAAAAACAAEABQAGAAEACQAAABEAAQABAAAABSq3AAGxAAAAAAAJAAoACwABAAkAAAAPAAEAAAAAAAMQKqwAAAAAAAA="
).replace(b"added/Added", b"other/Other")
Thread = jimport("java.lang.Thread")


def loader():
    """A class loader of its own with other.Other."""
    folder = tempfile.mkdtemp()
    os.makedirs(os.path.join(folder, "other"))
    with open(os.path.join(folder, "other", "Other.class"), "wb") as file:
        file.write(OTHER)
    place = jimport("java.io.File")(folder).toURI().toURL()
    return jimport("java.net.URLClassLoader")(array("java.net.URL", [place]), None)


def test_the_context_class_loader_comes_first():
    with raises(ImportError):
        jimport("other.Other")
    thread = Thread.currentThread()
    before = thread.getContextClassLoader()
    thread.setContextClassLoader(loader())
    try:
        assert jimport("other.Other").answer() == 42
    finally:
        thread.setContextClassLoader(before)


def made_by(own):
    found = own.loadClass("other.Other")
    return found, found.getConstructor(array("java.lang.Class", 0)).newInstance(array("java.lang.Object", 0))


def test_classes_of_one_name():
    (first, one), (second, other) = made_by(loader()), made_by(loader())
    assert first != second and first.getName() == second.getName()
    assert type(one) is not type(other)
    assert isinstance(one, type(one)) and not isinstance(one, type(other))
    assert type(one).class_ == first and type(other).class_ == second
    assert type(one).answer() == type(other).answer() == 42


def test_arrays_of_classes_of_one_name():
    (first, one), (second, other) = made_by(loader()), made_by(loader())
    for kind, value in ((type(one), one), (first, one), (type(other), other), (second, other)):
        held = array(kind, [value, None])
        assert held[0] == value and len(held[:1]) == 1 and held[:1][0] == value
        assert held.getClass().getComponentType() == value.getClass()
        assert array(kind, 2).getClass() == held.getClass()
    with raises(Exception, "other.Other"):
        array(first, [other])
    with raises(TypeError):
        cast(one, second)
    assert cast(one, first) is not None


def test_members_of_types_that_were_loaded_later():
    before = jimport("java.util.ArrayList")
    _, one = made_by(loader())
    assert before([one])[0] == one
    assert one.hashCode() == one.hashCode() and "other.Other@" in str(one)


def test_imagej_of_the_host():
    from ij import IJ, ImagePlus
    from ij.process import ShortProcessor

    pixels = np.arange(12, dtype=np.uint16).reshape(3, 4)
    pixels[0, 0] = 65535
    image = ImagePlus("title", ShortProcessor(4, 3, pixels.ravel(), None))
    assert (image.title, image.width, image.height) == ("title", 4, 3)
    image.title = "other"
    assert image.getTitle() == "other"
    assert (np.asarray(image.getProcessor().getPixels()).view(np.uint16) == pixels.ravel()).all()
    assert image.getProcessor().getPixel(0, 0) == 65535
    assert IJ.getVersion() and isinstance(image, jimport("ij.ImagePlus"))
    duplicate = image.duplicate()
    duplicate.getProcessor().multiply(2)
    assert duplicate.getProcessor().getPixel(1, 0) == 2
