package io.drua.mmhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.eventbus.Subscribe;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.micromanager.acquisition.AcquisitionEndedEvent;
import org.micromanager.acquisition.AcquisitionStartedEvent;
import org.micromanager.data.PipelineErrorException;
import org.micromanager.data.SummaryMetadata;

@Timeout(30)
class HostAcquisitionsTest {
  private final TestStudio studio = new TestStudio();
  private final HostAcquisitions acquisitions = studio.acquisitions();
  private final SummaryMetadata summary = HostSummaryMetadata.builder().prefix("run").build();

  @AfterEach
  void close() {
    studio.close();
  }

  private static SyntheticFrames frames() {
    return new SyntheticFrames(Kind.GRAY16, 8, 6);
  }

  private StepPlugin use(StepPlugin plugin) {
    studio.data().addAndConfigureProcessor(plugin);
    return plugin;
  }

  private static void end(HostAcquisition run) throws InterruptedException {
    assertThat(run.await(10, TimeUnit.SECONDS)).as("ended").isTrue();
  }

  @Test
  void sendsAllFramesThroughThePipelineAndTellsStartAndEnd() throws Exception {
    StepPlugin plugin = use(StepPlugin.passing());
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    studio
        .events()
        .registerForEvents(
            new Object() {
              @Subscribe
              public void onStart(AcquisitionStartedEvent event) {
                boolean ours = acquisitions.isOurAcquisition(event.getSource());
                told.add("start " + ours + " " + event.getDatastore().getSummaryMetadata().getPrefix() + " " + plugin.seen.size());
              }

              @Subscribe
              public void onEnd(AcquisitionEndedEvent event) {
                told.add("end " + event.getStore().getNumImages() + " " + event.getStore().isFrozen() + " " + plugin.cleaned.get());
              }
            });
    HostAcquisition run = acquisitions.start(frames().count(25), summary);
    end(run);

    assertThat(told).containsExactly("start true run 0", "end 25 true 1");
    assertThat(plugin.threads).containsOnly("Processor context for step");
    assertThat(run.store().images()).extracting(image -> image.getCoords().getT()).isSorted().hasSize(25);
    assertThat(run.inserted()).isEqualTo(25);
    assertThat(run.failures()).isEmpty();
    assertThat(run.wasAborted()).isFalse();
    assertThat(acquisitions.isAcquisitionRunning()).isFalse();
    assertThat(studio.getAcquisitionEngine().abortRequested()).isFalse();
  }

  @Test
  void theUserMayAbortAfterAFailure() throws Exception {
    StepPlugin failing =
        use(
            new StepPlugin(
                (image, context) -> {
                  throw new IllegalStateException("broken");
                }));
    HostAcquisition run = acquisitions.start(frames(), summary);
    end(run);

    assertThat(run.wasAborted()).isTrue();
    assertThat(run.failures()).hasOnlyElementsOfType(PipelineErrorException.class).hasSize(1);
    assertThat(failing.seen.size()).isBetween(1, 3);
    assertThat(failing.cleaned).hasValue(1);
  }

  @Test
  void orGoOn() throws Exception {
    StepPlugin odd =
        use(
            new StepPlugin(
                (image, context) -> {
                  if (image.getCoords().getT() == 2) {
                    throw new IllegalStateException("broken");
                  }
                  context.outputImage(image);
                }));
    acquisitions.answerFailuresWith(failure -> false);
    HostAcquisition run = acquisitions.start(frames().count(20), summary);
    end(run);

    assertThat(run.wasAborted()).isFalse();
    assertThat(run.failures()).isNotEmpty();
    // The frame that failed is lost, and so are those that met the failure.
    assertThat(run.store().getNumImages()).isEqualTo(19 - run.failures().size());
    assertThat(odd.seen).hasSize(20 - run.failures().size());
  }

  @Test
  void abortStopsTheSource() throws Exception {
    StepPlugin plugin = use(StepPlugin.passing());
    HostAcquisition run = acquisitions.start(frames(), summary, HostDatastore.counting(image -> {}));
    Waiting.until(() -> plugin.seen.size() > 3);
    assertThat(acquisitions.isAcquisitionRunning()).isTrue();
    assertThatThrownBy(() -> acquisitions.start(frames(), summary)).isInstanceOf(IllegalThreadStateException.class);
    acquisitions.answerHaltWith(false);
    acquisitions.haltAcquisition();
    assertThat(studio.getAcquisitionEngine().abortRequested()).isFalse();
    acquisitions.abortAcquisition();
    end(run);

    assertThat(run.wasAborted()).isTrue();
    assertThat(studio.getAcquisitionEngine().abortRequested()).isTrue();
    assertThat(run.store().getNumImages()).isEqualTo((int) run.inserted());
    end(acquisitions.start(frames().count(1), summary));
    assertThat(studio.getAcquisitionEngine().abortRequested()).isFalse();
  }

  @Test
  void pauseHoldsTheSource() throws Exception {
    use(StepPlugin.passing());
    acquisitions.setPause(true);
    HostAcquisition run = acquisitions.start(frames().count(3), summary);
    assertThat(run.await(100, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(run.store().getNumImages()).isZero();
    acquisitions.setPause(false);
    end(run);
    assertThat(run.store().getNumImages()).isEqualTo(3);
  }

  @Test
  void aSummaryThatFailsKeepsItFromStarting() throws Exception {
    use(StepPlugin.passing())
        .summary =
        given -> {
          throw new IllegalStateException("no summary");
        };
    HostAcquisition run = acquisitions.start(frames().count(3), summary);
    end(run);

    assertThat(run.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(studio.events().count(AcquisitionStartedEvent.class)).isZero();
    assertThat(studio.logs().shown()).hasSize(1);
    assertThat(acquisitions.isAcquisitionRunning()).isFalse();
  }

  @Test
  void closingFreesOneThatWaitsForADeadProcessor() throws Exception {
    use(
        new StepPlugin(
            (image, context) -> {
              throw new StackOverflowError();
            }));
    HostAcquisition run = acquisitions.start(frames(), summary);
    assertThat(run.await(300, TimeUnit.MILLISECONDS)).as("the source waits").isFalse();
    studio.close();
    end(run);
  }

  @Test
  void oldDataGoThroughInTheOrderOfTheirAxes() throws Exception {
    HostDatastore old = HostDatastore.keeping();
    old.setSummaryMetadata(summary);
    SyntheticFrames channels = new SyntheticFrames(Kind.GRAY16, 8, 6).over(2, 2);
    for (int i = 7; i >= 0; i--) {
      old.putImage(channels.frame(i));
    }
    StepPlugin plugin = use(StepPlugin.passing());
    HostDatastore processed = acquisitions.processOldData(old);

    assertThat(processed.getNumImages()).isEqualTo(8);
    assertThat(processed.isFrozen()).isTrue();
    assertThat(processed.getSummaryMetadata().getPrefix()).isEqualTo("run");
    assertThat(plugin.threads).containsOnly("Processor context for step");
    assertThat(plugin.seen.get(0).getCoords().getAxes()).isEmpty();
    assertThat(plugin.seen.get(1).getCoords()).isEqualTo(HostCoords.builder().c(1).build());
    assertThat(plugin.seen.get(2).getCoords()).isEqualTo(HostCoords.builder().t(1).build());
    plugin.step =
        (image, context) -> {
          throw new IllegalStateException("broken");
        };
    assertThat(acquisitions.processOldData(old).getNumImages()).isZero();
    assertThat(studio.logs().shown()).singleElement().asString().contains("broken");
  }
}
