"""What Java classes and interfaces mean to Python's operators and built-in functions.

`MIXINS` maps the name of a Java class to a class whose functions become part of its Python type. They
call public Java methods of ``self`` only. Where Java has a method of a name, that is the method.
"""

from __future__ import annotations

import collections.abc
import numbers
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from .. import _core
from ._array_protocol import ArrayMixin
from ._buffers import BufferMixin
from ._collections import (
    CollectionMixin,
    EnumerationMixin,
    IterableMixin,
    IteratorMixin,
    walk,
)
from ._image_buffers import ImageBufferMixin
from ._lists import ListMixin
from ._lookup import java
from ._maps import EntryMixin, MapMixin, get_or_default
from ._sets import SetMixin

__all__ = ["MIXINS", "adopt", "otherwise"]

_LONGEST_TEXT = 200

_T = TypeVar("_T")


class ObjectMixin:
    """java.lang.Object: equality, hash and text are Java's."""

    def __eq__(self: Any, other: object) -> Any:
        if self is other:
            return True
        return bool(self.equals(other)) if _core.java_class_id(other) else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(self.hashCode())

    def __str__(self: Any) -> str:
        return str.__str__(self.toString() or "null")

    def __repr__(self: Any) -> str:
        name = type(self).__java_name__
        try:
            text = str(self)
        except Exception as failed:
            text = f"(toString() raised {type(failed).__name__})"
        if len(text) > _LONGEST_TEXT:
            text = f"{text[:_LONGEST_TEXT]}..."
        return f"<{name} {text}>"


class ThrowableMixin:
    """java.lang.Throwable is a Python exception."""

    @property
    def message(self: Any) -> str | None:
        """The message, or None."""
        text: str | None = self.getMessage()
        return text

    def stacktrace(self: Any) -> str:
        """Return Java's stack trace, with those of the causes."""
        return str(_core.java_service("throwable", self)[2])

    def __str__(self: Any) -> str:
        """Class and message, without asking Java: a traceback is printed wherever Python stands."""
        return f"{type(self).__java_name__}: {self.args[0]}" if self.args else str(type(self).__java_name__)

    def __repr__(self: Any) -> str:
        return f"<{self}>"


class ClassMixin:
    """java.lang.Class can be asked by isinstance()."""

    def __instancecheck__(self: Any, value: object) -> bool:
        return bool(_core.java_class_id(value)) and bool(self.isInstance(value))


class ComparableMixin:
    """java.lang.Comparable: order by compareTo; what it can't be compared with is a TypeError."""

    def __lt__(self: Any, other: Any) -> Any:
        order = compared(self, other)
        return order if order is NotImplemented else order < 0

    def __le__(self: Any, other: Any) -> Any:
        order = compared(self, other)
        return order if order is NotImplemented else order <= 0

    def __gt__(self: Any, other: Any) -> Any:
        order = compared(self, other)
        return order if order is NotImplemented else order > 0

    def __ge__(self: Any, other: Any) -> Any:
        order = compared(self, other)
        return order if order is NotImplemented else order >= 0


def compared(one: Any, other: Any) -> Any:
    """Return what compareTo says, or NotImplemented."""
    if other is None:
        return NotImplemented
    try:
        return one.compareTo(other)
    except (TypeError, java("java.lang.ClassCastException")):
        return NotImplemented


class NumberMixin:
    """java.lang.Number; boxed numbers are ints and floats anyway."""

    def __int__(self: Any) -> int:
        return int(self.longValue())

    def __float__(self: Any) -> float:
        return float(self.doubleValue())


class CountMixin:
    """AtomicInteger and the like can be an index."""

    def __index__(self: Any) -> int:
        return int(self.longValue())


def exact(number: Any) -> Any:
    """Return a BigInteger as int, a BigDecimal as Decimal, other numbers as they are."""
    name = getattr(type(number), "__java_name__", None)
    if name == "java.math.BigInteger":
        return int(number)
    if name == "java.math.BigDecimal":
        return Decimal(str(number))
    return number


class ExactMixin:
    """What java.math.BigInteger and BigDecimal have in common: value comparison with Python's numbers."""

    def __bool__(self: Any) -> bool:
        return bool(self.signum())

    def __eq__(self: Any, other: object) -> Any:
        if isinstance(other, (int, float, Decimal, Fraction)):
            return bool(exact(self) == other)
        return bool(self.equals(other)) if _core.java_class_id(other) else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(exact(self))

    def __lt__(self: Any, other: Any) -> Any:
        return exact(self) < exact(other)

    def __le__(self: Any, other: Any) -> Any:
        return exact(self) <= exact(other)

    def __gt__(self: Any, other: Any) -> Any:
        return exact(self) > exact(other)

    def __ge__(self: Any, other: Any) -> Any:
        return exact(self) >= exact(other)


class BigIntegerMixin(ExactMixin):
    """java.math.BigInteger is a whole number of any size."""

    def __int__(self: Any) -> int:
        return int.from_bytes(bytes(self.toByteArray()), "big", signed=True)

    def __index__(self: Any) -> int:
        return int.from_bytes(bytes(self.toByteArray()), "big", signed=True)


class BigDecimalMixin(ExactMixin):
    """java.math.BigDecimal."""

    def __int__(self: Any) -> int:
        return int(self.toBigInteger())


class CharSequenceMixin:
    """java.lang.CharSequence: as Python text, by characters rather than UTF-16 units."""

    def __len__(self: Any) -> int:
        return len(str(self))

    def __getitem__(self: Any, index: Any) -> str:
        return str(self)[index]

    def __iter__(self: Any) -> Iterator[str]:
        return iter(str(self))

    def __contains__(self: Any, text: str) -> bool:
        return text in str(self)


class OptionalMixin:
    """java.util.Optional is true when it has a value, and gives it when iterated."""

    def __bool__(self: Any) -> bool:
        return bool(self.isPresent())

    def __iter__(self: Any) -> Iterator[Any]:
        if self.isPresent():
            yield self.get()


class NumberOptionalMixin:
    """OptionalInt, OptionalLong, OptionalDouble have a getter each."""

    def __bool__(self: Any) -> bool:
        return bool(self.isPresent())

    def __iter__(self: Any) -> Iterator[Any]:
        if self.isPresent():
            yield getattr(self, f"getAs{type(self).__java_name__.rpartition('Optional')[2]}")()


class StreamMixin:
    """java.util.stream.BaseStream can be iterated, once."""

    def __iter__(self: Any) -> Iterator[Any]:
        return walk(self.iterator())


class AutoCloseableMixin:
    """java.lang.AutoCloseable is a context manager."""

    def __enter__(self: Any) -> Any:
        return self

    def __exit__(self: Any, *failure: object) -> None:
        self.close()


class LockMixin:
    """java.util.concurrent.locks.Lock is a context manager."""

    def __enter__(self: Any) -> Any:
        self.lock()
        return self

    def __exit__(self: Any, *failure: object) -> None:
        self.unlock()


def plain(python_type: type) -> type:
    """Return a mixin that keeps Python's own meaning for a Java class that derives from one of Python's types."""
    body = {name: getattr(python_type, name) for name in _OPERATORS if hasattr(python_type, name)}
    return type(f"{python_type.__name__.capitalize()}Mixin", (), body)


_OPERATORS = (
    "__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __str__ __repr__ __bool__ __int__ __float__ __index__ __len__ "
    "__getitem__ __iter__ __contains__"
).split()


def flat(mixin: type) -> type:
    """Return a class whose own body has everything, because only bodies are copied."""
    body: dict[str, Any] = {}
    for part in reversed(mixin.__mro__[:-1]):
        body.update({name: value for name, value in vars(part).items() if name not in _PRIVATE})
    return type(mixin.__name__, (), {**body, "__doc__": mixin.__doc__})


_PRIVATE = ("__dict__", "__weakref__", "__module__", "__qualname__")

#: Name of a Java class, or ``[]`` for all arrays -> what its Python type gets.
MIXINS: dict[str, type] = {
    "[]": ArrayMixin,
    "java.lang.AutoCloseable": AutoCloseableMixin,
    "java.lang.Byte": plain(int),
    "java.lang.Character": plain(str),
    "java.lang.CharSequence": CharSequenceMixin,
    "java.lang.Class": ClassMixin,
    "java.lang.Comparable": ComparableMixin,
    "java.lang.Double": plain(float),
    "java.lang.Float": plain(float),
    "java.lang.Integer": plain(int),
    "java.lang.Iterable": IterableMixin,
    "java.lang.Long": plain(int),
    "java.lang.Number": NumberMixin,
    "java.lang.Object": ObjectMixin,
    "java.lang.Short": plain(int),
    "java.lang.String": plain(str),
    "java.lang.Throwable": ThrowableMixin,
    "java.math.BigDecimal": flat(BigDecimalMixin),
    "io.drua.bridge.ImageBuffer": ImageBufferMixin,
    "java.math.BigInteger": flat(BigIntegerMixin),
    "java.nio.Buffer": BufferMixin,
    "java.util.Collection": CollectionMixin,
    "java.util.Enumeration": EnumerationMixin,
    "java.util.Iterator": IteratorMixin,
    "java.util.List": ListMixin,
    "java.util.Map": MapMixin,
    "java.util.Map$Entry": EntryMixin,
    "java.util.Optional": OptionalMixin,
    "java.util.OptionalDouble": NumberOptionalMixin,
    "java.util.OptionalInt": NumberOptionalMixin,
    "java.util.OptionalLong": NumberOptionalMixin,
    "java.util.Set": SetMixin,
    "java.util.concurrent.atomic.AtomicInteger": CountMixin,
    "java.util.concurrent.atomic.AtomicLong": CountMixin,
    "java.util.concurrent.locks.Lock": LockMixin,
    "java.util.stream.BaseStream": StreamMixin,
}

#: What a Java method does with arguments that fit none of its overloads: class, method -> function of all arguments.
OTHERWISE: dict[tuple[str, str], Any] = {("java.util.Map", "get"): get_or_default}


def otherwise(method: str, name: str, bases: tuple[type, ...]) -> Any:
    """Return the function of `OTHERWISE` for a method of a class with these bases, or None."""
    for (owner, known), function in OTHERWISE.items():
        if method == known and (name == owner or any(_is_named(base, owner) for base in bases)):
            return function
    return None


def _is_named(made: type, name: str) -> bool:
    return any(vars(part).get("__java_name__") == name for part in made.__mro__)


_ABSTRACT: dict[str, type] = {
    "java.lang.Number": numbers.Number,
    "java.util.Iterator": collections.abc.Iterator,
    "java.util.List": collections.abc.MutableSequence,
    "java.util.Map": collections.abc.MutableMapping,
    "java.util.Set": collections.abc.MutableSet,
}


def adopt(name: str, made: type) -> None:
    """Register the Python type of a Java class with the abstract class of Python that it fulfils.

    Called once for each type, after it was made; types derived from it follow by themselves.
    """
    abstract = collections.abc.Sequence if name.endswith("[]") else _ABSTRACT.get(name)
    register = getattr(abstract, "register", None)
    if register is not None:
        register(made)
