package org.micromanager.acquisition;

import org.micromanager.MMEvent;
import org.micromanager.data.Datastore;

/** An acquisition starts; its pipeline was made and has the summary, but no image yet. */
public interface AcquisitionStartedEvent extends MMEvent {
  /** Where its images go, behind the pipeline. */
  Datastore getDatastore();

  /** The engine. */
  Object getSource();
}
