package io.drua.micromanager.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.mmhost.HostCoords;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Coords;

class TakenPlacesTest {
  private final TakenPlaces places = new TakenPlaces();

  private static Coords at(int time, int channel, int z) {
    return HostCoords.builder().t(time).c(channel).z(z).build();
  }

  @Test
  void eachPlaceIsTakenOnce() {
    for (int time = 0; time < 1000; time++) {
      for (int channel = 0; channel < 3; channel++) {
        assertThat(places.take(at(time, channel, 2))).isTrue();
      }
    }
    assertThat(places.take(at(0, 0, 2))).isFalse();
    assertThat(places.take(at(999, 2, 2))).isFalse();
    assertThat(places.take(at(999, 2, 3))).isTrue();
    assertThat(places.take(HostCoords.builder().t(5).index("angle", 1).build())).isTrue();
    assertThat(places.take(HostCoords.builder().t(5).index("angle", 1).build())).isFalse();
  }

  @Test
  void enormousTimePointsCount() {
    assertThat(places.take(at(Integer.MAX_VALUE, 0, 0))).isTrue();
    assertThat(places.take(at(Integer.MAX_VALUE, 0, 0))).isFalse();
    assertThat(places.take(at(Integer.MAX_VALUE - 1, 0, 0))).isTrue();
  }
}
