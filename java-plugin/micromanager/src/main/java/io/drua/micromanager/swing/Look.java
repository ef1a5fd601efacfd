package io.drua.micromanager.swing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Window;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.UIManager;
import javax.swing.border.Border;
import org.micromanager.Studio;

/**
 * Measures and colours. Micro-Manager's skins change colours of Swing's look and feel, so each colour is asked for when
 * it is needed; sizes follow the font, so that they fit on screens of any scaling.
 */
public final class Look {
  private static final double LIGHT = 0.5;
  private static final int LINE_OF_TOOL_TIP = 70;

  private Look() {}

  // -- Sizes --

  /** Height of a line of text in a label, in pixels of Swing. */
  public static int line() {
    return lineOf(font());
  }

  /** Height of a line in a font. */
  public static int lineOf(Font font) {
    JLabel label = new JLabel();
    return label.getFontMetrics(font).getHeight();
  }

  /** Width of so many characters of common text in a label's font. */
  public static int width(int characters) {
    return characters * new JLabel().getFontMetrics(font()).stringWidth("abcdefghijklmnopqrstuvwxyz0123456789") / 36;
  }

  /** The space between parts that belong together. */
  public static int gap() {
    return Math.max(2, line() / 3);
  }

  /** Empty space on all sides: so many gaps. */
  public static Border space(int gaps) {
    int size = gaps * gap();
    return BorderFactory.createEmptyBorder(size, size, size, size);
  }

  // -- Fonts --

  /** The font of labels. */
  public static Font font() {
    Font font = UIManager.getFont("Label.font");
    return font == null ? new JLabel().getFont() : font;
  }

  /** A font whose characters are equally wide, as large as a label's. */
  public static Font monospaced() {
    return new Font(Font.MONOSPACED, Font.PLAIN, font().getSize());
  }

  // -- Colours --

  /** The background of windows. */
  public static Color background() {
    return colour("Panel.background", Color.LIGHT_GRAY);
  }

  /** The colour of text. */
  public static Color foreground() {
    return colour("Label.foreground", Color.BLACK);
  }

  /** Text of less weight, still easy to read. */
  public static Color muted() {
    return blend(foreground(), background(), 0.72);
  }

  /** Lines that separate, grids. */
  public static Color faint() {
    return blend(foreground(), background(), 0.25);
  }

  /** Text that tells of something wrong. */
  public static Color error() {
    return isDark() ? new Color(0xff, 0x8f, 0x80) : new Color(0xb0, 0x12, 0x0a);
  }

  /** Whether light text stands on a dark background. */
  public static boolean isDark() {
    return luminance(background()) < LIGHT;
  }

  /** Colours of the lines of a plot, each to be told from the others by people who confuse red and green too. */
  public static Color series(int index) {
    int[] dark = {0x6cb6ff, 0xffb454, 0x5fd7b0, 0xe79be0, 0xf2e06b, 0xff8f80};
    int[] light = {0x0b61b5, 0xb45a00, 0x00795a, 0x99319a, 0x6e6300, 0xb0120a};
    int[] palette = isDark() ? dark : light;
    return new Color(palette[index % palette.length]);
  }

  /** So much of one colour, the rest of another. */
  public static Color blend(Color one, Color other, double part) {
    return new Color(
        mix(one.getRed(), other.getRed(), part),
        mix(one.getGreen(), other.getGreen(), part),
        mix(one.getBlue(), other.getBlue(), part));
  }

  /** A colour as style sheets write it. */
  public static String hex(Color colour) {
    return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
  }

  private static int mix(int one, int other, double part) {
    return (int) Math.round(one * part + other * (1 - part));
  }

  private static double luminance(Color colour) {
    return (0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue()) / 255;
  }

  private static Color colour(String key, Color otherwise) {
    Color colour = UIManager.getColor(key);
    return colour == null ? otherwise : colour;
  }

  /** Smooth lines and the desktop's way of drawing text. */
  public static void smooth(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  }

  // -- Texts --

  /** A text as a tool tip: lines of readable length. */
  public static String toolTip(String text) {
    StringBuilder html = new StringBuilder("<html>");
    int column = 0;
    for (String word : text.replace("\n", " \n ").split(" +")) {
      if (word.equals("\n") || column + word.length() > LINE_OF_TOOL_TIP) {
        html.append("<br>");
        column = 0;
      }
      if (!word.equals("\n")) {
        html.append(io.drua.bridge.form.ParameterForm.escape(word)).append(' ');
        column += word.length() + 1;
      }
    }
    return html.append("</html>").toString();
  }

  /** A number of bytes, for people. */
  public static String bytes(long count) {
    String[] units = {"bytes", "kB", "MB", "GB", "TB"};
    double value = count;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0 ? count + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }

  // -- Windows --

  /** Gives a window the program's icon. */
  public static void icon(JFrame frame, Studio studio) {
    JFrame main = studio.app() == null ? null : studio.app().getMainWindow();
    List<Image> icons = main == null ? null : main.getIconImages();
    if (icons != null && !icons.isEmpty()) {
      frame.setIconImages(icons);
    }
  }

  /** Puts a window beside the program's, or in the middle of the screen, moved a bit for each one of its kind. */
  public static void place(Window window, Studio studio, int number) {
    JFrame main = studio.app() == null ? null : studio.app().getMainWindow();
    window.setLocationRelativeTo(main != null && main.isShowing() ? main : null);
    int step = 2 * line() * (number % 8);
    Rectangle bounds = window.getBounds();
    bounds.translate(step, step);
    window.setBounds(onScreen(bounds));
  }

  /** The rectangle, moved and made smaller so that one screen shows it all. */
  public static Rectangle onScreen(Rectangle bounds) {
    Rectangle best = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
    long most = -1;
    for (java.awt.GraphicsDevice device : GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
      Rectangle screen = device.getDefaultConfiguration().getBounds();
      Rectangle common = screen.intersection(bounds);
      long area = common.isEmpty() ? -1 : (long) common.width * common.height;
      if (area > most) {
        most = area;
        best = screen;
      }
    }
    int width = Math.min(bounds.width, best.width);
    int height = Math.min(bounds.height, best.height);
    int x = Math.max(best.x, Math.min(bounds.x, best.x + best.width - width));
    int y = Math.max(best.y, Math.min(bounds.y, best.y + best.height - height));
    return new Rectangle(x, y, width, height);
  }
}
