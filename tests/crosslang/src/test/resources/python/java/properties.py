"""Random values there and back, by the number that they are made from."""

import datetime
import decimal
import random
import uuid

ArrayList = jimport("java.util.ArrayList")
HashMap = jimport("java.util.HashMap")
same = jimport("io.drua.crosslang.java.Callbacks").same
DTYPES = ["bool", "int16", "int32", "int64", "float32", "float64"]


def text(source):
    points = (source.choice((source.randrange(0x80), source.randrange(0x3000), source.randrange(0xE000, 0x110000))) for _ in range(source.randrange(8)))
    return "".join(map(chr, points))


def leaf(source):
    kind = source.randrange(13)
    if kind < 3:
        bits = source.choice((1, 7, 8, 15, 16, 31, 32, 62, 63, 64, 65, 200))
        return source.choice((1, -1)) * source.getrandbits(bits) + source.randrange(-1, 2)
    return (
        lambda: None,
        lambda: source.random() < 0.5,
        lambda: source.choice((source.random(), -0.0, float("inf"), float("nan"), source.uniform(-1e300, 1e300), 5e-324)),
        lambda: text(source),
        lambda: text(source),
        lambda: source.randbytes(source.randrange(9)),
        lambda: datetime.datetime.min + datetime.timedelta(microseconds=source.randrange(315537897599999999)),
        lambda: datetime.timedelta(source.randrange(-10**6, 10**6), source.randrange(86400), source.randrange(10**6)),
        lambda: decimal.Decimal(source.randrange(-(10**30), 10**30)).scaleb(source.randrange(-40, 40)),
        lambda: uuid.UUID(int=source.getrandbits(128)),
    )[kind - 3]()


def key(source):
    """Make a key; those that Python and Java compare differently (1 and True, 1.0 and 1, NaN) are left out."""
    return source.choice((lambda: text(source), lambda: source.randrange(2, 1 << 40), lambda: None))()


def made(source, depth=0):
    """Make a value."""
    kind = source.randrange(9) if depth < 4 else 9
    if kind == 0:
        return [made(source, depth + 1) for _ in range(source.randrange(5))]
    if kind == 1:
        return {key(source): made(source, depth + 1) for _ in range(source.randrange(5))}
    if kind == 2:
        return {key(source) for _ in range(source.randrange(4))}
    if kind == 3:
        return tuple(made(source, depth + 1) for _ in range(source.randrange(3)))
    return leaf(source)


def expected(value):
    """Return what a value is after it was Java's: a tuple is a list."""
    if isinstance(value, (list, tuple)):
        return [expected(part) for part in value]
    if isinstance(value, dict):
        return {part: expected(entry) for part, entry in value.items()}
    return value


def there_and_back(seed):
    value = made(random.Random(seed))
    wanted = expected(value)
    assert alike(to_python(to_java(value)), wanted), f"by to_java: {value!r}"
    assert alike(to_python(same(value)), wanted), f"by an argument: {value!r}"
    values = ArrayList([value, value])
    assert alike(to_python(values[1]), wanted) and alike(to_python(values), [wanted, wanted]), f"in a list: {value!r}"
    values.set(0, value)
    assert alike(to_python(values.get(0)), wanted), f"set: {value!r}"
    assert alike(to_python(HashMap({"a": value})["a"]), wanted), f"in a map: {value!r}"


def list_like_python(seed):
    """Do the same random things to a Java list and a Python one."""
    source = random.Random(seed)
    plain, java = [], ArrayList()
    for _ in range(30):
        at, value = source.randrange(-8, 8), source.randrange(100)
        part = slice(source.choice((None, at)), source.choice((None, source.randrange(-8, 8))), source.choice((None, 1, 2, -1, -2)))
        step = source.choice(STEPS)
        outcomes = []
        for values in (plain, java):
            try:
                outcome = step(values, at, value, part)
                outcomes.append(list(outcome) if isinstance(part, slice) and hasattr(outcome, "__len__") else outcome)
            except (IndexError, ValueError) as failed:
                outcomes.append(type(failed))
        assert outcomes[0] == outcomes[1] and java == plain, (seed, plain, java, outcomes)


def put(values, at, value, part):
    values[at] = value


def put_slice(values, at, value, part):
    values[part] = range(value % 4)


def delete(values, at, value, part):
    del values[at]


def delete_slice(values, at, value, part):
    del values[part]


STEPS = [
    put,
    put_slice,
    delete,
    delete_slice,
    lambda values, at, value, part: values.append(value),
    lambda values, at, value, part: values.append(value),
    lambda values, at, value, part: values.extend([value, at]),
    lambda values, at, value, part: values.insert(at, value),
    lambda values, at, value, part: values.pop(at),
    lambda values, at, value, part: values.index(value),
    lambda values, at, value, part: values.count(value),
    lambda values, at, value, part: values.reverse(),
    lambda values, at, value, part: values[at],
    lambda values, at, value, part: values[part],
    lambda values, at, value, part: value in values,
    lambda values, at, value, part: len(values),
]


def numbers_there_and_back(seed):
    source = random.Random(seed)
    name, dtype, bits = source.choice((("byte", "int8", 8), ("short", "int16", 16), ("int", "int32", 32), ("long", "int64", 64)))
    value = source.choice((1, -1)) * source.getrandbits(source.choice((bits - 1, bits, bits + 1))) + source.randrange(-1, 2)
    fits = -(1 << (bits - 1)) <= value < 1 << (bits - 1)
    for use in (lambda: array(name, [value])[0], lambda: to_java(value, name), lambda: same(cast(value, name))):
        try:
            assert use() == value and fits, (name, value)
        except OverflowError:
            assert not fits, (name, value)
    if fits:
        values = numpy.array([value, 0, value], dtype)
        assert (numpy.asarray(array(name, values)) == values).all() and list(array(name, values)) == [value, 0, value]
