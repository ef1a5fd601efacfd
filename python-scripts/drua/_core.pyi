"""What the embedding library registers as ``drua._core``. It exists only inside a host."""

from collections.abc import Callable
from typing import Any

from numpy.typing import NDArray

ABI_VERSION: int

class HostFunction:
    """A function of the host, called with positional values.

    Raises `drua.PinnedCallError` while an image of this thread is pinned, and `drua.JavaError` when
    Java threw.
    """

    @property
    def name(self) -> str: ...
    @property
    def id(self) -> int: ...
    def __call__(self, *values: object) -> object: ...

def decode(block: bytes) -> object:
    """Turn a block of the wire format into Python values."""

def write(stream: int, text: str) -> None:
    """Send text to the host's console; stream 1 is output, 2 is errors."""

def progress(fraction: float, message: str) -> None:
    """Report progress of this thread's call, 0 to 1; negative: unknown."""

def log(level: int, text: str) -> None:
    """Send one log record; the level is that of `logging`."""

def cancelled() -> bool:
    """Say whether this thread's call was asked to stop."""

def current_call() -> int:
    """Return the number of this thread's call, 0 for none."""

def statistics() -> dict[str, int]:
    """Return counts of handles, owners, buffers, borrows and threads."""

class JavaRef:
    """What every Java object is in Python, at its bottom: a reference that keeps it alive."""

class JavaMethod:
    """A method of a Java class, with all its overloads. Kinds: 0 instance, 1 static, 2 constructor, 3 both.

    What fits no overload goes to `otherwise`.
    """

    __name__: str
    __doc__: str | None
    @property
    def overloads(self) -> list[str]: ...
    def __getitem__(self, types: object) -> JavaMethod: ...
    def __call__(self, *arguments: object) -> Any: ...
    def __get__(self, instance: object, owner: type | None = None) -> JavaMethod: ...

class JavaField:
    """A public field of a Java class."""

    def __init__(self, class_id: int, name: str, static: bool) -> None: ...
    @property
    def is_static(self) -> bool: ...
    def assign(self, value: object) -> None:
        """Write a static field."""
    def __get__(self, instance: object, owner: type | None = None) -> Any: ...
    def __set__(self, instance: object, value: object) -> None: ...

class JavaCast:
    """A value whose Java type the caller has said."""

    def __init__(self, value: object, class_id: int) -> None: ...
    @property
    def value(self) -> object: ...
    @property
    def class_id(self) -> int: ...

def java_handle(value: object) -> object:
    """Wrap a value so that Java gets a handle of it, where a list or a function would become something else."""

def java_service(operation: str, *arguments: object) -> Any:
    """Ask Java one of the questions that are asked once: what a class is, what a value becomes."""

def java_to_python(value: object) -> Any:
    """Return a Java object as a plain Python value, deeply; arrays of numbers as ndarrays, byte[] as bytes."""

def java_class_id(value: object) -> int:
    """Return the number of a Java object's class, of an exception's and a text's too; 0 for other objects."""

def java_set_factory(make_type: Callable[[int], type]) -> None:
    """Say who makes the Python type when a class is met first."""

def java_type(class_id: int) -> type:
    """Return the Python type for a class."""

def java_same(first: object, second: object) -> bool:
    """Say whether both are the same Java object."""

def java_array_length(array: object) -> int:
    """Return the number of elements of a Java array."""

def java_array_read(array: object, start: int = 0, count: int | None = None) -> NDArray[Any]:
    """Return elements of a Java array of numbers, by one copy."""

def java_array_read_into(array: object, start: int, target: NDArray[Any]) -> None:
    """Copy elements of a Java array of numbers into an array of the same bits: as many as it has."""

def java_array_write(array: object, start: int, values: NDArray[Any]) -> None:
    """Write elements of a Java array of numbers; the dtype has to be that of the array."""

def java_buffer(buffer: object) -> tuple[int, int]:
    """Return address of element 0 and capacity of a direct buffer; 0 and 0 for others."""

def java_statistics() -> dict[str, int]:
    """Return counts of references, of references that wait to be let go, of classes and of types."""

def java_available() -> bool:
    """Say whether the host has Java objects."""

def java_method(
    class_id: int, name: str, kind: int, owner: str, otherwise: Callable[..., object] | None = None
) -> JavaMethod:
    """Make the descriptor for the methods of one name. Kinds: 0 instance, 1 static, 2 constructor, 3 both.

    What fits no overload goes to `otherwise`.
    """
