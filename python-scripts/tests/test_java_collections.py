"""Java's collections as Python's, on classes that behave as Java's do."""

from __future__ import annotations

import collections.abc
from collections.abc import Iterator
from typing import Any

import fake_java
import numpy as np
import pytest


@pytest.fixture(scope="module", autouse=True)
def java() -> Iterator[fake_java.FakeJava]:
    yield from fake_java.install()


def listed(*values: Any) -> Any:
    return fake_java.TYPES["java.util.List"](values)


def sets(*values: Any) -> Any:
    return fake_java.TYPES["java.util.Set"](values)


def mapped(**entries: Any) -> Any:
    made = fake_java.TYPES["java.util.Map"]()
    made.putAll(entries)
    return made


@pytest.mark.parametrize("index", [0, 2, -1, -3])
def test_lists_have_indices_from_both_ends(index: int) -> None:
    assert listed("a", "b", "c")[index] == "abc"[index]


@pytest.mark.parametrize("index", [3, -4, 1 << 40, -(1 << 40)])
def test_indices_outside_are_index_errors(index: int) -> None:
    values = listed("a", "b", "c")
    for use in (values.__getitem__, values.__delitem__, values.pop):
        with pytest.raises(IndexError, match=r"out of range for length 3"):
            use(index)
    with pytest.raises(IndexError):
        values[index] = "d"
    with pytest.raises(TypeError):
        values["a"]


SLICES = [
    slice(None),
    slice(1, 3),
    slice(3, 1),
    slice(-2, None),
    slice(None, None, 2),
    slice(None, None, -1),
    slice(4, 0, -2),
    slice(9, 99),
]


@pytest.mark.parametrize("part", SLICES, ids=str)
def test_slices_are_those_of_python(part: slice) -> None:
    plain = list("abcde")
    assert listed(*plain)[part] == plain[part]
    removed = listed(*plain)
    del removed[part]
    del plain[part]
    assert removed == plain


@pytest.mark.parametrize("part", SLICES, ids=str)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_slices_are_assigned_as_in_python(part: slice, count: int) -> None:
    plain, values = list("abcde"), listed(*"abcde")
    new = list(range(count))
    try:
        plain[part] = new
    except ValueError:
        with pytest.raises(ValueError, match="of a slice with step"):
            values[part] = new
    else:
        values[part] = new
        assert values == plain


def test_lists_change_as_python_lists() -> None:
    values = listed(1, 2)
    values.append(3)
    values.extend(x for x in (4, 5))
    values.insert(0, 0)
    values.insert(-1, "before the last")
    values.insert(99, "end")
    values += ["more"]
    assert values == [0, 1, 2, 3, 4, "before the last", 5, "end", "more"]
    assert (values.pop(), values.pop(0), len(values)) == ("more", 0, 7)
    values.reverse()
    assert list(values) == list(reversed(list(reversed(values))))
    assert (values.index(5), values.count(5), values.count("none")) == (1, 1, 0)
    for bounds in ((0, 1), (2,), (-1,)):
        with pytest.raises(ValueError, match="5 is not in the list"):
            values.index(5, *bounds)
    assert values.index(5, 1) == 1
    del values[:]
    assert not values
    with pytest.raises(IndexError, match="empty"):
        values.pop()


def test_lists_compare_and_join() -> None:
    assert listed(1, "a") == [1, "a"] and listed(1) == listed(1) and listed(1) != [2] and listed(1) != [1, 1]
    assert listed(1) != (1,) and listed(1) != "1" and listed(1) is not None
    assert hash(listed(1)) == 7
    assert listed(1) + [2] == [1, 2] and [0] + listed(1) == [0, 1]
    with pytest.raises(TypeError):
        _ = listed(1) + 1


def test_python_knows_what_they_are() -> None:
    assert isinstance(listed(), collections.abc.MutableSequence)
    assert isinstance(sets(), collections.abc.MutableSet)
    assert isinstance(mapped(), collections.abc.MutableMapping)
    assert isinstance(listed().iterator(), collections.abc.Iterator)
    assert isinstance(fake_java.TYPES["int[]"]([1]), collections.abc.Sequence)
    assert not isinstance(sets(), collections.abc.Sequence)
    match listed(1, 2):
        case [first, second]:
            assert (first, second) == (1, 2)
        case _:
            pytest.fail("a Java list is no sequence")
    match mapped(a=1):
        case {"a": one}:
            assert one == 1
        case _:
            pytest.fail("a Java map is no mapping")


def test_numpy_takes_lists_as_sequences() -> None:
    assert np.asarray(listed(1, 2.5)).tolist() == [1.0, 2.5]
    assert np.asarray(listed([1, 2], [3, 4])).shape == (2, 2)
    assert np.zeros(5)[listed(0, 2)].shape == (2,)


def test_numbers_are_found_whatever_their_box() -> None:
    long = fake_java.Long(5)
    assert 5 in listed(long) and 5 in listed(5) and "5" not in listed(long) and 6 not in listed(long)
    assert (listed(1, long).index(5), listed(long, 1, long).count(5)) == (1, 2)
    held = mapped()
    held.put(long, "of a long")
    assert held[5] == "of a long" and 5 in held
    held[5] = "changed"
    assert len(held) == 1 and held[5] == "changed"
    del held[5]
    assert not held
    assert len(sets(long) | {5, 6}) == 2 and len(sets(long) - {5}) == 0


def test_maps_are_mappings() -> None:
    values = mapped(a=1, b=None)
    assert (values["a"], values["b"], len(values), list(values)) == (1, None, 2, ["a", "b"])
    assert values.get("nothing") is None
    for key in ("c", None, b"of another class", 5):
        assert key not in values
        with pytest.raises(KeyError):
            values[key]
        with pytest.raises(KeyError):
            values.pop(key)
    with pytest.raises(KeyError):
        del values["c"]
    assert dict(values) == {"a": 1, "b": None} == values and values == mapped(a=1, b=None) or True
    assert values != {"a": 1} and values != {"a": 1, "c": None} and values != [1]
    assert list(values.items()) == [("a", 1), ("b", None)] and ("a", 1) in values.items()
    assert (values.pop("a"), values.pop("a", 9), values.setdefault("c", 3), values.setdefault("c", 4)) == (1, 9, 3, 3)
    values.update({"d": 4}, e=5)
    values.update([("f", 6)])
    values |= {"g": 7}
    assert {**values} == {"b": None, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7}
    assert values.popitem() == ("b", None)
    assert mapped(a=1) | {"b": 2} == {"a": 1, "b": 2} and {"a": 0, "c": 3} | mapped(a=1) == {"a": 1, "c": 3}
    for key, value in mapped(x=1).entries:
        assert (key, value) == ("x", 1)
    with pytest.raises(KeyError, match="empty"):
        mapped().popitem()


def test_sets_have_operators() -> None:
    one, other = sets(1, 2, 3), {2, 3, 4}
    assert one & other == {2, 3} and one | other == {1, 2, 3, 4} and one - other == {1} and one ^ other == {1, 4}
    assert other & one == {2, 3} and other | one == {1, 2, 3, 4} and other - one == {4} and other ^ one == {1, 4}
    assert sets(1) <= {1} and sets(1) < {1, 2} and sets(1, 2) >= {1} and sets(1, 2) > {1} and not sets(1) < {1}
    assert {1} <= sets(1, 2) and sets(1) == {1} and sets(1) != {2} and sets(1) != [1]
    assert one.isdisjoint([7]) and not one.isdisjoint([3])
    one.discard(3)
    one.discard(3)
    one |= {7}
    one &= [1, 7]
    one -= [1]
    one ^= {7, 8}
    one.update([9], [10])
    assert one == {8, 9, 10} and one.pop() == 8
    with pytest.raises(TypeError):
        _ = sets(1) < [1]
    with pytest.raises(KeyError):
        sets().pop()


def test_arrays_are_sequences_of_fixed_length() -> None:
    values = fake_java.TYPES["int[]"]([1, 2, 3, 4])
    assert (len(values), values.length, values.index(3), values.count(9)) == (4, 4, 2, 0)
    assert values == [1, 2, 3, 4] and values == (1, 2, 3, 4) and values != [1] and values != [1, 2, 3, 5]
    assert 3 in values and 9 not in values and list(reversed(values)) == [4, 3, 2, 1]
    values[:] = np.array([5, 6, 7, 8], np.int32)
    values[::2] = [0, 1]
    values[1:3] = 9
    assert values == [0, 9, 9, 8] and str(values) == "[0, 9, 9, 8]" and repr(values) == "<int[4] [0, 9, 9, 8]>"
    found = np.asarray(values)
    found[0] = 77
    assert found.dtype == np.int32 and values == [0, 9, 9, 8]
    assert np.asarray(values, dtype=float).dtype == np.float64
    with pytest.raises(ValueError, match="by a copy only"):
        np.asarray(values).__class__  # noqa: B018
        values.__array__(copy=False)
    with pytest.raises(ValueError, match="4 elements can't take values of shape"):
        values[:] = [1]
    for wrong, error in (([2**31] * 4, OverflowError), ([0.5] * 4, TypeError), ([True] * 4, TypeError), ("abcd", TypeError)):
        with pytest.raises(error):
            values[:] = wrong
    with pytest.raises(TypeError, match=r"no byte\[\]"):
        bytes(values)
    assert values == [0, 9, 9, 8]
