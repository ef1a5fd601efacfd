"""Collect the licences of the Rust crates that the shipped natives contain."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from place import ROOT, fail, rust_tool
from platforms import CRATES, PLATFORMS

NAMES = ("license", "licence", "copying", "copyright", "notice", "unlicense")


def third_party() -> str:
    """Give one text with name, version, licence and licence texts of each crate, for all platforms."""
    packages: dict[str, dict[str, Any]] = {}
    for platform in PLATFORMS:
        for package in _shipped(platform.triple):
            packages[package["id"]] = package
    parts = ["Drua's native libraries contain these libraries, and Rust's standard library (MIT OR Apache-2.0).\n"]
    texts: dict[str, list[str]] = {}
    for package in sorted(packages.values(), key=lambda one: (one["name"], one["version"])):
        title = f"{package['name']} {package['version']}"
        if not package["license"]:
            fail(f"{title} names no licence: look at it before it is shipped")
        parts.append(f"{title}: {package['license']}\n")
        folder = Path(package["manifest_path"]).parent
        for file in sorted(folder.iterdir()):
            if file.is_file() and file.name.lower().startswith(NAMES):
                texts.setdefault(file.read_text(encoding="utf-8", errors="replace").strip(), []).append(title)
    for text, titles in texts.items():
        parts.append(f"\n{'=' * 80}\n{', '.join(dict.fromkeys(titles))}\n{'=' * 80}\n{text}\n")
    return "".join(parts)


def _shipped(triple: str) -> list[dict[str, Any]]:
    """List the foreign packages in the libraries of one platform: no build scripts, macros or tests."""
    command = [rust_tool("cargo"), "metadata", "--format-version=1", "--locked", "--filter-platform", triple]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        fail(f"cargo metadata ended with status {done.returncode}")
    metadata = json.loads(done.stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    waiting = [one for one in packages if packages[one]["name"].replace("-", "_") in CRATES]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one in seen or _is_macro(packages[one]):
            continue
        seen.add(one)
        for link in nodes[one]["deps"]:
            if any(kind["kind"] is None for kind in link["dep_kinds"]):
                waiting.append(link["pkg"])
    return [packages[one] for one in seen if packages[one]["source"] is not None]


def _is_macro(package: dict[str, Any]) -> bool:
    return any("proc-macro" in target["kind"] for target in package["targets"])
