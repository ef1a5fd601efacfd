"""Check staged natives without running them, so that those of other systems are checked too.

``check_natives.py PLATFORM ...`` runs in the build's own environment, which has lief. It checks: the file's
kind and processor; the entry points that the JVM and the loader look for; that nothing ties a library to
one Python; on Linux that an old C library will do; and the checksums.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Callable

import lief

from place import NATIVES, fail, file_digest, say
from platforms import BY_NAME, CRATES, Platform

ENTRY = {"drua_loader": "Java_io_drua_bridge_internal_NativeBridge_", "drua_core": "drua_core_open"}
NEWEST_GLIBC = (2, 17)
ELF = {"linux64": lief.ELF.ARCH.X86_64, "linux-arm64": lief.ELF.ARCH.AARCH64}
MACHO = {"macos64": lief.MachO.Header.CPU_TYPE.X86_64, "macos-arm64": lief.MachO.Header.CPU_TYPE.ARM64}


class Facts:
    """What a library declares, whatever its format.

    Attributes
    ----------
    exports : set of str
        Entry points, without the underscore that macOS puts in front.
    needs : set of str
        Libraries that must be there when it is loaded.
    problems : list of str
        What is wrong already.
    """

    def __init__(self, exports: set[str], needs: set[str], problems: list[str]) -> None:
        self.exports = exports
        self.needs = needs
        self.problems = problems


def read_elf(path: Path, platform: Platform) -> Facts:
    """Read a Linux library."""
    binary = lief.ELF.parse(str(path))
    if binary is None or binary.header.machine_type != ELF[platform.name]:
        return Facts(set(), set(), ["is no ELF library of that processor"])
    problems = []
    for requirement in binary.symbols_version_requirement:
        for version in requirement.get_auxiliary_symbols():
            name, _, number = version.name.partition("_")
            if name == "GLIBC" and number[:1].isdigit() and tuple(map(int, number.split("."))) > NEWEST_GLIBC:
                problems.append(f"needs {version.name}, newer than glibc {'.'.join(map(str, NEWEST_GLIBC))}")
    return Facts({symbol.name for symbol in binary.exported_symbols}, set(binary.libraries), problems)


def read_macho(path: Path, platform: Platform) -> Facts:
    """Read a macOS library."""
    fat = lief.MachO.parse(str(path))
    if fat is None or fat.at(0).header.cpu_type != MACHO[platform.name]:
        return Facts(set(), set(), ["is no Mach-O library of that processor"])
    binary = fat.at(0)
    # Apple's own processors run nothing unsigned; an ad-hoc signature will do.
    problems = [] if binary.has_code_signature or platform.name == "macos64" else ["has no code signature"]
    needs = {library.name for library in binary.libraries if Path(library.name).name != path.name}
    return Facts({symbol.name[1:] for symbol in binary.exported_symbols}, needs, problems)


def read_pe(path: Path, platform: Platform) -> Facts:
    """Read a Windows library."""
    binary = lief.PE.parse(str(path))
    if binary is None or binary.header.machine != lief.PE.Header.MACHINE_TYPES.AMD64:
        return Facts(set(), set(), ["is no PE library for x86-64"])
    exports = binary.get_export()
    names = {entry.name for entry in exports.entries} if exports is not None else set()
    return Facts(names, {library.name.lower() for library in binary.imports}, [])


READERS: dict[str, Callable[[Path, Platform], Facts]] = {
    ".so": read_elf,
    ".dylib": read_macho,
    ".dll": read_pe,
}
SYSTEM: dict[str, tuple[str, ...]] = {
    ".so": ("libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libgcc_s.so", "ld-linux"),
    ".dylib": ("/usr/lib/", "/System/Library/"),
    ".dll": (
        "api-ms-win-",
        "kernel32",
        "kernelbase",
        "ntdll",
        "advapi32",
        "bcryptprimitives",
        "ws2_32",
        "userenv",
        "ucrtbase",
        "shell32",
        "ole32",
    ),
}


def check(platform: Platform) -> list[str]:
    """List what is wrong with one platform's folder."""
    folder = NATIVES / platform.name
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: value for value, name in (line.split("  ", 1) for line in lines)}
    problems = []
    for crate, name in zip(CRATES, platform.files()):
        path = folder / name
        facts = READERS[platform.suffix](path, platform)
        found = list(facts.problems)
        if not any(symbol.startswith(ENTRY[crate]) for symbol in facts.exports):
            found.append(f"exports no {ENTRY[crate]}")
        allowed = SYSTEM[platform.suffix]
        # Windows has no other way than to name the library; python3.dll is the one that every CPython 3 has.
        if platform.suffix == ".dll" and crate == "drua_core":
            allowed = (*allowed, "python3.dll")
            if "python3.dll" not in facts.needs:
                found.append("does not import python3.dll")
        found += [f"needs {need}" for need in sorted(facts.needs) if not need.startswith(allowed)]
        if sums.get(name) != file_digest(path):
            found.append("differs from its checksum")
        say(f"{platform.name}/{name}: {'; '.join(found) if found else 'as it should be'}")
        problems += [f"{platform.name}/{name} {problem}" for problem in found]
    return problems


def main(names: list[str]) -> None:
    """Check the named platforms, all of them before failing."""
    lief.logging.disable()
    problems = [problem for name in names for problem in check(BY_NAME[name])]
    if problems:
        fail("natives are not fit to ship: " + "; ".join(problems))


if __name__ == "__main__":
    main(sys.argv[1:])
