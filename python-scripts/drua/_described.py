"""What an image knows of itself besides pixels, for every kind of image: `Image` in memory, lazy ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ._metadata import Metadata, default_axes, per_axis

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .rois import Roi, Rois

__all__ = ["Described"]

_LUT_BYTES = 768
_STRAIGHT_LINE = 0


class Described:
    """Metadata of an image, read-only. Axes are in NumPy order: the last one (X) is the fastest.

    A class of images has ``ndim``, ``dtype``, and ``_metadata()``, which gives its `Metadata`.
    """

    if TYPE_CHECKING:

        @property
        def ndim(self) -> int:
            """Number of axes."""

        @property
        def dtype(self) -> Any:
            """Type of the pixels."""

    def _metadata(self) -> Metadata:
        raise NotImplementedError

    def _get(self, key: str) -> Any:
        return self._metadata().values().get(key)

    def _per_axis(self, key: str) -> list[Any]:
        return per_axis(self._metadata().values(), key, self.ndim)

    # -- Axes --

    @property
    def name(self) -> str:
        """Title of the image, empty when it has none."""
        return str(self._get("name") or "")

    @property
    def axes(self) -> str:
        """One letter an axis, slowest first: ``"YX"``, ``"CYX"``, ..."""
        axes = self._get("axes")
        return axes if isinstance(axes, str) and len(axes) == self.ndim else default_axes(self.ndim)

    @property
    def spacing(self) -> tuple[float, ...]:
        """Distance of neighbouring pixels along each axis, in `units`; 1 where it is not calibrated."""
        return tuple(float(item) for item in self._per_axis("spacing"))

    @property
    def origin(self) -> tuple[float, ...]:
        """Index of the pixel at coordinate 0 along each axis."""
        return tuple(float(item) for item in self._per_axis("origin"))

    @property
    def units(self) -> tuple[str, ...]:
        """Unit of each axis, such as ``"micron"``; empty where it is not calibrated."""
        return tuple(str(item) for item in self._per_axis("units"))

    @property
    def position(self) -> dict[str, int]:
        """Where this plane lies in its stack, 0-based by axis letter; empty for a whole image."""
        return {str(key): int(value) for key, value in (self._get("slice") or {}).items()}

    @property
    def channel_names(self) -> tuple[str, ...]:
        """Names of the channels, empty when they have none."""
        return tuple(str(item) for item in self._get("channel_names") or ())

    @property
    def slice_labels(self) -> tuple[str, ...]:
        """Labels of the planes, the last axis before Y and X the fastest; empty when they have none."""
        return tuple(str(item or "") for item in self._get("slice_labels") or ())

    # -- Display --

    @property
    def display_range(self) -> tuple[float, float] | None:
        """Pixel values shown as black and white, of the shown channel, or None."""
        given = self._get("display_range")
        return (float(given[0]), float(given[1])) if given else None

    @property
    def display_ranges(self) -> tuple[tuple[float, float], ...]:
        """Pixel values shown as black and full colour, of each channel; empty when nobody set them."""
        several = self._get("display_ranges")
        if not several:
            one = self.display_range
            return () if one is None else (one,)
        return tuple((float(low), float(high)) for low, high in several)

    @property
    def lut(self) -> object:
        """Lookup table of the shown channel as the host gave it, or None."""
        return self._get("lut")

    @property
    def luts(self) -> tuple[NDArray[np.uint8], ...]:
        """Lookup tables, (256, 3) uint8 red, green, blue, one each channel; empty where it is shown in grey."""
        given = self._get("luts")
        if not given:
            one = self._get("lut")
            given = [] if one is None else [one]
        return tuple(_table(item) for item in given)

    @property
    def kind(self) -> str:
        """ImageJ's name of the pixel type, such as ``"8-bit"`` or ``"RGB"``; else the dtype's."""
        given = self._get("kind")
        if given:
            return str(given)
        name = str(self.dtype.name)
        return {"uint8": "8-bit", "uint16": "16-bit", "float32": "32-bit"}.get(name, name)

    # -- Values --

    @property
    def value_unit(self) -> str:
        """Unit of calibrated pixel values, empty where the pixels are their own values."""
        return str((self._get("value_calibration") or {}).get("unit") or "")

    def calibrated(self) -> NDArray[Any]:
        """Return pixel values as ImageJ shows them: of signed 16-bit and density-calibrated images the true ones.

        Returns
        -------
        numpy.ndarray
            float32, a copy; for an image without such a calibration the pixels themselves.

        Raises
        ------
        drua.ConversionError
            The calibration is a table, and the image it belongs to is not there any more.
        """
        pixels: NDArray[Any] = np.asarray(self)
        given = self._get("value_calibration")
        if not given:
            return pixels
        coefficients = [float(item) for item in given.get("coefficients") or ()]
        if given.get("function") == _STRAIGHT_LINE and len(coefficients) == 2:
            return np.asarray(coefficients[0] + coefficients[1] * pixels, dtype=np.float32)
        from .ij._images import calibration_table

        return np.asarray(calibration_table(self)[pixels], dtype=np.float32)

    # -- Belongings --

    @property
    def properties(self) -> dict[str, str]:
        """Further texts by name, such as ``Info`` (a copy)."""
        return {str(key): str(value) for key, value in (self._get("properties") or {}).items()}

    @property
    def metadata(self) -> dict[str, Any]:
        """All that is known, by name: this class' other properties, and `properties` beside them (a copy)."""
        values = {str(key): value for key, value in self._metadata().values().items() if value is not None}
        texts = values.pop("properties", None)
        if isinstance(texts, Mapping):
            for key, value in texts.items():
                values.setdefault(str(key), value)
        return values

    @property
    def roi(self) -> Roi | None:
        """The selection on the image, or None. Coordinates are pixels of this array."""
        given = self._get("roi")
        if given is None:
            return None
        from .rois import Roi

        return Roi.from_wire(given)

    @property
    def overlay(self) -> Rois | None:
        """ROIs that are drawn on the image, or None; those that the image has at this moment.

        Asks the host, so a routine whose image is pinned can't have it.
        """
        given = self._get("overlay")
        if given is not None:
            from .rois import Rois

            return Rois.from_wire(given)
        source = self.source
        if source is None:
            return None
        from .ij._rois import overlay_of

        return overlay_of(source)

    @property
    def source(self) -> Any:
        """The host's own object, such as an ``ij.ImagePlus``; None outside a host, or when it is gone.

        Asks the host, so a routine whose image is pinned can't have it.
        """
        values = self._metadata().values()
        given = values.get("source")
        if given is not None or values.get("source_id") is None:
            return given
        from .ij._images import source_of

        return source_of(int(values["source_id"]))

    @property
    def transfer(self) -> str:
        """How the pixels came here: ``Shared``, ``Pinned``, or ``Copied`` with the reason; empty where nobody said."""
        return str(self._get("transfer") or "")

    @property
    def xarray(self) -> Any:
        """The same pixels as an ``xarray.DataArray``: axes by letter, coordinates in `units`, the rest as attributes.

        Of a lazy image it is over a dask array, and no plane is read.

        Raises
        ------
        ModuleNotFoundError
            xarray is not installed, or dask for a lazy image.
        """
        from ._xarray import to_xarray

        return to_xarray(self)


def _table(given: Any) -> NDArray[np.uint8]:
    if isinstance(given, bytes | bytearray) and len(given) == _LUT_BYTES:
        table: NDArray[np.uint8] = np.frombuffer(bytes(given), dtype=np.uint8).reshape(3, 256).T
        return table
    return np.asarray(given, dtype=np.uint8)
