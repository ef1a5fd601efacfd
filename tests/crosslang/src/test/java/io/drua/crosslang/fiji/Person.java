package io.drua.crosslang.fiji;

import ij.IJ;
import ij.Menus;
import java.awt.AWTException;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Frame;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Somebody in front of the screen: sees windows, moves the mouse, types. ImageJ's windows are AWT, not Swing. */
final class Person {
  private static final long PATIENCE_MILLIS = 15000;
  private static final int FILE_TO_PLUGINS = 3;
  private final Robot robot;

  Person() throws AWTException {
    robot = new Robot();
    robot.setAutoDelay(25);
  }

  /** Waits for what must come. */
  static <T> T await(String what, Supplier<T> look) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      T found = look.get();
      if (found != null && !Boolean.FALSE.equals(found)) {
        return found;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Never came: " + what + "; windows: " + titles() + "; log: " + IJ.getLog());
  }

  static void until(String what, BooleanSupplier look) throws InterruptedException {
    await(what, () -> look.getAsBoolean() ? Boolean.TRUE : null);
  }

  private static List<String> titles() {
    List<String> titles = new ArrayList<>();
    for (Window window : Window.getWindows()) {
      if (window.isShowing()) {
        titles.add(title(window));
      }
    }
    return titles;
  }

  private static String title(Window window) {
    return window instanceof Dialog ? ((Dialog) window).getTitle()
        : window instanceof Frame ? ((Frame) window).getTitle() : window.getClass().getName();
  }

  /** A window that shows, by the beginning of its title; null if there is none. */
  static Window see(String title) {
    for (Window window : Window.getWindows()) {
      if (window.isShowing() && title(window) != null && title(window).startsWith(title)) {
        return window;
      }
    }
    return null;
  }

  /** Waits for a window that shows, and until it has come to rest: a window manager may move it once more. */
  static Window window(String title) throws InterruptedException {
    Window window = await("the window \"" + title + "\"", () -> see(title));
    window.toFront();
    Rectangle before = null;
    while (!window.getBounds().equals(before)) {
      before = window.getBounds();
      Thread.sleep(250);
    }
    return window;
  }

  /** All parts of a window of one class. */
  static <T> List<T> parts(Container container, Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Component part : container.getComponents()) {
      if (type.isInstance(part)) {
        found.add(type.cast(part));
      }
      if (part instanceof Container) {
        found.addAll(parts((Container) part, type));
      }
    }
    return found;
  }

  static Button button(Container dialog, String label) {
    for (Button button : parts(dialog, Button.class)) {
      if (button.getLabel().trim().equals(label)) {
        return button;
      }
    }
    throw new AssertionError("No button " + label + " in " + dialog);
  }

  void click(Component part) {
    Point corner = part.getLocationOnScreen();
    robot.mouseMove(corner.x + Math.min(part.getWidth() / 2, 40), corner.y + part.getHeight() / 2);
    press();
  }

  /** Clicks at a place inside a component. */
  void clickAt(Component part, int x, int y) {
    Point corner = part.getLocationOnScreen();
    robot.mouseMove(corner.x + x, corner.y + y);
    press();
  }

  private void press() {
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    robot.waitForIdle();
  }

  void key(int code) {
    robot.keyPress(code);
    robot.keyRelease(code);
    robot.waitForIdle();
  }

  /** Replaces what a field says. */
  void retype(Component field, String digits) {
    click(field);
    key(KeyEvent.VK_END);
    for (int i = 0; i < 12; i++) {
      key(KeyEvent.VK_BACK_SPACE);
    }
    for (char letter : digits.toCharArray()) {
      key(KeyEvent.getExtendedKeyCodeForChar(letter));
    }
  }

  /** Opens a menu of ImageJ's bar below Plugins with the keys, and leaves it open on an item. */
  void openPlugins(String... path) throws InterruptedException {
    Window bar = IJ.getInstance();
    bar.toFront();
    clickAt(bar, bar.getWidth() - 8, bar.getHeight() - 6);
    until("the focus on ImageJ's window", () -> bar.isFocused() || bar.isActive());
    key(KeyEvent.VK_F10);
    // To the left, past Help and Window: to the right, the keys would stop in the submenus of File and Image.
    for (int i = 0; i < FILE_TO_PLUGINS; i++) {
      key(KeyEvent.VK_LEFT);
    }
    Menu menu = Menus.getImageJMenu("Plugins");
    for (int depth = 0; depth < path.length; depth++) {
      int steps = stepsTo(menu, path[depth]);
      for (int i = 0; i < steps; i++) {
        key(KeyEvent.VK_DOWN);
      }
      if (depth < path.length - 1) {
        key(KeyEvent.VK_RIGHT);
        menu = (Menu) item(menu, path[depth]);
      }
    }
    Thread.sleep(200);
  }

  /** How often the arrow key must be pressed from the first item; lines are passed over. */
  private static int stepsTo(Menu menu, String label) {
    int steps = 0;
    for (int i = 0; i < menu.getItemCount(); i++) {
      MenuItem item = menu.getItem(i);
      if (item.getLabel().equals(label)) {
        return steps;
      }
      steps += item.getLabel().equals("-") || !item.isEnabled() ? 0 : 1;
    }
    throw new AssertionError("No item " + label + " in " + menu);
  }

  private static MenuItem item(Menu menu, String label) {
    for (int i = 0; i < menu.getItemCount(); i++) {
      if (menu.getItem(i).getLabel().equals(label)) {
        return menu.getItem(i);
      }
    }
    throw new AssertionError("No item " + label + " in " + menu);
  }

  /** Chooses a command by its menu. */
  void choose(String... path) throws InterruptedException {
    openPlugins(path);
    key(KeyEvent.VK_ENTER);
  }

  void closeMenus() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      key(KeyEvent.VK_ESCAPE);
    }
    Thread.sleep(200);
    IJ.resetEscape();
  }

  /** Keeps a picture of a part of the screen, and gives it. */
  BufferedImage picture(String name, Rectangle area) throws Exception {
    Thread.sleep(300);
    Rectangle screen = new Rectangle(java.awt.Toolkit.getDefaultToolkit().getScreenSize());
    BufferedImage image = robot.createScreenCapture(area == null ? screen : area.intersection(screen));
    File folder = io.drua.crosslang.support.Places.root().resolve("tests/crosslang/target/screenshots").toFile();
    if (!folder.isDirectory() && !folder.mkdirs()) {
      throw new java.io.IOException("can't make " + folder);
    }
    ImageIO.write(image, "png", new File(folder, name + ".png"));
    return image;
  }

  /** Puts one colour behind all windows: what lies behind them in a picture is the same on every screen. */
  static void backdrop() {
    Frame window = new Frame("backdrop");
    window.setUndecorated(true);
    window.setBackground(new java.awt.Color(0xdd, 0xe3, 0xe8));
    window.setBounds(new Rectangle(java.awt.Toolkit.getDefaultToolkit().getScreenSize()));
    window.setFocusableWindowState(false);
    window.setVisible(true);
    window.toBack();
  }

  /** Keeps a picture of windows, and fails if one of them isn't to be seen in it. */
  void pictureOf(String name, Window... windows) throws Exception {
    for (Window window : windows) {
      window.toFront();
    }
    Thread.sleep(400);
    Rectangle area = around(windows);
    BufferedImage picture = picture(name, area);
    for (Window window : windows) {
      Rectangle part = window.getBounds();
      part.translate(-area.x, -area.y);
      Set<Integer> colours = new HashSet<>();
      for (int y = part.y; y < Math.min(part.y + part.height, picture.getHeight()); y += 2) {
        for (int x = part.x; x < Math.min(part.x + part.width, picture.getWidth()); x += 2) {
          colours.add(picture.getRGB(x, y));
        }
      }
      if (colours.size() < 8) {
        throw new AssertionError(title(window) + " isn't to be seen in the picture " + name + ".png");
      }
    }
  }

  /** The smallest area that has all of these windows. */
  private static Rectangle around(Window... windows) {
    Rectangle all = null;
    for (Window window : windows) {
      Rectangle bounds = window.getBounds();
      all = all == null ? bounds : all.union(bounds);
    }
    return all;
  }
}
