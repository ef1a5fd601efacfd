package io.drua.crosslang.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link ImageLeakMain}: 10,000 images of every kind in a small JVM whose heap is touched at the start. */
class ImageLeakTest {
  private static final long SECONDS = 300;

  @Test
  void manyImagesLeaveMemoryFlat() throws Exception {
    io.drua.crosslang.support.ChildJvm.Outcome outcome =
        new io.drua.crosslang.support.ChildJvm()
            .options("-Xmx192m", "-Xms192m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
            .within(SECONDS)
            .run(ImageLeakMain.class);
    assertThat(outcome.status()).as("exit status; output:%n%s", outcome.output()).isZero();
    assertThat(outcome.output()).contains("LEAK OK");
  }
}
