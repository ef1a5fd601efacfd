package io.drua.mmhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.mmhost.SyntheticFrames.Kind;
import org.junit.jupiter.api.Test;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Coords;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;
import org.micromanager.data.SummaryMetadata;

class HostImageTest {
  @Test
  void copiesOrWrapsAndSharesPixelsOfCopies() {
    try (TestStudio studio = new TestStudio()) {
      short[] pixels = {1, 2, 3, (short) 65535};
      Image copied = studio.data().createImage(pixels, 2, 2, 2, 1, null, null);
      Image wrapped = studio.data().wrapImage(pixels, 2, 2, 2, 1, null, null);
      Image moved = wrapped.copyAtCoords(HostCoords.builder().t(3).build());

      assertThat(copied.getRawPixels()).isEqualTo(pixels).isNotSameAs(pixels);
      assertThat(wrapped.getRawPixels()).isSameAs(pixels);
      assertThat(moved.getRawPixels()).isSameAs(pixels);
      assertThat(moved.getCoords().getT()).isEqualTo(3);
      assertThat(wrapped.getRawPixelsCopy()).isEqualTo(pixels).isNotSameAs(pixels);
      assertThat(wrapped.getIntensityAt(1, 1)).isEqualTo(65535);
      assertThat(wrapped.getCoords().getAxes()).isEmpty();
    }
  }

  @Test
  void colourIsBlueGreenRedUnused() {
    Image image = new HostImage(new byte[] {10, 20, (byte) 200, 0}, 1, 1, 4, 3, null, null);

    assertThat(image.getIntensityAt(0, 0)).isEqualTo(200);
    assertThat((byte[]) image.getRawPixelsForComponent(0)).containsExactly(200);
    assertThat((byte[]) image.getRawPixelsForComponent(1)).containsExactly(20);
    assertThat((byte[]) image.getRawPixelsForComponent(2)).containsExactly(10);
    assertThat(image.getBytesPerComponent()).isEqualTo(1);
  }

  @Test
  void refusesWhatTheProgramRefuses() {
    assertThatThrownBy(() -> new HostImage(new int[4], 2, 2, 4, 1, null, null)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> new HostImage(new byte[4], 2, 2, 2, 1, null, null)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> new HostImage(new byte[3], 2, 2, 1, 1, null, null)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAxisAtZeroIsNoAxis() {
    Coords coords = HostCoords.builder().channel(0).z(2).index("angle", 1).build();

    assertThat(coords.getAxes()).containsExactly("angle", "z");
    assertThat(coords.hasAxis(Coords.CHANNEL)).isFalse();
    assertThat(coords.copyRemovingAxes("z")).isEqualTo(HostCoords.builder().index("angle", 1).build());
    assertThat(coords.copyRetainingAxes("z")).isEqualTo(HostCoords.builder().z(2).t(0).build());
    assertThat(coords.copyBuilder().z(0).build().getAxes()).containsExactly("angle");
    assertThatThrownBy(() -> HostCoords.builder().index("1st", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void metadataKnowsNothingOrWhatItWasTold() {
    Metadata none = HostMetadata.builder().build();
    Metadata some = HostMetadata.builder().exposureMs(5.0).imageNumber(7L).generateUUID().build();

    assertThat(none.getExposureMs()).isNull();
    assertThat(none.getImageNumber()).isNull();
    assertThat(none.hasElapsedTimeMs()).isFalse();
    assertThat(none.getUserData().isEmpty()).isTrue();
    assertThat(some.getExposureMs()).isEqualTo(5.0);
    assertThat(some.copyBuilderPreservingUUID().build()).isEqualTo(some);
    assertThat(some.copyBuilderWithNewUUID().build().getUUID()).isNotNull().isNotEqualTo(some.getUUID());
    assertThat(some.copyBuilderRemovingUUID().build().getUUID()).isNull();
    assertThatThrownBy(() -> HostMetadata.builder().scopeData(PropertyMaps.builder().putInteger("n", 1).build()))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void summariesHaveTheProgramsDefaults() {
    SummaryMetadata summary = HostSummaryMetadata.builder().channelNames("DAPI").imageWidth(4).build();

    assertThat(summary.getOrderedAxes()).containsExactly("channel", "time", "z", "position");
    assertThat(summary.getChannelNameList()).containsExactly("DAPI");
    assertThat(summary.getSafeChannelName(1)).isEqualTo("channel 1");
    assertThat(summary.getImageHeight()).isNull();
    assertThat(summary.getIntendedDimensions().getAxes()).isEmpty();
    assertThat(summary.copyBuilder().build()).isEqualTo(summary);
  }

  @Test
  void syntheticPixelsAreKnown() {
    SyntheticFrames frames = new SyntheticFrames(Kind.GRAY16, 300, 4).count(2).over(2, 1);
    Image first = frames.next();
    Image second = frames.next();

    assertThat(first.getIntensityAt(299, 3)).isEqualTo(SyntheticFrames.valueAt(0, 299, 3));
    assertThat(second.getIntensityAt(0, 1)).isEqualTo(SyntheticFrames.valueAt(1, 0, 1));
    assertThat(second.getCoords().getC()).isEqualTo(1);
    assertThat(second.getMetadata().getImageNumber()).isEqualTo(1);
    assertThat(frames.next()).isNull();
    assertThat(frames.taken()).isEqualTo(2);
    Image colour = new SyntheticFrames(Kind.RGB, 3, 2).frame(4);
    assertThat(((byte[]) colour.getRawPixelsForComponent(2))[0] & 0xff).isEqualTo(SyntheticFrames.valueAt(4, 0, 0) + 2);
    Image single = new SyntheticFrames(Kind.GRAY32, 3, 2).frame(4);
    assertThat(((float[]) single.getRawPixels())[1]).isEqualTo(SyntheticFrames.valueAt(4, 1, 0) + 0.5f);
  }
}
