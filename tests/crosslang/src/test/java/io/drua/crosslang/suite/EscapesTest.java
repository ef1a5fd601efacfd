package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.LostViewException;
import io.drua.bridge.PixelType;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import io.drua.bridge.Transfer;
import io.drua.crosslang.support.Places;
import io.drua.crosslang.support.PythonScope;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A routine that keeps its image after the call gets a private snapshot, and is copied from then on. */
class EscapesTest {
  private static final int WIDTH = 64;

  private PythonScope python;
  private short[] pixels;

  @BeforeEach
  void open() {
    python = PythonScope.of("views.py");
    pixels = new short[WIDTH * WIDTH];
  }

  @AfterEach
  void stillWorks() {
    python.call("forget");
    Routine add = python.pinned("add_one");
    short[] fresh = new short[WIDTH * WIDTH];
    for (int i = 1; i <= 3; i++) {
      PythonScope.run(add, ImageBuffer.ofArray(fresh, PixelType.UINT16, WIDTH, WIDTH));
      assertThat(fresh).containsOnly((short) i);
    }
    add.close();
    python.close();
  }

  private ImageBuffer image() {
    return ImageBuffer.ofArray(pixels, PixelType.UINT16, WIDTH, WIDTH);
  }

  /** A routine that has had its first, copied call, so that the next one is pinned. */
  private Routine trusted(String function) {
    Routine routine = python.pinned(function);
    try {
      PythonScope.run(routine, image());
    } catch (PythonException expected) {
      assertThat(function).isEqualTo("raise_with_image");
    }
    python.call("forget");
    Arrays.fill(pixels, (short) 10);
    return routine;
  }

  /** Under -Xcheck:jni the JVM copies instead of pinning; what Python sees is the same. */
  private static boolean pinned(Transfer transfer) {
    return transfer.mode() == Transfer.Mode.PINNED || transfer.reason().contains("JVM gave a copy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep_image", "keep_slice", "keep_two_views", "keep_in_closure"})
  void keptViewsBecomeSnapshots(String function) {
    Routine routine = trusted(function);
    RoutineResult result = PythonScope.run(routine, image());
    Transfer transfer = result.transfers().get(0);
    assertThat(pinned(transfer)).as(transfer.describe()).isTrue();
    assertThat(transfer.escaped()).isTrue();
    assertThat(transfer.describe()).endsWith("a view escaped");
    assertThat(pixels).containsOnly((short) 11);
    // Java's further work is not seen by the snapshot ...
    Arrays.fill(pixels, (short) 77);
    if (function.equals("keep_in_closure")) {
      assertThat(python.eval("kept[0]()")).isEqualTo(11L);
    } else {
      assertThat((List<?>) python.call("first_values")).allMatch(value -> value.equals(11L));
      // ... nor Python's by Java.
      python.call("write_kept", 5);
      assertThat(pixels).containsOnly((short) 77);
      assertThat((List<?>) python.call("first_values")).allMatch(value -> value.equals(5L));
    }
    // From then on it is copied, and says why.
    RoutineResult next = PythonScope.run(routine, image());
    assertThat(next.transfers().get(0).mode()).isEqualTo(Transfer.Mode.COPIED);
    assertThat(next.transfers().get(0).reason()).isEqualTo("a view outlived an earlier call");
    assertThat(pixels).containsOnly((short) 78);
    routine.close();
  }

  @Test
  void viewsOfOneSnapshotShareIt() {
    Routine routine = trusted("keep_two_views");
    PythonScope.run(routine, image());
    python.exec("kept[0][...] = 3");
    assertThat(python.eval("int(kept[1][0, 1])")).isEqualTo(3L);
    routine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep_memoryview", "keep_in_ctypes", "keep_in_buffer"})
  void holdersThatKnowTheAddressAreLostLoudly(String function) {
    Routine routine = trusted(function);
    assertThatThrownBy(() -> PythonScope.run(routine, image()))
        .isInstanceOf(LostViewException.class)
        .hasMessageContaining("still uses the image's memory")
        .hasMessageContaining("image.copy()")
        .satisfies(thrown -> assertThat(((BridgeException) thrown).code()).isEqualTo("lost-view"));
    python.call("forget");
    RoutineResult next = PythonScope.run(routine, image());
    assertThat(next.transfers().get(0).mode()).isEqualTo(Transfer.Mode.COPIED);
    routine.close();
  }

  @Test
  void imageThatGotOtherMemoryKeepsThat() {
    Routine routine = trusted("keep_with_other_memory");
    assertThatThrownBy(() -> PythonScope.run(routine, image())).isInstanceOf(LostViewException.class);
    assertThat(pixels).containsOnly((short) 11);
    assertThat(python.call("first_values")).isEqualTo(Collections.singletonList(1L));
    routine.close();
  }

  @Test
  void garbageCycleIsCollectedWithoutEscape() {
    Routine routine = trusted("keep_in_cycle");
    RoutineResult result = PythonScope.run(routine, image());
    assertThat(pinned(result.transfers().get(0))).isTrue();
    assertThat(result.transfers().get(0).escaped()).isFalse();
    assertThat(pixels).containsOnly((short) 11);
    routine.close();
  }

  @Test
  void keptCycleIsSnapshot() {
    Routine routine = trusted("keep_in_kept_cycle");
    RoutineResult result = PythonScope.run(routine, image());
    assertThat(result.transfers().get(0).escaped()).isTrue();
    Arrays.fill(pixels, (short) 0);
    assertThat(python.eval("int(kept[0].image[0, 0])")).isEqualTo(11L);
    routine.close();
  }

  @Test
  void tracebackOfKeptExceptionIsSnapshotOrLost() {
    Routine routine = trusted("keep_in_exception");
    try {
      RoutineResult result = PythonScope.run(routine, image());
      assertThat(result.transfers().get(0).escaped()).isTrue();
    } catch (LostViewException lost) {
      // Local variables of an ended frame are not known to every version's collector.
      assertThat(lost.getMessage()).contains("image.copy()");
    }
    Arrays.fill(pixels, (short) 0);
    assertThat(python.eval("int(kept[0].__traceback__.tb_frame.f_locals['local'][0])")).isEqualTo(11L);
    routine.close();
  }

  @Test
  void exceptionThatCarriesTheImageDoesNotHoldIt() {
    Routine routine = trusted("raise_with_image");
    assertThatThrownBy(() -> PythonScope.run(routine, image()))
        .isInstanceOf(BridgeException.class)
        .satisfies(
            thrown -> {
              if (thrown instanceof PythonException) {
                assertThat(thrown.getMessage()).contains("the routine failed");
              } else {
                assertThat(thrown).isInstanceOf(LostViewException.class);
              }
            });
    routine.close();
  }

  @Test
  void suspendedGeneratorIsSnapshotOrLost() {
    Routine routine = trusted("keep_in_generator");
    try {
      RoutineResult result = PythonScope.run(routine, image());
      assertThat(result.transfers().get(0).escaped()).isTrue();
      Arrays.fill(pixels, (short) 0);
      assertThat(python.eval("next(kept[0])")).isEqualTo(11L);
    } catch (LostViewException lost) {
      assertThat(lost.getMessage()).contains("image.copy()");
    }
    routine.close();
  }

  @ParameterizedTest
  @CsvSource({"return_itself,4096", "return_derived,2016"})
  void returnedViewsAreCopies(String function, int length) {
    Routine routine = trusted(function);
    RoutineResult result = PythonScope.run(routine, image());
    try (ImageBuffer returned = (ImageBuffer) result.value()) {
      assertThat(result.transfers().get(0).escaped()).isFalse();
      assertThat((short[]) returned.toArray()).hasSize(length).containsOnly((short) 11);
      Arrays.fill(pixels, (short) 0);
      assertThat((short[]) returned.toArray()).containsOnly((short) 11);
    }
    // No reason to distrust it.
    assertThat(pinned(PythonScope.run(routine, image()).transfers().get(0))).isTrue();
    routine.close();
  }

  @Test
  void viewsInReturnedContainersAreCopiesToo() {
    Routine list = trusted("return_in_list");
    List<?> values = (List<?>) PythonScope.run(list, image()).value();
    Arrays.fill(pixels, (short) 0);
    try (ImageBuffer row = (ImageBuffer) values.get(0)) {
      assertThat((short[]) row.toArray()).hasSize(WIDTH).containsOnly((short) 11);
    }
    assertThat(values.get(1)).isEqualTo(11L);
    list.close();
    Routine map = trusted("return_in_dict");
    Map<?, ?> named = (Map<?, ?>) PythonScope.run(map, image()).value();
    Arrays.fill(pixels, (short) 0);
    try (ImageBuffer row = (ImageBuffer) named.get("row")) {
      assertThat((short[]) row.toArray()).hasSize(WIDTH).containsOnly((short) 11);
    }
    map.close();
  }

  @Test
  void returnedListThatContainsItselfIsRefused() {
    Routine routine = python.pinned("return_cycle");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> PythonScope.run(routine, image()))
          .isInstanceOf(ConversionException.class)
          .hasMessageContaining("200");
    }
    routine.close();
  }

  @Test
  void threadThatStillUsesTheImageIsLostLoudly() {
    Routine routine = trusted("add_one");
    Routine keeping = python.pinned("keep_in_thread");
    PythonScope.run(keeping, image());
    python.call("stop_thread");
    Arrays.fill(pixels, (short) 10);
    try {
      assertThatThrownBy(() -> PythonScope.run(keeping, image()))
          .isInstanceOf(LostViewException.class)
          .hasMessageContaining("thread");
    } finally {
      python.call("stop_thread");
    }
    // Another routine is not blamed.
    assertThat(pinned(PythonScope.run(routine, image()).transfers().get(0))).isTrue();
    keeping.close();
    routine.close();
  }

  @Test
  void threadThatEndsSoonIsWaitedFor() {
    Routine routine = trusted("brief_thread");
    RoutineResult result = PythonScope.run(routine, image());
    assertThat(result.transfers().get(0).escaped()).isFalse();
    assertThat(pixels).containsOnly((short) 11);
    routine.close();
  }

  @Test
  void copiedCallsMayKeepTheirImageForEver() {
    Routine routine = python.copied("keep_image");
    for (int i = 1; i <= 3; i++) {
      Arrays.fill(pixels, (short) i);
      // By wish, because collectors that take pins have no other reason from the second call on.
      RoutineResult result = routine.run(RoutineCall.builder().image(image()).copied("preview").build());
      assertThat(result.transfers().get(0).mode()).isEqualTo(Transfer.Mode.COPIED);
      assertThat(result.transfers().get(0).reason()).isEqualTo("preview");
      assertThat(pixels).containsOnly((short) (i + 1));
    }
    assertThat(python.call("first_values")).isEqualTo(Arrays.asList(2L, 3L, 4L));
    python.call("write_kept", 9);
    assertThat(pixels).containsOnly((short) 4);
    routine.close();
  }

  @Test
  void keptImageKnowsThatItsCallIsOver() {
    Routine keep =
        PythonScope.runtime().loadRoutine(
            Places.resource("routines/sound.py"),
            "keep",
            RoutineTraits.builder().inPlace(true).pin(true).build());
    ImageBuffer named = image().withMetadata(Collections.singletonMap("name", "cells"));
    for (int i = 0; i < 2; i++) {
      assertThat(PythonScope.run(keep, named).value()).isEqualTo("cells");
    }
    Routine ask =
        PythonScope.runtime().loadRoutine(
            Places.resource("routines/sound.py"),
            "kept_name",
            RoutineTraits.builder().build());
    assertThatThrownBy(() -> PythonScope.run(ask, image()))
        .isInstanceOf(PythonException.class)
        .satisfies(thrown -> assertThat(((BridgeException) thrown).code()).isEqualTo("expired-image"));
    keep.close();
    ask.close();
  }
}
