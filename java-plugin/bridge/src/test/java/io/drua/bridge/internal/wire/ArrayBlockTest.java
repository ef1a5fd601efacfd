package io.drua.bridge.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ArrayBlockTest {
  private static WireWriter array(int axes) {
    WireWriter writer = WireWriter.heap(ForeignWriter.NONE);
    writer.putByte(Tag.ARRAY);
    writer.putLong(77);
    writer.putLong(4096);
    writer.putLong(24);
    writer.putByte(Tag.ARRAY_IMAGE | Tag.ARRAY_WRITABLE);
    writer.putByte(4);
    writer.putByte(axes);
    writer.putByte(0);
    return writer;
  }

  private static Object read(WireWriter writer) {
    return WireReader.decode(writer.toByteArray(), 0, GoldenValues.READER);
  }

  @Test
  void readsAllFields() {
    WireWriter writer = array(2);
    for (long number : new long[] {3, 4, 8, 2}) {
      writer.putLong(number);
    }
    byte[] meta = WireWriter.encode(Collections.singletonMap("axes", "YX"));
    writer.putInt(meta.length);
    writer.putBytes(meta);
    ForeignReader.ArrayDescription array = (ForeignReader.ArrayDescription) read(writer);
    assertThat(array.handle).isEqualTo(77);
    assertThat(array.address).isEqualTo(4096);
    assertThat(array.byteLength).isEqualTo(24);
    assertThat(array.flags).isEqualTo(3);
    assertThat(array.dtype).isEqualTo(4);
    assertThat(array.shape).containsExactly(3, 4);
    assertThat(array.strides).containsExactly(8, 2);
    assertThat(array.metadata).isEqualTo(Collections.singletonMap("axes", "YX"));
  }

  @Test
  void metadataMayBeMissing() {
    WireWriter writer = array(0);
    writer.putInt(0);
    assertThat(((ForeignReader.ArrayDescription) read(writer)).metadata).isNull();
  }

  @Test
  void refusesWrongLengths() {
    WireWriter wrongMeta = array(0);
    wrongMeta.putInt(2);
    wrongMeta.putByte(Tag.NULL);
    wrongMeta.putByte(Tag.NULL);
    assertThatThrownBy(() -> read(wrongMeta)).isInstanceOf(ConversionException.class).hasMessageContaining("metadata");
    WireWriter tooMany = array(200);
    assertThatThrownBy(() -> read(tooMany)).isInstanceOf(ConversionException.class).hasMessageContaining("200 axes");
  }

  @Test
  void readsHostFunctions() {
    WireWriter writer = WireWriter.heap(ForeignWriter.NONE);
    writer.putByte(Tag.HOST_FUNCTION);
    writer.putLong(5);
    writer.putText("progress");
    assertThat(read(writer)).isEqualTo("progress#5");
  }
}
