package io.drua.micromanager.configurator;

import io.drua.bridge.form.ParameterField;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.util.Collections;
import java.util.List;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/**
 * The Swing components of one field of a form. The field holds the text; whatever the user does goes into it, and the
 * listener hears of it, whether the text is right or not.
 */
final class FieldEditor {
  private static final int NUMBER_COLUMNS = 7;
  private static final int TEXT_COLUMNS = 20;

  private final ParameterField field;
  private final Runnable listener;
  private final JPanel component = new JPanel(new BorderLayout(Look.gap(), 0));
  private final TextLines problem = new TextLines("", 40, Look::error);
  /** The component that has the focus and shows that a value is wrong. */
  private JComponent input;
  /** Shows the field's text after something else set it. */
  private Runnable display = () -> {};

  /** Moves what else shows the value after a letter was typed. */
  private Runnable follow = () -> {};

  private boolean displaying;

  FieldEditor(ParameterField field, Runnable listener) {
    this.field = field;
    this.listener = listener;
    component.setOpaque(false);
    problem.setName(field.name() + " problem");
    problem.setVisible(false);
    input = make();
    input.setName(field.name());
    String help = Look.toolTip(field.help());
    component.setToolTipText(help);
    input.setToolTipText(help);
  }

  /** The field that it edits. */
  ParameterField field() {
    return field;
  }

  /** What stands beside the label; a checkbox has its label itself. */
  JComponent component() {
    return component;
  }

  /** What a label is for. */
  JComponent input() {
    return input;
  }

  /** The line that says what is wrong; not visible where nothing is. */
  TextLines problem() {
    return problem;
  }

  /** Shows the field's text, and marks it if it is wrong. */
  void refresh() {
    quietly(display);
    mark();
  }

  private void quietly(Runnable show) {
    displaying = true;
    try {
      show.run();
    } finally {
      displaying = false;
    }
  }

  private void changed(String text) {
    if (!displaying) {
      field.setText(text);
      quietly(follow);
      mark();
      listener.run();
    }
  }

  /** FlatLaf draws a red outline on request; other looks show only the text. */
  private void mark() {
    String message = field.problem();
    problem.show(message == null ? "" : message);
    input.putClientProperty("JComponent.outline", message == null ? null : "error");
  }

  private JComponent make() {
    switch (field.control()) {
      case CHECKBOX:
        return checkbox();
      case CHOICE:
        return choice(field.choices());
      case SLIDER:
        return slider();
      case SPINNER:
        return spinner();
      case FILE:
        return path(false);
      case FOLDER:
        return path(true);
      case IMAGE:
      case TABLE:
        JComponent none = choice(field.choices(Collections.<String>emptyList()));
        none.setEnabled(false);
        return none;
      default:
        return text(TEXT_COLUMNS, BorderLayout.CENTER);
    }
  }

  private JComponent checkbox() {
    JCheckBox box = new JCheckBox(field.label());
    box.setOpaque(false);
    display = () -> box.setSelected(Boolean.parseBoolean(field.text()));
    box.addActionListener(event -> changed(String.valueOf(box.isSelected())));
    component.add(box, BorderLayout.LINE_START);
    return box;
  }

  private JComponent choice(List<String> choices) {
    JComboBox<String> box = new JComboBox<>(choices.toArray(new String[0]));
    display = () -> box.setSelectedItem(field.text().isEmpty() ? ParameterField.NONE : field.text());
    box.addActionListener(event -> changed(String.valueOf(box.getSelectedItem())));
    component.add(box, BorderLayout.LINE_START);
    return box;
  }

  private JTextField text(int columns, String place) {
    JTextField text = new JTextField(columns);
    display = () -> setText(text, field.text());
    text.getDocument().addDocumentListener(new Changes(text));
    component.add(text, place);
    return text;
  }

  private JComponent slider() {
    JSlider slider = new JSlider(0, field.lastPosition());
    slider.setName(field.name() + " slider");
    slider.setOpaque(false);
    slider.setToolTipText(Look.toolTip(field.help()));
    JTextField text = text(NUMBER_COLUMNS, BorderLayout.LINE_END);
    text.setHorizontalAlignment(JTextField.TRAILING);
    component.add(slider, BorderLayout.CENTER);
    Runnable showText = display;
    display =
        () -> {
          showText.run();
          slider.setValue(field.position());
        };
    slider.addChangeListener(
        event -> {
          if (!displaying && slider.getValue() != field.position()) {
            field.setText(field.textAt(slider.getValue()));
            refresh();
            listener.run();
          }
        });
    follow = () -> slider.setValue(field.position());
    return text;
  }

  private JComponent spinner() {
    JSpinner spinner = new JSpinner(new TextSpinner.Model(field));
    TextSpinner.Editor editor = new TextSpinner.Editor(spinner, NUMBER_COLUMNS);
    spinner.setEditor(editor);
    editor.getTextField().setName(field.name() + " text");
    editor.getTextField().setToolTipText(Look.toolTip(field.help()));
    display = () -> spinner.setValue(field.text());
    spinner.addChangeListener(event -> changed(String.valueOf(spinner.getValue())));
    component.add(spinner, BorderLayout.LINE_START);
    return spinner;
  }

  private JComponent path(boolean folder) {
    JTextField text = text(TEXT_COLUMNS, BorderLayout.CENTER);
    component.add(new PathButton(text, folder), BorderLayout.LINE_END);
    return text;
  }

  private static void setText(JTextComponent component, String text) {
    if (!component.getText().equals(text)) {
      component.setText(text);
    }
  }

  /** What is typed goes into the field. */
  private final class Changes implements DocumentListener {
    private final JTextComponent text;

    Changes(JTextComponent text) {
      this.text = text;
    }

    @Override
    public void insertUpdate(DocumentEvent event) {
      changed(text.getText());
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      changed(text.getText());
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      // Attributes: plain text has none.
    }
  }
}
