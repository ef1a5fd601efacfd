"""Virtual stacks of Python's arrays in windows: what a person sees while planes are computed, and where they fail."""

import contextlib
import threading

from drua.java import proxy

EventQueue = jimport("java.awt.EventQueue")
AdjustmentEvent = jimport("java.awt.event.AdjustmentEvent")
ScrollbarWithLabel = jimport("ij.gui.ScrollbarWithLabel")
Scrollbar = jimport("java.awt.Scrollbar")
Thread = jimport("java.lang.Thread")
Rectangle = jimport("java.awt.Rectangle")
HEADLESS = jimport("java.awt.GraphicsEnvironment").isHeadless()
WIDTH, HEIGHT = 360, 240


class Gated:
    """Planes of one value each, bright with the plane, which wait until they may be computed."""

    def __init__(self, shape, dtype="uint8", fail=()):
        self.shape, self.dtype, self.fail = shape, np.dtype(dtype), fail
        self.open = threading.Event()
        self.open.set()
        self.asked = []

    def __getitem__(self, key):
        at = tuple(item for item in key if isinstance(item, int))
        self.asked.append(at)
        assert self.open.wait(30)
        if at[0] in self.fail:
            raise ZeroDivisionError(f"no plane {at[0]} today")
        return np.full(self.shape[-2:], self.value(*at), self.dtype)

    def value(self, *at):
        return 100 + sum(20 * index for index in at)


@contextlib.contextmanager
def shown(source, **options):
    imp = ij.lazy_stack(source, **options)
    try:
        assert until(lambda: imp.getWindow() is not None and imp.getWindow().isShowing())
        yield imp
    finally:
        source.open.set()
        imp.changes = False
        imp.close()
        assert until(lambda: imp.getWindow() is None)


def awt_answers():
    """Say whether AWT's thread does what it is asked, soon."""
    done = threading.Event()
    EventQueue.invokeLater(done.set)
    return done.wait(5)


def pixel(imp, x=WIDTH - 2, y=HEIGHT - 2):
    return imp.getProcessor().getf(x, y)


def screen(imp):
    """What is on the screen where the image is drawn, (Y, X, 3)."""
    canvas = imp.getWindow().getCanvas()
    found = []

    def capture():
        corner = canvas.getLocationOnScreen()
        shot = jimport("java.awt.Robot")().createScreenCapture(Rectangle(corner.x, corner.y, WIDTH, HEIGHT))
        found.append(np.asarray(shot.getRGB(0, 0, WIDTH, HEIGHT, None, 0, WIDTH)).reshape(HEIGHT, WIDTH))

    EventQueue.invokeAndWait(capture)
    packed = found[0]
    return np.stack([packed >> shift & 255 for shift in (16, 8, 0)], -1)


def test_scrolling_on_awt_goes_on_while_a_plane_is_computed():
    if HEADLESS:
        return
    source = Gated((6, HEIGHT, WIDTH))
    with shown(source, name="scrolled") as imp:
        assert until(lambda: (screen(imp)[-10:, -10:] == 100).all()), "plane 1 is drawn"
        source.open.clear()
        EventQueue.invokeAndWait(lambda: imp.setSlice(4))
        assert awt_answers() and imp.getCurrentSlice() == 4
        assert pixel(imp) == 0 and imp.getProcessor().getStatistics().max == 255, "a text in place of the plane"
        assert until(lambda: (screen(imp) > 200).any() and (screen(imp)[-10:, -10:] == 0).all()), "the text is drawn"
        source.open.set()
        assert until(lambda: pixel(imp) == source.value(3))
        assert until(lambda: (screen(imp) == source.value(3)).all()), "the plane is drawn in place of the text"
        assert imp.getStack().computed() == 2


def test_the_slider_does_not_stop_awt():
    if HEADLESS:
        return
    source = Gated((40, HEIGHT, WIDTH), "float32")
    with shown(source) as imp:
        holder = next(part for part in imp.getWindow().getComponents() if isinstance(part, ScrollbarWithLabel))
        bar = next(part for part in holder.getComponents() if isinstance(part, Scrollbar))

        def slide(to):
            bar.setValue(to)
            bar.dispatchEvent(
                AdjustmentEvent(bar, AdjustmentEvent.ADJUSTMENT_VALUE_CHANGED, AdjustmentEvent.TRACK, to)
            )

        source.open.clear()
        for n in range(2, 33):
            EventQueue.invokeLater(lambda n=n: slide(n))
            assert awt_answers()
        # ImageJ's slider thread misses what comes while it sets a plane.
        assert until(lambda: EventQueue.invokeAndWait(lambda: slide(32)) or imp.getCurrentSlice() == 32)
        assert until(lambda: np.isnan(pixel(imp))), "no number that could be taken for a pixel"
        EventQueue.invokeAndWait(imp.updateAndDraw)
        assert awt_answers()
        source.open.set()
        assert until(lambda: pixel(imp) == source.value(31))
        # Who comes back gets a plane that was passed over, too.
        EventQueue.invokeLater(lambda: slide(3))
        assert until(lambda: imp.getCurrentSlice() == 3 and pixel(imp) == source.value(2))


def test_keys_and_animation_do_not_wait():
    if HEADLESS:
        return
    source = Gated((6, HEIGHT, WIDTH))
    with shown(source) as imp:
        jimport("ij.WindowManager").setCurrentWindow(imp.getWindow())
        source.open.clear()
        thread = Thread(proxy(lambda: jimport("ij.plugin.Animator")().run("next"), "java.lang.Runnable"), "Next Slice")
        thread.start()
        thread.join(5000)
        assert not thread.isAlive() and imp.getCurrentSlice() == 2 and awt_answers()
        source.open.set()
        assert until(lambda: pixel(imp) == source.value(1))


def test_a_composite_image_gets_all_its_channels():
    if HEADLESS:
        return
    source = Gated((4, 3, HEIGHT, WIDTH), "uint16")
    with shown(source, axes="ZCYX") as imp:
        EventQueue.invokeAndWait(lambda: imp.setDisplayMode(IJ.COMPOSITE))
        tables = imp.getLuts()
        for table in tables:
            table.min, table.max = 0.0, 255.0
        EventQueue.invokeAndWait(lambda: imp.setLuts(tables))
        EventQueue.invokeAndWait(imp.updateAndDraw)
        assert until(lambda: screen(imp)[-1, -1].tolist() == [100, 120, 140]), screen(imp)[-1, -1]
        source.open.clear()
        EventQueue.invokeAndWait(lambda: imp.setPosition(1, 3, 1))
        assert awt_answers()
        source.open.set()
        assert until(lambda: screen(imp)[-1, -1].tolist() == [140, 160, 180]), screen(imp)[-1, -1]
        stack = imp.getStack()
    assert until(stack.isClosed)


@contextlib.contextmanager
def log():
    """What is written to ImageJ's log, which is the console where ImageJ's own window isn't."""
    system = jimport("java.lang.System")
    console, heard = system.out, jimport("java.io.ByteArrayOutputStream")()
    system.setOut(jimport("java.io.PrintStream")(heard, True))
    try:
        yield lambda: str(heard.toString())
    finally:
        system.setOut(console)


def test_a_failure_is_shown_and_logged_once():
    if HEADLESS:
        return
    source = Gated((6, HEIGHT, WIDTH), fail=(2, 3))
    with log() as written, shown(source, name="failing") as imp:
        EventQueue.invokeAndWait(lambda: imp.setSlice(3))
        assert until(lambda: imp.getProcessor().getStatistics().max == 255 and pixel(imp) == 0)
        EventQueue.invokeAndWait(lambda: imp.setSlice(1))
        EventQueue.invokeAndWait(lambda: imp.setSlice(3))
        source.open.clear()
        EventQueue.invokeAndWait(lambda: imp.setSlice(1))
        EventQueue.invokeAndWait(lambda: imp.setSlice(3))
        source.open.set()
        assert until(lambda: len(source.asked) >= 4), source.asked
        assert awt_answers()
        assert until(lambda: imp.getProcessor().getStatistics().max == 255 and pixel(imp) == 0)
        assert written().count("Plane 3 of 'failing' could not be computed") == 1, written()
        assert written().count("Traceback") == 1 and "__getitem__" in written(), written()
        source.fail = ()
        EventQueue.invokeAndWait(lambda: imp.setSlice(1))
        EventQueue.invokeAndWait(lambda: imp.setSlice(3))
        assert until(lambda: pixel(imp) == source.value(2)), "it is tried again"


def test_programs_get_pixels_and_no_text():
    if HEADLESS:
        return
    source = Gated((6, HEIGHT, WIDTH))
    with shown(source) as imp:
        source.open.clear()
        found = []

        def read(get):
            thread = Thread(proxy(lambda: found.append(get()), "java.lang.Runnable"), "Run$_Measure")
            thread.start()
            return thread

        def measure():
            imp.setSlice(5)
            return pixel(imp)

        waiting = [read(measure), read(lambda: imp.getStack().getProcessor(6).get(0, 0))]
        EventQueue.invokeLater(lambda: found.append(imp.getStack().getProcessor(4).get(0, 0)))
        Thread.sleep(500)
        assert not found
        source.open.set()
        for thread in waiting:
            thread.join(20000)
            assert not thread.isAlive()
        assert until(lambda: len(found) == 3)
        assert sorted(found) == [source.value(3), source.value(4), source.value(5)]


def test_closing_the_window_lets_go_of_the_array():
    if HEADLESS:
        return
    source = Gated((6, HEIGHT, WIDTH))
    with shown(source) as imp:
        stack = imp.getStack()
        source.open.clear()
        EventQueue.invokeAndWait(lambda: imp.setSlice(4))
    assert until(stack.isClosed)
    assert awt_answers()
