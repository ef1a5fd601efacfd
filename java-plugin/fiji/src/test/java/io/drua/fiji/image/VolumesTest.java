package io.drua.fiji.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import io.drua.bridge.ImageBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumesTest {
  /** Each pixel says where it is: 1000 t + 100 z + 10 c + x. */
  private static ImagePlus image() {
    ImagePlus image = IJ.createHyperStack("h", 4, 2, 3, 2, 2, 16);
    for (int slice = 1; slice <= image.getStackSize(); slice++) {
      int[] at = image.convertIndexToPosition(slice);
      for (int i = 0; i < 8; i++) {
        image.getStack().getProcessor(slice).set(i, 1000 * (at[2] - 1) + 100 * (at[1] - 1) + 10 * (at[0] - 1) + i % 4);
      }
    }
    return image;
  }

  private static ShortBuffer shorts(ImageBuffer buffer) {
    return buffer.asByteBuffer().order(ByteOrder.nativeOrder()).asShortBuffer();
  }

  @Test
  void goesThroughTheOtherAxesOneBlockAtATime() {
    Volumes volumes = new Volumes(image(), "ZYX");
    List<int[]> blocks = volumes.blocks();
    assertThat(blocks).hasSize(6);
    ImageBuffer block = volumes.read(blocks.get(5));
    assertThat(block.shape()).containsExactly(2, 2, 4);
    assertThat(shorts(block).get(3)).isEqualTo((short) 1023);
    assertThat(shorts(block).get(8)).isEqualTo((short) 1120);
    assertThat(block.metadata().get("slice")).hasToString("{C=2, T=1}");
  }

  @Test
  void ordersPlanesAsTheRoutineAsks() {
    Volumes volumes = new Volumes(image(), "CTZYX");
    ImageBuffer block = volumes.read(volumes.blocks().get(0));
    assertThat(block.shape()).containsExactly(3, 2, 2, 2, 4);
    ShortBuffer values = shorts(block);
    assertThat(values.get(8)).as("z is the fastest").isEqualTo((short) 100);
    assertThat(values.get(16)).as("then t").isEqualTo((short) 1000);
    assertThat(values.get(32)).as("then c").isEqualTo((short) 10);
  }

  @Test
  void writesEachPlaneBackToItsPlace() {
    ImagePlus image = image();
    Volumes volumes = new Volumes(image, "CYX");
    for (int[] slices : volumes.blocks()) {
      ImageBuffer block = volumes.read(slices);
      ShortBuffer values = shorts(block);
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, (short) (values.get(i) + 5));
      }
      volumes.write(block, slices);
    }
    ImagePlus before = image();
    for (int slice = 1; slice <= image.getStackSize(); slice++) {
      assertThat(image.getStack().getProcessor(slice).get(7)).isEqualTo(before.getStack().getProcessor(slice).get(7) + 5);
    }
  }

  @Test
  void takesColoursApartAndPutsThemTogether() {
    ImagePlus image = IJ.createImage("rgb", "RGB white", 2, 1, 1);
    image.getProcessor().set(0, 0xff102030);
    Volumes volumes = new Volumes(image, "YXS");
    ImageBuffer block = volumes.read(volumes.blocks().get(0));
    assertThat(block.shape()).containsExactly(1, 2, 3);
    assertThat(new byte[] {block.asByteBuffer().get(0), block.asByteBuffer().get(1), block.asByteBuffer().get(2)})
        .containsExactly(0x10, 0x20, 0x30);
    block.asByteBuffer().put(1, (byte) 0x77);
    volumes.write(block, volumes.blocks().get(0));
    assertThat(image.getProcessor().get(0) & 0xffffff).isEqualTo(0x107730);
  }

  @Test
  void refusesAxesThatImageJHasNot() {
    for (String axes : Arrays.asList("XY", "QYX", "ZZYX", "YXZ")) {
      assertThatThrownBy(() -> new Volumes(image(), axes)).hasMessageContaining(axes);
    }
    assertThatThrownBy(() -> new Volumes(image(), "YXS")).hasMessageContaining("RGB");
  }
}
