"""What scripts for PyImageJ get where ImageJ2 is: Datasets with named and calibrated axes, and copies of them."""

try:
    import xarray
except ImportError:
    xarray = None

import imagej
from imagej import _imagej2

from drua import Image

add_path(IMAGEJ2)

DefaultDataset = jimport("net.imagej.DefaultDataset")

context = jimport("org.scijava.Context")([jimport("net.imagej.DefaultDatasetService").class_])


class Gateway:
    """As much of ``net.imagej.ImageJ`` as makes Datasets."""

    def dataset(self):
        return context.getService(jimport("net.imagej.DatasetService").class_)


def axis_texts(dataset):
    plus = dataset.getImgPlus()
    return [str(plus.axis(d).type().getLabel()) for d in range(plus.numDimensions())]


def counted(*shape, dtype="uint16"):
    return np.arange(np.prod(shape), dtype=dtype).reshape(shape)


def test_the_module_is_druas():
    assert "drua" in imagej.__file__


def test_an_array_is_copied_with_its_axes():
    pixels = counted(2, 3, 4, 5)
    dataset = _imagej2.to_dataset(Gateway(), pixels, ["t", "row", "col", "ch"])
    assert axis_texts(dataset) == ["X", "Y", "Time", "Channel"]
    pixels[0, 0, 1, 0] = 4711
    assert dataset.getAt(1, 0, 0, 0).getRealDouble() == 5.0
    assert _imagej2.to_dataset(Gateway(), dataset) == dataset


def test_axes_without_names_are_guessed():
    assert axis_texts(_imagej2.to_dataset(Gateway(), counted(2, 3, 4))) == ["X", "Y", "Channel"]
    assert axis_texts(_imagej2.to_dataset(Gateway(), counted(4, 5, 3, dtype="uint8"))) == ["X", "Y", "Channel"]
    named = _imagej2.to_dataset(Gateway(), counted(4, 5, 3), ["row", "col", "phase"])
    assert axis_texts(named) == ["X", "Y", "Unknown"]


def test_a_dataset_comes_as_pyimagej_orders_it():
    image = Image.from_array(
        counted(2, 3, 4, 5), axes="TCYX", spacing=(2.0, 1.0, 0.25, 0.5), units=("sec", "", "um", "um"), name="cells"
    )
    dataset = ij.dataset_of(image, context=context)
    found = _imagej2.from_dataset(dataset)
    assert np.array_equal(found, np.moveaxis(np.asarray(image), 1, -1))
    assert not np.shares_memory(np.asarray(found), image)
    if xarray is None:
        return
    assert found.dims == ("t", "row", "col", "ch")
    assert found.name == "cells"
    assert found.coords["col"].values.tolist() == [0.0, 0.5, 1.0, 1.5, 2.0]
    assert found.coords["t"].attrs == {"units": "sec"}


def test_an_xarray_goes_there_and_back():
    if xarray is None:
        return
    given = xarray.DataArray(
        counted(2, 4, 5, 3),
        dims=("pln", "row", "col", "ch"),
        coords={"pln": [1.0, 3.0], "col": [0.0, 0.5, 1.0, 1.5, 2.0]},
        name="cells",
    )
    dataset = _imagej2.to_dataset(Gateway(), given)
    assert axis_texts(dataset) == ["X", "Y", "Z", "Channel"]
    back = _imagej2.from_dataset(dataset)
    assert back.dims == given.dims
    assert back.name == "cells"
    assert np.array_equal(back.values, given.values)
    assert back.coords["pln"].values.tolist() == [1.0, 3.0]
    assert back.coords["col"].values.tolist() == [0.0, 0.5, 1.0, 1.5, 2.0]


def test_colours_of_a_dataset_are_channels():
    pixels = counted(4, 5, 3, dtype="uint8")
    dataset = _imagej2.to_dataset(Gateway(), pixels)
    assert dataset.isRGBMerged()
    found = _imagej2.from_dataset(dataset)
    assert same_pixels(found, pixels)
    assert xarray is None or found.dims == ("row", "col", "ch")
