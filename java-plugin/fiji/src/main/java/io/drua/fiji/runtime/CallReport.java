package io.drua.fiji.runtime;

import io.drua.bridge.RoutineResult;
import io.drua.bridge.Transfer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one command did: its time, how the pixels reached Python, and how many bytes were copied. A command over the
 * planes of a stack calls the routine once a plane, on several threads perhaps; the report counts them together.
 */
public final class CallReport {
  private final String command;
  private final String image;
  private final long start = System.nanoTime();
  private final Map<String, Integer> ways = new LinkedHashMap<>();
  private int calls;
  private long callNanos;
  private long pythonNanos;
  private long bytesCopied;
  private boolean escaped;
  private long nanos = -1;
  private String value = "";

  /** Starts the clock of a command. */
  public CallReport(String command, String image) {
    this.command = command;
    this.image = image;
  }

  /** Adds one call of the routine. */
  public synchronized void add(RoutineResult result) {
    calls++;
    callNanos += result.nanos();
    pythonNanos += result.pythonNanos();
    for (Transfer transfer : result.transfers()) {
      count(way(transfer), transfer.bytesCopied());
      escaped |= transfer.escaped();
    }
  }

  /** Adds a copy that the host itself made around a call, with its reason. */
  public synchronized void addHostCopy(String reason, long bytes) {
    count("Copied (" + reason + ")", bytes);
  }

  private void count(String way, long bytes) {
    Integer before = ways.get(way);
    ways.put(way, before == null ? 1 : before + 1);
    bytesCopied += bytes;
  }

  private static String way(Transfer transfer) {
    if (transfer.mode() == Transfer.Mode.PINNED && transfer.reason().isEmpty() && !transfer.escaped()) {
      return "Pinned";
    }
    String name = transfer.mode().name();
    String text = name.charAt(0) + name.substring(1).toLowerCase(Locale.US);
    if (!transfer.reason().isEmpty()) {
      text += " (" + transfer.reason() + ")";
    }
    return transfer.escaped() ? text + ", escaped" : text;
  }

  /** Stops the clock. */
  public void finish() {
    nanos = System.nanoTime() - start;
  }

  /** Keeps what the command gave as a number or a text. */
  public void setValue(String text) {
    value = text;
  }

  /** What the command gave as a number or a text; empty if nothing. */
  public String value() {
    return value;
  }

  /** The command's label. */
  public String command() {
    return command;
  }

  /** Title of the image it ran on; empty if it took none. */
  public String image() {
    return image;
  }

  /** Milliseconds of the whole command without its dialog. */
  public double milliseconds() {
    return (nanos < 0 ? System.nanoTime() - start : nanos) / 1e6;
  }

  /** Milliseconds of the calls, as the bridge saw them. */
  public double callMilliseconds() {
    return callNanos / 1e6;
  }

  /** Milliseconds inside the Python function. */
  public double pythonMilliseconds() {
    return pythonNanos / 1e6;
  }

  /** How often the routine was called: once a plane. */
  public int calls() {
    return calls;
  }

  /** Bytes of pixels copied on the way to Python and back. */
  public long bytesCopied() {
    return bytesCopied;
  }

  /** Whether an image outlived its call. */
  public boolean escaped() {
    return escaped;
  }

  /** How the pixels were passed, for instance {@code "Pinned"} or {@code "Copied (first call) + 4 x Pinned"}. */
  public String passed() {
    if (ways.isEmpty()) {
      return "no image";
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Integer> way : ways.entrySet()) {
      text.append(text.length() == 0 ? "" : " + ");
      text.append(way.getValue() > 1 ? way.getValue() + " x " : "").append(way.getKey());
    }
    return text.toString();
  }

  /** One line: command, image, time, how the pixels were passed, bytes copied. */
  public String line() {
    return String.format(
        Locale.US,
        "%s%s: %.2f ms (in Python %.2f ms), %s, %d bytes copied",
        command,
        image.isEmpty() ? "" : " on " + image,
        milliseconds(),
        pythonMilliseconds(),
        passed(),
        bytesCopied);
  }
}
