"""Python functions, methods and objects behind Java interfaces."""

Callbacks = jimport("io.drua.crosslang.java.Callbacks")
Many = Callbacks.Many
Runnable = jimport("java.lang.Runnable")
IllegalStateException = jimport("java.lang.IllegalStateException")


def test_functions_stand_for_functional_interfaces():
    assert Callbacks.apply(lambda value: value + 1, 4) == 5 and Callbacks.apply(abs, -4) == 4
    assert Callbacks.sorted(["ccc", "a", "bb"], lambda one, other: len(one) - len(other)) == ["a", "bb", "ccc"]
    assert Callbacks.give(lambda: "text") == "text" and Callbacks.give(lambda: None) is None
    values = []
    Callbacks.run(lambda: values.append(1))
    jimport("java.util.ArrayList")([1, 2]).forEach(values.append)
    assert values == [1, 1, 2]
    lengths = jimport("java.util.Comparator").comparing(len)
    assert Callbacks.sorted(["bb", "a"], lengths) == ["a", "bb"]
    assert list(jimport("java.util.stream.IntStream").range(0, 3).mapToObj(lambda value: f"<{value}>")) == ["<0>", "<1>", "<2>"]

    class Adder:
        def __init__(self):
            self.sum = 0

        def add(self, value):
            self.sum += value
            return self.sum

    adder = Adder()
    assert Callbacks.apply(adder.add, 4) == 4 and Callbacks.apply(adder.add, 4) == 8


def test_arguments_of_callbacks_are_java_objects():
    seen = []
    Callbacks.transform(lambda value: seen.append(value), jimport("java.util.ArrayList")([1]))
    assert is_java(seen[0], "java.util.ArrayList") and seen[0] == [1]


def test_classes_implement_interfaces():
    @implements("java.lang.Runnable", Many)
    class Both:
        def __init__(self):
            self.runs = 0

        @override
        def run(self):
            self.runs += 1

        def number(self):
            return 5

        def truth(self):
            return True

        def text(self):
            return "text"

    both = Both()
    Callbacks.run(both)
    assert both.runs == 1 and Callbacks.describe(both) == "5 true text default text"

    class Derived(Both):
        def kept(self):
            return "own"

    assert Callbacks.describe(Derived()) == "5 true text own"
    # What comes back is the very object.
    assert Callbacks.same(both) is both
    held = jimport("java.util.ArrayList")()
    held.add(proxy(both, Runnable))
    assert held[0] is both


def test_the_same_object_is_the_same_listener():
    @implements(Runnable)
    class Listener:
        def __init__(self):
            self.calls = 0

        def run(self):
            self.calls += 1

    listener = Listener()
    Callbacks.addListener(listener)
    jimport("java.lang.System").gc()
    assert Callbacks.fire() == 1 and listener.calls == 1
    assert Callbacks.removeListener(listener) is True and Callbacks.fire() == 0 and listener.calls == 1


def test_definitions_are_checked():
    with raises(TypeError, "lacks 2 abstract", r"boolean .*truth\(\)", r"String .*text\(\)"):

        @implements(Many)
        class Half:
            def number(self):
                return 1

    with raises(TypeError, "marked with override", "java.lang.Runnable has no method"):

        @implements("java.lang.Runnable")
        class Wrong:
            def run(self):
                pass

            @override
            def ran(self):
                pass

    with raises(TypeError, "only interfaces", "java.util.ArrayList is a class"):
        implements("java.util.ArrayList")(type("Made", (), {}))
    with raises(ImportError, "java.lang.Runable"):
        implements("java.lang.Runable")(type("Made", (), {}))
    with raises(TypeError, "at least one"):
        implements()
    with raises(TypeError, "can't extend"):

        class Sub(jimport("java.util.ArrayList")):
            pass


def test_methods_with_names_of_python():
    @implements("io.drua.crosslang.java.Worded")
    class Worded:
        def is_(self):
            return "is"

        def print(self, text):
            return "print " + text

    assert jimport("io.drua.crosslang.java.Worded").all(Worded()) == "is print x"


def test_proxies():
    made = proxy(lambda value: value * 2, "java.util.function.IntUnaryOperator")
    assert made.applyAsInt(4) == 8 and Callbacks.apply(made, 5) == 10 and isinstance(made, jimport("java.util.function.IntUnaryOperator"))
    assert made.andThen(lambda value: value + 1).applyAsInt(3) == 7
    assert made == made and made.hashCode() == made.hashCode() and made.toString()
    several = proxy(type("Plain", (), {"run": lambda self: None, "close": lambda self: None})(), Runnable, "java.lang.AutoCloseable")
    with several:
        several.run()
    with raises(TypeError, "at least one Java interface"):
        proxy(lambda: None)
    with raises(TypeError, "only interfaces"):
        proxy(lambda: None, "java.lang.Object")


def test_results_that_do_not_fit_say_so():
    for result, text in (("text", "text|str"), (None, "null|None"), (2**40, "1099511627776"), ([], "list|List")):
        with raises(Exception, text):
            Callbacks.apply(lambda value, result=result: result, 1)
    with raises(jimport("java.lang.UnsupportedOperationException"), "no method 'number'", "define it"):
        Callbacks.describe(proxy(object(), Many))


def test_callbacks_after_close():
    calls = []
    made = proxy(lambda: calls.append(1), Runnable)
    Callbacks.run(made)
    close(made)
    assert Callbacks.thrownBy(made).startswith("java.lang.IllegalStateException")
    with raises(IllegalStateException):
        made.run()
    close(made)
    assert calls == [1]
    with raises(TypeError, "expected a proxy"):
        close("text")


def test_weak_registration():
    class Listener:
        calls = 0

        def run(self):
            Listener.calls += 1

        def applyAsInt(self, value):
            return value + 1

    listener = Listener()
    made = proxy(listener, Runnable, "java.util.function.IntUnaryOperator", weak=True)
    made.run()
    assert Listener.calls == 1 and made.applyAsInt(1) == 2
    del listener
    gc.collect()
    made.run()
    assert Listener.calls == 1 and made.applyAsInt(1) == 0
    held = Listener()
    method = proxy(held.run, Runnable, weak=True)
    method.run()
    assert Listener.calls == 2
    del held
    gc.collect()
    method.run()
    assert Listener.calls == 2


def test_callbacks_from_other_threads():
    names = []
    current = jimport("java.lang.Thread").currentThread
    Callbacks.onThread(lambda: names.append(current().getName()))
    jimport("java.awt.EventQueue").invokeAndWait(lambda: names.append(current().getName()))
    pool = jimport("java.util.concurrent.Executors").newFixedThreadPool(4)
    # A Runnable would be possible, too.
    with raises(TypeError, "may mean several", "submit"):
        pool.submit(lambda: 1)
    futures = [pool.submit(cast(lambda at=at: at * at, "java.util.concurrent.Callable")) for at in range(50)]
    assert [future.get() for future in futures] == [at * at for at in range(50)]
    pool.shutdown()
    assert names[0] == "callback" and names[1].startswith("AWT-EventQueue") and len(names) == 2


def test_java_is_called_from_python_threads():
    results = []

    def work(at):
        values = jimport("java.util.ArrayList")()
        for number in range(200):
            values.add(number + at)
        results.append(sum(values))

    threads = [threading.Thread(target=work, args=(at,)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [sum(range(200)) + 200 * at for at in range(8)]


def test_any_other_object_is_a_handle():
    class Odd:
        pass

    odd = Odd()
    assert Callbacks.same(odd) is odd and Callbacks.className(odd) == "io.drua.bridge.PyObject"
    values = jimport("java.util.ArrayList")([odd])
    assert values[0] is odd and odd in values
