package org.micromanager;

import mmcorej.CMMCore;
import org.micromanager.acquisition.AcquisitionManager;
import org.micromanager.data.DataManager;
import org.micromanager.events.EventManager;

/** The program's entry object. */
public interface Studio {
  AcquisitionManager acquisitions();

  Application app();

  /** The hardware layer; thread-safe. */
  CMMCore core();

  DataManager data();

  EventManager events();

  SnapLiveManager live();

  LogManager logs();

  PluginManager plugins();

  UserProfile profile();
}
