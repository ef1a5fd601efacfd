package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import io.drua.bridge.StaleHandleException;
import io.drua.bridge.Transfer;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArraysTest {
  private PythonScope python;

  @BeforeEach
  void open() {
    python = PythonScope.of("arrays.py");
  }

  @AfterEach
  void stillWorks() {
    short[] pixels = {1, 2};
    assertThat(python.call("total", ImageBuffer.ofArray(pixels, PixelType.UINT16, 2))).isEqualTo(3.0);
    python.close();
  }

  private ImageBuffer image(String function, Object... args) {
    return (ImageBuffer) python.call(function, args);
  }

  // -- From Python --

  @Test
  void everyElementTypeComesToJava() {
    for (PixelType type : PixelType.values()) {
      try (ImageBuffer image = image("ramp", type.numpyName(), 2, 3)) {
        assertThat(image.type()).isEqualTo(type);
        assertThat(image.shape()).containsExactly(2, 3);
        assertThat(image.sizeInBytes()).isEqualTo(6L * type.bytes());
        assertThat(image.isOffHeap()).isTrue();
        Object array = image.toArray();
        int perPixel = type == PixelType.COMPLEX64 || type == PixelType.COMPLEX128 ? 2 : 1;
        assertThat(Array.getLength(array)).isEqualTo(6 * perPixel);
        if (type == PixelType.BOOL) {
          assertThat((boolean[]) array).containsExactly(false, true, false, true, false, true);
        } else if (type == PixelType.FLOAT16) {
          assertThat(((short[]) array)[1]).isEqualTo((short) 0x3C00);
        } else {
          assertThat(((Number) Array.get(array, 5 * perPixel)).doubleValue()).isEqualTo(5.0);
        }
      }
    }
  }

  @Test
  void otherMemoryLayoutsArriveInOrder() {
    try (ImageBuffer fortran = image("fortran");
        ImageBuffer reversed = image("reversed_rows");
        ImageBuffer swapped = image("byteswapped");
        ImageBuffer broadcast = image("broadcast");
        ImageBuffer scalar = image("zero_dimensional")) {
      assertThat((int[]) fortran.toArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
      assertThat((int[]) reversed.toArray()).containsExactly(8, 10, 4, 6, 0, 2);
      assertThat((short[]) swapped.toArray()).containsExactly((short) 0, (short) 1, (short) 2, (short) 3, (short) 4);
      assertThat((float[]) broadcast.toArray()).containsOnly(2.5f).hasSize(6);
      assertThat(scalar.shape()).isEmpty();
      assertThat((long[]) scalar.toArray()).containsExactly(7L);
    }
  }

  @Test
  void elementTypesWithoutCounterpartAreRefusedByName() {
    for (String function : new String[] {"structured", "objects", "dates", "texts"}) {
      assertThatThrownBy(() -> python.call(function))
          .as(function)
          .isInstanceOf(ConversionException.class)
          .hasMessageContaining("no counterpart in Java")
          .hasMessageContaining("astype");
    }
    assertThatThrownBy(() -> python.call("structured")).hasMessageContaining("'x'");
  }

  @Test
  void readOnlyArraysStayReadOnly() {
    try (ImageBuffer frozen = image("frozen")) {
      assertThat(frozen.isReadOnly()).isTrue();
      assertThat(frozen.asByteBuffer().isReadOnly()).isTrue();
      assertThatThrownBy(() -> python.call("write_first", frozen))
          .isInstanceOf(PythonException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void emptyArraysTravelBothWays() {
    for (int[] shape : new int[][] {{0}, {0, 5}, {3, 0}, {1, 0, 2}}) {
      Object[] args = new Object[shape.length + 1];
      args[0] = "float32";
      long[] lengths = new long[shape.length];
      for (int i = 0; i < shape.length; i++) {
        args[i + 1] = shape[i];
        lengths[i] = shape[i];
      }
      try (ImageBuffer empty = image("ramp", args)) {
        assertThat(empty.shape()).isEqualTo(lengths);
        assertThat((float[]) empty.toArray()).isEmpty();
      }
      ImageBuffer heap = ImageBuffer.ofArray(new float[0], PixelType.FLOAT32, lengths);
      assertThat(python.call("total", heap)).isEqualTo(0.0);
      ImageBuffer direct = ImageBuffer.ofDirect(ByteBuffer.allocateDirect(0), PixelType.FLOAT32, lengths);
      assertThat(python.call("total", direct)).isEqualTo(0.0);
      direct.close();
    }
  }

  @Test
  void emptyImagesGoThroughRoutines() {
    Routine total = python.routine("total", RoutineTraits.builder().inPlace(true).pin(true).plainArrays(true).build());
    for (int i = 0; i < 3; i++) {
      RoutineResult result = PythonScope.run(total, ImageBuffer.ofArray(new short[0], PixelType.UINT16, 0, 7));
      assertThat(result.value()).isEqualTo(0.0);
      assertThat(result.transfers().get(0).bytesCopied()).isZero();
    }
    total.close();
  }

  // -- From Java --

  @Test
  void heapPixelsAreChangedInPlaceInEveryMode() {
    Routine write = python.pinned("write_first");
    int[] pixels = {1, 2, 3, 4};
    for (int i = 0; i < 3; i++) {
      pixels[0] = 1;
      RoutineResult result = PythonScope.run(write, ImageBuffer.ofArray(pixels, PixelType.INT32, 2, 2));
      assertThat(pixels).containsExactly(99, 2, 3, 4);
      Transfer transfer = result.transfers().get(0);
      if (i == 0) {
        assertThat(transfer.describe()).isEqualTo("Copied (first call), 32 bytes copied");
      } else {
        assertThat(transfer.mode() == Transfer.Mode.PINNED || transfer.reason().contains("JVM gave a copy")).isTrue();
      }
    }
    write.close();
  }

  @Test
  void unsignedTypesOfJavaArraysAreSeenAsSuch() {
    byte[] bytes = {-1, 0, 1};
    assertThat(python.call("total", ImageBuffer.ofArray(bytes, PixelType.UINT8, 3))).isEqualTo(256.0);
    assertThat(python.call("total", ImageBuffer.ofArray(bytes, PixelType.INT8, 3))).isEqualTo(0.0);
    short[] shorts = {-1, 1};
    assertThat(python.call("total", ImageBuffer.ofArray(shorts, PixelType.UINT16, 2))).isEqualTo(65536.0);
    int[] colours = {0x01020304};
    Object facts = python.call("facts", ImageBuffer.ofArray(colours, PixelType.UINT8, 1, 1, 4));
    assertThat(facts).isEqualTo(Arrays.asList("uint8", Arrays.asList(1L, 1L, 4L), true, "ndarray"));
    float[] pairs = {1, 2, 3, 4};
    assertThat(python.call("facts", ImageBuffer.ofArray(pairs, PixelType.COMPLEX64, 2)).toString())
        .startsWith("[complex64, [2]");
  }

  @Test
  void readOnlyImagesCannotBeWrittenAndAreNotCopiedBack() {
    short[] pixels = {1, 2, 3, 4};
    Routine write = python.routine("write_first", RoutineTraits.builder().plainArrays(true).build());
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> PythonScope.run(write, ImageBuffer.ofArray(pixels, PixelType.UINT16, 4)))
          .isInstanceOf(PythonException.class)
          .hasMessageContaining("read-only");
    }
    assertThat(pixels).containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
    Routine total = python.routine("total", RoutineTraits.builder().plainArrays(true).build());
    RoutineResult result = PythonScope.run(total, ImageBuffer.ofArray(pixels, PixelType.UINT16, 4));
    assertThat(result.transfers().get(0).bytesCopied()).isEqualTo(8);
    write.close();
    total.close();
  }

  @Test
  void failedCopiedCallsLeaveTheImageAsItWas() {
    short[] pixels = {7, 8, 9};
    python.exec("def half_done(image):\n    image[0] = 0\n    raise ValueError('half done')");
    Routine halfDone = python.copied("half_done");
    assertThatThrownBy(() -> PythonScope.run(halfDone, ImageBuffer.ofArray(pixels, PixelType.UINT16, 3)))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("half done");
    assertThat(pixels).containsExactly((short) 7, (short) 8, (short) 9);
    halfDone.close();
  }

  /** As documented: there is no second copy of a pinned image; a host that can undo keeps one. */
  @Test
  void failedPinnedCallsLeaveWhatWasWritten() {
    short[] pixels = {7, 8, 9};
    python.exec(
        "def may_fail(image, fail=False):\n"
            + "    image[0] = 0\n"
            + "    if fail:\n"
            + "        raise ValueError('half done')");
    Routine mayFail = python.pinned("may_fail");
    RoutineCall.Builder sound = RoutineCall.builder().image(ImageBuffer.ofArray(pixels, PixelType.UINT16, 3));
    mayFail.run(sound.build());
    pixels[0] = 7;
    assertThatThrownBy(() -> mayFail.run(sound.parameter("fail", true).build()))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("half done");
    assertThat(pixels).containsExactly((short) 0, (short) 8, (short) 9);
    mayFail.close();
  }

  @Test
  void shapesThatDoNotFitAreRefusedBeforePython() {
    assertThatThrownBy(() -> ImageBuffer.ofArray(new short[10], PixelType.UINT16, 3, 4))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("needs 24 bytes; there are 20")
        .satisfies(thrown -> assertThat(((BridgeException) thrown).hint()).contains("(height, width)"));
    assertThatThrownBy(() -> ImageBuffer.ofArray(new short[10], PixelType.FLOAT32, 5))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("short[]");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new short[0], PixelType.UINT16, -1, 0))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new byte[1], PixelType.UINT8, 1L << 40, 1L << 40))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("larger than any memory");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new byte[8], PixelType.UINT8, 1L << 32))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("needs 4294967296 bytes");
    assertThatThrownBy(() -> ImageBuffer.ofArray("text", PixelType.UINT8, 4))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("String");
    assertThatThrownBy(() -> ImageBuffer.ofDirect(ByteBuffer.allocate(4), PixelType.UINT8, 4))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("not direct");
  }

  @Test
  void arraysAboveTwoGibibytesOfPythonStayInPython() {
    // Zeroed pages that nobody touches cost no memory.
    python.exec("import numpy as np\nlarge = np.zeros(2**31 + 16, dtype=np.uint8)");
    try (ImageBuffer large = (ImageBuffer) python.eval("large")) {
      assertThat(large.sizeInBytes()).isEqualTo((1L << 31) + 16);
      assertThatThrownBy(large::toArray)
          .isInstanceOf(ConversionException.class)
          .hasMessageContaining("more than a Java buffer or array can hold");
      assertThat(python.call("facts", large).toString()).contains("2147483664");
      python.exec("large[-1] = 5");
      assertThat(python.eval("int(large[-1])")).isEqualTo(5L);
    } finally {
      python.exec("del large");
    }
  }

  // -- Off-heap memory --

  @Test
  void directBuffersAreSharedBothWays() {
    ByteBuffer memory = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    Routine write = python.copied("write_first");
    try (ImageBuffer image = ImageBuffer.ofDirect(memory, PixelType.UINT16, 2, 2)) {
      RoutineResult result = PythonScope.run(write, image);
      assertThat(result.transfers().get(0).describe()).isEqualTo("Shared, 0 bytes copied");
      assertThat(memory.getShort(0)).isEqualTo((short) 99);
      memory.putShort(2, (short) 5);
      assertThat(python.call("total", image)).isEqualTo(104.0);
    }
    write.close();
  }

  @Test
  void sliceOfDirectBufferIsExactlyThatSlice() {
    ByteBuffer memory = ByteBuffer.allocateDirect(10);
    memory.position(2).limit(6);
    try (ImageBuffer image = ImageBuffer.ofDirect(memory, PixelType.UINT8, 4)) {
      python.exec("def fill(image):\n    image[...] = 1");
      python.call("fill", image);
      memory.clear();
      byte[] all = new byte[10];
      memory.get(all);
      assertThat(all).containsExactly(0, 0, 1, 1, 1, 1, 0, 0, 0, 0);
    }
  }

  @Test
  void keptDirectMemoryOutlivesItsBufferAndIsReleased() throws Exception {
    long before = Collector.settled().owners();
    int size = 8 << 20;
    lendAndDrop(size);
    Collector.collectJava();
    // Fills what a freed buffer would have left.
    List<ByteBuffer> others = Arrays.asList(ByteBuffer.allocateDirect(size), ByteBuffer.allocateDirect(size));
    assertThat(python.call("kept_sum")).isEqualTo(Arrays.asList(2.0 * size));
    assertThat(PythonScope.runtime().statistics().owners()).isEqualTo(before + 1);
    assertThat(others).hasSize(2);
    python.call("forget");
    Collector.awaitCollected(
        "the owner was released", () -> PythonScope.runtime().statistics().owners() <= before);
  }

  private void lendAndDrop(int size) {
    ByteBuffer memory = ByteBuffer.allocateDirect(size);
    for (int i = 0; i < size; i++) {
      memory.put(i, (byte) 2);
    }
    ImageBuffer image = ImageBuffer.ofDirect(memory, PixelType.UINT8, size);
    python.call("keep", image);
    image.close();
  }

  @Test
  void resultsOfPythonOutliveTheirNames() {
    ImageBuffer image = image("ramp", "int64", 4, 4);
    python.exec("import gc\ngc.collect()");
    assertThat(((long[]) image.toArray())[15]).isEqualTo(15L);
    ByteBuffer view = image.asByteBuffer();
    view.putLong(0, 42);
    assertThat(python.call("total", image)).isEqualTo(120.0 + 42);
    image.close();
    image.close();
    assertThatThrownBy(image::toArray).isInstanceOf(StaleHandleException.class).hasMessageContaining("closed before");
    assertThatThrownBy(() -> python.call("total", image)).isInstanceOf(StaleHandleException.class);
  }

  @Test
  void arraysOfPythonGoThroughRoutinesInPlace() {
    Routine write = python.copied("write_first");
    try (ImageBuffer image = image("ramp", "uint16", 3, 3)) {
      RoutineResult result = write.run(RoutineCall.builder().image(image).build());
      assertThat(result.transfers().get(0).mode()).isEqualTo(Transfer.Mode.SHARED);
      assertThat(((short[]) image.toArray())[0]).isEqualTo((short) 99);
    }
    write.close();
  }
}
