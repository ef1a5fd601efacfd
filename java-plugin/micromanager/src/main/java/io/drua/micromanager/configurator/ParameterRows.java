package io.drua.micromanager.configurator;

import io.drua.bridge.Nullable;
import io.drua.bridge.form.ParameterField;
import io.drua.bridge.form.ParameterForm;
import io.drua.micromanager.swing.FormRows;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.SkinButton;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

/**
 * The parameters of a routine, one row each. A wrong value is marked in its row and stays out of what is applied: the
 * last right one holds.
 */
final class ParameterRows extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient Runnable listener;
  private final FormRows rows = new FormRows();
  private final transient List<FieldEditor> editors = new ArrayList<>();
  private final transient Map<String, String> right = new LinkedHashMap<>();
  @Nullable private transient ParameterForm form;

  /** Makes rows; the listener hears of each change, on the user interface's thread. */
  ParameterRows(Runnable listener) {
    super(new BorderLayout());
    this.listener = listener;
    setOpaque(false);
    add(rows, BorderLayout.CENTER);
  }

  /** Shows a form; none for no routine. */
  void show(@Nullable ParameterForm shown) {
    form = shown;
    rows.removeAll();
    editors.clear();
    right.clear();
    if (shown != null) {
      keepRight();
      for (ParameterField field : shown.fields()) {
        if (field.control() != ParameterField.Control.SELECTION) {
          addRow(field);
        }
      }
      if (editors.isEmpty()) {
        rows.wide(new TextLines("This routine has no parameters.", 50, Look::muted));
      } else {
        addDefaults(shown);
      }
    }
    revalidate();
    repaint();
  }

  private void addRow(ParameterField field) {
    FieldEditor editor = new FieldEditor(field, this::changed);
    editors.add(editor);
    if (field.control() == ParameterField.Control.CHECKBOX) {
      rows.unlabelled(editor.component());
    } else {
      JLabel label = rows.add(field.labelWithUnit(), editor.component());
      label.setLabelFor(editor.input());
      label.setToolTipText(Look.toolTip(field.help()));
    }
    rows.below(editor.problem());
    editor.refresh();
  }

  private void addDefaults(ParameterForm shown) {
    JButton defaults = new SkinButton("Defaults");
    defaults.setName("defaults");
    defaults.setToolTipText("Gives all parameters the values that the routine declares");
    defaults.addActionListener(
        event -> {
          shown.setDefaults();
          for (FieldEditor editor : editors) {
            editor.refresh();
          }
          changed();
        });
    JPanel line = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, Look.gap()));
    line.setOpaque(false);
    line.add(defaults);
    rows.below(line);
  }

  private void changed() {
    keepRight();
    listener.run();
  }

  private void keepRight() {
    for (ParameterField field : form == null ? new ArrayList<ParameterField>() : form.fields()) {
      if (field.control() != ParameterField.Control.SELECTION && field.problem() == null) {
        right.put(field.name(), field.text());
      }
    }
  }

  /** The rows, to be aligned with others. */
  FormRows rows() {
    return rows;
  }

  /** The form that is shown, or null. */
  @Nullable
  ParameterForm form() {
    return form;
  }

  /** The right texts by name: of a field that is wrong now, the one that it had before. */
  Map<String, String> texts() {
    return new LinkedHashMap<>(right);
  }

  /** Whether each field that has something to fill in was right at least once. */
  boolean isComplete() {
    return form != null && right.keySet().containsAll(form.texts().keySet());
  }
}
