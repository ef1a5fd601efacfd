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
import io.drua.bridge.form.ParameterField;
import io.drua.bridge.form.ParameterForm;
import io.drua.bridge.form.ParameterText;
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
 * The dialog of a routine: a GenericDialog made from its {@link ParameterForm}, and choices for further images.
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

  private static final int TEXT_COLUMNS = 20;
  private static final int NUMBER_COLUMNS = 8;
  private static final int DIGITS = 3;
  private static final Map<String, Map<String, String>> LAST = new LinkedHashMap<>();

  private final RoutineManifest routine;
  private final String key;
  private final Listener listener;
  private final GenericDialog dialog;
  private final ParameterForm form;
  private final Map<String, Object> components = new LinkedHashMap<>();
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
      form = new ParameterForm(routine, last == null ? new LinkedHashMap<String, String>() : last);
    }
    dialog = new GenericDialog(ParameterForm.withoutDots(title));
    for (ParameterField field : form.fields()) {
      add(field);
    }
    for (String other : ParameterValues.otherImages(routine)) {
      addChoice(other, label(capital(other)), openImages(image), null);
    }
    if (preview != null) {
      dialog.addPreviewCheckbox(preview);
    }
    dialog.addDialogListener(this);
    if (!routine.description().isEmpty()) {
      dialog.addHelp(form.help());
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
    synchronized (LAST) {
      LAST.put(key, form.texts());
    }
    record(values);
    return values;
  }

  private void add(ParameterField field) {
    String label = label(field.label());
    switch (field.control()) {
      case CHECKBOX:
        dialog.addCheckbox(label, Boolean.parseBoolean(field.text()));
        components.put(field.name(), last(dialog.getCheckboxes()));
        break;
      case CHOICE:
        addChoice(field.name(), label, field.choices(), field.text());
        break;
      case SLIDER:
      case SPINNER:
        addNumber(field, label);
        break;
      case FILE:
        dialog.addFileField(label, field.text());
        components.put(field.name(), last(dialog.getStringFields()));
        break;
      case FOLDER:
        dialog.addDirectoryField(label, field.text());
        components.put(field.name(), last(dialog.getStringFields()));
        break;
      case IMAGE:
        addChoice(field.name(), label, field.choices(openImages(null)), field.text());
        break;
      case TABLE:
        addChoice(field.name(), label, field.choices(openTables()), field.text());
        break;
      case SELECTION:
        dialog.addMessage(label + ": the selection of the active image");
        break;
      default:
        dialog.addStringField(label, field.text(), TEXT_COLUMNS);
        components.put(field.name(), last(dialog.getStringFields()));
        break;
    }
  }

  private void addNumber(ParameterField field, String label) {
    ParameterManifest parameter = field.parameter();
    boolean whole = parameter.kind().equals("int");
    double value = number(field.text());
    Double minimum = parameter.minimum();
    Double maximum = parameter.maximum();
    if (field.control() == ParameterField.Control.SLIDER && !Double.isNaN(value) && minimum != null && maximum != null) {
      Double step = parameter.step();
      double finest = step != null ? step : whole ? 1 : (maximum - minimum) / 200;
      dialog.addSlider(label(field.labelWithUnit()), minimum, maximum, value, finest);
    } else {
      double shown = Double.isNaN(value) ? 0 : value;
      dialog.addNumericField(label, shown, whole ? 0 : DIGITS, NUMBER_COLUMNS, parameter.unit());
    }
    TextField text = (TextField) last(dialog.getNumericFields());
    // GenericDialog rounds to its number of digits; what the routine declares is exact.
    text.setText(field.text());
    components.put(field.name(), text);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void addChoice(String name, String label, List<String> items, String initial) {
    List<String> offered = items.isEmpty() ? new ArrayList<>(java.util.Arrays.asList("")) : items;
    dialog.addChoice(label, offered.toArray(new String[0]), offered.contains(initial) ? initial : offered.get(0));
    components.put(name, last(dialog.getChoices()));
  }

  private static Object last(Vector<?> components) {
    return components.lastElement();
  }

  /** GenericDialog shows underscores as blanks, which keeps its own key for the label one word. */
  private static String label(String text) {
    return text.replace(' ', '_');
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
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
    for (ParameterField field : form.fields()) {
      Object component = components.get(field.name());
      if (component != null) {
        field.setText(text(component));
      }
    }
    Map<String, Object> values = form.values();
    Map<String, String> images = new LinkedHashMap<>();
    for (String other : ParameterValues.otherImages(routine)) {
      String title = text(components.get(other));
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
      return item == null ? "" : item;
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
}
