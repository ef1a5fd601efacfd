"""What Drua's files are called and where they lie in an ImageJ or Fiji folder.

The folder that ``mvn -Prun`` starts and the zip that ``mvn -Prelease package`` makes have the same layout,
so that the first is a test of the second.
"""

from __future__ import annotations

from pathlib import Path

from place import NATIVES, ROOT, fail
from platforms import BY_NAME

PLUGIN = "plugins/Drua_.jar"  # ImageJ scans a jar for commands when its name has an underscore
SUPPORT = "lib/drua"


def application_files(jars: Path, version: str, platforms: list[str]) -> dict[str, Path]:
    """Map the place of each file in the application folder to the file that goes there.

    Parameters
    ----------
    jars
        Folder with ``drua-fiji.jar`` and ``drua-bridge.jar``.
    version
        Version of the bridge, which is part of its jar's name: ImageJ's updater compares such names.
    platforms
        Whose natives to take.
    """
    files = {PLUGIN: jars / "drua-fiji.jar", f"jars/drua-bridge-{version}.jar": jars / "drua-bridge.jar"}
    for platform in platforms:
        for name in [*BY_NAME[platform].files(), "SHA256SUMS"]:
            files[f"lib/{platform}/{name}" if name != "SHA256SUMS" else f"lib/{platform}/drua.SHA256SUMS"] = (
                NATIVES / platform / name
            )
    scripts = ROOT / "python-scripts"
    for source in sorted((scripts / "drua").rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            files[f"{SUPPORT}/python/{source.relative_to(scripts).as_posix()}"] = source
    for source in sorted((scripts / "routines").glob("*.py")):
        files[f"routines/{source.name}"] = source
    files[f"{SUPPORT}/requirements.txt"] = scripts / "requirements" / "routines.txt"
    files[f"{SUPPORT}/licences/LICENSE"] = ROOT / "LICENSE"
    absent = [str(path) for path in files.values() if not path.is_file()]
    if absent:
        fail("parts of the application were not built: " + ", ".join(absent))
    return files
