"""The Python process of ``PyjavazBench``: halves 16-bit frames and sends them back."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Any

import numpy as np
from bench_functions import shift
from pyjavaz import JavaObject, PullSocket, PushSocket, deserialize_array

POLL_MS = 30


def sockets(push_port: int, pull_port: int) -> None:
    """Serve a pair of Java's sockets, as pycromanager's image processors do, until the process is ended."""
    frames, results = PullSocket(push_port), PushSocket(pull_port)
    while True:
        message: dict[str, Any] | None = None
        while message is None:
            message = frames.receive(timeout=POLL_MS, suppress_debug_message=True)
        tags = message["metadata"]
        image = deserialize_array(message["pixels"]).reshape(tags["Height"], tags["Width"])
        shift(image)
        results.send({"pixels": image.tobytes(), "metadata": tags}, suppress_debug_message=True)


def call(workload: str, side: int, runs: int) -> None:
    """Fetch frames and give them back by calls of a Java object, and time that."""
    java = JavaObject("benches.PyjavazFrames", args=[side])

    def round_trip() -> None:
        image = java.give().view(np.uint16)
        shift(image)
        # Arrays among the arguments of a call are read in the other byte order than those that come from Java.
        java.take(image.byteswap().view(np.int16))

    round_trip()
    java.is_halved()
    times = []
    for turn in range(-runs, runs):
        start = time.perf_counter_ns()
        round_trip()
        if turn >= 0:
            times.append(time.perf_counter_ns() - start)
    times.sort()
    for metric, value in (("min", times[0]), ("median", times[len(times) // 2])):
        print("FIGURE", workload, "pyjavaz", "call", metric, f"{value / 1e3:.6f}", "us", sep="\t", flush=True)


def end_with_java() -> None:
    """End this process as soon as the one that started it has ended."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_java, daemon=True).start()
    if sys.argv[1] == "call":
        call(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        sockets(int(sys.argv[2]), int(sys.argv[3]))
