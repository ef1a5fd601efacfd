package org.micromanager.events;

/** The program's event bus: Guava's, whose {@code Subscribe} annotation marks methods that take events. Any thread. */
public interface EventManager {
  void registerForEvents(Object subscriber);

  void unregisterForEvents(Object subscriber);

  /** Calls the subscribers before it returns. */
  void post(Object event);
}
