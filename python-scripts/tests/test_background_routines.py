"""Top-hat, rolling ball, unsharp mask and band-pass, against answers that are known otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from conftest import ROUTINES
from numpy.typing import NDArray
from scipy import ndimage

from drua import _host
from drua._load import LoadedRoutine

TYPES = ["uint8", "uint16", "float32"]


def shipped(name: str) -> LoadedRoutine:
    """Load a routine that is in the file of its own name."""
    return _host.load(str(ROUTINES / f"{name}.py"), name)


def spots(dtype: str, background: float = 100.0, slope: float = 0.5) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return an image of three squares on a slope, and the squares alone."""
    x = np.arange(80)
    signal = np.zeros((64, 80))
    for top, left in ((10, 10), (30, 50), (50, 20)):
        signal[top : top + 3, left : left + 3] = 60
    return (signal + background + slope * x).round().astype(dtype), signal


# -- Top-hat --


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("smooth", [False, True])
def test_top_hat_leaves_spots(dtype: str, smooth: bool) -> None:
    image, signal = spots(dtype)
    shipped("subtract_top_hat")(image, radius=6, smooth=smooth)
    assert image.dtype == dtype
    assert image[signal > 0].min() >= 57
    assert image[signal == 0].max() <= 7 and np.median(image[signal == 0]) <= 4


def test_top_hat_without_smoothing_is_image_minus_opening(puncta: NDArray[Any]) -> None:
    image = puncta.copy()
    shipped("subtract_top_hat")(image, radius=7, smooth=False)
    np.testing.assert_array_equal(image, ndimage.white_tophat(puncta, size=(15, 15)))


@pytest.mark.parametrize("smooth", [False, True])
def test_top_hat_never_wraps_around(puncta: NDArray[Any], cells: NDArray[Any], smooth: bool) -> None:
    for plane in (puncta, *cells):
        image = plane.copy()
        shipped("subtract_top_hat")(image, radius=10, smooth=smooth)
        assert (image <= plane).all()


def test_top_hat_of_a_flat_image_is_empty() -> None:
    image = np.full((20, 30), 200, np.uint8)
    shipped("subtract_top_hat")(image)
    assert not image.any()


# -- Rolling ball --


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("radius", [8, 20, 60, 150])
def test_rolling_ball_leaves_spots(dtype: str, radius: float) -> None:
    # A ball larger than the image can't follow a slope up to its edges.
    image, signal = spots(dtype, slope=0.5 if radius < 100 else 0.02)
    shipped("subtract_rolling_ball")(image, radius=radius)
    assert image.dtype == dtype
    assert image[signal > 0].min() >= 50
    assert np.median(image[signal == 0]) <= 3


def ball(radius: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the footprint of a ball and the heights of its upper half."""
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    square = radius**2 - x**2 - y**2
    return square >= 0, np.sqrt(np.maximum(square, 0))


def test_small_rolling_ball_is_the_opening_by_a_ball(puncta: NDArray[Any]) -> None:
    image = puncta.astype(np.float32)
    shipped("subtract_rolling_ball")(image, radius=9)
    footprint, heights = ball(9)
    plane = puncta.astype(np.float64)
    expected = plane - ndimage.grey_opening(plane, footprint=footprint, structure=heights)
    inner = (slice(20, -20),) * 2
    np.testing.assert_allclose(image[inner], expected[inner], atol=1e-3)


def test_reduced_rolling_ball_is_close_to_the_full_one(puncta: NDArray[Any]) -> None:
    image = puncta.astype(np.float32)
    shipped("subtract_rolling_ball")(image, radius=24)
    footprint, heights = ball(24)
    plane = puncta.astype(np.float64)
    exact = plane - ndimage.grey_opening(plane, footprint=footprint, structure=heights)
    assert np.corrcoef(image.ravel(), exact.ravel())[0, 1] > 0.999
    assert abs(np.median(image - exact)) < 0.01 * plane.max()


def test_rolling_ball_finds_nothing_in_its_own_background(puncta: NDArray[Any]) -> None:
    image = puncta.astype(np.float32)
    shipped("subtract_rolling_ball")(image, radius=7)
    background = puncta.astype(np.float32) - image
    shipped("subtract_rolling_ball")(background, radius=7)
    assert background.max() < 1e-2


@pytest.mark.parametrize("dtype", TYPES)
def test_rolling_ball_on_a_light_background(dtype: str) -> None:
    image, signal = spots(dtype, background=60, slope=0.5)
    inverted = (200 - image.astype(float)).astype(dtype)
    shipped("subtract_rolling_ball")(inverted, radius=15, light_background=True)
    assert inverted[signal > 0].max() <= inverted[signal == 0].min() - 45
    assert np.ptp(inverted[signal == 0].astype(float)) <= 8


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (3, 5), (33, 47)])
def test_rolling_ball_takes_any_size(shape: tuple[int, int]) -> None:
    image = np.full(shape, 9, np.uint8)
    shipped("subtract_rolling_ball")(image, radius=30)
    assert image.shape == shape and not image.any()


# -- Unsharp mask --


@pytest.mark.parametrize("dtype", TYPES)
def test_unsharp_mask_steepens_an_edge(dtype: str) -> None:
    image = np.full((32, 32), 50).astype(dtype)
    image[:, 16:] = 150
    shipped("unsharp_mask")(image, sigma=2, amount=1)
    assert image[16, 15] < 50 and image[16, 16] > 150
    assert (image[:, :6] == 50).all() and (image[:, -6:] == 150).all()
    assert int(image[16, 15]) + int(image[16, 16]) == pytest.approx(200, abs=1)


def test_unsharp_mask_is_the_formula(puncta: NDArray[Any]) -> None:
    image = puncta.astype(np.float32)
    shipped("unsharp_mask")(image, sigma=1.5, amount=0.8)
    plane = puncta.astype(np.float64)
    np.testing.assert_allclose(image, plane + 0.8 * (plane - ndimage.gaussian_filter(plane, 1.5)), rtol=1e-4)


def test_unsharp_mask_stops_at_the_limits_of_the_type() -> None:
    image = np.zeros((16, 16), np.uint8)
    image[:, 8:] = 255
    before = image.copy()
    shipped("unsharp_mask")(image, sigma=2, amount=5)
    np.testing.assert_array_equal(image, before)


def test_unsharp_mask_of_zero_changes_nothing(cells: NDArray[Any]) -> None:
    image = cells[0].copy()
    shipped("unsharp_mask")(image, amount=0)
    np.testing.assert_array_equal(image, cells[0])


# -- Band-pass --


@pytest.mark.parametrize("dtype", TYPES)
def test_band_pass_removes_background_and_keeps_spots(dtype: str) -> None:
    image, signal = spots(dtype)
    shipped("band_pass")(image, small=0.5, large=6)
    assert image[signal > 0].min() > 15
    assert abs(np.median(image[signal == 0])) <= 1


def test_band_pass_of_waves() -> None:
    """A sine is an eigenfunction: its amplitude is the difference of two known transfer factors."""
    x = np.arange(512)
    frequency = 2 * np.pi / 32
    image = np.tile(np.sin(frequency * x), (8, 1)).astype(np.float32)
    shipped("band_pass")(image, small=2, large=10)
    factor = np.exp(-((2 * frequency) ** 2) / 2) - np.exp(-((10 * frequency) ** 2) / 2)
    inner = image[4, 100:400] / np.sin(frequency * x[100:400] + 1e-9)
    assert np.median(inner) == pytest.approx(factor, rel=1e-3)


def test_band_pass_checks_the_order_of_its_sizes() -> None:
    image = np.ones((5, 5), np.float32)
    with pytest.raises(ValueError, match="expected small < large, found small = 3 and large = 2"):
        shipped("band_pass")(image, small=3, large=2)
    assert (image == 1).all()


@pytest.mark.parametrize("name", ["subtract_top_hat", "subtract_rolling_ball", "unsharp_mask", "band_pass"])
def test_runs_on_real_planes_as_on_their_copies(name: str, puncta: NDArray[Any], cells: NDArray[Any]) -> None:
    """A plane of a stack is a view with other neighbours in memory, and must give what its copy gives."""
    stack = cells.copy()
    shipped(name)(stack[1])
    alone = cells[1].copy()
    shipped(name)(alone)
    np.testing.assert_array_equal(stack[1], alone)
    np.testing.assert_array_equal(stack[0], cells[0])
    np.testing.assert_array_equal(stack[2], cells[2])
    assert (alone != cells[1]).any()
    changed = puncta.copy()
    shipped(name)(changed)
    assert (changed != puncta).any()
