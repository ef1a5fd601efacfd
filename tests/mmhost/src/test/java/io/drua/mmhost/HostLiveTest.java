package io.drua.mmhost;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.micromanager.data.Image;
import org.micromanager.events.LiveModeEvent;

@Timeout(30)
class HostLiveTest {
  private final SyntheticFrames camera = new SyntheticFrames(Kind.GRAY16, 8, 6);
  private final TestStudio studio = new TestStudio(new TestStudio.Options().camera(camera).exposureMs(2));
  private final HostLive live = studio.live();

  @AfterEach
  void close() {
    studio.close();
  }

  private StepPlugin use(StepPlugin plugin) {
    studio.data().addAndConfigureProcessor(plugin);
    return plugin;
  }

  @Test
  void framesPassTheEventThreadNewestOnly() throws Exception {
    StepPlugin plugin = use(StepPlugin.passing());
    live.setLiveModeOn(true);
    Waiting.until(() -> plugin.seen.size() >= 10);
    live.setLiveModeOn(false);

    assertThat(plugin.threads).allMatch(name -> name.startsWith("AWT-EventQueue"));
    assertThat(plugin.seen).extracting(image -> image.getMetadata().getImageNumber()).isSorted().doesNotHaveDuplicates();
    assertThat(live.taken()).as("frames that the camera took").isGreaterThan(2L * plugin.seen.size());
    assertThat(live.store().getNumImages()).isEqualTo(1);
    assertThat(live.store().getSummaryMetadata().getImageWidth()).isEqualTo(8);
    assertThat(studio.events().count(LiveModeEvent.class)).isEqualTo(2);
    assertThat(live.isGrabbing()).isFalse();
  }

  @Test
  void aSlowProcessorSlowsTheEventThreadAndNothingQueues() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    StepPlugin slow =
        use(
            new StepPlugin(
                (image, context) -> {
                  try {
                    go.await();
                  } catch (InterruptedException error) {
                    Thread.currentThread().interrupt();
                  }
                  context.outputImage(image);
                }));
    live.setLiveModeOn(true);
    Waiting.until(() -> slow.seen.size() == 1 && live.taken() > 50);
    assertThat(slow.seen).hasSize(1);
    go.countDown();
    Waiting.until(() -> slow.seen.size() >= 2);
    assertThat(slow.seen.get(1).getMetadata().getImageNumber()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void theRawFrameIsKept() throws Exception {
    use(StepPlugin.passing());
    live.setLiveModeOn(true);
    Waiting.until(() -> live.shown() > 0);
    List<Image> snapped = live.snap(true);

    assertThat(snapped).hasSize(1);
    live.setLiveModeOn(false);
    SwingUtilities.invokeAndWait(() -> {});
    assertThat(live.lastRawImage().getRawPixels()).isSameAs(live.store().getAnyImage().getRawPixels());
  }

  @Test
  void snapsTakeOneFrameThroughTheLivePipeline() throws Exception {
    StepPlugin plugin = use(StepPlugin.passing());
    List<Image> images = live.snap(true);
    SwingUtilities.invokeAndWait(() -> {});

    assertThat(images).hasSize(1);
    assertThat(plugin.seen).hasSize(1);
    assertThat(plugin.seen.get(0).getRawPixels()).isSameAs(images.get(0).getRawPixels());
    assertThat(live.snap(false)).hasSize(1);
    SwingUtilities.invokeAndWait(() -> {});
    assertThat(plugin.seen).hasSize(1);
    assertThat(camera.taken()).isEqualTo(2);
  }

  @Test
  void aChangeMakesThePipelineAnewAtTheNextFrame() throws Exception {
    StepPlugin plugin = use(StepPlugin.passing());
    live.setLiveModeOn(true);
    Waiting.until(() -> live.shown() > 0);
    assertThat(plugin.made).hasValue(1);
    studio.data().notifyPipelineChanged();
    Waiting.until(() -> plugin.made.get() == 2);
    Waiting.until(() -> plugin.cleaned.get() == 1);
    studio.data().setLivePipelineStepEnabled(0, false);
    Waiting.until(() -> plugin.cleaned.get() == 2);
    int seen = plugin.seen.size();
    int shown = live.shown();
    Waiting.until(() -> live.shown() > shown + 2);

    assertThat(plugin.seen).hasSize(seen);
    assertThat(live.isLiveModeOn()).isTrue();
  }

  @Test
  void anExceptionEndsTheGrabbingWithADialog() throws Exception {
    StepPlugin failing =
        use(
            new StepPlugin(
                (image, context) -> {
                  throw new IllegalStateException("broken");
                }));
    live.setLiveModeOn(true);
    Waiting.until(() -> !studio.logs().shown().isEmpty());
    Waiting.until(() -> !live.isGrabbing());

    assertThat(failing.seen).hasSize(1);
    assertThat(studio.logs().shown()).hasSize(1);
    assertThat(studio.logs().shown().get(0).cause()).hasMessage("broken");
    assertThat(live.isLiveModeOn()).isTrue();
    live.setLiveModeOn(false);
    live.setLiveModeOn(true);
    Waiting.until(() -> failing.seen.size() == 2);
  }

  @Test
  void anErrorEndsTheGrabbingWithoutAWord() throws Exception {
    StepPlugin deadly =
        use(
            new StepPlugin(
                (image, context) -> {
                  throw new StackOverflowError();
                }));
    live.setLiveModeOn(true);
    Waiting.until(() -> !deadly.seen.isEmpty() && !live.isGrabbing());

    // The first frame makes the pipeline, for which live mode is suspended and resumed: only the second ends what was resumed.
    assertThat(deadly.seen).hasSize(2);
    assertThat(studio.logs().shown()).isEmpty();
    assertThat(live.isLiveModeOn()).isTrue();
  }

  @Test
  void suspendingIsCounted() throws Exception {
    use(StepPlugin.passing());
    live.setLiveModeOn(true);
    live.setSuspended(true);
    live.setSuspended(true);
    live.setSuspended(false);
    assertThat(live.isGrabbing()).isFalse();
    live.setSuspended(false);
    int shown = live.shown();
    Waiting.until(() -> live.shown() > shown);
    live.closePreview();
    assertThat(live.isLiveModeOn()).isFalse();
  }
}
