package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Collector;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.FrameSource;
import io.drua.mmhost.SyntheticFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

/** Routine files that are saved while frames flow. */
class ReloadChecks {
  /** Longer than the time between two looks at a file. */
  private static final long PAUSE_MILLIS = 30;

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  private static void write(String name, String... body) {
    List<String> lines = new ArrayList<>();
    lines.add("from drua import Image, processor");
    for (String line : body) {
      lines.add(line);
    }
    Reload.save(name, lines.toArray(new String[0]));
  }

  private static void writeFill(String name, int value) {
    write(name, "@processor(pin=True)", "def fill(image: Image) -> None:", "    image[...] = " + value);
  }

  /** A slow camera; before the frame of a number it does something, once all frames before that are through. */
  private static FrameSource slowly(int count, ProcessorSettings settings, Map<Integer, Program.Step> before) {
    SyntheticFrames frames = Program.frames(count);
    return () -> {
      long next = frames.taken();
      Thread.sleep(PAUSE_MILLIS);
      Program.Step step = before.get((int) next);
      if (step != null) {
        Collector.await("the frames before", () -> all(settings, done -> done == next));
        step.run();
      }
      return frames.next();
    };
  }

  private static boolean all(ProcessorSettings settings, LongPredicate wanted) {
    try {
      return wanted.test(Program.snapshot(settings).processed);
    } catch (InterruptedException error) {
      throw new AssertionError(error);
    }
  }

  private static List<Long> values(List<Image> images) {
    List<Long> values = new ArrayList<>();
    for (Image image : images) {
      values.add(image.getIntensityAt(5, 6));
    }
    return values;
  }

  @Test
  void eachSaveWorksFromTheNextFrameOnAndABrokenOneChangesNothing() throws Exception {
    writeFill("edited.py", 1);
    ProcessorSettings settings = Program.of("edited.fill");
    Program.set(settings);
    String[] failure = new String[3];
    Map<Integer, Program.Step> steps = new TreeMap<>();
    steps.put(2, () -> writeFill("edited.py", 2));
    steps.put(4, () -> write("edited.py", "@processor(pin=True)", "def fill(image: Image) -> None:", "    image[...] = ("));
    steps.put(6, () -> {
      failure[0] = Program.snapshot(settings).failure.message();
      write("edited.py", "raise RuntimeError('not at import')");
    });
    steps.put(8, () -> {
      failure[1] = Program.snapshot(settings).failure.message();
      write("edited.py", "def other():", "    pass");
    });
    steps.put(10, () -> {
      failure[2] = Program.snapshot(settings).failure.message();
      writeFill("edited.py", 3);
    });
    List<Image> images = Program.images(slowly(12, settings, steps));
    assertThat(values(images)).containsExactly(1L, 1L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 3L, 3L);
    String first = Program.mark(images.get(2), "DruaSourceHash");
    String second = Program.mark(images.get(11), "DruaSourceHash");
    assertThat(first).as("frames say that another text made them than the summary names").hasSize(64);
    assertThat(second).hasSize(64).isNotEqualTo(first);
    assertThat(Program.mark(images.get(1), "DruaSourceHash")).isEmpty();
    assertThat(Program.mark(images.get(9), "DruaSourceHash")).isEqualTo(first);
    assertThat(failure[0]).contains("Python Processor \"").contains("SyntaxError").contains("edited.py, line 4");
    assertThat(failure[1]).contains("not at import").contains("line 2");
    assertThat(failure[2]).contains("fill");
    assertThat(Program.snapshot(settings).failure).isNull();
  }

  @Test
  void modulesBesideTheFileCount() throws Exception {
    Reload.save("edited_helper.py", "VALUE = 5");
    write("with_helper.py", "import edited_helper", "@processor", "def fill(image: Image) -> None:",
        "    image[...] = edited_helper.VALUE");
    ProcessorSettings settings = Program.of("with_helper.fill");
    Program.set(settings);
    Map<Integer, Program.Step> steps = new TreeMap<>();
    steps.put(3, () -> Reload.save("edited_helper.py", "VALUE = 66"));
    assertThat(values(Program.images(slowly(5, settings, steps)))).containsExactly(5L, 5L, 5L, 66L, 66L);
  }

  @Test
  void aClassStartsAnewWithTheSameParameters() throws Exception {
    String[] body = {
      "@processor(pin=True)", "class Count:", "    def __init__(self, first: int = 1) -> None:", "        self.next = first",
      "    def process(self, image: Image) -> None:", "        image[...] = self.next", "        self.next += STEP"
    };
    write("edited_class.py", with("STEP = 1", body));
    ProcessorSettings settings = Program.of("edited_class.Count", "first", "20");
    Program.set(settings);
    Map<Integer, Program.Step> steps = new TreeMap<>();
    steps.put(3, () -> write("edited_class.py", with("STEP = 10", body)));
    assertThat(values(Program.images(slowly(6, settings, steps)))).containsExactly(20L, 21L, 22L, 20L, 30L, 40L);
  }

  private static String[] with(String first, String... others) {
    String[] all = new String[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  @Test
  void whatTheRoutineTakesMayChange() throws Exception {
    writeFill("edited_form.py", 1);
    ProcessorSettings settings = Program.of("edited_form.fill");
    Program.set(settings);
    Map<Integer, Program.Step> steps = new TreeMap<>();
    steps.put(2, () -> write("edited_form.py", "from drua import FrameMetadata", "@processor(writes=False)",
        "def fill(image: Image, metadata: FrameMetadata) -> Image:", "    metadata['New'] = 7", "    return image // image.dtype.type(2)"));
    List<Image> images = Program.images(slowly(4, settings, steps));
    assertThat(values(images).subList(0, 2)).containsExactly(1L, 1L);
    assertThat(images.get(3).getIntensityAt(5, 6)).isEqualTo(SyntheticFrames.valueAt(3, 5, 6) / 2);
    assertThat(images.get(3).getMetadata().getUserData().getLong("New", 0)).isEqualTo(7);
  }

  @Test
  void liveShowsTheNewText() throws Exception {
    writeFill("edited_live.py", 11);
    Program.set(Program.of("edited_live.fill").withLiveWaitMillis(1_000));
    Program.live(() -> {
      Program.awaitShown("the old text", image -> image.getIntensityAt(0, 0) == 11);
      writeFill("edited_live.py", 222);
      Program.awaitShown("the new text", image -> image.getIntensityAt(0, 0) == 222);
    });
  }
}
