"""What images know of themselves, and their axes in the host's order, without a host."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from drua import ConversionError, Image
from drua._axes import in_imagej_order

RAMP = np.stack([np.arange(256), np.zeros(256), np.arange(256)[::-1]], axis=1).astype(np.uint8)


def stack(**metadata: Any) -> Image:
    """Return 2 channels of 3 slices."""
    pixels = np.arange(2 * 3 * 4 * 5, dtype=np.uint16).reshape(3, 2, 4, 5)
    image: Image = Image.from_array(pixels, axes="ZCYX").with_metadata(**metadata)
    return image


def test_colour_tables_follow_their_channels() -> None:
    image = stack(luts=[RAMP, RAMP[::-1]], display_ranges=[(0, 10), (5, 50)], channel_names=["a", "b"])
    assert [table.shape for table in image.luts] == [(256, 3), (256, 3)]
    second = image[:, 1]
    np.testing.assert_array_equal(second.luts[0], RAMP[::-1])
    assert second.display_ranges == ((5.0, 50.0),)
    assert second.channel_names == ("b",)
    assert image[:, ::-1].display_ranges == ((5.0, 50.0), (0.0, 10.0))


def test_labels_follow_their_planes() -> None:
    image = stack(slice_labels=[f"z{z}c{c}" for z in range(3) for c in range(2)])
    assert image[1].slice_labels == ("z1c0", "z1c1")
    assert image[::2, 1].slice_labels == ("z0c1", "z2c1")
    assert image[2, 0].slice_labels == ("z2c0",)
    assert image[:, :, 1:, 1:].slice_labels == image.slice_labels
    assert image.transpose(1, 0, 2, 3).slice_labels == ()


@pytest.mark.parametrize("table", [np.zeros((3, 256)), np.zeros(256), [1, 2]])
def test_a_colour_table_has_its_shape(table: Any) -> None:
    with pytest.raises(ValueError, match=r"\(256, 3\)"):
        stack(luts=[table, table])


def test_metadata_lie_side_by_side() -> None:
    image = stack(properties={"Info": "text", "stain": "DAPI"}, name="cells")
    found = image.metadata
    assert (found["name"], found["Info"], found["stain"], found["axes"]) == ("cells", "text", "DAPI", "ZCYX")
    assert "roi" not in found


def test_straight_lines_need_no_host() -> None:
    image = stack(value_calibration={"function": 0, "coefficients": [-32768.0, 1.0], "unit": "gray value"})
    assert image.value_unit == "gray value"
    assert image.calibrated()[0, 0, 0, 1] == 1 - 32768
    assert stack().calibrated() is not None and stack().value_unit == ""


def test_there_is_no_source_outside_a_host() -> None:
    assert stack().source is None
    assert stack().overlay is None
    assert stack().transfer == ""


def test_every_order_of_axes_becomes_the_hosts() -> None:
    pixels = np.arange(2 * 3 * 4 * 5 * 6).reshape(2, 3, 4, 5, 6)
    image = Image.from_array(pixels, axes="TZCYX")
    for order in itertools.permutations(range(5)):
        moved = in_imagej_order(image.transpose(order))
        assert moved.axes == "TZCYX"
        np.testing.assert_array_equal(moved, pixels)


def test_colours_stay_at_the_end() -> None:
    colours = Image.from_array(np.zeros((3, 4, 5), np.uint8), axes="SYX")
    assert in_imagej_order(colours).axes == "YXS"
    with pytest.raises(ConversionError, match="colours of shape"):
        in_imagej_order(Image.from_array(np.zeros((4, 5, 3), np.float32), axes="YXS"))


def test_axes_without_a_name_get_one() -> None:
    image = Image.from_array(np.zeros((2, 1, 4, 5)), axes="??YX")
    assert in_imagej_order(image).axes == "CYX"
    assert in_imagej_order(Image.from_array(np.zeros((2, 3, 4, 5)), axes="?ZYX")).axes in ("CZYX", "TZYX", "ZCYX")
    with pytest.raises(ConversionError, match="more axes"):
        in_imagej_order(Image.from_array(np.zeros((2, 2, 2, 2, 2, 2)), axes="?TZCYX"))


@pytest.mark.parametrize("axes", ["Y", "YXZ", "YY", "QX", "yx"])
def test_wrong_axes_are_refused(axes: str) -> None:
    with pytest.raises(ValueError, match="axes"):
        Image.from_array(np.zeros((2, 2)), axes=axes)
