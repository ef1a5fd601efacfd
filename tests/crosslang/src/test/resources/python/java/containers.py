"""Collections and their kin by Python's operators."""

import collections.abc
import copy

ArrayList = jimport("java.util.ArrayList")
HashMap = jimport("java.util.HashMap")
LinkedHashMap = jimport("java.util.LinkedHashMap")
HashSet = jimport("java.util.HashSet")
TreeSet = jimport("java.util.TreeSet")
Arrays = jimport("java.util.Arrays")
Collections = jimport("java.util.Collections")


def test_list_elements():
    values = ArrayList(["a", "b", "c"])
    assert isinstance(values, collections.abc.MutableSequence)
    assert len(values) == 3 and values and not ArrayList()
    assert values[0] == "a" and values[-1] == "c"
    values[1] = "x"
    values[-1] = None
    assert values == ["a", "x", None]
    assert None in values and "x" in values and "b" not in values
    del values[0]
    del values[-1]
    assert values == ["x"]
    for wrong in (1, -2, 1 << 40):
        with raises((IndexError, OverflowError)):
            print(values[wrong])
        with raises((IndexError, OverflowError)):
            values[wrong] = 1
    with raises(TypeError):
        print(values["0"])


def test_list_slices():
    values = ArrayList(list(range(10)))
    plain = list(range(10))
    for part in (
        slice(None), slice(2, 5), slice(None, None, -1), slice(None, None, 3), slice(-3, None),
        slice(8, 2, -2), slice(5, 2), slice(100, 200),
    ):
        assert list(values[part]) == plain[part], part
        assert type(values[part]) is ArrayList
    for part, new in (
        (slice(2, 4), ["x", "y", "z"]), (slice(0, 0), [1]), (slice(None, None, 4), [0, 0, 0]), (slice(3, 6), []),
        (slice(None), [1, 2]),
    ):
        plain[part] = new
        values[part] = new
        assert list(values) == plain, part
    values[:] = range(10)
    plain[:] = range(10)
    for part in (slice(2, 4), slice(None, None, 3), slice(None, None, -2), slice(4, 1)):
        del values[part]
        del plain[part]
        assert list(values) == plain, part
    with raises(ValueError):
        ArrayList([1, 2, 3])[::2] = [1]


def test_list_methods():
    values = ArrayList()
    values.append(3)
    values.extend(range(2))
    values.insert(0, "first")
    values.insert(-1, "near")
    values += [9]
    assert values == ["first", 3, 0, "near", 1, 9]
    assert values.pop() == 9 and values.pop(0) == "first"
    assert values.index("near") == 2 and values.count(3) == 1
    with raises(ValueError):
        values.index("none")
    with raises(IndexError):
        ArrayList().pop()
    values.reverse()
    assert list(reversed(values)) == [3, 0, "near", 1]
    assert values + ["x"] == [1, "near", 0, 3, "x"]
    assert ["x"] + values == ["x", 1, "near", 0, 3]
    assert sorted(ArrayList([3, 1, 2])) == [1, 2, 3]
    assert values.remove(0) == 1, "Java's remove is by index"
    one, *rest = values
    assert one == "near" and rest == [0, 3]
    assert [value for value in values] == ["near", 0, 3]
    assert list(zip(values, "abc", strict=True))[0] == ("near", "a")
    order = ArrayList(["b", "a"])
    order.sort(None)
    assert order == ["a", "b"]


def test_lists_of_fixed_size():
    values = Arrays.asList(1, 2, 3)
    values[0:2] = [8, 9]
    assert values == [8, 9, 3]
    Unsupported = jimport("java.lang.UnsupportedOperationException")
    with raises(Unsupported):
        values.append(4)
    with raises(Unsupported):
        Collections.unmodifiableList([1])[0] = 2


def test_changes_while_iterating():
    values = ArrayList([1, 2, 3])
    with raises(jimport("java.util.ConcurrentModificationException")):
        for _ in values:
            values.add(4)


def test_maps():
    mapping = LinkedHashMap({"a": 1})
    assert isinstance(mapping, collections.abc.MutableMapping)
    mapping["b"] = 2
    assert mapping["a"] == 1 and len(mapping) == 2 and "a" in mapping and "z" not in mapping
    assert list(mapping) == ["a", "b"] == list(mapping.keys())
    assert list(mapping.values()) == [1, 2]
    assert list(mapping.items()) == [("a", 1), ("b", 2)]
    assert mapping == {"a": 1, "b": 2} and mapping != {"a": 1}
    assert mapping.get("z") is None
    with raises(KeyError, "z"):
        print(mapping["z"])
    with raises(KeyError):
        del mapping["z"]
    mapping["none"] = None
    assert mapping["none"] is None and "none" in mapping
    assert mapping.pop("none") is None
    assert mapping.pop("none", 5) == 5
    with raises(KeyError):
        mapping.pop("none")
    assert mapping.setdefault("a", 9) == 1
    assert mapping.setdefault("c", 9) == 9
    mapping.update({"d": 4}, e=5)
    assert mapping["d"] == 4 and mapping["e"] == 5
    del mapping["d"], mapping["e"], mapping["c"]
    assert mapping | {"a": 0} == {"a": 0, "b": 2}
    assert {"x": 0, "a": 0} | mapping == {"x": 0, "a": 1, "b": 2}
    mapping |= {"q": 1}
    assert mapping.popitem()[0] in ("a", "b", "q")
    assert dict(mapping) == {key: mapping[key] for key in mapping}
    assert {**mapping} == dict(mapping)
    assert bool(HashMap()) is False
    mapping.clear()
    with raises(KeyError):
        mapping.popitem()


def test_keys_of_other_boxes():
    mapping = HashMap()
    mapping.put(jimport("java.lang.Long").valueOf(5), "five")
    assert mapping[5] == "five" and 5 in mapping
    mapping[5] = "changed"
    assert len(mapping) == 1 and mapping[5] == "changed"
    del mapping[5]
    assert not mapping
    letters = HashSet()
    letters.add(jimport("java.lang.Character").valueOf("c"))
    assert "c" in letters and "d" not in letters


def test_entries_unpack():
    mapping = HashMap({"k": [1, 2]})
    ((key, value),) = mapping.entrySet()
    assert key == "k" and value == [1, 2]
    entry = next(iter(mapping.entrySet()))
    assert len(entry) == 2 and entry[0] == "k" and entry[1][0] == 1
    entry.setValue("new")
    assert mapping["k"] == "new"


def test_sorted_maps():
    mapping = jimport("java.util.TreeMap")({"b": 1, "a": 2})
    assert list(mapping) == ["a", "b"]
    assert 5 not in mapping, "what it can't compare it has not got"
    assert mapping.firstKey() == "a"
    assert list(mapping.headMap("b")) == ["a"]


def test_set_algebra():
    one, other = HashSet([1, 2, 3]), HashSet([3, 4])
    assert isinstance(one, collections.abc.MutableSet)
    for second in (other, {3, 4}, frozenset([3, 4])):
        assert one & second == {3}
        assert one | second == {1, 2, 3, 4}
        assert one - second == {1, 2}
        assert one ^ second == {1, 2, 4}
    assert {3, 4} - one == {4} and {3, 4} & one == {3} and {3, 4} | one == {1, 2, 3, 4} and {3, 4} ^ one == {1, 2, 4}
    assert one >= {1} and one > {1} and one <= {1, 2, 3} and not one < {1, 2, 3}
    assert one.isdisjoint([7]) and not one.isdisjoint([1])
    one |= {9}
    one -= {1}
    one &= {2, 9}
    assert one == {2, 9}
    one ^= {9, 10}
    assert one == {2, 10}
    assert one.add(5) is True and one.add(5) is False
    one.discard(5)
    one.discard(77)
    one.update([6], [7])
    assert one == {2, 10, 6, 7}
    assert one.pop() in (2, 10, 6, 7)
    with raises(KeyError):
        HashSet().pop()
    assert list(TreeSet(["b", "a"])) == ["a", "b"]


def test_iterators():
    iterator = ArrayList([1, 2]).iterator()
    assert isinstance(iterator, collections.abc.Iterator)
    assert next(iterator) == 1 and list(iterator) == [2]
    with raises(StopIteration):
        next(iterator)
    enumeration = Collections.enumeration([1, 2])
    assert list(enumeration) == [1, 2]
    assert list(jimport("java.util.StringTokenizer")("a b")) == ["a", "b"]
    assert sum(jimport("java.util.stream.IntStream").range(0, 5)) == 10
    names = ArrayList(["b", "a"]).stream().map(lambda name: name.upper()).sorted()
    assert list(names) == ["A", "B"]
    with raises(jimport("java.lang.IllegalStateException")):
        list(names)


def test_generators_become_iterators():
    Spliterators = jimport("java.util.Spliterators")
    made = (number * number for number in range(4))
    spliterator = Spliterators.spliteratorUnknownSize(made, 0)
    stream = jimport("java.util.stream.StreamSupport").stream(spliterator, False)
    assert list(stream) == [0, 1, 4, 9]


def test_optionals():
    Optional = jimport("java.util.Optional")
    assert Optional.of(5) and not Optional.empty()
    assert list(Optional.of(5)) == [5] and list(Optional.empty()) == []
    assert Optional.of("a").map(str.upper).get() == "A"
    assert list(jimport("java.util.OptionalInt").of(3)) == [3]
    assert not jimport("java.util.OptionalDouble").empty()


def test_closeables():
    with jimport("java.io.StringReader")("abc") as reader:
        assert reader.read() == ord("a")
    with raises(jimport("java.io.IOException")):
        reader.read()
    reader = jimport("java.io.StringReader")("abc")
    with raises(ZeroDivisionError), reader:
        1 / 0
    with raises(jimport("java.io.IOException")):
        reader.read()
    lock = jimport("java.util.concurrent.locks.ReentrantLock")()
    with lock:
        assert lock.isLocked()
    assert not lock.isLocked()


def test_comparable():
    LocalDate = jimport("java.time.LocalDate")
    early, late = LocalDate.of(2020, 1, 1), LocalDate.of(2021, 1, 1)
    assert early < late and late > early and early <= early and late >= early
    assert sorted([late, early]) == [early, late] and max(early, late) == late
    with raises(TypeError):
        print(early < "text")
    with raises(TypeError):
        print(early < None)


def test_numbers():
    BigInteger, BigDecimal = jimport("java.math.BigInteger"), jimport("java.math.BigDecimal")
    huge = BigInteger("123456789012345678901234567890")
    assert int(huge) == 123456789012345678901234567890 and huge == 123456789012345678901234567890
    assert float(BigDecimal("1.5")) == 1.5 and BigDecimal("1.5") == 1.5 and int(BigDecimal("7.9")) == 7
    assert range(10)[BigInteger("3")] == 3
    assert hash(BigInteger("5")) == hash(5)
    assert huge > 5 and BigInteger("0") == 0 and not BigInteger("0")
    counter = jimport("java.util.concurrent.atomic.AtomicInteger")(4)
    assert int(counter) == 4 and float(counter) == 4.0 and [0, 1, 2, 3, 4][counter] == 4
    box = jimport("java.lang.Integer").valueOf(5)
    assert box + 1 == 6 and box == 5 and hash(box) == hash(5) and str(box) == "5" and f"{box:03d}" == "005"
    assert box.doubleValue() == 5.0 and box.compareTo(6) < 0
    assert jimport("java.lang.Double").valueOf(0.5) * 2 == 1.0
    assert copy.deepcopy([box]) == [5]


def test_character_sequences():
    builder = jimport("java.lang.StringBuilder")("ab😀")
    assert len(builder) == 3 and builder[2] == "😀" and list(builder) == ["a", "b", "😀"] and "b" in builder
    assert str(builder) == "ab😀" and builder.length() == 4
    text = jimport("java.lang.String").valueOf("text")
    assert text.length() == 4 and text.equals("text") and text + "!" == "text!" and text[0] == "t"
    assert {text: 1}["text"] == 1
    assert "-".join([text, text]) == "text-text"
    assert text.replace("t", "T") == "TexT" and text.split("e") == ["t", "xt"]


def test_live_containers():
    values, mapping, some = [1, 2], {"a": 1}, {1}
    view = live(values)
    view.add(3)
    assert values == [1, 2, 3]
    values.append(4)
    assert view.size() == 4
    Collections.reverse(view)
    assert values == [4, 3, 2, 1]
    live(mapping).put("b", 2)
    assert mapping == {"a": 1, "b": 2}
    live(some).add(2)
    assert some == {1, 2}
    Collections.addAll(live(values), 9)
    assert values[-1] == 9
    copied = [3, 1, 2]
    Collections.sort(copied)
    assert copied == [3, 1, 2], "what is not live is copied"


def test_deep_plain_values():
    nested = HashMap({"a": [1, {"b": (2, None)}], "c": {1, 2}})
    plain = to_python(nested)
    assert plain["a"] == [1, {"b": [2, None]}] and set(plain["c"]) == {1, 2}
    assert type(plain) is dict and type(plain["a"]) is list and type(plain["a"][1]) is dict
    assert type(to_python(jimport("java.lang.String").valueOf("x"))) is str
    assert type(to_python(jimport("java.lang.Long").valueOf(5))) is int
    thread = jimport("java.lang.Thread").currentThread()
    assert to_python(ArrayList([thread]))[0] == thread


def test_big_collections():
    values = ArrayList(list(range(100000)))
    assert len(values) == 100000 and values[99999] == 99999 and sum(values) == sum(range(100000))
    mapping = HashMap({str(number): number for number in range(10000)})
    assert to_python(mapping)["9999"] == 9999
