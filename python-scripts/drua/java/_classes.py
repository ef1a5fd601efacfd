"""Java classes as Python types, made when they are met first.

A type has what its class declares; what the class inherits comes from the types of its superclass and interfaces.
Methods, fields and objects themselves are the core's (`drua._core`), so that a call does not come through here.
"""

from __future__ import annotations

import difflib
import functools
import keyword
import threading
from collections.abc import Iterator
from operator import methodcaller
from typing import Any, NoReturn

from .. import _core
from .._errors import BufferInUseError, Cancelled, ConversionError, JavaError, LostViewError
from . import _layout
from ._layout import PLAIN

__all__ = ["JavaClass", "jimport", "make_throwable", "make_type"]

#: A name's kind of methods, as the service and the core number them.
_CONSTRUCTOR = 2


class JavaClass(type):
    """The type of the types that stand for Java classes.

    Attributes
    ----------
    class_ : object
        The java.lang.Class.
    """

    __java_id__: int
    __java_name__: str
    __java_kind__: str
    __java_inner__: dict[str, int]
    __java_new__: Any

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> JavaClass:
        """Make the type of a class; Python classes can't be made from it."""
        if "__java_id__" not in body:
            java = next(base.__java_name__ for base in bases if isinstance(base, JavaClass))
            raise TypeError(
                f"the Python class {name} can't extend {java}: a Java object is made by Java. To be called by Java, "
                "implement its interfaces: @drua.java.implements('java.lang.Runnable')"
            )
        return super().__new__(mcs, name, bases, body)

    def mro(cls) -> list[type]:
        """Order as Java looks: the class, its superclasses, its interfaces; then what Python adds."""
        return _layout.order(cls)

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        """Make an object; of a primitive type, say that a value is of that type."""
        if cls.__java_kind__ == "primitive":
            from ._values import cast

            (value,) = arguments
            return cast(value, cls)
        constructor = vars(cls).get("__java_new__")
        if constructor is None:
            raise TypeError(f"no object can be made of {cls.__java_name__}: {_why_not(cls)}")
        return constructor(*arguments, **named)

    def __getattr__(cls, name: str) -> Any:
        """Find classes within the class."""
        for part in cls.__mro__:
            number = vars(part).get("__java_inner__", {}).get(name)
            if number is not None:
                found = _core.java_type(number)
                type.__setattr__(cls, name, found)
                return found
        _missing(cls, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        """Write a static field; anything else can't be set."""
        for part in cls.__mro__:
            field = vars(part).get(name)
            if isinstance(field, _core.JavaField) and field.is_static:
                field.assign(value)
                return
        if name.startswith("__"):
            super().__setattr__(name, value)
            return
        raise AttributeError(f"{cls.__java_name__} has no static field '{name}' that could be set")

    def __dir__(cls) -> list[str]:
        """Names of members and of classes within, without what only Java sees."""
        names = set(super().__dir__())
        for part in cls.__mro__:
            names.update(vars(part).get("__java_inner__", ()))
        return sorted(name for name in names if not name.startswith("__java_"))

    def __iter__(cls) -> Iterator[Any]:
        """Go through the constants of an enum."""
        if cls.__java_kind__ != "enum":
            raise TypeError(f"{cls.__java_name__} is no enum, so that there is nothing to go through")
        return iter(cls.values())

    def __getitem__(cls, key: Any) -> Any:
        """Find a constant of an enum by name; ``List[str]`` is ``List``, as Java forgets it, too."""
        if cls.__java_kind__ == "enum" and isinstance(key, str):
            return cls.valueOf(key)
        return cls

    def __repr__(cls) -> str:
        """As Java shows a class."""
        return f"<Java {cls.__java_kind__} {cls.__java_name__}>"

    @property
    def class_(cls) -> Any:
        """The java.lang.Class."""
        from ._values import java_class

        return java_class(cls)


def _why_not(cls: JavaClass) -> str:
    return {
        "interface": "it is an interface; pass a function or a class with @implements where it is asked for",
        "enum": "it is an enum; use one of its constants",
        "array": "use drua.java.array(element_type, values_or_length)",
    }.get(cls.__java_kind__, "it is abstract or has no public constructor")


def _missing(cls: JavaClass, name: str) -> NoReturn:
    """Raise for a member that a class has not."""
    close = [] if name.startswith("_") else difflib.get_close_matches(name, dir(cls), 3)
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    raise AttributeError(
        f"{cls.__java_name__} has no public method, field or property '{name}'{hint}", name=name, obj=cls
    )


class _Documentation:
    """The documentation of a class, asked for when it is read."""

    def __get__(self, instance: object, owner: type | None = None) -> str:
        from ._docs import class_doc

        return class_doc(type(instance).__java_id__ if owner is None else owner.__java_id__)  # type: ignore[attr-defined]


class _Shared:
    """A name that both languages have: on the class it is Java's, on a value it is Python's."""

    def __init__(self, java: Any, python: Any) -> None:
        self._java = java
        self._python = python

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        if instance is None:
            return self._java
        return self._python.__get__(instance, owner)


def make_type(class_id: int) -> type:
    """Make the Python type for a class. Called by the core, once for each class.

    Raises
    ------
    drua.JavaError
        The class can't be read, for instance because one that it needs is missing.
    """
    from . import _protocols

    described = _core.java_service("describe", class_id)
    bases = _layout.bases(described)
    name: str = described["name"]
    methods = {method: kind for method, kind in described["methods"]}
    body: dict[str, Any] = {
        "__slots__": (),
        "__module__": name.rpartition(".")[0],
        "__qualname__": described["simple"],
        "__doc__": _Documentation(),
        "__java_id__": class_id,
        "__java_name__": name,
        "__java_kind__": described["kind"],
        "__java_super__": described["super"],
        "__java_inner__": dict(described["inner"]),
    }
    inherited = _inherited(bases)
    for field, is_static, _ in described["fields"]:
        body[f"{field}_" if field in methods else _spelled(field)] = _core.JavaField(class_id, field, is_static)
    for prop, getter, setter in described["properties"]:
        # A method or field of that name is what Java calls so.
        if prop not in methods and prop not in body and isinstance(inherited.get(prop, _NO_PROPERTY), property):
            body[prop] = _property(getter, setter)
    for method, kind in methods.items():
        body[_spelled(method)] = _core.java_method(
            class_id, method, kind, name, _protocols.otherwise(method, name, bases)
        )
        if method == "print":
            body["print_"] = body[method]
    if described["constructors"] and not described["abstract"]:
        body["__java_new__"] = _core.java_method(class_id, "<init>", _CONSTRUCTOR, name)
    _add_python(name, described, body, methods)
    made = JavaClass(described["simple"] or name, bases, body)
    _protocols.adopt(name, made)
    return made


_NO_PROPERTY = property()


def _spelled(name: str) -> str:
    # Names such as __str__ would be Python's own methods, which have other arguments and results.
    special = name.startswith("__") and name.endswith("__")
    return f"{name}_" if special or name in keyword.kwlist else name


def _inherited(bases: tuple[type, ...]) -> dict[str, Any]:
    """All members that a type will have from its bases."""
    members: dict[str, Any] = {}
    for base in bases:
        for part in reversed(base.__mro__):
            if isinstance(part, JavaClass):
                members.update(vars(part))
    return members


def _property(getter: str | None, setter: str | None) -> property:
    read = None if getter is None else methodcaller(getter)
    if setter is None:
        return property(read)
    name = setter

    def write(self: Any, value: Any) -> None:
        getattr(self, name)(value)

    return property(read, write)


def _add_python(name: str, described: dict[str, Any], body: dict[str, Any], methods: dict[str, int]) -> None:
    """Add what Python's operators and functions do with objects of the class."""
    from ._protocols import MIXINS

    mixin = MIXINS.get("[]" if described["kind"] == "array" else name)
    if mixin is not None:
        for key, value in vars(mixin).items():
            if key not in ("__dict__", "__weakref__", "__module__", "__qualname__", "__doc__") and key not in methods:
                body[key] = value
    plain = PLAIN.get(name)
    if plain is not None:
        for method in methods:
            python = getattr(plain, method, None)
            if python is not None:
                body[method] = _Shared(body[method], python)
        body["__reduce__"] = _reduce
    if name == "java.lang.Object":
        body["class_"] = property(methodcaller("getClass"))


def _reduce(self: Any) -> tuple[Any, ...]:
    """Make copies and pickles of texts and numbers Python's own."""
    plain = next(kind for kind in (str, int, float) if isinstance(self, kind))
    return plain, (plain(self),)


@functools.cache
def instance_type(made: JavaClass) -> type:
    """Return the type of the objects of a class whose own type has no layout. Called by the core."""
    body = {"__slots__": (), "__module__": made.__module__, "__qualname__": made.__qualname__}
    inherited = ("__java_id__", "__java_name__", "__java_kind__", "__java_super__", "__java_inner__")
    body.update({name: getattr(made, name) for name in inherited})
    return JavaClass(made.__name__, (made, _core.JavaRef), body)


def jimport(name: str) -> Any:
    """Return the Python type of a Java class.

    Parameters
    ----------
    name
        As Java writes it: ``java.util.ArrayList``, ``java.util.Map.Entry`` or ``java.util.Map$Entry``, ``int[]``.

    Raises
    ------
    ImportError
        No class loader of the host knows it.
    """
    number = _core.java_service("find", str(name))
    if not number:
        raise ImportError(
            f"Java has no class '{name}' on its class path, among the host's plugins, or in jars that were added with "
            "drua.java.add_path",
            name=name,
        )
    return _core.java_type(number)


#: So many causes become exceptions of their own; all are in the stack trace. Java allows cycles.
_MOST_CAUSES = 16

_causes = threading.local()


#: Exceptions of Drua's own that mean the same on both sides.
_OWN: dict[str, Any] = {
    "io.drua.bridge.BufferInUseException": BufferInUseError,
    "io.drua.bridge.ConversionException": ConversionError,
    "io.drua.bridge.LostViewException": LostViewError,
}


def _own_error(name: str, message: str | None, hint: str | None) -> BaseException | None:
    """Return Python's counterpart of an exception of Drua's own."""
    if name == "io.drua.bridge.RoutineCancelledException":
        return Cancelled(message)
    if name in _OWN:
        own: BaseException = _OWN[name](message or "", hint=hint)
        return own
    # The end of a stack is told without an object, which would need some of it.
    if name == "io.drua.bridge.PythonException" and "stack is nearly used up" in (message or ""):
        return RecursionError(message)
    return None


def make_throwable(made: type, reference: Any) -> BaseException:
    """Make the Python exception for a Java one. Called by the core.

    Parameters
    ----------
    made
        The type of its class.
    reference
        A bare reference to it.

    Returns
    -------
    BaseException
        The very Python exception that Java caught before, where it is one.
    """
    depth = getattr(_causes, "depth", 0)
    # The cause is made while the answer is read, by another call of this function.
    _causes.depth = depth + 1
    try:
        name, message, stack, cause, python, hint = _core.java_service(
            "throwable", reference, int(depth < _MOST_CAUSES)
        )
    except Exception as failed:
        # At the end of a stack, or without memory, Java can't even tell.
        name, message, stack = made.__java_name__, f"(details: {failed})", ""  # type: ignore[attr-defined]
        cause = python = hint = None
    finally:
        _causes.depth = depth
    if python is not None:
        return python  # type: ignore[no-any-return]
    own = _own_error(name, message, hint)
    if own is not None:
        own.__java_ref__ = reference  # type: ignore[attr-defined]
        return own
    error: Any = JavaError.__new__(made, message)
    error.args = () if message is None else (message,)
    error.hint = hint
    error.java_class = name
    error.java_stack = stack
    error.__java_ref__ = reference
    if isinstance(cause, BaseException):
        error.__cause__ = cause
    return error  # type: ignore[no-any-return]


_core.java_set_factory(make_type)
_layout.JAVA_CLASS.append(JavaClass)
