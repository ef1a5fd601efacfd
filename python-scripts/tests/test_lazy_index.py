"""Which planes an index asks for: NumPy itself is the judge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from drua.ij._lazy_index import select

SHAPE = (3, 4, 2, 5, 6)
OUTER = 3
WHOLE = np.arange(np.prod(SHAPE)).reshape(SHAPE)
NUMBERS = np.arange(np.prod(SHAPE[:OUTER])).reshape(SHAPE[:OUTER])
PLANES = WHOLE.reshape(-1, *SHAPE[OUTER:])


def indexed(key: Any, read: set[int] | None = None) -> tuple[NDArray[Any], bool]:
    chosen = select(key, NUMBERS, SHAPE)
    part = PLANES[0][chosen.inner]
    block = np.empty((*chosen.numbers.shape, *part.shape), WHOLE.dtype)
    for at in np.ndindex(chosen.numbers.shape):
        if read is not None:
            read.add(int(chosen.numbers[at]))
        block[at] = PLANES[chosen.numbers[at]][chosen.inner]
    return block.transpose(chosen.order)[chosen.final], chosen.basic


BASIC: list[Any] = [
    (),
    ...,
    0,
    -1,
    np.int16(1),
    slice(None, None, -1),
    (1, 2),
    (1, ..., 3),
    (..., 2, 3),
    (0, 1, 1, 4, 5),
    (slice(0, 0), 1),
    (None, 1, None, ..., None),
    (slice(1, 3), slice(None, None, 2), 0, slice(4, 1, -1), slice(2, 5)),
    (..., slice(1, 1)),
]


@pytest.mark.parametrize("key", BASIC, ids=repr)
def test_basic_indices_are_numpys(key: Any) -> None:
    found, basic = indexed(key)
    assert basic
    assert found.shape == WHOLE[key].shape
    assert (found == WHOLE[key]).all()


FANCY: list[Any] = [
    ([0, 2],),
    ([True, False, True],),
    (np.array([2, 0, 2]), slice(1, 3)),
    ([], 1),
    (slice(None), [3, 1]),
    ([0, 1], [2, 3]),
    ([0, 1], slice(None), [0, 1]),
    (slice(None), [1, 2], 1),
    (slice(None), [1, 2], slice(None), 3),
    (slice(None), [1, 2], 0, 3),
    ([[0, 1], [2, 0]], [3]),
    (1, [3, 1], ..., 2),
    (slice(None), 1, [1, 0], slice(2), 3),
    ([2, 1], None, 0),
    (None, [2, 1], [0, 3]),
    (slice(None), [0, 1], None, [1, 1]),
    (np.array(2), slice(None), [0]),
]


@pytest.mark.parametrize("key", FANCY, ids=repr)
def test_arrays_for_axes_of_planes_are_numpys(key: Any) -> None:
    found, _ = indexed(key)
    assert found.shape == WHOLE[key].shape
    assert (found == WHOLE[key]).all()


def test_random_indices_are_numpys() -> None:
    random = np.random.default_rng(4)
    for _ in range(2000):
        key: list[Any] = []
        spread = int(random.integers(1, 4))
        for axis, length in enumerate(SHAPE[: random.integers(0, 6)]):
            kind = random.integers(0, 4 if axis < OUTER else 2)
            if kind == 0:
                key.append(int(random.integers(-length, length)))
            elif kind == 1:
                start, stop = random.integers(-length - 1, length + 2, 2)
                key.append(slice(int(start), int(stop), int(random.choice([-2, -1, 1, 2]))))
            elif kind == 2:
                key.append(random.integers(-length, length, spread))
            else:
                key.append(slice(None))
            if random.random() < 0.1:
                key.append(None)
        if len(key) < 3 and random.random() < 0.3:
            key.append(...)
        expected = WHOLE[tuple(key)]
        found, _ = indexed(tuple(key))
        assert found.shape == expected.shape, key
        assert (found == expected).all(), key


def test_only_the_planes_that_are_needed_are_read() -> None:
    read: set[int] = set()
    indexed((1, [0, 3], slice(None), 2), read)
    assert read == set(NUMBERS[1, [0, 3]].ravel().tolist())


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (3, "out of bounds"),
        ((0, -5), "out of bounds"),
        (([0, 3],), "index 3 is out of bounds for axis 0"),
        ((0, 0, 0, 5), "axis 3"),
        ((0,) * 6, "too many indices"),
        ((..., ...), "one ellipsis"),
        (1.5, "expected integers"),
        ("x", "expected integers"),
        (True, "single boolean"),
        (([True, False],), "mask of 2 for axis 0 with size 3"),
        (np.ones((3, 4), bool), "nonzero"),
        (([0.5],), "float64"),
        ((0, 0, 0, [1, 2]), "axes of planes only"),
        ((..., [1, 2]), "axes of planes only"),
    ],
    ids=repr,
)
def test_what_is_no_index_says_why(key: Any, text: str) -> None:
    with pytest.raises(IndexError, match=text):
        indexed(key)
