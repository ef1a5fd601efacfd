"""What the embedding library registers as ``drua._core``. It exists only inside a host."""

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
