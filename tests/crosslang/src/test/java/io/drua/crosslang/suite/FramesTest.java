package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.MapBlock;
import io.drua.bridge.PixelType;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import io.drua.bridge.Transfer;
import io.drua.crosslang.support.PythonScope;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the frames of a camera need of the bridge: results in other arrays, colours as they lie, blocks of metadata. */
class FramesTest {
  private static final RoutineTraits IN_PLACE = RoutineTraits.builder().inPlace(true).pin(true).build();

  private PythonScope python;

  @BeforeEach
  void open() {
    python = PythonScope.empty();
  }

  @AfterEach
  void close() {
    python.close();
  }

  private static RoutineCall.Builder call(ImageBuffer image) {
    return RoutineCall.builder().image(image);
  }

  // -- Another array for the result --

  @Test
  void aCopyGoesIntoAnotherArrayAndItsOwnStays() {
    python.exec("def double(image):\n    image *= 2\n");
    short[] held = {1, 2, 3, 4};
    short[] result = new short[4];
    try (Routine routine = python.routine("double", IN_PLACE)) {
      ImageBuffer image = ImageBuffer.ofArray(held, PixelType.UINT16, 2, 2);
      RoutineResult outcome = routine.run(call(image).copiedInto("others hold it", result).build());
      assertThat(held).containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
      assertThat(result).containsExactly((short) 2, (short) 4, (short) 6, (short) 8);
      Transfer transfer = outcome.transfers().get(0);
      assertThat(transfer.mode()).isEqualTo(Transfer.Mode.COPIED);
      assertThat(transfer.reason()).isEqualTo("others hold it");
      assertThat(transfer.bytesCopied()).isEqualTo(16);
    }
  }

  @Test
  void aFailureWritesNeitherArray() {
    python.exec("def fail(image):\n    image[...] = 9\n    raise ValueError('half way')\n");
    float[] held = {1, 2};
    float[] result = {7, 7};
    try (Routine routine = python.routine("fail", IN_PLACE)) {
      ImageBuffer image = ImageBuffer.ofArray(held, PixelType.FLOAT32, 1, 2);
      assertThatThrownBy(() -> routine.run(call(image).copiedInto("kept", result).build()))
          .isInstanceOf(PythonException.class)
          .hasMessageContaining("half way");
    }
    assertThat(held).containsExactly(1, 2);
    assertThat(result).containsExactly(7, 7);
  }

  @Test
  void aResultArrayThatIsTooShortIsRefusedBeforeTheRoutineRuns() {
    python.exec("ran = []\ndef note(image):\n    ran.append(1)\n");
    try (Routine routine = python.routine("note", IN_PLACE)) {
      ImageBuffer image = ImageBuffer.ofArray(new byte[6], PixelType.UINT8, 2, 3);
      assertThatThrownBy(() -> routine.run(call(image).copiedInto("kept", new byte[5]).build()))
          .isInstanceOf(ConversionException.class)
          .hasMessageContaining("byte[] of length 5")
          .hasMessageContaining("length 6");
    }
    assertThat(python.eval("len(ran)")).isEqualTo(0L);
  }

  @Test
  void aResultArrayOfAnotherKindIsRefused() {
    python.exec("def change(image):\n    image += 1\n");
    try (Routine routine = python.routine("change", IN_PLACE)) {
      ImageBuffer heap = ImageBuffer.ofArray(new short[4], PixelType.UINT16, 2, 2);
      for (Object wrong : new Object[] {new float[4], new Object[4], "text", new int[4]}) {
        assertThatThrownBy(() -> routine.run(call(heap).copiedInto("kept", wrong).build()))
            .isInstanceOf(ConversionException.class)
            .hasMessageContaining("expected short[]");
      }
      ImageBuffer readOnly = heap.readOnly();
      assertThatThrownBy(() -> routine.run(call(readOnly).copiedInto("kept", new short[4]).build()))
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void endlessRecursionThroughCEndsOnASmallStackToo() throws InterruptedException {
    python.exec(
        "class Less:\n    def __lt__(self, other):\n        return sorted([Less(), Less()]) and True\n"
            + "def recurse(image):\n    try:\n        sorted([Less(), Less()])\n"
            + "    except RecursionError:\n        image += 1\n");
    byte[] pixels = {1, 2};
    Throwable[] thrown = new Throwable[1];
    try (Routine routine = python.routine("recurse", IN_PLACE)) {
      ImageBuffer image = ImageBuffer.ofArray(pixels, PixelType.UINT8, 1, 2);
      routine.run(call(image).build());
      Thread small = new Thread(null, () -> {
        RoutineResult result = routine.run(call(image).onCallerThread().build());
        assertThat(result.transfers().get(0).mode()).isEqualTo(Transfer.Mode.PINNED);
      }, "small stack", 256 << 10);
      small.setUncaughtExceptionHandler((thread, problem) -> thrown[0] = problem);
      small.start();
      small.join(30_000);
    }
    assertThat(thrown[0]).isNull();
    assertThat(pixels).containsExactly(3, 4);
  }

  @Test
  void twoCallsMayCopyFromOneHeldArrayAtATime() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(2);
    JavaFunction arrive =
        args -> {
          inside.countDown();
          return inside.await(20, TimeUnit.SECONDS);
        };
    python.exec("met = []\ndef use(function):\n    global arrive\n    arrive = function\n"
        + "def meet(image):\n    met.append(arrive())\n    image += 1\n");
    python.call("use", arrive);
    byte[] held = {5, 6};
    byte[][] results = {new byte[2], new byte[2]};
    Thread[] threads = new Thread[2];
    try (Routine routine = python.routine("meet", IN_PLACE)) {
      for (int i = 0; i < 2; i++) {
        byte[] result = results[i];
        threads[i] = new Thread(() -> routine.run(
            call(ImageBuffer.ofArray(held, PixelType.UINT8, 1, 2)).copiedInto("live", result).build()));
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join(30_000);
      }
    }
    assertThat(python.eval("met")).isEqualTo(Arrays.asList(true, true));
    assertThat(held).containsExactly(5, 6);
    assertThat(results[0]).containsExactly(6, 7);
    assertThat(results[1]).containsExactly(6, 7);
  }

  // -- Colours --

  @Test
  void coloursAreRedGreenBlueInPlace() {
    python.exec(
        "def look(image):\n"
            + "    seen.append((image.shape, image.strides, image[0, 1].tolist()))\n"
            + "    image[..., 0] = 200\n"
            + "seen = []\n");
    byte[] bgra = {1, 2, 3, 4, 5, 6, 7, 8};
    try (Routine routine = python.routine("look", IN_PLACE)) {
      routine.run(call(ImageBuffer.ofColours(bgra, 1, 2)).build());
      RoutineResult second = routine.run(call(ImageBuffer.ofColours(bgra, 1, 2)).build());
      assertThat(second.transfers().get(0).mode()).isEqualTo(Transfer.Mode.PINNED);
      assertThat(second.transfers().get(0).bytesCopied()).isZero();
    }
    assertThat(bgra).containsExactly(1, 2, 200, 4, 5, 6, 200, 8);
    assertThat(python.eval("[s[0] for s in seen]"))
        .isEqualTo(Arrays.asList(Arrays.asList(1L, 2L, 3L), Arrays.asList(1L, 2L, 3L)));
    assertThat(python.eval("seen[0][2]")).isEqualTo(Arrays.asList(7L, 6L, 5L));
    assertThat(python.eval("seen[0][1]")).isEqualTo(Arrays.asList(8L, 4L, -1L));
  }

  @Test
  void keptColoursGetPixelsOfTheirOwn() {
    python.exec("kept = []\ndef keep(image):\n    kept.append(image)\n");
    byte[] bgra = {1, 2, 3, 4};
    try (Routine routine = python.routine("keep", IN_PLACE)) {
      routine.run(call(ImageBuffer.ofColours(bgra, 1, 1)).build());
      RoutineResult pinned = routine.run(call(ImageBuffer.ofColours(bgra, 1, 1)).build());
      assertThat(pinned.transfers().get(0).escaped()).isTrue();
    }
    Arrays.fill(bgra, (byte) 99);
    assertThat(python.eval("[k.tolist() for k in kept]"))
        .isEqualTo(Arrays.asList(
            Arrays.asList(Arrays.asList(Arrays.asList(3L, 2L, 1L))),
            Arrays.asList(Arrays.asList(Arrays.asList(3L, 2L, 1L)))));
  }

  @Test
  void anImageWithoutPixelsIsNoColourProblem() {
    python.exec("def size(image):\n    return image.size\n");
    try (Routine routine = python.routine("size", RoutineTraits.builder().build())) {
      assertThat(routine.run(call(ImageBuffer.ofColours(new byte[0], 0, 7)).build()).value()).isEqualTo(0L);
    }
    assertThatThrownBy(() -> ImageBuffer.ofColours(new byte[7], 1, 2)).isInstanceOf(ConversionException.class);
  }

  // -- Blocks --

  @Test
  void aBlockIsTheMetadataOfAnImage() {
    python.exec("def about(image):\n    return [image.axes, list(image.spacing), image.position, image.name]\n");
    MapBlock block = new MapBlock();
    block.put("axes", "YX").putValue("spacing", Arrays.asList(0.5, 0.25)).put("name", "a \u00b5 b");
    block.beginMap("slice").put("T", 7).put("C", 1).endMap();
    ImageBuffer image = ImageBuffer.ofArray(new byte[2], PixelType.UINT8, 1, 2).withMetadataBlock(block.finish());
    try (Routine routine = python.routine("about", RoutineTraits.builder().build())) {
      Object about = routine.run(call(image).build()).value();
      assertThat(String.valueOf(about)).isEqualTo("[YX, [0.5, 0.25], {T=7, C=1}, a \u00b5 b]");
    }
    assertThat(image.metadata()).containsEntry("name", "a \u00b5 b").containsKey("slice");
  }
}
