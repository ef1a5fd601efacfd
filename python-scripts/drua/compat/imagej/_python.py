"""``ij.py``: conversions, and what runs macros, commands and scripts."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import jpype
import scyjava

from . import _axes, _imageplus, _imglib, _labels, _macros, _scripts, _services
from ._errors import MissingImageJ2Error
from ._java import find, is_a

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ImageJPython", "as_imageplus"]

_logger = logging.getLogger("drua")

IMAGE = "ij.ImagePlus"


def as_imageplus(data: Any, dim_order: Sequence[str] | None = None) -> Any:
    """Return an array, an xarray, an ImgLib2 image or an ImagePlus as an ImagePlus.

    Raises
    ------
    TypeError
        Nothing of these.
    """
    if is_a(data, IMAGE):
        return data
    if is_a(data, _imglib.INTERVAL):
        return _labels.to_imageplus(_imglib.to_array(data), dim_order)
    if scyjava.is_arraylike(data) and not scyjava.isjava(data):
        return _labels.to_imageplus(data, dim_order)
    raise TypeError(f"expected an array or an image, found {type(data)}")


class ImageJPython:
    """What PyImageJ adds to ImageJ.

    Parameters
    ----------
    ij
        The gateway.
    """

    def __init__(self, ij: Any) -> None:
        self._ij = ij

    # -- Images that are open --

    def active_imageplus(self, sync: bool = True) -> Any:
        """Return the active image, or None."""
        image = self._ij.WindowManager.getCurrentImage()
        if image is not None and sync:
            self.sync_image(image)
        return image

    def active_xarray(self, sync: bool = True) -> Any:
        """Return a copy of the active image, or None; see `from_java`."""
        image = self.active_imageplus(sync)
        return None if image is None else self.from_java(image)

    def active_dataset(self) -> Any:
        """Return ImageJ2's active Dataset.

        Raises
        ------
        MissingImageJ2Error
            There is no ImageJ2; use `active_imageplus`.
        """
        self._needs_imagej2("ij.py.active_dataset()", "use ij.py.active_imageplus()")
        return self._ij.imageDisplay().getActiveDataset()

    def sync_image(self, imp: Any = None) -> None:
        """Put the pixels of the plane that is shown into the stack, which ImageJ2 reads."""
        image = self._ij.WindowManager.getCurrentImage() if imp is None else imp
        if image is None or int(image.getStackSize()) == 1:
            return
        image.getStack().setPixels(image.getProcessor().getPixels(), image.getCurrentSlice())

    def show(self, image: Any, cmap: str | None = None) -> None:
        """Show an image in ImageJ.

        Parameters
        ----------
        image
            An array, an xarray or an image of Java.
        cmap
            Name of a table of colours that ImageJ has as a command, such as ``"Fire"``; ``"gray"`` is none.
        """
        if image is None:
            raise TypeError("Image must not be None")
        _services.windows().need_display()
        shown = as_imageplus(image)
        shown.show()
        if cmap is not None and cmap.lower() not in ("gray", "grey", "grays"):
            self.run_plugin(cmap, imp=shown)

    # -- Conversion --

    def from_java(self, data: Any) -> Any:
        """Return a Java object as a Python value.

        Images are copied: an ImagePlus becomes an xarray of axes (t, pln, row, col, ch) with calibrated coordinates, an
        ImgLib2 image an array with reversed axes. Without xarray both are arrays. A ResultsTable becomes a DataFrame,
        or a dict of columns without pandas. All else is `scyjava.to_python`.
        """
        return scyjava.to_python(data)

    def to_java(self, data: Any, **hints: Any) -> Any:
        """Return a Python value as a Java object.

        An array becomes an ImgLib2 image, an xarray a Dataset, or an ImagePlus where ImageJ2 is missing; both are
        copies. All else is `scyjava.to_java`.
        """
        return scyjava.to_java(data, **hints)

    def to_imageplus(self, data: Any, dim_order: Sequence[str] | None = None) -> Any:
        """Return an image as an ImagePlus.

        Parameters
        ----------
        data
            An array, an xarray, an ImgLib2 image or an ImagePlus. The axes of an array without names are rows and
            columns at the end, before them channels, slices and frames.
        dim_order
            Names of the axes: t, pln, row, col, ch.
        """
        if self._ij._imagej2 is not None and is_a(data, "net.imagej.Dataset"):
            return self._ij._imagej2.convert().convert(data, find(IMAGE).class_)
        return as_imageplus(data, dim_order)

    def to_img(self, data: Any, dim_order: Sequence[str] | None = None) -> Any:
        """Return an image as an ImgLib2 image.

        Raises
        ------
        MissingImageJ2Error
            There is no ImgLib2 in this ImageJ.
        """
        if not _imglib.available():
            raise MissingImageJ2Error(
                "ij.py.to_img() needs ImgLib2, which isn't here", hint="use ij.py.to_imageplus(), or start Fiji"
            )
        if is_a(data, _imglib.INTERVAL):
            return data
        if is_a(data, IMAGE):
            return _imglib.to_img(_axes.python_order(_imageplus.to_array(data))[0])
        return _imglib.to_img(_array(data, dim_order))

    def to_dataset(self, data: Any, dim_order: Sequence[str] | None = None) -> Any:
        """Return an image as ImageJ2's Dataset.

        Raises
        ------
        MissingImageJ2Error
            There is no ImageJ2.
        """
        self._needs_imagej2("ij.py.to_dataset()", "use ij.py.to_imageplus() or ij.py.to_img()")
        from . import _imagej2

        return _imagej2.to_dataset(self._ij._imagej2, data, dim_order)

    def to_xarray(self, data: Any, dim_order: Sequence[str] | None = None) -> Any:
        """Return an image as an xarray, or as an array where xarray is missing."""
        if scyjava.isjava(data):
            values = self.from_java(data)
            if hasattr(values, "dims") or not scyjava.is_arraylike(values):
                return values
            return _labels.with_names(values, [f"dim_{index}" for index in range(values.ndim)])
        if scyjava.is_xarraylike(data):
            if not dim_order:
                return data
            return data.rename(dict(zip(data.dims, _axes.named(dim_order, data.ndim), strict=True)))
        if not scyjava.is_arraylike(data):
            raise TypeError(f"expected an array or an image, found {type(data)}")
        return _labels.with_names(data, _axes.named(dim_order or [], data.ndim))

    def rai_to_numpy(self, rai: Any, numpy_array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Copy an ImgLib2 image into an array of reversed shape, and return that."""
        if not is_a(rai, _imglib.INTERVAL):
            raise TypeError(f"expected a {_imglib.INTERVAL}, found {type(rai)}")
        numpy_array[...] = _imglib.to_array(rai)
        return numpy_array

    def initialize_numpy_image(self, image: Any) -> np.ndarray[Any, Any]:
        """Return an array of zeros of the shape and type of an image; axes of Java images reversed."""
        import numpy as np

        shape = tuple(image.shape)
        return np.zeros(shape[::-1] if scyjava.isjava(image) else shape, self.dtype(image))

    def dtype(self, image_or_type: Any) -> np.dtype[Any]:
        """Return the NumPy type of an array, of an image of Java, or of an ImgLib2 type."""
        import numpy as np

        if isinstance(image_or_type, np.dtype):
            return image_or_type
        if is_a(image_or_type, IMAGE):
            return _imageplus.dtype_of(image_or_type)
        if is_a(image_or_type, _imglib.INTERVAL):
            return _imglib.dtype_of(image_or_type)
        if is_a(image_or_type, "net.imglib2.type.Type"):
            return _imglib.dtype_of_type(image_or_type)
        if scyjava.is_arraylike(image_or_type):
            found: np.dtype[Any] = np.dtype(image_or_type.dtype)
            return found
        raise TypeError(f"expected an image or a type, found {type(image_or_type)}")

    def jargs(self, *args: Any) -> Any:
        """Return the arguments as a Java ``Object[]``."""
        return jpype.JArray(jpype.JObject)([self.to_java(argument) for argument in args])

    # -- Running --

    def argstring(self, args: Mapping[str, Any] | str, ij1_style: bool = True) -> str:
        """Return options of a command as text; see `run_plugin`."""
        return _macros.argument_text(args, ij1_style)

    def run_macro(self, macro: str, args: Mapping[str, Any] | None = None) -> Any:
        """Run a macro with ``#@`` parameters, and return its outputs by name.

        Raises
        ------
        drua.DruaError
            The macro stopped with an error.
        """
        return _scripts.run_macro(macro, args)

    def run_plugin(
        self, plugin: str, args: Mapping[str, Any] | str | None = None, ij1_style: bool = True, imp: Any = None
    ) -> None:
        """Run a command of the menus.

        Parameters
        ----------
        plugin
            Its name, such as ``"Gaussian Blur..."``.
        args
            Its options by name, or as the recorder writes them.
        ij1_style
            False for commands of ImageJ2, which want ``name=true``.
        imp
            The image that it works on, else the active one.
        """
        _scripts.run_plugin(plugin, self.argstring(args or {}, ij1_style), imp)

    def run_script(self, language: str, script: str, args: Mapping[str, Any] | None = None) -> Any:
        """Run a script in a language by its name or file ending, and return its outputs by name."""
        if self._ij._imagej2 is not None and language.lower() not in ("py", "python"):
            from . import _imagej2

            return _imagej2.run_script(self._ij._imagej2, language, script, self.jargs(args) if args else None)
        return _scripts.run_script(language, script, args)

    # -- Older names --

    def active_image_plus(self, sync: bool = True) -> Any:
        """Return the active image: the older name of `active_imageplus`."""
        return self.active_imageplus(sync)

    def synchronize_ij1_to_ij2(self, imp: Any) -> None:
        """Do what `sync_image` does, under its older name."""
        self.sync_image(imp)

    def window_manager(self) -> Any:
        """Return ``ij.WindowManager``."""
        return self._ij.WindowManager

    def dims(self, image: Any) -> Any:
        """Return the shape of an image."""
        return image.shape

    def new_numpy_image(self, image: Any) -> np.ndarray[Any, Any]:
        """Return an array of zeros: the older name of `initialize_numpy_image`."""
        return self.initialize_numpy_image(image)

    def _needs_imagej2(self, what: str, instead: str) -> None:
        if self._ij._imagej2 is None:
            raise MissingImageJ2Error(f"{what} needs ImageJ2, and only the original ImageJ is here", hint=instead)


def _array(data: Any, dim_order: Sequence[str] | None) -> Any:
    """Return the values for an ImgLib2 image; channels at the end go to its beginning, as PyImageJ has it."""
    import numpy as np

    if not scyjava.is_arraylike(getattr(data, "values", data)):
        raise TypeError(f"expected an array or an image, found {type(data)}")
    values = np.asarray(getattr(data, "values", data))
    names = _axes.named(dim_order, values.ndim) if dim_order else getattr(data, "dims", None)
    if names is not None and _axes.letters(names)[-1] == "C":
        values = np.moveaxis(values, -1, 0)
    return values


def _java_of_array(data: Any, **hints: Any) -> Any:
    if _imglib.available():
        return _imglib.to_img(_array(data, hints.get("dim_order")))
    _logger.info("there is no ImgLib2 here: the array becomes an ImagePlus")
    return as_imageplus(data, hints.get("dim_order"))


def _java_of_xarray(data: Any, **hints: Any) -> Any:
    return as_imageplus(data, hints.get("dim_order"))


def _register() -> None:
    """Let scyjava's `to_java` and `to_python` know images."""
    high = scyjava.Priority.HIGH
    scyjava.add_java_converter(
        scyjava.Converter(scyjava.is_xarraylike, _java_of_xarray, high + 1, "xarray -> ImagePlus (Drua)")
    )
    scyjava.add_java_converter(
        scyjava.Converter(
            lambda data: scyjava.is_memoryarraylike(data) and data.ndim > 0 and not scyjava.isjava(data),
            _java_of_array,
            high,
            "ndarray -> Img (Drua)",
        )
    )
    scyjava.add_java_converter(
        scyjava.Converter(
            _is_single, lambda data, **hints: scyjava.to_java(data.item(), **hints), high, "NumPy number (Drua)"
        )
    )
    scyjava.add_py_converter(
        scyjava.Converter(lambda data: is_a(data, IMAGE), _labels.from_imageplus, high + 2, "ImagePlus (Drua)")
    )
    scyjava.add_py_converter(
        scyjava.Converter(
            lambda data: is_a(data, _imglib.INTERVAL), _imglib.to_array, high - 2, "Img -> ndarray (Drua)"
        )
    )
    scyjava.add_py_converter(
        scyjava.Converter(lambda data: is_a(data, "net.imagej.Dataset"), _from_dataset, high, "Dataset (Drua)")
    )
    scyjava.add_py_converter(scyjava.Converter(_is_number, _number, high + 1, "ImgLib2 number (Drua)"))


def _from_dataset(data: Any) -> Any:
    from . import _imagej2

    return _imagej2.from_dataset(data)


def _is_single(data: Any) -> bool:
    """Tell whether it is one of NumPy's numbers, by itself or in an array without axes."""
    return hasattr(data, "item") and scyjava.is_arraylike(data) and data.ndim == 0 and not scyjava.isjava(data)


def _is_number(data: Any) -> bool:
    return is_a(data, "net.imglib2.type.numeric.RealType") or is_a(data, "net.imglib2.type.BooleanType")


def _number(data: Any) -> Any:
    return _imglib.dtype_of_type(data).type(data.get())


_register()
