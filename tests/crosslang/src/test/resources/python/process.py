"""What a routine must not do to the process that it lives in."""

import os
import sys


def leave(image):
    image += 1
    sys.exit(3)


def leave_quietly(image):
    exit()


def leave_hard(image):
    os._exit(3)


def leave_by_abort(image):
    os.abort()


def fork(image):
    return os.fork()


def ask(image):
    return input("name? ")


def read(image):
    return sys.stdin.read()


def read_descriptor(image):
    return os.read(0, 1) if False else sys.stdin.readline()


def interrupt(image):
    raise KeyboardInterrupt


def system_exit_in_thread(image):
    import threading

    thread = threading.Thread(target=lambda: sys.exit(4))
    thread.start()
    thread.join()
    return "alive"


def subprocess(image):
    import subprocess

    done = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def executable(image):
    return [sys.executable, sys.prefix]


def start_method(image):
    import multiprocessing

    return multiprocessing.get_start_method()


def pool(image):
    import math
    import multiprocessing

    with multiprocessing.Pool(1) as workers:
        return workers.map(math.factorial, [3, 4, 5])


def forked_pool(image):
    import multiprocessing

    context = multiprocessing.get_context("fork")
    process = context.Process(target=print)
    process.start()


def executor(image):
    import math
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1) as workers:
        return list(workers.map(math.factorial, [3, 4, 5]))
