package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RuntimeListener;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Output, progress and log records of a call, in order, before the call returns. */
class SpeechTest {
  private PythonScope python;
  private Ear ear;

  /** Remembers what it hears. */
  private static final class Ear implements RuntimeListener {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<String>());
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private volatile long call;

    @Override
    public void output(long id, boolean error, String text) {
      StringBuffer all = error ? err : out;
      all.append(text);
      if (text.endsWith("\n")) {
        // A plain function's output comes as it is written, a piece at a time.
        int end = all.length() - 1;
        heard.add((error ? "err " : "out ") + all.substring(all.lastIndexOf("\n", end - 1) + 1, end));
      }
      call = id;
    }

    @Override
    public void progress(long id, double fraction, String message) {
      heard.add("progress " + fraction + " " + message);
      call = id;
    }

    @Override
    public void log(long id, int level, String text) {
      heard.add("log " + level + " " + text);
      call = id;
    }
  }

  @BeforeEach
  void open() {
    python = PythonScope.of("speech.py");
    ear = new Ear();
    PythonScope.runtime().addListener(ear);
  }

  @AfterEach
  void stillWorks() {
    PythonScope.runtime().removeListener(ear);
    assertThat(python.eval("2 + 2")).isEqualTo(4L);
    python.close();
  }

  private long run(String function) {
    Routine routine = python.copied(function);
    RoutineCall call =
        RoutineCall.builder().image(ImageBuffer.ofArray(new short[16], PixelType.UINT16, 4, 4)).build();
    try {
      routine.run(call);
    } finally {
      routine.close();
    }
    return call.id();
  }

  /** Waits for all of what a stream has to give, so that nothing is left for the next test. */
  private static void awaitText(StringBuffer stream, String expected) throws InterruptedException {
    Collector.await(expected, () -> stream.length() >= expected.length());
    assertThat(stream).hasToString(expected);
  }

  @Test
  void everythingArrivesInOrderBeforeTheCallReturns() throws InterruptedException {
    List<String> expected = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      expected.add("out line " + i);
      expected.add("progress " + i / 20.0 + " step " + i);
      expected.add("log 30 speech: log " + i);
    }
    // The first time classes are loaded, which may take longer than a call waits for its listeners.
    run("count");
    Collector.await("all events", () -> ear.heard.size() >= expected.size());
    assertThat(ear.heard).isEqualTo(expected);
    int complete = 0;
    for (int i = 0; i < 20; i++) {
      ear.heard.clear();
      long id = run("count");
      if (ear.heard.size() >= expected.size()) {
        complete++;
      }
      Collector.await("all events", () -> ear.heard.size() >= expected.size());
      assertThat(ear.heard).isEqualTo(expected);
      assertThat(ear.call).isEqualTo(id);
    }
    assertThat(complete).as("calls that had delivered everything when they returned").isGreaterThan(10);
  }

  @Test
  void linesWithoutEndArriveAtTheEnd() throws Exception {
    run("two_streams");
    awaitText(ear.out, "out without end");
    awaitText(ear.err, "err without end");
  }

  @Test
  void textOfAllPlanesArrives() throws Exception {
    run("unicode");
    awaitText(ear.out, "caf\u00e9 \ud83d\ude00 \u4e2d\n");
  }

  @Test
  void loneSurrogatesAreEscaped() throws Exception {
    run("surrogate");
    awaitText(ear.out, "lone \\ud800 one\n");
  }

  @Test
  void tooMuchOutputSaysWhatWasLost() throws Exception {
    run("huge");
    Collector.await(
        "all of it, or a word on what was lost",
        () -> ear.out.length() >= 3_000_000 || ear.heard.toString().contains("lost"));
    run("unicode");
    Collector.await("later text", () -> ear.out.toString().endsWith("\u4e2d\n"));
  }

  @Test
  void tenMegabytesOfResultDoNotDisturbOutput() {
    assertThat((String) python.call("huge_text", 5_000_000)).hasSize(5_000_000);
  }

  @Test
  void bytesOfTheStreamArrive() throws Exception {
    run("binary");
    awaitText(ear.out, "raw bytes\n");
  }

  @Test
  void outputBeforeAnExceptionArrives() throws Exception {
    assertThatThrownBy(() -> run("raise_after_print"))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("after the print");
    awaitText(ear.out, "before the end\n");
  }

  @Test
  void strangeProgressIsUnknownOrBounded() throws Exception {
    run("strange_progress");
    Collector.await("progress", () -> ear.heard.size() == 3);
    assertThat(ear.heard).containsExactly("progress -1.0 nan", "progress -1.0 ", "progress 1.0 too much");
  }

  @Test
  void threadsOfTheRoutineAreHeard() throws Exception {
    run("print_from_thread");
    Collector.await("output", () -> ear.out.toString().equals("from a thread\n"));
  }

  @Test
  void outputArrivesWhileTheRoutineRuns() throws Exception {
    Routine routine = python.copied("slowly");
    RoutineCall call =
        RoutineCall.builder().image(ImageBuffer.ofArray(new short[16], PixelType.UINT16, 4, 4)).build();
    Thread thread = new Thread(() -> routine.run(call));
    thread.start();
    Collector.await("first line", () -> ear.out.toString().contains("first"));
    thread.join(20_000);
    Collector.await("second line", () -> ear.out.toString().equals("first\nsecond\n"));
    routine.close();
  }

  @Test
  void failingListenerHarmsNobody() throws Exception {
    RuntimeListener bad =
        new RuntimeListener() {
          @Override
          public void output(long call, boolean error, String text) {
            throw new IllegalStateException("a listener that fails on purpose");
          }
        };
    PythonScope.runtime().addListener(bad);
    try {
      run("unicode");
      awaitText(ear.out, "caf\u00e9 \ud83d\ude00 \u4e2d\n");
    } finally {
      PythonScope.runtime().removeListener(bad);
    }
  }
}
