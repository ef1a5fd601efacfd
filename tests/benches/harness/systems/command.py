"""ImageJ commands: a plugins folder with an empty Java plugin and with Drua, each run by ``IJ.run``."""

from __future__ import annotations

import shutil
from pathlib import Path

from harness.place import call
from harness.systems.base import System
from harness.systems.drua import bridge_classes, natives
from harness.systems.images import ARTIFACTS

EMPTY, EMPTY_WITH_OPTION, NO_OP = "Bench Empty", "Bench Empty With Option", "Bench No-op..."


def jar(java_home: Path, target: Path, folder: Path) -> Path:
    """Pack a class folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    call([java_home / "bin" / "jar", "cf", target, "-C", folder, "."])
    return target


class ImageJCommand(System):
    """A command in an ImageJ folder of its own, started by the same program as every other."""

    label = EMPTY
    options = "offset=0"
    proof: tuple[str, ...] = ()

    def prepare(self) -> None:
        """Compile the program and put the command's jar into ``plugins``."""
        place = self.place
        self.application = place.work / "imagej" / type(self).__name__
        shutil.rmtree(self.application, ignore_errors=True)
        (self.application / "plugins").mkdir(parents=True)
        self.program = place.compile("command", [place.imagej], "Measure.java", "CommandBench.java", "EmptyFilter.java")
        self.install()

    def install(self) -> None:
        """Put the empty plugins into ``plugins``, in a jar whose name ImageJ looks into."""
        place = self.place
        folder = place.compile("empty", [place.imagej], "EmptyFilter.java", "EmptyDialogFilter.java")
        lines = [
            f'Plugins>Bench, "{EMPTY}", benches.EmptyFilter',
            f'Plugins>Bench, "{EMPTY_WITH_OPTION}", benches.EmptyDialogFilter',
        ]
        (folder / "plugins.config").write_text("\n".join(lines) + "\n")
        jar(place.java_home, self.application / "plugins" / "Bench_Empty.jar", folder)

    def command(self, workload: str) -> list[str]:
        """Start ImageJ with this folder; the runner gives it a display."""
        class_path = [self.program, self.place.imagej, *self.libraries()]
        arguments = [workload, self.reported_as, self.label, self.options, *self.proof]
        return self.place.java(
            class_path, "benches.CommandBench", *arguments, plugins_dir=self.application, **self.defined()
        )

    def libraries(self) -> list[Path]:
        """Jars that the application has on its class path."""
        return []

    def defined(self) -> dict[str, object]:
        """System properties of this command."""
        return {}


class JavaCommand(ImageJCommand):
    """An empty ``PlugInFilter``."""

    reported_as = "java"


class JavaDialogCommand(ImageJCommand):
    """An empty ``PlugInFilter`` that reads one option through a ``GenericDialog``, as plugins do."""

    reported_as = "java-dialog"
    label = EMPTY_WITH_OPTION


class DruaCommand(ImageJCommand):
    """A routine that does nothing, as a command of Drua's ImageJ plugin, with one option."""

    reported_as = "drua"
    label = NO_OP
    proof = ("offset", "Refresh Routines")

    def install(self) -> None:
        """Lay the folder out as the distribution does: ``plugins``, ``jars``, ``lib``, ``routines``."""
        place = self.place
        bridge = bridge_classes(place)
        # Compiled against more than this ImageJ has, as it is for Fiji.
        jars = place.jars("images", *ARTIFACTS)
        folder = place.compile_module("fiji", place.repository / "java-plugin" / "fiji", [bridge, *jars])
        jar(place.java_home, self.application / "plugins" / "Drua_.jar", folder)
        jar(place.java_home, self.application / "jars" / "drua-bridge.jar", bridge)
        shutil.copytree(natives(place), self.application / "lib" / "linux64")
        (self.application / "routines").mkdir()
        shutil.copy2(place.benches / "routines" / "no_op.py", self.application / "routines")

    def defined(self) -> dict[str, object]:
        """Tell the plugin where folder, package and caches are; the interpreter is the active environment."""
        place = self.place
        return {
            "drua_home": self.application,
            "drua_python_path": place.package,
            "drua_cache_dir": place.work / "cache",
        }
