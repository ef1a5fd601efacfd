package io.drua.mmhost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.micromanager.acquisition.AcquisitionEndedEvent;
import org.micromanager.acquisition.AcquisitionManager;
import org.micromanager.acquisition.AcquisitionStartedEvent;
import org.micromanager.data.Coords;
import org.micromanager.data.Datastore;
import org.micromanager.data.DatastoreFrozenException;
import org.micromanager.data.DatastoreRewriteException;
import org.micromanager.data.Image;
import org.micromanager.data.Pipeline;
import org.micromanager.data.PipelineErrorException;
import org.micromanager.data.SummaryMetadata;

/** Acquisitions, one at a time, each on a thread of its own in front of an asynchronous pipeline. */
public final class HostAcquisitions implements AcquisitionManager {
  private final TestStudio studio;
  private final HostCamera camera;
  private final HostEngine engine = new HostEngine();
  private final Object pauseLock = new Object();
  private volatile boolean paused;
  private volatile Predicate<Exception> abortOnFailure = failure -> true;
  private volatile boolean haltAnswer = true;
  private volatile HostAcquisition current;

  HostAcquisitions(TestStudio studio, HostCamera camera) {
    this.studio = studio;
    this.camera = camera;
  }

  HostEngine engine() {
    return engine;
  }

  /** What the user answers when asked, after a failure, whether to abort: yes by default. Called on the acquisition's thread. */
  public void answerFailuresWith(Predicate<Exception> abort) {
    abortOnFailure = abort;
  }

  /** What the user answers when {@link #haltAcquisition} asks: yes by default. */
  public void answerHaltWith(boolean abort) {
    haltAnswer = abort;
  }

  /** Starts an acquisition into a new dataset that keeps its images. */
  public HostAcquisition start(FrameSource frames, SummaryMetadata summary) {
    return start(frames, summary, HostDatastore.keeping());
  }

  /**
   * Starts an acquisition. Its thread makes the pipeline, inserts the summary, posts the event of the start, inserts frames until
   * there are no more or it is aborted, halts the pipeline, freezes the dataset and posts the event of the end.
   *
   * @throws IllegalThreadStateException if one runs
   */
  public synchronized HostAcquisition start(FrameSource frames, SummaryMetadata summary, HostDatastore store) {
    if (engine.isAcquisitionRunning()) {
      throw new IllegalThreadStateException("An acquisition runs already.");
    }
    engine.setAbortRequested(false);
    engine.setRunning(true);
    HostAcquisition acquisition = new HostAcquisition(store);
    Thread thread = new Thread(() -> run(acquisition, frames, summary), "Acquisition");
    thread.setDaemon(true);
    acquisition.thread = thread;
    current = acquisition;
    thread.start();
    return acquisition;
  }

  private void run(HostAcquisition acquisition, FrameSource frames, SummaryMetadata summary) {
    try {
      HostDatastore store = acquisition.store();
      Pipeline pipeline = studio.data().copyApplicationPipeline(store, false);
      insertSummary(pipeline, summary);
      studio.events().post(new Started(store, engine));
      try {
        Image image = next(frames);
        while (image != null) {
          insert(acquisition, pipeline, image);
          image = next(frames);
        }
      } catch (Exception error) {
        acquisition.failures.add(error);
        studio.logs().logError(error);
      } finally {
        acquisition.aborted = engine.abortRequested();
        pipeline.halt();
        store.freeze();
        engine.setRunning(false);
        studio.events().post(new Ended(store, engine));
      }
    } catch (Exception error) {
      acquisition.failures.add(error);
      studio.logs().showError(error, "The acquisition did not start");
    } finally {
      engine.setRunning(false);
      acquisition.ended.countDown();
    }
  }

  private void insertSummary(Pipeline pipeline, SummaryMetadata summary) throws IOException {
    try {
      pipeline.insertSummaryMetadata(summary);
    } catch (DatastoreFrozenException | DatastoreRewriteException | PipelineErrorException error) {
      studio.logs().logError(error, "Can't insert summary metadata");
    }
  }

  /** The next frame; null if there is none or the acquisition is to end. */
  private Image next(FrameSource frames) throws Exception {
    synchronized (pauseLock) {
      while (paused && !engine.abortRequested()) {
        pauseLock.wait();
      }
    }
    return engine.abortRequested() ? null : frames.next();
  }

  private void insert(HostAcquisition acquisition, Pipeline pipeline, Image image) {
    try {
      pipeline.insertImage(image);
      acquisition.inserted.incrementAndGet();
    } catch (PipelineErrorException | IOException error) {
      acquisition.failures.add(error);
      studio.logs().logError(error, "There was an error processing images.");
      if (abortOnFailure.test(error)) {
        abortAcquisition();
      }
      pipeline.clearExceptions();
    } catch (RuntimeException error) {
      acquisition.failures.add(error);
      studio.logs().logError(error);
    }
  }

  /**
   * Sends an existing dataset's images through the enabled processors into a new dataset; returns when all are through. Failures
   * end it, and are shown.
   */
  public HostDatastore processOldData(Datastore source) {
    HostDatastore destination = HostDatastore.keeping();
    destination.setName(source.getName() + "-Processed");
    Pipeline pipeline = studio.data().copyApplicationPipeline(destination, false);
    try {
      pipeline.insertSummaryMetadata(source.getSummaryMetadata());
      for (Coords coords : inOrder(source)) {
        pipeline.insertImage(source.getImage(coords));
      }
    } catch (DatastoreFrozenException | DatastoreRewriteException error) {
      studio.logs().showError(error, "Error processing data");
    } catch (PipelineErrorException error) {
      studio.logs().showError("Error processing data:" + pipeline.getExceptions());
    } catch (IOException error) {
      studio.logs().showError(error, "Error saving data");
    }
    pipeline.halt();
    destination.freeze();
    return destination;
  }

  /** By the axes, the last of the summary's order first. */
  private static List<Coords> inOrder(Datastore source) {
    List<String> axes = source.getSummaryMetadata().getOrderedAxes();
    Collections.reverse(axes);
    List<Coords> places = new ArrayList<>();
    source.getUnorderedImageCoords().forEach(places::add);
    places.sort(
        (a, b) -> {
          for (String axis : axes) {
            if (a.getIndex(axis) != b.getIndex(axis)) {
              return Integer.compare(a.getIndex(axis), b.getIndex(axis));
            }
          }
          return 0;
        });
    return places;
  }

  @Override
  public boolean isAcquisitionRunning() {
    return engine.isAcquisitionRunning();
  }

  @Override
  public void haltAcquisition() {
    if (haltAnswer) {
      abortAcquisition();
    }
  }

  @Override
  public void abortAcquisition() {
    synchronized (pauseLock) {
      engine.setAbortRequested(true);
      pauseLock.notifyAll();
    }
  }

  @Override
  public void setPause(boolean state) {
    synchronized (pauseLock) {
      paused = state;
      pauseLock.notifyAll();
    }
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public boolean isOurAcquisition(Object source) {
    return source == engine;
  }

  @Override
  public List<Image> snap() throws Exception {
    Image image = Objects.requireNonNull(camera.snap(), "The camera gave no image.");
    return Collections.singletonList(image.copyWith(image.getCoords(), image.getMetadata().copyBuilderWithNewUUID().build()));
  }

  /** Ends the running acquisition, even one that waits for a processor whose thread died. */
  void close() {
    HostAcquisition last = current;
    if (last == null) {
      return;
    }
    abortAcquisition();
    try {
      while (!last.await(200, TimeUnit.MILLISECONDS)) {
        last.thread.interrupt();
      }
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Started implements AcquisitionStartedEvent {
    private final Datastore store;
    private final Object source;

    Started(Datastore store, Object source) {
      this.store = store;
      this.source = source;
    }

    @Override
    public Datastore getDatastore() {
      return store;
    }

    @Override
    public Object getSource() {
      return source;
    }
  }

  private static final class Ended implements AcquisitionEndedEvent {
    private final Datastore store;
    private final Object source;

    Ended(Datastore store, Object source) {
      this.store = store;
      this.source = source;
    }

    @Override
    public Datastore getStore() {
      return store;
    }

    @Override
    public Object getSource() {
      return source;
    }
  }
}
