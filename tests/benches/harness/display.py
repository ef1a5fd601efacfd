"""A display for ImageJ: its commands need a menu bar, and that needs a display."""

from __future__ import annotations

import os
import shutil
import subprocess
from types import TracebackType

from harness.place import BuildError


class Display:
    """An Xvfb of its own for as long as it is entered; ``DISPLAY`` where there is no Xvfb."""

    def __enter__(self) -> str:
        """Start it and name it."""
        self.server: subprocess.Popen[bytes] | None = None
        program = shutil.which("Xvfb")
        if program is None:
            if "DISPLAY" in os.environ:
                return os.environ["DISPLAY"]
            raise BuildError("no display: install Xvfb, or set DISPLAY")
        reader, writer = os.pipe()
        command = [program, "-displayfd", str(writer), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
        self.server = subprocess.Popen(command, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise BuildError("Xvfb did not start")
        return f":{number}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop what was started."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait()
