package org.micromanager;

/** An entry of the Plugins menu. */
public interface MenuPlugin extends MMPlugin {
  /** The submenu that it is in; the empty text for the Plugins menu itself. */
  String getSubMenu();

  /** It was chosen. On the event thread. */
  void onPluginSelected();
}
