package io.drua.fiji.stack.file;

import static io.drua.fiji.stack.file.TestFiles.npy;
import static io.drua.fiji.stack.file.TestFiles.npyHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.PixelType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir Path folder;

  private StackFile read(byte[] bytes, String axes) {
    return StackFile.read(TestFiles.write(folder, "a.npy", bytes), axes);
  }

  private StackFile read(String descr, String shape, int bytes) {
    return read(npy(1, npyHeader(descr, false, shape), bytes), null);
  }

  private AbstractThrowableAssert<?, ?> refused(String descr, boolean fortran, String shape, String axes, int bytes) {
    return assertThatThrownBy(() -> read(npy(1, npyHeader(descr, fortran, shape), bytes), axes))
        .isInstanceOf(StackFileException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsEveryVersion(int version) {
    StackFile file = read(npy(version, npyHeader("'<u2'", false, "(2, 3, 4)"), 48), null);
    assertThat(file.offset()).isEqualTo(128);
    assertThat(file.sizeInBytes()).isEqualTo(48);
    assertThat(file.type()).isEqualTo(PixelType.UINT16);
    assertThat(file.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.axes()).isEqualTo("ZYX");
    assertThat(file.shape()).containsExactly(2, 3, 4);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "'|u1'; (4, 5); YX", "'|u1'; (2, 4, 5); ZYX", "'|u1'; (2, 5, 3); YXS", "'|u1'; (2, 4, 5, 3); ZYXS",
    "'<f4'; (2, 2, 4, 5); ZCYX", "'<f4'; (2, 2, 2, 4, 5); TZCYX", "'|u1'; (2, 2, 4, 5, 3); TZYXS",
    "'<u2'; (2, 5, 3); ZYX"
  })
  void namesAxesByTheirNumber(String descr, String shape, String axes) {
    StackFile file = read("'" + descr + "'", shape, 4096);
    assertThat(file.axes()).isEqualTo(axes);
    assertThat(file.isColour()).isEqualTo(axes.endsWith("S"));
  }

  @Test
  void takesOtherAxes() {
    StackFile file = read(npy(1, npyHeader("'|u1'", false, "(7, 2, 5, 3)"), 210), "TCYX");
    assertThat(file.frames()).isEqualTo(7);
    assertThat(file.channels()).isEqualTo(2);
    assertThat(file.slices()).isEqualTo(1);
    assertThat(file.planes()).isEqualTo(14);
    assertThat(file.isColour()).isFalse();
    assertThat(file.isInImageJOrder()).isTrue();
    assertThat(read(npy(1, npyHeader("'|u1'", false, "(7, 2, 5, 3)"), 210), "CZYX").isInImageJOrder()).isFalse();
    assertThat(read(npy(1, npyHeader("'|u1'", false, "(7, 1, 5, 3)"), 105), "CZYX").isInImageJOrder()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"XY", "ZZYX", "QZYX", "YX", "ZCTYX", "YXZC", "", "CYXS"})
  void refusesAxesThatAreNone(String axes) {
    refused("'|u1'", false, "(2, 2, 4, 5)", axes, 80).hasMessageContaining("\"" + axes + "\"");
  }

  @Test
  void refusesFortranOrderButWhereXIsFirst() {
    refused("'<u2'", true, "(3, 4)", null, 24).hasMessageContaining("Fortran").extracting("hint").asString()
        .contains("ascontiguousarray").contains("axes=XY");
    StackFile file = read(npy(1, npyHeader("'<u2'", true, "(5, 4, 2, 3)"), 240), "XYCZ");
    assertThat(file.axes()).isEqualTo("ZCYX");
    assertThat(file.shape()).containsExactly(3, 2, 4, 5);
  }

  @Test
  void keepsTheByteOrder() {
    StackFile file = read("'>u2'", "(3, 4)", 24);
    assertThat(file.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    boolean here = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    assertThat(file.isSwapped()).isEqualTo(!here);
    assertThat(read("'|u1'", "(3, 4)", 12).isSwapped()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'<i2'", "'|b1'", "'<f8'", "'<u4'", "'<i8'", "'<c8'", "'<f2'", "'<M8[ns]'", "'|S5'", "'<U3'"})
  void refusesOtherTypesAndNamesTheChoices(String descr) {
    refused(descr, false, "(3, 4)", null, 1000)
        .hasMessageContaining(descr.replace("'", ""))
        .hasMessageContaining("uint8, uint16, float32")
        .extracting("hint").asString().contains("astype");
  }

  @Test
  void neverUnpickles() {
    refused("'|O'", false, "(3, 4)", null, 1000).hasMessageContaining("never unpickled");
    refused("[('a', '<u2'), ('b', '<f4')]", false, "(3, 4)", null, 1000).hasMessageContaining("records");
  }

  @ParameterizedTest
  @ValueSource(strings = {"()", "(5,)", "(1, 1, 1, 1, 1, 4, 4)", "(1, 1, 1, 1, 4, 4)"})
  void refusesOtherNumbersOfAxes(String shape) {
    refused("'<u2'", false, shape, null, 1000).hasMessageContaining("axes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(0, 4)", "(3, 0)", "(-1, 4)"})
  void refusesWhatHasNoPixels(String shape) {
    refused("'<u2'", false, shape, null, 0).hasMessageContaining("no pixels");
  }

  @Test
  void refusesShapesBeyondTheFile() {
    refused("'<u2'", false, "(3, 4)", null, 23)
        .hasMessageContaining("need 24 bytes from byte 128").extracting("code").isEqualTo("stack-file-truncated");
    refused("'<u2'", false, "(2147483647, 2147483647, 2147483647, 2147483647)", null, 23)
        .extracting("code").isEqualTo("stack-file-truncated");
    refused("'<u2'", false, "(4294967296, 1)", null, 23).hasMessageContaining("longer than");
    refused("'<u2'", false, "(99999999999999999999, 1)", null, 23).extracting("code").isEqualTo("stack-file-corrupt");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "{", "{}", "[1, 2]", "{'descr': '<u2'}", "{'descr': '<u2', 'fortran_order': 1, 'shape': (2, 2)}",
    "{'descr': '<u2', 'fortran_order': False, 'shape': 4}", "{'descr': 7, 'fortran_order': False, 'shape': (2, 2)}",
    "{'descr': '<u2', 'fortran_order': False, 'shape': ('a', 2)}", "__import__('os')",
    "{'descr': '<u2', 'fortran_order': False, 'shape': (2, 2)} + 1", "((((((((((((((((((((((1"
  })
  void refusesHeadersThatAreNone(String header) {
    assertThatThrownBy(() -> read(npy(1, header, 100), null))
        .isInstanceOf(StackFileException.class).extracting("code").isEqualTo("stack-file-corrupt");
  }

  @Test
  void refusesFilesThatAreNone() {
    assertThatThrownBy(() -> read(new byte[0], null)).isInstanceOf(StackFileException.class);
    assertThatThrownBy(() -> read(npy(4, "{}", 0), null)).hasMessageContaining("4.0");
    assertThatThrownBy(() -> StackFile.read(folder.resolve("none.npy"), null))
        .isInstanceOf(StackFileException.class).extracting("code").isEqualTo("stack-file-missing");
    assertThatThrownBy(() -> StackFile.read(folder, null))
        .isInstanceOf(StackFileException.class).hasMessageContaining("no regular file");
  }
}
