package io.drua.micromanager.panel;

import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.SkinButton;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;

/** The folders with routines: those of the user, which can be added and removed, and those of the program. Not modal. */
final class FoldersDialog extends JDialog {
  private static final long serialVersionUID = 1L;
  private static final int ROWS = 8;

  private final DefaultListModel<String> model = new DefaultListModel<>();
  private final JList<String> list = new JList<>(model);
  private final JButton remove = new SkinButton("Remove");
  private transient List<Path> own = new ArrayList<>();

  FoldersDialog(Window owner) {
    super(owner, "Routine Folders", ModalityType.MODELESS);
    setDefaultCloseOperation(DISPOSE_ON_CLOSE);
    JPanel content = new JPanel(new BorderLayout(0, Look.gap()));
    content.setBorder(Look.space(2));
    content.add(
        new TextLines(
            "Python files in these folders and their subfolders are searched for routines. Where two have the same name, "
                + "the upper folder's is used.",
            64,
            Look::foreground),
        BorderLayout.PAGE_START);
    list.setName("folders");
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setVisibleRowCount(ROWS);
    list.addListSelectionListener(event -> showRemovable());
    JScrollPane scroll = new JScrollPane(list);
    scroll.setPreferredSize(new Dimension(Look.width(70), (ROWS + 1) * Look.line()));
    content.add(scroll, BorderLayout.CENTER);
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, Look.gap(), 0));
    JButton add = new SkinButton("Add...");
    add.addActionListener(event -> add());
    remove.addActionListener(event -> remove());
    JButton close = new SkinButton("Close");
    close.addActionListener(event -> dispose());
    buttons.add(add);
    buttons.add(remove);
    buttons.add(close);
    content.add(buttons, BorderLayout.PAGE_END);
    setContentPane(content);
    showFolders();
    pack();
    setLocationRelativeTo(owner);
  }

  private void showFolders() {
    own = MicroManagerRuntime.userRoutineFolders();
    model.clear();
    List<Path> all = MicroManagerRuntime.routineFolders();
    for (int i = 0; i < all.size(); i++) {
      String text = all.get(i).toString();
      model.addElement(Files.isDirectory(all.get(i)) ? text : text + "  (not there)");
    }
    showRemovable();
  }

  /** The user's own stand first in the list of all. */
  private void showRemovable() {
    int index = list.getSelectedIndex();
    remove.setEnabled(index >= 0 && index < own.size());
    boolean foreign = index >= own.size();
    remove.setToolTipText(
        foreign ? "This folder belongs to the program" : "Takes the folder out of the list; no file is deleted");
  }

  private void add() {
    JFileChooser chooser = new JFileChooser();
    chooser.setDialogTitle("A folder with routines");
    chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
    if (chooser.showDialog(this, "Add") == JFileChooser.APPROVE_OPTION) {
      List<Path> changed = new ArrayList<>(own);
      Path folder = chooser.getSelectedFile().toPath();
      if (!changed.contains(folder)) {
        changed.add(folder);
      }
      MicroManagerRuntime.setUserRoutineFolders(changed);
      showFolders();
    }
  }

  private void remove() {
    int index = list.getSelectedIndex();
    if (index >= 0 && index < own.size()) {
      List<Path> changed = new ArrayList<>(own);
      changed.remove(index);
      MicroManagerRuntime.setUserRoutineFolders(changed);
      showFolders();
    }
  }
}
