package io.drua.crosslang.support;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes, or all of a package, in this JVM, for child processes of the matrix. The last line of the output
 * is {@code SUITE tests=N failed=N skipped=N}.
 */
public final class SuiteLauncher {
  private static final int LONGEST_TRACE = 25;

  private SuiteLauncher() {}

  /** Takes names of classes; names that end with {@code .*} are packages. */
  public static void main(String[] names) {
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request().filters(includeClassNamePatterns(".*Test"));
    for (String name : names) {
      if (name.endsWith(".*")) {
        request.selectors(selectPackage(name.substring(0, name.length() - 2)));
      } else {
        request.selectors(selectClass(name));
      }
    }
    LauncherDiscoveryRequest built = request.build();
    Launcher launcher = LauncherFactory.create();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.registerTestExecutionListeners(listener);
    launcher.execute(built);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true), LONGEST_TRACE);
    System.out.println("interpreter: " + PythonScope.runtime().interpreter().version() + ", java: "
        + System.getProperty("java.version"));
    System.out.println("SUITE tests=" + summary.getTestsFoundCount() + " failed=" + summary.getTotalFailureCount()
        + " skipped=" + (summary.getTestsSkippedCount() + summary.getTestsAbortedCount()));
    System.out.flush();
    // Threads of the AWT would keep the JVM.
    System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0 ? 0 : 1);
  }
}
