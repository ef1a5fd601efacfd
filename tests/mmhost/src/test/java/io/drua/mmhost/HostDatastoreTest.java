package io.drua.mmhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.eventbus.Subscribe;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.micromanager.data.DataProviderHasNewImageEvent;
import org.micromanager.data.DatastoreFrozenException;
import org.micromanager.data.DatastoreRewriteException;
import org.micromanager.data.Image;
import org.micromanager.data.ImagesDifferInSizeException;

class HostDatastoreTest {
  private final SyntheticFrames frames = new SyntheticFrames(Kind.GRAY8, 4, 3);

  @Test
  void refusesAPlaceThatIsTakenAnotherSizeAndAnUnknownAxis() {
    HostDatastore store = HostDatastore.keeping();
    store.putImage(frames.frame(1));

    assertThatThrownBy(() -> store.putImage(frames.frame(1))).isInstanceOf(DatastoreRewriteException.class);
    assertThatThrownBy(() -> store.putImage(new SyntheticFrames(Kind.GRAY8, 4, 4).frame(2)))
        .isInstanceOf(ImagesDifferInSizeException.class);
    assertThatThrownBy(() -> store.putImage(new SyntheticFrames(Kind.GRAY16, 4, 3).frame(2)))
        .isInstanceOf(ImagesDifferInSizeException.class);
    assertThatThrownBy(() -> store.putImage(frames.frame(2).copyAtCoords(HostCoords.builder().index("angle", 1).build())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.getNumImages()).isEqualTo(1);
  }

  @Test
  void theSummaryIsSetOnceAndBindsTheSize() {
    HostDatastore store = HostDatastore.keeping();
    store.setSummaryMetadata(HostSummaryMetadata.builder().imageWidth(5).build());

    assertThatThrownBy(() -> store.setSummaryMetadata(HostSummaryMetadata.builder().build()))
        .isInstanceOf(DatastoreRewriteException.class);
    assertThatThrownBy(() -> store.putImage(frames.frame(0))).isInstanceOf(ImagesDifferInSizeException.class);
  }

  @Test
  void frozenTakesNothing() {
    HostDatastore store = HostDatastore.keeping();
    store.freeze();

    assertThatThrownBy(() -> store.putImage(frames.frame(0))).isInstanceOf(DatastoreFrozenException.class);
    assertThatThrownBy(() -> store.setSummaryMetadata(HostSummaryMetadata.builder().build()))
        .isInstanceOf(DatastoreFrozenException.class);
  }

  @Test
  void liveReplaces() {
    HostDatastore store = HostDatastore.rewritable();
    store.putImage(frames.frame(0));
    Image second = frames.frame(1).copyAtCoords(HostCoords.builder().build());
    store.putImage(second);
    store.setSummaryMetadata(HostSummaryMetadata.builder().channelNames("x").build());

    assertThat(store.images()).containsExactly(second);
    assertThat(store.getSummaryMetadata().getChannelNameList()).containsExactly("x");
  }

  @Test
  void countingKeepsNothing() throws InterruptedException {
    List<Image> watched = new ArrayList<>();
    HostDatastore store = HostDatastore.counting(watched::add);
    store.putImage(frames.frame(0));
    store.putImage(frames.frame(0));

    assertThat(store.getNumImages()).isEqualTo(2);
    assertThat(store.images()).isEmpty();
    assertThat(watched).hasSize(2);
    assertThat(store.awaitImages(2, 1, TimeUnit.SECONDS)).isTrue();
    assertThat(store.awaitImages(3, 1, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void readsByPlace() {
    HostDatastore store = HostDatastore.keeping();
    SyntheticFrames channels = new SyntheticFrames(Kind.GRAY8, 4, 3).over(2, 1).count(6);
    for (Image image = channels.next(); image != null; image = channels.next()) {
      store.putImage(image);
    }

    assertThat(store.getNextIndex("time")).isEqualTo(3);
    assertThat(store.getNextIndex("angle")).isZero();
    assertThat(store.getImagesIgnoringAxes(HostCoords.builder().t(2).c(1).build(), "channel")).hasSize(2);
    assertThat(store.getImage(HostCoords.builder().t(1).build()).getMetadata().getImageNumber()).isEqualTo(2);
    assertThat(store.hasImage(HostCoords.builder().t(3).build())).isFalse();
    assertThat(store.getUnorderedImageCoords()).hasSize(6);
  }

  @Test
  void tellsItsSubscribers() {
    HostDatastore store = HostDatastore.keeping();
    List<Image> told = new ArrayList<>();
    Object subscriber =
        new Object() {
          @Subscribe
          public void onImage(DataProviderHasNewImageEvent event) {
            told.add(event.getImage());
          }
        };
    store.registerForEvents(subscriber);
    store.putImage(frames.frame(0));
    store.unregisterForEvents(subscriber);
    store.putImage(frames.frame(1));

    assertThat(told).hasSize(1);
  }
}
