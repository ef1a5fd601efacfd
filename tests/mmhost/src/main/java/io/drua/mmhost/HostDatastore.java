package io.drua.mmhost;

import com.google.common.eventbus.EventBus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.micromanager.data.Coords;
import org.micromanager.data.DataProvider;
import org.micromanager.data.DataProviderHasNewImageEvent;
import org.micromanager.data.Datastore;
import org.micromanager.data.DatastoreFrozenException;
import org.micromanager.data.DatastoreRewriteException;
import org.micromanager.data.Image;
import org.micromanager.data.ImagesDifferInSizeException;
import org.micromanager.data.SummaryMetadata;

/**
 * A dataset in memory, with the refusals of the program's own: places that are taken, axes that the summary doesn't name, other
 * sizes and pixel types. Subscribers are called on the thread that puts an image (in the program on another one).
 */
public final class HostDatastore implements Datastore {
  private enum Kind {
    KEEPING,
    REWRITABLE,
    COUNTING
  }

  private final Kind kind;
  private final Consumer<Image> watcher;
  private final Map<Coords, Image> images = new LinkedHashMap<>();
  private final EventBus bus = new EventBus();
  private SummaryMetadata summary = HostSummaryMetadata.builder().build();
  private boolean hasSummary;
  private Image first;
  private int count;
  private boolean frozen;
  private String name = "Untitled";
  private String path;

  private HostDatastore(Kind kind, Consumer<Image> watcher) {
    this.kind = kind;
    this.watcher = watcher;
  }

  /** A dataset that keeps its images, as acquisitions have. */
  public static HostDatastore keeping() {
    return new HostDatastore(Kind.KEEPING, image -> {});
  }

  /** A dataset in which images replace earlier ones at their place, as live mode has. */
  public static HostDatastore rewritable() {
    return new HostDatastore(Kind.REWRITABLE, image -> {});
  }

  /**
   * A dataset for long runs: it checks sizes and axes, counts, and lets each image go.
   *
   * @param watcher sees each image, on the thread that puts it
   */
  public static HostDatastore counting(Consumer<Image> watcher) {
    return new HostDatastore(Kind.COUNTING, watcher);
  }

  @Override
  public void putImage(Image image) {
    synchronized (this) {
      if (frozen) {
        throw new DatastoreFrozenException();
      }
      if (image == null) {
        return;
      }
      if (kind == Kind.KEEPING && images.containsKey(image.getCoords())) {
        throw new DatastoreRewriteException();
      }
      if (kind == Kind.REWRITABLE && images.remove(image.getCoords()) != null) {
        first = images.isEmpty() ? null : images.values().iterator().next();
      }
      check(image);
      if (kind != Kind.COUNTING) {
        images.put(image.getCoords(), image);
      }
      first = first == null ? image : first;
      count = kind == Kind.COUNTING ? count + 1 : images.size();
      notifyAll();
    }
    watcher.accept(image);
    bus.post(new NewImage(image));
  }

  private void check(Image image) {
    List<String> axes = summary.getOrderedAxes();
    for (String axis : image.getCoords().getAxes()) {
      if (!axes.isEmpty() && !axes.contains(axis)) {
        throw new IllegalArgumentException("No axis \"" + axis + "\" in a dataset of " + axes + ".");
      }
    }
    if (first == null) {
      if (differs(summary.getImageWidth(), image.getWidth()) || differs(summary.getImageHeight(), image.getHeight())) {
        throw new ImagesDifferInSizeException();
      }
    } else if (first.getWidth() != image.getWidth()
        || first.getHeight() != image.getHeight()
        || first.getBytesPerPixel() != image.getBytesPerPixel()) {
      throw new ImagesDifferInSizeException();
    }
  }

  private static boolean differs(Integer meant, int size) {
    return meant != null && meant != 0 && meant != size;
  }

  @Override
  public synchronized void setSummaryMetadata(SummaryMetadata metadata) {
    if (frozen) {
      throw new DatastoreFrozenException();
    }
    if (kind != Kind.REWRITABLE && (hasSummary || count > 0)) {
      throw new DatastoreRewriteException();
    }
    hasSummary = true;
    summary = Objects.requireNonNull(metadata, "metadata");
  }

  /**
   * Waits until it has had some images.
   *
   * @return whether that came within the time
   */
  public synchronized boolean awaitImages(int wanted, long timeout, TimeUnit unit) throws InterruptedException {
    long end = System.nanoTime() + unit.toNanos(timeout);
    while (count < wanted) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** The images in the order in which they came; none if it only counts. */
  public synchronized List<Image> images() {
    return new ArrayList<>(images.values());
  }

  @Override
  public synchronized Image getImage(Coords coords) {
    return images.get(coords);
  }

  @Override
  public synchronized Image getAnyImage() {
    return first;
  }

  @Override
  public synchronized boolean hasImage(Coords coords) {
    return images.containsKey(coords);
  }

  @Override
  public synchronized int getNumImages() {
    return count;
  }

  @Override
  public synchronized Iterable<Coords> getUnorderedImageCoords() {
    return new ArrayList<>(images.keySet());
  }

  @Override
  public synchronized List<Image> getImagesIgnoringAxes(Coords coords, String... ignoreTheseAxes) {
    Coords wanted = coords.copyRemovingAxes(ignoreTheseAxes);
    List<Image> found = new ArrayList<>();
    for (Image image : images.values()) {
      if (image.getCoords().copyRemovingAxes(ignoreTheseAxes).equals(wanted)) {
        found.add(image);
      }
    }
    return found;
  }

  @Override
  public synchronized List<String> getAxes() {
    return summary.getOrderedAxes();
  }

  @Override
  public synchronized int getNextIndex(String axis) {
    if (!getAxes().contains(axis)) {
      return 0;
    }
    return images.keySet().stream().mapToInt(coords -> coords.getIndex(axis)).max().orElse(0) + 1;
  }

  @Override
  public synchronized SummaryMetadata getSummaryMetadata() {
    return summary;
  }

  @Override
  public synchronized void freeze() {
    frozen = true;
  }

  @Override
  public synchronized boolean isFrozen() {
    return frozen;
  }

  @Override
  public synchronized void setSavePath(String newPath) {
    path = newPath;
  }

  @Override
  public synchronized String getSavePath() {
    return path;
  }

  @Override
  public synchronized void setName(String newName) {
    name = newName;
  }

  @Override
  public synchronized String getName() {
    return name;
  }

  @Override
  public void registerForEvents(Object subscriber) {
    bus.register(subscriber);
  }

  @Override
  public void unregisterForEvents(Object subscriber) {
    bus.unregister(subscriber);
  }

  /** Lets the images go. */
  @Override
  public synchronized void close() {
    images.clear();
    first = null;
  }

  private final class NewImage implements DataProviderHasNewImageEvent {
    private final Image image;

    NewImage(Image image) {
      this.image = image;
    }

    @Override
    public Image getImage() {
      return image;
    }

    @Override
    public Coords getCoords() {
      return image.getCoords();
    }

    @Override
    public DataProvider getDataProvider() {
      return HostDatastore.this;
    }
  }
}
