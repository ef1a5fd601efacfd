package io.drua.fiji.launch;

import ij.IJ;
import ij.ImageJ;
import ij.plugin.Macro_Runner;
import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.fiji.menu.HeadlessCommands;
import io.drua.fiji.menu.RoutineMenu;
import io.drua.fiji.runtime.CallLog;
import io.drua.fiji.runtime.CallReport;
import io.drua.fiji.runtime.DruaHome;
import io.drua.fiji.runtime.DruaRuntime;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts ImageJ with Drua, runs a macro and prints what each command did. With a display ImageJ's window opens and
 * stays; without one the same macro runs headless.
 *
 * <p>Arguments: the macro file, the folder for results, and any number of further arguments, which the macro gets from
 * {@code getArgument()} behind the folder, a line each; without any, the image {@code ../data/test_image.tif} beside
 * the macro's folder is the one. Property {@code drua.home}: the assembled application folder;
 * {@code drua.showcase.exit=true} ends ImageJ after the macro also when there is a window. The exit status is 0 only if
 * the macro ran to its end and no command failed.
 */
public final class Showcase {
  private static final int USAGE = 2;

  private Showcase() {}

  /** Runs the macro. */
  public static void main(String[] arguments) {
    try {
      start(arguments);
    } catch (BridgeException | IOException e) {
      System.out.println("FAILED: " + FailureText.message(e));
      System.exit(1);
    }
  }

  private static void start(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("Expected: macro-file output-folder [argument ...]");
      System.exit(USAGE);
    }
    Path output = Paths.get(arguments[1]).toAbsolutePath().normalize();
    Files.createDirectories(output);
    System.setProperty("plugins.dir", DruaHome.application().toString());
    boolean window = hasDisplay();
    System.out.println(
        window ? "Display found: ImageJ opens its window." : "No display: the macro runs headless.");
    if (window) {
      startWindow();
    } else {
      System.setProperty("java.awt.headless", "true");
      HeadlessCommands.prepare();
    }
    boolean passed = run(arguments, output);
    if (!window || Boolean.getBoolean("drua.showcase.exit") || !passed) {
      // Halts nothing: the bridge's own shutdown hook ends Python's threads.
      System.exit(passed ? 0 : 1);
    }
  }

  private static boolean hasDisplay() {
    if (GraphicsEnvironment.isHeadless()) {
      return false;
    }
    try {
      // DISPLAY may be set and nobody listen there.
      GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
      return true;
    } catch (HeadlessException | java.awt.AWTError e) {
      return false;
    }
  }

  private static void startWindow() {
    ImageJ imagej = new ImageJ(ImageJ.STANDALONE);
    imagej.exitWhenQuitting(true);
    for (String line : RoutineMenu.refresh()) {
      IJ.log("[Drua] " + line);
    }
  }

  private static boolean run(String[] arguments, Path output) throws IOException {
    CallLog.clear();
    String macro = new String(Files.readAllBytes(Paths.get(arguments[0])), StandardCharsets.UTF_8);
    StringBuilder argument = new StringBuilder(output.toString());
    for (int i = 2; i < arguments.length; i++) {
      argument.append('\n').append(arguments[i]);
    }
    Path script = Paths.get(arguments[0]).toAbsolutePath().normalize();
    Path image = script.resolveSibling(Paths.get("..", "data", "test_image.tif"));
    if (arguments.length == 2 && Files.exists(image)) {
      argument.append('\n').append(image.normalize());
    }
    long start = System.nanoTime();
    String result = new Macro_Runner().runMacro(macro, argument.toString());
    printReports(start);
    try (Stream<Path> files = Files.list(output)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
      System.out.println("Results in " + output + ": " + names);
    }
    boolean passed = "done".equals(result) && CallLog.lastError().isEmpty();
    if (!passed) {
      System.out.println(
          "FAILED: " + (CallLog.lastError().isEmpty() ? "the macro stopped before its end" : CallLog.lastError()));
    }
    return passed;
  }

  private static void printReports(long start) {
    if (DruaRuntime.isRunning()) {
      System.out.println("Python: " + DruaRuntime.start().interpreter());
    }
    for (CallReport report : CallLog.all()) {
      System.out.println("  " + report.line());
    }
    System.out.println(
        String.format(Locale.US, "%d commands in %.1f s", CallLog.all().size(), (System.nanoTime() - start) / 1e9));
  }
}
