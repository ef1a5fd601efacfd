"""ROIs, overlays and the RoiManager, both ways."""

import pickle

from drua import ConversionError, DruaError, Points, Roi, Rois, labels_to_rois, rois_to_labels

JavaRoi = jimport("ij.gui.Roi")
Headless = jimport("java.awt.GraphicsEnvironment").isHeadless

EVERY_TYPE = [
    Roi("rectangle", [2, 12], [3, 7], name="box", properties={"area": "40", "note": "one\ntwo"}),
    Roi("rectangle", [2.5, 12.25], [3, 7], corner=4),
    Roi("oval", [2, 12], [3, 7], fill_color="#ff000080"),
    Roi("oval", [2.5, 12.75], [3, 7]),
    Roi("ellipse", [3, 20], [4, 11.25], ratio=0.5, stroke_color="#00ff00"),
    Roi("rotated_rectangle", [3, 20], [4, 4], width=6),
    Roi("line", [1.5, 8], [2, 9.25], stroke_width=3.5),
    Roi("arrow", [1.5, 30], [2.5, 9.5], stroke_width=2),
    Roi("polyline", [1.5, 9, 5], [1.5, 2, 8]),
    Roi("freeline", [1.5, 9, 5], [1.5, 2, 8]),
    Roi("angle", [1.5, 9, 5], [1.5, 2, 8]),
    Roi("polygon", [1, 9.5, 5.25], [1, 2, 8], position={"C": 1, "Z": 2, "T": 3}),
    Roi("polygon", [1, 19, 15, 2], [1, 2, 18, 14], spline=120),
    Roi("freehand", [1, 9.5, 5.25], [1, 2, 8], position={"Z": 4}),
    Roi("traced", [1, 3, 3, 1], [1, 1, 2, 2], group=0),
    Roi("composite", [0, 9, 9, 0, 3, 3, 6, 6], [0, 0, 9, 9, 3, 6, 6, 3], rings=[0, 4]),
    Roi("point", [1.5, 2.25, 9], [3.5, 4, 1], counters=[0, 1, 2 + 256 * 3]),
    Roi("point", 1.5, 3.5),
]


def test_every_type_comes_back_as_it_was():
    for roi in EVERY_TYPE:
        back = ij.roi_of(ij.java_roi_of(roi))
        if roi.type in ("ellipse", "rotated_rectangle") or roi.spline:
            # ImageJ keeps the corners of these, as float, and moves those of a spline to and fro.
            np.testing.assert_allclose(back.x, roi.x, atol=1e-5)
            np.testing.assert_allclose(back.y, roi.y, atol=1e-5)
            back.x, back.y = roi.x, roi.y
        assert back == roi, f"{back.to_wire()}\n{roi.to_wire()}"
        # The head of an arrow is ImageJ's to draw.
        assert roi.type == "arrow" or np.array_equal(back.mask((30, 30)), roi.mask((30, 30))), roi


def test_all_at_once_too():
    made = ij.to_java(Rois(EVERY_TYPE))
    assert made.size() == len(EVERY_TYPE)
    back = ij.from_java(made)
    assert [roi.type for roi in back] == [roi.type for roi in EVERY_TYPE]
    assert [roi.name for roi in back] == [roi.name for roi in EVERY_TYPE]
    assert ij.to_java(Points([1.5], [2.5])).getFloatPolygon().xpoints[0] == 1


def test_nothing_is_lost_of_what_only_imagej_knows():
    text = jimport("ij.gui.TextRoi")(5, 6, "label", jimport("java.awt.Font")("Serif", 1, 31))
    text.setAngle(30.0)
    roi = ij.roi_of(text)
    roi.name = "title"
    back = ij.java_roi_of(roi)
    assert back.getCurrentFont().getSize() == 31
    assert back.getAngle() == 30.0
    assert back.getName() == "title"
    assert text.getName() is None
    image = jimport("ij.gui.ImageRoi")(2, 3, jimport("ij.process.ByteProcessor")(7, 9))
    image.setOpacity(0.25)
    assert ij.java_roi_of(ij.roi_of(image)).getOpacity() == 0.25
    curved = jimport("ij.gui.ShapeRoi")(jimport("java.awt.geom.Ellipse2D$Double")(1.5, 2.0, 30.0, 20.0))
    again = ij.java_roi_of(ij.roi_of(curved))
    assert list(again.getShapeAsArray()) == list(curved.getShapeAsArray())


def test_a_changed_shape_is_made_anew():
    roi = ij.roi_of(jimport("ij.gui.Arrow")(1.0, 2.0, 30.0, 9.0))
    roi.x = roi.x + 1
    back = ij.java_roi_of(roi)
    assert back.x1d == 2.0
    assert back.getStrokeWidth() == 2.0
    assert pickle.loads(pickle.dumps(roi)) == roi
    assert pickle.loads(pickle.dumps(roi)).source is None


def test_positions_are_those_of_the_image():
    hyperstack = IJ.createHyperStack("h", 8, 8, 2, 3, 4, 8)
    roi = Roi("rectangle", [1, 3], [1, 3], position={"C": 1, "Z": 2, "T": 3})
    made = ij.java_roi_of(roi, hyperstack)
    assert (made.getCPosition(), made.getZPosition(), made.getTPosition()) == (2, 3, 4)
    assert ij.roi_of(made, hyperstack) == roi
    stack = IJ.createImage("s", "8-bit", 8, 8, 5)
    made = ij.java_roi_of(Roi("point", 1, 1, position={"Z": 3}), stack)
    assert made.getPosition() == 4
    assert ij.roi_of(made, stack).position == {"Z": 3}
    assert ij.roi_of(JavaRoi(1, 2, 3, 4), stack).position == {}


def test_an_overlay_is_read_and_replaced():
    imp = IJ.createImage("s", "8-bit", 30, 30, 1)
    assert len(ij.overlay_of(imp)) == 0
    ij.set_overlay(imp, EVERY_TYPE[:3])
    assert imp.getOverlay().size() == 3
    rois = ij.overlay_of(imp)
    assert list(rois) == EVERY_TYPE[:3]
    ij.set_overlay(imp, rois[1:])
    assert list(ij.overlay_of(imp)) == EVERY_TYPE[1:3]
    ij.set_overlay(imp, [])
    assert imp.getOverlay() is None
    with raises(ConversionError, "ij.ImagePlus, found int"):
        ij.overlay_of(3)


def reset_manager():
    """Empty the manager, as its list may only be changed: by AWT's thread."""
    manager = None if Headless() else jimport("ij.plugin.frame.RoiManager").getInstance()
    if manager is not None:
        jimport("java.awt.EventQueue").invokeAndWait(manager.reset)


def test_the_manager():
    reset_manager()
    assert len(ij.manager_rois()) == 0
    if Headless():
        with raises(DruaError, "no display") as caught:
            ij.add_to_manager(EVERY_TYPE[0])
        assert "set_overlay" in caught.value.hint
        return
    ij.add_to_manager(EVERY_TYPE[0])
    ij.add_to_manager(Rois(EVERY_TYPE[2:4]))
    ij.add_to_manager(Points([1.5], [2.5], name="p"))
    rois = ij.manager_rois()
    assert [roi.type for roi in rois] == ["rectangle", "oval", "oval", "point"]
    assert rois[0] == EVERY_TYPE[0]
    assert ij.from_java(jimport("ij.plugin.frame.RoiManager").getInstance()) == rois
    reset_manager()


def test_shown_rois_are_on_the_active_image():
    imp = IJ.createImage("s", "8-bit", 30, 30, 1)
    jimport("ij.WindowManager").setTempCurrentImage(imp)
    try:
        shown = ij.show(EVERY_TYPE[2], name="cell")
        assert shown.getName() == "cell"
        ij.show(Rois(EVERY_TYPE[:2]))
        ij.show(JavaRoi(1, 2, 3, 4))
        assert [roi.name for roi in ij.overlay_of(imp)] == ["cell", "box", "", ""]
        if not Headless():
            assert len(ij.manager_rois()) == 4
            reset_manager()
    finally:
        jimport("ij.WindowManager").setTempCurrentImage(None)


def test_what_cannot_be_a_roi_is_named():
    with raises(ConversionError, "with points, found Roi.polygon"):
        ij.java_roi_of(Roi("polygon", [], []))
    with raises(ConversionError, "without the ImageRoi"):
        ij.java_roi_of(Roi("image", [1, 2], [1, 2]))
    with raises(ConversionError, "ij.gui.Roi, found"):
        ij.roi_of("text")
    with raises(ConversionError, "drua.Roi, found str"):
        ij.set_overlay(IJ.createImage("s", "8-bit", 3, 3, 1), ["x"])


def rings_of(java_roi):
    """Return the corners of each outline as sets, and which way they turn."""
    roi = ij.roi_of(java_roi) if not isinstance(java_roi, Roi) else java_roi
    result = set()
    for x, y in zip(np.split(roi.x, roi.rings[1:]), np.split(roi.y, roi.rings[1:]), strict=True):
        result.add(frozenset(zip(x.tolist(), y.tolist(), strict=True)))
    return result


def test_outlines_of_labels_are_those_of_the_wand_and_of_thresholds():
    random = np.random.default_rng(20)
    ThresholdToSelection = jimport("ij.plugin.filter.ThresholdToSelection")
    for _ in range(60):
        labels = (random.random((12, 15)) < random.uniform(0.2, 0.9)).astype(np.uint8)
        if not labels.any():
            continue
        [roi] = labels_to_rois(labels)
        pixels = jimport("ij.process.ByteProcessor")(15, 12, array("byte", (labels * 255).astype(np.int8).ravel()))
        pixels.setThreshold(255.0, 255.0, 2)
        selection = ThresholdToSelection().convert(pixels)
        assert np.array_equal(ij.roi_of(selection).mask(labels.shape), labels != 0)
        assert np.array_equal(roi.mask(labels.shape), labels != 0)
        made = ij.java_roi_of(roi)
        assert made.getTypeAsString() == ("Traced" if roi.rings.size == 1 else "Composite")
        assert rings_of(made) == rings_of(roi)
        Wand = jimport("ij.gui.Wand")
        wand = Wand(pixels)
        for x, y in np.argwhere(labels.T).tolist()[:5]:
            wand.autoOutline(x, y, 255.0, 255.0, Wand.FOUR_CONNECTED)
            points = zip(list(wand.xpoints)[: wand.npoints], list(wand.ypoints)[: wand.npoints], strict=True)
            assert frozenset((float(one), float(two)) for one, two in points) in rings_of(roi)


def test_cells_of_a_real_image():
    """Threshold and select a photograph in ImageJ, and follow the same pixels here."""
    package = pathlib.Path(jimport("java.lang.System").getProperty("user.dir"))
    root = next(folder for folder in (package, *package.parents) if (folder / "tests/data/test_image.tif").exists())
    imp = IJ.openImage(str(root / "tests/data/test_image.tif"))
    values = np.asarray(imp.getProcessor().convertToFloat().getPixels()).reshape(imp.getHeight(), imp.getWidth())
    level = float(np.median(values)) + 2 * float(values.std())
    bright = values >= level
    assert 0 < bright.sum() < bright.size
    plane = imp.getProcessor().convertToFloat()
    plane.setThreshold(level, 3e38, 2)
    selection = jimport("ij.plugin.filter.ThresholdToSelection")().convert(plane)
    [roi] = labels_to_rois(bright)
    assert np.array_equal(roi.mask(bright.shape), bright)
    assert np.array_equal(ij.roi_of(selection).mask(bright.shape), bright)
    imp.setRoi(ij.java_roi_of(roi))
    assert int(imp.getStatistics().pixelCount) == bright.sum()


def test_five_thousand_rois_of_labels_come_back():
    labels = np.kron(np.arange(1, 5042).reshape(71, 71), np.ones((9, 9), int)).astype(np.int32)
    labels[::9] = labels[:, ::9] = labels[4::9, 4::9] = 0
    rois = labels_to_rois(labels)
    assert len(rois) == 5041
    imp = IJ.createImage("s", "8-bit", 639, 639, 1)
    ij.set_overlay(imp, rois)
    back = ij.overlay_of(imp)
    assert list(back) == list(rois)
    assert np.array_equal(rois_to_labels(back, labels.shape), labels)
