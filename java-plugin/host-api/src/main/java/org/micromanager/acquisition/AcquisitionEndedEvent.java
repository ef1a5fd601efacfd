package org.micromanager.acquisition;

import org.micromanager.MMEvent;
import org.micromanager.data.Datastore;

/** An acquisition has ended, well or not; its pipeline was halted. */
public interface AcquisitionEndedEvent extends MMEvent {
  /** Where its images went. */
  Datastore getStore();

  /** The engine. */
  Object getSource();
}
