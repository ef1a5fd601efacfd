"""Which overload a call means."""

import numpy as np

Overloads = jimport("io.drua.crosslang.java.samples.Overloads")
of = Overloads.of


def test_types_of_python():
    assert of(5) == "int 5"
    assert of(1 << 40) == f"long {1 << 40}"
    assert of(1.5) == "double 1.5"
    assert of(True) == "boolean true"
    assert of("text") == "String text"
    assert of("x") == "String x"
    assert of(None) in ("String null", "Object null")
    assert of([1]) == "Object [1]"


def test_casts():
    for name, text in (
        ("byte", "byte 5"),
        ("short", "short 5"),
        ("int", "int 5"),
        ("long", "long 5"),
        ("float", "float 5.0"),
        ("double", "double 5.0"),
    ):
        assert of(cast(5, name)) == text
        assert of(jimport(name)(5)) == text
    assert of(cast("x", "char")) == "char x"
    assert of(cast("x", "java.lang.Object")) == "Object x"
    assert of(cast(None, "java.lang.Object")) == "Object null"
    with raises(OverflowError):
        cast(200, "byte")
    with raises(TypeError, "can't be cast"):
        cast(jimport("java.util.HashMap")(), "java.util.List")


def test_signatures():
    assert of["long"](5) == "long 5"
    assert of["double"](5) == "double 5.0"
    assert of[jimport("java.lang.Object")](5) == "Object 5"
    assert of["java.lang.String"](None) == "String null"
    assert jimport("java.util.Arrays").toString(cast(None, "long[]")) == "null"
    with raises((TypeError, KeyError), "of"):
        of["java.util.List"]
    values = array("int", 3)
    jimport("java.util.Arrays").fill["int[]", "int"](values, 4)
    assert values == [4, 4, 4]
    assert any("long" in one for one in of.overloads)


def test_scalars_of_numpy():
    for kind in (np.int8, np.uint16, np.int32, np.int64):
        assert of(kind(5)) == "int 5", "as Python's numbers"
    assert of(np.int64(1 << 40)) == f"long {1 << 40}"
    assert of(np.float32(0.5)) == of(np.float64(0.5)) == "double 0.5"
    assert jimport("java.lang.Math").abs(np.int16(-3)) == 3
    assert of(np.bool_(True)) == "boolean true"


def test_boxes_keep_their_type():
    # As in Java: an Object is found before a box is opened.
    assert of(jimport("java.lang.Long").valueOf(5)) == "Object 5"
    assert Overloads.idLong(jimport("java.lang.Long").valueOf(5)) == 5
    assert Overloads.idLong(jimport("java.lang.Short").valueOf("5")) == 5
    with raises(TypeError):
        Overloads.idInt(jimport("java.lang.Long").valueOf(5))
    for name, value in (("Long", 5), ("Short", "5"), ("Byte", "5"), ("Float", 0.5), ("Character", "c")):
        assert Overloads.classOf(jimport(f"java.lang.{name}").valueOf(value)) == f"java.lang.{name}"
    assert Overloads.classOf(jimport("java.lang.Long").valueOf(5)) == "java.lang.Long"
    assert Overloads.classOf(cast(5, "long")) == "java.lang.Long"
    assert Overloads.classOf(cast(5, "java.lang.Short")) == "java.lang.Short"


def test_boxes_keep_their_type_in_containers():
    Long = jimport("java.lang.Long")
    assert Overloads.classOfFirst([Long.valueOf(5)]) == "java.lang.Long"
    assert Overloads.classOfFirst([cast(5, "short")]) == "java.lang.Short"
    assert Overloads.classOfFirst(jimport("java.util.Arrays").asList(Long.valueOf(5))) == "java.lang.Long"
    assert Overloads.classOfFirst(jimport("java.util.ArrayList")([Long.valueOf(5)])) == "java.lang.Long"
    assert Overloads.classOfFirst([5]) == "java.lang.Integer"
    assert Overloads.classOfFirst([1 << 40]) == "java.lang.Long"
    numbers = jimport("java.util.HashSet")()
    numbers.add(Long.valueOf(7))
    assert numbers.containsAll(list(numbers))


def test_casts_to_boxes_for_primitives():
    # A box went to a primitive parameter as its address.
    assert Overloads.idInt(cast(5, "java.lang.Integer")) == 5
    assert Overloads.idLong(cast(5, "java.lang.Long")) == 5
    assert Overloads.idDouble(cast(5.5, "java.lang.Double")) == 5.5
    assert Overloads.idLong(cast(5, "java.lang.Integer")) == 5
    with raises((TypeError, jimport("java.lang.NullPointerException"))):
        Overloads.idInt(cast(None, "java.lang.Integer"))
    assert Overloads.idInteger(cast(None, "java.lang.Integer")) is None


def test_phases():
    assert Overloads.boxOrWide(cast(5, "int")) == "long", "phase 1 widens before phase 2 boxes"
    assert Overloads.boxOrWide(jimport("java.lang.Integer").valueOf(5)) == "Integer"
    assert Overloads.boxOrMany(cast(5, "int")) == "Integer", "phase 2 before phase 3"
    assert Overloads.boxOrMany(1, 2) == "int... 2"
    assert Overloads.boxOrMany() == "int... 0"


def test_most_specific():
    assert Overloads.specific([1]) == "List"
    assert Overloads.specific({1}) == "Collection"
    assert Overloads.specific(jimport("java.util.LinkedList")()) == "List"
    assert Overloads.specific(jimport("java.util.HashSet")()) == "Collection"
    assert Overloads.specific("x") == "Object"


def test_ambiguity_lists_the_candidates():
    with raises(TypeError, "String, ", "Object", "may mean several"):
        Overloads.crossed("a", "b")
    with raises(TypeError, "unrelated\\(", "String", "Integer"):
        Overloads.unrelated(None)
    assert Overloads.crossed(cast("a", "java.lang.Object"), "b") == "Object, String"
    assert Overloads.crossed["java.lang.String", "java.lang.Object"]("a", "b") == "String, Object"
    assert Overloads.unrelated(cast(None, "java.lang.String")) == "String"


def test_nothing_fits():
    with raises(TypeError, "int", "str", "idInt\\("):
        Overloads.idInt("5")
    with raises(TypeError, "idInt\\("):
        Overloads.idInt()
    with raises(TypeError, "idInt\\("):
        Overloads.idInt(1, 2)
    with raises(TypeError):
        Overloads.idInt(1.0)
    with raises(TypeError):
        Overloads.idInt(None)
    with raises(TypeError):
        Overloads.idBoolean(1)
    with raises(TypeError, "dict"):
        jimport("java.io.File")({})
    with raises(TypeError, "keyword"):
        jimport("java.lang.Math").abs(a=1)


def test_variable_arguments():
    assert Overloads.many("a") == "a"
    assert Overloads.many("a", 1, "x", None, 1.5) == "a Integer:1 String:x null:null Double:1.5"
    assert Overloads.many("a", cast(5, "long"), cast(1, "byte")) == "a Long:5 Byte:1"
    assert Overloads.sum() == 0
    assert Overloads.sum(1, 2, 3) == 6
    assert Overloads.sum(1, cast(3, "short")) == 4
    assert Overloads.sum(array("int", [4, 5])) == 9
    assert Overloads.sum(np.arange(4, dtype=np.int32)) == 6
    assert Overloads.strings("a", "b") == "a+b"
    assert Overloads.strings(array("java.lang.String", ["c", "d"])) == "c+d"
    assert Overloads.strings() == ""
    assert Overloads.strings(cast(None, "java.lang.String[]")) == "null"
    assert jimport("java.lang.String").format("%d %s", cast(5, "long"), "x") == "5 x"
    assert list(jimport("java.util.Arrays").asList(array("java.lang.String", ["a", "b"]))) == ["a", "b"]
    with raises(TypeError):
        Overloads.sum(1, "x")


def test_variable_arguments_out_of_range():
    with raises(OverflowError):
        Overloads.sum(1, 1 << 40)


def test_numbers_never_wrap():
    for method, bits in ((Overloads.idByte, 8), (Overloads.idShort, 16), (Overloads.idInt, 32), (Overloads.idLong, 64)):
        top = 1 << (bits - 1)
        assert method(top - 1) == top - 1
        assert method(-top) == -top
        for wrong in (top, -top - 1, 1 << 100):
            with raises(OverflowError):
                method(wrong)
    with raises(OverflowError):
        Overloads.idFloat(1e300)
    assert Overloads.idFloat(float("inf")) == float("inf")
    assert Overloads.idFloat(float("nan")) != Overloads.idFloat(float("nan"))
    assert Overloads.idDouble(1 << 60) == float(1 << 60)
    with raises(OverflowError):
        Overloads.idDouble(1 << 2000)


def test_odd_integers():
    class Loud(int):
        def __repr__(self):
            return "é" * 100

    with raises(OverflowError):
        Overloads.idInt(Loud(1 << 40))
    assert Overloads.idInt(Loud(3)) == 3

    class Index:
        def __index__(self):
            return 12

    assert Overloads.idInt(Index()) == 12


def test_chars():
    assert Overloads.idChar("é") == "é"
    assert Overloads.idChar("\0") == "\0"
    assert Overloads.idChar(cast(65, "char")) == "A"
    for wrong in ("", "ab", "\U0001f600"):
        with raises((TypeError, OverflowError)):
            Overloads.idChar(wrong)


def test_call_sites_remember_by_type():
    # The same place is asked with other types in turn.
    expected = ["int 1", "double 1.0", "boolean true", "String a", "long 1099511627776", "Object [1]"]
    for _ in range(50):
        assert [of(value) for value in (1, 1.0, True, "a", 1 << 40, [1])] == expected


def test_functions_as_arguments():
    done = []
    assert Overloads.task(lambda: done.append(1)) == "Runnable"
    assert done == [1]
    assert Overloads.task(lambda: 5, 1) == 5
    assert Overloads.task(done.clear) == "Runnable"
    with raises(TypeError):
        Overloads.task(5)

    @implements("java.lang.Runnable")
    class Task:
        def run(self):
            done.append("class")

    assert Overloads.task(Task()) == "Runnable"
    assert done == ["class"]


def test_python_types_are_functions():
    stream = jimport("java.util.stream.Stream")
    assert list(stream.of(1, 2).map(str)) == ["1", "2"]
    lists = jimport("java.util.HashMap")()
    lists.computeIfAbsent("a", lambda key: jimport("java.util.ArrayList")()).add(1)
    assert lists["a"] == [1]
    assert list(stream.of("3", "4").map(int)) == [3, 4]
    assert lists.computeIfAbsent("b", list) is not None


def test_many_arguments():
    words = [str(number) for number in range(255)]
    assert Overloads.strings(*words) == "+".join(words)
