"""The platforms that Drua has natives for, and what their libraries are called."""

from __future__ import annotations

from typing import NamedTuple

CRATES = ("drua_loader", "drua_core")


class Platform(NamedTuple):
    """One platform.

    Attributes
    ----------
    name : str
        The name of its folder in ``lib/`` and in the jar, as ImageJ and Fiji spell it.
    triple : str
        Rust's name of it.
    oldest : str
        What zig links against, as a suffix of the triple: on Linux the oldest C library that the natives
        run with.
    prefix, suffix : str
        What surrounds a library's name.
    """

    name: str
    triple: str
    oldest: str
    prefix: str
    suffix: str

    def files(self) -> list[str]:
        """Give the file names of the libraries, in the order of ``CRATES``."""
        return [f"{self.prefix}{crate}{self.suffix}" for crate in CRATES]


PLATFORMS = (
    Platform("linux64", "x86_64-unknown-linux-gnu", ".2.17", "lib", ".so"),
    Platform("linux-arm64", "aarch64-unknown-linux-gnu", ".2.17", "lib", ".so"),
    Platform("macos64", "x86_64-apple-darwin", "", "lib", ".dylib"),
    Platform("macos-arm64", "aarch64-apple-darwin", "", "lib", ".dylib"),
    Platform("win64", "x86_64-pc-windows-gnu", "", "", ".dll"),
)
BY_NAME = {platform.name: platform for platform in PLATFORMS}
