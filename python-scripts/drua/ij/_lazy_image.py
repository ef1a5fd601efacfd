"""`LazyImage`: an image of ImageJ whose planes are read when they are touched."""

from __future__ import annotations

import math
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from .._described import Described
from .._errors import ConversionError, ExpiredImageError
from .._image import Image
from .._metadata import Metadata
from ._java import jimport
from ._lazy_index import Selection, select
from ._lazy_room import require_room

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LazyImage"]

_DTYPES = {8: "uint8", 16: "uint16", 24: "uint8", 32: "float32"}
_CACHE_BYTES = 64 << 20
_LARGEST_BUFFER = (1 << 31) - 1
#: Red, green and blue in the bytes of one of Java's integers.
_COLOURS = slice(2, None, -1) if sys.byteorder == "little" else slice(1, None)
_READ_ONLY = (
    "a lazy image can't be written: ImageJ doesn't keep changes of a virtual stack. ij.to_shared(imp) gives it pixels "
    "that both sides can write; Image > Duplicate makes an ordinary stack; numpy.array(lazy) is a private copy"
)


class LazyImage(Described, np.lib.mixins.NDArrayOperatorsMixin):
    """An image whose planes are read from ImageJ when they are touched; `lazy_array` makes one.

    Shape, dtype, axes and metadata are known at once. Indexing reads the planes that it needs, and gives an `Image`
    that can't be written; NumPy's functions and operators read all of it. Planes are Copied, once each; the last ones
    are kept, up to 64 MiB. Any number of threads may read at the same time: ImageJ's stack is asked by one after the
    other, and Python's lock isn't held while a plane is read or waited for.

    Attributes
    ----------
    shape : tuple of int
        Lengths of the axes, T, Z, C, Y, X without those of length 1; S (3: red, green, blue) at the end for RGB.
    """

    def __init__(self, imp: Any, facts: dict[str, Any]) -> None:
        self._imp = imp
        self._stack = imp.getStack()
        self._depth = int(facts["depth"])
        self._dtype: np.dtype[Any] = np.dtype(_DTYPES[self._depth])
        axes = str(facts["axes"])
        outer, self._inner = _parts(axes, facts, self._depth)
        self._numbers = _plane_numbers(outer, facts)
        self._positions = {axis: at for at, axis in enumerate(outer)}
        self.shape: tuple[int, ...] = (*self._numbers.shape, *self._inner)
        # Metadata follow indices in the same way as an image's: this is one, without memory of its own.
        self._like = np.broadcast_to(np.zeros((), self.dtype), self.shape).view(Image)
        self._like._block = facts["metadata"]
        self._virtual = bool(facts["virtual"])
        self._recent: OrderedDict[int, NDArray[Any]] = OrderedDict()
        # Only ever held for a look at the dictionary, never while a plane is read.
        self._lock = threading.Lock()
        self._read = 0

    # -- What it is --

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of a pixel: uint8, uint16 or float32. Images of 8-bit color are the numbers of colours, with `lut`."""
        return self._dtype

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of elements."""
        return math.prod(self.shape)

    @property
    def nbytes(self) -> int:
        """Bytes that all of it would take."""
        return self.size * self.dtype.itemsize

    @property
    def planes_read(self) -> int:
        """How many planes were read from ImageJ so far."""
        return self._read

    @property
    def transfer(self) -> str:
        """How pixels come here, and how many bytes did so far."""
        where = "planes of a virtual stack are made for each reader" if self._virtual else "planes are on Java's heap"
        count = self._read * math.prod(self._inner[:2]) * (4 if self._depth == 24 else self.dtype.itemsize)
        return f"Copied ({where}), {count} bytes copied"

    @property
    def imp(self) -> Any:
        """The ImagePlus that it is of."""
        return self._imp

    @property
    def stack(self) -> Any:
        """The ImageStack that planes are read from."""
        return self._stack

    def _metadata(self) -> Metadata:
        return self._like._metadata()

    # -- Reading --

    def plane(self, *, t: int = 0, z: int = 0, c: int = 0) -> Image:
        """Return one plane, Copied unless it was read just before.

        Parameters
        ----------
        t, z, c
            Frame, slice and channel, from 0; negative ones count from the end.

        Returns
        -------
        Image
            (Y, X), or (Y, X, S) for RGB; it can't be written. Its `position` says where it lies.

        Raises
        ------
        IndexError
            There is no such plane.
        drua.ExpiredImageError
            The stack was closed, or isn't any more what it was.
        """
        key = [0] * self._numbers.ndim
        for axis, value in (("T", t), ("Z", z), ("C", c)):
            at = self._positions.get(axis)
            if at is not None:
                key[at] = value
            elif value not in (0, -1):
                raise IndexError(f"there is no axis {axis} in {self.axes}: expected 0, found {value}")
        image: Image = self[tuple(key)]
        shape = self._numbers.shape
        position = {axis: key[at] % shape[at] for axis, at in self._positions.items() if shape[at] > 1}
        image._carrier = Metadata({**image._metadata().values(), "slice": position})
        return image

    def planes(self) -> Iterator[Image]:
        """Give the planes one after the other, the first axis slowest; each as `plane` gives it."""
        for at in np.ndindex(self._numbers.shape):
            given = {axis.lower(): at[place] for axis, place in self._positions.items()}
            yield self.plane(**given)

    def __getitem__(self, key: Any) -> Any:
        """Index as NumPy does, and read the planes that are needed.

        Raises
        ------
        IndexError
            It is out of range; or has an array for Y, X or S.
        MemoryError
            The result doesn't fit into memory.
        drua.ExpiredImageError
            The stack was closed, or isn't any more what it was.
        """
        chosen = select(key, self._numbers, self.shape)
        pixels = self._block(chosen).transpose(chosen.order)[chosen.final]
        if pixels.ndim == 0:
            return pixels[()]
        pixels.flags.writeable = False
        image: Any = pixels.view(Image)
        like = self._like._metadata()
        step = ("index", (key, self.shape)) if chosen.basic else ("unrelated", None)
        image._carrier = Metadata(source=like, step=step)
        return image

    def _block(self, chosen: Selection) -> NDArray[Any]:
        numbers, inner = chosen.numbers, chosen.inner
        part = np.broadcast_to(np.zeros((), self.dtype), self._inner)[inner]
        block: NDArray[Any]
        if numbers.size == 1 and part.size:
            only = np.asarray(self._plane(int(numbers.item()))[inner])
            block = only.reshape(numbers.shape + part.shape)
            return block
        shape = (*numbers.shape, *part.shape)
        require_room(shape, self.dtype, self.name)
        block = np.empty(shape, self.dtype)
        if not block.size:
            return block
        whole = part.shape == self._inner and all(isinstance(item, slice) and item.step in (None, 1) for item in inner)
        for at in np.ndindex(numbers.shape):
            number = int(numbers[at])
            if whole and self._depth != 24 and self._known(number) is None:
                self._fill(number, block[at])
            else:
                block[at] = self._plane(number)[inner]
        return block

    def _known(self, number: int) -> NDArray[Any] | None:
        with self._lock:
            known = self._recent.get(number)
            if known is not None:
                self._recent.move_to_end(number)
            return known

    def _plane(self, number: int) -> NDArray[Any]:
        """Return a plane that can't be written, of which others may have it, too."""
        known = self._known(number)
        if known is not None:
            return known
        height, width = self._inner[:2]
        if self._depth == 24:
            memory = np.empty((height, width, 4), np.uint8)
            self._fill(number, memory)
            pixels = memory[..., _COLOURS]
        else:
            pixels = np.empty((height, width), self.dtype)
            self._fill(number, pixels)
        pixels.flags.writeable = False
        most = max(1, _CACHE_BYTES // max(1, pixels.nbytes))
        with self._lock:
            self._recent[number] = pixels
            while len(self._recent) > most:
                self._recent.popitem(last=False)
        return pixels

    def _fill(self, number: int, memory: NDArray[Any]) -> None:
        height, width = self._inner[:2]
        if memory.nbytes > _LARGEST_BUFFER:
            raise ConversionError(
                f"a plane of {width} x {height} pixels has {memory.nbytes} bytes, and 2 GiB can be read at once",
                hint="crop the image in ImageJ",
            )
        with self._lock:
            self._read += 1
        trouble = str(
            jimport("io.drua.fiji.stack.LazyImages").read(self._stack, number + 1, width, height, self._depth, memory)
        )
        if trouble:
            raise ExpiredImageError(
                f"plane {number + 1} of {self.name!r} can't be read: {trouble}",
                hint="make the lazy image anew, with ij.lazy_array(imp)",
            )

    # -- As an array --

    def __len__(self) -> int:
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        for at in range(len(self)):
            yield self[at]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        if copy is False:
            raise ValueError("planes of a lazy image can be had by a copy only, and copy=False was asked for")
        whole = np.asarray(self[...])
        if not whole.flags.owndata:
            whole = whole.copy()
        whole.flags.writeable = True
        return whole if dtype is None else whole.astype(dtype, copy=False)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """Compute on all pixels, which have to fit into memory; the result is an `Image`."""
        if any(isinstance(item, LazyImage) for item in options.get("out", ())):
            self._refuse()
        return getattr(ufunc, method)(
            *(item[...] if isinstance(item, LazyImage) else item for item in inputs), **options
        )

    def __setitem__(self, key: Any, value: Any) -> None:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise ValueError(_READ_ONLY)

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a lazy image belongs to this process: it can't be pickled. Compute with dask's threads "
            "(scheduler='threads'), or send planes"
        )

    def __repr__(self) -> str:
        return f"<LazyImage {self.name!r} {self.axes} {self.shape} {self.dtype}>"

    # -- For others --

    @property
    def dask(self) -> Any:
        """The image as a dask array; see `to_dask`."""
        return self.to_dask()

    def to_dask(self) -> Any:
        """Return a dask array, a chunk a plane, which are read when dask computes, on any of its threads.

        Raises
        ------
        ImportError
            dask isn't installed.
        """
        try:
            from dask import array as dask_array
        except ImportError as missing:
            raise ImportError("dask is not there: install dask[array] into Drua's Python environment") from missing
        within = len(self._inner)
        chunks = (1,) * (self.ndim - within) + self.shape[-within:]
        meta = np.empty((0,) * self.ndim, self.dtype)
        # Arrays as indices are left to dask: a lazy image takes them for planes only.
        return dask_array.from_array(self, chunks=chunks, name=False, asarray=True, fancy=False, meta=meta)


def _parts(axes: str, facts: dict[str, Any], depth: int) -> tuple[str, tuple[int, ...]]:
    """Split axes into those of planes, and the lengths within a plane."""
    ending = "YXS" if depth == 24 else "YX"
    outer = axes.removesuffix(ending)
    height, width = int(facts["Y"]), int(facts["X"])
    lost = [axis for axis in "TZC" if axis not in outer and int(facts[axis]) > 1]
    if not axes.endswith(ending) or len(set(outer)) != len(outer) or not set(outer) <= set("TZC") or lost:
        has = "".join(axis for axis in "TZC" if int(facts[axis]) > 1) + ending
        raise ConversionError(
            f"expected axes of T, Z and C in any order, with {', '.join(has)} among them and {ending} at the end; "
            f"found {axes!r}",
            hint="transpose the array, or what to_dask() gives, for another order",
        )
    return outer, (height, width, 3) if depth == 24 else (height, width)


def _plane_numbers(outer: Sequence[str], facts: dict[str, Any]) -> NDArray[np.intp]:
    """Return the number of each plane, from 0, for axes of planes in an order: ImageJ counts C, then Z, then T."""
    lengths = {axis: int(facts[axis]) for axis in "TZC"}
    numbers = np.arange(math.prod(lengths.values()), dtype=np.intp).reshape(tuple(lengths.values()))
    missing = [axis for axis in "TZC" if axis not in outer]
    ordered: NDArray[np.intp] = numbers.transpose(["TZC".index(axis) for axis in (*outer, *missing)])
    return ordered.reshape(tuple(lengths[axis] for axis in outer))
