"""Where things are: the repository, the JDK, the Python, the folder for everything that is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

SHARED_LIBRARY = (
    "import os, sys, sysconfig as s; "
    "folder, name = s.get_config_var('LIBDIR') or '', s.get_config_var('INSTSONAME') or ''; "
    "sys.exit(not (sys.version_info >= (3, 10) and '.so' in name and os.path.exists(os.path.join(folder, name))))"
)


class BuildError(Exception):
    """Something that a measurement needs could not be found or built."""


def call(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> str:
    """Run a build step and give its standard output back.

    Raises
    ------
    BuildError
        If it fails; with what it printed.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        env={**os.environ, **(environment or {})},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise BuildError(f"{' '.join(words)} ended with status {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


def say(message: str) -> None:
    """Tell the person at the terminal; standard output is for figures only."""
    print(message, file=sys.stderr, flush=True)


class Place:
    """Paths and tools, found once."""

    def __init__(self, seconds: int) -> None:
        """Find the folders; tools are looked for when they are first needed.

        Parameters
        ----------
        seconds : int
            Length of the workloads that take a given time.
        """
        self.seconds = seconds
        self.benches = Path(__file__).resolve().parent.parent
        self.repository = self.benches.parent.parent
        self.work = self.benches / ".work"
        self.functions = self.benches / "python"
        self.package = self.repository / "python-scripts"
        self.work.mkdir(exist_ok=True)

    @cached_property
    def java_home(self) -> Path:
        """The JDK: ``JAVA_HOME``, else that of the ``javac`` on the PATH."""
        home = os.environ.get("JAVA_HOME")
        if home:
            return Path(home)
        compiler = shutil.which("javac")
        if compiler is None:
            raise BuildError("no JDK: set JAVA_HOME, or put javac on the PATH")
        return Path(compiler).resolve().parent.parent

    @cached_property
    def base_python(self) -> str:
        """A CPython 3.10 or newer with a shared library: ``PYTHON``, else this one, else one on the PATH."""
        named = os.environ.get("PYTHON")
        candidates = (
            [named] if named else [sys.executable, *(shutil.which(f"python3.{n}") or "" for n in (13, 12, 11, 10))]
        )
        for candidate in filter(None, candidates):
            if subprocess.run([candidate, "-c", SHARED_LIBRARY], stderr=subprocess.DEVNULL).returncode == 0:
                return candidate
        raise BuildError(f"no CPython 3.10 or newer with a shared library among {candidates}; set PYTHON to one")

    @cached_property
    def python(self) -> Path:
        """The Python of the benchmarks' own virtual environment, with NumPy; made on first use."""
        folder = self.work / "venv"
        python = folder / "bin" / "python"
        needs = self.benches / "requirements.txt"
        done = folder / "installed.txt"
        if not (python.exists() and done.exists() and done.read_text() == needs.read_text()):
            say("making the virtual environment")
            call([self.base_python, "-m", "venv", folder])
            call([python, "-m", "pip", "install", "-q", "-r", needs])
            done.write_text(needs.read_text())
        return python

    def configuration(self, name: str) -> str:
        """One of the virtual environment's ``sysconfig`` variables."""
        return call([self.python, "-c", f"import sysconfig; print(sysconfig.get_config_var({name!r}) or '')"]).strip()

    @cached_property
    def site_packages(self) -> Path:
        """Where the virtual environment's packages are."""
        return Path(call([self.python, "-c", "import sysconfig; print(sysconfig.get_paths()['platlib'])"]).strip())

    @cached_property
    def imagej(self) -> Path:
        """ImageJ's jar, by Maven."""
        return self.jars("imagej", "net.imagej:ij:1.54p")[0]

    def jars(self, name: str, *artifacts: str) -> list[Path]:
        """Jars (``group:artifact:version``) and what they need, by Maven, in a folder of that name."""
        folder = self.work / "lib" / name
        done = folder / "pom.xml"
        needs = "".join(
            "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>".format(
                *artifact.split(":")
            )
            for artifact in artifacts
        )
        pom = (
            '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>benches</groupId>'
            f"<artifactId>{name}</artifactId><version>1</version><packaging>pom</packaging>"
            f"<dependencies>{needs}</dependencies></project>\n"
        )
        if not done.exists() or done.read_text() != pom:
            say(f"fetching {name}")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            wanted = self.work / f"{name}.xml"
            wanted.write_text(pom)
            copy = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
            call([os.environ.get("MVN", "mvn"), "-q", "-B", "-f", wanted, copy, f"-DoutputDirectory={folder}"])
            wanted.rename(done)
        return sorted(folder.glob("*.jar"))

    def compile_module(self, name: str, module: Path, class_path: Sequence[Path]) -> Path:
        """Compile all of a Maven module's own sources, without its tests: a class path entry that needs no Maven."""
        sources = sorted((module / "src" / "main" / "java").rglob("*.java"))
        if not sources:
            raise BuildError(f"no Java sources in {module}")
        folder = self.work / "classes" / name
        shutil.rmtree(folder, ignore_errors=True)
        self._compile(folder, class_path, sources)
        resources = module / "src" / "main" / "resources"
        if resources.is_dir():
            shutil.copytree(resources, folder, dirs_exist_ok=True)
        return folder

    def compile(self, name: str, class_path: Sequence[Path], *sources: str) -> Path:
        """Compile benchmark programs (file names in ``java/benches``) into a class folder of their own."""
        folder = self.work / "classes" / name
        self._compile(folder, class_path, [self.benches / "java" / "benches" / source for source in sources])
        return folder

    def _compile(self, folder: Path, class_path: Sequence[Path], sources: Sequence[Path]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        paths = ":".join(map(str, class_path)) or str(folder)
        compiler = [self.java_home / "bin" / "javac", "-proc:none", "-nowarn", "--release", "8"]
        call([*compiler, "-cp", paths, "-d", folder, *sources])

    def java(
        self, class_path: Sequence[Path], main: str, *arguments: str, options: Sequence[str] = (), **properties: object
    ) -> list[str]:
        """Write the command that starts a benchmark program; the JVM options are the same for every system."""
        defined = [f"-D{name.replace('_', '.')}={value}" for name, value in properties.items()]
        paths = ":".join(map(str, class_path))
        program = str(self.java_home / "bin" / "java")
        return [program, *self.jvm_options, *options, *defined, "-cp", paths, main, *arguments]

    @property
    def jvm_options(self) -> list[str]:
        """Options of every JVM that measures."""
        common = ["-XX:+UseG1GC", "-Xmx2g", "-XX:MaxDirectMemorySize=3g", "-XX:-CreateCoredumpOnCrash"]
        return [*common, f"-XX:ErrorFile={self.work}/hs_err_%p.log"]

    def install(self, name: str, version: str) -> None:
        """Install a package from PyPI into the virtual environment, unless that version is there."""
        if not (self.site_packages / f"{name}-{version}.dist-info").exists():
            say(f"installing {name}")
            call([self.python, "-m", "pip", "install", "-q", f"{name}=={version}"])
