package org.micromanager.events;

import org.micromanager.MMEvent;

/** The program is about to end; a subscriber may prevent it. */
public interface ShutdownCommencingEvent extends MMEvent {
  void cancelShutdown();

  boolean isCanceled();
}
