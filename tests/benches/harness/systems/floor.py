"""JNI and CPython's C interface by hand, and the bare NumPy operation in the same process."""

from __future__ import annotations

import os
from pathlib import Path

from harness.place import call
from harness.systems.base import PYTHON_CALLS, System


class Floor(System):
    """What no bridge can beat by more than noise."""

    reported_as = "floor"

    def prepare(self) -> None:
        """Compile ``native`` and its Java program."""
        place = self.place
        name, folder = place.configuration("INSTSONAME"), place.configuration("LIBDIR")
        numpy = call([place.python, "-c", "import numpy; print(numpy.get_include())"]).strip()
        jdk = place.java_home / "include"
        self.library = place.work / "lib" / "libfloor.so"
        self.library.parent.mkdir(exist_ok=True)
        includes = [f"-I{path}" for path in (place.configuration("INCLUDEPY"), numpy, jdk, jdk / "linux")]
        compiler = [os.environ.get("CC", "cc"), "-O2", "-Wall", "-shared", "-fPIC"]
        libraries = [f"-L{folder}", f"-Wl,-rpath,{folder}", f"-l:{name}"]
        sources = [place.benches / "native" / name for name in ("floor.c", "floor_java.c")]
        call([*compiler, f'-DLIBPYTHON="{name}"', *includes, *sources, "-o", self.library, *libraries])
        self.classes: Path = place.compile("floor", [], *PYTHON_CALLS, "Frames.java", "FloorBench.java")

    def command(self, workload: str) -> list[str]:
        """Start the program with the library and the Python that it is to be."""
        place = self.place
        defined = {"bench_floor": self.library, "bench_python": place.python, "bench_functions": place.functions}
        return place.java([self.classes], "benches.FloorBench", workload, **defined)
