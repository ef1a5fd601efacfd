"""Rolling average, running background and flat field, against answers that are known otherwise."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from conftest import FakeCore
from numpy.typing import NDArray
from test_shipped_processors import PROCESSORS, Run

TYPES = ["uint8", "uint16", "float32"]


def movie(dtype: str, frames: int, shape: tuple[int, int] = (50, 70)) -> NDArray[Any]:
    """Return noise over the whole range of the type, (T, Y, X)."""
    rng = np.random.default_rng(3)
    if dtype == "float32":
        return rng.normal(0, 1e4, (frames, *shape)).astype(np.float32)
    return rng.integers(0, np.iinfo(dtype).max, (frames, *shape), dtype=dtype, endpoint=True)


# -- Rolling average --


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("frames", [1, 2, 5, 100])
def test_rolling_average_is_the_mean_of_the_last_frames(core: FakeCore, dtype: str, frames: int) -> None:
    run = Run(core, "rolling_average", "RollingAverage", frames=frames)
    given = movie(dtype, 130 if frames == 100 else 23, (6, 7))
    for time in range(len(given)):
        window = given[max(0, time - frames + 1) : time + 1]
        result = run(given[time].copy(), time=time)
        if dtype == "float32":
            np.testing.assert_allclose(result, window.mean(axis=0, dtype=np.float64), rtol=1e-6, atol=1e-3)
        else:
            exact = (2 * window.sum(axis=0, dtype=np.int64) + len(window)) // (2 * len(window))
            np.testing.assert_array_equal(result, exact)


def test_rolling_average_does_not_wrap_at_saturation(core: FakeCore) -> None:
    run = Run(core, "rolling_average", "RollingAverage", frames=100)
    for time in range(210):
        assert (run(np.full((3, 4), 65535, np.uint16), time=time) == 65535).all()
        assert (run(np.full((3, 4), 255, np.uint8), time=time, channel=1) == 255).all()


def test_rolling_average_forgets_a_broken_frame(core: FakeCore) -> None:
    run = Run(core, "rolling_average", "RollingAverage", frames=4)
    for time in range(12):
        frame = run(np.full((3, 4), np.inf if time == 2 else 1.5, np.float32), time=time)
    assert (frame == 1.5).all()


def test_rolling_average_of_more_rows_than_a_block(core: FakeCore) -> None:
    run = Run(core, "rolling_average", "RollingAverage", frames=2)
    given = movie("uint16", 2, (301, 1000))
    run(given[0].copy(), time=0)
    np.testing.assert_array_equal(run(given[1].copy(), time=1), (given.sum(axis=0, dtype=np.int64) + 1) // 2)


# -- Running background --


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("frames", [2, 3, 4, 9, 31])
def test_median_is_that_of_the_earlier_frames(core: FakeCore, dtype: str, frames: int) -> None:
    run = Run(core, "running_background", "RunningBackground", method="median", frames=frames, offset=100)
    given = movie(dtype, 40, (5, 6))
    for time in range(len(given)):
        earlier = np.sort(given[max(0, time - frames) : max(time, 1)], axis=0)
        expected = given[time].astype(np.float64) - earlier[(len(earlier) - 1) // 2] + 100
        if dtype != "float32":
            expected = np.clip(expected, 0, np.iinfo(dtype).max)
        np.testing.assert_allclose(run(given[time].copy(), time=time), expected, rtol=1e-5, atol=1e-2)


def test_networks_find_the_median() -> None:
    spec = importlib.util.spec_from_file_location("running_background", PROCESSORS / "running_background.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rng = np.random.default_rng(1)
    # What sorts all rows of zeros and ones sorts all rows.
    for count in range(1, 32):
        rows = (
            np.array(list(itertools.product((0, 1), repeat=count))) if count < 11 else rng.random((5000, count)).round()
        )
        lines = list(rows.T)
        for low, high, needed in module._median_network(count):
            first, second = lines[low], lines[high]
            lines[low] = np.minimum(first, second) if needed != "high" else np.full_like(first, -1)
            lines[high] = np.maximum(first, second) if needed != "low" else np.full_like(first, -1)
        np.testing.assert_array_equal(lines[(count - 1) // 2], np.sort(rows, axis=1)[:, (count - 1) // 2])


@pytest.mark.parametrize("method", ["median", "exponential"])
def test_background_leaves_what_moves(core: FakeCore, method: str) -> None:
    run = Run(core, "running_background", "RunningBackground", method=method, frames=7)
    still = np.arange(64 * 64).reshape(64, 64) % 1000 + 300
    for time in range(20):
        frame = still.copy()
        frame[2 * time + 4 : 2 * time + 8, 20:24] += 500
        result = run(frame.astype(np.uint16), time=time)
    seen = result[42:46, 20:24]
    assert seen.min() >= (500 if method == "median" else 300)
    result[42:46, 20:24] = 0
    assert result.max() == 0 if method == "median" else result.max() < 150


def test_first_frame_is_its_own_background(core: FakeCore) -> None:
    for method in ("median", "exponential"):
        run = Run(core, "running_background", "RunningBackground", method=method, offset=7)
        assert (run(movie("uint16", 1)[0]) == 7).all()


def test_exponential_weights(core: FakeCore) -> None:
    run = Run(core, "running_background", "RunningBackground", method="exponential", frames=4)
    given = movie("float32", 12, (4, 5))
    estimate = given[0].astype(np.float64)
    for time in range(len(given)):
        np.testing.assert_allclose(run(given[time].copy(), time=time), given[time] - estimate, rtol=1e-3, atol=0.1)
        estimate += (given[time] - estimate) / min(time + 1, 4)


def test_background_of_every_third_frame(core: FakeCore) -> None:
    run = Run(core, "running_background", "RunningBackground", frames=3, every=3)
    results = [int(run(np.full((2, 2), time, np.uint16), time=time)[0, 0]) for time in range(12)]
    # Used are 0, 3, 6 and 9; of the two first ones the lower is the median.
    assert results == [0, 1, 2, 3, 4, 5, 6, 4, 5, 6, 4, 5]


# -- Flat field --


def test_flat_field_makes_an_even_sample_even(core: FakeCore, tmp_path: Path) -> None:
    y, x = np.mgrid[:60, :80]
    light = 1 - 0.4 * ((y - 30) ** 2 + (x - 40) ** 2) / 2500
    dark = (100 + 5 * np.sin(x)).astype(np.uint16)
    tifffile.imwrite(tmp_path / "flat.tif", (dark + 20000 * light).round().astype(np.uint16))
    np.save(tmp_path / "dark.npy", dark)
    run = Run(
        core, "flat_field", "FlatField", flat=str(tmp_path / "flat.tif"), dark=str(tmp_path / "dark.npy"), offset=50
    )
    result = run((dark + 3000 * light).round().astype(np.uint16))
    assert abs(result.astype(int) - round(50 + 3000 * light.mean())).max() <= 1


@pytest.mark.parametrize("dtype", TYPES)
def test_flat_field_is_the_formula(core: FakeCore, tmp_path: Path, dtype: str) -> None:
    rng = np.random.default_rng(0)
    flat, dark = rng.uniform(500, 1500, (300, 700)), rng.uniform(0, 30, (300, 700))
    np.save(tmp_path / "flat.npy", flat)
    np.save(tmp_path / "dark.npy", dark)
    frame = movie(dtype, 1, (300, 700))[0]
    run = Run(core, "flat_field", "FlatField", flat=str(tmp_path / "flat.npy"), dark=str(tmp_path / "dark.npy"))
    exact = (frame - dark) * (flat - dark).mean() / (flat - dark)
    result = run(frame.copy())
    if dtype == "float32":
        np.testing.assert_allclose(result, exact, rtol=1e-4, atol=0.1)
    else:
        # Rounding may differ where float32 ends.
        assert np.abs(result - np.clip(exact, 0, np.iinfo(dtype).max)).max() < 0.51
    assert result.dtype == dtype


def test_dark_alone_is_subtracted(core: FakeCore, tmp_path: Path) -> None:
    np.save(tmp_path / "dark.npy", np.full((4, 5), 90, np.uint16))
    run = Run(core, "flat_field", "FlatField", dark=str(tmp_path / "dark.npy"))
    frame = np.full((4, 5), 100, np.uint16)
    frame[0, 0] = 80
    assert run(frame).ravel().tolist() == [0] + [10] * 19


def test_flat_field_by_channel_and_mean_of_a_time_series(core: FakeCore, tmp_path: Path) -> None:
    flats = np.ones((3, 2, 4, 6), np.float32)
    flats[:, 0, :, :3] = np.array([1, 3, 5], np.float32)[:, np.newaxis, np.newaxis]
    flats[:, 1, :2] = 4
    tifffile.imwrite(tmp_path / "flat.ome.tif", flats, metadata={"axes": "TCYX"})
    run = Run(core, "flat_field", "FlatField", flat=str(tmp_path / "flat.ome.tif"))
    first, second = (run(np.full((4, 6), 600, np.uint16), channel=channel) for channel in (0, 1))
    # Channel 0: the mean is 3 on the left and 1 on the right, 2 over all.
    assert (first[:, :3] == 400).all() and (first[:, 3:] == 1200).all()
    assert (second[:2] == 375).all() and (second[2:] == 1500).all()
    with pytest.raises(ValueError, match="expected one for channel 2, found 2"):
        run(np.full((4, 6), 600, np.uint16), channel=2)


def test_flat_field_in_colour(core: FakeCore, tmp_path: Path) -> None:
    flat = np.ones((4, 6, 3), np.uint8)
    flat[:, :3, 1] = 3
    tifffile.imwrite(tmp_path / "flat.tif", flat, photometric="rgb")
    np.save(tmp_path / "flat.npy", flat)
    for name in ("flat.tif", "flat.npy"):
        run = Run(core, "flat_field", "FlatField", flat=str(tmp_path / name))
        result = run(np.full((4, 6, 3), 60, np.uint8))
        assert (result[..., ::2] == 60).all()
        assert (result[:, :3, 1] == 40).all() and (result[:, 3:, 1] == 120).all()
    with pytest.raises(ValueError, match="found 6 x 4 RGB"):
        run(np.full((4, 6), 60, np.uint8))


def test_dark_pixels_of_the_flat_field_are_not_divided(core: FakeCore, tmp_path: Path) -> None:
    flat = np.full((4, 6), 50, np.uint16)
    flat[1, 2] = 0
    np.save(tmp_path / "flat.npy", flat)
    run = Run(core, "flat_field", "FlatField", flat=str(tmp_path / "flat.npy"))
    assert (run(np.full((4, 6), 123, np.uint16)) == 123).all()


def test_flat_field_finds_the_part_of_a_roi(core: FakeCore, tmp_path: Path) -> None:
    flat = np.random.default_rng(0).uniform(1, 2, (40, 50)).astype(np.float32)
    np.save(tmp_path / "flat.npy", flat)
    run = Run(core, "flat_field", "FlatField", flat=str(tmp_path / "flat.npy"))
    frame = np.full((10, 20), 1000, np.float32)
    metadata = {"ROI": [7, 11, 20, 10], "Binning": 1}
    np.testing.assert_allclose(run(frame.copy(), metadata), 1000 * flat.mean() / flat[11:21, 7:27], rtol=1e-4)
    for other in ({}, {**metadata, "Binning": 2}, {**metadata, "ROI": [40, 11, 20, 10]}):
        with pytest.raises(ValueError, match="20 x 10, found 50 x 40"):
            run(frame.copy(), other)


def test_flat_field_says_what_is_wrong_with_its_files(core: FakeCore, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose a file"):
        Run(core, "flat_field", "FlatField")
    np.save(tmp_path / "line.npy", np.ones(5))
    with pytest.raises(ValueError, match=r"found float64 of shape \(5,\)"):
        Run(core, "flat_field", "FlatField", flat=str(tmp_path / "line.npy"))
    np.save(tmp_path / "flat.npy", np.ones((4, 5)))
    np.save(tmp_path / "dark.npy", np.ones((5, 4)))
    with pytest.raises(ValueError, match="the size of the flat-field image, 5 x 4, found 4 x 5"):
        Run(core, "flat_field", "FlatField", flat=str(tmp_path / "flat.npy"), dark=str(tmp_path / "dark.npy"))
