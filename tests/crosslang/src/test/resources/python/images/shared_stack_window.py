"""A shared stack in ImageJ's windows: the question whether to process all, drawing, and closing. Needs a display."""

from drua import shared_stack

HEADLESS = jimport("java.awt.GraphicsEnvironment").isHeadless()
Window = jimport("java.awt.Window")


def window(title):
    for each in Window.getWindows():
        if each.isShowing() and hasattr(each, "getTitle") and each.getTitle() == title:
            return each
    return None


def button(part, label):
    if hasattr(part, "getLabel") and hasattr(part, "getActionListeners") and part.getLabel().strip() == label:
        return part
    for inner in part.getComponents() if hasattr(part, "getComponents") else ():
        found = button(inner, label)
        if found is not None:
            return found
    return None


def press(part):
    event = jimport("java.awt.event.ActionEvent")(part, 1001, part.getLabel())
    for listener in part.getActionListeners():
        listener.actionPerformed(event)


def shown(**options):
    image = shared_stack((20, 30, 40), "uint8", **options)
    image[...] = np.arange(image.size).reshape(image.shape) % 251
    imp = IJ.getImage()
    ij.update(image)
    return image, imp


def closed(imp):
    imp.changes = False
    imp.close()


def test_all_planes_are_processed_by_the_dialog_and_python_sees_it_without_asking():
    if HEADLESS:
        return
    image, imp = shown(name="all")
    before = np.array(image)
    imp.setSlice(5)
    filters = jimport("ij.plugin.filter.Filters")()
    runner = jimport("java.lang.Thread")(
        lambda: jimport("ij.plugin.filter.PlugInFilterRunner")(filters, "Invert", "invert")
    )
    runner.start()
    assert until(lambda: window("Process Stack?") is not None)
    press(button(window("Process Stack?"), "Yes"))
    runner.join()
    assert until(lambda: same_pixels(np.asarray(image), 255 - before))
    closed(imp)


def test_python_s_pixels_are_drawn_after_update():
    if HEADLESS:
        return
    image, imp = shown(name="drawn")
    image[0] = 0
    image[0, 10:20, 5:15] = 255
    ij.update(image)
    canvas = imp.getCanvas()
    assert until(lambda: imp.getImage().getRGB(7, 12) & 0xFF == 255)
    assert imp.getImage().getRGB(0, 0) & 0xFF == 0 and canvas is not None
    closed(imp)


def test_a_closed_window_lets_the_memory_go():
    if HEADLESS:
        return
    image, imp = shown(name="closed")
    block = imp.getStack().block()
    number = block.number()
    imp.getProcessor().set(3, 2, 77)
    closed(imp)
    assert until(block.isClosed)
    assert image[0, 2, 3] == 77
    del image
    assert until(lambda: not _mapped(number))


def _mapped(number):
    try:
        jimport("io.drua.bridge.MemoryBlock").ofNumber(number).close()
    except jimport("io.drua.bridge.StaleHandleException"):
        return False
    return True
