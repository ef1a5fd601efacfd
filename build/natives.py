"""Build the two native libraries, and stage them for the jar and the application folder.

``natives.py host`` builds them for this machine with plain cargo. ``natives.py release`` builds them for
every platform with cargo-zigbuild and zig, both from PyPI, and checks each library. ``natives.py check``
formats, lints and tests the Rust workspace. Staged files lie in ``target/natives/<platform>/`` beside their
``SHA256SUMS``.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from environment import tools
from place import (
    NATIVES,
    ROOT,
    copy_if_changed,
    fail,
    file_digest,
    find_rust_tool,
    host_platform,
    run,
    rust_tool,
    write_if_changed,
)
from platforms import BY_NAME, CRATES, PLATFORMS, Platform
from pythons import prepared as pythons_prepared

ZIGBUILD = "cargo-zigbuild==0.24.0"
ZIG = "ziglang==0.17.1"
LIEF = "lief==1.0.0"

OUTPUT = Path(os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target")))
PACKAGES = [part for crate in CRATES for part in ("-p", crate.replace("_", "-"))]


def build_host() -> None:
    """Build with the machine's own linker: quick, and all that a developer needs."""
    run([rust_tool("cargo"), "build", "--release", "--locked", *PACKAGES])
    name = host_platform()
    # What a release build left for other systems may be older than this.
    for other in BY_NAME:
        if other != name:
            shutil.rmtree(NATIVES / other, ignore_errors=True)
    stage(BY_NAME[name], OUTPUT / "release")


def build_release() -> None:
    """Build for all platforms, stage, and check."""
    python = tools(ZIGBUILD, ZIG, LIEF)
    cargo = rust_tool("cargo")
    rustup = find_rust_tool("rustup")
    # Without rustup the system's own Rust must have the targets; cargo says so when it hasn't.
    if rustup is not None:
        run([rustup, "target", "add", *(platform.triple for platform in PLATFORMS)])
    # cargo finds its subcommand, and that one finds zig, by the PATH.
    path = os.pathsep.join([str(python.parent), str(Path(cargo).parent), os.environ.get("PATH", "")])
    registry = os.environ.get("CARGO_HOME", str(Path.home() / ".cargo"))
    # Messages of panics name source files: not those of the machine that built the release.
    remap = [f"--remap-path-prefix={registry}=cargo", f"--remap-path-prefix={ROOT}=drua"]
    environment = {"PATH": path, "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(remap)}
    for platform in PLATFORMS:
        target = platform.triple + platform.oldest
        run([cargo, "zigbuild", "--release", "--locked", "--target", target, *PACKAGES], environment)
        stage(platform, OUTPUT / platform.triple / "release")
    run(
        [
            str(python),
            str(Path(__file__).with_name("check_natives.py")),
            *(platform.name for platform in PLATFORMS),
        ]
    )


def check_workspace() -> None:
    """Do what every change of the Rust half must pass."""
    cargo = rust_tool("cargo")
    run([cargo, "fmt", "--all", "--check"])
    run([cargo, "clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
    # The core is called from C in each of these; the other tests look for interpreters themselves.
    pythons = os.pathsep.join(python for _, python, _ in pythons_prepared())
    run([cargo, "test", "--workspace", "--locked"], {"DRUA_TEST_PYTHONS": pythons})


def stage(platform: Platform, built: Path) -> None:
    """Copy a platform's libraries to where the jar and the application take them from."""
    folder = NATIVES / platform.name
    sums: list[str] = []
    for name in platform.files():
        source = built / name
        if not source.is_file():
            fail(f"cargo made no {source}: is its crate-type cdylib?")
        copy_if_changed(source, folder / name)
        sums.append(f"{file_digest(source)}  {name}\n")
    write_if_changed(folder / "SHA256SUMS", "".join(sums))


def main(arguments: list[str]) -> None:
    """Run the command line described above."""
    actions = {"host": build_host, "release": build_release, "check": check_workspace}
    if len(arguments) != 1 or arguments[0] not in actions:
        fail("say what to do: natives.py host, natives.py release or natives.py check")
    actions[arguments[0]]()


if __name__ == "__main__":
    main(sys.argv[1:])
