"""The interpreter inside a host: streams, logging, forks. Each in a process of its own, which it changes."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

PRELUDE = """
import sys, types, json
core = types.ModuleType("drua._core")
events = []
core.write = lambda stream, text: events.append(["write", stream, text])
core.log = lambda level, text: events.append(["log", level, text])
core.cancelled = lambda: False
core.java_available = lambda: False
sys.modules["drua._core"] = core
real = sys.stdout
sys.orig_argv = [] if EMBEDDED else sys.orig_argv
from drua import _host
_host.attach()
def load(body, name="f"):
    import tempfile, pathlib
    folder = tempfile.mkdtemp()
    path = pathlib.Path(folder, "file.py")
    path.write_text("from drua import *\\nimport sys, os, logging\\n@routine\\ndef f(image: Image) -> Any:\\n"
                    .replace("-> Any", "-> object") + "\\n".join("    " + line for line in body.splitlines()))
    return _host.load(str(path), name)
"""


def inside(code: str, embedded: bool = True) -> list[Any]:
    """Run code in an attached interpreter; return the events that it recorded."""
    start = PRELUDE.replace("EMBEDDED", str(embedded))
    finish = "\nreal.write(json.dumps(events)); real.flush()\n"
    result = subprocess.run(
        [sys.executable, "-c", start + textwrap.dedent(code) + finish],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=ROOT,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    events: list[Any] = json.loads(result.stdout)
    return events


def test_attaching_imports_nothing_heavy_and_twice_is_once() -> None:
    events = inside("""
        before = sys.stdout
        _host.attach()
        assert sys.stdout is before
        heavy = {"logging", "multiprocessing", "numpy", "inspect", "dataclasses", "asyncio", "subprocess"}
        events.append(sorted(heavy & set(sys.modules)))
    """)
    assert events == [[]]


def test_output_by_lines_within_a_routine_and_at_once_outside() -> None:
    events = inside("""
        import numpy as np
        print("a", "b")
        events.clear()
        load('''print("a", 1, end="\\\\n"); print("half", end=""); print("error", file=sys.stderr)''')(np.zeros((2, 2)))
    """)
    assert events == [["write", 1, "a 1\n"], ["write", 2, "error\n"], ["write", 1, "half"]]


def test_output_of_a_failed_routine_is_not_lost() -> None:
    events = inside("""
        import numpy as np
        try:
            load('print("half", end=""); 1 / 0')(np.zeros((2, 2)))
        except ZeroDivisionError:
            pass
    """)
    assert events == [["write", 1, "half"]]


def test_long_lines_and_odd_characters() -> None:
    events = inside("""
        sys.stdout.write("x" * 10)
        sys.stdout.write("\\udcff\\U0001f600")
        sys.stdout.buffer.write("é".encode())
        sys.stdout.writelines(["a", "b"])
        import numpy as np
        load("sys.stdout.write('y' * 10000); sys.stdout.write('z'); sys.stdout.flush(); return None")(np.zeros((2, 2)))
    """)
    assert [event[2] for event in events] == ["x" * 10, "\\udcff\U0001f600", "é", "ab", "y" * 10000, "z"]


def test_streams_look_like_files() -> None:
    events = inside("""
        import io
        out = sys.stdout
        events.append([out.encoding, out.isatty(), out.writable(), out.readable(), out.name, sys.__stdout__ is out])
        try:
            out.fileno()
        except io.UnsupportedOperation as error:
            events.append(str(error))
        try:
            out.write(b"x")
        except TypeError as error:
            events.append(str(error))
        out.close(); print("still", file=out, end="")
    """)
    assert events[0] == ["utf-8", False, True, False, "<stdout>", True]
    assert events[1:3] == ["the host's console has no file number", "write() argument must be str, not bytes"]
    assert events[3:] == [["write", 1, "still"]]


@pytest.mark.parametrize("read", ["input('?')", "sys.stdin.read()", "sys.stdin.readline()", "list(sys.stdin)"])
def test_reading_standard_input_says_what_to_do(read: str) -> None:
    events = inside(f"""
        try:
            {read}
        except EOFError as error:
            events.append([type(error).__name__, str(error), error.hint])
    """)
    name, message, hint = events[-1]
    assert name == "InputError" and "can't read standard input" in message and "parameter" in hint


def test_logging_reaches_the_host_whatever_basic_config_says() -> None:
    events = inside("""
        import logging
        logging.getLogger("lab").info("too low")
        logging.getLogger("lab").warning("careful %d", 3)
        logging.basicConfig(level=logging.DEBUG, format="<%(message)s>")
        logging.debug("low\\udcff")
        try:
            1 / 0
        except ZeroDivisionError:
            logging.exception("failed")
        events.append([len(logging.getLogger().handlers)])
    """)
    assert events[:2] == [["log", 30, "lab: careful 3"], ["log", 10, "<low\\udcff>"]]
    level, text = events[2][1:]
    assert level == 40 and text.startswith("<failed>\nTraceback") and "ZeroDivisionError" in text
    assert events[3:] == [[1]]


def test_logging_that_was_there_before() -> None:
    start = PRELUDE.replace("EMBEDDED", "True")
    code = start.replace("import sys", "import logging, sys", 1) + (
        "logging.getLogger('a').error('x')\nreal.write(json.dumps(events))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(result.stdout) == [["log", 40, "a: x"]]


def test_warnings_go_to_the_error_stream() -> None:
    events = inside("import warnings; warnings.warn('careful', UserWarning)")
    assert events[0][:2] == ["write", 2] and "UserWarning: careful" in events[0][2]


@pytest.mark.parametrize("call", ["fork()", "forkpty()", "_exit(0)", "abort()", "execv('/bin/true', ['x'])"])
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
def test_calls_that_would_lose_the_host_are_refused(call: str) -> None:
    events = inside(f"""
        import os, posix, numpy as np
        for module in (os, posix):
            try:
                module.{call}
            except RuntimeError as error:
                events.append([type(error).__name__, str(error), error.hint])
    """)
    assert len(events) == 2
    for name, message, hint in events:
        assert name == "ForbiddenCallError" and message.startswith(f"os.{call.partition('(')[0]}()") and hint


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing on Windows")
@pytest.mark.parametrize(
    "call",
    [
        "os.kill(os.getpid(), 9)",
        "os.kill(0, 15)",
        "os.kill(-os.getpgrp(), 15)",
        "os.killpg(os.getpgrp(), 15)",
        "posix.kill(os.getpid(), 11)",
        "signal.raise_signal(6)",
        "signal.pthread_kill(threading.get_ident(), 11)",
    ],
)
def test_signals_to_the_host_itself_are_refused(call: str) -> None:
    events = inside(f"""
        import os, posix, signal, threading
        try:
            {call}
        except RuntimeError as error:
            events.append([type(error).__name__, str(error), error.hint])
    """)
    name, message, hint = events[0]
    assert name == "ForbiddenCallError"
    assert "kill" in message or "raise_signal" in message
    assert hint


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing on Windows")
def test_signals_to_other_processes_are_sent() -> None:
    events = inside("""
        import os, signal, subprocess
        os.kill(os.getpid(), 0)
        other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        os.kill(other.pid, signal.SIGTERM)
        events.append(other.wait())
        other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        other.kill()
        events.append(other.wait())
    """)
    assert events == [-15, -9]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
def test_subprocess_and_spawned_processes_work() -> None:
    events = inside("""
        import subprocess, multiprocessing
        done = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True)
        events.append(done.stdout.strip())
        events.append(multiprocessing.get_start_method())
        multiprocessing.set_start_method("spawn", force=True)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            events.append(pool.map(abs, [-1, 2]))
        try:
            multiprocessing.get_context("fork").Process(target=print).start()
        except RuntimeError as error:
            events.append(type(error).__name__)
    """)
    assert events == ["42", "spawn", [1, 2], "ForbiddenCallError"]


@pytest.mark.slow
def test_functions_of_a_routine_file_work_in_a_pool(tmp_path: Path) -> None:
    (tmp_path / "near.py").write_text("OFFSET = 10\n")
    (tmp_path / "pooled.py").write_text(
        textwrap.dedent("""
            import sys
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import Pool
            import near
            from drua import Image, routine

            def square(value: int) -> int:
                assert not any("drua" in argument for argument in sys.argv)
                return value * value + near.OFFSET

            @routine
            def total(image: Image) -> int:
                with Pool(1) as pool:
                    first = sum(pool.map(square, [1, 2, 3]))
                with ProcessPoolExecutor(1) as executor:
                    return first + sum(executor.map(square, [4]))
        """)
    )
    events = inside(f"""
        import numpy as np
        events.append(_host.load({str(tmp_path / "pooled.py")!r}, "total")(np.zeros((2, 2))))
    """)
    assert events == [14 + 30 + 16 + 10]


def test_fault_handler_is_refused() -> None:
    events = inside("""
        import faulthandler
        try:
            faulthandler.enable(file=real)
        except RuntimeError as error:
            events.append(str(error).partition(" is ")[0])
        events.append(faulthandler.is_enabled())
    """)
    assert events == ["faulthandler.enable()", False]


def test_pyplot_draws_in_memory(tmp_path: Path) -> None:
    """A module of this name stands for the library, which is not needed to run this test."""
    (tmp_path / "matplotlib.py").write_text("chosen = []\ndef use(backend): chosen.append(backend)\n")
    events = inside(f"""
        sys.path.insert(0, {str(tmp_path)!r})
        import matplotlib
        events.append(matplotlib.chosen)
    """)
    assert events == [["agg"]]


def test_interpreter_that_ran_before_keeps_its_own_ways_outside_of_routines() -> None:
    events = inside(
        """
        import io, os, numpy as np
        own = io.StringIO()
        sys.stdout._own = own
        sys.stdin._own = io.StringIO("typed\\nmore\\n")
        print("outside")
        events.append([input(), next(sys.stdin), list(sys.stdin)])
        load("print('inside', end='')")(np.zeros((2, 2)))
        try:
            load("input()")(np.zeros((2, 2)))
        except EOFError as error:
            events.append(type(error).__name__)
        print("again")
        events.append([own.getvalue(), os.fork.__module__])
        """,
        embedded=False,
    )
    assert events == [
        ["typed", "more\n", []],
        ["write", 1, "inside"],
        "InputError",
        ["outside\nagain\n", "posix"],
    ]


def test_progress_outside_a_host_does_nothing() -> None:
    import drua

    drua.progress(0.5, "x")
    drua.progress(None)
    assert drua.cancelled() is False
