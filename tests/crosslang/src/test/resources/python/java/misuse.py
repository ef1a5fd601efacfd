"""What nobody should do, and what it must not break."""

import operator
import weakref

ArrayList = jimport("java.util.ArrayList")
Callbacks = jimport("io.drua.crosslang.java.Callbacks")
Overloads = jimport("io.drua.crosslang.java.samples.Overloads")
Throwing = jimport("io.drua.crosslang.java.samples.Throwing")


def quietly(use):
    """Do something that may be refused, but must not end the process."""
    try:
        use()
    except Exception:
        pass


def test_references_without_an_object():
    for make in (_core.JavaRef, lambda: object.__new__(ArrayList), lambda: ArrayList.__new__(ArrayList)):
        try:
            made = make()
        except TypeError:
            continue
        quietly(lambda made=made: hash(made))
        quietly(lambda made=made: repr(made))
        quietly(lambda made=made: ArrayList([made]))
        quietly(lambda made=made: Callbacks.same(made))
        with raises((TypeError, ValueError, RuntimeError, AttributeError)):
            made.size()
    assert ArrayList([1]).size() == 1


def test_another_class_for_an_object():
    values = ArrayList([1])
    try:
        values.__class__ = jimport("java.util.LinkedList")
    except TypeError:
        pass
    else:
        with raises(TypeError):
            values.getFirst()
    assert Callbacks.same(ArrayList([2])) == [2]


def test_casts_of_casts():
    value = 5
    for _ in range(100_000):
        value = cast(value, "long")
    assert Overloads.of(value) == "long 5"
    del value
    assert Overloads.of(cast(cast(5, "int"), "long")) == "long 5"
    assert Overloads.classOfFirst([cast(cast(5, "short"), "long")]) == "java.lang.Long"


def test_halves_of_characters():
    half = jimport("java.lang.StringBuilder")("😀").delete(1, 2)
    with raises((TypeError, ValueError), "surrogate"):
        str(half)
    assert isinstance(repr(half), str)


def test_objects_that_answer_for_every_name():
    class Everything:
        def __getattr__(self, name):
            return self

        def __call__(self, *values):
            return self

    everything = Everything()
    assert Callbacks.same(everything) is everything
    assert ArrayList([everything])[0] is everything

    class Refusing:
        def __getattr__(self, name):
            raise RuntimeError(name)

    refusing = Refusing()
    assert Callbacks.same(refusing) is refusing


def test_subclasses_of_pythons_types():
    class Text(str):
        pass

    class Number(int):
        def __index__(self):
            raise ValueError("never")

    class Values(list):
        pass

    class Mapping(dict):
        def __missing__(self, key):
            return "missing"

    assert Overloads.of(Text("x")) == "String x" and Overloads.of(Number(5)) == "int 5"
    assert Overloads.of(Values([1])) == "Object [1]"
    assert jimport("java.util.HashMap")(Mapping(a=1)) == {"a": 1}


def test_containers_that_change_while_they_are_read():
    values = [1, 2, 3]

    class Emptying:
        def __index__(self):
            values.clear()
            return 1

    values.insert(0, Emptying())
    quietly(lambda: ArrayList(values))
    growing = {"a": 1}

    class Growing:
        def __getattr__(self, name):
            growing[len(growing)] = name
            raise AttributeError(name)

    growing["grows"] = Growing()
    quietly(lambda: jimport("java.util.HashMap")(growing))
    assert ArrayList([1, 2]) == [1, 2]


def test_huge_numbers():
    for value in (10**5000, -(10**5000)):
        with raises(OverflowError):
            Overloads.idInt(value)
        with raises((OverflowError, TypeError)):
            Overloads.idFloat(value)
    assert Overloads.classOf(10**100) == "java.math.BigInteger"
    assert int(Overloads.idObject(10**100)) == 10**100


def test_operators_that_make_no_sense():
    values, state = ArrayList([1]), jimport("java.lang.Thread").State.NEW
    for operation in (operator.add, operator.sub, operator.lt, operator.matmul, operator.getitem):
        with raises(TypeError):
            operation(state, values)
    for use in (lambda: len(state), lambda: state(), lambda: values < ArrayList(), lambda: int(values)):
        with raises(TypeError):
            use()


def test_null_is_none():
    assert Overloads.idObject(None) is None and ArrayList([None]) == [None]
    with raises(jimport("java.lang.NullPointerException"), "needed"):
        jimport("java.util.Objects").requireNonNull(None, "needed")


def test_a_python_object_dies_after_java_called_it():
    class Task:
        def run(self):
            gc.collect()

    task = Task()
    watched = weakref.ref(task)
    made = proxy(task, "java.lang.Runnable")
    del task
    made.run()
    close(made)
    del made
    assert until(lambda: watched() is None)


def test_exceptions_without_a_text():
    class Silent(Exception):
        def __str__(self):
            raise ValueError("no text")

    made = Silent()

    def fail():
        raise made

    try:
        Throwing.through(fail)
    except Silent as error:
        assert error is made
    else:
        raise AssertionError
    assert Throwing.caught(fail).startswith("PythonException")
