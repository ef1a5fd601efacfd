"""`drua.shared_stack` without a host, and how arrays are laid out as ImageJ's stacks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import drua
from drua import ConversionError, Image, shared_stack
from drua.ij._stack_layout import Layout


def test_it_is_a_plain_image() -> None:
    image = shared_stack((3, 4, 5), "uint16", name="cells", spacing=0.5, units="micron")
    assert isinstance(image, Image)
    assert image.shape == (3, 4, 5)
    assert image.dtype == np.uint16
    assert not image.any()
    assert (image.axes, image.name, image.spacing) == ("ZYX", "cells", (0.5, 0.5, 0.5))
    assert drua.shared_stack is shared_stack


def test_a_file_keeps_the_pixels(tmp_path: Path) -> None:
    path = tmp_path / "stack.raw"
    image = shared_stack((2, 3, 4), "float32", path=path)
    image[1, 2, 3] = 1.5
    assert np.fromfile(path, np.float32).tolist() == [*[0.0] * 23, 1.5]
    with pytest.raises(FileExistsError):
        shared_stack((2, 3, 4), "float32", path=path)


def test_a_full_disk_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "large.raw"
    with pytest.raises(OSError, match=r"large|space|File"):
        shared_stack((1 << 15, 1 << 14, 1 << 14), "uint8", path=path)
    assert not path.exists()


@pytest.mark.parametrize(
    ("shape", "dtype", "axes", "expected"),
    [
        ((4, 5), "uint8", None, ("8-bit", 1, 1, 1)),
        ((3, 4, 5), "uint16", None, ("16-bit", 1, 3, 1)),
        ((2, 3, 4, 5), "float32", None, ("32-bit", 3, 2, 1)),
        ((6, 2, 3, 4, 5), "uint8", None, ("8-bit", 3, 2, 6)),
        ((6, 3, 4, 5), "uint8", "TCYX", ("8-bit", 3, 1, 6)),
        ((6, 4, 5, 3), "uint8", "TYXS", ("RGB", 1, 1, 6)),
    ],
)
def test_axes_are_imagej_s(
    shape: tuple[int, ...], dtype: str, axes: str | None, expected: tuple[str, int, int, int]
) -> None:
    layout = Layout(shape, dtype, axes)
    assert (layout.imagej_type, *(layout.length(axis) for axis in "CZT")) == expected
    assert (layout.length("Y"), layout.length("X")) == (4, 5)
    assert layout.bytes == np.empty(shape, dtype).nbytes


@pytest.mark.parametrize(
    ("shape", "dtype", "axes", "text"),
    [
        ((3, 4), "float64", None, "no stacks of float64.*uint8, uint16, float32"),
        ((3, 4), ">u2", None, "no stacks of >u2"),
        ((3, 4), "bool", None, "no stacks of bool"),
        ((2, 3, 4, 5), "uint8", "CZYX", "ImageJ's order.*'CZYX'"),
        ((2, 3, 4), "uint8", "ZXY", "ImageJ's order"),
        ((2, 3, 4), "uint8", "QYX", "ImageJ's order"),
        ((2, 3, 4, 5), "uint8", "ZZYX", "ImageJ's order"),
        ((2, 3, 4, 3), "uint8", "CYXS", "ImageJ's order"),
        ((3, 4, 4), "uint8", "YXS", "colours are 3 values of uint8; found 4"),
        ((3, 4, 3), "uint16", "YXS", "colours are 3 values of uint8"),
        ((3, 4), "uint8", "ZYX", "one axis letter"),
        ((0, 4), "uint8", None, "without pixels"),
        ((4,), "uint8", None, "ImageJ's order"),
    ],
)
def test_what_imagej_has_not_got_is_refused(shape: tuple[int, ...], dtype: str, axes: str | None, text: str) -> None:
    with pytest.raises(ConversionError, match=text):
        shared_stack(shape, dtype, axes)
