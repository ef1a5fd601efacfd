package io.drua.micromanager.runtime;

import com.google.common.eventbus.Subscribe;
import io.drua.bridge.Nullable;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.micromanager.Studio;
import org.micromanager.acquisition.AcquisitionEndedEvent;
import org.micromanager.acquisition.AcquisitionStartedEvent;
import org.micromanager.data.Datastore;
import org.micromanager.data.SummaryMetadata;
import org.micromanager.events.LiveModeEvent;

/**
 * Knows which acquisitions run, whether one is to be aborted, and when live mode ends. Registered with Micro-Manager's
 * event bus, which calls on its own threads.
 */
public final class AcquisitionWatch {
  private static final AcquisitionWatch ONLY = new AcquisitionWatch();

  private final List<WeakReference<Datastore>> running = new ArrayList<>();
  private final List<Runnable> liveEnded = new ArrayList<>();
  @Nullable private Studio attached;
  private volatile int version;

  private AcquisitionWatch() {}

  /** The one of this program. */
  public static AcquisitionWatch get() {
    return ONLY;
  }

  static void attach(Studio studio) {
    synchronized (ONLY) {
      if (ONLY.attached != studio) {
        ONLY.attached = studio;
        studio.events().registerForEvents(ONLY);
      }
    }
  }

  // -- Events --

  /** An acquisition begins; its pipeline exists already. */
  @Subscribe
  public synchronized void onStarted(AcquisitionStartedEvent event) {
    running.add(new WeakReference<>(event.getDatastore()));
    version++;
  }

  /** An acquisition has ended, and its pipeline is flushed. */
  @Subscribe
  public synchronized void onEnded(AcquisitionEndedEvent event) {
    for (Iterator<WeakReference<Datastore>> all = running.iterator(); all.hasNext(); ) {
      Datastore store = all.next().get();
      if (store == null || store == event.getStore()) {
        all.remove();
      }
    }
    version++;
  }

  /** Live mode was switched. */
  @Subscribe
  public void onLive(LiveModeEvent event) {
    if (event.isOn()) {
      return;
    }
    List<Runnable> listeners;
    synchronized (this) {
      listeners = new ArrayList<>(liveEnded);
    }
    for (Runnable listener : listeners) {
      listener.run();
    }
  }

  /** Has something done whenever live mode ends; it must not wait. */
  public synchronized void addLiveEnded(Runnable listener) {
    liveEnded.add(listener);
  }

  /** Ends what {@link #addLiveEnded} began. */
  public synchronized void removeLiveEnded(Runnable listener) {
    liveEnded.remove(listener);
  }

  // -- Questions --

  /** Number that changes whenever acquisitions begin or end. */
  public int version() {
    return version;
  }

  /**
   * Whether a pipeline with this summary feeds the data set of a running acquisition. Its first processor then gets
   * frames that nobody else holds; frames of an old data set that is processed again belong to that data set.
   */
  public synchronized boolean isAcquisition(@Nullable SummaryMetadata summary) {
    if (summary == null) {
      return false;
    }
    for (WeakReference<Datastore> one : running) {
      Datastore store = one.get();
      if (store != null && store.getSummaryMetadata() == summary) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the user asked to abort the acquisition. Micro-Manager's public interface has no such question; its engine
   * has, and is asked by reflection. Where it can't be asked, the answer is no.
   */
  public static boolean isAborting(Studio studio) {
    try {
      Object engine = studio.getClass().getMethod("getAcquisitionEngine").invoke(studio);
      Method question = engine == null ? null : publicMethod(engine.getClass(), "abortRequested");
      return question != null && Boolean.TRUE.equals(question.invoke(engine));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unknown) {
      return false;
    }
  }

  /** A method without arguments that may be called: of the class, or of an interface of it where the class is hidden. */
  @Nullable
  private static Method publicMethod(@Nullable Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    if (Modifier.isPublic(type.getModifiers())) {
      try {
        return type.getMethod(name);
      } catch (NoSuchMethodException e) {
        return null;
      }
    }
    for (Class<?> one : type.getInterfaces()) {
      Method found = publicMethod(one, name);
      if (found != null) {
        return found;
      }
    }
    return publicMethod(type.getSuperclass(), name);
  }
}
