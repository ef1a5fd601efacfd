"""Python listens to Java: interfaces by class, by dictionary and by plain function."""

import imagej
from jpype import JImplements, JOverride, JProxy
from scyjava import jimport

ij = imagej.init()
ImagePlus = jimport("ij.ImagePlus")

events = []


@JImplements("ij.ImageListener")
class Watcher:
    """Notes what happens to images."""

    @JOverride
    def imageOpened(self, imp):
        """An image was shown."""
        events.append(("opened", imp.getTitle()))

    @JOverride
    def imageClosed(self, imp):
        """An image was closed."""
        events.append(("closed", imp.getTitle()))

    @JOverride
    def imageUpdated(self, imp):
        """Pixels were changed and drawn."""
        events.append(("updated", imp.getTitle()))


watcher = Watcher()
imp = ij.IJ.createImage("watched", "8-bit black", 10, 10, 1)
ImagePlus.addImageListener(watcher)
try:
    # Shows nothing, and tells the listeners all the same.
    ImagePlus.addImageListener(watcher)
    imp.notifyListeners(2)
    imp.notifyListeners(1)
finally:
    ImagePlus.removeImageListener(watcher)
imp.notifyListeners(2)
print(f"seen: {events}")
assert ("updated", "watched") in events and ("closed", "watched") in events
assert events.count(("closed", "watched")) == events.count(("updated", "watched"))

# A class that forgets a method is refused at once.
try:

    @JImplements("java.util.Iterator")
    class Half:
        """Has no method next."""

        @JOverride
        def hasNext(self):
            """Whether there is more."""
            return False
except NotImplementedError as error:
    print(f"as it should: {error}")
else:
    raise AssertionError("a half class was taken")

# By dictionary.
runs = []
runnable = JProxy("java.lang.Runnable", dict={"run": lambda: runs.append("ran")})
thread = jimport("java.lang.Thread")(runnable)
thread.start()
thread.join()
assert runs == ["ran"]

# By plain function, where Java wants one method.
names = jimport("java.util.ArrayList")(["ccc", "a", "bb"])
names.sort(lambda left, right: len(left) - len(right))
assert list(names) == ["a", "bb", "ccc"]
print("class, dictionary and function were called by Java")
