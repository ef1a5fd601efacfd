package org.micromanager;

/** A plugin that gets the program's entry object. One instance is made at start, by the constructor without arguments. */
public interface MMPlugin extends MMGenericPlugin {
  /** Called once, on the thread that loads plugins and before the program is complete. */
  void setContext(Studio studio);

  /** The name in menus and lists. */
  String getName();

  /** One sentence, shown as a tool tip. */
  String getHelpText();

  String getVersion();

  String getCopyright();
}
