package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images of every type, stacks and selections; and images that a routine can't work on, which stay as they were. */
class PixelChecks {
  @BeforeAll
  static void prepare() {
    Host.prepare();
  }

  @AfterEach
  void close() {
    Host.closeAll();
  }

  private static ImagePlus stack() {
    Host.macro("open(" + Host.quoted(Host.data("test_still_stack.tif")) + ");");
    return Host.image();
  }

  @Test
  void typesOfPixels() {
    for (String type : new String[] {"8-bit ramp", "16-bit ramp", "32-bit ramp"}) {
      Host.macro("newImage('a', '" + type + "', 64, 16, 1);");
      ImageProcessor before = Host.image().getProcessor().duplicate();
      Host.macro("run('Invert Plane');");
      ImageProcessor after = Host.image().getProcessor();
      int mask = before.getBitDepth() == 8 ? 0xff : 0xffff;
      for (int i = 0; i < before.getPixelCount(); i++) {
        float wanted = before.getBitDepth() == 32 ? 200 - before.getf(i) : (200 - before.get(i)) & mask;
        assertThat(after.getf(i)).as(type).isEqualTo(wanted);
      }
    }
  }

  @Test
  void coloursOneByOne() {
    Host.macro("newImage('c', 'RGB', 20, 10, 1); setColor(10, 120, 200); fill();", "run('Invert Plane');");
    assertThat(Host.image().getProcessor().get(3, 3) & 0xffffff).isEqualTo(190 << 16 | 80 << 8);
    assertThat(Host.image().getType()).isEqualTo(ImagePlus.COLOR_RGB);
  }

  @Test
  void onePlaneOfAStack() {
    ImagePlus image = stack();
    short[][] before = {Host.shorts(plane(image, 1)), Host.shorts(plane(image, 2)), Host.shorts(plane(image, 3))};
    Host.macro("setSlice(2);", "run('Subtract Top-Hat Background...', 'radius=5 slice');");
    assertThat(Host.shorts(plane(image, 1))).isEqualTo(before[0]);
    assertThat(Host.shorts(plane(image, 2))).isNotEqualTo(before[1]);
    assertThat(Host.shorts(plane(image, 3))).isEqualTo(before[2]);
  }

  @Test
  void allPlanesOfAHyperstack() {
    ImagePlus image = stack();
    short[][] single = new short[3][];
    for (int i = 1; i <= 3; i++) {
      ImagePlus one = new ImagePlus("one", plane(image, i).duplicate());
      IJ.run(one, "Subtract Top-Hat Background...", "radius=5 smooth");
      single[i - 1] = Host.shorts(one.getProcessor());
    }
    Host.macro("run('Subtract Top-Hat Background...', 'radius=5 smooth stack');");
    for (int i = 1; i <= 3; i++) {
      assertThat(Host.shorts(plane(image, i))).as("plane " + i).isEqualTo(single[i - 1]);
    }
    assertThat(image.isComposite()).isTrue();
    assertThat(image.getDimensions()).containsExactly(300, 300, 3, 1, 1);
    String info = String.valueOf(image.getProperty("Info"));
    assertThat(info.split("\\[Drua routine\\]", -1)).as("one entry for all planes: " + info).hasSize(2);
  }

  private static ImageProcessor plane(ImagePlus image, int slice) {
    return image.getStack().getProcessor(slice);
  }

  @Test
  void wholeBlocks() {
    ImagePlus image = stack();
    Host.macro("run('Mark Channels');");
    for (int i = 1; i <= 3; i++) {
      assertThat(plane(image, i).get(0, 0)).isEqualTo(i);
    }
    Host.closeAll();
    Host.macro("newImage('z', '8-bit white', 6, 5, 4);", "run('Sum of Stack');");
    assertThat(Host.image().getStackSize()).isEqualTo(1);
    assertThat(Host.image().getProcessor().getf(5, 4)).isEqualTo(4 * 255);
  }

  @Test
  void outsideOfTheSelectionNothingChanges() {
    Host.macro("newImage('a', '8-bit ramp', 64, 64, 1);");
    ImagePlus image = Host.image();
    ImageProcessor before = image.getProcessor().duplicate();
    Roi oval = new OvalRoi(10, 12, 31, 21);
    image.setRoi(oval);
    Host.macro("run('Invert Plane');");
    int inside = 0;
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        int old = before.get(x, y);
        inside += oval.contains(x, y) ? 1 : 0;
        assertThat(image.getProcessor().get(x, y)).isEqualTo(oval.contains(x, y) ? (200 - old) & 0xff : old);
      }
    }
    assertThat(inside).isGreaterThan(400);
  }

  @Test
  void selectionsWithoutPixels() {
    String image = "newImage('a', '8-bit ramp', 64, 64, 1);";
    assertThat(Host.failure(image, "makeRectangle(100, 100, 5, 5); run('Invert Plane');"))
        .contains("empty or outside").contains("Select None");
    assertThat(Host.image().getProcessor().get(0, 0)).isZero();
  }

  @Test
  void imagesThatAreNotThere() {
    assertThat(Host.failure("run('Mean of Plane');")).contains("No image is open").contains("Open an image first");
    assertThat(Host.failure("newImage('a', '8-bit ramp', 9, 9, 1); close(); run('Invert Plane');"))
        .contains("No image is open");
  }

  @Test
  void imagesOfAWrongType() {
    assertThat(Host.failure("newImage('c', '32-bit ramp', 9, 9, 1); run('Bytes Only');"))
        .contains("takes 8-bit images").contains("\"c\" is 32-bit").contains("Image > Type");
    assertThat(Host.failure("newImage('c', 'RGB', 9, 9, 1); run('Mean of Plane');"))
        .contains("is RGB").contains("8-bit, 16-bit or 32-bit");
  }

  @Test
  void lockedImages() {
    Host.macro("newImage('a', '8-bit ramp', 9, 9, 1);");
    ImagePlus image = Host.image();
    assertThat(image.lockSilently()).isTrue();
    assertThat(Host.failure("run('Invert Plane');")).contains("\"a\" is locked").contains("Wait");
    image.unlock();
    assertThat(image.getProcessor().get(0, 0)).isZero();
  }

  @Test
  void aFailureHalfWayRestoresThePlane() {
    Host.macro("newImage('a', '16-bit ramp', 64, 32, 1);");
    ImagePlus image = Host.image();
    short[] before = Host.shorts(image.getProcessor());
    assertThat(Host.failure("run('Raise Half Way...', 'rows=5');")).contains("ValueError: half way");
    assertThat(Host.shorts(image.getProcessor())).isEqualTo(before);
    assertThat(Host.failure("run('Wrong Size');")).contains("ValueError");
    assertThat(Host.shorts(image.getProcessor())).isEqualTo(before);
    assertThat(image.isLocked()).isFalse();
    Host.macro("run('Mean of Plane');");
    assertThat(Host.lastError()).as("the next call works").contains("ValueError");
    assertThat(Host.macro("return call('io.drua.fiji.Report.lastValue');")).isNotEmpty();
  }

  @Test
  void escapeEndsALongRoutine() throws Exception {
    Host.macro("newImage('a', '16-bit ramp', 64, 32, 1);");
    ImagePlus image = Host.image();
    short[] before = Host.shorts(image.getProcessor());
    Thread key = new Thread(() -> {
      try {
        Thread.sleep(1200);
        IJ.setKeyDown(java.awt.event.KeyEvent.VK_ESCAPE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    key.start();
    long start = System.nanoTime();
    Host.failure("run('Slow...', 'seconds=60');");
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
    key.join();
    IJ.resetEscape();
    assertThat(Host.shorts(image.getProcessor())).isEqualTo(before);
    assertThat(image.isLocked()).isFalse();
  }

  @Test
  void anImageThatIsClosedWhileARoutineRuns() throws Exception {
    ImagePlus image = IJ.createImage("gone", "16-bit ramp", 64, 32, 1);
    Thread run = new Thread(() -> IJ.run(image, "Slow...", "seconds=1.5"));
    run.start();
    Thread.sleep(600);
    image.changes = false;
    image.close();
    image.flush();
    run.join(20000);
    assertThat(run.isAlive()).isFalse();
    assertThat(Host.macro("newImage('a', '8-bit ramp', 9, 9, 1); run('Mean of Plane');",
        "return call('io.drua.fiji.Report.lastValue');")).isNotEmpty();
  }
}
