"""What CountsTest asks of Python."""

held = []
failures = []


def make(count):
    """Make objects that nobody keeps."""
    kind = jimport("java.lang.Object")
    for _ in range(count):
        kind()


def hold(count):
    """Make objects that Python keeps."""
    kind = jimport("java.util.ArrayList")
    held.extend(kind([number]) for number in range(count))


def keep(value):
    """Keep an object that Java gives."""
    held.append(value)


def drop():
    """Keep nothing any more."""
    held.clear()
    gc.collect()


def drop_on_threads(count):
    """Let go of what is kept, on several threads at once and in any order."""
    parts = [held[at::count] for at in range(count)]
    held.clear()
    threads = [threading.Thread(target=parts[at].clear) for at in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def drop_on_java_threads(count):
    """The same on threads that Java made."""
    parts = [held[at::count] for at in range(count)]
    held.clear()
    threads = [jimport("java.lang.Thread")(part.clear) for part in parts]
    parts.clear()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def drop_in_finalizers(count):
    """Objects that use Java while they are destroyed, in cycles, so that the collector destroys them."""

    class Dying:
        def __init__(self):
            self.cycle = self
            self.java = jimport("java.util.ArrayList")([1])

        def __del__(self):
            try:
                assert self.java.size() == 1
            except BaseException as error:
                failures.append(error)

    for _ in range(count):
        Dying()
    gc.collect()
    assert not failures, failures[0]


class Source:
    """Has listeners in Java that refer to it."""

    def __init__(self):
        self.listeners = jimport("java.util.ArrayList")()

    def run(self):
        """Do nothing."""


def cycles(count, how):
    """Make cycles through both collectors and break them."""
    for _ in range(count):
        source = Source()
        made = proxy(source, "java.lang.Runnable", weak=how == "weak")
        source.listeners.add(made)
        made.run()
        if how == "close":
            close(made)
        elif how == "remove":
            source.listeners.clear()


def churn(count):
    """Calls, exceptions, iterators, arrays, callbacks and casts."""
    lists, ints = jimport("java.util.ArrayList"), jimport("java.util.Arrays")
    for number in range(count):
        values = lists([number, "x"])
        assert list(values.iterator())[1] == "x" and values.stream().map(str).count() == 2
        try:
            values.get(5)
        except jimport("java.lang.IndexOutOfBoundsException") as error:
            assert error.getMessage()
        made = array("int", [3, 1, 2])
        ints.sort(made)
        assert made[0] == 1 and values.equals(cast(values, "java.util.List"))
        values.forEach(lambda value: None)
        values.add(proxy(lambda: number, "java.util.concurrent.Callable"))
        values.add(object())


def count():
    """Return how many Java objects Python holds, by Python's own count."""
    return references()
