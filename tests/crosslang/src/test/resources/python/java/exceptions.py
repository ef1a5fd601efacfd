"""Java's exceptions in Python, Python's in Java and back."""

import traceback

from drua import JavaError

Callbacks = jimport("io.drua.crosslang.java.Callbacks")
FileNotFoundException = jimport("java.io.FileNotFoundException")
IllegalStateException = jimport("java.lang.IllegalStateException")
Throwable = jimport("java.lang.Throwable")


def test_exceptions_are_caught_by_their_class():
    with raises(FileNotFoundException, "nowhere") as caught:
        jimport("java.io.FileReader")("/nowhere/at/all")
    found = caught.value
    assert isinstance(found, jimport("java.io.IOException")) and isinstance(found, Throwable) and isinstance(found, JavaError)
    assert isinstance(found, Exception) and "nowhere" in found.getMessage() and found.message == found.getMessage()
    assert str(found).startswith("java.io.FileNotFoundException: ") and repr(found).startswith("<java.io.FileNotFoundException: ")
    assert "FileInputStream" in found.stacktrace() and found.stacktrace().startswith("java.io.FileNotFoundException")
    assert found.java_class == "java.io.FileNotFoundException" and found.getClass() == FileNotFoundException.class_
    text = "".join(traceback.format_exception(type(found), found, found.__traceback__))
    assert "FileNotFoundException" in text and "exceptions.py" in text


def test_causes():
    with raises(IllegalStateException, "wrapped") as caught:
        Callbacks.wrap(lambda: Callbacks.named("inner"))
    assert isinstance(caught.value.__cause__, jimport("java.lang.IllegalArgumentException"))
    assert caught.value.getCause() == caught.value.__cause__ and "Caused by" in caught.value.stacktrace()


def test_exceptions_are_made_and_thrown_in_python():
    made = IllegalStateException("mine")
    assert made.getMessage() == "mine" and isinstance(made, Throwable)
    with raises(IllegalStateException, "mine") as caught:
        raise made
    assert caught.value is made
    with raises(IllegalStateException, "mine") as caught:
        Callbacks.run(lambda: throw(made))
    assert caught.value == made
    # What an interface doesn't declare is wrapped, as in Java.
    assert Callbacks.thrownBy(lambda: throw(IllegalStateException("as it is"))) == "java.lang.IllegalStateException: as it is"
    with raises(FileNotFoundException, "gone"):
        Callbacks.run(lambda: throw(FileNotFoundException("gone")))
    with raises(FileNotFoundException, "gone"):
        Callbacks.call(lambda: throw(FileNotFoundException("gone")))


def throw(exception):
    raise exception


def test_a_python_exception_through_java_is_the_same_object():
    class MineError(ValueError):
        pass

    made = MineError("text", 5)
    with raises(MineError) as caught:
        Callbacks.run(lambda: throw(made))
    assert caught.value is made and made.args == ("text", 5)
    with raises(MineError) as caught:
        Callbacks.transform(lambda value: Callbacks.transform(lambda inner: throw(made), value), 1)
    assert caught.value is made
    with raises(IllegalStateException) as caught:
        Callbacks.wrap(lambda: throw(made))
    assert caught.value.__cause__ is made
    frames = "".join(traceback.format_exception(type(made), made, made.__traceback__))
    assert "exceptions.py" in frames and "throw" in frames


def test_java_sees_python_exceptions_with_their_text():
    text = Callbacks.thrownBy(lambda: throw(ValueError("a text")))
    assert text == "io.drua.bridge.PythonException: ValueError: a text" or text == "io.drua.bridge.PythonException: a text", text


def test_exceptions_that_are_no_errors_pass_through():
    for kind in (KeyboardInterrupt, SystemExit, GeneratorExit):
        with raises(kind):
            Callbacks.run(lambda kind=kind: throw(kind()))


def test_errors_of_the_machine_are_exceptions():
    with raises(jimport("java.lang.ArithmeticException"), "by zero"):
        jimport("java.math.BigInteger").ONE.divide(jimport("java.math.BigInteger").ZERO)
    for _ in range(2):
        with raises(JavaError, "Broken can't be initialised"):
            jimport("io.drua.crosslang.java.Broken").value()
    with raises(jimport("java.lang.OutOfMemoryError")):
        array("long", 2**31 - 1)


def test_finally_and_suppressed():
    closed = []

    class Closing:
        def close(self):
            closed.append(True)

    made = IllegalStateException("x")
    made.addSuppressed(IllegalStateException("y"))
    assert made.getSuppressed()[0].getMessage() == "y" and len(made.getStackTrace()) > 0
    try:
        Callbacks.named("z")
    except Throwable as found:
        assert found.getMessage() == "z"
    finally:
        closed.append(True)
    assert closed == [True]
