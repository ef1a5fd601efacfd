"""Collections, maps, iterators, streams, optionals, and the other interfaces that Python has operators for."""

import collections.abc
import numbers
from decimal import Decimal

ArrayList = jimport("java.util.ArrayList")
LinkedHashMap = jimport("java.util.LinkedHashMap")
LinkedHashSet = jimport("java.util.LinkedHashSet")
TreeMap = jimport("java.util.TreeMap")
Long = jimport("java.lang.Long")


def test_python_knows_what_they_are():
    assert isinstance(ArrayList(), collections.abc.MutableSequence)
    assert isinstance(LinkedHashSet(), collections.abc.MutableSet)
    assert isinstance(LinkedHashMap(), collections.abc.MutableMapping)
    assert isinstance(TreeMap().keySet(), collections.abc.Set) and isinstance(TreeMap().values(), collections.abc.Collection)
    assert isinstance(ArrayList().iterator(), collections.abc.Iterator)
    assert isinstance(array("int", 1), collections.abc.Sequence) and isinstance(array("java.lang.String", 1), collections.abc.Sequence)
    assert not isinstance(LinkedHashSet(), collections.abc.Sequence)
    assert isinstance(jimport("java.math.BigInteger").ONE, numbers.Number)
    match ArrayList([1, 2]):
        case [first, *rest]:
            assert (first, rest) == (1, [2])
        case _:
            raise AssertionError("a Java list is no sequence")
    match LinkedHashMap({"a": 1}):
        case {"a": one}:
            assert one == 1
        case _:
            raise AssertionError("a Java map is no mapping")


def test_lists():
    values = ArrayList(["a", "b", "c"])
    assert (values[0], values[-1], len(values), "b" in values, "x" in values) == ("a", "c", 3, True, False)
    assert list(values) == ["a", "b", "c"] == values and list(reversed(values)) == ["c", "b", "a"]
    for index in (3, -4, 2**40):
        with raises(IndexError, "out of range for length 3"):
            values[index]
    values[1] = "B"
    values[-1:] = ["C", "d", "e"]
    del values[0]
    values.append("f")
    values.extend(x for x in "gh")
    values.insert(0, "a")
    values += ["i"]
    assert values == ["a", "B", "C", "d", "e", "f", "g", "h", "i"]
    assert values[2:4] == ["C", "d"] and values[::-4] == ["i", "e", "a"] and is_java(values[1:], "java.util.ArrayList")
    del values[::2]
    assert values == ["B", "d", "f", "h"] and (values.pop(), values.pop(0)) == ("h", "B")
    assert values.index("f") == 1 and values.count("d") == 1 and values + ["z"] == ["d", "f", "z"]
    values.reverse()
    assert values == ["f", "d"] and values != ["f"] and values == ArrayList(["f", "d"])
    # Java's own methods of a name are what is called.
    assert values.remove("d") is True and values.remove(0) == "f" and values.isEmpty() and not values
    assert repr(ArrayList([1, "a"])) == "<java.util.ArrayList [1, a]>" and str(ArrayList([None])) == "[null]"
    fixed = jimport("java.util.Arrays").asList("a", "b")
    fixed[:] = ["c", "d"]
    assert fixed == ["c", "d"]
    with raises(jimport("java.lang.UnsupportedOperationException")):
        fixed.append("e")


def test_lists_are_live():
    outer = ArrayList([ArrayList([1])])
    outer[0].add(2)
    assert outer == [[1, 2]] and outer.get(0).size() == 2


def test_lists_that_change_while_they_are_gone_through():
    values = ArrayList([1, 2, 3])
    with raises(jimport("java.util.ConcurrentModificationException")):
        for _ in values:
            values.add(4)


def test_maps():
    values = LinkedHashMap({"a": 1, "b": None})
    assert (values["a"], values["b"], len(values), list(values)) == (1, None, 2, ["a", "b"])
    assert values.get("nothing") is None and "nothing" not in values and "b" in values
    with raises(KeyError, "nothing"):
        values["nothing"]
    with raises(KeyError):
        del values["nothing"]
    assert dict(values) == {"a": 1, "b": None} == values and list(values.items()) == [("a", 1), ("b", None)]
    assert list(values.keys()) == ["a", "b"] and list(values.values()) == [1, None]
    for key, value in values.entrySet():
        assert values[key] == value
    assert values.pop("a") == 1 and values.pop("a", 9) == 9 and values.setdefault("c", 3) == 3
    values.update({"d": 4}, e=5)
    values |= [("f", 6)]
    assert {**values} == {"b": None, "c": 3, "d": 4, "e": 5, "f": 6} and values.popitem() == ("b", None)
    assert LinkedHashMap({"a": 1}) | {"b": 2} == {"a": 1, "b": 2} == {"a": 1} | LinkedHashMap({"b": 2})
    assert values == LinkedHashMap(values) and values != {"c": 3}
    del values["c"]
    assert "c" not in values and values.getOrDefault("c", 7) == 7


def test_maps_that_refuse_a_key_have_not_got_it():
    values = TreeMap({"a": 1})
    for key in (None, 5, 2.5):
        assert key not in values
        with raises(KeyError):
            values[key]
    assert None not in jimport("java.util.concurrent.ConcurrentHashMap")({"a": 1})
    assert dict(jimport("java.util.concurrent.ConcurrentHashMap")({"a": 1})) == {"a": 1}
    assert jimport("java.lang.System").getenv().get("no such variable") is None


def test_numbers_are_found_whatever_their_box():
    values = LinkedHashMap()
    values.put(Long.valueOf(5), "long")
    assert values[5] == "long" and 5 in values and 5 in ArrayList([Long.valueOf(5)])
    values[5] = "changed"
    assert len(values) == 1 and values.pop(5) == "changed" and not values
    keys = TreeMap()
    keys.put(Long.valueOf(1), "one")
    assert keys[1] == "one" and 2 not in keys
    assert "x" in ArrayList([jimport("java.lang.Character").valueOf("x")])


def test_sets():
    one, other = LinkedHashSet([1, 2, 3]), {2, 3, 4}
    assert one & other == {2, 3} and one | other == {1, 2, 3, 4} and one - other == {1} and one ^ other == {1, 4}
    assert other & one == {2, 3} and other | one == {1, 2, 3, 4} and other - one == {4} and other ^ one == {1, 4}
    assert one == {3, 2, 1} == LinkedHashSet({1, 2, 3}) and one != {1} and one > {1} and one <= {1, 2, 3}
    assert {1} < one and not {9} <= one and one.isdisjoint({7})
    one |= {7}
    one.discard(1)
    one.discard(99)
    assert one == {2, 3, 7} and one.add(7) is False and one.remove(7) is True and one.pop() == 2


def test_iterators_enumerations_and_streams():
    iterator = ArrayList(list("abc")).iterator()
    assert next(iterator) == "a" and list(iterator) == ["b", "c"]
    with raises(StopIteration):
        next(iterator)
    assert list(jimport("java.util.Collections").enumeration(["a"])) == ["a"]
    IntStream = jimport("java.util.stream.IntStream")
    assert list(IntStream.range(0, 4)) == [0, 1, 2, 3] and sum(IntStream.of(1, 2, 3).map(lambda x: x * 2)) == 12
    assert list(ArrayList(["b", "a"]).stream().sorted().map(str.upper)) == ["A", "B"]
    # A generator is an iterator in Java.
    made = ArrayList()
    iterator = to_java((x * x for x in range(4)), "java.util.Iterator")
    jimport("io.drua.crosslang.java.Callbacks").drain(iterator, made)
    assert made == [0, 1, 4, 9]


def test_optionals():
    Optional, OptionalInt = jimport("java.util.Optional"), jimport("java.util.OptionalInt")
    assert Optional.of("x") and not Optional.empty() and list(Optional.of("x")) == ["x"] and list(Optional.empty()) == []
    assert (Optional.empty() or "default") == "default" and list(OptionalInt.of(3)) == [3] and not OptionalInt.empty()


def test_closeables_are_context_managers():
    Closing = jimport("io.drua.crosslang.java.Callbacks").Closing
    with Closing() as made:
        assert not made.closed
    assert made.closed
    with raises(ValueError, "inside"), Closing() as made:
        raise ValueError("inside")
    assert made.closed
    lock = jimport("java.util.concurrent.locks.ReentrantLock")()
    with lock:
        assert lock.isLocked()
    assert not lock.isLocked()


def test_order_and_equality():
    LocalDate = jimport("java.time.LocalDate")
    one, other = LocalDate.of(2020, 1, 2), LocalDate.of(2021, 1, 1)
    assert one < other and one <= one and other > one and sorted([other, one]) == [one, other] and one != other
    assert one == LocalDate.of(2020, 1, 2) and hash(one) == hash(LocalDate.of(2020, 1, 2)) and {one: 1}[one] == 1
    assert one != "2020-01-02" and one is not None and one != None  # noqa: E711
    with raises(TypeError, "not supported"):
        one < 5
    with raises(TypeError, "not supported"):
        one < None
    assert jimport("java.lang.Object")() != jimport("java.lang.Object")()


def test_numbers():
    BigInteger, BigDecimal = jimport("java.math.BigInteger"), jimport("java.math.BigDecimal")
    for value in (0, 1, -1, 255, -256, 2**64, -(10**5000)):
        made = to_java(value, BigInteger)
        assert int(made) == value and made == value and hash(made) == hash(value) and bool(made) == bool(value)
    big = to_java(2**70, BigInteger)
    assert big > 5 and big < 2**71 and big >= big and 5 < big and range(10)[BigInteger.ONE] == 1 and float(big) == 2.0**70
    decimal = BigDecimal("1.50")
    assert decimal == Decimal("1.5") and float(decimal) == 1.5 and int(decimal) == 1 and decimal > 1 and decimal < 1.75
    count = jimport("java.util.concurrent.atomic.AtomicInteger")(3)
    assert int(count) == 3 and [0, 1, 2, 3][count] == 3 and float(count) == 3.0


def test_texts_of_other_classes():
    builder = jimport("java.lang.StringBuilder")("héllo😀")
    assert len(builder) == 6 and builder[0] == "h" and builder[-1] == "😀" and builder[1:3] == "él" and "llo" in builder
    assert str(builder) == "héllo😀" and "".join(builder) == "héllo😀" and builder.length() == 7


def test_numpy_takes_lists():
    import numpy as np

    assert np.asarray(ArrayList([1, 2.5])).tolist() == [1.0, 2.5] and np.asarray(ArrayList([[1, 2], [3, 4]])).shape == (2, 2)
    assert np.zeros(4)[ArrayList([0, 2])].shape == (2,) and np.array(ArrayList(["a", "bc"])).dtype == "<U2"
    try:
        import pandas
    except ImportError:
        return
    assert pandas.Series(ArrayList([1, 2])).sum() == 3
    frame = pandas.DataFrame({"a": ArrayList([1, 2]), "b": array("double", [0.5, 1.5])})
    assert frame["b"].sum() == 2.0 and frame["a"].tolist() == [1, 2]


def test_plain_values_of_collections():
    deep = LinkedHashMap({"a": ArrayList([1, 2.5, "x", None, True]), "b": LinkedHashSet([1]), "c": {"d": [3]}})
    assert to_python(deep) == {"a": [1, 2.5, "x", None, True], "b": {1}, "c": {"d": [3]}}
    assert type(to_python(deep)) is dict and type(to_python(deep)["a"]) is list and type(to_python(deep)["a"][2]) is str
    assert type(to_python(jimport("java.lang.Integer").valueOf(3))) is int
    assert to_python([ArrayList([1]), {"a": array("int", [1, 2])}])[0] == [1]
    assert to_python((ArrayList(),)) == ([],) and to_python("x") == "x" and to_python(None) is None


def test_live_containers():
    plain = [1, 2]
    seen = live(plain)
    assert isinstance(seen, jimport("java.util.List"))
    ArrayList(seen).size()
    seen.add("three")
    jimport("java.util.Collections").reverse(seen)
    assert plain == ["three", 2, 1]
    plain.append(4)
    assert seen.size() == 4
    table, group = {"a": 1}, {1}
    live(table).put("b", 2)
    live(group).add(5)
    assert table == {"a": 1, "b": 2} and group == {1, 5}
    jimport("java.util.ArrayList")(plain).add("copy")
    assert len(plain) == 4
