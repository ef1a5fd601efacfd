package io.drua.crosslang.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Machine;
import io.drua.crosslang.support.Places;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link LeakMain}: 500,000 calls and 50,000 images in a small JVM whose heap is touched at the start. */
class LeakTest {
  private static final long LIMIT_SECONDS = 240;

  @Test
  void manyCallsAndImagesLeaveMemoryAndHandlesFlat() throws Exception {
    List<Machine.Entry> javas = Machine.javas();
    assertThat(javas).as("Java runtimes").isNotEmpty();
    List<String> options = Arrays.asList("-Xmx128m", "-Xms128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
    Machine.Entry java = javas.get(javas.size() / 2);
    ChildJvm child = ChildJvm.run(java.path(), Places.python(), options, LeakMain.class, LIMIT_SECONDS);
    assertThat(child.status()).as("exit status; output:%n%s", child.output()).isZero();
    assertThat(child.output()).contains("LEAK OK");
  }
}
