"""Focus score, puncta, drift and split channels, against answers that are known otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from conftest import FakeCore
from numpy.typing import NDArray
from scipy import ndimage
from test_background_routines import shipped
from test_shipped_processors import Run

# -- Focus --


def score(core: FakeCore, frame: NDArray[Any], **parameters: Any) -> float:
    """Return the score of one frame."""
    before = frame.copy()
    run = Run(core, "focus_score", "focus_score", **parameters)
    run(frame)
    np.testing.assert_array_equal(frame, before)
    assert run.rows == [{"score": run.tags["FocusScore"]}]
    return float(run.tags["FocusScore"])


@pytest.mark.parametrize("measure", ["Brenner", "Laplacian", "variance"])
@pytest.mark.parametrize("binning", [1, 2])
def test_sharper_frames_have_higher_scores(
    core: FakeCore, puncta: NDArray[Any], cells: NDArray[Any], measure: str, binning: int
) -> None:
    for plane in (puncta, *cells):
        blurred = [ndimage.gaussian_filter(plane.astype(np.float32), sigma) for sigma in (0, 1, 2, 4, 8)]
        scores = [score(core, frame, measure=measure, binning=binning) for frame in blurred]
        assert scores == sorted(scores, reverse=True) and len(set(scores)) == 5


@pytest.mark.parametrize("shape", [(37, 53), (300, 700)])
@pytest.mark.parametrize("binning", [1, 3])
def test_scores_are_their_formulas(core: FakeCore, shape: tuple[int, int], binning: int) -> None:
    frame = np.random.default_rng(0).integers(0, 65535, shape, dtype=np.uint16, endpoint=True)
    height, width = (length // binning for length in shape)
    top, left = ((length - length // binning * binning) // 2 for length in shape)
    cut = frame[top : top + height * binning, left : left + width * binning].astype(np.float64)
    plane = cut.reshape(height, binning, width, binning).mean(axis=(1, 3))
    mean = plane.mean() - 20
    along_x, along_y = (plane[:-2, 2:] - plane[:-2, :-2]) ** 2, (plane[2:] - plane[:-2]) ** 2
    brenner = (along_x.sum() + along_y.sum()) / (along_x.size + along_y.size)
    laplacian = ndimage.laplace(plane)[1:-1, 1:-1].var()
    for measure, value in (("Brenner", brenner), ("Laplacian", laplacian), ("variance", plane.var())):
        found = score(core, frame, measure=measure, binning=binning, background=20)
        assert found == pytest.approx(value / mean**2, rel=1e-4)


def test_score_does_not_depend_on_brightness(core: FakeCore, puncta: NDArray[Any]) -> None:
    plane = puncta.astype(np.float32)
    for measure in ("Brenner", "Laplacian", "variance"):
        assert score(core, 3 * plane, measure=measure) == pytest.approx(score(core, plane, measure=measure), rel=1e-4)
        shifted = score(core, plane + 200, measure=measure, background=200)
        assert shifted == pytest.approx(score(core, plane, measure=measure), rel=1e-3)


def test_score_of_the_middle(core: FakeCore) -> None:
    frame = np.full((100, 80), 100, np.uint16)
    frame[:20] = np.random.default_rng(0).integers(0, 200, (20, 80))
    assert score(core, frame) > 0
    assert score(core, frame, part=50) == 0


def test_frame_with_nan_has_no_score(core: FakeCore) -> None:
    run = Run(core, "focus_score", "focus_score")
    run(np.full((5, 5), np.nan, np.float32))
    assert (run.rows, run.tags) == ([], {})


# -- Puncta --


def spots(dtype: str, diameter: float, noise: float = 0.0) -> tuple[NDArray[Any], int]:
    """Return a frame with Gaussian spots of height 120 on 40, some of them at its edges, and their number."""
    step = int(4 * diameter)
    frame = np.zeros((7 * step, 9 * step))
    frame[step // 2 :: step, step // 2 :: step] = 1
    count = int(frame.sum())
    frame = ndimage.gaussian_filter(frame, diameter / (2 * np.sqrt(2)))
    frame = 40 + 120 * frame / frame.max() + np.random.default_rng(0).normal(0, noise, frame.shape)
    return frame.round().astype(dtype), count


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("diameter", [3, 5, 12])
@pytest.mark.parametrize("noise", [0, 4])
def test_puncta_are_counted(core: FakeCore, dtype: str, diameter: float, noise: float) -> None:
    frame, expected = spots(dtype, diameter, noise)
    before = frame.copy()
    run = Run(core, "count_puncta", "count_puncta", diameter=diameter)
    run(frame)
    np.testing.assert_array_equal(frame, before)
    assert run.rows[0]["count"] == run.tags["PunctaCount"] == expected
    assert run.rows[0]["mean_intensity"] == pytest.approx(160, abs=2 + 2 * noise)


def test_puncta_are_those_of_the_routine(core: FakeCore, puncta: NDArray[Any]) -> None:
    for diameter in (3, 5, 8):
        _, table = shipped("detect_puncta")(puncta.copy(), diameter=diameter)
        run = Run(core, "count_puncta", "count_puncta", diameter=diameter)
        run(puncta.copy())
        assert run.rows[0]["count"] == pytest.approx(len(table["x"]), rel=0.05, abs=1)
        assert run.rows[0]["mean_contrast"] == pytest.approx(np.mean(table["contrast"]), rel=0.03)


def test_no_puncta_in_noise(core: FakeCore) -> None:
    run = Run(core, "count_puncta", "count_puncta", threshold=8)
    run(np.random.default_rng(0).poisson(100, (300, 400)).astype(np.uint16))
    assert (run.rows, run.tags) == ([{"count": 0}], {"PunctaCount": 0})


def test_puncta_beside_each_other_and_at_the_edge(core: FakeCore) -> None:
    frame = np.full((60, 60), 10, np.uint16)
    # Saturated neighbours are one spot; so is a pair of equal pixels.
    for y, x in ((0, 30), (30, 30), (30, 31), (31, 30), (31, 31), (45, 45), (45, 46), (59, 59)):
        frame[y, x] = 65535
    for edge, expected in ((0, 4), (2, 2), (20, 1), (40, 0)):
        run = Run(core, "count_puncta", "count_puncta", diameter=3, edge=edge)
        run(frame.copy())
        assert run.tags["PunctaCount"] == expected


# -- Drift --


def moved(plane: NDArray[Any], dy: float, dx: float, margin: int = 24) -> NDArray[Any]:
    """Return the middle of a plane, its content moved down and right."""
    shifted = ndimage.shift(plane.astype(np.float64), (dy, dx), order=1, mode="nearest")
    return np.asarray(shifted[margin:-margin, margin:-margin])


@pytest.mark.parametrize("reference", ["first", "rolling"])
@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_whole_pixels_of_drift_are_taken_back(core: FakeCore, puncta: NDArray[Any], reference: str, dtype: str) -> None:
    run = Run(core, "correct_drift", "CorrectDrift", reference=reference)
    start = moved(puncta, 0, 0).astype(dtype)
    for time, (dy, dx) in enumerate([(0, 0), (1, 0), (-3, 5), (17, -20), (-11, -8), (0, 0)]):
        frame = run(moved(puncta, dy, dx).astype(dtype), time=time)
        assert (run.rows[0]["dy"], run.rows[0]["dx"]) == (dy, dx)
        assert run.tags == {"DriftY": dy, "DriftX": dx}
        seen = (slice(max(0, -dy), len(start) - max(0, dy)), slice(max(0, -dx), start.shape[1] - max(0, dx)))
        np.testing.assert_array_equal(frame[seen], start[seen])
        assert frame.sum() == pytest.approx(frame[seen].sum())


@pytest.mark.parametrize("size", [1, 3])
def test_fractions_of_drift_are_measured(core: FakeCore, puncta: NDArray[Any], size: int) -> None:
    # Enlarged, it is measured on a binned frame.
    sample = ndimage.zoom(ndimage.gaussian_filter(puncta.astype(np.float64), 1), size, order=1)
    rng = np.random.default_rng(0)
    run = Run(core, "correct_drift", "CorrectDrift", subpixel=True)
    start = run(rng.poisson(moved(sample, 0, 0)).astype(np.uint16), time=0).astype(np.float64)
    for time in range(1, 8):
        dy, dx = rng.uniform(-15, 15, 2)
        frame = run(rng.poisson(moved(sample, dy, dx)).astype(np.uint16), time=time)
        assert run.rows[0]["dy"] == pytest.approx(dy, abs=0.2)
        assert run.rows[0]["dx"] == pytest.approx(dx, abs=0.2)
        inner = (slice(20, -20),) * 2
        assert np.corrcoef(frame[inner].ravel(), start[inner].ravel())[0, 1] > 0.95


def test_drift_of_colours(core: FakeCore, puncta: NDArray[Any]) -> None:
    run = Run(core, "correct_drift", "CorrectDrift")
    sample = np.clip(puncta / 8, 0, 255)
    frames = [np.stack([moved(sample, dy, dx)] * 3, axis=2).astype(np.uint8) for dy, dx in ((0, 0), (4, -7))]
    first, second = (run(frame.copy(), time=time) for time, frame in enumerate(frames))
    np.testing.assert_array_equal(second[:-4, 7:], first[:-4, 7:])


def test_frame_that_can_not_be_matched_moves_as_the_one_before(core: FakeCore, puncta: NDArray[Any]) -> None:
    run = Run(core, "correct_drift", "CorrectDrift")
    run(moved(puncta, 0, 0).astype(np.uint16), time=0)
    run(moved(puncta, 6, -9).astype(np.uint16), time=1)
    run(np.random.default_rng(0).poisson(100, (202, 202)).astype(np.uint16), time=2)
    assert (run.rows[0]["dy"], run.rows[0]["dx"]) == (6, -9)
    run(np.zeros((202, 202), np.uint16), time=3)
    assert (run.rows[0]["dy"], run.rows[0]["dx"], run.rows[0]["peak"]) == (6, -9, 0)


def test_dark_first_frame_is_no_reference(core: FakeCore, puncta: NDArray[Any]) -> None:
    run = Run(core, "correct_drift", "CorrectDrift")
    run(np.zeros((202, 202), np.uint16), time=0)
    run(moved(puncta, 0, 0).astype(np.uint16), time=1)
    run(moved(puncta, 2, 3).astype(np.uint16), time=2)
    assert (run.rows[0]["dy"], run.rows[0]["dx"]) == (2, 3)


def test_dark_and_broken_float_frames_do_not_move(core: FakeCore, puncta: NDArray[Any]) -> None:
    run = Run(core, "correct_drift", "CorrectDrift")
    run(np.full((610, 620), 1234.567, np.float32), time=0)
    run(ndimage.zoom(puncta, 3, order=1)[:610, :620].astype(np.float32), time=1)
    broken = ndimage.zoom(puncta, 3, order=1)[2:612, :620].astype(np.float32)
    broken[300, 300:302], broken[100, 100] = (np.inf, -np.inf), np.nan
    run(broken, time=2)
    assert (run.rows[0]["dy"], run.rows[0]["dx"]) == (-2, 0)
    run(np.where(np.isfinite(broken), broken, 3e38).astype(np.float32), time=2)
    assert np.isfinite(run.rows[0]["peak"])
    run(np.full((610, 620), 1234.567, np.float32), time=3)
    assert run.rows[0]["peak"] == 0


def test_drift_beyond_the_limit_is_not_taken(core: FakeCore, puncta: NDArray[Any]) -> None:
    run = Run(core, "correct_drift", "CorrectDrift", largest=5)
    run(moved(puncta, 0, 0).astype(np.uint16), time=0)
    run(moved(puncta, 20, 0).astype(np.uint16), time=1)
    assert abs(run.rows[0]["dy"]) <= 5


def test_rolling_reference_follows_a_sample_that_changes(core: FakeCore, cells: NDArray[Any]) -> None:
    # One channel turns into another one, while all moves.
    first, last = (plane / plane.mean() * 500 for plane in cells[:2].astype(np.float64))
    run = Run(core, "correct_drift", "CorrectDrift", reference="rolling")
    for time in range(40):
        weight = time / 39
        run(moved((1 - weight) * first + weight * last, time // 2, -(time // 4)).astype(np.uint16), time=time)
    assert run.rows[0]["dy"] == pytest.approx(19, abs=1) and run.rows[0]["dx"] == pytest.approx(-9, abs=1)


# -- Split --


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize(("gap", "width"), [(0, 10), (0, 11), (3, 10), (2, 10), (9, 11)])
def test_halves_are_apart(core: FakeCore, gap: int, width: int, mirror: bool) -> None:
    frame = np.arange(7 * width, dtype=np.uint16).reshape(7, width)
    half = (width - gap) // 2
    run = Run(core, "split_channels", "split_left_right", gap=gap, mirror=mirror)
    run(frame.copy())
    left, right = run.images
    np.testing.assert_array_equal(left, frame[:, :half])
    np.testing.assert_array_equal(right[:, ::-1] if mirror else right, frame[:, width - half :])
    run = Run(core, "split_channels", "split_top_bottom", gap=gap, mirror=mirror)
    run(frame.T.copy())
    top, bottom = run.images
    np.testing.assert_array_equal(top, left.T)
    np.testing.assert_array_equal(bottom, right.T)


def test_frame_too_small_for_halves(core: FakeCore) -> None:
    run = Run(core, "split_channels", "split_left_right", gap=4)
    with pytest.raises(ValueError, match="width of at least 6 pixels for two halves and the gap, found 5"):
        run(np.zeros((5, 5), np.uint8))
