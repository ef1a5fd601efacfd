package io.drua.bridge.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenBlockTest {
  @TestFactory
  Stream<DynamicTest> writesEveryGoldenBlock() {
    return GoldenValues.cases("values").stream().map(entry -> test(entry, () -> {
      WireWriter writer = WireWriter.heap(GoldenValues.WRITER);
      writer.value(GoldenValues.value(entry.get("value")));
      assertThat(writer.toByteArray()).isEqualTo(GoldenValues.block(entry));
    }));
  }

  @TestFactory
  Stream<DynamicTest> writesTheSameOutsideTheHeap() {
    WireWriter writer = WireWriter.direct(GoldenValues.WRITER, 16);
    return GoldenValues.cases("values").stream().map(entry -> test(entry, () -> {
      writer.reset(64);
      writer.value(GoldenValues.value(entry.get("value")));
      assertThat(writer.buffer().isDirect()).isTrue();
      assertThat(writer.toByteArray()).isEqualTo(GoldenValues.block(entry));
    }));
  }

  @TestFactory
  Stream<DynamicTest> readsEveryGoldenBlock() {
    return GoldenValues.cases("values").stream().map(entry -> test(entry, () -> {
      Object read = WireReader.decode(GoldenValues.block(entry), 0, GoldenValues.READER);
      assertThat(read).isEqualTo(GoldenValues.value(entry.get("value")));
    }));
  }

  @TestFactory
  Stream<DynamicTest> refusesDamagedBlocks() {
    return GoldenValues.cases("damaged").stream().map(entry -> test(entry, () ->
        assertThatThrownBy(() -> WireReader.decode(GoldenValues.block(entry), 0, GoldenValues.READER))
            .isInstanceOf(ConversionException.class)
            .hasMessageContaining("lock from")));
  }

  private static DynamicTest test(Map<?, ?> entry, org.junit.jupiter.api.function.Executable body) {
    return DynamicTest.dynamicTest((String) entry.get("name"), body);
  }
}
