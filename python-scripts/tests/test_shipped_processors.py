"""What all shipped processors must do: all frame types, odd frames, changes of size, and no view kept."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT, FakeCore, manifest
from numpy.typing import NDArray

from drua import Image, _host

PROCESSORS = ROOT / "processors"


class Run:
    """A processor of a file, started as the host does; call it with a frame and the frame's coordinates."""

    def __init__(self, core: FakeCore, file: str, name: str, **parameters: Any) -> None:
        self._core = core
        self._bound = _host.processor(str(PROCESSORS / f"{file}.py"), name, parameters)
        self._bound.start(None)
        self.rows: list[dict[str, Any]] = []
        self.tags: dict[str, Any] = {}
        self.images: list[NDArray[Any]] = []

    def __call__(self, pixels: NDArray[Any], metadata: dict[str, Any] | None = None, **axes: int) -> NDArray[Any]:
        """Give a frame, which is changed in place, and return it; what else comes is kept until the next call."""
        values = {"axes": axes, **(metadata or {})}
        block = repr(values).encode()
        self._core.blocks[block] = values
        result = self._bound(pixels.view(Image), block)
        told: Any = {} if result is None else result.value
        self.rows, self.tags = told.get("rows", []), told.get("tags", {})
        self.images = [entry[0] for entry in told.get("images", [])]
        return pixels

    def stop(self) -> None:
        """End the run."""
        self._bound.stop()


# File, name, parameters.
ALL: list[tuple[str, str, dict[str, Any]]] = [
    ("rolling_average", "RollingAverage", {"frames": 3}),
    ("running_background", "RunningBackground", {"method": "median", "frames": 4}),
    ("running_background", "RunningBackground", {"method": "exponential"}),
    ("flat_field", "FlatField", {"flat": "flat.npy"}),
    ("focus_score", "focus_score", {"measure": "Brenner"}),
    ("focus_score", "focus_score", {"measure": "Laplacian", "binning": 2, "part": 50}),
    ("focus_score", "focus_score", {"measure": "variance"}),
    ("count_puncta", "count_puncta", {}),
    ("correct_drift", "CorrectDrift", {"subpixel": True, "reference": "rolling"}),
    ("correct_drift", "CorrectDrift", {}),
    ("split_channels", "split_left_right", {}),
    ("split_channels", "split_top_bottom", {"mirror": True}),
]
EACH = pytest.mark.parametrize("which", ALL, ids=lambda which: f"{which[1]}-{len(which[2])}")
# Processors that need the frame's size beforehand, or can't make two of nothing.
SIZED = ("FlatField", "split_left_right", "split_top_bottom")


def started(core: FakeCore, which: tuple[str, str, dict[str, Any]], folder: Path) -> Run:
    """Start one of `ALL`, with a flat-field image of 40 x 48 where that is needed."""
    file, name, parameters = which
    if "flat" in parameters:
        np.save(folder / "flat.npy", np.linspace(50, 150, 40 * 48, dtype=np.float32).reshape(40, 48))
        parameters = {**parameters, "flat": str(folder / "flat.npy")}
    return Run(core, file, name, **parameters)


def colours(plane: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return an RGB frame of one grey plane as a host lends it, and the B, G, R, A bytes below."""
    memory = np.empty((*plane.shape, 4), np.uint8)
    memory[..., :3] = plane[..., np.newaxis]
    memory[..., 3] = 77
    return memory[..., 2::-1], memory


def texture(dtype: str, seed: int = 0, shape: tuple[int, int] = (40, 48)) -> NDArray[Any]:
    """Return a frame of noise with some bright pixels."""
    rng = np.random.default_rng(seed)
    frame = rng.integers(20, 60, shape)
    frame[::9, ::7] = 200
    return frame.astype(dtype)


@pytest.mark.parametrize("path", sorted(PROCESSORS.glob("*.py")), ids=lambda path: path.stem)
def test_manifest_has_no_error_and_help_for_each_parameter(path: Path) -> None:
    described = manifest(path)
    assert described.get("error") is None
    assert described["routines"]
    for routine in described["routines"]:
        assert routine["use"] == "processor"
        assert routine["label"] and routine["summary"]
        assert all(parameter["help"] for parameter in routine["parameters"])


@EACH
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_grey_frames_keep_size_and_stay_finite(
    core: FakeCore, which: tuple[str, str, dict[str, Any]], dtype: str, tmp_path: Path
) -> None:
    run = started(core, which, tmp_path)
    for time in range(6):
        frame = run(texture(dtype, time), time=time)
        assert frame.dtype == dtype and np.isfinite(frame).all()
        assert all(np.isfinite(list(row.values())).all() for row in run.rows)
    run.stop()


@EACH
def test_colours_are_treated_like_three_grey_planes(
    core: FakeCore, which: tuple[str, str, dict[str, Any]], tmp_path: Path
) -> None:
    grey, colour = (started(core, which, tmp_path) for _ in range(2))
    for time in range(5):
        expected = grey(texture("uint8", time), time=time)
        view, memory = colours(texture("uint8", time))
        colour(view, time=time)
        assert all((memory[..., index] == expected).all() for index in range(3))
        assert (memory[..., 3] == 77).all()
        for one, other in zip(grey.images, colour.images, strict=True):
            # Colours go back as B, G, R, A.
            np.testing.assert_array_equal(other[..., :3], np.repeat(one[..., np.newaxis], 3, axis=2))
        for row, rgb in zip(grey.rows, colour.rows, strict=True):
            assert rgb == pytest.approx(row, rel=1e-3, abs=1e-3)


@EACH
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("level", [0, 100, 255, 65535])
def test_flat_and_saturated_frames_have_numbers(
    core: FakeCore, which: tuple[str, str, dict[str, Any]], dtype: str, level: int, tmp_path: Path
) -> None:
    run = started(core, which, tmp_path)
    for time in range(4):
        frame = run(np.full((40, 48), min(level, 255) if dtype == "uint8" else level).astype(dtype), time=time)
        assert np.isfinite(frame).all()
        for row in run.rows:
            assert not any(row.values())


@EACH
def test_values_that_are_not_finite_do_no_harm_for_long(
    core: FakeCore, which: tuple[str, str, dict[str, Any]], tmp_path: Path
) -> None:
    run = started(core, which, tmp_path)
    for time in range(20):
        frame = texture("float32", time)
        if time in (0, 3):
            frame[:9, :9], frame[20, 20], frame[21, 20] = np.nan, np.inf, -np.inf
        run(frame, time=time)
    assert np.isfinite(frame).all()
    assert all(np.isfinite(list(row.values())).all() for row in run.rows)


@EACH
def test_frames_may_change_their_size_and_type(
    core: FakeCore, which: tuple[str, str, dict[str, Any]], tmp_path: Path
) -> None:
    if which[1] == "FlatField":
        with pytest.raises(ValueError, match="expected the frame's size, 48 x 20, found 48 x 40"):
            started(core, which, tmp_path)(texture("uint8", shape=(20, 48)))
        return
    run = started(core, which, tmp_path)
    fresh = started(core, which, tmp_path)
    run(texture("uint16", 5), time=0)
    run(texture("uint16", 6, (30, 20)), time=1)
    run(texture("float32", 6, (30, 20)), time=2)
    # One that starts anew does as one that starts.
    frame, expected = run(texture("uint16", 7), time=3), fresh(texture("uint16", 7), time=0)
    np.testing.assert_array_equal(frame, expected)
    assert run.rows == fresh.rows


@EACH
@pytest.mark.parametrize("shape", [(0, 0), (0, 7), (7, 0), (1, 1), (1, 9), (9, 1), (2, 2), (3, 5)])
def test_empty_and_tiny_frames_are_no_failure(
    core: FakeCore, which: tuple[str, str, dict[str, Any]], shape: tuple[int, int], tmp_path: Path
) -> None:
    if which[1] in SIZED and not (which[1] == "FlatField" and 0 in shape):
        return
    run = started(core, which, tmp_path)
    for time in range(3):
        run(texture("uint16", time, shape), time=time)


@EACH
def test_no_view_of_a_frame_is_kept(core: FakeCore, which: tuple[str, str, dict[str, Any]], tmp_path: Path) -> None:
    run = started(core, which, tmp_path)
    for time in range(5):
        frame = texture("uint16", time)
        kept = weakref.ref(frame)
        run(frame, time=time)
        del frame
        assert kept() is None


@EACH
def test_channels_slices_and_positions_are_apart(
    core: FakeCore, which: tuple[str, str, dict[str, Any]], tmp_path: Path
) -> None:
    run = started(core, which, tmp_path)
    places: list[dict[str, Any]] = [{"channel": 1}, {"channel": 2, "z": 1}, {"channel": 2, "z": 1, "position": 3}, {}]
    alone = [started(core, which, tmp_path) for _ in places]
    for time in range(4):
        for index, place in enumerate(places):
            frame = run(texture("uint16", 10 * index + time), time=time, **place)
            rows = run.rows
            np.testing.assert_array_equal(frame, alone[index](texture("uint16", 10 * index + time), time=time))
            assert rows == alone[index].rows
