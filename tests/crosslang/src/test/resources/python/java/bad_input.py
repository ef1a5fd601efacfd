"""What goes wrong is an exception on the side that caused it, and the next call works."""

import sys

ArrayList = jimport("java.util.ArrayList")
Callbacks = jimport("io.drua.crosslang.java.Callbacks")
Integer = jimport("java.lang.Integer")
Sample = jimport("io.drua.crosslang.java.Sample")


def test_names_that_are_not_there():
    for name in ("", " ", "java.util", "java.util.ArrayLst", "no.such.Class", "int[", "[]", "a" * 10_000, "ümläut.Ü", "a\0b"):
        with raises(ImportError):
            jimport(name)
    with raises(AttributeError, "java.lang.Integer has no public", "parseIntt", "parseInt"):
        Integer.parseIntt
    with raises(AttributeError, "ad"):
        ArrayList().ad(1)
    with raises(AttributeError):
        ArrayList().elementData
    for wrong in (None, 5, b"java.lang.String"):
        with raises((TypeError, ImportError)):
            array(wrong, 1)


def test_wrong_arguments_list_the_candidates():
    with raises(TypeError, r"parseInt can't be called with \(list\)", r"parseInt\(String\)", r"parseInt\(String, int\)"):
        Integer.parseInt([])
    with raises(TypeError, "takes no keyword arguments"):
        Integer.parseInt(s="5")
    with raises(TypeError, "no overload with the parameters"):
        Integer.parseInt["double"]
    with raises(TypeError):
        ArrayList.add()
    with raises(TypeError):
        ArrayList.add(5, 5)
    with raises(TypeError):
        ArrayList.size([1])


def test_objects_without_java_behind_them():
    for made in (object.__new__(ArrayList), ArrayList.__new__(ArrayList)):
        with raises((TypeError, RuntimeError)):
            made.size()
        with raises((TypeError, RuntimeError)):
            Callbacks.same(made).size()


def test_null_where_there_is_no_null():
    with raises(TypeError, "NoneType"):
        Callbacks.apply(lambda value: value, None)
    with raises(jimport("java.lang.NullPointerException")):
        jimport("java.util.Objects").requireNonNull(None)
    with raises((TypeError, AttributeError)):
        ArrayList.size(None)


def test_numbers_out_of_range_never_wrap():
    for value in (2**31, -(2**31) - 1, 2**63, -(2**63) - 1, 10**400):
        with raises(OverflowError, "out of the range"):
            Integer.toBinaryString(value)
        with raises(OverflowError):
            cast(value, "int")
        with raises(OverflowError):
            to_java(value, "java.lang.Integer")
    assert ArrayList([2**63])[0] == 2**63 and ArrayList([-(2**31), 2**31])[1] == 2**31


def test_texts_of_any_code_point():
    for text in ("", "a\0b", "é", "中文", "😀", "\uffff\ufeff", "".join(map(chr, range(0x20, 0x3000, 7))), "x" * 1_000_000):
        assert Callbacks.same(text) == text and ArrayList([text])[0] == text and to_python(ArrayList([text])) == [text]
    assert Callbacks.same("a\U0010ffffb") == "a\U0010ffffb" and Sample("😀").toString() == "Sample(😀)"
    for text in ("\ud800", "a\udc00b"):
        with raises((TypeError, ValueError), "surrogate"):
            Callbacks.same(text)
        with raises((TypeError, ValueError), "surrogate"):
            ArrayList([text])
    with raises((TypeError, ValueError), "surrogate"):
        jimport("java.lang.StringBuilder")("😀").substring(0, 1)


def test_deep_and_cyclic_containers():
    cyclic = []
    cyclic.append(cyclic)
    looped = {"self": None}
    looped["self"] = looped
    for value in (cyclic, looped):
        with raises((TypeError, ValueError, RecursionError), "200|contains itself"):
            ArrayList([value])
        with raises((TypeError, ValueError, RecursionError)):
            to_python(value)
    java = ArrayList()
    java.add(java)
    with raises(Exception, "itself|200"):
        to_python(java)
    assert repr(java) == "<java.util.ArrayList [(this Collection)]>"
    one, other = ArrayList(), ArrayList()
    one.add(other)
    other.add(one)
    assert "raised" in repr(one)
    with raises(jimport("java.lang.StackOverflowError")):
        one.hashCode()
    deep = []
    for _ in range(150):
        deep = [deep]
    made = to_java(deep)
    for _ in range(150):
        made = made[0]
    assert made == []
    for _ in range(10_000):
        deep = [deep]
    with raises((TypeError, ValueError, RecursionError)):
        ArrayList(deep)


def test_arrays_that_are_too_large():
    import numpy as np

    # Memory that is never written is never taken from the machine.
    huge = np.empty(2**31 + 5, np.int8)
    for use in (lambda: array("byte", huge), lambda: array("byte", 2**31), lambda: jimport("java.util.Arrays").sort(huge)):
        with raises(OverflowError, "2147483647"):
            use()
    with raises(jimport("java.lang.OutOfMemoryError")):
        array("double", 2**31 - 1)


def test_mutual_calls():
    def down(depth):
        return Callbacks.descend(down, depth)

    assert Callbacks.descend(down, 50) == 50
    # One end of a stack or the other, on a thread of its own and here.
    errors = (RecursionError, jimport("java.lang.StackOverflowError"))
    with raises(errors):
        Callbacks.descend(down, 10_000)
    assert Callbacks.descend(down, 20) == 20
    caught = []

    def work():
        try:
            Callbacks.descend(down, 10_000)
        except errors as found:
            caught.append(found)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(caught) == 1 and Callbacks.descend(down, 5) == 5

    def endless(value):
        return Callbacks.apply(endless, value)

    with raises(errors):
        endless(1)
    assert Callbacks.apply(lambda value: value, 3) == 3


def test_interrupts():
    Thread = jimport("java.lang.Thread")
    caught = []

    def work():
        try:
            Thread.sleep(60_000)
        except jimport("java.lang.InterruptedException"):
            caught.append("interrupted")

    thread = Thread(work)
    thread.start()
    assert until(lambda: thread.getState() == Thread.State.TIMED_WAITING)
    thread.interrupt()
    thread.join(20_000)
    assert caught == ["interrupted"]
    Thread.currentThread().interrupt()
    assert Callbacks.apply(lambda value: value + 1, 1) == 2 and Thread.interrupted() is True


def test_python_objects_that_misbehave():
    class Bad:
        def __hash__(self):
            raise ValueError("no hash")

        def __eq__(self, other):
            raise ValueError("no comparison")

        def __getattr__(self, name):
            raise ValueError("no attribute")

        def __index__(self):
            return "text"

        def __repr__(self):
            raise ValueError("no repr")

    bad = Bad()
    assert Callbacks.same(bad) is bad
    with raises((TypeError, ValueError)):
        Integer.toBinaryString(bad)
    assert ArrayList([bad])[0] is bad

    class Liar(list):
        def __len__(self):
            return 1 << 40

        def __iter__(self):
            raise ValueError("no items")

    try:
        ArrayList(Liar([1]))
    except Exception:
        pass
    assert ArrayList([1]) == [1]


def test_classes_of_the_metaclass_refuse_what_has_no_sense():
    with raises(TypeError, "can't extend"):
        type("Made", (ArrayList,), {})
    with raises(AttributeError):
        ArrayList.nothing = 5
    with raises(AttributeError):
        ArrayList().nothing = 5
    import copy
    import pickle

    with raises(TypeError):
        pickle.dumps(ArrayList())
    with raises(TypeError):
        copy.deepcopy(ArrayList())
    assert pickle.loads(pickle.dumps(ArrayList(["x"])[0])) == "x" and copy.copy(Integer.valueOf(5)) == 5
