package io.drua.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The declaration of one routine: all that a menu and a dialog need, known before Python runs. Immutable. */
public final class RoutineManifest {
  private final Path file;
  private final String hash;
  private final ManifestFields fields;
  private final List<ParameterManifest> parameters;
  private final List<String> images;
  private final List<String> outputs;
  @Nullable private final List<String> accepts;

  RoutineManifest(Path file, String hash, Map<?, ?> values) {
    this.file = file;
    this.hash = hash;
    this.fields = new ManifestFields(values);
    List<ParameterManifest> list = new ArrayList<ParameterManifest>();
    for (Object parameter : fields.list("parameters")) {
      list.add(new ParameterManifest((Map<?, ?>) parameter));
    }
    this.parameters = Collections.unmodifiableList(list);
    this.images = fields.texts("images");
    this.outputs = fields.texts("outputs");
    this.accepts = fields.get("accepts") == null ? null : fields.texts("accepts");
  }

  /** The file that declares it. */
  public Path file() {
    return file;
  }

  /** SHA-256 of the file's bytes, in hexadecimal. */
  public String hash() {
    return hash;
  }

  /** Name of the Python function. */
  public String name() {
    return fields.text("name", "");
  }

  /** Text of the menu item. */
  public String label() {
    return fields.text("label", name());
  }

  /** Menu path, its parts separated by {@code " > "}. */
  public String menu() {
    return fields.text("menu", "");
  }

  /** First line of the documentation. */
  public String summary() {
    return fields.text("summary", "");
  }

  /** The documentation. */
  public String description() {
    return fields.text("description", "");
  }

  /** Axes that it asks for, slowest first. */
  public String axes() {
    return fields.text("axes", "YX");
  }

  /** Whether it is a command on images. */
  public boolean isCommand() {
    return !fields.text("use", "command").equals("processor");
  }

  /** Whether it can be used as a processor of camera frames; a command may be one, too. */
  public boolean isProcessor() {
    return !fields.text("use", "command").equals("command");
  }

  /** Whether it is a class: each use has an instance of its own, which remembers earlier frames. */
  public boolean isStateful() {
    return fields.flag("stateful");
  }

  /** Whether a processor takes the metadata of each frame. */
  public boolean takesMetadata() {
    return fields.flag("metadata");
  }

  /** Names of the channels that a processor makes of each frame, in the order of its results; empty if of none. */
  public List<String> outputs() {
    return outputs;
  }

  /** Whether a processor calls Java while it works, so that it needs a copy of each frame. */
  public boolean callsJava() {
    return fields.flag("calls_java");
  }

  /** Whether it changes its images. */
  public boolean inPlace() {
    return fields.flag("in_place");
  }

  /** Whether its images may be pinned on every collector. */
  public boolean pin() {
    return fields.flag("pin");
  }

  /** Whether its dialog offers a preview. */
  public boolean preview() {
    return fields.flag("preview");
  }

  /** Whether several planes of a stack may be run at once, each on a thread of its own. */
  public boolean parallel() {
    return fields.flag("parallel");
  }

  /** Where it runs, for instance {@code "embedded"}. */
  public String runs() {
    return fields.text("runs", "embedded");
  }

  /** Line of the function in the file, from 1. */
  public int line() {
    return fields.integer("line");
  }

  /** NumPy names of the element types that it takes; {@code null}: every one. */
  @Nullable
  public List<String> accepts() {
    return accepts;
  }

  /**
   * What it returns: {@code none}, {@code image}, {@code labels}, {@code table}, {@code rois}, {@code number}, {@code
   * text}, {@code several} or {@code any}.
   */
  public String returns() {
    return fields.text("returns", "any");
  }

  /** Names of its images, in the order of the call. */
  public List<String> images() {
    return images;
  }

  /** Its parameters, in the order of the dialog. */
  public List<ParameterManifest> parameters() {
    return parameters;
  }

  /** What the bridge must know to run it. */
  public RoutineTraits traits() {
    return RoutineTraits.builder().axes(axes()).inPlace(inPlace()).pin(pin() && !callsJava()).build();
  }

  @Override
  public String toString() {
    return name() + " (" + file + ")";
  }
}
