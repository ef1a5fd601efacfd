package org.micromanager.data;

import org.micromanager.PropertyMap;

/** One processor in the list of processors: what it is set to, and the window in which that is changed. */
public interface ProcessorConfigurator {
  /** Shows the window. */
  void showGUI();

  /** It was taken out of the list. */
  void cleanup();

  /** The settings, for {@link ProcessorPlugin#createFactory}; they are saved with the profile too. */
  PropertyMap getSettings();
}
