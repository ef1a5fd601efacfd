package io.drua.crosslang.support;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Java process of its own, with an end: it is killed when its time is over. */
public final class ChildJvm {
  /** Variables of this process that would decide which Python a child finds, or how it starts. */
  private static final String[] TELLING = {
    "DRUA_PYTHON", "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "PYTHONFAULTHANDLER", "PYTHONSTARTUP",
    "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"
  };

  /**
   * What {@code -Xcheck:jni} says of a wrong use. Its messages on signal handlers count too: libpython must not
   * install any. One is no news: under nohup the JVM finds SIGHUP ignored (1), behind a shell's {@code &} SIGINT, and
   * says so.
   */
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "^(?!Warning: SIG(?:HUP|INT) handler expected.* found:0x0*1$)(WARNING in native method|FATAL ERROR in native method|WARNING: JNI |Warning: JNI |WARNING: Handler|"
              + "Warning: SIG|.*handler (expected|flags expected)|JNI: ).*");

  /** The frame below a complaint where the JDK's own fonts are meant, which forget the check when they draw a text. */
  private static final Pattern OF_JDK_FONTS =
      Pattern.compile(
          "\\s*at sun\\.font\\.(FreetypeFontScaler|SunLayoutEngine)\\.\\w+"
              + "\\(java\\.desktop@[^/]*/Native Method\\)\\s*");

  private final List<String> options = new ArrayList<String>();
  private final Map<String, String> environment = new LinkedHashMap<String, String>();
  private Path home = Paths.get(System.getProperty("java.home"));
  private Path folder = Places.root().resolve("tests/crosslang");
  private long seconds = 120;
  private String classPath = System.getProperty("java.class.path");

  /** What became of it. */
  public static final class Outcome {
    private final int status;
    private final String output;

    Outcome(int status, String output) {
      this.status = status;
      this.output = output;
    }

    /** Exit status; 137 if it was killed because its time was over. */
    public int status() {
      return status;
    }

    /** Both streams, as they came. */
    public String output() {
      return output;
    }

    /** Lines that contain one of these texts. */
    public List<String> lines(String... texts) {
      List<String> found = new ArrayList<String>();
      for (String line : output.split("\n")) {
        if (Arrays.stream(texts).anyMatch(line::contains)) {
          found.add(line);
        }
      }
      return found;
    }

    /** What {@code -Xcheck:jni} said, with the lines after each word of it. */
    public List<String> complaints() {
      List<String> found = new ArrayList<String>();
      List<String> lines = Arrays.asList(output.split("\n"));
      for (int i = 0; i < lines.size(); i++) {
        boolean ofFonts = i + 1 < lines.size() && OF_JDK_FONTS.matcher(lines.get(i + 1)).matches();
        if (COMPLAINT.matcher(lines.get(i)).matches() && !ofFonts) {
          found.addAll(lines.subList(i, Math.min(i + 4, lines.size())));
        }
      }
      return found;
    }
  }

  /** Runs on another Java. */
  public ChildJvm java(Path value) {
    home = value;
    return this;
  }

  /** Adds options of the JVM. */
  public ChildJvm options(String... values) {
    Collections.addAll(options, values);
    return this;
  }

  /** Sets a variable of its environment. */
  public ChildJvm variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs in another folder. */
  public ChildJvm in(Path value) {
    folder = value;
    return this;
  }

  /** Sets the class path, which is this process's own otherwise. */
  public ChildJvm classPath(String value) {
    classPath = value;
    return this;
  }

  /** Kills it after so many seconds. */
  public ChildJvm within(long value) {
    seconds = value;
    return this;
  }

  /** Major version of the Java that it runs on. */
  private static int major(Path home) throws IOException {
    Path release = home.resolve("release");
    if (Files.isRegularFile(release)) {
      for (String line : Files.readAllLines(release, StandardCharsets.UTF_8)) {
        if (line.startsWith("JAVA_VERSION=\"")) {
          String version = line.substring("JAVA_VERSION=\"".length()).replaceFirst("^1\\.", "");
          return Integer.parseInt(version.replaceFirst("[^0-9].*$", ""));
        }
      }
    }
    return 8;
  }

  /** Runs a class's {@code main}, and waits for its end. */
  public Outcome run(Class<?> main, String... args) throws IOException, InterruptedException {
    boolean windows = File.separatorChar == '\\';
    List<String> command = new ArrayList<String>();
    command.add(home.resolve("bin").resolve(windows ? "java.exe" : "java").toString());
    if (major(home) >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-XX:-CreateCoredumpOnCrash");
    for (String name : new String[] {"drua.root", "drua.test.natives", "drua.test.pythons", "drua.test.jdks",
        "drua.test.env", "drua.test.python"}) {
      String value = System.getProperty(name);
      boolean given = options.stream().anyMatch(option -> option.startsWith("-D" + name + "="));
      if (value != null && !given) {
        command.add("-D" + name + "=" + value);
      }
    }
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    Collections.addAll(command, args);
    Path output = Files.createTempFile("drua-child", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      for (String name : TELLING) {
        builder.environment().remove(name);
      }
      builder.environment().putAll(environment);
      builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.redirectInput(new File(windows ? "NUL" : "/dev/null"));
      Process process = builder.start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return new Outcome(ended ? process.exitValue() : 137, text);
    } finally {
      Files.delete(output);
    }
  }
}
