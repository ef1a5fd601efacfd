package io.drua.micromanager.configurator;

import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.form.ParameterForm;
import io.drua.micromanager.swing.Look;
import java.awt.BorderLayout;
import java.awt.Component;
import java.util.Map;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;

/** The choice of a routine: its label, and beside it the file that it comes from. */
final class RoutineBox extends JComboBox<RoutineBox.Item> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ROWS = 20;

  /** One routine of the list. */
  static final class Item {
    final String key;
    @Nullable final RoutineManifest manifest;

    Item(String key, @Nullable RoutineManifest manifest) {
      this.key = key;
      this.manifest = manifest;
    }

    private String place() {
      return manifest == null ? "" : String.valueOf(manifest.file().getFileName());
    }

    @Override
    public String toString() {
      if (key.isEmpty()) {
        return "Choose a routine";
      }
      return manifest == null ? key + " (not found)" : ParameterForm.title(manifest);
    }
  }

  RoutineBox() {
    setName("routine");
    setMaximumRowCount(MOST_ROWS);
    setRenderer(new ItemRenderer());
  }

  /** Shows a listing, and in it the routine of a key; one that is not there stands first. */
  void show(Map<String, RoutineManifest> routines, String key) {
    DefaultComboBoxModel<Item> model = new DefaultComboBoxModel<>();
    Item chosen = null;
    for (Map.Entry<String, RoutineManifest> routine : routines.entrySet()) {
      Item item = new Item(routine.getKey(), routine.getValue());
      model.addElement(item);
      if (routine.getKey().equals(key)) {
        chosen = item;
      }
    }
    if (chosen == null) {
      chosen = new Item(key, null);
      model.insertElementAt(chosen, 0);
    }
    model.setSelectedItem(chosen);
    setModel(model);
  }

  /** The chosen one. */
  Item chosen() {
    Item item = (Item) getSelectedItem();
    return item == null ? new Item("", null) : item;
  }

  /** The label at the left, the file at the right and less strong. */
  private static final class ItemRenderer implements ListCellRenderer<Item> {
    private final DefaultListCellRenderer text = new DefaultListCellRenderer();
    private final JLabel place = new JLabel();
    private final JPanel both = new JPanel(new BorderLayout(3 * Look.gap(), 0));

    ItemRenderer() {
      both.add(text, BorderLayout.CENTER);
      both.add(place, BorderLayout.LINE_END);
    }

    @Override
    public Component getListCellRendererComponent(
        JList<? extends Item> list, @Nullable Item value, int index, boolean selected, boolean focused) {
      Component label = text.getListCellRendererComponent(list, value, index, selected, focused);
      // The box itself, which has no index, has a background of its own.
      both.setOpaque(index >= 0);
      both.setBackground(label.getBackground());
      text.setOpaque(index >= 0);
      place.setFont(label.getFont());
      place.setForeground(Look.blend(label.getForeground(), label.getBackground(), 0.7));
      place.setText(value == null ? "" : value.place() + " ");
      return both;
    }
  }
}
