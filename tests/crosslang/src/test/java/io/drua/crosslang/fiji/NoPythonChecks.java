package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ImageJ where the interpreter that the user named isn't there. */
class NoPythonChecks {
  @BeforeAll
  static void prepare() {
    Host.prepare();
  }

  @AfterEach
  void close() {
    Host.closeAll();
  }

  @Test
  void aCommandSaysWhatWasLookedForAndChangesNothing() {
    String message = Host.failure(
        "newImage('a', '8-bit ramp', 64, 16, 1);", "run('Subtract Top-Hat Background...', 'radius=3');");
    assertThat(message).startsWith("Subtract Top-Hat Background...: ")
        .contains("no-such-python").contains("DRUA_PYTHON");
    assertThat(Host.image().getProcessor().get(63, 0)).isEqualTo(252);
    assertThat(Host.image().isLocked()).isFalse();
    assertThat(Host.failure("x = call('io.drua.fiji.Macro.eval', '1');")).contains("no-such-python");
  }

  @Test
  void imageJsOwnCommandsWork() {
    assertThat(Host.macro(
        "newImage('a', '8-bit ramp', 64, 16, 1);", "run('Invert');", "run('Measure');",
        "return '' + getPixel(0, 0) + '/' + nResults;")).isEqualTo("255/1");
  }
}
