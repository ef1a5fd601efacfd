"""Java exceptions in Python: caught by class, with message, stack trace and cause."""

import imagej
from jpype import JException
from scyjava import jimport, jstacktrace

ij = imagej.init()
Integer = jimport("java.lang.Integer")
NumberFormatException = jimport("java.lang.NumberFormatException")

try:
    Integer.parseInt("not a number")
except NumberFormatException as error:
    caught = error
print(f"caught: {caught}")
assert "not a number" in str(caught)
assert "not a number" in caught.getMessage()
assert isinstance(caught, JException)
assert isinstance(caught, jimport("java.lang.IllegalArgumentException"))
trace = jstacktrace(caught)
assert "parseInt" in trace and "NumberFormatException" in trace

# All of Java's exceptions at once.
try:
    jimport("java.util.ArrayList")().iterator().next()
except JException as error:
    assert error.getClass().getSimpleName() == "NoSuchElementException"

# A class that isn't there.
try:
    jimport("org.example.NoSuchClass")
except TypeError as error:
    print(f"as it should: {error}")
else:
    raise AssertionError("found a class that isn't there")

# A method that isn't there, and arguments that fit none.
try:
    Integer.noSuchMethod()
except AttributeError as error:
    print(f"as it should: {error}")
try:
    Integer.parseInt([1, 2])
except TypeError as error:
    print(f"as it should: {str(error).splitlines()[0]}")
else:
    raise AssertionError("a list was parsed as an integer")

# Causes.
RuntimeException = jimport("java.lang.RuntimeException")
IOException = jimport("java.io.IOException")
wrapped = RuntimeException("outer", IOException("inner"))
assert wrapped.getCause().getMessage() == "inner"
