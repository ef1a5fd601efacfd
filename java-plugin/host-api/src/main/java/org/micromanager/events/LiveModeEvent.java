package org.micromanager.events;

/** Live mode was switched on or off. */
public interface LiveModeEvent {
  boolean isOn();
}
