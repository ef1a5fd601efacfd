package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What routines return, in ImageJ: images, labels, points, tables, numbers, texts; output; and where it came from. */
class ResultChecks {
  @BeforeAll
  static void prepare() {
    Host.prepare();
  }

  @AfterEach
  void close() {
    Host.closeAll();
  }

  private static ImagePlus open() {
    Host.macro("open(" + Host.quoted(Host.data("test_image.tif")) + ");");
    return Host.image();
  }

  private static void command(String name) {
    Host.macro("call('io.drua.fiji.Report.clear');", "run('" + name + "');");
    assertThat(Host.lastError()).isEmpty();
  }

  private static String info(ImagePlus image) {
    return String.valueOf(image.getProperty("Info"));
  }

  @Test
  void image() {
    ImagePlus source = open();
    command("Halves");
    ImagePlus result = Host.image();
    assertThat(result.getID()).isNotEqualTo(source.getID());
    assertThat(result.getTitle()).isEqualTo("Halves of " + source.getTitle());
    assertThat(result.getBitDepth()).isEqualTo(32);
    assertThat(result.getProcessor().getf(17, 3)).isEqualTo(source.getProcessor().get(17, 3) / 2f);
    assertThat(result.getCalibration().getUnit()).isEqualTo(source.getCalibration().getUnit());
    assertThat(result.getCalibration().pixelWidth).isEqualTo(source.getCalibration().pixelWidth);
    assertThat(info(result))
        .contains("[Drua routine]").contains("routine: halves").contains("file: checks.py")
        .containsPattern("sha256: [0-9a-f]{64}").contains("parameters: none").contains("numpy ");
    assertThat(info(source)).doesNotContain("[Drua routine]");
  }

  @Test
  void provenanceOfAChangedImage() throws Exception {
    ImagePlus image = open();
    String before = image.getInfoProperty();
    Host.macro("run('Subtract Top-Hat Background...', 'radius=12');");
    assertThat(info(image)).contains("routine: subtract_top_hat").contains("radius=12").contains("scipy ");
    if (before != null) {
      assertThat(info(image)).startsWith(before.trim());
    }
    Path file = Host.work().resolve("kept µ.tif");
    Host.macro("saveAs('Tiff', " + Host.quoted(file) + "); close(); open(" + Host.quoted(file) + ");");
    assertThat(info(Host.image())).as("in the file, too").contains("radius=12");
    Host.macro("run('Subtract Top-Hat Background...', 'radius=12');");
    assertThat(info(Host.image())).contains("runs: 2");
  }

  @Test
  void labels() {
    open();
    command("Labels of Bright");
    ImageProcessor plane = Host.image().getProcessor();
    assertThat(Host.image().getBitDepth()).isEqualTo(16);
    assertThat(plane.getMax()).isEqualTo(300);
    assertThat(plane.isColorLut()).isTrue();
    assertThat(plane.getCurrentColorModel().getRGB(0) & 0xffffff).as("background").isZero();
    assertThat(info(Host.image())).contains("routine: labels_of");
  }

  @Test
  void points() {
    ImagePlus image = open();
    command("Two Points");
    Overlay overlay = image.getOverlay();
    assertThat(overlay.size()).isEqualTo(1);
    Roi points = overlay.get(0);
    assertThat(points).isInstanceOf(PointRoi.class);
    assertThat(points.getFloatPolygon().npoints).isEqualTo(2);
    assertThat(points.getContainedPoints())
        .as("the pixels whose centres the routine gave")
        .containsExactly(new java.awt.Point(1, 2), new java.awt.Point(4, 3));
  }

  @Test
  void table() throws Exception {
    ImagePlus image = open();
    command("Numbers and Names");
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.getValue("value", 1)).isEqualTo(image.getStatistics().max);
    assertThat(table.getStringValue("name", 0)).isEqualTo("least");
    Path file = Host.work().resolve("tabelle größe.csv");
    Host.macro("call('io.drua.fiji.Report.saveTable', " + Host.quoted(file) + ");");
    assertThat(Files.readAllLines(file, StandardCharsets.UTF_8)).hasSize(3).last().asString().contains("largest");
  }

  @Test
  void aTableIsGivenByColumn() {
    open();
    ResultsTable system = ResultsTable.getResultsTable();
    system.reset();
    for (int row = 0; row < 3; row++) {
      system.addRow();
      system.addValue("value", row + 0.5);
      system.addValue("name", "row " + row);
    }
    Host.macro("call('io.drua.fiji.Report.clear');", "run('Doubled Table...', 'rows=Results');");
    assertThat(Host.lastError()).isEmpty();
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.getColumn("value")).containsExactly(1, 3, 5);
    assertThat(table.getColumn("array")).as("numbers came as an array").containsExactly(1, 1, 1);
    assertThat(table.getStringValue("name", 2)).isEqualTo("row 2");
  }

  @Test
  void severalAtOnce() throws Exception {
    ImagePlus source = open();
    String log = Host.printed(() -> command("Everything"));
    assertThat(log).contains("Everything: 42").contains("Everything: the end");
    assertThat(Host.macro("return call('io.drua.fiji.Report.lastValue');")).isEqualTo("42\nthe end");
    assertThat(source.getOverlay().size()).isEqualTo(2);
    assertThat(source.getOverlay().get(0).getName()).isEqualTo("box");
    assertThat(source.getOverlay().get(0).getBounds()).isEqualTo(new java.awt.Rectangle(1, 2, 3, 5));
    assertThat(Host.image().getTitle()).startsWith("Everything of");
    assertThat(ResultsTable.getResultsTable().getValue("a", 1)).isEqualTo(2.5);
  }

  @Test
  void whatImageJCannotShow() {
    assertThat(Host.failure("newImage('a', '8-bit ramp', 9, 9, 1); run('Anything');")).contains("object");
  }

  @Test
  void outputProgressAndRecordsOfTheLog() throws Exception {
    open();
    Host.image().setTitle("細胞 µm");
    String log = Host.printed(() -> {
      command("Talk");
      pause(1000);
    });
    assertThat(log).contains("[Python] printed by 細胞 µm").contains("without an end").contains("logged as a warning");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void titlesBeyondAscii() {
    open();
    Host.image().setTitle("größe 細胞 \uD83D\uDD2C.tif");
    assertThat(Host.macro("run('Name of Image');", "return call('io.drua.fiji.Report.lastValue');"))
        .isEqualTo("größe 細胞 \uD83D\uDD2C.tif");
    assertThat(WindowManager.getImageCount()).isPositive();
  }

  @Test
  void everyCallIsReported() {
    Host.macro("call('io.drua.fiji.Report.clear');");
    for (int i = 0; i < 3; i++) {
      Host.macro("newImage('a', '16-bit ramp', 300, 200, 1);", "run('Invert Plane');");
      assertThat(Host.lastError()).isEmpty();
    }
    assertThat(Host.macro("return call('io.drua.fiji.Report.lastPassed');")).isEqualTo("Pinned");
    assertThat(Host.macro("return call('io.drua.fiji.Report.lastBytesCopied');")).isEqualTo("0");
    assertThat(Double.parseDouble(Host.macro("return call('io.drua.fiji.Report.lastMilliseconds');"))).isPositive();
    assertThat(Host.macro("return call('io.drua.fiji.Report.table');").split("\n")).hasSize(4);
  }
}
