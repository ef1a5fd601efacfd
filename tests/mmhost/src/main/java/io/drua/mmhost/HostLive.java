package io.drua.mmhost;

import com.google.common.eventbus.Subscribe;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.SwingUtilities;
import org.micromanager.SnapLiveManager;
import org.micromanager.data.DatastoreFrozenException;
import org.micromanager.data.Image;
import org.micromanager.data.NewPipelineEvent;
import org.micromanager.data.Pipeline;
import org.micromanager.data.PipelineErrorException;
import org.micromanager.events.LiveModeEvent;

/**
 * Snaps and live mode of one camera. A camera thread takes frames at its own pace; a grabber takes the newest, at most every
 * 16.7 ms, and sends it through the synchronous live pipeline on the event thread, for which it waits.
 *
 * <p>As in the program: a processor's exception is met by the next frame, which opens a dialog and ends the grabbing, while
 * {@link #isLiveModeOn} stays true; an error ends the grabbing without a word; a raw frame stays referenced until the next.
 */
public final class HostLive implements SnapLiveManager {
  private static final long SHORTEST_DELAY_MS = Math.round(1000.0 / 60);

  private static final class Switched implements LiveModeEvent {
    private final boolean on;

    Switched(boolean on) {
      this.on = on;
    }

    @Override
    public boolean isOn() {
      return on;
    }
  }

  private final TestStudio studio;
  private final HostCamera camera;
  private final Object switchLock = new Object();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "SnapLiveManager");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger shown = new AtomicInteger();

  private volatile boolean isOn;
  private int suspended;
  /** Null while nothing is grabbed; guarded by this. */
  private ScheduledFuture<?> grab;
  /** Which grabbing that is; guarded by this. */
  private long run;

  private volatile boolean mustReset = true;
  private volatile boolean isPreviewOpen;
  private volatile HostDatastore store;
  private volatile Image lastRaw;
  private volatile Image previous;
  private Pipeline pipeline;

  HostLive(TestStudio studio, HostCamera camera) {
    this.studio = studio;
    this.camera = camera;
    studio.events().registerForEvents(this);
  }

  @Override
  public void setLiveModeOn(boolean on) {
    synchronized (switchLock) {
      if (isOn == on) {
        return;
      }
      isOn = on;
      if (isOn && suspended == 0) {
        start();
      } else {
        stop();
      }
    }
    studio.events().post(new Switched(on));
  }

  @Override
  public void setSuspended(boolean shouldSuspend) {
    synchronized (switchLock) {
      if (suspended == 0 && shouldSuspend && isOn) {
        stop();
      }
      suspended += shouldSuspend ? 1 : -1;
      if (suspended == 0 && isOn) {
        start();
      }
    }
  }

  private void start() {
    stop();
    camera.start();
    synchronized (this) {
      long mine = ++run;
      grab = scheduler.schedule(() -> grabOnce(mine), 0, TimeUnit.MILLISECONDS);
    }
  }

  private void stop() {
    synchronized (this) {
      if (grab != null) {
        grab.cancel(false);
        grab = null;
      }
    }
    camera.stop();
  }

  private synchronized boolean isCurrent(long mine) {
    return grab != null && run == mine;
  }

  private void grabOnce(long mine) {
    long begun = System.nanoTime();
    if (!isCurrent(mine)) {
      return;
    }
    Image newest = camera.newest();
    if (newest != null) {
      showOnEventThread(newest.copyWith(newest.getCoords().copyBuilder().t(0).build(), newest.getMetadata()), mine);
    }
    synchronized (this) {
      if (isCurrent(mine)) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        long delay = Math.max(SHORTEST_DELAY_MS, Math.round(camera.exposureMs()) - elapsed);
        grab = scheduler.schedule(() -> grabOnce(mine), delay, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void showOnEventThread(Image image, long mine) {
    try {
      SwingUtilities.invokeAndWait(
          () -> {
            if (!isCurrent(mine)) {
              throw new CancellationException();
            }
            displayImage(image);
          });
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    } catch (InvocationTargetException error) {
      if (!(error.getCause() instanceof CancellationException)) {
        // The scheduler keeps it to itself, and no further frame is grabbed.
        throw new RuntimeException(error.getCause());
      }
    }
  }

  @Override
  public void displayImage(Image image) {
    if (!SwingUtilities.isEventDispatchThread()) {
      SwingUtilities.invokeLater(() -> displayImage(image));
      return;
    }
    boolean reset = mustReset || !isPreviewOpen;
    try {
      Image before = previous;
      if (before != null && isPreviewOpen) {
        if (before.getWidth() != image.getWidth()
            || before.getHeight() != image.getHeight()
            || before.getNumComponents() != image.getNumComponents()
            || before.getBytesPerPixel() != image.getBytesPerPixel()) {
          reset = true;
        } else if (image.getMetadata().getImageNumber() != null
            && image.getMetadata().getImageNumber().equals(before.getMetadata().getImageNumber())) {
          return;
        }
      }
      if (reset) {
        reset(image);
      }
      previous = image;
      lastRaw = image;
      insert(image);
    } catch (DatastoreFrozenException error) {
      reset(image);
      displayImage(image);
    } catch (Exception error) {
      studio.logs().logError(error, "Error drawing image in snap/live view");
    }
  }

  private void insert(Image image) throws IOException {
    try {
      pipeline.insertImage(image);
      shown.incrementAndGet();
    } catch (PipelineErrorException error) {
      studio.logs().showError(error, "An error occurred while processing images.");
      stop();
      pipeline.clearExceptions();
    }
  }

  /** A new dataset, pipeline and preview. */
  private void reset(Image image) {
    setSuspended(true);
    if (pipeline != null) {
      pipeline.halt();
    }
    HostDatastore fresh = HostDatastore.rewritable();
    fresh.setName("Snap/Live");
    pipeline = studio.data().copyLivePipeline(fresh, true);
    fresh.setSummaryMetadata(
        HostSummaryMetadata.builder().channelNames("Default").imageWidth(image.getWidth()).imageHeight(image.getHeight()).build());
    store = fresh;
    isPreviewOpen = true;
    previous = null;
    try {
      pipeline.insertSummaryMetadata(fresh.getSummaryMetadata());
    } catch (IOException | PipelineErrorException error) {
      studio.logs().logError(error);
    }
    mustReset = false;
    setSuspended(false);
  }

  @Override
  public List<Image> snap(boolean shouldDisplay) {
    if (isOn && suspended == 0) {
      Image newest = lastRaw;
      return newest == null ? Collections.emptyList() : Collections.singletonList(newest);
    }
    try {
      List<Image> images = studio.acquisitions().snap();
      if (shouldDisplay) {
        images.forEach(this::displayImage);
      }
      return images;
    } catch (Exception error) {
      studio.logs().showError(error, "Failed to snap image");
      return null;
    }
  }

  /** The list of processors or a setting changed: the next frame meets a new pipeline. */
  @Subscribe
  public void onPipelineChanged(NewPipelineEvent event) {
    mustReset = true;
  }

  @Override
  public boolean isLiveModeOn() {
    return isOn;
  }

  /** Whether frames are being taken; false after a failure, although live mode is on. */
  public synchronized boolean isGrabbing() {
    return grab != null && !grab.isDone();
  }

  /** How many frames went into live pipelines so far; those of snaps included. */
  public int shown() {
    return shown.get();
  }

  /** How many frames the camera took for live mode so far, shown or not. */
  public long taken() {
    return camera.taken();
  }

  /** The newest raw frame, as the program keeps it. */
  public Image lastRawImage() {
    return lastRaw;
  }

  /** What the preview shows; null before the first frame. Replaced when the pipeline or the format changes. */
  public HostDatastore store() {
    return store;
  }

  /** As a user does who closes the preview: live mode ends, and the next frame makes everything anew. */
  public void closePreview() {
    setLiveModeOn(false);
    isPreviewOpen = false;
  }

  /** Ends live mode. The last pipeline isn't halted; the end of the program does no more either. */
  void close() {
    setLiveModeOn(false);
    scheduler.shutdown();
  }
}
