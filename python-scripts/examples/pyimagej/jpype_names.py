"""Scripts that use JPype itself: casts, arrays, packages, threads."""

import jpype
import jpype.imports
import numpy as np
from jpype.types import JArray, JBoolean, JByte, JClass, JDouble, JFloat, JInt, JLong, JObject, JShort, JString

# Starting and ending Java is not for a script to do here; both say so in the log.
jpype.startJVM("-Xmx4g", convertStrings=False)
assert jpype.isJVMStarted()
print(f"Java {jpype.getJVMVersion()}")
assert jpype.getJVMVersion()[0] >= 8
jpype.attachThreadToJVM()
assert jpype.isThreadAttachedToJVM()

# Overloads by cast.
String = JClass("java.lang.String")
assert String.valueOf(JInt(65)) == "65"
assert String.valueOf(JDouble(2)) == "2.0"
assert String.valueOf(JBoolean(True)) == "true"
builder = JClass("java.lang.StringBuilder")()
builder.append(JLong(5)).append(JFloat(1.5))
assert builder.toString() == "51.5"

assert JInt(5) + 1 == 6 and list(range(JInt(3))) == [0, 1, 2] and float(JDouble(0.5)) == 0.5
assert isinstance(JInt(5), JInt) and not isinstance(JLong(5), JInt)

# Boxes.
assert JObject(7, JInt).getClass().getName() == "java.lang.Integer"
assert JObject(7, JShort).getClass().getName() == "java.lang.Short"

# Arrays.
ints = JArray(JInt)([3, 1, 2])
jpype.java.util.Arrays.sort(ints)
assert list(ints) == [1, 2, 3]
assert isinstance(ints, JArray) and not isinstance([1], JArray)
assert len(JArray(JDouble)(10)) == 10
square = JArray(JInt, 2)(2)
assert len(square) == 2
bytes_ = JArray(JByte).of(np.arange(4, dtype=np.int8))
assert list(bytes_) == [0, 1, 2, 3]
matrix = JArray.of(np.arange(6, dtype=np.float64).reshape(2, 3))
assert matrix[1][2] == 5
assert JInt[:] == JArray(JInt)

# Packages as attributes and as modules.
from java.util import LinkedList

assert isinstance(jpype.java.util.LinkedList(), LinkedList)
assert isinstance(LinkedList, JClass) and isinstance(LinkedList(), JObject)
assert isinstance(String("text"), JString)
try:
    print(jpype.java.util.NoSuchClass)
except AttributeError as error:
    print(f"as it should: {error}")

try:
    JByte(300)
except OverflowError as error:
    print(f"as it should: {error}")
else:
    raise AssertionError("300 became a byte")

jpype.shutdownJVM()
assert jpype.isJVMStarted()
assert LinkedList().size() == 0
print("casts, boxes, arrays and packages work; Java is still there")
