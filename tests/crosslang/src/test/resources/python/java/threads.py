"""Several threads of both languages, and little room on their stacks."""

import sys

Callbacks = jimport("io.drua.crosslang.java.Callbacks")
Function = jimport("java.util.function.Function")
Thread = jimport("java.lang.Thread")


def together(work, count):
    failed = []

    def guarded(number):
        try:
            work(number)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_one_map_for_all():
    shared = jimport("java.util.concurrent.ConcurrentHashMap")()

    def work(number):
        for at in range(1000):
            shared.put(f"{number}-{at}", at)
            assert shared.get(f"{number}-{at}") == at
            jimport("java.util.ArrayList")(["x"])

    together(work, 6)
    assert shared.size() == 6000


def test_classes_are_met_by_all_at_once():
    names = (
        "java.util.concurrent.ForkJoinPool java.util.concurrent.Phaser java.util.Scanner java.text.SimpleDateFormat "
        "java.util.zip.ZipFile java.net.URLConnection java.time.chrono.JapaneseDate java.security.KeyStore"
    ).split()
    start = threading.Barrier(8)
    found = {}

    def work(number):
        start.wait()
        for name in names:
            made = jimport(name)
            assert found.setdefault(name, made) is made
            assert made.class_.getName() == name

    together(work, 8)
    assert len(found) == len(names)


def test_parallel_streams_call_python():
    numbers = jimport("java.util.stream.IntStream").range(0, 500).parallel()
    assert numbers.map(lambda value: value * 2).sum() == 499 * 500
    with raises(ZeroDivisionError):
        jimport("java.util.stream.IntStream").range(0, 500).parallel().map(lambda value: 1 // (value - 250)).sum()


def test_executors():
    pool = jimport("java.util.concurrent.Executors").newFixedThreadPool(4)
    Callable = jimport("java.util.concurrent.Callable")
    try:
        tasks = [proxy(lambda at=at: f"{at} {threading.current_thread() is not None}", Callable) for at in range(20)]
        assert [future.get() for future in pool.invokeAll(tasks)] == [f"{at} True" for at in range(20)]
        failing = pool.submit(proxy(lambda: 1 // 0, Callable))
        with raises(jimport("java.util.concurrent.ExecutionException")) as caught:
            failing.get()
        assert isinstance(caught.value.__cause__, ZeroDivisionError)
    finally:
        pool.shutdown()


def test_both_wait_for_each_other():
    ready, answer = jimport("java.util.concurrent.CountDownLatch")(1), threading.Event()

    def wait():
        ready.await_()
        answer.set()

    thread = Thread(wait)
    thread.start()
    assert not answer.is_set()
    ready.countDown()
    assert answer.wait(20)
    thread.join()


def down(function, depth):
    return 0 if depth == 0 else 1 + function.apply(depth - 1)


def ends(depth):
    """Call deeply, and say how that ended."""
    function = None

    def step(left):
        return down(function, left)

    function = proxy(step, Function)
    try:
        return function.apply(depth)
    except (RecursionError, jimport("java.lang.StackOverflowError")) as error:
        return type(error).__name__


def test_ten_thousand_calls_on_any_stack():
    for size in (0, 256 * 1024, 512 * 1024, 1 << 20, 16 << 20):
        found = []
        thread = Thread(None, lambda: found.append((ends(20), ends(10_000), ends(20))), "stack", size)
        thread.start()
        thread.join()
        assert found and found[0][0] == found[0][2] == 20, (size, found)
        assert found[0][1] in ("RecursionError", "StackOverflowError"), (size, found)


def test_ten_thousand_calls_on_pythons_threads():
    before = threading.stack_size(1 << 20)
    try:
        found = []
        together(lambda number: found.append((ends(20), ends(10_000))), 2)
    finally:
        threading.stack_size(before)
    assert all(few == 20 and many in ("RecursionError", "StackOverflowError") for few, many in found), found


def test_long_texts_leave_nothing_behind():
    import ctypes

    class Info(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd rest1 rest2 rest3 rest4 rest5".split()]

    ask = None if sys.platform != "linux" else getattr(ctypes.CDLL(None), "mallinfo2", None)
    if ask is None:
        print("SKIPPED: test_long_texts_leave_nothing_behind: this C library can't be asked for its memory (mallinfo2)")
        return
    ask.restype = Info
    text = "x" * (24 << 20)
    Callbacks.same("short")
    gc.collect()
    before = ask().hblkhd
    assert len(Callbacks.same(text)) == len(text)
    Callbacks.same("short")
    gc.collect()
    assert ask().hblkhd - before < 8 << 20, f"{(ask().hblkhd - before) >> 20} MB are kept"
