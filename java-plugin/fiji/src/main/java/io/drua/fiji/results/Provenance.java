package io.drua.fiji.results;

import ij.ImagePlus;
import io.drua.bridge.RoutineManifest;
import java.util.Map;

/**
 * What an image's Info property says of the routine that made or changed it: its name, the hash of its source, the
 * parameters, and the versions of the packages. Image > Show Info shows it, and TIFF files keep it.
 */
public final class Provenance {
  private static final String START = "[Drua routine]";
  private static final String RUNS = "runs: ";

  /** The last entry that was made: most commands are run again as they were. */
  private static volatile Entry last;

  private final String entry;

  /**
   * Describes a run.
   *
   * @param details what the loaded routine says of itself, see {@link io.drua.bridge.Routine#provenance()}
   * @param parameters as the options of a macro
   */
  public Provenance(RoutineManifest routine, Map<String, ?> details, String parameters) {
    Entry known = last;
    if (known == null || !known.isOf(routine, details, parameters)) {
      known = new Entry(routine, details, parameters);
      last = known;
    }
    entry = known.text;
  }

  private static String text(RoutineManifest routine, Map<String, ?> details, String parameters) {
    StringBuilder text = new StringBuilder(START).append('\n');
    line(text, "routine", routine.name());
    line(text, "file", String.valueOf(routine.file().getFileName()));
    line(text, "sha256", routine.hash());
    line(text, "parameters", parameters.isEmpty() ? "none" : parameters);
    for (Map.Entry<String, ?> detail : details.entrySet()) {
      // The hash stands there under its own name.
      if (!detail.getKey().equals("source_hash") && text.indexOf("\n" + detail.getKey() + ": ") < 0) {
        line(text, detail.getKey(), show(detail.getValue()));
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": ").append(value.replace('\n', ' ')).append('\n');
  }

  private static String show(Object value) {
    if (!(value instanceof Map)) {
      return String.valueOf(value);
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<?, ?> part : ((Map<?, ?>) value).entrySet()) {
      text.append(text.length() == 0 ? "" : ", ").append(part.getKey()).append(' ').append(part.getValue());
    }
    return text.toString();
  }

  /** Adds the entry to what an image says already. */
  public void addTo(ImagePlus image) {
    Object before = image.getProperty("Info");
    image.setProperty("Info", append(before instanceof String ? (String) before : ""));
  }

  /** Writes the entry to an image that was made from another one, after what that one says. */
  public void addTo(ImagePlus image, ImagePlus source) {
    Object before = source == null ? null : source.getProperty("Info");
    image.setProperty("Info", append(before instanceof String ? (String) before : ""));
  }

  /**
   * The text with the entry at its end. A run that repeats the last one is counted there, so that the text stays short.
   */
  String append(String info) {
    int last = info.lastIndexOf(START);
    if (last >= 0 && info.startsWith(entry, last)) {
      String rest = info.substring(last + entry.length());
      int runs = 1;
      if (rest.startsWith(RUNS)) {
        try {
          runs = Integer.parseInt(rest.substring(RUNS.length()).trim());
        } catch (NumberFormatException e) {
          // Somebody else wrote behind the entry: start a new one.
          return joined(info);
        }
      } else if (!rest.isEmpty()) {
        return joined(info);
      }
      return info.substring(0, last) + entry + RUNS + (runs + 1) + "\n";
    }
    return joined(info);
  }

  private String joined(String info) {
    return info.isEmpty() ? entry : info + (info.endsWith("\n") ? "" : "\n") + entry;
  }

  /** An entry with what it was made of. */
  private static final class Entry {
    private final RoutineManifest routine;
    private final Map<String, ?> details;
    private final String parameters;
    private final String text;

    Entry(RoutineManifest routine, Map<String, ?> details, String parameters) {
      this.routine = routine;
      this.details = details;
      this.parameters = parameters;
      this.text = text(routine, details, parameters);
    }

    boolean isOf(RoutineManifest routine, Map<String, ?> details, String parameters) {
      return this.routine == routine && this.details == details && this.parameters.equals(parameters);
    }
  }
}
