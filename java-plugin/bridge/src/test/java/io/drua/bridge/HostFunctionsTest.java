package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.wire.GoldenReader;
import io.drua.bridge.internal.wire.WireReader;
import io.drua.bridge.internal.wire.WireWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostFunctionsTest {
  private final FrameValues values = new FrameValues();

  private byte[] export(JavaFunction function) {
    WireWriter writer = WireWriter.heap(values);
    writer.value(function);
    return writer.toByteArray();
  }

  private static long id(byte[] block) {
    String text = GoldenReader.read(block, 0).toString();
    return Long.parseLong(text.substring(text.lastIndexOf('#') + 1));
  }

  private static byte[] call(long id, Object... args) {
    return NativeHome.functionOf(id).apply(WireWriter.encode(Arrays.asList(args)));
  }

  @Test
  void argumentsAndResultsAreConverted() {
    byte[] block = export(args -> args.length + ":" + args[0] + args[1]);
    byte[] reply = call(id(block), 1, "a");
    assertThat(reply[0]).isZero();
    assertThat(GoldenReader.read(reply, 1)).isEqualTo("2:1a");
    values.discard();
  }

  @Test
  void aFunctionThatComesBackIsItself() {
    JavaFunction function = args -> null;
    byte[] block = export(function);
    assertThat(WireReader.decode(block, 0, values)).isSameAs(function);
    values.discard();
    assertThatThrownBy(() -> WireReader.decode(block, 0, values)).isInstanceOf(StaleHandleException.class);
  }

  @Test
  void aFunctionOfAnotherCopyCanBeCalled() throws Exception {
    byte[] block = export(args -> Arrays.asList(args));
    long inner = id(block);
    long outer = NativeHome.addFunction(bytes -> NativeHome.functionOf(inner).apply(bytes));
    JavaFunction found = HostFunctions.find(outer, "other");
    assertThat(found.call(new Object[] {1, "x"})).isEqualTo(Arrays.asList(1L, "x"));
    NativeHome.removeFunction(outer);
    values.discard();
  }

  @Test
  void whatItThrowsTravels() {
    IOException thrown = new IOException("disk \uD83D full");
    byte[] reply = call(id(export(args -> { throw thrown; })));
    assertThat(reply[0]).isEqualTo((byte) 1);
    Map<?, ?> error = (Map<?, ?>) GoldenReader.read(reply, 1);
    assertThat(error.get("code")).isEqualTo("java-exception");
    assertThat(error.get("type")).isEqualTo("java.io.IOException");
    assertThat(error.get("message")).isEqualTo("disk ? full");
    assertThat(error.get("stack").toString()).contains("HostFunctionsTest");
    values.discard();
  }

  @Test
  void errorsAndUnknownResultsTravelToo() {
    byte[] overflow = call(id(export(args -> { throw new StackOverflowError(); })));
    assertThat(((Map<?, ?>) GoldenReader.read(overflow, 1)).get("type")).isEqualTo("java.lang.StackOverflowError");
    byte[] unknown = call(id(export(args -> Arrays.asList("half", new Object()))));
    assertThat(unknown[0]).isEqualTo((byte) 1);
    assertThat(((Map<?, ?>) GoldenReader.read(unknown, 1)).get("type")).isEqualTo(ConversionException.class.getName());
    values.discard();
  }

  @Test
  void anInterruptStays() {
    call(id(export(args -> { throw new InterruptedException(); })));
    assertThat(Thread.interrupted()).isTrue();
    values.discard();
  }

  @Test
  void javaPixelsCantBeReturned() {
    ImageBuffer image = ImageBuffer.ofArray(new byte[4], PixelType.UINT8, 4);
    byte[] reply = call(id(export(args -> image)));
    assertThat(((Map<?, ?>) GoldenReader.read(reply, 1)).get("message").toString()).contains("pixels");
    values.discard();
  }
}
