package io.drua.fiji.stack.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.PixelType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawFileTest {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeFile() {
    file = TestFiles.write(folder, "a.raw", new byte[100]);
  }

  @Test
  void takesWhatLiesInTheFile() {
    StackFile found = RawFile.read(file, 4, PixelType.UINT16, ORDER, "TCYX", 2, 2, 3, 4);
    assertThat(found.offset()).isEqualTo(4);
    assertThat(found.sizeInBytes()).isEqualTo(96);
    assertThat(found.frames()).isEqualTo(2);
    assertThat(found.channels()).isEqualTo(2);
    assertThat(found.planes()).isEqualTo(4);
    assertThat(found.width()).isEqualTo(4);
    assertThat(found.isSwapped()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"5, 2, 3, 4", "-1, 1, 1, 1", "101, 1, 1, 1", "9223372036854775807, 1, 1, 1",
      "0, 2147483647, 2147483647, 2147483647"})
  void refusesWhatDoesnt(long offset, long planes, long height, long width) {
    assertThatThrownBy(() -> RawFile.read(file, offset, PixelType.FLOAT32, ORDER, "ZYX", planes, height, width))
        .isInstanceOf(StackFileException.class).hasMessageContaining("the file has 100 bytes")
        .extracting("code").isEqualTo("stack-file-truncated");
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 4", "2, -3, 4", "2, 3, 2147483648"})
  void refusesLengthsThatAreNone(long planes, long height, long width) {
    assertThatThrownBy(() -> RawFile.read(file, 0, PixelType.UINT8, ORDER, "ZYX", planes, height, width))
        .isInstanceOf(StackFileException.class).extracting("code").isEqualTo("stack-file-unsupported");
  }

  @Test
  void refusesOtherTypesAndOrders() {
    assertThatThrownBy(() -> RawFile.read(file, 0, PixelType.INT16, ORDER, "YX", 2, 2))
        .isInstanceOf(StackFileException.class).hasMessageContaining("found int16");
    assertThatThrownBy(() -> RawFile.read(file, 0, PixelType.UINT16, ORDER, "YXS", 2, 2, 3))
        .isInstanceOf(StackFileException.class).hasMessageContaining("colours of uint16");
    ByteOrder other = ORDER == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    StackFile swapped = RawFile.read(file, 0, PixelType.UINT16, other, "YX", 2, 2);
    assertThat(swapped.isSwapped()).isTrue();
  }
}
