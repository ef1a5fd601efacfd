"""ImgLib2 images to NumPy and back; pixels are copied. Axes are reversed: x is first there and last here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._java import find, is_a, jimport, read, write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["INTERVAL", "available", "dtype_of", "dtype_of_type", "to_array", "to_img", "type_of"]

INTERVAL = "net.imglib2.RandomAccessibleInterval"

# NumPy's type: factory method of ArrayImgs, type of the elements in Java.
_FACTORIES = {
    "bool": ("booleans", "boolean"),
    "int8": ("bytes", "byte"),
    "uint8": ("unsignedBytes", "byte"),
    "int16": ("shorts", "short"),
    "uint16": ("unsignedShorts", "short"),
    "int32": ("ints", "int"),
    "uint32": ("unsignedInts", "int"),
    "int64": ("longs", "long"),
    "uint64": ("unsignedLongs", "long"),
    "float32": ("floats", "float"),
    "float64": ("doubles", "double"),
    "complex64": ("complexFloats", "float"),
    "complex128": ("complexDoubles", "double"),
}

_STORED = {"boolean": "bool", "byte": "int8", "short": "int16", "int": "int32", "long": "int64"}
_STORED.update({"float": "float32", "double": "float64"})

_TYPES = {
    "NativeBoolType": "bool",
    "BitType": "bool",
    "BoolType": "bool",
    "ByteType": "int8",
    "UnsignedByteType": "uint8",
    "ShortType": "int16",
    "UnsignedShortType": "uint16",
    "IntType": "int32",
    "UnsignedIntType": "uint32",
    "LongType": "int64",
    "UnsignedLongType": "uint64",
    "FloatType": "float32",
    "DoubleType": "float64",
    "ComplexFloatType": "complex64",
    "ComplexDoubleType": "complex128",
}


def available() -> bool:
    """Tell whether ImgLib2 is there."""
    return find("net.imglib2.img.array.ArrayImgs") is not None


def dtype_of_type(kind: Any) -> np.dtype[Any]:
    """Return the NumPy type for an ImgLib2 type, given as one of its objects.

    Raises
    ------
    TypeError
        There is none.
    """
    import numpy as np

    name = str(kind.getClass().getSimpleName()).replace("LongAccess", "")
    if name not in _TYPES:
        raise TypeError(f"no NumPy type for {kind.getClass().getName()}")
    return np.dtype(_TYPES[name])


def type_of(rai: Any) -> Any:
    """Return an object of the type of an image's pixels."""
    if hasattr(rai, "getType"):
        return rai.getType()
    return jimport("net.imglib2.util.Util").getTypeFromInterval(rai)


def dtype_of(rai: Any) -> np.dtype[Any]:
    """Return the NumPy type of an image's pixels."""
    return dtype_of_type(type_of(rai))


def to_img(values: Array) -> Any:
    """Return a new `ArrayImg` with a copy of the pixels.

    Raises
    ------
    TypeError
        A type that ImgLib2 hasn't got.
    ValueError
        An array of no axes.
    """
    import numpy as np

    if values.dtype.name not in _FACTORIES:
        raise TypeError(f"no ImgLib2 type for dtype {values.dtype}")
    if values.ndim == 0:
        raise ValueError("expected an array of one axis or more, found a single value")
    factory, element = _FACTORIES[values.dtype.name]
    flat = np.ascontiguousarray(values).reshape(-1).view(_STORED[element])
    return getattr(jimport("net.imglib2.img.array.ArrayImgs"), factory)(write(element, flat), *reversed(values.shape))


def to_array(rai: Any) -> Array:
    """Return a copy of the pixels, axes reversed."""
    import numpy as np

    dtype = dtype_of(rai)
    sizes = [int(rai.dimension(d)) for d in range(int(rai.numDimensions()))]
    image = rai if _is_plain(rai) else _copied(rai, dtype, sizes)
    stored = read(image.update(None).getCurrentStorageArray())
    return np.asarray(stored.view(dtype) if stored.dtype != dtype else stored).reshape(sizes[::-1])


def _is_plain(rai: Any) -> bool:
    """Tell whether all pixels lie in one array of the type that has the same bits."""
    return is_a(rai, "net.imglib2.img.array.ArrayImg") and not is_a(type_of(rai), "net.imglib2.type.logic.BitType")


def _copied(rai: Any, dtype: np.dtype[Any], sizes: list[int]) -> Any:
    target = getattr(jimport("net.imglib2.img.array.ArrayImgs"), _FACTORIES[dtype.name][0])(*sizes)
    source = jimport("net.imglib2.view.Views").zeroMin(rai)
    if dtype.kind == "c":
        jimport("net.imglib2.util.ImgUtil").copy(source, target)
    else:
        # Packed bits and single booleans are different types, too; the converter joins them.
        jimport("net.imglib2.converter.RealTypeConverters").copyFromTo(source, target)
    return target
