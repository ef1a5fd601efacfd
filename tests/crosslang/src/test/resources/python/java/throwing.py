"""Exceptions through both languages."""

import threading
import traceback

import drua

Throwing = jimport("io.drua.crosslang.java.samples.Throwing")


class Own(ValueError):
    """Python's."""

def test_mirrors_the_class():
    try:
        Throwing.missing("a.tif")
    except jimport("java.io.FileNotFoundException") as error:
        assert isinstance(error, jimport("java.io.IOException"))
        assert isinstance(error, jimport("java.lang.Exception"))
        assert isinstance(error, drua.JavaError)
        assert isinstance(error, Exception)
        assert error.getMessage() == error.message == "a.tif"
        assert str(error).endswith("a.tif")
        assert "Throwing.missing" in error.stacktrace()
        assert error.__cause__ is None
        return
    raise AssertionError


def test_other_classes_pass():
    with raises(jimport("java.io.IOException")):
        try:
            Throwing.missing("x")
        except jimport("java.lang.IllegalStateException"):
            raise AssertionError from None


def test_classes_that_are_not_public():
    with raises(jimport("java.io.IOException"), "of my own"):
        Throwing.own()


def test_causes():
    try:
        Throwing.caused()
    except jimport("java.lang.IllegalStateException") as error:
        assert isinstance(error.__cause__, jimport("java.io.FileNotFoundException"))
        assert error.__cause__.getMessage() == "lost.tif"
        assert "Caused by" in error.stacktrace()
        text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        assert "lost.tif" in text and "outer" in text
        return
    raise AssertionError


def test_same_java_object():
    for _ in range(2):
        try:
            Throwing.kept()
        except jimport("java.lang.IllegalStateException") as error:
            assert error == Throwing.KEPT
            assert error.getMessage() == "kept"


def test_errors_of_the_machine():
    with raises(jimport("java.lang.StackOverflowError")):
        Throwing.error()
    with raises((jimport("java.lang.StackOverflowError"), RecursionError)):
        Throwing.forever(0)
    assert jimport("java.lang.Math").abs(-1) == 1


def test_made_in_python():
    Illegal = jimport("java.lang.IllegalArgumentException")
    made = Illegal("mine")
    assert isinstance(made, Exception)
    with raises(Illegal, "mine"):
        raise made
    with raises(Illegal, "mine"):
        Throwing.rethrow(made)
    assert Throwing.kept(lambda: Throwing.rethrow(made)) == made


def test_exceptions_that_cannot_be_asked():
    # Asking them throws; that stayed pending in the thread and came up in frames of others.
    for _ in range(20):
        with raises(BaseException):
            Throwing.weird()
        assert jimport("java.lang.Math").abs(-2) == 2
    assert Throwing.kept(Throwing.weird) is not None


def test_cause_circles_end():
    try:
        Throwing.circle()
    except jimport("java.lang.RuntimeException") as error:
        assert error.getMessage() == "two" or error.getMessage() == "one"
        traceback.format_exception(type(error), error, error.__traceback__)
        return
    raise AssertionError


def test_long_cause_chains():
    try:
        Throwing.deep(300)
    except jimport("java.lang.RuntimeException") as error:
        assert error.getMessage() == "level 299"
        assert error.__cause__.getMessage() == "level 298"
        return
    raise AssertionError


def test_odd_messages():
    for message in ("café 😀 \0 end", "", None):
        try:
            Throwing.message(message)
        except jimport("java.lang.IllegalArgumentException") as error:
            assert error.getMessage() == message
            assert isinstance(str(error), str)
            assert repr(error)
        else:
            raise AssertionError


def test_python_exception_comes_back_as_itself():
    own = Own("mine")

    def fail():
        raise own

    try:
        Throwing.through(fail)
    except Own as error:
        assert error is own
    else:
        raise AssertionError
    assert "mine" in Throwing.caught(fail)
    assert Throwing.caught(fail).startswith("PythonException")


def test_base_exceptions_come_back():
    for kind in (KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration, MemoryError):
        made = kind("x")

        def fail(error=made):
            raise error

        try:
            Throwing.through(fail)
        except BaseException as error:
            assert error is made, kind
        else:
            raise AssertionError(kind)


def test_python_exception_as_a_cause():
    own = Own("inside")

    def fail():
        raise own

    try:
        Throwing.wrapped(fail)
    except jimport("java.lang.IllegalStateException") as error:
        assert error.getMessage() == "wrapped"
        assert error.__cause__ is own
        return
    raise AssertionError


def test_java_exception_through_python():
    def fail():
        Throwing.missing("through")

    assert Throwing.caught(fail) == "FileNotFoundException: through"
    with raises(jimport("java.io.FileNotFoundException"), "through"):
        Throwing.through(fail)
    assert Throwing.kept(lambda: Throwing.rethrow(Throwing.KEPT)) == Throwing.KEPT


def test_hundred_levels():
    def down(level):
        if level == 0:
            raise Own("bottom")
        return Throwing.through(lambda: down(level - 1))

    with raises(Own, "bottom"):
        down(100)


def test_exceptions_in_streams():
    def fail(value):
        return 1 // value

    with raises(ZeroDivisionError):
        jimport("java.util.Arrays").asList(1, 0).forEach(fail)
    with raises(ZeroDivisionError):
        jimport("java.util.stream.IntStream").range(0, 3).map(fail).sum()


def test_throwing_constructors():
    Builder = jimport("java.lang.StringBuilder")
    for _ in range(200):
        with raises(jimport("java.lang.NegativeArraySizeException")):
            Builder(-1)


def test_interrupts():
    Thread = jimport("java.lang.Thread")
    Thread.currentThread().interrupt()
    with raises(jimport("java.lang.InterruptedException")):
        Thread.sleep(10000)
    assert not Thread.interrupted()


def test_other_threads():
    found = []

    def work():
        try:
            Throwing.missing("elsewhere")
        except jimport("java.io.IOException") as error:
            found.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [error.getMessage() for error in found] == ["elsewhere"] * 4
