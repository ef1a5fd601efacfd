package io.drua.crosslang.micromanager;

import io.drua.crosslang.support.Collector;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostAcquisition;

/** Micro-Manager that is closed while frames flow in live mode and in an acquisition. Takes the routine that they go through. */
public final class ClosingMain {
  /** Begins the last line, which ends with the time. */
  static final String MARK = "CLOSING AT ";

  private ClosingMain() {}

  /** Starts everything, and ends. */
  public static void main(String[] args) throws Exception {
    ProcessorSettings settings = Program.of(args[0]);
    Program.set(settings);
    Program.studio().live().setLiveModeOn(true);
    Collector.await("live", () -> Program.shown() != null);
    HostAcquisition acquisition =
        Program.studio().acquisitions().start(Program.frames(Integer.MAX_VALUE), Program.summary().build());
    Collector.await("the acquisition", () -> acquisition.inserted() > 0);
    Thread.sleep(1_000);
    if (!Program.studio().shutDown()) {
      throw new AssertionError("somebody prevented the end");
    }
    System.out.println(MARK + System.currentTimeMillis());
    System.out.flush();
    System.exit(0);
  }
}
