"""What processors get and give: `FrameMetadata`, `Frame`, `DROP`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, Final, final

import numpy as np

from ._errors import ResultError
from ._metadata import decoded

__all__ = ["DROP", "Frame", "FrameMetadata", "check_tags", "tag_value"]

_AXES = ("channel", "z", "time", "position")
_LIMIT = 2**31
_NESTED = ("UserData", "ScopeData")
_RESERVED = ("axes", *_NESTED)


@final
class Drop:
    """Type of `DROP`."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Name of the one value."""
        return "DROP"

    def __reduce__(self) -> str:
        """Pickle as the one value."""
        return "DROP"


DROP: Final = Drop()
"""Returned by a processor that gives no frame this time."""


class Frame:
    """A frame that a processor returns at coordinates of its own, or with tags of its own.

    Parameters
    ----------
    pixels
        (Y, X) of numbers, or (Y, X, 3) of uint8 in the order R, G, B.
    channel, z, time, position
        Index on that axis, from 0; None leaves the input frame's.
    axes
        Indices on further axes, by name.
    metadata
        Tags for this frame: texts, numbers, truth values, None, and lists or dictionaries of these.

    Raises
    ------
    drua.ResultError
        A coordinate is no whole number from 0 to 2**31 - 1, or an axis has no proper name.
    TypeError
        A tag has no counterpart in the host.
    """

    __slots__ = ("axes", "metadata", "pixels")

    def __init__(
        self,
        pixels: Any,
        *,
        channel: int | None = None,
        z: int | None = None,
        time: int | None = None,
        position: int | None = None,
        axes: Mapping[str, int] | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        found: dict[str, int] = {}
        for name, index in zip(_AXES, (channel, z, time, position), strict=True):
            if index is not None:
                found[name] = _index(name, index)
        for name, index in (axes or {}).items():
            if not isinstance(name, str) or not name.isidentifier():
                raise ResultError(
                    f"Frame: expected the name of an axis, found {name!r}",
                    hint='name it like a Python variable, such as axes={"polarisation": 0}',
                )
            if name in found:
                raise ResultError(f"Frame: axis '{name}' is given twice", hint=f"leave it out of axes, or {name}= out")
            found[name] = _index(name, index)
        self.pixels = pixels
        self.axes = found
        self.metadata = check_tags(metadata or {})

    def __repr__(self) -> str:
        """Size, type and coordinates."""
        shape = getattr(self.pixels, "shape", None)
        return f"Frame({tuple(shape) if shape is not None else type(self.pixels).__name__}, axes={self.axes})"


def _index(axis: str, value: Any) -> int:
    if isinstance(value, int | np.integer) and not isinstance(value, bool) and 0 <= value < _LIMIT:
        return int(value)
    raise ResultError(
        f"Frame: index on axis '{axis}': expected a whole number from 0 to 2**31 - 1, found {value!r}",
        hint="indices count from 0",
    )


class FrameMetadata(MutableMapping[str, Any]):
    """Metadata of a frame, or the summary of an acquisition; decoded when first looked at.

    Names that the frame itself doesn't have are looked for in its ``UserData``, then in its ``ScopeData``, whose
    values are texts. What is written becomes a tag of the frame.

    Parameters
    ----------
    source
        A block of the host, or the metadata by name.
    readonly
        Whether writing is refused, as for a summary.
    """

    __slots__ = ("_source", "_values", "_written", "readonly")

    def __init__(self, source: bytes | Mapping[str, Any] | None = None, *, readonly: bool = False) -> None:
        self._source = source
        self._values: dict[str, Any] | None = None
        self._written: dict[str, Any] = {}
        self.readonly = readonly

    @property
    def axes(self) -> dict[str, int]:
        """Where the frame lies: index by name of the axis, such as ``{"time": 0, "channel": 1}`` (a copy)."""
        found = self._all().get("axes")
        return {str(name): int(index) for name, index in found.items()} if isinstance(found, Mapping) else {}

    @property
    def written(self) -> dict[str, Any]:
        """The tags that were written (a copy)."""
        return dict(self._written)

    def __getitem__(self, key: str) -> Any:
        """Return a value; one of the nested groups' too."""
        if key in self._written:
            return self._written[key]
        values = self._all()
        if key in values:
            return self._group(key) if key in _NESTED else values[key]
        for group in _NESTED:
            found = self._group(group)
            if key in found:
                return found[key]
        raise KeyError(key)

    def __setitem__(self, key: str, value: Any) -> None:
        """Write a tag of the frame.

        Raises
        ------
        TypeError
            The value has no counterpart in the host, the name is no text or has a meaning of its own, or this is
            a summary.
        """
        if self.readonly:
            raise TypeError(f"'{key}': this metadata can't be written: it is the summary of the whole acquisition")
        if key in _RESERVED:
            raise TypeError(f"'{key}' can't be written as a tag; return a Frame(...) to change coordinates")
        self._written[_key(key)] = tag_value(key, value)

    def __delitem__(self, key: str) -> None:
        """Take back a tag that was written.

        Raises
        ------
        TypeError
            It came with the frame.
        KeyError
            There is no such tag.
        """
        if key in self._written:
            del self._written[key]
        elif key in self:
            raise TypeError(f"'{key}' came with the frame; only tags that Python wrote can be deleted")
        else:
            raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        """Yield all names, those inside ``UserData`` and ``ScopeData`` instead of these two."""
        seen = dict.fromkeys(key for key in self._all() if key not in _NESTED)
        for group in _NESTED:
            seen.update(dict.fromkeys(self._group(group)))
        seen.update(dict.fromkeys(self._written))
        return iter(seen)

    def __len__(self) -> int:
        """Count all names."""
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        """All of it."""
        return f"FrameMetadata({dict(self)})"

    def _all(self) -> dict[str, Any]:
        values = self._values
        if values is None:
            source = self._source
            if source is None:
                values = {}
            elif isinstance(source, bytes):
                values = decoded(source)
            else:
                values = dict(source)
            self._values = values
            self._source = None
        return values

    def _group(self, name: str) -> Mapping[str, Any]:
        values = self._all()
        found = values.get(name)
        if isinstance(found, bytes):
            found = values[name] = decoded(found)
        return found if isinstance(found, Mapping) else {}


def check_tags(tags: Mapping[str, Any]) -> dict[str, Any]:
    """Return tags as they can be sent.

    Raises
    ------
    TypeError
        Naming the first one that can't.
    """
    return {_key(key): tag_value(key, value) for key, value in tags.items()}


def _key(key: Any) -> str:
    if not isinstance(key, str) or not key:
        raise TypeError(f"expected a text as name of a tag, found {key!r}")
    return str.__str__(key)


def tag_value(key: str, value: Any) -> Any:
    """Return a value as a tag can hold it.

    Raises
    ------
    TypeError
        Naming the tag, for everything but texts, numbers, truth values, None, and lists or dictionaries of these.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, list | tuple):
        return [tag_value(key, item) for item in value]
    if isinstance(value, Mapping):
        return {_key(name): tag_value(f"{key}.{name}", item) for name, item in value.items()}
    found = f"{value!r}, which needs more than 64 bits" if isinstance(value, int) else type(value).__name__
    raise TypeError(
        f"'{key}': expected a text, a number, True, False, None, or a list or dictionary of these, found {found}"
    )
