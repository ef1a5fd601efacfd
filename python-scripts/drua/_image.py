"""`Image`: an ndarray that knows its axes, calibration and origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from ._axes import check_axes
from ._described import Described
from ._errors import ExpiredImageError
from ._metadata import Metadata, default_axes
from ._typed import bare

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from .rois import Roi

__all__ = ["Image", "Labels"]

_Self = TypeVar("_Self", bound="Image")
_NO_METADATA = Metadata({})


class Image(Described, np.ndarray[Any, Any]):
    """Pixels with metadata. Axes are in NumPy order: the last one (X) is the fastest.

    Inside a host the pixels are the host's own memory, valid until the routine returns; use `retain`
    for a copy that stays. Outside, make one with `from_array`. All of NumPy works on it.

    Metadata are read-only; `with_metadata` gives a view with other ones. Arrays made from an image of the
    same shape keep its metadata; slices and transposed views have them follow the axes; other arrays
    (masks, reductions, ``reshape``) keep only name and properties.
    """

    # The embedding library sets these on the instance: the metadata as a wire block, and, on an image that
    # was kept, that its call is over.
    _block: bytes | None = None
    _expired: bool = False
    _carrier: Metadata | None = None

    # -- Making images --

    def __new__(cls: type[_Self], array: ArrayLike, **metadata: Any) -> _Self:
        """See an array as an image, as `from_array` does."""
        return cls.from_array(array, **metadata)

    @classmethod
    def from_array(
        cls: type[_Self],
        array: ArrayLike,
        *,
        axes: str | None = None,
        spacing: Sequence[float] | float | None = None,
        origin: Sequence[float] | None = None,
        units: Sequence[str] | str | None = None,
        name: str | None = None,
        channel_names: Sequence[str] | None = None,
        properties: Mapping[str, str] | None = None,
        roi: Roi | None = None,
    ) -> _Self:
        """See an array as an image; pixels are shared, not copied.

        Parameters
        ----------
        array
            Pixels, any number of axes.
        axes
            One letter an axis, slowest first, such as ``"YX"`` or ``"CYX"``; by default the end
            of ``"TZCYX"``.
        spacing
            Pixel size along each axis, in `units`; one number is used for Z, Y and X.
        origin
            Index of the pixel at coordinate 0, one each axis.
        units
            Unit of each axis, such as ``"micron"``; one text is used for Z, Y and X.
        name, channel_names, properties, roi
            As the properties of the same names.

        Raises
        ------
        ValueError
            A length is not the number of axes.
        """
        view = np.asarray(array).view(cls)
        names = default_axes(view.ndim) if axes is None else axes
        values: dict[str, Any] = {"axes": names}
        if spacing is not None:
            values["spacing"] = _spread(spacing, names, 1.0)
        if units is not None:
            values["units"] = _spread(units, names, "")
        if origin is not None:
            values["origin"] = [float(item) for item in origin]
        if name is not None:
            values["name"] = name
        if channel_names is not None:
            values["channel_names"] = list(channel_names)
        if properties is not None:
            values["properties"] = dict(properties)
        if roi is not None:
            values["roi"] = roi
        _check(values, view.ndim)
        view._carrier = Metadata(values)
        return view

    @classmethod
    def from_xarray(cls: type[_Self], array: Any) -> _Self:
        """See an ``xarray.DataArray`` as an image; pixels are shared, not copied.

        Axes are read from the names of the dimensions, calibration from evenly spaced coordinates and their attribute
        ``units``, the rest from the attributes, as `xarray` writes them.
        """
        from ._xarray import metadata_of

        view = np.asarray(array.data).view(cls)
        values = metadata_of(array)
        _check(values, view.ndim)
        view._carrier = Metadata(values)
        return view

    def like(self, array: ArrayLike, **changes: object) -> Image:
        """Return `array` as an image with this image's metadata.

        Parameters
        ----------
        array
            Pixels. With another shape than this image's, only name and properties are taken over.
        **changes
            Metadata to set, as for `with_metadata`.
        """
        view = np.asarray(array).view(Image)
        carrier = self._metadata()
        view._carrier = carrier if view.shape == self.shape else carrier.unrelated()
        return view.with_metadata(**changes) if changes else view

    def with_metadata(self, **changes: object) -> Image:
        """Return a view of the same pixels with some metadata changed.

        Raises
        ------
        ValueError
            An unknown key, or a length that is not the number of axes.
        """
        unknown = sorted(set(changes) - _KEYS)
        if unknown:
            raise ValueError(f"expected metadata of {', '.join(sorted(_KEYS))}; found {', '.join(unknown)}")
        values = dict(self._metadata().values())
        values.update(changes)
        values = {key: value for key, value in values.items() if value is not None}
        _check(values, self.ndim)
        view = self.view(Image)
        view._carrier = Metadata(values)
        return view

    def retain(self) -> Image:
        """Return a private copy that stays valid after the call, with its metadata."""
        carrier = self._metadata()
        copy = np.array(self, dtype=self.dtype, order="C", subok=False).view(Image)
        copy._carrier = Metadata(carrier.values())
        return copy

    # -- Pixels --

    def assign(self, values: ArrayLike) -> None:
        """Write values into the image, in place, as its type holds them.

        For integer pixels, fractions are rounded (halves to even), values beyond the type's limits become its
        limits, and NaN becomes 0; ``image[...] = values`` would cut off and wrap around.

        Parameters
        ----------
        values
            Numbers of this shape, or of one that NumPy broadcasts to it.
        """
        given = np.asarray(values)
        if self.dtype.kind == "b":
            self[...] = given != 0
        elif self.dtype.kind in "ui" and given.dtype.kind in "fui":
            self[...] = _clipped(given, self.dtype)
        else:
            self[...] = given

    # -- For the bridge --

    def __drua_metadata__(self) -> bytes | dict[str, Any] | None:
        """Metadata for the way to the host: the host's own block if unchanged, a dictionary, or None."""
        carrier = self._carrier
        if carrier is None:
            return self._block
        if carrier.block is not None:
            return carrier.block
        values = carrier.values()
        return {key: bare(value) for key, value in values.items() if key not in _STAYS_HERE} or None

    def _metadata(self) -> Metadata:
        if self._expired:
            raise ExpiredImageError(
                "this image was kept after the call that lent it",
                hint="call image.retain() inside the routine for a private copy, and keep that",
            )
        carrier = self._carrier
        if carrier is None:
            block = self._block
            carrier = _NO_METADATA if block is None else Metadata(block=block)
            self._carrier = carrier
        return carrier

    # -- NumPy --

    def __array_finalize__(self, obj: NDArray[Any] | None) -> None:
        """Give a derived array of the same shape its source's metadata."""
        if obj is None or not isinstance(obj, Image) or obj._expired:
            return
        if obj._carrier is None and obj._block is None:
            return
        carrier = obj._metadata()
        self._carrier = carrier if self.shape == obj.shape else carrier.unrelated()

    def __array_wrap__(self, array: Any, context: Any = None, return_scalar: bool = False) -> Any:
        """Give numbers, not images without axes, for ``image.mean()`` and the like."""
        if array is self:
            return array
        if array.ndim == 0:
            return array[()]
        return super().__array_wrap__(array, context)

    def __getitem__(self, key: Any) -> Any:
        """Index as NumPy does; metadata follow basic indexing."""
        result = super().__getitem__(key)
        if isinstance(result, Image) and not self._expired and self._metadata() is not _NO_METADATA:
            step = ("index", (key, self.shape)) if _is_basic(key) else ("unrelated", None)
            result._carrier = Metadata(source=self._metadata(), step=step)
        return result

    def transpose(self, *axes: Any) -> Any:
        """Permute the axes, as NumPy does; metadata follow them."""
        result = super().transpose(*axes)
        if not self._expired and self._metadata() is not _NO_METADATA:
            given = axes[0] if len(axes) == 1 and not isinstance(axes[0], int) else axes
            order = tuple(given) if given else tuple(reversed(range(self.ndim)))
            order = tuple(int(axis) % self.ndim for axis in order)
            result._carrier = Metadata(source=self._metadata(), step=("permute", order))
        return result

    def swapaxes(self, axis1: Any, axis2: Any) -> Any:
        """Exchange two axes; metadata follow them."""
        order = list(range(self.ndim))
        order[axis1], order[axis2] = order[axis2], order[axis1]
        return self.transpose(order)

    @property
    def T(self) -> Any:  # noqa: N802 - NumPy's name
        """The image with its axes reversed."""
        return self.transpose()

    def __reduce__(self) -> Any:
        """Pickle with metadata."""
        rebuild, arguments, state = cast(tuple[Any, Any, Any], super().__reduce__())
        return rebuild, arguments, (state, dict(self._metadata().values()))

    def __setstate__(self, state: Any) -> None:
        """Restore from a pickle."""
        pixels, values = state
        super().__setstate__(pixels)
        self._carrier = Metadata(values)


class Labels(Image):
    """A label image: 0 is background, each object has one positive number.

    Return it from a routine to have the host show it with a label colour table.
    """


#: Said of this array in this process, not of the pixels.
_STAYS_HERE = ("source", "transfer")
_KEYS = frozenset(
    "name axes spacing origin units channel_names slice_labels display_range display_ranges lut luts properties roi "
    "overlay kind value_calibration source transfer".split()
)


def _clipped(values: NDArray[Any], dtype: np.dtype[Any]) -> NDArray[Any]:
    limits = np.iinfo(dtype)
    if values.dtype.kind in "ui":
        own = np.iinfo(values.dtype)
        return np.asarray(np.clip(values, max(own.min, limits.min), min(own.max, limits.max)))
    # float16 and float32 can't hold the limits of wide types.
    wide = np.float64 if dtype.itemsize > 2 else np.float32
    rounded = np.asarray(np.rint(values, dtype=np.result_type(values.dtype, wide)))
    high = float(limits.max)
    if high > limits.max:
        high = float(np.nextafter(high, 0.0))
    np.clip(rounded, limits.min, high, out=rounded)
    rounded[np.isnan(rounded)] = 0
    return rounded


def _spread(given: Any, axes: str, default: Any) -> list[Any]:
    if isinstance(given, str | float | int):
        return [given if axis in "ZYX" else default for axis in axes]
    return list(given)


def _check(values: dict[str, Any], ndim: int) -> None:
    """Check metadata that somebody gave, and bring them into the form that travels."""
    if values.get("axes") is not None:
        check_axes(str(values["axes"]), ndim)
    for key in ("lut", "luts"):
        if values.get(key) is not None:
            values[key] = _lut(values[key]) if key == "lut" else [_lut(item) for item in values[key]]
    for key in ("axes", "spacing", "origin", "units"):
        given = values.get(key)
        if given is not None and len(given) != ndim:
            raise ValueError(f"{key}: expected one entry for each of {ndim} axes, found {given!r}")


def _lut(given: Any) -> bytes:
    if isinstance(given, bytes):
        return given
    table = np.asarray(given)
    if table.shape != (256, 3):
        raise ValueError(f"lut: expected (256, 3) numbers from 0 to 255, found shape {table.shape}")
    return np.ascontiguousarray(table.T, dtype=np.uint8).tobytes()


def _is_basic(key: Any) -> bool:
    items = key if isinstance(key, tuple) else (key,)
    return all(
        item is None
        or item is Ellipsis
        or isinstance(item, slice)
        or (isinstance(item, int | np.integer) and not isinstance(item, bool))
        for item in items
    )
