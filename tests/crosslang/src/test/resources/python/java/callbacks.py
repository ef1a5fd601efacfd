"""Interfaces with arguments and results of all kinds; proxies as objects; what they may not do."""

Kinds = jimport("io.drua.crosslang.java.samples.Kinds")
Named = jimport("io.drua.crosslang.java.samples.Named")
Overloads = jimport("io.drua.crosslang.java.samples.Overloads")
Callable = jimport("java.util.concurrent.Callable")
Runnable = jimport("java.lang.Runnable")
IllegalStateException = jimport("java.lang.IllegalStateException")


class Echo:
    """Gives back what it gets, for every method."""

    seen = None

    def __getattr__(self, name):
        if name.startswith("_") or name in ("twice", "equals", "hashCode", "toString"):
            raise AttributeError(name)
        return lambda *values: (self.seen.append((name, *values)) if self.seen is not None else None, *values)[-1]

    def words(self, *values):
        return values[0] if len(values) == 1 and not isinstance(values[0], str) else list(values)

    def nothing(self):
        return "ignored"


def test_every_kind_of_argument_and_result():
    echo = proxy(Echo(), Kinds)
    found = list(Kinds.all(echo))
    assert found == [True, -5, "€", 300, 1 << 30, 1 << 60, 0.5, 0.1, "café", None, 2, "b", 8]
    names = [type(value).__name__ for value in found[:9]]
    assert names == ["bool", "Byte", "Character", "Short", "Integer", "Long", "Float", "Double", "String"], names


def test_default_methods_of_one_name():
    echo = proxy(Echo(), Kinds)
    assert echo.twice(1) == "int 1" and echo.twice("x") == "String x"

    @implements(Named)
    class Own:
        def name(self):
            return "own"

    assert Named.greet(Own()) == "hello own"

    @implements(Named)
    class Greeting(Own):
        def greeting(self):
            return "good day"

    assert Named.greet(Greeting()) == "good day"


def test_results_out_of_range_do_not_wrap():
    class Wrong(Echo):
        result = None

        def whole(self, value):
            return self.result

        def letter(self, value):
            return self.result

    wrong = Wrong()
    asked = proxy(wrong, Kinds)
    for result in (1 << 31, -(1 << 31) - 1, 1 << 80, 1.5, "1", None, object()):
        wrong.result = result
        with raises(Exception, "whole"):
            Kinds.ask(asked, 1)
    for result in ("", "ab", "😀", 1 << 40, None):
        wrong.result = result
        with raises(Exception, "letter"):
            Kinds.askLetter(asked)
    wrong.result = 7
    assert Kinds.ask(asked, 1) == 7


def test_results_become_the_natural_class():
    assert Kinds.classOf(lambda: 5) == "java.lang.Integer"
    assert Kinds.classOf(lambda: 1 << 40) == "java.lang.Long"
    assert Kinds.classOf(lambda: None) == "null"
    assert Kinds.classOf(lambda: [1]) == "java.util.ArrayList"


def test_results_keep_the_class_that_was_said():
    assert Kinds.classOf(lambda: cast(5, "long")) == "java.lang.Long"
    assert Kinds.classOf(lambda: jimport("java.lang.Long").valueOf(5)) == "java.lang.Long"
    assert Kinds.classOf(lambda: jimport("java.lang.Character").valueOf("c")) == "java.lang.Character"
    # What goes through Java only, too.
    identity = jimport("java.util.function.Function").identity()
    assert identity.apply(jimport("java.lang.Long").valueOf(5)).getClass().getName() == "java.lang.Long"


def test_proxies_of_one_object_are_equal():
    def run():
        pass

    one, other = proxy(run, Runnable), proxy(run, Runnable)
    assert Kinds.equal(one, other)
    assert one == other and hash(one) == hash(other)
    assert not one.equals(proxy(lambda: None, Runnable))
    assert not one.equals("text") and not one.equals(None)
    assert "run" in str(one)
    assert jimport("java.util.HashSet")([one, other]).size() == 1


def test_closed_proxies_of_a_class():
    @implements(Callable)
    class Task:
        def call(self):
            return 5

    task = Task()
    held = jimport("java.util.ArrayList")()
    held.add(task)
    throwing = jimport("io.drua.crosslang.java.samples.Throwing")
    assert throwing.through(task) == 5
    close(task)
    close(task)
    assert throwing.caught(proxy(lambda: 1, Callable)) == "1"
    made = proxy(Task(), Callable)
    assert made is not None and throwing.caught(made) == "5"
    closed = proxy(lambda: 6, Callable)
    close(closed)
    assert throwing.caught(closed).startswith("IllegalStateException")
    with raises(IllegalStateException, "closed"):
        closed.call()
    assert "closed" in closed.toString()


def test_methods_left_out():
    with raises(TypeError, "abstract", "large"):
        implements(Kinds)(type("Few", (), {"whole": lambda self, value: value}))
    few = proxy(type("Few", (), {"whole": lambda self, value: value + 1})(), Kinds)
    assert Kinds.ask(few, 1) == 2
    with raises(jimport("java.lang.UnsupportedOperationException"), "letter"):
        Kinds.askLetter(few)


def test_functions_with_other_arguments():
    with raises(TypeError, "positional argument"):
        Overloads.task(lambda needed: 1)
    assert Overloads.task(lambda *rest: rest.__len__(), 1) == 0


def test_what_is_not_callable_is_no_function():
    for wrong in (5, "text", object(), [1], jimport("java.util.ArrayList")()):
        with raises(TypeError):
            Overloads.task["java.lang.Runnable"](wrong)


def test_weak_functions_give_zeros_once_they_are_gone():
    class Source:
        def test(self, value):
            return True

    source = Source()
    watched = proxy(source, "java.util.function.Predicate", weak=True)
    assert watched.test("x") is True
    del source
    gc.collect()
    assert watched.test("x") is False


def test_callbacks_while_a_callback_runs():
    calls = []

    def outer():
        calls.append("outer")
        Overloads.task(inner)

    def inner():
        calls.append("inner")
        jimport("java.util.Arrays").asList(1, 2).forEach(calls.append)

    Overloads.task(outer)
    assert calls == ["outer", "inner", 1, 2]


def test_listeners_are_removed_again():
    support = jimport("java.beans.PropertyChangeSupport")("bean")
    heard = []

    def changed(event):
        heard.append((event.propertyName, event.getNewValue()))

    support.addPropertyChangeListener(changed)
    support.firePropertyChange("size", 1, 2)
    support.removePropertyChangeListener(changed)
    support.firePropertyChange("size", 2, 3)
    assert heard == [("size", 2)]
    assert len(support.getPropertyChangeListeners()) == 0
