package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RuntimeEventsTest {
  private final List<String> heard = new ArrayList<>();
  private final RuntimeListener listener =
      new RuntimeListener() {
        @Override
        public void output(long call, boolean error, String text) {
          heard.add((error ? "err " : "out ") + call + " " + text);
        }

        @Override
        public void progress(long call, double fraction, String message) {
          heard.add("progress " + call + " " + fraction + " " + message);
        }

        @Override
        public void log(long call, int level, String text) {
          heard.add("log " + call + " " + level + " " + text);
        }
      };

  private static byte[] records() {
    ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    put(out, 1, 7, "µ".getBytes(StandardCharsets.UTF_8));
    put(out, 2, 0, "oops".getBytes(StandardCharsets.UTF_8));
    put(out, 3, 7, ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.5).put("abc".getBytes()).array());
    put(out, 4, 8, new byte[] {3, 'w'});
    put(out, 7, 0, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(12).array());
    put(out, 99, 0, new byte[0]);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static void put(ByteBuffer out, int kind, long call, byte[] payload) {
    out.putInt(payload.length).put((byte) kind).putLong(call).put(payload);
  }

  @Test
  void everyKindReachesTheListener() {
    RuntimeEvents.add(listener);
    try {
      assertThat(RuntimeEvents.accept(records())).isTrue();
    } finally {
      RuntimeEvents.remove(listener);
    }
    assertThat(heard).hasSize(5);
    assertThat(heard.subList(0, 4)).containsExactly("out 7 µ", "err 0 oops", "progress 7 0.5 abc", "log 8 30 w");
    assertThat(heard.get(4)).startsWith("log 0 30 12 pieces");
  }

  @Test
  void aListenerThatFailsIsReportedAndStopsNoOther() {
    Logger logger = Logger.getLogger("io.drua.bridge");
    Level before = logger.getLevel();
    logger.setLevel(Level.OFF);
    RuntimeListener broken =
        new RuntimeListener() {
          @Override
          public void output(long call, boolean error, String text) {
            throw new IllegalStateException("listener");
          }
        };
    RuntimeEvents.add(broken);
    RuntimeEvents.add(listener);
    try {
      RuntimeEvents.accept(records());
    } finally {
      RuntimeEvents.remove(broken);
      RuntimeEvents.remove(listener);
      logger.setLevel(before);
    }
    assertThat(heard).hasSize(5);
  }

  @Test
  void withoutListenersNothingWasHeard() {
    assertThat(RuntimeEvents.accept(records())).isFalse();
    assertThat(RuntimeEvents.accept(new byte[0])).isFalse();
  }
}
