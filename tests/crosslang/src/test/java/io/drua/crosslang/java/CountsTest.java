package io.drua.crosslang.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was held across the languages is let go of: the counts of both sides come back to where they were. */
class CountsTest {
  private static final int MANY = 20_000;
  private PythonScope python;
  private long objects;
  private long handles;

  @BeforeEach
  void open() throws InterruptedException {
    python = PythonScope.of("java/support.py");
    python.run("java/counts.py");
    // Classes that are met for the first time stay.
    python.call("churn", 3);
    for (String how : new String[] {"close", "weak", "remove"}) {
      python.call("cycles", 1, how);
    }
    python.call("drop_in_finalizers", 1);
    python.call("drop_on_java_threads", 1);
    python.call("count");
    handles = Collector.settled().handles();
    objects = PythonScope.runtime().statistics().objects();
  }

  @AfterEach
  void comesBack() throws InterruptedException {
    Collector.awaitCollected("objects that Python held: " + objects, () -> now() <= objects);
    Collector.awaitCollected("handles that Java held: " + handles,
        () -> PythonScope.runtime().statistics().handles() <= handles);
    assertThat((Long) python.call("count")).isLessThanOrEqualTo(objects + 1);
    python.close();
  }

  private static long now() {
    return PythonScope.runtime().statistics().objects();
  }

  @Test
  void objectsThatNobodyKeeps() {
    python.call("make", MANY);
  }

  @Test
  void bothSidesCountTheSame() {
    python.call("hold", MANY);
    assertThat(now()).isGreaterThanOrEqualTo(objects + MANY);
    assertThat((Long) python.call("count")).isBetween(objects + MANY, now() + 1);
    python.call("drop");
  }

  @Test
  void objectsAreLetGoOfOnAnyThread() {
    python.call("hold", MANY);
    python.call("drop_on_threads", 8);
    python.call("hold", MANY);
    python.call("drop_on_java_threads", 8);
    python.call("drop_in_finalizers", 500);
  }

  @Test
  void objectsOfJavaLiveAsLongAsPythonKeepsThem() throws InterruptedException {
    List<WeakReference<Object>> watched = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Object own = new Object();
      watched.add(new WeakReference<>(own));
      python.call("keep", own);
    }
    Collector.collectJava();
    assertThat(watched).allSatisfy(one -> assertThat(one.get()).isNotNull());
    python.call("drop");
    Collector.awaitCollected("objects", () -> watched.stream().allMatch(one -> one.get() == null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "weak", "remove"})
  void cyclesThatAreBroken(String how) {
    python.call("cycles", 200, how);
  }

  @Test
  void everythingThatIsDoneWithJava() {
    python.call("churn", 500);
  }
}
