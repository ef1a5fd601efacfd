"""Deconvolution, denoising, puncta, labels and measurements, against answers that are known otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from conftest import FakeCore
from numpy.typing import NDArray
from scipy import ndimage
from skimage.draw import disk
from skimage.restoration import richardson_lucy
from test_background_routines import TYPES, shipped

from drua import Cancelled, Image, ImageTypeError, Points, Table


def disks(dtype: str, *circles: tuple[int, int, int]) -> NDArray[Any]:
    """Return circles (y, x, radius) of value 180 on 20, (Y, X) = (80, 100)."""
    image = np.full((80, 100), 20)
    for y, x, radius in circles:
        image[disk((y, x), radius + 0.5)] = 180
    return image.astype(dtype)


def results(name: str, image: NDArray[Any], **parameters: Any) -> tuple[Any, Table]:
    """Run a routine that gives something and a table."""
    first, table = shipped(name)(image, **parameters)
    assert isinstance(table, Table)
    return first, table


# -- Richardson-Lucy --


@pytest.mark.parametrize("dtype", TYPES)
def test_deconvolution_brings_back_a_blurred_point(dtype: str) -> None:
    truth = np.zeros((41, 41))
    truth[20, 20] = 4000
    blurred = ndimage.gaussian_filter(truth, 2).astype(dtype)
    before = blurred.copy()
    result = shipped("deconvolve_richardson_lucy")(blurred, sigma=2, iterations=60)
    np.testing.assert_array_equal(blurred, before)
    assert (type(result), result.dtype) == (Image, np.float32)
    assert np.unravel_index(result.argmax(), result.shape) == (20, 20)
    assert result.max() > 5 * float(blurred.max())
    assert result.sum() == pytest.approx(blurred.sum(), rel=1e-3)
    assert result.min() >= 0


def test_deconvolution_is_that_of_scikit_image(puncta: NDArray[Any]) -> None:
    plane = puncta.astype(np.float64)
    offsets = np.arange(-8, 9)
    profile = np.exp(-(offsets**2) / (2 * 1.5**2))
    psf = np.outer(profile, profile) / profile.sum() ** 2
    scale = plane.max()
    expected = richardson_lucy(plane / scale, psf, num_iter=10, clip=False, filter_epsilon=None) * scale
    result = shipped("deconvolve_richardson_lucy")(puncta.copy(), sigma=1.5, iterations=10)
    # The borders differ: theirs is surrounded by zeros, ours by its mirror image.
    inner = (slice(30, -30),) * 2
    assert np.corrcoef(result[inner].ravel(), expected[inner].ravel())[0, 1] > 0.998


def test_deconvolution_keeps_calibration_and_background() -> None:
    image = Image.from_array(np.full((9, 9), 110, np.uint16), spacing=0.1, units="micron")
    result = shipped("deconvolve_richardson_lucy")(image, background=100)
    np.testing.assert_allclose(result, 110, rtol=1e-5)
    assert (result.spacing, result.units, result.kind) == ((0.1, 0.1), ("micron", "micron"), "32-bit")


def test_deconvolution_of_black_is_black() -> None:
    assert not shipped("deconvolve_richardson_lucy")(np.zeros((8, 8), np.uint8)).any()


def test_deconvolution_reports_and_stops(core: FakeCore, puncta: NDArray[Any]) -> None:
    shipped("deconvolve_richardson_lucy")(puncta.copy(), iterations=4)
    assert [fraction for fraction, _ in core.reports] == [0, 0.25, 0.5, 0.75, 1]
    core.stop = True
    with pytest.raises(Cancelled):
        shipped("deconvolve_richardson_lucy")(puncta.copy(), iterations=4)


# -- Non-local means --


@pytest.mark.parametrize(("dtype", "level"), [("uint8", 100), ("uint16", 3000), ("float32", 1.0)])
def test_denoising_removes_noise_and_keeps_edges(dtype: str, level: float) -> None:
    clean = np.full((64, 64), level)
    clean[:, 32:] = 2 * level
    noisy = clean + np.random.default_rng(1).normal(0, 0.06 * level, clean.shape)
    image = noisy.astype(dtype)
    shipped("denoise_non_local_means")(image)
    assert image.dtype == dtype
    error = np.sqrt(np.mean((image - clean) ** 2))
    assert error < 0.5 * np.sqrt(np.mean((noisy.astype(dtype) - clean) ** 2))
    assert np.mean(image[:, 32]) - np.mean(image[:, 31]) > 0.9 * level


def test_denoising_leaves_an_image_without_noise() -> None:
    image = np.full((20, 20), 7, np.uint8)
    shipped("denoise_non_local_means")(image)
    assert (image == 7).all()


def test_noise_is_measured() -> None:
    noise_of = shipped("denoise_non_local_means").signature.function.__globals__["noise_of"]
    y, x = np.mgrid[:200, :200]
    noise = np.random.default_rng(2).normal(0, 5, (200, 200))
    assert noise_of(3 * x + 2 * y + noise) == pytest.approx(5, rel=0.05)


def test_denoising_real_images(puncta: NDArray[Any], cells: NDArray[Any]) -> None:
    for plane in (puncta, cells[1]):
        image = plane.copy()
        shipped("denoise_non_local_means")(image)
        assert image.std() < plane.std()
        assert image.mean() == pytest.approx(plane.mean(), rel=0.02)


def test_types_without_meaning_for_a_routine_are_refused() -> None:
    with pytest.raises(ImageTypeError, match="expected pixels of uint8 or uint16 or float32"):
        shipped("denoise_non_local_means")(np.zeros((4, 4), np.int32))


# -- Puncta --


@pytest.mark.parametrize("dtype", TYPES)
def test_puncta_are_found_between_pixels(dtype: str) -> None:
    places = [(20.3, 15.8), (40.0, 60.5), (60.7, 33.2)]
    y, x = np.mgrid[:80, :100] + 0.5
    image = 20 + np.random.default_rng(3).normal(0, 1, y.shape)
    for row, column in places:
        image += 150 * np.exp(-((y - row) ** 2 + (x - column) ** 2) / (2 * 1.8**2))
    calibrated = Image.from_array(image.astype(dtype), spacing=(0.5, 0.25), units="micron", origin=[2, 4])
    points, table = results("detect_puncta", calibrated, diameter=5, threshold=10)
    assert isinstance(points, Points) and len(points) == len(table) == 3
    order = np.argsort(points.y)
    found = np.stack([points.y, points.x], axis=1)[order]
    np.testing.assert_allclose(found, places, atol=0.15)
    np.testing.assert_allclose(np.array(table["y"]), (points.y - 2) * 0.5)
    np.testing.assert_allclose(np.array(table["x"]), (points.x - 4) * 0.25)
    assert table["quality"] == sorted(table["quality"], reverse=True)
    assert min(table["intensity"]) > 120 and min(table["quality"]) >= 10


def test_no_puncta_in_flat_or_tiny_images() -> None:
    for image in (np.full((30, 30), 9, np.uint16), np.zeros((3, 3), np.uint8), np.ones((1, 1), np.float32)):
        points, table = results("detect_puncta", image)
        assert len(points) == len(table) == 0


def test_puncta_of_the_real_image(puncta: NDArray[Any]) -> None:
    points, table = results("detect_puncta", puncta.copy())
    fewer, _ = results("detect_puncta", puncta.copy(), threshold=30)
    assert len(points) > 100 > len(fewer) > 10
    # Spots are brighter than what surrounds them.
    assert np.median(table["intensity"]) > 1.3 * np.median(puncta)
    assert (points.x > 2).all() and (points.x < 248).all()


# -- Labels --


@pytest.mark.parametrize("dtype", TYPES)
def test_touching_disks_are_cut(dtype: str) -> None:
    image = disks(dtype, (40, 30, 12), (40, 51, 12), (20, 80, 8), (70, 80, 2))
    labels = shipped("label_watershed")(image, smoothing=0.5, separation=8, smallest=30)
    pixels = labels.value
    assert (labels.name, pixels.dtype) == ("drua.Labels", np.uint16)
    assert sorted(np.unique(pixels)) == [0, 1, 2, 3]
    assert len({int(pixels[40, 30]), int(pixels[40, 51]), int(pixels[20, 80])}) == 3
    assert pixels[70, 80] == 0 and pixels[5, 5] == 0
    area = np.count_nonzero(pixels == pixels[20, 80])
    assert area == pytest.approx(np.pi * 8.5**2, rel=0.1)


def test_holes_are_filled_on_demand() -> None:
    image = disks("uint8", (40, 40, 15))
    image[40, 40] = 20
    for fill in (True, False):
        labels = shipped("label_watershed")(image.copy(), smoothing=0, separation=30, fill_holes=fill).value
        assert bool(labels[40, 40]) == fill


@pytest.mark.parametrize("image", [np.full((9, 9), 4, np.uint8), np.full((9, 9), np.nan, np.float32)])
@pytest.mark.parametrize("name", ["label_watershed", "measure_objects"])
def test_no_objects_in_an_empty_image(name: str, image: NDArray[Any]) -> None:
    result = shipped(name)(image.copy())
    labels = result if name == "label_watershed" else result[0]
    assert not labels.value.any()
    if name == "measure_objects":
        assert len(result[1]) == 0 and "area" in result[1]


def test_labels_of_the_real_cells(cells: NDArray[Any]) -> None:
    labels = shipped("label_watershed")(cells[0].copy(), smoothing=2).value
    count = labels.max()
    assert 10 <= count <= 40
    assert sorted(np.unique(labels)) == list(range(count + 1))
    assert cells[0][labels > 0].mean() > 1.5 * cells[0][labels == 0].mean()


# -- Measurements --


@pytest.mark.parametrize("dtype", TYPES)
def test_measurements_of_disks(dtype: str) -> None:
    image = Image.from_array(disks(dtype, (20, 30, 10), (60, 70, 6)), spacing=(0.5, 0.5), units="micron")
    labels, table = results("measure_objects", image, smoothing=0)
    assert table["label"] == [1, 2] and sorted(np.unique(labels.value)) == [0, 1, 2]
    assert labels.value.spacing == (0.5, 0.5)
    pixels = [int(np.count_nonzero(labels.value == label)) for label in (1, 2)]
    assert table["pixels"] == pixels
    assert table["area"] == [count * 0.25 for count in pixels]
    assert pixels[0] == pytest.approx(np.pi * 10.5**2, rel=0.05)
    np.testing.assert_allclose(table["x"], [30.5 * 0.5, 70.5 * 0.5])
    np.testing.assert_allclose(table["y"], [20.5 * 0.5, 60.5 * 0.5])
    assert table["mean"] == table["min"] == table["max"] == [180, 180]
    assert table["sum"] == [180 * count for count in pixels]
    assert table["sum_above_background"] == [160 * count for count in pixels]
    assert max(table["eccentricity"]) < 0.05 and min(table["solidity"]) > 0.9
    assert table["perimeter"][0] == pytest.approx(2 * np.pi * 10.5 * 0.5, rel=0.1)


def test_measuring_with_given_labels(cells: NDArray[Any]) -> None:
    objects = shipped("label_watershed")(cells[2].copy(), smoothing=2, separation=15).value
    plane = cells[0].copy()
    labels, table = results("measure_objects", plane, labels=objects, smallest=0)
    np.testing.assert_array_equal(labels.value, objects)
    for row in table.rows():
        inside = cells[0][np.asarray(objects) == row["label"]]
        assert row["pixels"] == inside.size
        assert row["mean"] == pytest.approx(inside.mean())
        assert (row["min"], row["max"]) == (inside.min(), inside.max())
        assert row["sum"] == pytest.approx(float(inside.sum(dtype=np.int64)))
    np.testing.assert_array_equal(plane, cells[0])


def test_labels_of_another_size_or_type_are_refused() -> None:
    image = np.zeros((5, 5), np.uint8)
    for labels in (np.zeros((4, 5), np.uint8), np.zeros((5, 5), np.float32)):
        with pytest.raises(ValueError, match="labels: expected integers of shape"):
            shipped("measure_objects")(image, labels=labels)


def test_objects_of_the_real_images(puncta: NDArray[Any], cells: NDArray[Any]) -> None:
    for plane in (puncta, *cells):
        labels, table = results("measure_objects", plane.copy(), smoothing=1, smallest=5)
        assert len(table) == labels.value.max() >= 1
        assert min(table["mean"]) > np.median(plane)
        assert min(table["pixels"]) >= 5
