package io.drua.bridge.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.internal.wire.ForeignWriter;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallFrameTest {
  private final CallFrame frame = new CallFrame(ForeignWriter.NONE);

  @AfterEach
  void release() {
    frame.release();
  }

  @Test
  void describesHeapArrays() {
    short[] pixels = new short[12];
    int first = frame.lendArray(pixels, 24, true, true, 5);
    int second = frame.lendArray(pixels, 24, false, false, 5);
    ByteBuffer spans = frame.spans();
    assertThat(first).isZero();
    assertThat(second).isEqualTo(1);
    assertThat(frame.spanMode(0)).isEqualTo(FrameLayout.MODE_PINNED);
    assertThat(frame.spanMode(1)).isEqualTo(FrameLayout.MODE_COPIED);
    assertThat(spans.getLong(FrameLayout.SPAN_BYTE_LEN)).isEqualTo(24);
    assertThat(spans.getInt(FrameLayout.SPAN_ACCESS)).isEqualTo(3);
    assertThat(spans.getInt(FrameLayout.SPAN_BYTES + FrameLayout.SPAN_ACCESS)).isEqualTo(1);
    assertThat(spans.getInt(FrameLayout.SPAN_ARRAY_INDEX)).isZero();
    assertThat(spans.getInt(FrameLayout.SPAN_BYTES + FrameLayout.SPAN_ARRAY_INDEX)).isEqualTo(1);
    long identity = spans.getLong(FrameLayout.SPAN_IDENTITY);
    assertThat(identity).isNotZero();
    assertThat(spans.getLong(FrameLayout.SPAN_BYTES + FrameLayout.SPAN_IDENTITY)).isEqualTo(identity);
  }

  @Test
  void describesMemory() {
    frame.lendMemory(4096, 10L << 30, 9, false, 4);
    ByteBuffer spans = frame.spans();
    assertThat(spans.getLong(FrameLayout.SPAN_ADDRESS)).isEqualTo(4096);
    assertThat(spans.getLong(FrameLayout.SPAN_BYTE_LEN)).isEqualTo(10L << 30);
    assertThat(spans.getLong(FrameLayout.SPAN_OWNER)).isEqualTo(9);
    assertThat(spans.getInt(FrameLayout.SPAN_ARRAY_INDEX)).isEqualTo(-1);
    assertThat(frame.spanMode(0)).isEqualTo(FrameLayout.MODE_SHARED);
  }

  @Test
  void usedMemoryIsCleanForTheNextCall() {
    frame.lendArray(new byte[4], 4, true, true, 3);
    frame.spans().putInt(FrameLayout.SPAN_OUTCOME, 7);
    frame.spans().putLong(FrameLayout.SPAN_COPIED, 99);
    frame.release();
    frame.lendMemory(64, 4, 1, true, 3);
    assertThat(frame.spanOutcome(0)).isZero();
    assertThat(frame.spanCopied(0)).isZero();
    assertThat(frame.spans().getLong(FrameLayout.SPAN_IDENTITY)).isZero();
  }

  @Test
  void holdsManySpans() {
    for (int i = 0; i < 40; i++) {
      assertThat(frame.lendArray(new int[] {i}, 4, false, true, 7)).isEqualTo(i);
    }
    assertThat(frame.spanCount()).isEqualTo(40);
    for (int i = 0; i < 40; i++) {
      assertThat(frame.spans().getInt(i * FrameLayout.SPAN_BYTES + FrameLayout.SPAN_ARRAY_INDEX)).isEqualTo(i);
    }
  }

  @Test
  void fillsInTheHead() {
    frame.args().value("text");
    frame.lendMemory(64, 4, 1, true, 3);
    frame.head().putLong(FrameLayout.PYTHON_NANOS, 5);
    frame.prepare(FrameLayout.OP_CALL, -2, 33, FrameLayout.FLAG_TIMED);
    ByteBuffer head = frame.head();
    assertThat(head.getInt(FrameLayout.VERSION)).isEqualTo(FrameLayout.ABI_VERSION);
    assertThat(head.getInt(FrameLayout.OP)).isEqualTo(1);
    assertThat(head.getLong(FrameLayout.TARGET)).isEqualTo(-2);
    assertThat(head.getLong(FrameLayout.CALL)).isEqualTo(33);
    assertThat(head.getLong(FrameLayout.ARGS_LEN)).isEqualTo(9);
    assertThat(head.getLong(FrameLayout.SPAN_COUNT)).isEqualTo(1);
    assertThat(head.getInt(FrameLayout.STATUS)).isZero();
    assertThat(head.getInt(FrameLayout.FLAGS)).isEqualTo(2);
    assertThat(frame.pythonNanos()).isZero();
  }
}
