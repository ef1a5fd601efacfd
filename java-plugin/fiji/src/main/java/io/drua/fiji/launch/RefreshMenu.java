package io.drua.fiji.launch;

import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.fiji.menu.RoutineMenu;
import io.drua.fiji.runtime.DruaHome;
import java.util.List;

/**
 * Brings the menu entries of an ImageJ folder up to date without starting ImageJ, for administrators and tests: what
 * Plugins &gt; Python &gt; Refresh Routines does. Property {@code drua.home} names the folder. The exit status is 0 if
 * all routine files could be read.
 */
public final class RefreshMenu {
  private RefreshMenu() {}

  /** Reads the routine folders and writes the entries; prints what was found. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("plugins.dir", DruaHome.application().toString());
    try {
      List<String> report = RoutineMenu.refresh();
      boolean clean = true;
      for (String line : report) {
        System.out.println(line);
        clean &= !line.startsWith(RoutineMenu.LEFT_OUT);
      }
      System.exit(clean ? 0 : 1);
    } catch (BridgeException e) {
      System.out.println("FAILED: " + FailureText.message(e));
      System.exit(1);
    }
  }
}
