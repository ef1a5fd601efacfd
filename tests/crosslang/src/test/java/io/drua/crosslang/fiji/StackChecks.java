package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.Prefs;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Routines on all planes of a stack, several at once. */
class StackChecks {
  private static final int PLANES = 12;

  @BeforeAll
  static void prepare() {
    Host.prepare();
  }

  @AfterEach
  void close() {
    Host.closeAll();
  }

  /** Plane n holds n everywhere. */
  private static ImagePlus stack() {
    Host.macro(
        "newImage('s', '8-bit black', 40, 30, " + PLANES + ");",
        "for (i = 1; i <= nSlices; i++) { setSlice(i); setColor(i); fill(); } setSlice(1);");
    return Host.image();
  }

  private static int first(ImagePlus image, int slice) {
    return image.getStack().getProcessor(slice).get(0, 0);
  }

  private static String report() {
    return Host.macro("return call('io.drua.fiji.Report.last');");
  }

  @Test
  void planesAreRunAtOnceAndResultsComeInTheirOrder() {
    int before = Prefs.getThreads();
    Prefs.setThreads(2);
    try {
      ImagePlus image = stack();
      Host.macro("run('Meet Others...', 'wanted=2 stack');");
      for (int slice = 1; slice <= PLANES; slice++) {
        assertThat(first(image, slice)).as("plane " + slice).isEqualTo(255 - slice);
      }
      ResultsTable table = ResultsTable.getResultsTable();
      assertThat(table.size()).isEqualTo(PLANES);
      for (int row = 0; row < PLANES; row++) {
        assertThat(table.getValue("Slice", row)).isEqualTo(row + 1.0);
        assertThat(table.getValue("first", row)).isEqualTo(row + 1.0);
        assertThat(table.getValue("met", row)).as("two planes at once").isEqualTo(1.0);
      }
      assertThat(image.isLocked()).isFalse();
      assertThat(report()).containsPattern("1[0-2] x Pinned");
    } finally {
      Prefs.setThreads(before);
    }
  }

  @Test
  void oneFailureEndsTheCommandOnceAllThreadsRest() {
    int before = Prefs.getThreads();
    Prefs.setThreads(2);
    try {
      for (int failing : new int[] {2, PLANES}) {
        ImagePlus image = stack();
        assertThat(Host.failure("run('Fail on Value...', 'value=" + failing + " stack');"))
            .contains("ValueError: plane of value " + failing);
        assertThat(first(image, failing)).isEqualTo(failing);
        assertThat(image.isLocked()).isFalse();
        int[] now = values(image);
        assertThat(values(image)).as("nothing runs on").isEqualTo(now);
        Host.closeAll();
      }
    } finally {
      Prefs.setThreads(before);
    }
  }

  private static int[] values(ImagePlus image) {
    int[] values = new int[PLANES];
    for (int slice = 1; slice <= PLANES; slice++) {
      values[slice - 1] = first(image, slice);
    }
    return values;
  }

  @Test
  void aSelectionIsKeptOnEveryPlane() {
    ImagePlus image = stack();
    Host.macro("makeRectangle(5, 5, 10, 10);", "run('Fail on Value...', 'value=100 stack');");
    for (int slice = 1; slice <= PLANES; slice++) {
      assertThat(image.getStack().getProcessor(slice).get(7, 7)).isEqualTo(200);
      assertThat(first(image, slice)).isEqualTo(slice);
    }
  }

  @Test
  void aWholeStackIsNotCopied() {
    ImagePlus image = stack();
    Host.macro("run('Invert Plane', 'stack');", "run('Invert Plane', 'stack');");
    assertThat(report()).contains("Pinned").contains(" 0 bytes copied");
    assertThat(first(image, 5)).isEqualTo(5);
  }

  @Test
  void sharedStacksAreWorkedOnInPlace() {
    ImagePlus image = stack();
    Host.macro("run('Convert to Shared Stack...');", "run('Invert Plane', 'stack');");
    assertThat(report()).contains(PLANES + " x Shared").contains(" 0 bytes copied");
    for (int slice = 1; slice <= PLANES; slice++) {
      assertThat(first(image, slice)).as("plane " + slice).isEqualTo(200 - slice);
    }
    Host.macro("setSlice(3);", "run('Invert Plane', 'slice');");
    assertThat(first(image, 3)).isEqualTo(3);
    assertThat(image.getProcessor().get(0, 0)).isEqualTo(3);
    Host.macro("run('Sum of Stack');");
    assertThat(report()).contains("Shared").contains(" 0 bytes copied");
  }

  @Test
  void planesOfASharedStackAreRunAtOnce() {
    int before = Prefs.getThreads();
    Prefs.setThreads(2);
    try {
      ImagePlus image = stack();
      Host.macro("run('Convert to Shared Stack...');", "run('Meet Others...', 'wanted=2 stack');");
      for (int slice = 1; slice <= PLANES; slice++) {
        assertThat(first(image, slice)).as("plane " + slice).isEqualTo(255 - slice);
      }
    } finally {
      Prefs.setThreads(before);
    }
  }

  @Test
  void aFailureHalfWayRestoresAPlaneOfASharedStack() {
    ImagePlus image = stack();
    Host.macro("run('Convert to Shared Stack...');", "setSlice(4);");
    assertThat(Host.failure("run('Raise Half Way...', 'rows=5 slice');")).contains("half way");
    assertThat(first(image, 4)).isEqualTo(4);
    assertThat(image.getProcessor().get(0, 0)).isEqualTo(4);
  }

  @Test
  void selectionsOnSharedStacks() {
    ImagePlus image = stack();
    Host.macro(
        "run('Convert to Shared Stack...');", "makeRectangle(5, 5, 10, 10);", "run('Invert Plane', 'stack');");
    for (int slice = 1; slice <= PLANES; slice++) {
      assertThat(image.getStack().getProcessor(slice).get(7, 7)).isEqualTo(200 - slice);
      assertThat(first(image, slice)).isEqualTo(slice);
    }
  }
}
