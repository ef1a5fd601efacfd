"""Drua's processor for Micro-Manager, in the test host, from a release build of this working tree."""

from __future__ import annotations

from harness.systems.base import System
from harness.systems.drua import bridge_classes, natives

LIBRARIES = (
    "org.scijava:scijava-common:2.100.1",
    "org.micro-manager.mmcorej:MMCoreJ:10.1.1.0",
    "com.google.guava:guava:17.0",
    "com.google.code.gson:gson:2.2.4",
)
PROGRAMS = (
    "Measure.java",
    "Frames.java",
    "DemoTags.java",
    "MicroManagerHost.java",
    "TimedProcessors.java",
    "FrameBench.java",
    "PipelineBench.java",
    "SoakBench.java",
    "MicroManagerBench.java",
)
SOAK = "mm-soak"


class DruaProcessor(System):
    """The plugin as Micro-Manager's test host runs it, with the processors of ``routines/frames.py``."""

    reported_as = "drua"

    def prepare(self) -> None:
        """Build libraries, bridge, plugin, test host and program."""
        place = self.place
        java = place.repository / "java-plugin"
        self.natives = natives(place)
        libraries = place.jars("micromanager", *LIBRARIES)
        api = place.compile_module("host-api", java / "host-api", libraries)
        host = place.compile_module("mmhost", place.repository / "tests" / "mmhost", [api, *libraries])
        bridge = bridge_classes(place)
        plugin = place.compile_module("micromanager", java / "micromanager", [bridge, api, *libraries])
        # The host stands before the declarations: it has a class of theirs that works.
        class_path = [host, plugin, bridge, api, *libraries]
        self.class_path = [place.compile("mm", class_path, *PROGRAMS), *class_path]

    def command(self, workload: str) -> list[str]:
        """Tell the plugin where package, routines and caches are; the interpreter is the active environment."""
        place = self.place
        defined = {
            "drua_home": place.work / "micromanager",
            "drua_native_dir": self.natives,
            "drua_python_path": place.package,
            "drua_managed_env": place.work / "venv",
            "drua_cache_dir": place.work / "cache",
            "drua_routines": place.benches / "routines",
            "bench_seconds": place.seconds,
        }
        # What grows then is not the heap.
        heap = ["-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"] if workload == SOAK else []
        return place.java(self.class_path, "benches.MicroManagerBench", workload, options=heap, **defined)
