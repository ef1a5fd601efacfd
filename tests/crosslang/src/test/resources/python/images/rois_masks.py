"""`drua.Roi.mask` against ImageJ, pixel by pixel, for random ROIs of each type."""

PolygonRoi = jimport("ij.gui.PolygonRoi")
ShapeRoi = jimport("ij.gui.ShapeRoi")
JavaRoi = jimport("ij.gui.Roi")
#: Python reserves the method's name.
NOT = "not_"
HEIGHT, WIDTH = 70, 80


def image_mask(java_roi):
    """Return ImageJ's mask in an image of HEIGHT x WIDTH: its own one, placed at its bounds."""
    bounds, mask = java_roi.getBounds(), java_roi.getMask()
    height, width = int(bounds.height), int(bounds.width)
    if mask is None:
        local = np.ones((height, width), bool)
    else:
        local = (np.asarray(mask.getPixels()) != 0).reshape(mask.getHeight(), mask.getWidth())
    result = np.zeros((HEIGHT, WIDTH), bool)
    rows, columns = np.nonzero(local)
    rows, columns = rows + int(bounds.y), columns + int(bounds.x)
    inside = (rows >= 0) & (rows < HEIGHT) & (columns >= 0) & (columns < WIDTH)
    result[rows[inside], columns[inside]] = True
    return result


def agrees(java_roi, expected=None, what=""):
    """Compare the mask of the ROI as Python sees it, and of what Python makes of it again."""
    roi = ij.roi_of(java_roi)
    if expected is None:
        expected = image_mask(java_roi)
    found = roi.mask((HEIGHT, WIDTH))
    assert np.array_equal(found, expected), f"{what} {roi.to_wire()}: {np.argwhere(found != expected).tolist()[:5]}"
    part = np.zeros((HEIGHT, WIDTH), bool)
    view, mask = roi.crop(part)
    view[mask] = True
    assert np.array_equal(part, expected), f"crop of {roi.to_wire()}"
    roi.source = None
    assert np.array_equal(roi.mask((HEIGHT, WIDTH)), expected)
    return roi


def corners(random, count, step):
    """Return random points, some of them outside, on a grid of some step (0 for none)."""
    x, y = random.uniform(-15, WIDTH + 15, count), random.uniform(-15, HEIGHT + 15, count)
    if step:
        x, y = np.round(x / step) * step, np.round(y / step) * step
    return x.astype(np.float32), y.astype(np.float32)


def polygon(x, y, kind):
    return PolygonRoi(array("float", x), array("float", y), len(x), kind)


def test_polygons_with_whole_half_and_any_corners():
    random = np.random.default_rng(1)
    for number in range(600):
        x, y = corners(random, int(random.integers(3, 12)), (1, 0.5, 0.25, 0)[number % 4])
        agrees(polygon(x, y, (JavaRoi.POLYGON, JavaRoi.FREEROI)[number % 2]))


def test_polygons_of_integers():
    random = np.random.default_rng(2)
    for _ in range(200):
        x, y = corners(random, int(random.integers(3, 9)), 1)
        roi = PolygonRoi(array("int", x.astype(int)), array("int", y.astype(int)), len(x), JavaRoi.TRACED_ROI)
        assert agrees(roi).type == "traced"


def test_polygons_that_were_moved():
    random = np.random.default_rng(3)
    for _ in range(200):
        roi = polygon(*corners(random, 6, 0), JavaRoi.POLYGON)
        roi.setLocation(float(random.uniform(-5, 40)), float(random.uniform(-5, 40)))
        agrees(roi)


def test_splines():
    random = np.random.default_rng(4)
    for number in range(300):
        roi = polygon(*corners(random, int(random.integers(3, 10)), (1, 0)[number % 2]), JavaRoi.POLYGON)
        roi.fitSpline(int(random.integers(20, 300)))
        assert agrees(roi).spline == roi.getNCoordinates()


def test_boxes():
    random = np.random.default_rng(5)
    for number in range(300):
        x, y = random.uniform(-20, WIDTH, 2)
        width, height = random.uniform(0, 60, 2)
        if number % 3 == 0:
            x, y, width, height = (float(np.round(value)) for value in (x, y, width, height))
        agrees(JavaRoi(float(x), float(y), float(width), float(height)))


def test_ovals():
    random = np.random.default_rng(6)
    OvalRoi = jimport("ij.gui.OvalRoi")
    for width in range(1, 40):
        for height in (width, int(random.integers(1, 60))):
            agrees(OvalRoi(int(random.integers(-10, 50)), int(random.integers(-10, 50)), width, height))
    for _ in range(200):
        x, y = random.uniform(-20, WIDTH, 2)
        width, height = random.uniform(0, 70, 2)
        agrees(OvalRoi(float(x), float(y), float(width), float(height)))


def test_boxes_that_were_moved():
    random = np.random.default_rng(7)
    for make in (JavaRoi, jimport("ij.gui.OvalRoi")):
        for _ in range(100):
            roi = make(3.25, 4.5, float(random.uniform(1, 30)), float(random.uniform(1, 30)))
            roi.setLocation(float(random.uniform(-5, 40)), float(random.uniform(-5, 40)))
            agrees(roi)


def test_rounded_rectangles():
    random = np.random.default_rng(8)
    for _ in range(300):
        x, y = random.integers(-20, 60, 2).tolist()
        width, height = random.integers(1, 70, 2).tolist()
        roi = agrees(JavaRoi(x, y, width, height, int(random.integers(1, 50))))
        assert roi.corner > 0


def test_ellipses():
    random = np.random.default_rng(9)
    EllipseRoi = jimport("ij.gui.EllipseRoi")
    for number in range(400):
        x, y = corners(random, 2, (1, 0)[number % 2])
        agrees(EllipseRoi(float(x[0]), float(y[0]), float(x[1]), float(y[1]), float(random.uniform(0.05, 1))))


def test_rotated_rectangles():
    random = np.random.default_rng(10)
    RotatedRectRoi = jimport("ij.gui.RotatedRectRoi")
    for number in range(400):
        x, y = corners(random, 2, (1, 0)[number % 2])
        width = float(random.uniform(0.5, 30)) if number % 3 else float(random.integers(1, 30))
        agrees(RotatedRectRoi(float(x[0]), float(y[0]), float(x[1]), float(y[1]), width))


def test_composites_with_holes_and_curves():
    random = np.random.default_rng(11)
    OvalRoi = jimport("ij.gui.OvalRoi")
    Ellipse = jimport("java.awt.geom.Ellipse2D$Double")
    for number in range(200):
        shape = ShapeRoi(JavaRoi(*random.integers(0, 30, 2).tolist(), *random.integers(5, 50, 2).tolist()))
        for _ in range(3):
            if number % 2:
                other = ShapeRoi(polygon(*corners(random, 5, 0), JavaRoi.POLYGON))
            else:
                other = ShapeRoi(OvalRoi(*random.integers(0, 50, 2).tolist(), *random.integers(3, 40, 2).tolist()))
            shape = shape.xor(other) if random.random() < 0.6 else getattr(shape, NOT)(other)
        if shape.getBounds().width > 0 and ij.roi_of(shape).x.size:
            assert agrees(shape).type == "composite"
    for _ in range(100):
        x, y, width, height = random.uniform(1, 40, 4).tolist()
        agrees(ShapeRoi(Ellipse(x, y, width, height)))


def test_wide_lines_cover_what_line_to_area_makes_of_them():
    random = np.random.default_rng(12)
    Line = jimport("ij.gui.Line")
    for number in range(300):
        x, y = corners(random, 2, (1, 0.5, 0)[number % 3])
        roi = Line(float(x[0]), float(y[0]), float(x[1]), float(y[1]))
        roi.setStrokeWidth(float(random.uniform(1.1, 12)) if number % 2 else float(random.integers(2, 12)))
        agrees(roi, image_mask(JavaRoi.convertLineToArea(roi.clone())))
    for number in range(300):
        x, y = np.abs(corners(random, int(random.integers(2, 9)), (1, 0)[number % 2]))
        roi = polygon(x, y, (JavaRoi.POLYLINE, JavaRoi.FREELINE)[number % 2])
        roi.setStrokeWidth(float(random.uniform(1.1, 12)))
        agrees(roi, image_mask(JavaRoi.convertLineToArea(roi.clone())), "wide")


def test_thin_lines_are_those_that_are_drawn():
    random = np.random.default_rng(13)
    Line = jimport("ij.gui.Line")
    for number in range(400):
        x = random.uniform(0, WIDTH - 1, int(random.integers(2, 9))).astype(np.float32)
        y = random.uniform(0, HEIGHT - 1, x.size).astype(np.float32)
        if number % 4 == 0:
            roi = Line(float(x[0]), float(y[0]), float(x[-1]), float(y[-1]))
        else:
            roi = polygon(x, y, (JavaRoi.POLYLINE, JavaRoi.FREELINE)[number % 2])
            if number % 4 == 3 and x.size > 2:
                roi.fitSpline(60)
        roi.setStrokeWidth(0.0)
        pixels = jimport("ij.process.ByteProcessor")(WIDTH, HEIGHT)
        pixels.setColor(255)
        roi.drawPixels(pixels)
        agrees(roi, (np.asarray(pixels.getPixels()) != 0).reshape(HEIGHT, WIDTH))


def test_points():
    random = np.random.default_rng(14)
    for number in range(200):
        x, y = corners(random, int(random.integers(1, 30)), (1, 0.5, 0)[number % 3])
        agrees(jimport("ij.gui.PointRoi")(array("float", x), array("float", y), len(x)))


def test_arrows_have_the_mask_of_their_source():
    Arrow = jimport("ij.gui.Arrow")
    arrow = Arrow(5.0, 6.0, 60.0, 40.0)
    roi = ij.roi_of(arrow)
    assert np.array_equal(roi.mask((HEIGHT, WIDTH)), image_mask(arrow))
    roi.x = roi.x + 10
    assert not roi.mask((HEIGHT, WIDTH))[:, :10].any()
    assert 50 < roi.mask((HEIGHT, WIDTH)).sum() < image_mask(arrow).sum()


def test_texts_and_images_are_boxes():
    text = jimport("ij.gui.TextRoi")(3, 4, "text")
    assert agrees(text).text == text.getText()
    agrees(jimport("ij.gui.ImageRoi")(2, 3, jimport("ij.process.ByteProcessor")(7, 9)))
