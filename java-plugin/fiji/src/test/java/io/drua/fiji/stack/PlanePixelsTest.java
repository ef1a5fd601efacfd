package io.drua.fiji.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.process.ImageProcessor;
import io.drua.bridge.ConversionException;
import io.drua.bridge.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanePixelsTest {
  /** More than the colours are read and written in one go. */
  private static final int COUNT = 40_000;

  private static List<PlanePixels> all() {
    List<PlanePixels> all = new ArrayList<>();
    all.add(PlanePixels.of(PixelType.UINT8));
    all.add(PlanePixels.of(PixelType.UINT16));
    all.add(PlanePixels.of(PixelType.FLOAT32));
    all.add(PlanePixels.colours());
    return all;
  }

  private static ByteBuffer random(PlanePixels pixels, long seed) {
    byte[] bytes = new byte[COUNT * pixels.bytes];
    new Random(seed).nextBytes(bytes);
    ByteBuffer memory = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
    memory.put(bytes).clear();
    return memory;
  }

  private static byte[] bytes(ByteBuffer memory) {
    byte[] bytes = new byte[memory.capacity()];
    ByteBuffer view = memory.duplicate();
    ((java.nio.Buffer) view).clear();
    view.get(bytes);
    return bytes;
  }

  private static Object read(PlanePixels pixels, ByteBuffer memory) {
    Object array = pixels.newArray(COUNT);
    ((java.nio.Buffer) memory).clear();
    pixels.read(memory, array, 0, COUNT);
    return array;
  }

  private static Object copy(PlanePixels pixels, Object array) {
    Object copy = pixels.newArray(COUNT);
    System.arraycopy(array, 0, copy, 0, COUNT);
    return copy;
  }

  private static void change(PlanePixels pixels, Object array, int at) {
    ImageProcessor plane = pixels.processor(COUNT, 1, array, null);
    plane.set(at, plane.get(at) ^ 1);
  }

  @Test
  void whatIsReadIsWritten() {
    for (PlanePixels pixels : all()) {
      ByteBuffer memory = random(pixels, 1);
      Object array = read(pixels, memory);
      ByteBuffer other = ByteBuffer.allocateDirect(memory.capacity()).order(ByteOrder.nativeOrder());
      pixels.write(other, 0, array, 0, COUNT);
      assertThat(bytes(other)).as("%d bit", pixels.bitDepth).isEqualTo(bytes(memory));
    }
  }

  @Test
  void aPartIsWrittenInItsPlace() {
    for (PlanePixels pixels : all()) {
      ByteBuffer memory = random(pixels, 2);
      byte[] before = bytes(memory);
      Object array = read(pixels, random(pixels, 3));
      pixels.write(memory, 100, array, 200, 50);
      byte[] after = bytes(memory);
      for (int i = 0; i < before.length; i++) {
        if (i / pixels.bytes < 100 || i / pixels.bytes >= 150) {
          assertThat(after[i]).isEqualTo(before[i]);
        }
      }
      Object now = read(pixels, memory);
      for (int i = 0; i < 50; i++) {
        assertThat(pixels.sameAt(now, 100 + i, array, 200 + i)).isTrue();
      }
    }
  }

  @Test
  void differencesAreFound() {
    for (PlanePixels pixels : all()) {
      Object one = read(pixels, random(pixels, 4));
      Object other = copy(pixels, one);
      assertThat(pixels.same(one, other)).isTrue();
      assertThat(pixels.next(true, one, other, 0, COUNT)).isEqualTo(COUNT);
      change(pixels, other, 7);
      change(pixels, other, 8);
      assertThat(pixels.same(one, other)).isFalse();
      assertThat(pixels.next(true, one, other, 0, COUNT)).isEqualTo(7);
      assertThat(pixels.next(false, one, other, 7, COUNT)).isEqualTo(9);
      assertThat(pixels.next(true, one, other, 9, COUNT)).isEqualTo(COUNT);
    }
  }

  @Test
  void newerPixelsAreTakenOverButWhereTheArrayWasChanged() {
    for (PlanePixels pixels : all()) {
      Object snapshot = read(pixels, random(pixels, 5));
      Object array = copy(pixels, snapshot);
      Object fresh = copy(pixels, snapshot);
      change(pixels, array, 1);
      Object mine = copy(pixels, array);
      change(pixels, fresh, 2);
      pixels.processor(COUNT, 1, fresh, null).set(1, 99);
      assertThat(pixels.merge(fresh, array, snapshot, 0, COUNT)).isTrue();
      assertThat(pixels.sameAt(array, 1, mine, 1)).as("changed here").isTrue();
      assertThat(pixels.sameAt(array, 2, fresh, 2)).as("changed there").isTrue();
      assertThat(pixels.same(snapshot, fresh)).isTrue();
      assertThat(pixels.merge(fresh, array, snapshot, 0, COUNT)).isFalse();
    }
  }

  @Test
  void theUnusedByteOfAColourIsNoDifference() {
    PlanePixels pixels = PlanePixels.colours();
    assertThat(pixels.sameAt(new int[] {0xff102030}, 0, new int[] {0x00102030}, 0)).isTrue();
    assertThat(pixels.sameAt(new int[] {0xff102030}, 0, new int[] {0xff102031}, 0)).isFalse();
  }

  @Test
  void notANumberIsTheSameAsItselfAndZerosDiffer() {
    PlanePixels pixels = PlanePixels.of(PixelType.FLOAT32);
    float[] values = {Float.NaN, 0.0f};
    assertThat(pixels.sameAt(values, 0, values.clone(), 0)).isTrue();
    assertThat(pixels.sameAt(values, 1, new float[] {0, -0.0f}, 1)).isFalse();
    assertThat(pixels.same(new float[] {0.0f}, new float[] {-0.0f})).isFalse();
  }

  @Test
  void arraysOfOtherTypesOrLengthsDontFit() {
    assertThat(PlanePixels.of(PixelType.UINT8).fits(new byte[3], 3)).isTrue();
    assertThat(PlanePixels.of(PixelType.UINT8).fits(new byte[3], 4)).isFalse();
    assertThat(PlanePixels.of(PixelType.UINT16).fits(new byte[3], 3)).isFalse();
    assertThat(PlanePixels.of(PixelType.FLOAT32).fits(null, 0)).isFalse();
  }

  @Test
  void typesThatImageJHasNotGotAreNamed() {
    assertThatThrownBy(() -> PlanePixels.of(PixelType.INT32))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("int32")
        .hasMessageContaining("uint8, uint16, float32, or RGB");
  }

  @Test
  void arraysAreKeptForAllThreadsAsFarAsTheHeapGoes() {
    assertThat(LentPlanes.limit(1 << 20, 4, 1L << 34)).isEqualTo(16);
    assertThat(LentPlanes.limit(1 << 23, 16, 1L << 30)).isEqualTo(8);
    assertThat(LentPlanes.limit(1L << 32, 16, 1L << 30)).isEqualTo(1);
    assertThat(LentPlanes.limit(0, 2, 1L << 30)).isEqualTo(12);
  }
}
