package io.drua.crosslang.support;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs classes of checks in this process and prints a line for each, which {@link Checks} reads. */
public final class ChecksMain {
  /** How the lines begin: then the outcome, the name and the reason, separated by tabs. */
  static final String MARK = "@CHECK";

  private ChecksMain() {}

  /** Takes the names of the classes. */
  public static void main(String[] names) throws Exception {
    // A check may look at what is printed, so the outcomes have a stream of their own.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (String name : names) {
      request.selectors(selectClass(name));
    }
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request.build(), new Lines(out));
    out.println(MARK + "\tEND");
    // Windows of the AWT would keep the process.
    System.exit(0);
  }

  private static final class Lines implements TestExecutionListener {
    private final PrintStream out;

    Lines(PrintStream out) {
      this.out = out;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      if (test.isTest()) {
        out.println("---- " + name(test));
      }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      Throwable problem = result.getThrowable().orElse(null);
      if (!test.isTest() && problem == null) {
        return;
      }
      boolean skipped = result.getStatus() == TestExecutionResult.Status.ABORTED;
      out.println(MARK + "\t" + (problem == null ? "OK" : skipped ? "SKIPPED" : "FAILED") + "\t" + name(test) + "\t"
          + (problem == null ? "" : skipped ? problem.getMessage() : text(problem)).replace("\n", "\\n"));
    }

    private static String name(TestIdentifier test) {
      String type = test.getParentId().orElse("").replaceFirst(".*\\[class:.*\\.(\\w+)\\].*", "$1");
      return type + "." + test.getDisplayName().replace("()", "");
    }

    private static String text(Throwable problem) {
      StringWriter text = new StringWriter();
      problem.printStackTrace(new PrintWriter(text, true));
      return text.toString();
    }
  }
}
