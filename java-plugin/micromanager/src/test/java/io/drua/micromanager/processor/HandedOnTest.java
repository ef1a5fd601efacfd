package io.drua.micromanager.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.mmhost.SyntheticFrames;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

class HandedOnTest {
  private final SyntheticFrames frames = new SyntheticFrames(SyntheticFrames.Kind.GRAY8, 4, 4);

  @Test
  void aMarkIsGoodForOneReceiver() {
    Image image = frames.next();
    assertThat(HandedOn.claim(image)).isFalse();
    HandedOn.mark(image);
    assertThat(HandedOn.claim(frames.next())).isFalse();
    assertThat(HandedOn.claim(image)).isTrue();
    assertThat(HandedOn.claim(image)).isFalse();
  }

  @Test
  void manyMarksForgetSomeAndNeverMistakeOne() {
    List<Image> marked = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Image image = frames.next();
      HandedOn.mark(image);
      marked.add(image);
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(HandedOn.claim(frames.next())).isFalse();
    }
    long found = marked.stream().filter(HandedOn::claim).count();
    assertThat(found).isBetween(1L, 256L);
  }
}
