"""Python listens to Java: interfaces by class, by dictionary and by plain function."""

import imagej
from jpype import JImplements, JOverride, JProxy
from scyjava import jimport

ij = imagej.init()
IJ = ij.IJ

colours = []


@JImplements("ij.IJEventListener")
class Watcher:
    """Notes when the foreground colour is changed."""

    @JOverride
    def eventOccurred(self, event_id):
        """Something happened in ImageJ."""
        if event_id == IJEventListener.FOREGROUND_COLOR_CHANGED:
            colours.append(jimport("ij.gui.Toolbar").getForegroundColor().getRed())


IJEventListener = jimport("ij.IJEventListener")
watcher = Watcher()
IJ.addEventListener(watcher)
try:
    IJ.setForegroundColor(200, 10, 10)
    IJ.setForegroundColor(0, 10, 10)
finally:
    IJ.removeEventListener(watcher)
IJ.setForegroundColor(100, 10, 10)
print(f"red of the colours that were seen: {colours}")
assert colours == [200, 0]

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
