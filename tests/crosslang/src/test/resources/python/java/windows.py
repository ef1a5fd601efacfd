"""Listeners in Python, called by the event thread of the AWT."""

import contextlib

EventQueue = jimport("java.awt.EventQueue")
Thread = jimport("java.lang.Thread")


@contextlib.contextmanager
def window(*parts):
    frame = jimport("javax.swing.JFrame")("checks")
    panel = frame.getContentPane()
    panel.setLayout(jimport("java.awt.FlowLayout")())
    for part in parts:
        panel.add(part)

    def show():
        frame.setSize(300, 200)
        frame.setLocation(50, 50)
        frame.setVisible(True)

    EventQueue.invokeAndWait(show)
    try:
        assert until(frame.isShowing)
        yield frame
    finally:
        EventQueue.invokeAndWait(frame.dispose)


def test_a_button_calls_python_on_the_event_thread():
    button = jimport("javax.swing.JButton")("Press")
    heard = []

    def pressed(event):
        heard.append((event.actionCommand, EventQueue.isDispatchThread(), Thread.currentThread().getName()))

    button.addActionListener(pressed)
    with window(button):
        EventQueue.invokeAndWait(button.doClick)
    assert len(heard) == 1 and heard[0][:2] == ("Press", True) and heard[0][2].startswith("AWT-EventQueue"), heard
    button.removeActionListener(pressed)
    assert len(button.getActionListeners()) == 0


def test_a_class_hears_the_window():
    @implements("java.awt.event.WindowListener")
    class Listener:
        def __init__(self):
            self.heard = []

        def __getattr__(self, name):
            if name.startswith("window"):
                return lambda event: self.heard.append(name)
            raise AttributeError(name)

    listener = Listener()
    with window() as frame:
        frame.addWindowListener(listener)
        EventQueue.invokeAndWait(lambda: frame.dispatchEvent(jimport("java.awt.event.WindowEvent")(frame, 201)))
        assert until(lambda: "windowClosing" in listener.heard)
    assert until(lambda: "windowClosed" in listener.heard)


def test_the_event_thread_goes_on_while_python_computes():
    ticks = []
    timer = jimport("javax.swing.Timer")(5, lambda event: ticks.append(1))
    timer.start()
    try:
        end = time.monotonic() + 1.0
        total = 0
        while time.monotonic() < end:
            total += sum(range(1000))
    finally:
        timer.stop()
    assert total and len(ticks) >= 5, ticks


def test_python_is_painted():
    painted = []
    colors = jimport("java.awt.Color")

    @implements("javax.swing.Icon")
    class Icon:
        def getIconWidth(self):
            return 20

        def getIconHeight(self):
            return 10

        def paintIcon(self, component, graphics, x, y):
            graphics.setColor(colors.RED)
            graphics.fillRect(x, y, 20, 10)
            painted.append(EventQueue.isDispatchThread())

    label = jimport("javax.swing.JLabel")(Icon())
    with window(label):
        assert until(lambda: painted)
        assert label.getPreferredSize().width == 20
    assert all(painted)


def test_a_failing_listener_leaves_the_event_thread_alive():
    caught, after = [], []
    Handler = jimport("java.lang.Thread$UncaughtExceptionHandler")
    before = Thread.getDefaultUncaughtExceptionHandler()
    Thread.setDefaultUncaughtExceptionHandler(proxy(lambda thread, error: caught.append(error), Handler))
    try:
        EventQueue.invokeLater(lambda: 1 // 0)
        EventQueue.invokeLater(lambda: after.append(1))
        assert until(lambda: caught and after)
    finally:
        Thread.setDefaultUncaughtExceptionHandler(before)
    assert isinstance(caught[0], ZeroDivisionError) or "ZeroDivisionError" in str(caught[0]), caught
    with raises(jimport("java.lang.reflect.InvocationTargetException")) as found:
        EventQueue.invokeAndWait(lambda: 1 // 0)
    assert isinstance(found.value.__cause__, ZeroDivisionError)


def test_a_closed_listener_is_silent_in_python():
    heard = []
    button = jimport("javax.swing.JButton")("Press")
    listener = proxy(lambda event: heard.append(1), "java.awt.event.ActionListener")
    button.addActionListener(listener)
    EventQueue.invokeAndWait(button.doClick)
    close(listener)
    with raises(jimport("java.lang.reflect.InvocationTargetException"), "InvocationTargetException") as found:
        EventQueue.invokeAndWait(button.doClick)
    assert isinstance(found.value.__cause__, jimport("java.lang.IllegalStateException"))
    assert heard == [1]
