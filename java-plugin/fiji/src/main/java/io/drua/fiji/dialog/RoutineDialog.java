package io.drua.fiji.dialog;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import ij.plugin.filter.PlugInFilterRunner;
import ij.plugin.frame.Recorder;
import io.drua.bridge.ParameterException;
import io.drua.bridge.ParameterManifest;
import io.drua.bridge.RoutineManifest;
import java.awt.AWTEvent;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;

/**
 * The dialog of a routine: a GenericDialog made from its manifest.
 *
 * <p>Fields are read as text and checked like macro options. The recorder gets the parameters under their Python names,
 * which is what {@code run("...", "...")} reads; GenericDialog itself would record the first word of each label.
 */
public final class RoutineDialog implements DialogListener {
  /** What the dialog hears of valid values, on AWT. */
  public interface Listener {
    /** The fields hold these values now. */
    void changed(ParameterValues values);
  }

  private static final String NONE = "(none)";
  private static final int TEXT_COLUMNS = 20;
  private static final int NUMBER_COLUMNS = 8;
  private static final int DIGITS = 3;
  private static final Map<String, Map<String, String>> LAST = new LinkedHashMap<>();

  private final RoutineManifest routine;
  private final String key;
  private final Listener listener;
  private final GenericDialog dialog;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, String> remembered;
  private String problem = "";

  /**
   * Makes the dialog, not yet shown.
   *
   * @param key of the routine: its values are remembered until ImageJ ends
   * @param image the active image, or null
   * @param preview the runner of the preview, or null for none
   */
  public RoutineDialog(
      RoutineManifest routine,
      String key,
      String title,
      ImagePlus image,
      PlugInFilterRunner preview,
      Listener listener) {
    this.routine = routine;
    this.key = key;
    this.listener = listener;
    synchronized (LAST) {
      Map<String, String> last = LAST.get(key);
      remembered = last == null ? new LinkedHashMap<String, String>() : new LinkedHashMap<>(last);
    }
    dialog = new GenericDialog(title.endsWith("...") ? title.substring(0, title.length() - 3) : title);
    for (ParameterManifest parameter : routine.parameters()) {
      add(parameter);
    }
    for (String other : ParameterValues.otherImages(routine)) {
      addChoice(other, label(other), openImages(image), null);
    }
    if (preview != null) {
      dialog.addPreviewCheckbox(preview);
    }
    dialog.addDialogListener(this);
    if (!routine.description().isEmpty()) {
      dialog.addHelp("<html>" + html(routine) + "</html>");
    }
  }

  /** Whether a routine's command has a dialog: it has something to ask for. */
  public static boolean isNeeded(RoutineManifest routine) {
    return !routine.parameters().isEmpty() || routine.images().size() > 1;
  }

  /** Shows the dialog and waits; null when the user cancelled. */
  public ParameterValues show() {
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return null;
    }
    ParameterValues values = read();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      texts.put(field.getKey(), text(field.getValue()));
    }
    synchronized (LAST) {
      LAST.put(key, texts);
    }
    record(values);
    return values;
  }

  private void add(ParameterManifest parameter) {
    String label = label(parameter.label());
    String initial = remembered.get(parameter.name());
    if (initial == null) {
      initial = ParameterText.show(parameter.defaultValue());
    }
    switch (parameter.kind()) {
      case "bool":
        dialog.addCheckbox(label, Boolean.parseBoolean(initial));
        fields.put(parameter.name(), last(dialog.getCheckboxes()));
        break;
      case "choice":
        addChoice(parameter.name(), label, parameter.choices(), initial);
        break;
      case "float":
      case "int":
        addNumber(parameter, label, initial);
        break;
      case "path":
        dialog.addFileField(label, initial);
        fields.put(parameter.name(), last(dialog.getStringFields()));
        break;
      case "folder":
        dialog.addDirectoryField(label, initial);
        fields.put(parameter.name(), last(dialog.getStringFields()));
        break;
      case "image":
        addChoice(parameter.name(), label, orNone(parameter, openImages(null)), initial);
        break;
      case "table":
        addChoice(parameter.name(), label, orNone(parameter, openTables()), initial);
        break;
      case "roi":
        dialog.addMessage(label + ": the selection of the active image");
        break;
      default:
        dialog.addStringField(label, initial, TEXT_COLUMNS);
        fields.put(parameter.name(), last(dialog.getStringFields()));
        break;
    }
  }

  private void addNumber(ParameterManifest parameter, String label, String initial) {
    boolean whole = parameter.kind().equals("int");
    double value = number(initial);
    Double minimum = parameter.minimum();
    Double maximum = parameter.maximum();
    boolean bounded = minimum != null && maximum != null && !Double.isInfinite(maximum - minimum);
    if (bounded && !Double.isNaN(value)) {
      String text = parameter.unit() == null ? label : label + " (" + parameter.unit() + ")";
      Double step = parameter.step();
      dialog.addSlider(text, minimum, maximum, value, step != null ? step : whole ? 1 : (maximum - minimum) / 200);
    } else {
      double shown = Double.isNaN(value) ? 0 : value;
      dialog.addNumericField(label, shown, whole ? 0 : DIGITS, NUMBER_COLUMNS, parameter.unit());
    }
    TextField field = (TextField) last(dialog.getNumericFields());
    // GenericDialog rounds to its number of digits; what the routine declares is exact.
    field.setText(initial);
    fields.put(parameter.name(), field);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void addChoice(String name, String label, List<String> items, String initial) {
    List<String> offered = items == null || items.isEmpty() ? new ArrayList<>(java.util.Arrays.asList("")) : items;
    dialog.addChoice(label, offered.toArray(new String[0]), offered.contains(initial) ? initial : offered.get(0));
    fields.put(name, last(dialog.getChoices()));
  }

  private static List<String> orNone(ParameterManifest parameter, List<String> titles) {
    List<String> offered = new ArrayList<>(titles);
    if (!parameter.required()) {
      offered.add(0, NONE);
    }
    return offered;
  }

  private static Object last(Vector<?> components) {
    return components.lastElement();
  }

  /** GenericDialog shows underscores as blanks, which keeps its own key for the label one word. */
  private static String label(String text) {
    String shown = text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return shown.replace(' ', '_');
  }

  private static List<String> openImages(ImagePlus active) {
    List<String> titles = new ArrayList<>();
    int[] ids = WindowManager.getIDList();
    for (int i = 0; ids != null && i < ids.length; i++) {
      ImagePlus image = WindowManager.getImage(ids[i]);
      if (image != null && image != active) {
        titles.add(image.getTitle());
      }
    }
    if (active != null) {
      titles.add(active.getTitle());
    }
    return titles;
  }

  private static List<String> openTables() {
    List<String> titles = new ArrayList<>();
    for (String title : WindowManager.getNonImageTitles()) {
      if (ij.measure.ResultsTable.getResultsTable(title) != null) {
        titles.add(title);
      }
    }
    return titles;
  }

  @Override
  public boolean dialogItemChanged(GenericDialog changed, AWTEvent event) {
    try {
      ParameterValues values = read();
      if (!problem.isEmpty()) {
        problem = "";
        IJ.showStatus("");
      }
      listener.changed(values);
      return true;
    } catch (ParameterException e) {
      problem = e.getMessage();
      IJ.showStatus(problem);
      return false;
    }
  }

  private ParameterValues read() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterManifest parameter : routine.parameters()) {
      Object field = fields.get(parameter.name());
      if (field != null) {
        values.put(parameter.name(), ParameterText.parse(parameter, text(field)));
      }
    }
    Map<String, String> images = new LinkedHashMap<>();
    for (String other : ParameterValues.otherImages(routine)) {
      String title = text(fields.get(other));
      if (title.isEmpty()) {
        throw new ParameterException("\"" + other + "\" needs an open image.", "Open one.");
      }
      images.put(other, title);
    }
    return new ParameterValues(values, images);
  }

  private static String text(Object field) {
    if (field instanceof Checkbox) {
      return String.valueOf(((Checkbox) field).getState());
    }
    if (field instanceof Choice) {
      String item = ((Choice) field).getSelectedItem();
      return item == null || item.equals(NONE) ? "" : item;
    }
    return ((TextField) field).getText();
  }

  private void record(ParameterValues values) {
    if (!IJ.recording()) {
      return;
    }
    for (ParameterManifest parameter : routine.parameters()) {
      if (!values.values().containsKey(parameter.name())) {
        continue;
      }
      Object value = values.values().get(parameter.name());
      if (Boolean.TRUE.equals(value)) {
        Recorder.recordOption(parameter.name());
      } else if (value != null) {
        Recorder.recordOption(parameter.name(), ParameterText.show(value));
      }
    }
    for (Map.Entry<String, String> image : values.images().entrySet()) {
      Recorder.recordOption(image.getKey(), image.getValue());
    }
  }

  private static String html(RoutineManifest routine) {
    StringBuilder text = new StringBuilder("<h3>").append(escape(routine.label())).append("</h3>");
    text.append("<p>").append(escape(routine.description()).replace("\n\n", "</p><p>")).append("</p><ul>");
    for (ParameterManifest parameter : routine.parameters()) {
      text.append("<li><b>").append(escape(parameter.name())).append("</b>: ");
      text.append(escape(ParameterText.expected(parameter)));
      if (parameter.help() != null) {
        text.append(". ").append(escape(parameter.help()));
      }
      text.append("</li>");
    }
    return text.append("</ul><p>").append(escape(String.valueOf(routine.file()))).append("</p>").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
