package io.drua.mmhost;

import java.io.IOException;
import javax.swing.JFrame;
import mmcorej.CMMCore;
import org.micromanager.Application;
import org.micromanager.ApplicationSkin;
import org.micromanager.ApplicationSkin.SkinMode;
import org.micromanager.MMPlugin;
import org.micromanager.PluginManager;
import org.micromanager.PropertyMaps;
import org.micromanager.Studio;
import org.micromanager.events.ShutdownCommencingEvent;

/**
 * The program's entry object, for tests. Closing it ends its threads; {@link #shutDown} is what the program does before it ends.
 *
 * <pre>{@code
 * try (TestStudio studio = new TestStudio(new TestStudio.Options().camera(new SyntheticFrames(Kind.GRAY16, 64, 48)))) {
 *   studio.install(plugin);
 *   studio.data().addAndConfigureProcessor(plugin);
 *   HostAcquisition run = studio.acquisitions().start(frames, studio.data().summaryMetadataBuilder().build());
 *   assertThat(run.await(10, SECONDS)).isTrue();
 * }
 * }</pre>
 */
public final class TestStudio implements Studio, AutoCloseable {
  /** What a studio is made of; each has a default. */
  public static final class Options {
    private FrameSource camera = new SyntheticFrames(SyntheticFrames.Kind.GRAY16, 64, 48);
    private double exposureMs = 10;
    private HostProfile profile = new HostProfile();
    private CMMCore core;
    private JFrame window;
    private SkinMode skin = SkinMode.NIGHT;

    /** What snaps and live mode take frames from: by default frames without an end, of 64 x 48 pixels of 16 bits. */
    public Options camera(FrameSource source) {
      camera = source;
      return this;
    }

    /** The time between the camera's frames in live mode: by default 10 ms. */
    public Options exposureMs(double time) {
      exposureMs = time;
      return this;
    }

    /** The profile of an earlier session; by default an empty one. */
    public Options profile(HostProfile saved) {
      profile = saved;
      return this;
    }

    /** The hardware layer; by default none, as its class needs native libraries. */
    public Options core(CMMCore hardware) {
      core = hardware;
      return this;
    }

    /** The main window; by default none. */
    public Options mainWindow(JFrame frame) {
      window = frame;
      return this;
    }

    /** The colours: by default those of the night. */
    public Options skin(SkinMode mode) {
      skin = mode;
      return this;
    }
  }

  private final HostLogs logs = new HostLogs();
  private final HostEvents events = new HostEvents(logs);
  private final HostPlugins plugins = new HostPlugins();
  private final HostProfile profile;
  private final HostDataManager data;
  private final HostAcquisitions acquisitions;
  private final HostLive live;
  private final CMMCore core;
  private final Application application;

  /** A studio with a synthetic camera and an empty profile. */
  public TestStudio() {
    this(new Options());
  }

  /**
   * A studio.
   *
   * @throws IllegalStateException if this module isn't the first on the class path
   */
  public TestStudio(Options options) {
    try {
      PropertyMaps.emptyPropertyMap();
    } catch (UnsupportedOperationException error) {
      throw new IllegalStateException("The test host must stand before the module of declarations on the class path.", error);
    }
    profile = options.profile;
    core = options.core;
    data = new HostDataManager(this, logs);
    HostCamera camera = new HostCamera(options.camera, options.exposureMs, logs);
    acquisitions = new HostAcquisitions(this, camera);
    live = new HostLive(this, camera);
    application = new HostApplication(options.window, new HostSkin(options.skin));
  }

  /** Adds a plugin to the known ones and gives it this studio. */
  public void install(MMPlugin plugin) {
    plugin.setContext(this);
    plugins.add(plugin);
  }

  /** Makes the list of processors that the profile holds, as the program does when it has started. */
  public void restorePipeline() throws IOException {
    data.restore();
  }

  /**
   * Ends live mode, announces the end and saves the list of processors into the profile.
   *
   * @return false if a subscriber prevented the end; then the list isn't saved
   */
  public boolean shutDown() {
    live.setLiveModeOn(false);
    ShutDown event = new ShutDown();
    events.post(event);
    if (event.isCanceled()) {
      return false;
    }
    data.save();
    return true;
  }

  /** Ends all threads of this studio, without a word to plugins. */
  @Override
  public void close() {
    live.close();
    acquisitions.close();
    data.close();
  }

  /** The engine; in the program this is a method of its main class, not of its interface. */
  public HostEngine getAcquisitionEngine() {
    return acquisitions.engine();
  }

  @Override
  public HostAcquisitions acquisitions() {
    return acquisitions;
  }

  @Override
  public Application app() {
    return application;
  }

  @Override
  public CMMCore core() {
    return core;
  }

  @Override
  public HostDataManager data() {
    return data;
  }

  @Override
  public HostEvents events() {
    return events;
  }

  @Override
  public HostLive live() {
    return live;
  }

  @Override
  public HostLogs logs() {
    return logs;
  }

  @Override
  public PluginManager plugins() {
    return plugins;
  }

  @Override
  public HostProfile profile() {
    return profile;
  }

  private static final class HostApplication implements Application {
    private final JFrame window;
    private final ApplicationSkin skin;

    HostApplication(JFrame window, ApplicationSkin skin) {
      this.window = window;
      this.skin = skin;
    }

    @Override
    public JFrame getMainWindow() {
      return window;
    }

    @Override
    public ApplicationSkin skin() {
      return skin;
    }
  }

  private static final class ShutDown implements ShutdownCommencingEvent {
    private volatile boolean canceled;

    @Override
    public void cancelShutdown() {
      canceled = true;
    }

    @Override
    public boolean isCanceled() {
      return canceled;
    }
  }
}
