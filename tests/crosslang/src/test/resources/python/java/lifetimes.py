"""Objects live as long as the other side holds them, and no longer."""

import weakref

ArrayList = jimport("java.util.ArrayList")
Callbacks = jimport("io.drua.crosslang.java.Callbacks")
WeakReference = jimport("java.lang.ref.WeakReference")
Runnable = jimport("java.lang.Runnable")


def references():
    return _core.java_statistics()["references"]


def test_java_objects_live_as_long_as_python_holds_them():
    held = jimport("java.lang.Object")()
    watched = WeakReference(held)
    for _ in range(3):
        jimport("java.lang.System").gc()
    assert watched.get() == held
    del held
    assert until(lambda: watched.get() is None)


def test_counts_come_back():
    [None for _ in ArrayList([[1], [2]])]
    before = references()
    many = [ArrayList([number]) for number in range(1000)]
    assert references() >= before + 1000
    for values in many:
        for _ in values:
            pass
        str(values)
    del many, values
    assert until(lambda: references() <= before)


def test_python_objects_live_as_long_as_java_holds_them():
    class Thing:
        def run(self):
            pass

    thing = Thing()
    watched = weakref.ref(thing)
    values = ArrayList([thing])
    values.add(proxy(thing, Runnable))
    del thing
    gc.collect()
    assert watched() is not None and values[0] is watched()
    values.clear()
    assert until(lambda: watched() is None)


def test_a_cycle_is_broken_by_close():
    class Source:
        pass

    source = Source()
    source.listeners = ArrayList()
    source.proxy = proxy(lambda: source, Runnable)
    source.listeners.add(source.proxy)
    watched = weakref.ref(source)
    close(source.proxy)
    del source
    assert until(lambda: watched() is None)


def test_a_cycle_is_not_made_by_weak_registration():
    class Listener:
        def __init__(self):
            self.source = ArrayList()
            self.source.add(proxy(self, Runnable, weak=True))

        def run(self):
            pass

    listener = Listener()
    watched = weakref.ref(listener)
    listener.source[0].run()
    del listener
    assert until(lambda: watched() is None)


def test_instances_under_implements_go():
    @implements(Runnable)
    class Listener:
        def run(self):
            pass

    listener = Listener()
    watched = weakref.ref(listener)
    Callbacks.run(listener)
    Callbacks.addListener(listener)
    assert Callbacks.removeListener(listener)
    del listener
    assert until(lambda: watched() is None)


def test_objects_are_let_go_of_on_any_thread():
    before = references()

    def work():
        for _ in range(50):
            values = [ArrayList([number]) for number in range(20)]
            handed.extend(values[::2])
            del values

    handed = []
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(handed) == 4000 and handed[17].size() == 1
    handed.clear()
    assert until(lambda: references() <= before + 5)


def test_exceptions_are_let_go_of():
    def fail():
        try:
            Callbacks.named("x")
        except jimport("java.lang.IllegalArgumentException") as found:
            return weakref.ref(found)

    fail()
    before = references()
    for _ in range(200):
        watched = fail()
    assert until(lambda: watched() is None and references() <= before + 2)


def test_weak_references_to_java_objects():
    made = ArrayList()
    watched = weakref.ref(made)
    assert watched() is made
    del made
    gc.collect()
    assert watched() is None
