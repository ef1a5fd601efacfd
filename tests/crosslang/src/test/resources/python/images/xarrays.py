"""Images as `xarray.DataArray`, and back."""

try:
    import xarray
except ImportError:
    xarray = None

from drua import Image


def made():
    imp = IJ.createHyperStack("cells", 8, 6, 2, 3, 1, 16)
    imp.getCalibration().pixelWidth = 0.25
    imp.getCalibration().pixelDepth = 2.0
    imp.getCalibration().xOrigin = 4.0
    imp.getCalibration().setUnit("micron")
    imp.setProperty("Info", "made here")
    imp.getStack().setSliceLabel("DAPI", 1)
    imp.getStack().setSliceLabel("GFP", 2)
    imp.getStack().getProcessor(3).set(2, 1, 77)
    return imp


def test_axes_coordinates_units_and_attributes():
    if xarray is None:
        return
    array = ij.image_of(made()).xarray
    assert array.dims == ("Z", "C", "Y", "X")
    assert array.name == "cells"
    assert array.coords["X"].values.tolist() == [(x - 4) * 0.25 for x in range(8)]
    assert array.coords["X"].attrs == {"units": "micron"}
    assert array.coords["Z"].values.tolist() == [0.0, 2.0, 4.0]
    assert array.coords["C"].values.tolist() == ["DAPI", "GFP"]
    assert array.attrs["imagej"]["properties"]["Info"] == "made here"
    assert int(array.sel(C="DAPI", Z=2.0)[1, 2]) == 77


def test_pixels_are_shared():
    if xarray is None:
        return
    image = ij.image_of(made())
    image.xarray[0, 0, 0, 0] = 9
    assert image[0, 0, 0, 0] == 9


def test_round_trip():
    if xarray is None:
        return
    image = ij.image_of(made())
    imp = ij.imageplus_of(image.xarray)
    again = ij.image_of(imp)
    assert same_pixels(again, image)
    for key in ("axes", "spacing", "origin", "units", "name", "channel_names", "properties", "display_ranges", "slice_labels"):
        assert getattr(again, key) == getattr(image, key), key


def test_other_names_of_dimensions():
    if xarray is None:
        return
    array = xarray.DataArray(np.zeros((2, 3, 4), "u1"), dims=("ch", "row", "col"), coords={"col": [0.0, 0.5, 1.0, 1.5]})
    image = Image.from_xarray(array)
    assert image.axes == "CYX"
    assert image.spacing == (1.0, 1.0, 0.5)
    assert [int(n) for n in ij.to_java(array).getDimensions()] == [4, 3, 2, 1, 1]


def test_unevenly_spaced_coordinates_are_no_calibration():
    if xarray is None:
        return
    array = xarray.DataArray(np.zeros((2, 3), "u1"), dims=("y", "x"), coords={"x": [0.0, 1.0, 5.0]})
    assert Image.from_xarray(array).spacing == (1.0, 1.0)
