"""Processors that misbehave."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import numpy as np

from drua import FrameMetadata, Image, processor, record

lock = threading.Lock()


@processor(pin=True)
def raise_at(image: Image, metadata: FrameMetadata, at: int = 37) -> None:
    """Change half of the frame, and raise at one time point."""
    image[:1] += 1
    if metadata.axes["time"] == at:
        raise ValueError(f"no good at {at}")
    image[1:] += 1


@processor
def always_raise(image: Image) -> None:
    """Raise."""
    raise RuntimeError("never works")


@processor
def leave(image: Image, how: str = "exit", at: int = 0) -> None:
    """End the program, or try to."""
    if int(image[0, 0]) != at:
        return
    if how == "exit":
        sys.exit(3)
    if how == "systemexit":
        raise SystemExit("out")
    if how == "interrupt":
        raise KeyboardInterrupt
    if how == "generator":
        raise GeneratorExit


@processor
def slow(image: Image, seconds: float = 0.3) -> None:
    """Take its time, outside the interpreter."""
    time.sleep(seconds)
    image += 1


@processor
def spin(image: Image, mark: str = "") -> None:
    """Never end; say when it is made to."""
    _mark(mark)
    try:
        while True:
            time.time()
    finally:
        _mark(mark and f"{mark} ended")


@processor(pin=True)
def spin_in_place(image: Image, mark: str = "") -> None:
    """Never end, and work in place after a first frame."""
    if int(image[0, 0]) == 0:
        return
    _mark(mark)
    while True:
        time.time()


@processor
def sleep_long(image: Image, mark: str = "") -> None:
    """Sleep for a minute in one call of C."""
    _mark(mark)
    time.sleep(60)


@processor(pin=True)
def nap_in_place(image: Image, mark: str = "", seconds: float = 3.5) -> None:
    """Sleep in one call of C while the frame is pinned, from the second frame on."""
    if int(image[0, 0]) > 0:
        _mark(mark)
        time.sleep(seconds)
    image += 1


@processor
def wait_for_lock(image: Image, mark: str = "") -> None:
    """Wait for a lock that nobody gives back."""
    _mark(mark)
    lock.acquire()
    lock.acquire()


def _mark(path: str) -> None:
    if path:
        Path(path).touch()


@processor
def recurse(image: Image) -> None:
    """Recurse without an end."""
    recurse_more(1)


def recurse_more(depth: int) -> int:
    """Call itself."""
    return recurse_more(depth + 1) + 1


@processor(calls_java=True)
def java_error(image: Image, kind: str = "OutOfMemoryError") -> None:
    """Let Java throw an Error."""
    from drua.micromanager import trouble

    trouble.throw(kind)


@processor(pin=True)
def threads(image: Image) -> None:
    """Let threads work on the frame, and wait for them."""
    rows = image.shape[0]

    def work(first: int) -> None:
        image[first::4] += 1

    workers = [threading.Thread(target=work, args=(first,)) for first in range(min(4, rows))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


@processor
def leave_thread(image: Image) -> None:
    """Leave a thread behind that goes on after the frame, on a copy of its own."""
    copy = image.copy()
    thread = threading.Thread(target=lambda: (time.sleep(0.05), copy.sum()), daemon=True)
    thread.start()
    image += 1


@processor(calls_java=True)
def ask_studio(image: Image) -> None:
    """Call Studio."""
    from drua.micromanager import studio

    studio.logs().logMessage("a processor was here")
    running = studio.acquisitions().isAcquisitionRunning()
    record(running=running, profile=studio.profile().getProfileName())
    image += 1


@processor(calls_java=True)
def clear_pipeline(image: Image) -> None:
    """Take all processors out of the window that this one is in."""
    from drua.micromanager import studio

    studio.data().clearPipeline()
    image += 1


@processor(calls_java=True)
def stop_live(image: Image) -> None:
    """End live mode, from inside of a live frame."""
    from drua.micromanager import studio

    studio.live().setLiveModeOn(False)
    image += 1


@processor
def take_too_much(image: Image) -> Image:
    """Ask for more memory than there is."""
    return np.ones((1 << 24, 1 << 24), np.float32)


@processor(pin=True)
def call_java_unsaid(image: Image) -> None:
    """Call Java without having said so."""
    from drua.micromanager import studio

    if int(image[0, 0]) > 0:
        studio.logs().logMessage("unsaid")
    image += 1


@processor
class FailToStart:
    """Raise in start."""

    def start(self, summary: FrameMetadata) -> None:
        """Raise."""
        raise RuntimeError("not today")

    def process(self, image: Image) -> None:
        """Do nothing."""


@processor
class FailToStop:
    """Raise in stop."""

    def process(self, image: Image) -> None:
        """Brighten."""
        image += 1

    def stop(self) -> None:
        """Raise."""
        raise RuntimeError("won't stop")


@processor
class StuckAtStart:
    """Never get ready."""

    def __init__(self, mark: str = "", how: str = "spin") -> None:
        self.mark = mark
        self.how = how

    def start(self, summary: FrameMetadata) -> None:
        _mark(self.mark)
        if self.how == "sleep":
            time.sleep(60)
        while True:
            time.time()

    def process(self, image: Image) -> None:
        image += 1


@processor
class NapAndStop:
    """Take a long nap in the first frame, and note when it is stopped."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark

    def process(self, image: Image) -> None:
        _mark(self.mark)
        time.sleep(4)

    def stop(self) -> None:
        _mark(self.mark + " stopped")


@processor
def spin_once(image: Image, mark: str = "") -> None:
    """Never end the first time, and add one later."""
    if not Path(mark).exists():
        _mark(mark)
        while True:
            time.time()
    image += 1


@processor
def enlarge_but(image: Image, metadata: FrameMetadata, at: int = 3) -> Image:
    """Give a larger frame of another type, but raise, with a very long message, at one time point."""
    if metadata.axes["time"] == at:
        raise ValueError("too long " * 100_000)
    return np.kron(image, np.ones((2, 3), image.dtype)).astype(np.float32)
