"""Workloads of images: in Drua's Python beside ImageJ and ImgLib2, and in a Python of their own."""

from __future__ import annotations

from harness.systems.base import PYTHON_CALLS, System
from harness.systems.drua import bridge_classes, natives

ARTIFACTS = (
    "net.imagej:ij:1.54p",
    "net.imglib2:imglib2:8.0.1",
    "net.imglib2:imglib2-unsafe:1.1.0",
    "org.scijava:scijava-common:2.100.1",
)
JPYPE = "1.7.1"


class DruaImages(System):
    """Drua with its ImageJ plugin, headless."""

    reported_as = "drua"
    options = ("-Xmx3g", "-XX:MaxDirectMemorySize=6g")

    def prepare(self) -> None:
        """Build libraries, bridge, plugin and program."""
        place = self.place
        self.natives = natives(place)
        jars = place.jars("images", *ARTIFACTS)
        bridge = bridge_classes(place)
        fiji = place.compile_module("fiji", place.repository / "java-plugin" / "fiji", [bridge, *jars])
        program = place.compile("images", [bridge], *PYTHON_CALLS, "DruaBench.java", "ImageBench.java")
        self.class_path = [program, fiji, bridge, *jars]

    def command(self, workload: str) -> list[str]:
        """Start the program, without a display."""
        place = self.place
        defined = {
            "bench_python": place.python,
            "bench_functions": place.functions,
            "bench_package": place.package,
            "bench_natives": self.natives,
            "bench_cache": place.work / "cache",
            "drua_routines": place.benches / "image-routines",
            "java_awt_headless": "true",
        }
        arguments = [workload, self.reported_as]
        return place.java(self.class_path, "benches.ImageBench", *arguments, options=self.options, **defined)


class DruaSerial(DruaImages):
    """The same with a routine that isn't parallel."""

    reported_as = "drua-serial"


class DruaHugePages(DruaImages):
    """The same with a Java heap in huge pages, which NumPy asks for by itself for its arrays."""

    reported_as = "drua-huge-pages"
    options = (*DruaImages.options, "-XX:+UseTransparentHugePages")


class PlainPython(System):
    """A Python without Java."""

    def prepare(self) -> None:
        """Build nothing: the packages are in the virtual environment."""

    def command(self, workload: str) -> list[str]:
        """Start Python."""
        return [str(self.place.python), str(self.place.functions / "images.py"), workload, self.reported_as]


class Numpy(PlainPython):
    """The bare operation of SciPy."""

    reported_as = "numpy"


class Xarray(PlainPython):
    """The same DataArray built in Python alone."""

    reported_as = "xarray"


class Columns(PlainPython):
    """The columns copied by NumPy."""

    reported_as = "memcpy"


class Skimage(PlainPython):
    """scikit-image."""

    reported_as = "skimage"


class JpypeRows(PlainPython):
    """JPype, with ImageJ in the JVM that it starts."""

    reported_as = "jpype"

    def prepare(self) -> None:
        """Install JPype, fetch ImageJ."""
        self.place.install("jpype1", JPYPE)
        self.jars = self.place.jars("images", *ARTIFACTS)

    def command(self, workload: str) -> list[str]:
        """Start Python, and tell it the class path by its environment's name."""
        paths = ":".join(map(str, self.jars))
        return ["env", f"CLASSPATH={paths}", f"JAVA_HOME={self.place.java_home}", *super().command(workload)]
