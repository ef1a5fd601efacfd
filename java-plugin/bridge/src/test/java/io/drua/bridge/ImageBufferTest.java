package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.internal.wire.GoldenReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageBufferTest {
  @Test
  void wrapsArraysWithoutCopying() {
    short[] pixels = {1, 2, 3, 4, 5, 6};
    ImageBuffer image = ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 3);
    assertThat(image.arrayOrNull()).isSameAs(pixels);
    assertThat(image.shape()).containsExactly(2, 3);
    assertThat(image.sizeInBytes()).isEqualTo(12);
    assertThat(image.isOffHeap()).isFalse();
    short[] copy = (short[]) image.toArray();
    assertThat(copy).isNotSameAs(pixels).containsExactly(pixels);
    assertThatThrownBy(image::asByteBuffer).isInstanceOf(ConversionException.class);
    image.close();
    assertThat((short[]) image.toArray()).containsExactly(pixels);
  }

  @Test
  void theShapeIsACopy() {
    long[] shape = {1, 2};
    ImageBuffer image = ImageBuffer.ofArray(new byte[2], PixelType.UINT8, shape);
    shape[0] = 9;
    image.shape()[1] = 9;
    assertThat(image.shape()).containsExactly(1, 2);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> ImageBuffer.ofArray(new byte[5], PixelType.UINT8, 2, 3))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("6 bytes; there are 5");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new byte[6], PixelType.UINT16, 3))
        .hasMessageContaining("uint16 can't be in a byte[]");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new int[6], PixelType.FLOAT32, 6)).hasMessageContaining("int[]");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new char[6], PixelType.UINT16, 6)).hasMessageContaining("char[]");
    assertThatThrownBy(() -> ImageBuffer.ofArray("text", PixelType.UINT8, 4)).hasMessageContaining("String");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new byte[4], PixelType.UINT8, -2, -2))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> ImageBuffer.ofArray(new byte[4], PixelType.UINT8, 1L << 40, 1L << 40))
        .hasMessageContaining("larger than any memory");
    assertThatThrownBy(() -> ImageBuffer.ofDirect(ByteBuffer.allocate(4), PixelType.UINT8, 4))
        .hasMessageContaining("not direct");
  }

  @Test
  void takesPackedColoursAndComplexPairs() {
    assertThat(ImageBuffer.ofArray(new int[6], PixelType.UINT8, 2, 3, 4).sizeInBytes()).isEqualTo(24);
    assertThat(ImageBuffer.ofArray(new float[6], PixelType.COMPLEX64, 3).sizeInBytes()).isEqualTo(24);
    assertThat(ImageBuffer.ofArray(new short[6], PixelType.FLOAT16, 6).sizeInBytes()).isEqualTo(12);
    assertThat(ImageBuffer.ofArray(new boolean[6], PixelType.BOOL, 6).sizeInBytes()).isEqualTo(6);
    assertThat(ImageBuffer.ofArray(new byte[0], PixelType.UINT8, 0, 7).sizeInBytes()).isZero();
  }

  @Test
  void showsDirectBuffersFromPositionToLimit() {
    ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    memory.asIntBuffer().put(new int[] {10, 20, 30, 40});
    memory.position(4).limit(12);
    ImageBuffer image = ImageBuffer.ofDirect(memory, PixelType.INT32, 2);
    assertThat((int[]) image.toArray()).containsExactly(20, 30);
    image.asByteBuffer().putInt(0, 21);
    assertThat(memory.getInt(4)).isEqualTo(21);
    assertThat(image.readOnly().asByteBuffer().isReadOnly()).isTrue();
    assertThat(image.asByteBuffer().order()).isEqualTo(ByteOrder.nativeOrder());
    image.close();
    image.close();
    assertThatThrownBy(image::asByteBuffer).isInstanceOf(StaleHandleException.class);
  }

  @Test
  void copiesEveryType() {
    ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    memory.put(0, (byte) 1).put(2, (byte) 1);
    for (PixelType type : PixelType.values()) {
      Object array = ImageBuffer.ofDirect(memory, type, 16 / type.bytes()).toArray();
      ImageBuffer again = ImageBuffer.ofArray(array, type, 16 / type.bytes());
      assertThat(again.sizeInBytes()).as(type.name()).isEqualTo(16);
    }
    boolean[] bits = (boolean[]) ImageBuffer.ofDirect(memory, PixelType.BOOL, 16).toArray();
    assertThat(bits).startsWith(true, false, true, false);
  }

  @Test
  void metadataIsACopyAndABlock() {
    Map<String, Object> metadata = new HashMap<>(Collections.singletonMap("axes", "YX"));
    ImageBuffer plain = ImageBuffer.ofArray(new byte[4], PixelType.UINT8, 2, 2);
    ImageBuffer image = plain.withMetadata(metadata).readOnly();
    metadata.clear();
    assertThat(image.metadata()).isEqualTo(Collections.singletonMap("axes", "YX"));
    assertThat(image.isReadOnly()).isTrue();
    assertThat(plain.isReadOnly()).isFalse();
    assertThat(plain.metadataBlock()).isEmpty();
    assertThat(GoldenReader.read(image.metadataBlock(), 0)).isEqualTo(image.metadata());
  }
}
