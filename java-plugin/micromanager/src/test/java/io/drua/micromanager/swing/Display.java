package io.drua.micromanager.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.plaf.ColorUIResource;

/** Windows on a screen, for tests: skins as Micro-Manager makes them, pictures, finding and waiting. */
public final class Display {
  private static final long PATIENCE_MILLIS = 15_000;
  private static final String[] BACKGROUNDS = {
    "Button", "CheckBox", "EditorPane", "FormattedTextField", "Label", "List", "OptionPane", "Panel", "ScrollBar",
    "ScrollPane", "Slider", "Spinner", "SplitPane", "Table", "TableHeader", "TextArea", "TextField", "TextPane",
    "ToggleButton", "Viewport", "TabbedPane"
  };
  private static final String[] LIGHTER = {"CheckBoxMenuItem", "ComboBox", "Menu", "MenuItem", "PopupMenu"};

  private Display() {}

  /** Skips a test where no window can be shown. */
  public static void needed() {
    String display = System.getenv("DISPLAY");
    boolean linux = System.getProperty("os.name").equals("Linux");
    assumeTrue(!linux || (display != null && !display.isEmpty()),
        "No display: the windows were not tested. Start Xvfb and a window manager, and set DISPLAY, as .ci/run does.");
  }

  /** Sets colours as the program's skins do: some keys of the look and feel, then all windows are told. */
  public static void skin(boolean night) {
    onEdt(() -> {
      Color back = night ? new Color(64, 64, 64) : new Color(238, 238, 238);
      Color lighter = night ? new Color(96, 96, 96) : back;
      Color text = night ? new Color(200, 200, 200) : new Color(20, 20, 20);
      for (String key : BACKGROUNDS) {
        UIManager.put(key + ".background", new ColorUIResource(back));
        UIManager.put(key + ".foreground", new ColorUIResource(text));
        UIManager.put(key + ".caretForeground", new ColorUIResource(text));
      }
      for (String key : LIGHTER) {
        UIManager.put(key + ".background", new ColorUIResource(lighter));
        UIManager.put(key + ".foreground", new ColorUIResource(text));
      }
      for (Window window : Window.getWindows()) {
        SwingUtilities.updateComponentTreeUI(window);
      }
      return null;
    });
  }

  /** Asks or does something on the user interface's thread. */
  public static <T> T onEdt(Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    try {
      SwingUtilities.invokeAndWait(() -> result.set(work.get()));
    } catch (InterruptedException | java.lang.reflect.InvocationTargetException e) {
      throw new AssertionError(e);
    }
    return result.get();
  }

  /** Waits for what must come, looked for on the user interface's thread. */
  public static void until(String what, BooleanSupplier look) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!onEdt(look::getAsBoolean)) {
      assertThat(System.currentTimeMillis()).as("never came: " + what).isLessThan(end);
      Thread.sleep(30);
    }
  }

  /** Waits until a window has come to rest: a window manager may move it once more. */
  public static void settled(Window window) throws InterruptedException {
    java.awt.Rectangle before = null;
    while (!window.getBounds().equals(before)) {
      before = window.getBounds();
      Thread.sleep(250);
    }
  }

  /** The part of a window with a name. */
  public static <T extends Component> T part(Container window, String name, Class<T> type) {
    for (Component one : all(window)) {
      if (name.equals(one.getName()) && type.isInstance(one)) {
        return type.cast(one);
      }
    }
    throw new AssertionError("No " + type.getSimpleName() + " \"" + name + "\" in " + window.getName());
  }

  /** All parts of a window. */
  public static List<Component> all(Container container) {
    List<Component> found = new ArrayList<>();
    for (Component part : container.getComponents()) {
      found.add(part);
      if (part instanceof Container) {
        found.addAll(all((Container) part));
      }
    }
    return found;
  }

  /** Fails if a label or a button that shows has less room than its text. */
  public static void assertNothingIsClipped(Container window) {
    List<String> clipped = new ArrayList<>();
    onEdt(() -> {
      for (Component part : all(window)) {
        boolean button = part instanceof AbstractButton && !((AbstractButton) part).getText().isEmpty();
        boolean text = button || part instanceof JLabel;
        Dimension wanted = part.getPreferredSize();
        if (text && part.isShowing() && (part.getWidth() < wanted.width || part.getHeight() < wanted.height)) {
          clipped.add(part.toString());
        }
      }
      return null;
    });
    assertThat(clipped).as("parts whose text is clipped").isEmpty();
  }

  /** Keeps a picture of a window's content, at the screen's scale. */
  public static BufferedImage picture(String name, Window window) {
    BufferedImage image = onEdt(() -> {
      double scale = window.getGraphicsConfiguration().getDefaultTransform().getScaleX();
      Container content = ((javax.swing.RootPaneContainer) window).getContentPane();
      int width = (int) Math.ceil(content.getWidth() * scale);
      int height = (int) Math.ceil(content.getHeight() * scale);
      BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = canvas.createGraphics();
      graphics.scale(scale, scale);
      content.paint(graphics);
      graphics.dispose();
      return canvas;
    });
    File folder = new File(System.getProperty("drua.root"), "java-plugin/micromanager/target/screenshots");
    try {
      assertThat(folder.isDirectory() || folder.mkdirs()).isTrue();
      ImageIO.write(image, "png", new File(folder, name + ".png"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return image;
  }
}
