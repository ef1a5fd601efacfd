package io.drua.crosslang.stress;

import io.drua.bridge.PythonRuntime;
import io.drua.crosslang.support.Places;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own for one main class of this package. It is killed when its time is over: a JVM that is stuck ignores
 * requests to end. Before that its stacks are taken.
 */
final class ChildJvm {
  private static final String PID = "PID ";

  private final int status;
  private final String output;
  private final long seconds;

  private ChildJvm(int status, String output, long seconds) {
    this.status = status;
    this.output = output;
    this.seconds = seconds;
  }

  /** Exit status; -1 if it had to be killed. */
  int status() {
    return status;
  }

  /** What it wrote to both streams, and what was found out of it when it had to be killed. */
  String output() {
    return output;
  }

  /** How long it ran. */
  long seconds() {
    return seconds;
  }

  /** Called first by every main class: tells who to look at. */
  static void announce() {
    System.out.println(PID + pid());
    System.out.flush();
  }

  /** Number of this process. */
  static String pid() {
    String name = ManagementFactory.getRuntimeMXBean().getName();
    return name.substring(0, name.indexOf('@'));
  }

  /** Leaves a process that found itself stuck in peace for a while, so that its native stacks can be taken. */
  static void waitForDebugger() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("drua.stress.debugger", 0));
    while (System.nanoTime() < end) {
      Thread.yield();
    }
  }

  /** Runs a class until it ends, or for at most so many seconds. */
  static ChildJvm run(Path java, Path python, List<String> options, Class<?> main, long limit, String... args)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("drua-child");
    Path log = folder.resolve("output.txt");
    List<String> command = new ArrayList<String>();
    command.add(java.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.add("-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"));
    command.add("-Djava.awt.headless=true");
    command.add("-Ddrua.root=" + Places.root());
    command.add("-Ddrua.test.python=" + python);
    String natives = System.getProperty("drua.test.natives", "");
    if (!natives.isEmpty()) {
      command.add("-Ddrua.test.natives=" + natives);
    }
    command.add("-cp");
    command.add(place(ChildJvm.class) + File.pathSeparator + place(PythonRuntime.class));
    command.add(main.getName());
    command.addAll(Arrays.asList(args));
    long start = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Process child = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = child.waitFor(limit, TimeUnit.SECONDS);
    String stacks = "";
    if (!ended) {
      stacks = stacks(java, pid(log));
      child.destroyForcibly().waitFor();
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    String output = text(log) + stacks + crashes(folder);
    return new ChildJvm(ended ? child.exitValue() : -1, output, seconds);
  }

  /** Whether a Java runtime has a collector. */
  static boolean takes(Path java, String option) throws IOException, InterruptedException {
    Process probe =
        new ProcessBuilder(java.resolve("bin").resolve("java").toString(), option, "-version")
            .redirectErrorStream(true)
            .start();
    read(probe.getInputStream());
    return probe.waitFor() == 0;
  }

  private static Path place(Class<?> type) {
    try {
      return Paths.get(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String pid(Path log) throws IOException {
    for (String line : text(log).split("\n")) {
      if (line.startsWith(PID)) {
        return line.substring(PID.length()).trim();
      }
    }
    return "";
  }

  /** The crash reports of the JVM, from their beginning. */
  private static String crashes(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "hs_err*")) {
      for (Path file : files) {
        String report = text(file);
        all.append("\nCRASH ").append(report, 0, Math.min(12_000, report.length()));
      }
    }
    return all.toString();
  }

  /** Java's and the native stacks, as far as this machine has the tools. */
  private static String stacks(Path java, String pid) {
    if (pid.isEmpty()) {
      return "\nIt never said its process number.";
    }
    return "\nTIME IS OVER\n"
        + tool(java.resolve("bin").resolve("jstack").toString(), pid)
        + tool("gdb", "-p", pid, "-batch", "-ex", "thread apply all bt 25");
  }

  private static String tool(String... command) {
    try {
      Path out = Files.createTempFile("drua-stacks", ".txt");
      Process run = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
      if (!run.waitFor(30, TimeUnit.SECONDS)) {
        run.destroyForcibly().waitFor();
      }
      return text(out) + "\n";
    } catch (IOException missing) {
      return command[0] + " is not on this machine.\n";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted.\n";
    }
  }

  private static void read(InputStream stream) throws IOException {
    byte[] buffer = new byte[4096];
    while (stream.read(buffer) >= 0) {
      continue;
    }
  }
}
