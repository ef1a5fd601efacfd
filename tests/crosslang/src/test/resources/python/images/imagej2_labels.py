"""Labelings of ImgLib2 as indices with sets of labels, and back."""

from drua import ConversionError, Labels, ParameterError
from drua.ij import Labeling

add_path(IMAGEJ2)

ArrayImgs = jimport("net.imglib2.img.array.ArrayImgs")
ImgLabeling = jimport("net.imglib2.roi.labeling.ImgLabeling")


def small(dtype="uint16"):
    return np.array([[0, 1, 1], [2, 3, 3]], dtype=dtype)


def java_labels(labeling, x, y):
    """The labels of a pixel, asked in Java."""
    index = int(labeling.getIndexImg().getAt(x, y).getInteger())
    return set(to_python(labeling.getMapping().labelsAtIndex(index)))


# -- From ImgLib2 --


def test_indices_and_sets_come_from_a_labeling():
    indices = ArrayImgs.unsignedBytes(array("byte", [0, 1, 2, 3, 3, 0]), 3, 2)
    made = ImgLabeling.fromImageAndLabelSets(
        indices, jimport("java.util.ArrayList")([set(), {"cell"}, {"nucleus"}, {"cell", "nucleus"}])
    )
    found = ij.from_java(made)
    assert isinstance(found, Labeling)
    assert same_pixels(found.indices, np.array([[0, 1, 2], [3, 3, 0]], dtype="uint8"))
    assert found.sets == (frozenset(), {"cell"}, {"nucleus"}, {"cell", "nucleus"})
    assert sorted(found.labels) == ["cell", "nucleus"]
    assert found.mask("cell").tolist() == [[False, True, False], [True, True, False]]
    assert not found.mask("nothing").any()
    assert found.indices.transfer.startswith("Copied (")


def test_a_labeling_has_a_label_image():
    image = Labeling(small(), (set(), {1}, {2}, {3})).image()
    assert isinstance(image, Labels)
    assert same_pixels(image, small())


# -- To ImgLib2 --


def test_numbers_are_their_own_labels_over_the_same_memory():
    pixels = small()
    labeling = ij.labeling_of(pixels)
    assert java_labels(labeling, 0, 0) == set()
    assert java_labels(labeling, 1, 0) == {1}
    assert java_labels(labeling, 2, 1) == {3}
    pixels[0, 0] = 2
    assert java_labels(labeling, 0, 0) == {2}
    back = ij.labels_of(labeling)
    assert back.indices.transfer == "Shared"
    assert np.shares_memory(back.indices, pixels)
    assert back.labels == [1, 2, 3]


def test_names_are_a_sequence_or_a_mapping():
    for names in (["a", "b", "c"], {3: "c", 1: "a", 2: "b"}):
        pixels = small()
        labeling = ij.labeling_of(pixels, names)
        assert java_labels(labeling, 1, 0) == {"a"}
        assert java_labels(labeling, 0, 1) == {"b"}
        assert np.shares_memory(ij.labels_of(labeling).indices, pixels)


def test_names_for_more_than_is_there_stay():
    assert ij.labels_of(ij.labeling_of(small(), ["a", "b", "c", "d"])).labels == ["a", "b", "c", "d"]


def test_a_number_may_have_several_labels():
    labeling = ij.labeling_of(small(), {1: "cell", 2: "nucleus", 3: {"cell", "nucleus"}})
    assert java_labels(labeling, 2, 1) == {"cell", "nucleus"}
    assert ij.labels_of(labeling).mask("nucleus").tolist() == [[False, False, False], [True, True, True]]


def test_numbers_of_one_name_are_joined_in_a_copy():
    pixels = small()
    labels = ij.labels_of(ij.labeling_of(pixels, ["cell", "dust", "cell"]))
    assert labels.mask("cell").tolist() == [[False, True, True], [False, True, True]]
    assert labels.mask("dust").tolist() == [[False, False, False], [True, False, False]]
    assert not np.shares_memory(labels.indices, pixels)
    assert pixels.tolist() == small().tolist()


def test_large_numbers_are_counted_anew():
    pixels = np.array([[0, 7, 3_000_000_000], [7, 0, 12]], dtype="int64")
    labels = ij.labels_of(ij.labeling_of(pixels))
    assert labels.labels == [7, 12, 3_000_000_000]
    for label in labels.labels:
        assert np.array_equal(labels.mask(label), pixels == label)
    named = ij.labels_of(ij.labeling_of(pixels, {7: "a", 12: "b", 3_000_000_000: "c"}))
    assert np.array_equal(named.mask("c"), pixels == 3_000_000_000)


def test_all_integers_come_back():
    for dtype in ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"):
        assert same_pixels(ij.labels_of(ij.labeling_of(small(dtype))).indices, small(dtype)), dtype


def test_a_labeling_goes_there_and_back():
    given = Labeling(small(), (set(), {"cell"}, {"nucleus", 5}, {"cell", "nucleus"}))
    made = ij.to_java(given)
    assert java_labels(made, 0, 1) == {"nucleus", 5}
    back = ij.from_java(made)
    assert back.sets == given.sets
    assert np.shares_memory(back.indices, given.indices)


def test_real_objects_are_labels():
    try:
        from skimage.measure import label
    except ImportError:
        return
    image = ij.image_of(IJ.openImage(DATA + "/test_image.tif"))
    objects = label(np.asarray(image) > image.mean())
    labels = ij.labels_of(ij.labeling_of(objects))
    assert objects.max() > 1
    assert len(labels.labels) == objects.max()
    assert np.array_equal(labels.mask(2), objects == 2)


def test_what_is_no_labeling_says_so():
    with raises(ConversionError, "float64", "integers"):
        ij.labeling_of(small("f8"))
    with raises(ConversionError, "no label image"):
        ij.labeling_of(np.array([[-1, 0]]))
    with raises(ConversionError, r"\(0, 3\)"):
        ij.labeling_of(np.zeros((0, 3), dtype="uint8"))
    with raises(ConversionError, "3 is in the pixels", "each number"):
        ij.labeling_of(small(), ["a", "b"])
    with raises(ParameterError, "0: 'background'", "leave it out"):
        ij.labeling_of(small(), {0: "background", 1: "a", 2: "b", 3: "c"})
    with raises(ConversionError, "numbers up to 3", "3 sets"):
        ij.labeling_of(Labeling(small(), (set(), {"a"}, {"b"})))
    with raises(ConversionError, "first one is empty", "join"):
        ij.labeling_of(Labeling(small(), ({"z"}, {"a"}, {"b"}, {"c"})))
    with raises(ConversionError, "once"):
        ij.labeling_of(Labeling(small(), (set(), {"a"}, {"b"}, {"a"})))
    with raises(ParameterError, "its own"):
        ij.labeling_of(Labeling(small(), (set(), {1}, {2}, {3})), ["a"])
