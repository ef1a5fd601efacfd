"""``from java.util import ArrayList``: Java's packages as Python modules.

The finder stands behind all others, so that Python's own modules win: ``import io`` is Python's, and
Java's package ``io.scif`` is reached by ``jimport("io.scif.FormatException")``. Packages are asked for
once; `forget` drops what was found, after class loaders changed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["JavaPackage", "add_path", "forget", "install"]

_WHERE = (
    "the class loader of this thread, ImageJ's plugins, the application's class path, and what was added with "
    "drua.java.add_path"
)


class JavaPackage(ModuleType):
    """A Java package: its classes and subpackages are attributes, looked up when they are used."""

    def __getattr__(self, name: str) -> Any:
        if name == "*":
            raise ImportError(
                f"the classes of Java package {self.__name__} can't be imported by a star: name them, as in "
                f"'from {self.__name__} import A, B'"
            )
        if name.startswith("__"):
            raise AttributeError(f"Java package {self.__name__} has no attribute {name!r}")
        found = _member(f"{self.__name__}.{name}")
        if found is None:
            raise AttributeError(_missing(f"{self.__name__}.{name}"))
        setattr(self, name, found)
        return found

    def __dir__(self) -> list[str]:
        classes, packages = _core().java_service("members", self.__name__)
        return sorted({*classes, *packages, *super().__dir__()})

    def __repr__(self) -> str:
        return f"<Java package {self.__name__}>"


class JavaFinder:
    """Finds Java's packages and classes for the import statement."""

    def __init__(self) -> None:
        self._packages: dict[str, bool] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Say whether Java has a package or class of that name."""
        parent = fullname.rpartition(".")[0]
        if parent and not isinstance(sys.modules.get(parent), (JavaPackage, type)):
            return None
        if fullname.startswith("_") or "drua._core" not in sys.modules:
            return None
        if self._is_package(fullname, parent):
            return ModuleSpec(fullname, self, is_package=True)  # type: ignore[arg-type]
        if not parent:
            return None
        if _class(fullname) is None:
            # Not a ModuleNotFoundError: in 'from a import b' that would be swallowed, with its text.
            raise ImportError(_missing(fullname), name=fullname)
        return ModuleSpec(fullname, self)  # type: ignore[arg-type]

    def _is_package(self, name: str, parent: str) -> bool:
        try:
            return self.has_package(name)
        except Exception:
            # Java can't be asked now, for instance because this thread has pixels pinned. Who tries whether there is
            # some optional module expects an ImportError; below a package of Java the reason is of more use.
            if parent:
                raise
            return False

    def has_package(self, name: str) -> bool:
        """Say whether Java has a package of that name; asked once."""
        known = self._packages.get(name)
        if known is None:
            known = self._packages[name] = bool(_core().java_service("package", name))
        return known

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Make the module of a package."""
        return JavaPackage(spec.name) if spec.submodule_search_locations is not None else None

    def exec_module(self, module: ModuleType) -> None:
        """Finish a package; put a class in the place of its module."""
        if isinstance(module, JavaPackage):
            module.__doc__ = f"Java package {module.__name__}."
            # Asked for by a star import only; see __getattr__.
            module.__all__ = ["*"]  # type: ignore[attr-defined]
        else:
            sys.modules[module.__name__] = _class(module.__name__)

    def forget(self) -> None:
        """Forget which packages there are."""
        self._packages.clear()


#: The one finder.
FINDER = JavaFinder()


def install() -> None:
    """Let the import statement find Java's packages, after all Python modules. Twice changes nothing."""
    if FINDER not in sys.meta_path:
        sys.meta_path.append(FINDER)


def forget() -> None:
    """Look for packages and classes anew from now on, because class loaders have changed."""
    FINDER.forget()
    for module in list(sys.modules.values()):
        if isinstance(module, JavaPackage):
            for name, value in list(vars(module).items()):
                if isinstance(value, type):
                    delattr(module, name)


def add_path(path: object) -> None:
    """Add a jar, a folder of classes, or with ``folder/*`` all jars of a folder, to what is found.

    Raises
    ------
    FileNotFoundError
        There is no such file or folder.
    """
    import os

    text = os.fspath(path) if isinstance(path, os.PathLike) else str(path)
    folder = text[:-2] if text.endswith(("/*", "\\*")) else text
    if not os.path.exists(folder):
        raise FileNotFoundError(f"no jar or folder {folder!r} to add to Java's class path")
    _core().java_service("add_path", os.path.abspath(folder) + text[len(folder) :])
    forget()


def _core() -> Any:
    from drua import _core

    return _core


def _class(name: str) -> Any:
    number = _core().java_service("find", name)
    return _core().java_type(number) if number else None


def _member(name: str) -> Any:
    """Return a class or package; by custom, packages begin with a small letter."""
    small = name.rpartition(".")[2][:1].islower()
    if small and FINDER.has_package(name):
        return _package(name)
    found = _class(name)
    if found is None and not small and FINDER.has_package(name):
        return _package(name)
    return found


def _package(name: str) -> Any:
    import importlib

    return importlib.import_module(name)


def _missing(name: str) -> str:
    return f"there is no Java class or package {name!r}: looked in {_WHERE}"


if "drua._core" in sys.modules:
    install()
