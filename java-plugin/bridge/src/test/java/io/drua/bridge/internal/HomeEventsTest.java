package io.drua.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.internal.wire.GoldenReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HomeEventsTest {
  private static byte[] number(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static byte[] record(int kind, long call, byte[] payload) {
    ByteBuffer record = ByteBuffer.allocate(13 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(payload.length).put((byte) kind).putLong(call).put(payload);
    return record.array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part, 0, part.length);
    }
    return all.toByteArray();
  }

  @Test
  void releasesAreDoneAndTheRestIsDelivered() {
    AtomicInteger freed = new AtomicInteger();
    long owner = HomeRegistry.addOwner((Runnable) freed::incrementAndGet);
    long function = HomeRegistry.addFunction(block -> block);
    byte[] output = record(1, 7, "hello".getBytes(StandardCharsets.UTF_8));
    byte[] log = record(4, 0, new byte[] {2, 'x'});
    List<byte[]> heard = new ArrayList<>();
    Predicate<byte[]> consumer = heard::add;
    HomeEvents.listen(consumer);
    try {
      HomeEvents.handle(join(output, record(5, 0, number(owner)), record(6, 0, number(function)), log));
    } finally {
      HomeEvents.unlisten(consumer);
    }
    assertThat(freed).hasValue(1);
    assertThat(HomeRegistry.functionOf(function)).isNull();
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).isEqualTo(join(output, log));
  }

  @Test
  void aFailingConsumerDoesNotStopOthers() {
    List<byte[]> heard = new ArrayList<>();
    Predicate<byte[]> broken = records -> {
      throw new IllegalStateException("unloaded");
    };
    Predicate<byte[]> working = heard::add;
    HomeEvents.listen(broken);
    HomeEvents.listen(working);
    try {
      HomeEvents.handle(record(1, 1, new byte[] {'a'}));
      HomeEvents.handle(record(1, 1, new byte[] {'b'}));
    } finally {
      HomeEvents.unlisten(broken);
      HomeEvents.unlisten(working);
    }
    assertThat(heard).hasSize(2);
  }

  @Test
  void withoutListenersTextIsPrinted() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true));
    try {
      HomeEvents.handle(record(1, 0, "not lost".getBytes(StandardCharsets.UTF_8)));
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString()).isEqualTo("not lost");
  }

  @Test
  void damagedRecordsEndTheBatch() {
    List<byte[]> heard = new ArrayList<>();
    Predicate<byte[]> consumer = heard::add;
    HomeEvents.listen(consumer);
    try {
      byte[] broken = record(1, 0, new byte[] {'a'});
      broken[0] = 100;
      HomeEvents.handle(join(record(1, 0, new byte[] {'b'}), broken));
    } finally {
      HomeEvents.unlisten(consumer);
    }
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).isEqualTo(record(1, 0, new byte[] {'b'}));
  }

  @Test
  void upcallsOfReleasedFunctionsAreErrorsInPython() {
    byte[] reply = NativeBridge.upcall(-5, new byte[0]);
    assertThat(reply[0]).isEqualTo((byte) 1);
    Map<?, ?> error = (Map<?, ?>) GoldenReader.read(reply, 1);
    assertThat(error.get("code")).isEqualTo("stale-handle");
    assertThat(error.get("message").toString()).contains("-5");
  }

  @Test
  void nothingIsThrownIntoNativeCode() {
    long id = HomeRegistry.addFunction(block -> {
      throw new StackOverflowError();
    });
    byte[] reply = NativeBridge.upcall(id, new byte[0]);
    HomeRegistry.removeFunction(id);
    assertThat(((Map<?, ?>) GoldenReader.read(reply, 1)).get("code")).isEqualTo("host");
  }
}
