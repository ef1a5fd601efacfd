package io.drua.micromanager.configurator;

import io.drua.bridge.form.ParameterField;
import java.text.ParseException;
import javax.swing.AbstractSpinnerModel;
import javax.swing.JFormattedTextField;
import javax.swing.JSpinner;
import javax.swing.event.ChangeEvent;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.DefaultFormatter;
import javax.swing.text.DefaultFormatterFactory;

/**
 * A spinner over a text. Swing's own would take a wrong number back without a word, and knows no empty one; here every
 * text stays as it was typed, and the form says what is wrong with it.
 */
final class TextSpinner {
  private TextSpinner() {}

  /** The field's text; the arrows step it. */
  static final class Model extends AbstractSpinnerModel {
    private static final long serialVersionUID = 1L;
    private final transient ParameterField field;
    private String text;

    Model(ParameterField field) {
      this.field = field;
      this.text = field.text();
    }

    @Override
    public Object getValue() {
      return text;
    }

    @Override
    public void setValue(Object value) {
      String given = String.valueOf(value);
      if (!given.equals(text)) {
        text = given;
        fireStateChanged();
      }
    }

    @Override
    public Object getNextValue() {
      return field.stepped(1);
    }

    @Override
    public Object getPreviousValue() {
      return field.stepped(-1);
    }
  }

  /** A text field that tells the model of each letter. */
  static final class Editor extends JSpinner.DefaultEditor implements DocumentListener {
    private static final long serialVersionUID = 1L;
    private final transient JSpinner owner;
    private boolean showing;

    Editor(JSpinner spinner, int columns) {
      super(spinner);
      owner = spinner;
      JFormattedTextField text = getTextField();
      text.setFormatterFactory(new DefaultFormatterFactory(new AsItIs()));
      text.setFocusLostBehavior(JFormattedTextField.PERSIST);
      text.setEditable(true);
      text.setColumns(columns);
      text.setHorizontalAlignment(JFormattedTextField.TRAILING);
      text.getDocument().addDocumentListener(this);
    }

    @Override
    public void commitEdit() throws ParseException {
      // Nothing waits: the model has each letter already.
    }

    @Override
    public void stateChanged(ChangeEvent event) {
      String value = String.valueOf(((JSpinner) event.getSource()).getValue());
      JFormattedTextField text = getTextField();
      if (!showing && !text.getText().equals(value)) {
        showing = true;
        text.setText(value);
        showing = false;
      }
    }

    @Override
    public void propertyChange(java.beans.PropertyChangeEvent event) {
      // The document says all that this would.
    }

    @Override
    public void insertUpdate(DocumentEvent event) {
      typed();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      typed();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      // Attributes: plain text has none.
    }

    private void typed() {
      if (!showing) {
        showing = true;
        owner.setValue(getTextField().getText());
        showing = false;
      }
    }
  }

  private static final class AsItIs extends DefaultFormatter {
    private static final long serialVersionUID = 1L;

    AsItIs() {
      setOverwriteMode(false);
    }

    @Override
    public Object stringToValue(String text) {
      return text;
    }

    @Override
    public String valueToString(Object value) {
      return value == null ? "" : value.toString();
    }
  }
}
