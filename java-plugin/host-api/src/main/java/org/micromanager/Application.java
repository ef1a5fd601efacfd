package org.micromanager;

import javax.swing.JFrame;

/** The program's window. */
public interface Application {
  JFrame getMainWindow();

  ApplicationSkin skin();
}
