package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import ij.text.TextWindow;
import java.awt.Checkbox;
import java.awt.Label;
import java.awt.Menu;
import java.awt.Rectangle;
import java.awt.Scrollbar;
import java.awt.TextField;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A session of a user in ImageJ's window, step after step, with pictures of what is on the screen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowChecks {
  private static final String TOP_HAT = "Subtract Top-Hat Background...";
  private static Person person;
  private static ImagePlus image;
  private static short[] original;

  @BeforeAll
  static void start() throws Exception {
    new ImageJ(ImageJ.STANDALONE);
    person = new Person();
    Person.backdrop();
    Person.until("ImageJ's window", () -> IJ.getInstance().isShowing());
    IJ.getInstance().setLocation(20, 20);
    image = IJ.openImage(Host.data("test_image.tif").toString());
    image.show();
    image.getWindow().setLocation(840, 140);
    original = Host.shorts(image.getProcessor());
    Thread.sleep(500);
  }

  private static List<String> labels(Menu menu) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < menu.getItemCount(); i++) {
      labels.add(menu.getItem(i).getLabel());
    }
    return labels;
  }

  @Test
  @Order(1)
  void theMenuHasTheShippedRoutines() throws Exception {
    List<String> labels = labels(Menus.getImageJMenu("Plugins>Python"));
    assertThat(labels).startsWith(
        "Band-Pass (Difference of Gaussians)...", "Deconvolve (Richardson-Lucy)...", "Denoise (Non-Local Means)...",
        "Detect Puncta (LoG)...", "Label by Watershed...", "Measure Objects...", "Subtract Rolling-Ball Background...",
        TOP_HAT, "Unsharp Mask (Python)...", "-");
    assertThat(labels).containsSubsequence(
        "-", "Drua Macro Extensions", "Refresh Routines", "Routine Folders...", "Python Environment...", "About Drua...");
    assertThat(Menus.getCommands().get("Unsharp Mask...")).isEqualTo("ij.plugin.filter.UnsharpMask");
    BufferedImage before = person.picture("before", null);
    person.openPlugins("Python", TOP_HAT);
    BufferedImage open = person.picture("screen-menu", null);
    assertThat(changedArea(before, open)).as("an open menu and its submenu").hasSizeGreaterThan(60000);
    person.picture("menu", new Rectangle(10, 10, 800, 480));
    person.closeMenus();
  }

  private static List<Integer> changedArea(BufferedImage one, BufferedImage other) {
    List<Integer> changed = new ArrayList<>();
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          changed.add(y * one.getWidth() + x);
        }
      }
    }
    return changed;
  }

  @Test
  @Order(2)
  void aCommandOfTheMenuOpensItsDialog() throws Exception {
    IJ.doCommand("Record...");
    Person.window("Recorder").setLocation(20, 700);
    person.clickAt(image.getCanvas(), 5, 5);
    person.choose("Python", TOP_HAT);
    GenericDialog dialog = (GenericDialog) Person.window("Subtract Top-Hat Background");
    dialog.setLocation(530, 140);
    TextField field = (TextField) dialog.getNumericFields().get(0);
    assertThat(field.getText()).isEqualTo("25");
    assertThat(Person.parts(dialog, Label.class)).extracting(Label::getText)
        .anyMatch(text -> text.trim().startsWith("Radius (pixel)"));
    assertThat(Person.parts(dialog, Scrollbar.class)).hasSize(1);
    assertThat(Person.parts(dialog, Checkbox.class)).extracting(one -> one.getLabel().trim())
        .containsExactly("Smooth", "Preview");
    assertThat(Person.button(dialog, "Help").isEnabled()).isTrue();
    person.pictureOf("dialog", dialog);
  }

  @Test
  @Order(3)
  void aWrongValueCannotBeConfirmed() throws Exception {
    GenericDialog dialog = (GenericDialog) Person.window("Subtract Top-Hat Background");
    TextField field = (TextField) dialog.getNumericFields().get(0);
    person.retype(field, "900");
    Person.until("OK to be disabled", () -> !Person.button(dialog, "OK").isEnabled());
    assertThat(ImageJ.getStatusBarText()).contains("from 1 to 200 pixel").contains("900");
    person.retype(field, "12");
    Person.until("OK to be enabled", () -> Person.button(dialog, "OK").isEnabled());
  }

  @Test
  @Order(4)
  void thePreviewShowsAndTakesBack() throws Exception {
    GenericDialog dialog = (GenericDialog) Person.window("Subtract Top-Hat Background");
    Checkbox preview = dialog.getPreviewCheckbox();
    person.click(preview);
    short[] expected = Host.topHat();
    Person.until("the preview", () -> java.util.Arrays.equals(Host.shorts(image.getProcessor()), expected));
    person.pictureOf("preview", image.getWindow(), dialog);
    person.click(preview);
    Person.until("the preview to go", () -> java.util.Arrays.equals(Host.shorts(image.getProcessor()), original));
  }

  @Test
  @Order(5)
  void okGivesWhatPythonComputes() throws Exception {
    Window dialog = Person.window("Subtract Top-Hat Background");
    person.click(Person.button((GenericDialog) dialog, "OK"));
    Person.until("the dialog to go", () -> !dialog.isShowing());
    Person.until("the end of the command", () -> !image.isLocked() && image.getInfoProperty() != null
        && image.getInfoProperty().contains("[Drua routine]"));
    short[] pixels = Host.shorts(image.getProcessor());
    assertThat(pixels).isEqualTo(Host.topHat());
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i] & 0xffff).isLessThanOrEqualTo(original[i] & 0xffff);
    }
    assertThat(image.getInfoProperty()).contains("routine: subtract_top_hat").contains("radius=12 smooth");
    IJ.doCommand("Show Info...");
    TextWindow info = (TextWindow) Person.window("Info for test_image");
    assertThat(info.getTextPanel().getText())
        .contains("[Drua routine]").contains("parameters: radius=12 smooth").containsPattern("sha256: [0-9a-f]{64}");
    info.close();
  }

  @Test
  @Order(6)
  void undoRestoresEveryPixel() throws Exception {
    ij.WindowManager.setCurrentWindow(image.getWindow());
    IJ.doCommand("Undo");
    Person.until("Undo", () -> java.util.Arrays.equals(Host.shorts(image.getProcessor()), original));
  }

  @Test
  @Order(7)
  void theRecorderWroteALineThatRepeatsIt() throws Exception {
    String recorded = Recorder.getInstance().getText();
    assertThat(recorded).containsPattern("run\\(\"Subtract Top-Hat Background\\.\\.\\.\", \"radius=12 smooth ?\"\\);");
    String line = recorded.substring(recorded.indexOf("run(\"Subtract Top-Hat"));
    person.pictureOf("recorder", Person.window("Recorder"));
    Host.macro(
        "open(" + Host.quoted(Host.data("test_image.tif")) + ");", "rename('repeated');",
        line.substring(0, line.indexOf(';') + 1));
    ImagePlus repeated = ij.WindowManager.getImage("repeated");
    assertThat(Host.shorts(repeated.getProcessor())).isEqualTo(Host.topHat());
    repeated.changes = false;
    repeated.close();
    Recorder.getInstance().close();
  }

  @Test
  @Order(8)
  void spotsBecomeAnOverlayRoisAndATable() throws Exception {
    ij.WindowManager.setCurrentWindow(image.getWindow());
    person.choose("Python", "Detect Puncta (LoG)...");
    GenericDialog dialog = (GenericDialog) Person.window("Detect Puncta (LoG)");
    assertThat(dialog.getNumericFields().size()).isEqualTo(3);
    person.click(Person.button(dialog, "OK"));
    Window table = Person.window("Detect Puncta (LoG)");
    Person.until("the table", () -> ResultsTable.getResultsTable("Detect Puncta (LoG)") != null);
    ResultsTable rows = ResultsTable.getResultsTable("Detect Puncta (LoG)");
    assertThat(rows.size()).isGreaterThan(3);
    assertThat(rows.getHeadings()).contains("x", "y", "quality", "intensity", "contrast");
    Person.until("the overlay", () -> image.getOverlay() != null);
    assertThat(image.getOverlay().get(0).getFloatPolygon().npoints).isEqualTo(rows.size());
    double pixel = image.getCalibration().pixelWidth;
    assertThat(rows.getValue("x", 0)).isEqualTo(rows.getValue("x_pixel", 0) * pixel, org.assertj.core.api.Assertions.within(1e-9));
    RoiManager manager = Person.await("the ROI manager", RoiManager::getInstance);
    Person.until("the points in the ROI manager", () -> manager.getCount() == 1);
    arrange(Person.await("the table's window", () -> ij.WindowManager.getWindow("Detect Puncta (LoG)")), manager);
    assertThat(table).isNotNull();
  }

  private static void arrange(Window table, RoiManager manager) throws Exception {
    image.getWindow().setLocation(20, 20);
    IJ.run(image, "Enhance Contrast", "saturated=0.35");
    IJ.run(image, "In [+]", "");
    IJ.run(image, "In [+]", "");
    Thread.sleep(700);
    int right = image.getWindow().getX() + image.getWindow().getWidth() + 12;
    table.setBounds(right, 20, 580, 270);
    manager.setLocation(right, 302);
    IJ.getInstance().setLocation(20, 700);
    Thread.sleep(700);
    person.pictureOf("result", image.getWindow(), table, manager);
  }
}
