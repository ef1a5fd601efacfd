package io.drua.micromanager.configurator;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.settings.ProcessorSettings;
import java.awt.GraphicsEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.micromanager.PropertyMap;
import org.micromanager.Studio;
import org.micromanager.data.ProcessorConfigurator;

/**
 * One Python Processor of the On-The-Fly window: its settings, and the window in which they are made. Settings may be
 * asked for on any thread; each change is in them at once, and Micro-Manager hears of it a moment later, so that a
 * slider that moves doesn't make a pipeline for every step.
 */
public final class PythonProcessorConfigurator implements ProcessorConfigurator {
  private static final int QUIET_MILLIS = 250;
  private static final AtomicInteger WINDOWS = new AtomicInteger();
  /** Settings that are loaded again make a configurator of the same id before the old one is cleaned up. */
  private static final Map<String, PythonProcessorConfigurator> OWNERS = new HashMap<>();

  private final Studio studio;
  private final Runnable panel;
  private final RoutineListing.Source source;
  private volatile ProcessorSettings settings;
  /** The rest belongs to the user interface's thread. */
  @Nullable private ProcessorFrame frame;

  @Nullable private Timer quiet;
  private boolean cleaned;

  /**
   * Makes a configurator with settings that Micro-Manager kept, or new ones.
   *
   * @param panel opens the panel, on the user interface's thread
   */
  public PythonProcessorConfigurator(Studio studio, ProcessorSettings settings, Runnable panel) {
    this(studio, settings, panel, RoutineListing::ofProgram);
  }

  PythonProcessorConfigurator(Studio studio, ProcessorSettings settings, Runnable panel, RoutineListing.Source source) {
    this.studio = studio;
    this.panel = panel;
    this.source = source;
    this.settings = settings;
    synchronized (OWNERS) {
      OWNERS.put(settings.id(), this);
    }
    RunDirectory.get().configured(settings);
  }

  // -- What Micro-Manager asks --

  @Override
  public void showGUI() {
    if (GraphicsEnvironment.isHeadless()) {
      // Nobody could see it; settings work without.
      return;
    }
    onEventThread(
        () -> {
          if (cleaned) {
            return;
          }
          if (frame == null) {
            frame = new ProcessorFrame(this, studio, panel, source, WINDOWS.getAndIncrement());
          }
          frame.setVisible(true);
          frame.toFront();
        });
  }

  @Override
  public void cleanup() {
    synchronized (OWNERS) {
      if (OWNERS.remove(settings.id(), this)) {
        RunDirectory.get().removed(settings.id());
      }
    }
    onEventThread(
        () -> {
          cleaned = true;
          if (quiet != null) {
            quiet.stop();
          }
          if (frame != null) {
            frame.dispose();
            frame = null;
          }
        });
  }

  @Override
  public PropertyMap getSettings() {
    return settings.toPropertyMap();
  }

  private static void onEventThread(Runnable work) {
    if (SwingUtilities.isEventDispatchThread()) {
      work.run();
    } else {
      SwingUtilities.invokeLater(work);
    }
  }

  // -- What the window asks --

  /** The settings as they are. Any thread. */
  ProcessorSettings settings() {
    return settings;
  }

  /** Takes new settings over. On the user interface's thread. */
  void change(ProcessorSettings changed) {
    if (changed.equals(settings) || cleaned) {
      return;
    }
    settings = changed;
    RunDirectory.get().configured(changed);
    if (quiet == null) {
      quiet = new Timer(QUIET_MILLIS, event -> studio.data().notifyPipelineChanged());
      quiet.setRepeats(false);
    }
    quiet.restart();
  }

  /** The window, once it was shown; for tests. */
  @Nullable
  ProcessorFrame frame() {
    return frame;
  }
}
