package io.drua.micromanager.configurator;

import io.drua.micromanager.swing.SkinButton;
import java.io.File;
import javax.swing.JFileChooser;
import javax.swing.JTextField;

/** Lets the user look for a file or folder, whose path goes into a text field. */
final class PathButton extends SkinButton {
  private static final long serialVersionUID = 1L;

  PathButton(JTextField text, boolean folder) {
    super("Browse...");
    addActionListener(
        event -> {
          JFileChooser chooser = new JFileChooser();
          chooser.setFileSelectionMode(folder ? JFileChooser.DIRECTORIES_ONLY : JFileChooser.FILES_ONLY);
          if (!text.getText().trim().isEmpty()) {
            chooser.setSelectedFile(new File(text.getText().trim()));
          }
          if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
            text.setText(chooser.getSelectedFile().getPath());
          }
        });
  }
}
