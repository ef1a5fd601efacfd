package io.drua.mmhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.micromanager.data.DatastoreFrozenException;
import org.micromanager.data.DatastoreRewriteException;
import org.micromanager.data.Image;
import org.micromanager.data.Pipeline;
import org.micromanager.data.PipelineErrorException;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorContext;

@Timeout(30)
class HostPipelineTest {
  private final TestStudio studio = new TestStudio();
  private final HostDatastore store = HostDatastore.keeping();
  private final SyntheticFrames frames = new SyntheticFrames(Kind.GRAY8, 4, 3);

  @AfterEach
  void close() {
    studio.close();
  }

  private Pipeline pipeline(boolean isSynchronous, StepPlugin... plugins) {
    return studio
        .data()
        .createPipeline(
            Arrays.stream(plugins).map(plugin -> plugin.createFactory(null)).collect(Collectors.toList()),
            store,
            isSynchronous);
  }

  @Test
  void anEmptyPipelinePutsIntoTheDataset() throws Exception {
    Pipeline pipeline = pipeline(false);
    pipeline.insertSummaryMetadata(HostSummaryMetadata.builder().prefix("p").build());
    pipeline.insertImage(frames.frame(0));
    pipeline.halt();

    assertThat(store.getNumImages()).isEqualTo(1);
    assertThat(store.getSummaryMetadata().getPrefix()).isEqualTo("p");
    assertThat(pipeline.isHalted()).isTrue();
  }

  @Test
  void synchronousRunsOnTheInsertingThread() throws Exception {
    StepPlugin plugin = StepPlugin.passing();
    Pipeline pipeline = pipeline(true, plugin);
    pipeline.insertImage(frames.frame(0));

    assertThat(plugin.threads).containsExactly(Thread.currentThread().getName());
    assertThat(store.getNumImages()).isEqualTo(1);
    pipeline.halt();
    assertThat(plugin.cleaned).hasValue(1);
  }

  @Test
  void asynchronousRunsEachProcessorOnAThreadOfItsOwn() throws Exception {
    StepPlugin first = StepPlugin.passing();
    StepPlugin second = StepPlugin.passing();
    Pipeline pipeline = pipeline(false, first, second);
    for (int i = 0; i < 20; i++) {
      pipeline.insertImage(frames.frame(i));
    }
    pipeline.halt();

    assertThat(store.images()).extracting(image -> image.getMetadata().getImageNumber()).isSorted().hasSize(20);
    assertThat(first.threads).containsOnly("Processor context for step");
    assertThat(second.threads).containsOnly("Processor context for step");
    assertThat(first.cleaned).hasValue(1);
    assertThat(second.cleaned).hasValue(1);
    assertThat(pipeline.isHalted()).isTrue();
    assertThat(pipeline.getProcessors()).isEmpty();
    pipeline.insertImage(frames.frame(30));
    assertThat(store.getNumImages()).isEqualTo(20);
  }

  @Test
  void theSummaryGoesThroughAllProcessorsBeforeImages() throws Exception {
    StepPlugin first = StepPlugin.passing();
    StepPlugin second = StepPlugin.passing();
    first.summary = given -> given.copyBuilder().channelNames("a", "b").build();
    Pipeline pipeline = pipeline(true, first, second);
    pipeline.insertSummaryMetadata(HostSummaryMetadata.builder().build());

    assertThat(second.summaries.get(0).getChannelNameList()).containsExactly("a", "b");
    assertThat(store.getSummaryMetadata().getChannelNameList()).containsExactly("a", "b");
    pipeline.insertImage(frames.frame(0));
    assertThatThrownBy(() -> pipeline.insertSummaryMetadata(HostSummaryMetadata.builder().build()))
        .isInstanceOf(PipelineErrorException.class);
  }

  @Test
  void theQueueHoldsOneSoThatASlowProcessorHoldsTheSourceBack() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch third = new CountDownLatch(1);
    StepPlugin slow =
        new StepPlugin(
            (image, context) -> {
              awaitQuietly(go);
              context.outputImage(image);
            });
    Pipeline pipeline = pipeline(false, slow);
    Thread source =
        new Thread(
            () -> {
              for (int i = 0; i < 3; i++) {
                insert(pipeline, i);
              }
              third.countDown();
            });
    source.start();

    // The first is in the processor, the second in the queue; the third waits.
    assertThat(third.await(300, TimeUnit.MILLISECONDS)).isFalse();
    Waiting.until(() -> source.getState() == Thread.State.WAITING);
    go.countDown();
    assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
    pipeline.halt();
    assertThat(store.getNumImages()).isEqualTo(3);
  }

  @Test
  void anExceptionIsMetByTheNextInsert() throws Exception {
    StepPlugin failing =
        new StepPlugin(
            (image, context) -> {
              throw new IllegalStateException("broken");
            });
    Pipeline pipeline = pipeline(true, failing);
    pipeline.insertImage(frames.frame(0));

    assertThat(pipeline.getExceptions()).hasSize(1);
    assertThatThrownBy(() -> pipeline.insertImage(frames.frame(1))).isInstanceOf(PipelineErrorException.class).hasMessage("broken");
    assertThat(failing.seen).hasSize(1);
    pipeline.clearExceptions();
    pipeline.insertImage(frames.frame(2));
    assertThat(failing.seen).hasSize(2);
    assertThat(studio.logs().errors()).isNotEmpty();
  }

  @Test
  void theDatasetsRefusalIsTheProcessorsException() throws Exception {
    Pipeline pipeline = pipeline(true, StepPlugin.passing());
    pipeline.insertImage(frames.frame(1));
    pipeline.insertImage(frames.frame(1));

    assertThat(pipeline.getExceptions().get(0)).isInstanceOf(DatastoreRewriteException.class);
    pipeline.clearExceptions();
    store.freeze();
    assertThatThrownBy(() -> pipeline.insertImage(frames.frame(2))).isInstanceOf(DatastoreFrozenException.class);
  }

  @Test
  void anErrorKillsTheThreadAndTheSourceWaitsForEver() throws Exception {
    StepPlugin deadly =
        new StepPlugin(
            (image, context) -> {
              throw new StackOverflowError();
            });
    Pipeline pipeline = pipeline(false, deadly);
    Thread source =
        new Thread(
            () -> {
              for (int i = 0; i < 3; i++) {
                insert(pipeline, i);
              }
            });
    source.setDaemon(true);
    source.start();
    Waiting.until(
        () ->
            studio.logs().errors().stream().anyMatch(entry -> entry.cause() instanceof StackOverflowError)
                && source.getState() == Thread.State.WAITING);

    assertThat(deadly.seen).hasSize(1);
    assertThat(pipeline.getExceptions()).isEmpty();
    // There is room for one in the queue of the dead thread; the third frame waits.
    source.join(100);
    assertThat(source.isAlive()).isTrue();
    source.interrupt();
    source.join(10_000);
    assertThat(source.isAlive()).isFalse();
  }

  @Test
  void whatIsPutOutInCleanupStillArrives() throws Exception {
    Pipeline pipeline =
        studio
            .data()
            .createPipeline(
                Collections.singletonList(
                    () ->
                        new Processor() {
                          @Override
                          public void processImage(
                              Image image, ProcessorContext context) {}

                          @Override
                          public void cleanup(ProcessorContext context) {
                            context.outputImage(frames.frame(9));
                          }
                        }),
                store,
                false);
    pipeline.insertImage(frames.frame(0));
    pipeline.halt();

    assertThat(store.images()).extracting(image -> image.getMetadata().getImageNumber()).containsExactly(9L);
  }

  private void insert(Pipeline pipeline, int number) {
    try {
      pipeline.insertImage(frames.frame(number));
    } catch (Exception error) {
      throw new AssertionError(error);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }
}
