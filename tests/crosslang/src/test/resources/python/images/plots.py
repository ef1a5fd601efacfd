"""`ij.gui.Plot`: series there and back."""

import functools

from drua import ConversionError

plot_of = functools.partial(ij.plot, show=False)
pandas = None
with contextlib.suppress(ImportError):
    import pandas


def series(plot, number=0):
    """Return x and y of a series as lists, None for gaps."""
    found = ij.plot_data(plot)[number]
    return tuple([None if value != value else float(value) for value in found[key]] for key in ("x", "y"))


def test_lists_and_arrays():
    plot = plot_of([1, 2, 4], np.array([1.5, 2.5, 3.5]), title="three", x_label="t (s)", y_label="mean")
    assert (plot.getTitle(), plot.getLabel("x"), plot.getLabel("y")) == ("three", "t (s)", "mean")
    assert series(plot) == ([1, 2, 4], [1.5, 2.5, 3.5])
    assert series(plot_of([3, 1])) == ([0, 1], [3, 1])


def test_the_picture_has_the_line():
    picture = np.asarray(ij.image_of(plot_of([0, 1, 2], [0, 1, 2], colors="#ff0000").getImagePlus()))
    red = (picture[..., 0] > 200) & (picture[..., 1] < 60) & (picture[..., 2] < 60)
    assert picture.shape[2] == 3 and red.sum() > 100


def test_every_kind_there_and_back():
    from drua.ij._plots import KINDS

    for kind in KINDS:
        plot = plot_of([1, 2, 3], [2.0, 1.0, 3.0], kind=kind, errors=[0.5, 0.25, 1], labels="a", colors="#ff8800")
        found = ij.plot_data(plot)[0]
        assert (found["kind"], found["label"], found["color"].lower()) == (kind, "a", "#ff8800")
        assert found["errors"].tolist() == [0.5, 0.25, 1] and found["x_errors"] is None
        again = ij.plot_data(plot_of(ij.plot_data(plot)))[0]
        assert again["y"].tolist() == [2, 1, 3] and again["kind"] == kind


def test_several_series():
    plot = plot_of([0, 1, 2], {"a": [1, 2, 3], "b": [3, np.nan, 1]}, kind="points")
    assert [one["label"] for one in ij.plot_data(plot)] == ["a", "b"]
    assert series(plot, 1) == ([0, 1, 2], [3, None, 1])
    dicts = [{"y": [1, 2]}, {"x": [5, 6, 7], "y": [1, 2, 3], "kind": "bars", "x_errors": [1, 1, 1], "label": "b\nc"}]
    plot = plot_of(dicts, legend="top-left")
    assert [len(one["y"]) for one in ij.plot_data(plot)] == [2, 3]
    assert ij.plot_data(plot)[1]["label"] == "b c" and ij.plot_data(plot)[1]["x_errors"].tolist() == [1, 1, 1]


def test_axes():
    plot = plot_of([1, 10, 100], [1, 2, 3], limits=(0.5, 200, None, 5), log_x=True)
    plot.getImagePlus()
    assert np.allclose(list(plot.getLimits()), [0.5, 200, 1, 5])
    pixels = plot.scaleXtoPxl(100.0) - plot.scaleXtoPxl(10.0)
    assert abs(pixels - (plot.scaleXtoPxl(10.0) - plot.scaleXtoPxl(1.0))) <= 1.0


def test_pandas():
    if pandas is None:
        return
    frame = pandas.DataFrame({"a": [1.0, 2], "b": [3, 4], "t": ["x", "y"]}, index=pandas.Index([0.5, 1.5], name="time"))
    plot = plot_of(frame)
    assert [one["label"] for one in ij.plot_data(plot)] == ["a", "b"] and plot.getLabel("x") == "time"
    assert series(plot, 1) == ([0.5, 1.5], [3, 4])
    assert series(plot_of(frame["a"])) == ([0.5, 1.5], [1, 2])
    assert series(plot_of(frame["a"], frame["b"])) == ([1, 2], [3, 4])


def test_what_is_no_plot():
    with raises(ConversionError, "series 1 has no points"):
        plot_of([])
    with raises(ConversionError, "series 1 has no points"):
        plot_of([np.nan, np.nan])
    with raises(ConversionError, "y has 2 points, x 3"):
        plot_of([1, 2, 3], [1, 2])
    with raises(ConversionError, "y has 2 points, errors 1"):
        plot_of([1, 2], [1, 2], errors=[1])
    with raises(ConversionError, "expected numbers, found text such as 'a'"):
        plot_of([1, 2], ["a", "b"])
    with raises(ConversionError, "beyond 3.4e38"):
        plot_of([1e300])
    with raises(ValueError, "kind: expected one of line, points"):
        plot_of([1], kind="pie")
    with raises(ValueError, "limits: expected"):
        plot_of([1], limits=(0, 1))
    with raises(ValueError, "labels: expected 1"):
        plot_of([1], labels=["a", "b"])
    with raises(ValueError, "the keys x, y, .* found z"):
        plot_of([{"z": 1}])
    with raises(ConversionError, "a plot of ImageJ, found int"):
        ij.plot_data(3)
    with raises(ConversionError, "found the image 'i'"):
        ij.plot_data(IJ.createImage("i", "8-bit", 4, 4, 1))


def test_plots_find_their_family():
    plot = plot_of([1, 2], [3, 4], show=False)
    assert ij.from_java(plot)[0]["y"].tolist() == [3, 4]
    assert series(plot.getImagePlus()) == ([1, 2], [3, 4])
    assert ij.frame_of(plot.getResultsTable(), "dict")["Y"].tolist() == [3, 4]
    assert ij.show(plot, "named").getTitle() == "named"
    plot.getImagePlus().close()
    shown = ij.plot([1, 2], title="shown")
    assert shown.getTitle() == "shown"
    shown.getImagePlus().close()
